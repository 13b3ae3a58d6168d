"""Tables whose rows are named in several columns: 관 | 항 | 목, or 부서 | 사업명 with 소계 rows.

The columns are read as one, each row by its own name; which row stands below which, the sums decide as
everywhere. Where a row has names in two columns and is no sum, joining them would lose the one that
has no 소계 of its own: it is kept beside the rows that it stands over, as no sum can tell it (a merged
cell, 단위사업 | 세부사업, 관 | 항).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgets.reading import columns, revenue_head
from budgets.reading.lines import Line
from budgets.reading.tables import NUMBER, is_first
from departments.text import squeezed

_CATEGORIES = frozenset(["관", "항", "목", "세항", "세세항", "장", "편성목", "통계목", "예산과목"])
_SUMS = frozenset(["계", "소계", "합계", "총계"])
_NAME = "과목"


def joined(lines: Sequence[Line]) -> list[Line]:
    told = list(lines)
    at = 0
    while at < len(told):
        width = _names(told[at])
        rows = list(_rows(told, at, width)) if width else []
        names = [told[row].cells[:width] for row in rows]
        is_lost = any(_is_lost(own, names) for own in names)
        if rows:
            is_told = is_lost or _is_of_categories(told[at].cells[:width])
            above = list(_above(names)) if is_told else [()] * len(rows)
            told[at] = _renamed(told[at], _head(told[at].cells[:width]), width)
            for row, name, over in zip(rows, _named(names), above, strict=True):
                told[row] = replace(_renamed(told[row], name, width), above=over)
        at = max([at, *rows]) + 1
    return told


def _names(line: Line) -> int:
    """How many columns of a head name the rows; 0 where it is none, or only one does."""
    width = 0
    while width < len(line.cells) and _names_rows(line.cells[width]):
        width += 1
    amounts = [cell for cell in line.cells[width:] if _is_measure(cell)]
    return width if width > 1 and len(amounts) > 1 else 0


def _names_rows(cell: str) -> bool:
    return bool(cell) and (is_first(cell) or squeezed(cell) in _CATEGORIES)


def _is_of_categories(cells: Sequence[str]) -> bool:
    """관 | 항 | 목: what stands below what, the columns themselves say, whatever the sums come to."""
    return all(squeezed(cell) in _CATEGORIES for cell in cells)


def _is_measure(cell: str) -> bool:
    return bool(columns.column(cell) or revenue_head.column(cell))


def _rows(lines: Sequence[Line], head: int, width: int) -> Iterator[int]:
    """The rows below, as far as words of their own or another head."""
    for at in range(head + 1, len(lines)):
        line = lines[at]
        if line.is_blank:
            continue
        if not line.is_tabular or not any(NUMBER.match(cell) for cell in line.cells[width:]):
            return
        yield at


def _is_lost(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a name of it would be read nowhere: it has no 소계 that goes by it."""
    said = [squeezed(name) for name in names if name]
    if not said or len(said) == 1 or said[-1] in _SUMS:
        return not said
    summed = {squeezed(name) for row in rows if _is_sum(row) for name in row if name}
    return not summed.issuperset(said[:-1])


def _is_sum(names: Sequence[str]) -> bool:
    said = [squeezed(name) for name in names if name]
    return bool(said) and said[-1] in _SUMS


def _named(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """By its own name; a 소계 by whose it is, which may stand in its row or in one above."""
    open_names: dict[int, str] = {}
    for names in rows:
        at = max(i for i, name in enumerate(names) if name)
        own = names[at]
        for i, name in enumerate(names):
            if name and squeezed(name) not in _SUMS:
                open_names = {k: v for k, v in open_names.items() if k < i} | {i: name}
        above = [open_names[i] for i in range(at) if i in open_names]
        yield above[-1] if squeezed(own) in _SUMS and above else own


def _above(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The names to the left of each row's own, printed there or in a cell that goes on from above."""
    open_names: dict[int, str] = {}
    for names in rows:
        at = max(i for i, name in enumerate(names) if name)
        for i, name in enumerate(names):
            if name:
                open_names = {k: v for k, v in open_names.items() if k < i} | {i: name}
        over = [open_names[i] for i in range(at) if i in open_names]
        is_sum = squeezed(names[at]) in _SUMS
        yield tuple(over[:-1] if is_sum else over)


def _head(names: Sequence[str]) -> str:
    told = "/".join(names)
    return told if is_first(told) else _NAME


def _renamed(line: Line, name: str, width: int) -> Line:
    return replace(line, cells=(name, *line.cells[width:]))
