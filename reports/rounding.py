"""Whether amounts are shown rounded, and what is said of it. Pure."""

from collections.abc import Iterable, Sequence
from math import gcd

from budgets.amounts import Unit
from reports.table import Cell, Column, Kind, Row

ROUNDED = "사사오입하여 나타내므로 단수처리로 합계가 다를 수 있음"


def is_rounded(columns: Sequence[Column], rows: Sequence[Row], unit: Unit) -> bool:
    """Whether any amount shown is not whole in the unit, so that shown parts may not add up."""
    if unit is Unit.WON:
        return False
    shown = zip(*(row.cells for row in rows), strict=True)
    return any(
        gcd(*_whole(cells)) % unit.value
        for column, cells in zip(columns, shown, strict=False)
        if column.kind is Kind.WON
    )


def _whole(cells: Sequence[Cell]) -> Iterable[int]:
    return cells if set(map(type, cells)) == {int} else (c for c in cells if type(c) is int)
