"""Finds tables in the lines of a report: a head that names measures, then rows of numbers.

Columns come separated by tabs or, where the extraction lost them, by blanks: then the numbers
stand at the end of the line and the rest is the row's name. Blank lines, notes, page numbers and a
page break that repeats the head do not end a table. What stands between two of its rows and is no
row is an oddity, which the reader names.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.captions import is_caption, stated_unit, states_unit
from budgets.reading.dates import find_reporting_day
from budgets.reading.heads_over import said_over
from budgets.reading.lines import Line
from departments.text import squeezed

NUMBER = re.compile(r"^(?:[△▲−-]?\s?\(?\s?[\d０-９][\d０-９,.，．]*\s?\)?\s?[%％]?|[-–—―ㅡ])$")
_AMOUNT = re.compile(r"\d[,，]\d{3}|[%％]$")
_NOUN = (
    r"부서|실·?과|담당관|과|정책사업|단위사업|세부사업|사업|구분|과목|예산과목|회계|기금|항목|비목"
)
_FIRST = re.compile(rf"^(?:{_NOUN})(?:별|명)?(?:[/·,및(]?(?:{_NOUN})(?:별|명)?\)?)*(?:별|명)?$")
_PAGE_NUMBER = re.compile(r"^[-–—－‐\s]*\d{1,3}[-–—－‐\s]*$|^\d{1,3}\s*/\s*\d{1,3}$")
_NOTE = re.compile(r"^(?:※|＊|\*|주\s*\d?\s*[):])")
_HEADING = re.compile(
    r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ□■○●◇◆◎▶▢①-⑳<〈【「\[{]|[IVX]+\s*\.|\d{1,2}\s*[.)]|[가-하]\.|기\s*금)"
)
_PARTED_SIGN = re.compile(r"(?<=[△▲(])\s+(?=[\d０-９])|(?<=\d)\s+(?=[%％)])")

LONG = 60  # characters: longer than any row's name, broken over two lines
NEAR_BELOW = 5  # lines below a table that may still be its rows


@dataclass(frozen=True, slots=True)
class Row:
    place: int
    name: str
    cells: tuple[str, ...]
    above: tuple[str, ...] = ()  # the merged cells to its left, the widest first


@dataclass(frozen=True, slots=True)
class TextTable:
    head_place: int
    columns: tuple[str, ...]  # as printed, without the first (the rows' name)
    rows: tuple[Row, ...]
    above: tuple[Line, ...]  # the nearest lines before the head, nearest first
    oddities: tuple[Line, ...]  # lines inside the table that are no row: never dropped silently
    over: tuple[str, ...] = ()  # what the headings say that it stands under, nearest first
    places: frozenset[int] = frozenset()  # every line from the head to the last row


@dataclass(frozen=True, slots=True)
class Head:
    columns: tuple[str, ...]
    next_index: int
    ends_in_words: bool = False  # the last column is 비고


HeadAt = Callable[[Sequence[Line], int], Head | None]


def find_tables(lines: Sequence[Line], head_at: HeadAt) -> list[TextTable]:
    tables, index, before = [], 0, 0
    while index < len(lines):
        head = head_at(lines, index)
        if head is None:
            index += 1
            continue
        above = [line for line in lines[before:index] if not line.is_blank][-12:][::-1]
        body = _Body(lines, head, head_at, above)
        end = max(body.end, head.next_index)
        places = frozenset(line.place for line in lines[index:end])
        tables.append(
            TextTable(
                lines[index].place,
                head.columns,
                tuple(body.rows),
                tuple(body.above),
                tuple(body.oddities),
                said_over(lines, index),
                places,
            )
        )
        before = index = end
    return tables


def is_first(text: str) -> bool:
    """The first cell of a budget table's head: what its rows are."""
    return bool(_FIRST.match(squeezed(text)))


class _Body:
    """The rows below a head, as far as they go."""

    def __init__(self, lines: Sequence[Line], head: Head, head_at: HeadAt, above: Sequence[Line]):
        self.lines, self.head, self.head_at = lines, head, head_at
        self.above = list(above)
        self.rows: list[Row] = []
        self.oddities: list[Line] = []
        self.waiting: list[Line] = []  # no rows: oddities if rows follow
        self.end = index = head.next_index
        self.is_tabbed = False
        while index < len(lines) and (after := self._take(index)):
            index = after
        self._keep_adjacent()
        self.oddities += self._left_over(index)

    def _take(self, index: int) -> int | None:
        """The index of the next line, or None if this one ends the table."""
        line = self.lines[index]
        if row := _row(line, self.head):
            self.rows.append(row)
            self.oddities += self.waiting
            self.end, self.waiting, self.is_tabbed = index + 1, [], line.is_tabular
        elif again := self.head_at(self.lines, index):
            goes_on = again.columns == self.head.columns and not self.waiting
            return again.next_index if goes_on else None
        elif is_caption(line.text):
            if _contradicts(line.text, self.above):
                return None
            if not self.rows:
                self.above.insert(0, line)
        elif not _is_nothing(line):
            if not self._may_stand_inside(index):
                return None
            self.waiting.append(line)
        return index + 1

    def _may_stand_inside(self, index: int) -> bool:
        line, above = self.lines[index], self.lines[index - 1]
        if not self.rows or _HEADING.match(line.text):
            return False
        if _NOTE.match(line.text):
            return True  # one that ends in a number: a row, for all that can be told
        if not line.is_tabular:
            # two: a row whose numbers came out on a line of their own
            return len(self.waiting) < 2 and len(line.text) < LONG
        words = [cell for cell in line.cells if cell and not NUMBER.match(cell)]
        is_head_like = is_first(line.cells[0]) or (above.is_blank and len(words) > 1)
        return len(self.waiting) < 3 and not is_head_like

    def _keep_adjacent(self) -> None:
        """Right below the last row a line with tabs is the table's, too: a row cut short."""
        for line in self.waiting:
            if not line.is_tabular or self.lines[self.end] != line:
                break
            self.oddities.append(line)
            self.end += 1

    def _left_over(self, index: int) -> Iterator[Line]:
        """What still looks like its rows below the line that ended it."""
        strange = 0
        for line in self.lines[index:] if self.rows else ():
            if is_first(line.cells[0]) or _starts_like_head(line) or is_caption(line.text):
                return
            row = None if line.is_blank else _row(line, self.head)
            if row and any(_AMOUNT.search(cell) for cell in row.cells):
                strange = 0
                yield line
            elif not line.is_blank:
                strange += 1
            if strange == NEAR_BELOW:
                return


def _starts_like_head(line: Line) -> bool:
    return is_first(line.text.split(" ")[0]) or is_first("".join(line.text.split(" ")[:2]))


def _is_nothing(line: Line) -> bool:
    if _NOTE.match(line.text):
        return not NUMBER.match(line.text.split(" ")[-1])
    return line.is_blank or bool(_PAGE_NUMBER.match(line.text))


def _contradicts(caption: str, above: Sequence[Line]) -> bool:
    """A caption of another unit or day: what follows is another table."""
    earlier = [line.text for line in above if is_caption(line.text)]
    units = [stated_unit(text) for text in earlier if states_unit(text)][:1]
    days = [day for text in earlier if (day := find_reporting_day(text))][:1]
    unit, day = stated_unit(caption), find_reporting_day(caption)
    other_unit = states_unit(caption) and (unit is None or units not in ([], [unit]))
    return other_unit or (day is not None and days not in ([], [day]))


def _row(line: Line, head: Head) -> Row | None:
    if line.is_tabular:
        return _tabbed_row(line, head)
    width = len(head.columns) - head.ends_in_words
    words = _PARTED_SIGN.sub("", line.text).split(" ")
    last = len(words)
    if head.ends_in_words:
        last = 1 + max((i for i, word in enumerate(words) if NUMBER.match(word)), default=-1)
    name, cells = " ".join(words[: last - width]), tuple(words[last - width : last])
    if last <= width or not all(NUMBER.match(cell) for cell in cells):
        return None
    # A figure left over in the name is one column too many.
    if not _is_name(name) or _AMOUNT.search(name) or _NOTE.match(name):
        return None
    note = (" ".join(words[last:]),) if head.ends_in_words else ()
    return Row(line.place, name, cells + note)


def _tabbed_row(line: Line, head: Head) -> Row | None:
    width = len(head.columns)
    name, cells = line.cells[0], line.cells[1 : width + 1]
    if head.ends_in_words and len(cells) == width - 1:
        cells = (*cells, "")
    if len(cells) < width or any(line.cells[width + 1 :]):
        return None
    if not _is_name(name) or not any(NUMBER.match(cell) for cell in cells):
        return None
    return Row(line.place, name, cells, line.above)


def _is_name(text: str) -> bool:
    return any(c.isalpha() for c in text)
