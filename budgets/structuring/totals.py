"""Whether a year regrouped to a later organisation comes to the same as the year as drawn (rule 8)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from budgets.amounts import Unit, show
from budgets.models import Book, Figure

Key = tuple[date, str, str]  # a day, a stage and an account


@dataclass(frozen=True, slots=True)
class Total:
    """What one account comes to on a date of which both have published something."""

    day: date
    stage: str
    account: str
    drawn: int
    regrouped: int

    @property
    def difference(self) -> int:
        return self.regrouped - self.drawn

    @property
    def words(self) -> list[str]:
        """당초, 재편, 차이."""
        return [show(won, Unit.WON) for won in (self.drawn, self.regrouped, self.difference)]


def totals_beside(book: Book) -> list[Total]:
    """예산액 at the stage of 예산, else 예산현액; of the days that both Books have."""
    found: dict[Key, dict[int, int]] = defaultdict(dict)
    first = Book.objects.filter(
        office=book.office_id, fiscal_year=book.fiscal_year, basis=Book.Basis.DRAWN
    ).first()
    if first is None or first.pk == book.pk:
        return []
    of_date = "statement__filing__reporting_date"
    rows = (
        Figure.objects.published()
        .filter(**{f"{of_date}__book__in": [first.pk, book.pk]})
        .order_by()
        .values_list(
            f"{of_date}__day",
            f"{of_date}__stage",
            "line__program__account__name",
            f"{of_date}__book",
        )
        .annotate(voted=Sum("appropriated"), budget=Sum("budget"))
    )
    for day, stage, account, of, voted, budget in rows:
        won = voted if stage == "예산" else budget
        if won is not None:
            found[day, stage, account][of] = int(won)
    return [
        Total(*key, sums[first.pk], sums[book.pk])
        for key, sums in sorted(found.items())
        if {first.pk, book.pk} <= sums.keys()
    ]
