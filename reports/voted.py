"""Which published date tells what was voted for a year: as it was drawn, and as it was regrouped to the
organisation of a later year.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from budgets.models import Figure, ReportingDate
from departments.models.cell import State
from reports.dates import When, when_of
from reports.family import Family

DRAWN, REGROUPED = "drawn", "regrouped"
BASES = {REGROUPED: "재편한 조직", DRAWN: "편성 당시 조직"}


@dataclass(frozen=True, slots=True)
class Voted:
    """A year's date of each basis, as far as one is published; `told`: those that print any 예산액."""

    year: int
    whens: dict[str, When] = field(default_factory=dict)
    told: frozenset[When] = frozenset()

    def has(self, basis: str) -> bool:
        return self.whens.get(basis) in self.told

    @property
    def as_drawn(self) -> When | None:
        """Of the year itself: nobody knows a year by what it was regrouped to, if there is another."""
        return self.whens.get(DRAWN) or self.whens.get(REGROUPED)


def voted_years(family: Family) -> dict[int, Voted]:
    """Every year of which something is published, the newest first."""
    told = _with_appropriated(family.dates)
    by_year: dict[int, dict[str, list[ReportingDate]]] = {}
    for each in family.dates:
        basis = REGROUPED if when_of(each).is_regrouped else DRAWN
        by_year.setdefault(each.book.fiscal_year, {}).setdefault(basis, []).append(each)

    def rank(each: ReportingDate) -> tuple:
        """An own date before that of kin; the 예산 before what was printed of it later."""
        is_own = each.book.office_id == family.office.pk
        is_voted = each.stage == ReportingDate.Stage.BUDGET
        return each.pk in told, is_own, is_voted, each.day

    return {
        year: Voted(
            year,
            {basis: when_of(max(dates, key=rank)) for basis, dates in bases.items()},
            frozenset(when_of(x) for dates in bases.values() for x in dates if x.pk in told),
        )
        for year, bases in sorted(by_year.items(), reverse=True)
    }


def _with_appropriated(dates: Iterable[ReportingDate]) -> set[int]:
    date = "statement__filing__reporting_date"
    figures = Figure.objects.published().filter(**{f"{date}__in": [each.pk for each in dates]})
    figures = figures.exclude(appropriated_state=State.ABSENT)
    return set(figures.order_by().values_list(date, flat=True).distinct())
