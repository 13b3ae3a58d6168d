"""Whether the parts of a table add up as they are shown, in the unit they are shown in. Pure.

What is kept adds up to the won; csv and json hold that. A page and a sheet show whole units.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import gcd

from budgets.amounts import Unit
from reports.rows import in_columns
from reports.table import Cell, Kind, Row, Table

ROUNDED = "단수처리로 합계가 다를 수 있음"
_SUMS = ("total", "office", "department", "program", "category")


def notes_of(table: Table, unit: Unit) -> tuple[str, ...]:
    """Those of the table, and the one about rounding where a reader who adds up would miss it."""
    return table.notes if adds_up(table, unit) else (*table.notes, ROUNDED)


def adds_up(table: Table, unit: Unit) -> bool:
    """Sums of rows, and what is left of one column after another."""
    rows, size = table.rows, unit.value
    if not rows:
        return True
    columns = in_columns(rows).columns
    amounts = [at for at, column in enumerate(table.columns) if column.kind is Kind.WON]
    broken = [at for at in amounts if gcd(*_numbers(columns[at])) % size]
    if not broken:  # nothing was rounded: no need to look at families
        return True
    return all(
        parts_add_up(whole.cells[at], [part.cells[at] for part in parts], unit)
        for whole, parts in _families(rows)
        for at in broken
    ) and all(
        parts_add_up(row.cells[whole], [row.cells[at] for at in parts], unit)
        for whole, parts in _rests(table, amounts)
        for row in rows
    )


def parts_add_up(whole: Cell, parts: Iterable[Cell], unit: Unit) -> bool:
    """Where they do not add up to the won either, rounding is not what parts them."""
    known = _numbers(parts)
    if not known or not isinstance(whole, int) or sum(known) != whole:
        return True
    return sum(_shown(won, unit) for won in known) == _shown(whole, unit)


def _shown(won: int, unit: Unit) -> int:
    """Half up, away from zero, as `reports.draw` does."""
    units = (2 * abs(won) + unit.value) // (2 * unit.value)
    return -units if won < 0 else units


def _numbers(cells: Iterable[Cell]) -> list[int]:
    return [cell for cell in cells if type(cell) is int]


def _families(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each sum with the rows right under it; kinds divide the whole once more, by themselves."""
    open_rows: list[tuple[Row, list[Row]]] = []
    kinds = [row for row in rows if row.mark == "kind"]
    if kinds and rows[0].mark == "total":
        yield rows[0], kinds
    for row in rows:
        if row.mark == "kind":
            continue
        while open_rows and open_rows[-1][0].level >= row.level:
            yield open_rows.pop()
        if open_rows:
            open_rows[-1][1].append(row)
        if row.mark in _SUMS:
            open_rows.append((row, []))
    yield from open_rows


def _rests(table: Table, amounts: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """A column's whole, and what it is made of: what is left of it and what it lost."""
    at = {table.columns[index].key: index for index in amounts}
    for index in amounts:
        of = table.columns[index].of
        if all(key in at for key in of):
            whole, *lost = (at[key] for key in of)
            yield whole, [index, *lost]
