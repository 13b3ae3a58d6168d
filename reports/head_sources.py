"""Where a count of persons comes from: a document's line, or what an office entered and published."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from departments.models import Headcount, HeadcountReturn
from reports.dates import written
from reports.places import place_words
from reports.sources import document_words

RELATED = ("document", "returned__office", "returned__by", "returned__publication")


def source_words(head: Headcount) -> str:
    """For the end of a page."""
    own = head.document
    if own is not None:
        return document_words(own.key, own.title, own.printed_on)
    returned = head.returned
    published = written(timezone.localdate(returned.publication.at))
    return (
        f"{returned.office} {written(returned.as_of)} 인력 제{returned.version}판, "
        f"{returned.by} 적음, {published} 공개"
    )


def place_of(head: Headcount) -> str:
    if head.document is None:
        return _version(head.returned)
    return place_words(head.document.key, head.place)


def page_of(heads: Sequence[Headcount]) -> str:
    """Of the document that these are printed in; what was entered has its words alone."""
    document = heads[0].document
    return "" if document is None else reverse("document", args=[document.key, ""])


def _version(returned: HeadcountReturn) -> str:
    return f"실국이 적은 인력 제{returned.version}판"
