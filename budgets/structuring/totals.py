"""Whether a year regrouped to a later organisation comes to the same as the year as drawn (rule 8)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from budgets.amounts import Unit, show
from budgets.models import Book, Figure, ReportingDate
from budgets.rules import told

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
    first = _as_drawn(book)
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


def unlike_as_drawn(asked: ReportingDate, shown: Collection[int | None]) -> list[str]:
    """Of a regrouped year's 예산, which accounts would come to another total than as drawn, in words.
    `shown`: the statements that readers would see, None for a department that is missing.

    It stands against the last 예산 as drawn until its day, and nothing is said while one of the two is
    not there as a whole. Only the second is held to the first: where both are to be corrected, the first
    goes before."""
    if asked.stage != ReportingDate.Stage.BUDGET or asked.book.basis != Book.Basis.REGROUPED:
        return []
    own = ReportingDate.objects.filter(book=_as_drawn(asked.book), stage=asked.stage)
    first = own.filter(day__lte=asked.day).order_by("-day").first()
    if first is None:
        return []
    published = list(first.filings.values_list("published", flat=True))
    if not published or None in {*published, *shown}:
        return []
    drawn, regrouped = _voted(published), _voted(shown)
    return [
        f"재편한 예산액의 합이 당초와 다릅니다. {account}: 당초 {told(drawn.get(account, 0))}"
        f"({first.day:%Y. %-m. %-d.}), 재편 {told(regrouped.get(account, 0))}. 재편은 총액을 바꾸지 "
        "않습니다. 검토자가 돌려보내면 부서가 고쳐 다시 내고, 당초가 틀렸으면 당초를 먼저 정정합니다."
        for account in sorted(drawn.keys() | regrouped.keys())
        if _differ(drawn.get(account, 0), regrouped.get(account, 0))
    ]


def _as_drawn(book: Book) -> Book | None:
    same = {"office": book.office_id, "fiscal_year": book.fiscal_year}
    return Book.objects.filter(**same, basis=Book.Basis.DRAWN).first()


def _voted(statements: Collection[int]) -> dict[str, int | None]:
    """예산액 by account; None where a line's is unknown. A dash adds nothing."""
    found: dict[str, int | None] = defaultdict(int)
    figures = Figure.objects.filter(statement__in=statements).order_by()
    for account, won, state in figures.values_list(
        "line__program__account__name", "appropriated", "appropriated_state"
    ):
        won = 0 if state == "dash" else won
        known = found[account]
        found[account] = None if known is None or won is None else known + won
    return found


def _differ(drawn: int | None, regrouped: int | None) -> bool:
    return None not in (drawn, regrouped) and drawn != regrouped
