"""Headcount tables: departments down and groups of ranks across, or the other way round.

Three shapes of head: groups over 정원/현원, groups over ranks with one number, and 정원/현원 alone.
Where the extraction lost the tabs, a line of nothing but 정원 and 현원 tells how many groups the
line above it names. Totals (계, 총계, 소계) become claims; parts become headcounts; what is said of
both (과부족, 결원) is a claim of its own. A column or row that is none of these (비율) is named, and so is a
table that says no day: nothing of it is stored, but its sums are claims of its own cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budgets.amounts import Refused, parse_count
from budgets.reading.facts import ClaimFacts, Heads, Problem, Scope
from budgets.reading.lines import Line
from budgets.reading.people_claims import BALANCES, Cell, balances, signed, sums
from budgets.reading.people_days import day_of_table
from budgets.reading.tables import is_first
from departments.text import squeezed

PLANNED, PRESENT = "정원", "현원"
_MEASURES = {PLANNED: "authorised", PRESENT: "actual", "인원": "actual"}
_LABELS = {"authorised": PLANNED, "actual": PRESENT}
_FIRST = re.compile(r"^(?:구분|부서|과|담당관|직급|직렬|직종|직군)(?:별|명)?(?:\(명\))?$")
_LOOSE_FIRST = re.compile(r"^구\s*분\s+")
_TOTALS = frozenset({"계", "합계", "총계", "총원", "전체"})
_TOTAL_GROUP, _SUBTOTAL = "총계", " 소계"
_ALL_GROUPS = "전체"  # where a table does not divide by groups
_DEPARTMENT = re.compile(r"(?:담당관|과|관|실|국|단|반|센터|소|원|처|본부|지원단|사무국)$")
_RANK = re.compile(r"(?:직|급|경력관|연구관|지도관|전문관|이하|상당|경찰)$")
_NOT_PERSONS = re.compile(r"^(?:과부족|결원|과원|증감|비고|.*[율률비]|구성비|별도정원)$")
_NUMBER = re.compile(r"[\d,]+|-")
_MEANT_AS_NUMBER = re.compile(r"[\dA-Za-z,.]*\d[\dA-Za-z,.]*|-")  # '1O' too
_CUT = re.compile(r"[\d,]$")  # '292, 006' leaves its first half in the row's name
Said = tuple[str, int | None]
_ABSENT = ("absent", None)
_UNREAD = ("unread", None)


@dataclass(frozen=True, slots=True)
class Column:
    group: str
    measure: str | None  # None: printed, but no number of persons


@dataclass(frozen=True, slots=True)
class People:
    as_of: date | None
    heads: tuple[Heads, ...]
    claims: tuple[ClaimFacts, ...]
    departments: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    places: frozenset[int]
    undated: tuple[Cell, ...] = ()  # totals of a table that says no day


NOBODY = People(None, (), (), (), (), frozenset())


@dataclass(frozen=True, slots=True)
class Head:
    columns: tuple[Column, ...]
    next_index: int
    is_tabbed: bool


def read_people(lines: Sequence[Line], office: str) -> People:
    people = NOBODY
    index = 0
    while index < len(lines):
        head = _head(lines, index)
        body = _Body(lines, head, office) if head and head.columns else None
        if head and not head.columns:
            people = _also(people, lines[index], "인력 표의 머리를 읽지 못함")
        elif body and body.cells and people.places:
            people = _also(people, lines[index], "인력 표가 또 있어 읽지 않음")
        elif body and body.cells:
            earlier = people.problems
            people = _people(body, lines, index)
            people = replace(people, problems=(*earlier, *people.problems))
        elif body and body.is_of_persons:
            people = replace(people, problems=(*people.problems, *body.problems))
        index = body.end if body else index + 1
    return people


def _also(people: People, line: Line, words: str) -> People:
    return replace(people, problems=(*people.problems, Problem(line.place, words)))


# --- heads ----------------------------------------------------------------------------------------


def _head(lines: Sequence[Line], index: int) -> Head | None:
    """Without columns: a head that names 정원 and 현원, and cannot be read."""
    line = lines[index]
    if line.is_tabular:
        columns, used = _tabbed_columns(lines, index)
        return Head(columns, index + used, True) if columns else None
    return _loose_head(lines, index)


def _tabbed_columns(lines: Sequence[Line], index: int) -> tuple[tuple[Column, ...], int]:
    high = lines[index].cells
    if not _FIRST.match(squeezed(high[0])):
        return (), 0
    low = lines[index + 1].cells if index + 1 < len(lines) else ("",)
    if not low[0] and len(low) > 1:
        width = max(len(high), len(low))
        padded = [(*cells, *[""] * (width - len(cells)))[1:] for cells in (high, low)]
        return _two_lines(*padded), 2
    words = [squeezed(cell) for cell in high[1:]]
    if {PLANNED, PRESENT} & set(words):
        return tuple(Column(_ALL_GROUPS, _measure(word)) for word in words), 1
    if squeezed(low[0]) in (PLANNED, PRESENT) and len(low) == len(high):
        return tuple(_rank(word) for word in words), 1
    return (), 0


def _two_lines(high: Sequence[str], low: Sequence[str]) -> tuple[Column, ...]:
    columns: list[Column] = []
    words = [squeezed(word) for word in low]
    is_ranked = not set(words) & _MEASURES.keys()
    if is_ranked and not {"소계", "계"} & set(words):
        return ()
    group = ""
    for above, word in zip(high, words, strict=True):
        group = squeezed(above) or group
        if not is_ranked:
            columns.append(Column(_group(group), _measure(word)))
        else:
            columns.append(_rank(f"{group} {word}".strip()) if above or word else Column("", None))
    return tuple(columns)


def _measure(word: str) -> str | None:
    return _MEASURES.get(word) or BALANCES.get(word)


def _rank(words: str) -> Column:
    """'일반직 소계', '일반직 계', '총계', '일반직 5급': one number a column, of those who are there."""
    group, _, word = words.partition(" ")
    if word in ("소계", "계"):
        return Column(group + _SUBTOTAL, "actual")
    is_number = bool(words) and not _NOT_PERSONS.match(words)
    return Column(_group(words), "actual" if is_number else None)


def _group(name: str) -> str:
    return _TOTAL_GROUP if name in _TOTALS else name


def is_total_group(group: str) -> bool:
    return group == _TOTAL_GROUP or group.endswith(_SUBTOTAL)


def _loose_head(lines: Sequence[Line], index: int) -> Head | None:
    words = [squeezed(word) for word in lines[index].text.split(" ")]
    if len(words) > 1 and _FIRST.match(words[0]):
        words = words[1:]
    if set(words) == {PLANNED, PRESENT} and len(words) > 2:
        names = next((x.text for x in reversed(lines[:index]) if not x.is_blank), "")
        groups = [_group(g) for g in _groups(_LOOSE_FIRST.sub("", names)) for _ in range(2)]
        if len(groups) != len(words):
            return Head((), index + 1, False)
        pairs = zip(groups, words, strict=True)
        return Head(tuple(Column(g, _MEASURES[w]) for g, w in pairs), index + 1, False)
    text = lines[index].text
    if not _LOOSE_FIRST.match(text) and not _FIRST.match(text.split(" ")[0]):
        return None
    groups = _groups(_LOOSE_FIRST.sub("", text)) if _LOOSE_FIRST.match(text) else words
    if groups[:2] == [PLANNED, PRESENT]:
        columns = tuple(Column(_ALL_GROUPS, _measure(word)) for word in groups)
        return Head(columns, index + 1, False)
    below = next((x.text for x in lines[index + 1 :] if not x.is_blank), "")
    name, numbers = _name_and_numbers(below, len(groups))
    if name in (PLANNED, PRESENT) and numbers:
        return Head(tuple(_rank(group) for group in groups), index + 1, False)
    return None


def _groups(text: str) -> list[str]:
    """'총 계 행정직군 …': letters set apart belong together."""
    merged: list[str] = []
    open_word = False
    for word in text.split(" "):
        if open_word and len(word) == 1:
            merged[-1] += word
        else:
            merged.append(word)
        open_word = len(word) == 1
    return merged


# --- rows -----------------------------------------------------------------------------------------


class _Body:
    def __init__(self, lines: Sequence[Line], head: Head, office: str):
        self.lines, self.head, self.office = lines, head, office
        self.cells: list[Cell] = []
        self.totals: list[Cell] = []
        self.balances: list[Cell] = []  # 과부족, 결원: told of 정원 and 현원
        self.has_remarks = False  # whether anything stands in a column that is not read
        self.departments: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.end = head.next_index
        self._read()
        if not self.cells:
            self._take_only_row()
        self._name_columns()

    def _read(self) -> None:
        index = self.end
        while index < len(self.lines):
            line = self.lines[index]
            again = _head(self.lines, index)
            if again and again.columns == self.head.columns:
                index = again.next_index
                continue
            name, texts = self._split(line)
            if texts:
                self._take(name, texts, line.place)
                self.end = index + 1
            elif not line.is_blank and not line.text.startswith(("※", "*")):
                if again or not self._goes_on(line, index):
                    return
                self.problems.append(
                    Problem(line.place, f"인력 표의 행으로 읽지 못함: {line.text}")
                )
                self.end = index + 1
            index += 1

    def _goes_on(self, line: Line, index: int) -> bool:
        """Of the table is what stands right below its last row with tabs, or between two rows."""
        if line.is_tabular and self.head.is_tabbed:
            return index == self.end and not is_first(line.cells[0])
        below = [x for x in self.lines[index + 1 : index + 4] if not x.is_blank][:1]
        is_between = any(self._split(x)[1] for x in below)
        is_inside = bool(self.cells or self.totals)
        return is_inside and (is_between or self._is_mostly_numbers(line))

    def _is_mostly_numbers(self, line: Line) -> bool:
        """A last row that one cell spoils."""
        width = len(self.head.columns)
        words = line.text.split(" ")[-width:]
        numbers = sum(bool(_NUMBER.fullmatch(word)) for word in words)
        return not self.head.is_tabbed and width > 2 and 2 * numbers > width

    def _split(self, line: Line) -> tuple[str, tuple[str, ...]]:
        width = len(self.head.columns)
        if not self.head.is_tabbed:
            return ("", ()) if line.is_tabular else _name_and_numbers(line.text, width)
        cells = line.cells[1:]
        while len(cells) < width and self.head.columns[len(cells)].measure not in _LABELS:
            cells = (*cells, "")
        fits = line.is_tabular and len(cells) >= width and not any(cells[width:])
        if not fits or not any(_NUMBER.fullmatch(cell) for cell in cells):
            return "", ()
        return squeezed(line.cells[0]).rstrip("*"), cells[:width]

    def _take(self, name: str, texts: Sequence[str], place: int) -> None:
        if _NOT_PERSONS.match(name) and name not in BALANCES:
            self.problems.append(Problem(place, f"인력 표의 행을 읽지 않음: {name}"))
            return
        measure = {PLANNED: "authorised", PRESENT: "actual"}.get(name) or BALANCES.get(name)
        is_total = name in _TOTALS or name in ("인원", squeezed(self.office))
        is_cut = not self.head.is_tabbed and bool(_CUT.search(name))
        is_named = not is_total and not is_cut and not _is_department(name)
        is_group = not self._divides and is_named
        if not measure and not is_total and not is_group:
            if not _is_department(name):
                self.problems.append(Problem(place, f"인력 표의 행을 읽지 않음: {name}"))
                return
            self.departments.setdefault(name, place)
        row = self.office if measure or is_group or is_total else name
        for column, text in zip(self.head.columns, texts, strict=True):
            if column.measure is None:
                self.has_remarks = self.has_remarks or bool(text)
                continue
            group = name if is_group else column.group
            if is_total and not self._divides:
                group = _TOTAL_GROUP
            cell = Cell(row, group, measure or column.measure, text, place)
            if cell.measure not in _LABELS:
                self.balances.append(cell)
                continue
            (self.totals if is_total or is_total_group(group) else self.cells).append(cell)

    def _take_only_row(self) -> None:
        """Nothing but a total: then that is what there is to store."""
        parts = [replace(c, group=_ALL_GROUPS) if not self._divides else c for c in self.totals]
        self.cells = [cell for cell in parts if not is_total_group(cell.group)]
        self.totals = [cell for cell in parts if is_total_group(cell.group)]

    @property
    def is_of_persons(self) -> bool:
        """Beyond doubt, rows or not: other tables have a 소계, too."""
        return any(column.measure == "authorised" for column in self.head.columns)

    @property
    def _divides(self) -> bool:
        return len({column.group for column in self.head.columns}) > 1

    def _name_columns(self) -> None:
        unread = [c.group for c in self.head.columns if c.measure is None and c.group]
        if unread and self.has_remarks and (self.cells or self.totals):
            place = self.lines[self.head.next_index - 1].place
            self.problems.append(Problem(place, "인력 표에 읽지 않은 열이 있음 (정원·현원이 아님)"))


def _is_department(name: str) -> bool:
    return bool(_DEPARTMENT.search(name)) and not _RANK.search(name)


def _name_and_numbers(text: str, width: int) -> tuple[str, tuple[str, ...]]:
    words = text.split(" ")
    name, texts = squeezed("".join(words[:-width])), tuple(words[-width:])
    is_row = name and len(texts) == width and all(map(_MEANT_AS_NUMBER.fullmatch, texts))
    return (name.rstrip("*"), texts) if is_row else ("", ())


# --- what they say --------------------------------------------------------------------------------


def _people(body: _Body, lines: Sequence[Line], index: int) -> People:
    as_of = day_of_table(lines, index)
    problems = list(body.problems)
    heads: dict[tuple[str, str], Heads] = {}
    for cell in body.cells:
        known = heads.get((cell.row, cell.group)) or _nobody(cell)
        if getattr(known, cell.measure) != _ABSENT:
            problems.append(Problem(cell.place, f"인력 표에 두 번 나옴: {cell.row} {cell.group}"))
        else:
            known = _with(known, cell, _count(cell, problems))
        heads[cell.row, cell.group] = known
    claims = [_total(cell, _count(cell, problems), as_of) for cell in body.totals]
    if as_of is None:
        words = "인력 표의 기준일을 찾지 못해 저장하지 않고 합계만 대조함"
        problems.append(Problem(lines[index].place, words))
        heads, claims = {}, list(sums(body.cells, body.totals))
    for cell in body.balances:
        if cell.text and signed(cell.text) is None:
            words = f"인력 표의 칸을 읽지 못함: {cell.row} {cell.group} ‘{cell.text}’"
            problems.append(Problem(cell.place, words))
    claims += balances(body.balances, [*body.cells, *body.totals])
    return People(
        as_of,
        tuple(heads.values()),
        tuple(claims),
        tuple(body.departments.items()),
        tuple(problems),
        frozenset(cell.place for cell in (*body.cells, *body.totals, *body.balances)),
        tuple(body.totals) if as_of is None else (),
    )


def _nobody(cell: Cell) -> Heads:
    return Heads(cell.row, cell.group, _ABSENT, _ABSENT, cell.place)


def _with(heads: Heads, cell: Cell, said: Said) -> Heads:
    """정원 and 현원 may be two rows: each keeps the line that it stands on."""
    elsewhere = {} if cell.place == heads.place else {cell.measure: cell.place}
    return replace(heads, places=heads.places | elsewhere, **{cell.measure: said})


def _count(cell: Cell, problems: list[Problem]) -> Said:
    try:
        count = parse_count(cell.text)
    except Refused as refused:
        what = f"{cell.row} {cell.group} {_LABELS[cell.measure]}"
        problems.append(Problem(cell.place, f"인력 표의 칸을 읽지 못함: {what} {refused}"))
        return _UNREAD
    return count.state, count.number


def _total(cell: Cell, said: Said, as_of: date | None) -> ClaimFacts:
    state, number = said
    return ClaimFacts(
        cell.place,
        "표",
        f"{cell.row} / {cell.group}",
        cell.measure,
        cell.text,
        state,
        None if number is None else Decimal(number),
        "명",
        Scope(department=cell.row, group=cell.group, as_of=as_of),
    )
