"""How many printed values of each document agree, and those that differ: judged once until something
is published, as judging all that every document prints takes as long as a few pages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from budgets.models import Claim
from budgets.models.told import told_documents
from departments.models import Document
from reports.claim_words import VERDICTS
from reports.claims import Checked, checked_claims
from reports.dates import stamp
from reports.reconcile import DIFFERS

_KEPT = "reports.tallies"  # with the stamp they are of


@dataclass(frozen=True, slots=True)
class Tallies:
    counts: dict[str, Counter]  # by the document's key, and by verdict
    differing: dict[str, list[Checked]]

    @classmethod
    def of(cls, judged: Iterable[Checked]) -> "Tallies":
        counts: dict[str, Counter] = {}
        differing: dict[str, list[Checked]] = {}
        for each in judged:
            document = each.claim.document.key
            counts.setdefault(document, Counter())[each.verdict.verdict] += 1
            if each.verdict.verdict == DIFFERS:
                differing.setdefault(document, []).append(each)
        return cls(counts, differing)

    def of_document(self, key: str) -> list[tuple[str, int, str]]:
        """What each verdict is called, how many, and where they stand."""
        counts, own = self.counts.get(key, {}), reverse("document", args=[key, ""])
        return [
            (words, counts.get(verdict, 0), f"{own}?{urlencode({'verdict': words})}")
            for verdict, words in VERDICTS.items()
        ]


def read_documents() -> list[Document]:
    """Those that a reader may see: something that they print is published. Oldest first."""
    return list(Document.objects.filter(pk__in=told_documents()).select_related("office"))


def read_tallies(now: tuple | None = None) -> Tallies:
    """`now`: the stamp, where it was asked for already."""
    now = now or stamp()
    kept, found = cache.get(_KEPT, ("", None))
    if found is None or kept != now:
        found = Tallies.of(checked_claims(Claim.objects.published()))
        cache.set(_KEPT, (now, found), timeout=None)
    return found
