"""Which columns the 집행현황표 of an account has, and by which of them its rows are ordered. Pure."""

from collections.abc import Callable, Sequence

from budgets.measures import MEASURES
from reports.choices import Choices
from reports.cuts import BUDGET, CARRIED, COMMITTED, SPENT
from reports.table import Cell, Column, Gap, Kind, Row

# Said to be absent where a report lacks them.
ALWAYS = (BUDGET, COMMITTED, SPENT)
_SETTLED = (*ALWAYS, CARRIED)


def columns_of(
    there: Sequence[Cell], choices: Choices, *, is_settled: bool = False
) -> tuple[Column, ...]:
    """After the year what was not spent has another name: some of it was carried over."""
    always = _SETTLED if is_settled else ALWAYS
    base = "budget" if there[BUDGET] is not Gap.ABSENT else "appropriated"
    shown = [
        Column(measure, label, Kind.WON)
        for at, (measure, label) in enumerate(MEASURES.items())
        if at in always or there[at] is not Gap.ABSENT
    ]
    if is_settled:
        shown.append(lapsed_column(base))
    shown.append(Column("rate", "집행률", Kind.RATE, ("spent", base)))
    if "unspent" in choices.columns and not is_settled:
        shown.append(Column("unspent", "미집행액", Kind.WON, (base, "spent"), is_optional=True))
    if "uncommitted" in choices.columns:
        shown.append(
            Column("uncommitted", "미원인행위액", Kind.WON, (base, "committed"), is_optional=True)
        )
    if "share" in choices.columns:
        shown.append(Column("share", "구성비", Kind.RATE, (base, ""), is_optional=True))
    return tuple(shown)


def lapsed_column(base: str) -> Column:
    return Column(
        "lapsed",
        "집행잔액",
        Kind.WON,
        (base, "spent", "carried"),
        title=f"{MEASURES[base]} − 집행액 − 이월액",
    )


def rank_by(columns: Sequence[Column], choices: Choices) -> Callable[[Row], tuple] | None:
    if not choices.sort:
        return None
    at = next((i for i, column in enumerate(columns) if column.key == choices.sort), None)
    return None if at is None else ranked_by(at, choices.is_descending)


def ranked_by(at: int, is_descending: bool) -> Callable[[Row], tuple]:
    """What is no number stands last, whichever way the others go."""
    sign = -1 if is_descending else 1

    def rank(row: Row) -> tuple:
        cell = row.cells[at]
        return (0, sign * cell) if isinstance(cell, int) else (1, 0)

    return rank
