"""Which columns the 집행현황표 of an account has, and by which of them its rows are ordered. Pure."""

from collections.abc import Callable, Sequence

from budgets.measures import MEASURES
from reports.choices import Choices
from reports.cuts import BUDGET, COMMITTED, SPENT
from reports.table import Cell, Column, Gap, Kind, Row

ALWAYS = (BUDGET, COMMITTED, SPENT)  # said to be absent where a report lacks them


def columns_of(there: Sequence[Cell], choices: Choices) -> tuple[Column, ...]:
    base = "budget" if there[BUDGET] is not Gap.ABSENT else "appropriated"
    shown = [
        Column(measure, label, Kind.WON)
        for at, (measure, label) in enumerate(MEASURES.items())
        if at in ALWAYS or there[at] is not Gap.ABSENT
    ]
    shown.append(Column("rate", "집행률", Kind.RATE, ("spent", base)))
    if "unspent" in choices.columns:
        shown.append(Column("unspent", "미집행액", Kind.WON, (base, "spent"), is_optional=True))
    if "uncommitted" in choices.columns:
        shown.append(
            Column("uncommitted", "미원인행위액", Kind.WON, (base, "committed"), is_optional=True)
        )
    if "share" in choices.columns:
        shown.append(Column("share", "구성비", Kind.RATE, (base, ""), is_optional=True))
    return tuple(shown)


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
