"""Columns and rows that say how far counts have moved from one year to the next: 증감, 전년 대비.

They count nothing themselves. What they print follows from the counts of two years that stand in the
same table; where nothing says which two, it cannot be settled.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.reading.count_cells import Count, percent, read_count
from budgets.reading.count_grids import Grid, GridRow
from departments.text import squeezed

_MOVED = re.compile(
    r"^(?P<against>(?:전년도?|전기|전월|전분기|작년|(?:19|20)?\d\d년)(?:동기|동월)?대비)?"
    r"(?P<what>증감|증가(?=[률율])|감소(?=[률율]))?(?:액|수|량)?(?P<rate>[률율])?"
    r"(?P<aside>\([^()]*\)|%)?$"
)
_YEAR = re.compile(r"^['‘’′]?(?P<year>(?:19|20)?\d\d)(?:년도?)?(?:\(?[A-Z]\)?)?$")
_CLOSE = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Side:
    """The count of a year."""

    name: str
    count: Count
    place: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A change as printed, of one row or column, and from what to what."""

    of: str
    name: str
    count: Count
    place: int
    is_rate: bool
    later: Side | None
    earlier: Side | None


def parted(grid: Grid) -> tuple[Grid, tuple[Moved, ...]]:
    """The counts alone, and what is said of how they moved."""
    names = (*grid.columns, *(row.name for row in grid.rows))
    has_years = any(_year(name) is not None for name in names)
    columns = [at for at, name in enumerate(grid.columns) if _moves(name, has_years=has_years)]
    rows = [at for at, row in enumerate(grid.rows) if _moves(row.name, has_years=has_years)]
    moved = tuple(_settled([*_across(grid, columns, rows), *_down(grid, rows, columns)]))
    kept = tuple(row for at, row in enumerate(grid.rows) if at not in rows)
    return (
        replace(
            grid,
            overs=_but(grid.overs, columns),
            columns=_but(grid.columns, columns),
            rows=tuple(replace(row, cells=_but(row.cells, columns)) for row in kept),
        ),
        moved,
    )


def _but(each: Sequence, without: Sequence[int]) -> tuple:
    return tuple(x for at, x in enumerate(each) if at not in without)


def _moves(name: str, *, has_years: bool = True) -> re.Match | None:
    """Without years 증감 may be of a plan and what came of it: only 전월 대비 says enough."""
    hit = _MOVED.match(squeezed(name))
    return hit if hit and (hit["against"] or (has_years and hit["what"])) else None


def _year(name: str) -> int | None:
    hit = _YEAR.match(squeezed(name))
    return int(hit["year"]) % 100 if hit else None


def _across(grid: Grid, columns: Sequence[int], rows: Sequence[int]) -> Iterator[Moved]:
    years = [_year(name) for name in grid.columns]
    for at, row in enumerate(grid.rows):
        sides = [
            (year, Side(grid.columns[i], row.cells[i], row.place))
            for i, year in enumerate(years)
            if year is not None and row.cells[i]
        ]
        for column in columns if at not in rows else ():
            if row.cells[column]:
                name = grid.columns[column]
                yield _moved(row.name, name, row.cells[column], row.place, sides)


def _down(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Moved]:
    for at in rows:
        row: GridRow = grid.rows[at]
        for i, cell in enumerate(row.cells):
            sides = [
                (year, Side(each.name, each.cells[i], each.place))
                for each in grid.rows
                if (year := _year(each.name)) is not None and each.cells[i]
            ]
            if cell and i not in columns:
                yield _moved(grid.columns[i], row.name, cell, row.place, sides)


def _moved(of: str, name: str, cell: Count, place: int, sides) -> Moved:
    hit = _moves(name)
    years = [year for year, _ in sides]
    ranked = [side for _, side in sorted(sides, key=lambda each: -each[0])]
    is_told = len(ranked) > 1 and len(set(years)) == len(years) and "%p" not in squeezed(name)
    if cell.state == "unread":
        cell = _signed(cell)
        is_told = is_told and cell.is_value
    is_rate = bool(hit["rate"] or "%" in (hit["aside"] or "") or cell.unit == "%")
    if cell.state == "share":
        is_rate, cell = True, Count("value", percent(cell.printed), cell.printed, "%")
    count = replace(cell, unit="%") if is_rate else cell
    return Moved(of, name, count, place, is_rate, *(ranked[:2] if is_told else (None, None)))


def _signed(cell: Count) -> Count:
    """'+12' is 12, '1.3%p' so many points; '신규' says no number, and nothing is told to be wrong."""
    found = read_count(re.sub(r"[%％](?:[pPｐ]|포인트)$", "", cell.printed.lstrip("+＋")))
    if found is None:
        return replace(cell, state="blank")
    return replace(found, printed=cell.printed, unit=found.unit)


def _settled(found: Sequence[Moved]) -> Iterator[Moved]:
    """Where most of what one column says does not follow from the two years, others are meant."""
    for each in found:
        same = [other for other in found if other.name == each.name]
        off = [other for other in same if not _follows(other)]
        is_meant = 2 * len(off) <= len(same) or len(same) == 1
        yield each if is_meant else replace(each, later=None, earlier=None)


def _follows(each: Moved) -> bool:
    if not (each.later and each.earlier and each.count.is_value):
        return True
    later, earlier = each.later.count.value or 0, each.earlier.count.value or 0
    if not each.is_rate:
        return later - earlier == each.count.value
    return bool(earlier) and abs((later - earlier) * 100 / earlier - each.count.value) <= _CLOSE
