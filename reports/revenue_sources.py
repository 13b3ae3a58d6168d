"""Who tells 세입 of a year: a document that prints it, or the office that entered it.

What the office entered is of each account the newest version that was published; the older ones are
read inside the office.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from budgets.models import Revenue, RevenueReturn
from departments.models import Document
from reports.dates import written
from reports.places import place_words

ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    document: Document | None
    told_on: tuple[date, date]  # of which day, and since when
    rows: list[Revenue] = field(default_factory=list)

    @property
    def returns(self) -> list[RevenueReturn]:
        return list({row.returned_id: row.returned for row in self.rows if row.returned}.values())

    @property
    def named(self) -> str:
        return f"{self.key} 문서" if self.document else "실국이 적은 제출본"

    @property
    def label(self) -> str:
        return f"{self.named}의 세입"

    @property
    def words(self) -> tuple[str, ...]:
        """For the end of a page."""
        if self.document is None:
            return tuple(map(return_words, self.returns))
        printed_on = self.document.printed_on
        title = f"{self.key} {self.document.title}".strip()
        return (f"{title} ({printed_on})" if printed_on else title,)

    def place(self, place: int | None, account: str) -> str:
        if self.document is not None:
            return place_words(self.key, place)
        own = next(each for each in self.returns if each.account.name == account)
        return f"실국이 적은 제출본 제{own.version}판"


def return_words(returned: RevenueReturn) -> str:
    day = written(timezone.localdate(returned.publication.at))
    account = returned.account.name
    return f"{account} 세입 제{returned.version}판, {returned.by} 적음, {day} 공개"


def newest_only(rows: Iterable[Revenue]) -> list[Revenue]:
    """Without what a later version of the same account and year took the place of."""
    rows = list(rows)
    newest: dict[tuple, int] = {}
    for row in rows:
        if row.returned is not None:
            key = _series(row.returned)
            newest[key] = max(newest.get(key, 0), row.returned.version)
    return [
        row
        for row in rows
        if row.returned is None or row.returned.version == newest[_series(row.returned)]
    ]


def _series(returned: RevenueReturn) -> tuple:
    return returned.office_id, returned.account_id, returned.fiscal_year


def sources_of(rows: Sequence[Revenue]) -> list[Source]:
    """The newest last: of the newest day, and of that day who told it last."""
    found: dict[str, list[Revenue]] = {}
    for row in newest_only(rows):
        found.setdefault(row.document.key if row.document else ENTERED, []).append(row)
    sources = [Source(key, own[0].document, _told_on(own), own) for key, own in found.items()]
    return sorted(sources, key=lambda each: (each.told_on, each.key))


def _told_on(rows: Sequence[Revenue]) -> tuple[date, date]:
    day = max(row.day for row in rows)
    if rows[0].document is not None:
        return day, rows[0].document.reported_on or date.min
    return day, max(timezone.localdate(row.returned.publication.at) for row in rows)
