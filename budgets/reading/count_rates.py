"""Columns and rows that say a rate or a mean of two others: 이수율 of 이수 and 계획, 호당 두수.

Of which two it is, arithmetic says: most of what the column prints follows from them, and from no other
two. Where none are found, a rate in percent is still no count, and it cannot be settled.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from budgets.reading.count_cells import Count, percent
from budgets.reading.count_grids import Cell, Grid
from departments.text import squeezed

_RATE = re.compile(r"^[가-힣]+[율률](?:\(?[%％]\)?)?$")
_MEAN = re.compile(r"(?:당|평균)(?=$|\s|\(|[가-힣])")
_OF_THE_WHOLE = re.compile(r"비율|점유율|백분율")
_FEWEST = 2  # rows that follow: one may by chance


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    count: Count
    place: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate as printed, and of what it is one."""

    of: str
    name: str
    count: Count
    place: int
    part: Side | None
    whole: Side | None
    is_mean: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A column or a row of a grid: its cells, each with the place where it stands."""

    name: str
    cells: tuple[Cell, ...]
    places: tuple[int, ...]

    @property
    def is_mean(self) -> bool:
        return not _RATE.match(squeezed(self.name)) and bool(_MEAN.search(self.name))


def rated(grid: Grid) -> tuple[Grid, tuple[Rated, ...]]:
    """The counts alone, and the rates."""
    names = tuple(row.name for row in grid.rows)
    places = tuple(row.place for row in grid.rows)
    down = [
        _Line(name, tuple(row.cells[at] for row in grid.rows), places)
        for at, name in enumerate(grid.columns)
    ]
    columns = dict(_rates(down, names))
    across = [_Line(row.name, row.cells, (row.place,) * len(row.cells)) for row in grid.rows]
    rows = {} if columns else dict(_rates(across, grid.columns))
    kept = [row for at, row in enumerate(grid.rows) if at not in rows]
    left = replace(
        grid,
        overs=_but(grid.overs, columns),
        columns=_but(grid.columns, columns),
        rows=tuple(replace(row, cells=_but(row.cells, columns)) for row in kept),
    )
    return left, tuple(each for found in (*columns.values(), *rows.values()) for each in found)


def _rates(lines: Sequence[_Line], names: Sequence[str]) -> Iterator[tuple[int, list[Rated]]]:
    """By where they stand the lines that are rates, each with what it says."""
    told = {at: line for at, line in enumerate(lines) if _is_rate(line)}
    counts = [line for at, line in enumerate(lines) if at not in told]
    for at, line in told.items():
        sides = _sides(line, counts)
        if sides or _is_in_percent(line):
            yield at, list(_said(line, sides, names))


def _is_rate(line: _Line) -> bool:
    word = squeezed(line.name)
    is_one = bool(_RATE.match(word)) or line.is_mean
    return is_one and not _OF_THE_WHOLE.search(word) and len(line.cells) > 1


def _is_in_percent(line: _Line) -> bool:
    states = {cell.state for cell in line.cells if cell}
    return "share" in states and states <= {"share", "dash", "blank"}


def _sides(line: _Line, counts: Sequence[_Line]) -> tuple[_Line, _Line] | None:
    """The only two of which most of its cells are the rates."""
    fitting = []
    for part, whole in permutations(counts, 2):
        cells = zip(line.cells, part.cells, whole.cells, strict=True)
        times = 1 if line.is_mean else 100
        follows = [_follows(*each, times) for each in cells if all(map(_is_known, each))]
        if len(follows) >= _FEWEST and sum(follows) >= _FEWEST and 2 * sum(follows) > len(follows):
            fitting.append((sum(follows), part, whole))
    most = max((count for count, _, _ in fitting), default=0)
    best = [(part, whole) for count, part, whole in fitting if count == most]
    return best[0] if len(best) == 1 else None


def _is_known(cell: Cell) -> bool:
    return cell is not None and _number(cell) is not None


def _number(cell: Count) -> Decimal | None:
    return percent(cell.printed) if cell.state == "share" else cell.value


def _follows(rate: Count, part: Count, whole: Count, times: int) -> bool:
    said = _number(rate)
    digits = len(rate.printed.rstrip(" %％").partition(".")[2])
    step = Decimal(1).scaleb(-digits)
    return bool(whole.value) and abs(part.value * times / whole.value - said) <= step


def _said(line: _Line, sides: tuple[_Line, _Line] | None, names: Sequence[str]) -> Iterator[Rated]:
    for at, (cell, place) in enumerate(zip(line.cells, line.places, strict=True)):
        if cell is None or cell.state in ("dash", "blank"):
            continue
        value = _number(cell)
        unit = cell.unit if line.is_mean else "%"
        count = Count("unread" if value is None else "value", value, cell.printed, unit)
        part, whole = (_side(each, at) for each in sides) if sides else (None, None)
        yield Rated(names[at], line.name, count, place, part, whole, line.is_mean)


def _side(line: _Line, at: int) -> Side | None:
    cell = line.cells[at]
    return Side(line.name, cell, line.places[at]) if cell and cell.is_value else None


def _but(each: Sequence, without) -> tuple:
    return tuple(x for at, x in enumerate(each) if at not in without)
