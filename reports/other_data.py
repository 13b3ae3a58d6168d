"""What else than the ledger's amounts can be taken out: the pages of each office with the addresses under
which they are files, and those of all offices together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from budgets.models import ReportingDate
from reports.rooms import rooms
from reports.siblings import SUFFIXES

_EVERYONE = (
    ("검산", "checks"),
    ("시정·권고사항", "findings"),
    ("업무와 예산", "all_tasks"),
    ("통계", "statistics"),
)
ALL = "모든 실국"


@dataclass(frozen=True, slots=True)
class Other:
    name: str
    office: str
    words: str  # which year or date
    href: str

    @property
    def files(self) -> list[tuple[str, str]]:
        """What each is called, and its address with the same conditions."""
        path, mark, asked = self.href.partition("?")
        return [
            (word, f"{path}{suffix}{mark}{asked}") for suffix, word in SUFFIXES.items() if suffix
        ]

    def file(self, suffix: str) -> str:
        return dict(self.files)[SUFFIXES[suffix]]


def other_data(dates: Sequence[ReportingDate]) -> Iterator[Other]:
    """`dates`: the published ones, the newest first. A kind of which nothing is published is not told."""
    if not dates:
        return
    common = {reverse(page, args=[""]): name for name, page in _EVERYONE}
    for href, name in common.items():
        yield Other(name, ALL, "모두", href)
    offices = list({each.book.office_id: each.book.office for each in dates}.values())
    known = rooms(offices, dates)
    for office in offices:
        for room in known[office.pk]:
            for words, href in room.ways:
                if href not in common:
                    yield Other(room.name, office.name, words, href)
