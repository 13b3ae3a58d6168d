"""Finds tables of counts: a head of words over rows of counts, as a grid of named rows and columns.

Cells stand between tabs; where the extraction lost those, `count_loose` finds them. A budget's, a
headcount's or a settlement's table is another reader's. One that counts and that nobody can read is
a named problem.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.reading.columns import column
from budgets.reading.count_cells import Count, find_counts, read_cell, read_count, read_share
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from departments.text import squeezed

_YEAR = re.compile(r"^['‘’′]?(?:(?:19|20)\d\d|\d\d(?=년))년?도?$")
_NAMED_COUNT = re.compile(r"^(?P<name>.+?)\s*\(\s*(?P<count>[^()]+?)\s*\)$")
_OTHERS = re.compile(r"^(?:정원|현원|시정·?권고사항)$")
_IN_A_LIST = re.compile(r"(?P<name>[^(),][^()]*?)\s*\((?P<counts>[^()]*)\)(?:,\s*|$)")
_OF_ITS_OWN = re.compile(
    r"(?P<per>[월주연])?\s*(?P<number>\d[\d,]*)\s*(?P<unit>개\s[가-힣·]+|[가-힣]+(?:·[가-힣]+)*)"
)
_ORDER = re.compile(r"^(?:순위|연번|번호|순번|No\.?)$", re.IGNORECASE)

Cell = Count | None  # None: the row has nothing in this column


@dataclass(frozen=True, slots=True)
class GridRow:
    name: str
    cells: tuple[Cell, ...]
    place: int
    under: str = ""  # of a list: whose it is


@dataclass(frozen=True, slots=True)
class Grid:
    first: int  # the index of its head among the lines
    end: int
    overs: tuple[str, ...]  # what stands over each column's name, "" for nothing
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def tabbed_grids(lines: Sequence[Line], taken: Collection[int]) -> Iterator[Grid | Problem]:
    for first, end in _blocks(lines, taken):
        rows = stacked([line for line in lines[first:end] if not line.is_blank])
        if is_anothers(row.cells for row in rows[:2]):
            continue
        readers = (_headed_counts, _listed, _grid)
        found = next((grid for read in readers if (grid := read(first, end, rows))), None)
        if found:
            yield found
        elif any(sum(map(is_number, row.cells)) > 1 for row in rows):
            yield Problem(rows[0].place, "통계표를 읽지 않음: 머리와 칸을 짝지을 수 없음")


def stacked(rows: Sequence[Line]) -> Sequence[Line]:
    """Two tables side by side under the same head twice, as one below the other."""
    head = rows[0].cells
    for width in range(2, len(head) // 2 + 1):
        starts = [
            at for at in range(width, len(head) - width + 1) if head[at:][:width] == head[:width]
        ]
        start = next((at for at in starts if not any((*head[width:at], *head[at + width :]))), None)
        if start is not None and all(head[:width]):
            halves = [
                replace(row, cells=(*row.cells[at : at + width], *[""] * width)[:width])
                for at in (0, start)
                for row in rows[1:]
            ]
            return [
                replace(rows[0], cells=head[:width]),
                *(half for half in halves if any(half.cells)),
            ]
    return rows


def is_anothers(heads) -> bool:
    """A head with two measures of a budget, or of persons, or of what was recommended."""
    words = [squeezed(cell) for cells in heads for cell in cells if cell]
    money = [
        word for word in words if (known := column(word)) and (known.is_amount or known.is_part)
    ]
    return len(money) > 1 or any(_OTHERS.match(word) for word in words)


def is_number(text: str) -> bool:
    """A count or a share; a year in the head of a column is neither."""
    if _YEAR.match(squeezed(text)):
        return False
    return bool(read_share(text)) or read_cell(text).is_value


def tight(name: str) -> str:
    """'건 수' and '총 계' are spaced out; words of more than a letter are not."""
    pieces = name.split(" ")
    spaced = len(pieces) > 1 and all(len(piece) == 1 for piece in pieces)
    return "".join(pieces) if spaced else name


def _blocks(lines: Sequence[Line], taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Runs of lines with tabs. A blank line may stand between a head that counts and its names."""
    first = None
    for index, line in enumerate([*lines, Line(0, ("",))]):
        inside = line.is_tabular and line.place not in taken
        if inside and first is None and not line.is_blank:
            first = index
        elif not inside and first is not None and not _goes_on_below(lines, first, index):
            if sum(not each.is_blank for each in lines[first:index]) > 1:
                yield first, index
            first = None


def _goes_on_below(lines: Sequence[Line], first: int, index: int) -> bool:
    heads = [cell for cell in lines[first].cells if cell]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if index != first + 1 or not lines[index].is_blank or below is None or not below.is_tabular:
        return False
    if len(heads) > 1 and all(map(_named, heads)):
        return True
    # The rule of a markdown table: one line, between words and as many cells that count.
    is_words = len(heads) == len(lines[first].cells) and not any(map(is_number, heads))
    return is_words and len(below.cells) == len(heads) and any(map(is_number, below.cells))


# --- a head, and rows of counts -------------------------------------------------------------------


def _grid(first: int, end: int, rows: Sequence[Line]) -> Grid | None:
    width = max(len(row.cells) for row in rows)
    padded = [(*row.cells, *[""] * (width - len(row.cells))) for row in rows]
    heads = 2 if len(rows) > 2 and _goes_on(padded[0], padded[1]) else 1
    body = padded[heads:]
    overs, names = _names(padded[:heads])
    counting = [
        at
        for at in range(width)
        if names[at] and not _ORDER.match(names[at]) and any(is_number(cells[at]) for cells in body)
    ]
    columns = [
        at
        for at in range(counting[0] if counting else width, width)
        if at in counting or (names[at] and not any(_is_word(cells[at]) for cells in body))
    ]
    said = {(overs[at], names[at]) for at in columns}
    if any(map(is_number, padded[0])) or not columns or len(said) < len(columns):
        return None
    unnamed = [at for at in range(width) if not names[at]]
    if any(is_number(cells[at]) for cells in body for at in unnamed):
        return None
    told = tuple(
        _row(row.place, cells, columns) for row, cells in zip(rows[heads:], body, strict=True)
    )
    return Grid(
        first, end, tuple(overs[a] for a in columns), tuple(names[a] for a in columns), told
    )


def _is_word(text: str) -> bool:
    """Neither a count nor what was meant as one: 1O is no word."""
    return read_cell(text).state == "unread" and not read_share(text) and not text[0].isdigit()


def _goes_on(high: Sequence[str], low: Sequence[str]) -> bool:
    """A second line of heads stands under a name that is over several columns, and counts nothing."""
    under_blank = any(below and not above for above, below in zip(high, low, strict=True))
    return not low[0] and under_blank and not any(map(is_number, low))


def _names(heads: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """What stands over each column, and its name; a name over several is printed once."""
    if len(heads) == 1:
        return [""] * len(heads[0]), [tight(name) for name in heads[0]]
    overs, over = [], ""
    for high, low in zip(*heads, strict=True):
        over = tight(high) or over
        overs.append(over if low else "")
    return overs, [tight(low or high) for high, low in zip(*heads, strict=True)]


def _row(place: int, cells: Sequence[str], columns: Sequence[int]) -> GridRow:
    counts = [at for at in columns if is_number(cells[at])]
    if not counts:
        return _row_of_words(place, cells, columns)
    before = [at for at in range(counts[0]) if cells[at] and _names_a_row(cells[at])]
    name = " ".join(cells[at] for at in before)
    told = tuple(None if at in before else _said(cells[at]) for at in columns)
    return GridRow(tight(name), told, place)


def _names_a_row(text: str) -> bool:
    """Words, or the year that the row counts."""
    return read_cell(text).state == "unread" or bool(_YEAR.match(squeezed(text)))


def _row_of_words(place: int, cells: Sequence[str], columns: Sequence[int]) -> GridRow:
    """'신청사 지하 1·2층 / 8,150㎡': words, of which a cell may hold one count with its unit."""
    found = [find_counts(cells[at]) for at in columns]
    told = tuple(each[0] if len(each) == 1 else None for each in found)
    return GridRow(tight(" ".join(filter(None, cells[: columns[0]]))), told, place)


def _said(text: str) -> Count:
    share = read_share(text)
    return Count("share", None, share) if share else read_cell(text)


# --- counts in the head, names below --------------------------------------------------------------


def _headed_counts(first: int, end: int, rows: Sequence[Line]) -> Grid | None:
    """'인 쇄 매 체 (4만여면)' over the names of what makes it up, which nobody counts one by one."""
    starts = [at for at, cell in enumerate(rows[0].cells) if cell]
    named = [_named(rows[0].cells[at]) for at in starts]
    if len(named) < 2 or not all(hit and hit[1].unit for hit in named):
        return None
    told = []
    for at, after, hit in zip(starts, [*starts[1:], None], named, strict=True):
        told.append(GridRow(hit[0], (hit[1],), rows[0].place))
        for row in rows[1:]:
            below = [cell for cell in row.cells[at:after] if cell]
            told += [GridRow(name, (read_cell(""),), row.place, hit[0]) for name in below]
    return Grid(first, end, ("",), ("",), tuple(told))


# --- names with their counts in brackets ----------------------------------------------------------


def _listed(first: int, end: int, rows: Sequence[Line]) -> Grid | None:
    """'안전한 먹거리 확보(5)' beside '농부의 시장(5개소, 47회), …' under '분야(사업수)'."""
    head = _NAMED_COUNT.match(rows[0].cells[0])
    named = [_named(row.cells[0]) for row in rows[1:]]
    if not head or not all(named) or any(len(row.cells) != 2 for row in rows):
        return None
    unit = re.sub(r"수$", "", squeezed(head["count"]))
    told: list[GridRow] = []
    for (name, count), row in zip(named, rows[1:], strict=True):
        count = count if count.unit else replace(count, unit=unit)
        told.append(GridRow(name, (count,), row.place))
        for item, counts in _list(row.cells[1]):
            told += [GridRow(item, (each,), row.place, name) for each in counts]
    return Grid(first, end, ("",), (head["count"],), tuple(told))


def _list(text: str) -> Iterator[tuple[str, list[Count]]]:
    for hit in _IN_A_LIST.finditer(text):
        counts = [_with_unit(each) for each in _OF_ITS_OWN.finditer(hit["counts"])]
        if counts:
            yield hit["name"].strip(), counts


def _with_unit(hit: re.Match) -> Count:
    """A unit of any name; 월1회 is one a month, and says so."""
    unit = squeezed(hit["unit"])
    count = Count("value", Decimal(hit["number"].replace(",", "")), hit[0].strip(), unit)
    return replace(count, unit=f"{unit}/{hit['per']}") if hit["per"] else count


def _named(cell: str) -> tuple[str, Count] | None:
    hit = _NAMED_COUNT.match(cell)
    count = hit and read_count(hit["count"])
    return (tight(hit["name"]), count) if count else None
