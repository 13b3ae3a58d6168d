"""검산: one document, and all of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from budgets.models import Claim, Filing
from departments.models import Document
from reports.asked import read_said
from reports.checking import (
    MEASURES,
    SHAPES,
    Asked,
    checks_report,
    document_report,
    read_checks,
    read_checks_of,
)
from reports.choices import Misread
from reports.claim_words import VERDICTS
from reports.dates import published_dates, when_of
from reports.kept import kept_whole
from reports.siblings import refuse, respond
from reports.tallies import read_documents
from reports.views.read_only import read_only


def _form(asked: Asked) -> dict:
    return {
        "verdicts": tuple(VERDICTS.values()),
        "measures": tuple(MEASURES),
        "shapes": tuple(SHAPES),
        "chosen_verdict": VERDICTS.get(asked.verdict, ""),
        "chosen_measure": Claim.Measure(asked.measure).label if asked.measure else "",
        "chosen_shape": Claim.Shape(asked.shape).label if asked.shape else "",
    }


@read_only
@kept_whole
def checks(request: HttpRequest, suffix: str) -> HttpResponse:
    try:
        found = read_checks(read_said(request.GET))
    except Misread as misread:
        return refuse(request, misread)
    said = {
        "checks": found,
        "shown": found.shown,
        "documents": found.documents,
        "offices": sorted({document.office.name for document in found.documents}),
        "previous": found.asked.page - 1,
        "next": found.asked.page + 1,
    }
    return respond(
        request,
        suffix,
        lambda: checks_report(found),
        "reports/checks.html",
        lambda report: said | _form(found.asked),
    )


@read_only
@kept_whole
def document(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    own = next((each for each in read_documents() if each.key == key), None)
    if own is None:
        raise Http404(f"‘{key}’: 공개된 문서가 아닙니다.")
    try:
        found = read_checks_of(own, read_said(request.GET))
    except Misread as misread:
        return refuse(request, misread)
    return respond(
        request,
        suffix,
        lambda: document_report(own, found),
        "reports/document.html",
        lambda report: _around(own, found) | _form(found.asked),
    )


def _around(own: Document, found) -> dict:
    filings = Filing.objects.filter(published__document=own).order_by()
    sourced = set(filings.values_list("reporting_date", flat=True))
    counts = found.tallies.counts.get(own.key, {})
    return {
        "document": own,
        "checks": found,
        "counts": [(words, counts.get(verdict, 0)) for verdict, words in VERDICTS.items()],
        "all": sum(counts.values()),
        "dates": [
            (
                f"{date.book.office.name} {when_of(date).words}",
                reverse("execution", args=[date.book.office.code, when_of(date), ""]),
            )
            for date in published_dates()
            if date.pk in sourced
        ],
    }
