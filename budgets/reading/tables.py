"""Finds tables in the lines of a report: a head that names measures, then rows of numbers.

Columns come separated by tabs or, where the extraction lost them, by blanks: then the numbers
stand at the end of the line and the rest is the row's name. A blank line does not end a table,
nor does a page break that repeats the head; a line of another make does.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets.reading.lines import Line

NUMBER = re.compile(r"^(?:[△▲−-]?\(?\d[\d,.]*\)?[%％]?|[-–—])$")
_CAPTION = re.compile(r"^\(.*(?:단위|기준).*\)$")


@dataclass(frozen=True, slots=True)
class Row:
    place: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    head_place: int
    columns: tuple[str, ...]  # as printed, without the first (the rows' name)
    rows: tuple[Row, ...]
    above: tuple[Line, ...]  # the nearest lines before the head, nearest first
    oddities: tuple[Line, ...]  # lines inside the table that are no row: never dropped silently


@dataclass(frozen=True, slots=True)
class Head:
    columns: tuple[str, ...]
    next_index: int


def find_tables(
    lines: Sequence[Line], head_at: Callable[[Sequence[Line], int], Head | None]
) -> list[TextTable]:
    tables, index, before = [], 0, 0
    while index < len(lines):
        head = head_at(lines, index)
        if head is None:
            index += 1
            continue
        rows, oddities, end = _rows(lines, head, head_at)
        if rows:
            above = [line for line in lines[before:index] if not line.is_blank][-12:]
            tables.append(
                TextTable(
                    lines[index].place, head.columns, tuple(rows), tuple(above[::-1]), oddities
                )
            )
            before = end
        index = max(end, head.next_index)
    return tables


def _rows(lines, head: Head, head_at) -> tuple[list[Row], tuple[Line, ...], int]:
    rows: list[Row] = []
    oddities: list[Line] = []
    index = end = head.next_index
    while index < len(lines):
        line = lines[index]
        if line.is_blank or _CAPTION.match(line.text):
            index += 1
            continue
        again = head_at(lines, index)
        if again is not None and again.columns == head.columns:
            index = again.next_index
            continue
        row = _row(line, len(head.columns))
        if row is not None:
            rows.append(row)
        elif line.is_tabular and index == end and again is None:
            oddities.append(line)
        else:
            break
        index += 1
        end = index
    return rows, tuple(oddities), end


def _row(line: Line, width: int) -> Row | None:
    if line.is_tabular:
        name, cells = line.cells[0], line.cells[1 : width + 1]
        if not name or len(line.cells) < width + 1 or any(line.cells[width + 1 :]):
            return None
    else:
        words = line.text.split(" ")
        if len(words) <= width:
            return None
        name, cells = " ".join(words[:-width]), tuple(words[-width:])
        if not all(NUMBER.match(cell) for cell in cells):
            return None
    if not any(NUMBER.match(cell) for cell in cells):
        return None
    return Row(line.place, name, tuple(cells))
