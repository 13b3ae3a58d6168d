"""What each account comes to on each date that is published: what examples of terms are made of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.urls import reverse

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Account, Figure, ReportingDate
from reports.cuts import APPROPRIATED, BUDGET
from reports.dates import when_of
from reports.rollup import Sums, add, cells, empty
from reports.table import Cell


@dataclass(frozen=True, slots=True)
class Example:
    words: str
    source: str = ""  # of which office and date
    href: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What one account comes to on one date."""

    date: ReportingDate
    account: Account
    sums: Sums
    kinds: dict[str | None, "Part"]

    @property
    def cells(self) -> list[Cell]:
        return cells(self.sums)

    @property
    def base(self) -> int | None:
        """예산현액, or 예산액 where there is none."""
        return next((at for at in (BUDGET, APPROPRIATED) if self.knows(at)), None)

    def knows(self, *measures: int) -> bool:
        return all(isinstance(self.cells[at], int) for at in measures)

    def says(self, words: str) -> Example:
        source, href = place(self.date)
        return Example(words, f"{source} {self.account}", href)


@dataclass(frozen=True, slots=True)
class Part:
    programs: int
    lines: int
    sums: Sums


def place(date: ReportingDate) -> tuple[str, str]:
    when, office = when_of(date), date.book.office
    return f"{office.name} {when.words}", reverse("execution", args=[office.code, when, ""])


def won(amount: Cell) -> str:
    return f"{show(amount, Unit.THOUSAND)}천원"


def read_wholes(dates: list[ReportingDate]) -> list[Whole]:
    """Added up by the database, newest date first."""
    columns = {f"{m}_sum": Sum(m) for m in MEASURES} | {
        f"{m}_{state}": Count("pk", filter=Q(**{f"{m}_state": state}))
        for m in MEASURES
        for state in ("value", "dash", "blank", "absent")
    }
    day, account, kind = (
        "statement__filing__reporting_date",
        "line__program__account",
        "line__program__kind",
    )
    columns |= {"programs": Count("line__program", distinct=True), "lines": Count("pk")}
    found: dict[tuple[int, int], dict[str | None, Part]] = defaultdict(dict)
    rows = Figure.objects.published().order_by().values(day, account, kind).annotate(**columns)
    for row in rows:
        part = Part(row["programs"], row["lines"], _sums(row))
        found[row[day], row[account]][row[kind]] = part
    accounts = list(Account.objects.order_by("pk"))
    return [
        Whole(
            each, account, _added(found[each.pk, account.pk].values()), found[each.pk, account.pk]
        )
        for each in dates
        for account in accounts
        if (each.pk, account.pk) in found
    ]


def _added(parts: Iterable[Part]) -> Sums:
    whole = empty()
    for part in parts:
        add(whole, part.sums)
    return whole


def _sums(row: dict) -> Sums:
    mask, amounts = 0, []
    for at, measure in enumerate(MEASURES):
        states = enumerate(("value", "dash", "blank", "absent"))
        mask |= sum(1 << bit for bit, state in states if row[f"{measure}_{state}"]) << 4 * at
        amounts.append(row[f"{measure}_sum"] or 0)
    return [mask, *amounts]
