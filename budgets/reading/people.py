"""Headcount tables: departments down and groups of ranks across, or the other way round.

Totals (계, 총계, 소계) become claims; parts become headcounts; what is said of
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
from budgets.reading.people_heads import (
    ALL_GROUPS,
    LABELS,
    NOT_PERSONS,
    PLANNED,
    PRESENT,
    TOTAL_GROUP,
    TOTALS,
    Head,
    head_at,
    is_total_group,
    name_and_numbers,
)
from budgets.reading.tables import is_first
from departments.text import squeezed

_DEPARTMENT = re.compile(r"(?:담당관|과|관|실|국|단|반|센터|소|원|처|본부|지원단|사무국)$")
_RANK = re.compile(r"(?:직|급|경력관|연구관|지도관|전문관|이하|상당|경찰)$")
_NUMBER = re.compile(r"[△▲+−-]?[\d,]+|-")
_CUT = re.compile(r"[\d,]$")  # '292, 006' leaves its first half in the row's name
Said = tuple[str, int | None]
_ABSENT = ("absent", None)
_UNREAD = ("unread", None)


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


def read_people(lines: Sequence[Line], office: str) -> People:
    people = NOBODY
    index = 0
    while index < len(lines):
        head = head_at(lines, index)
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
        self.over = ""  # of a row whose first cell is merged with the one above
        self.end = head.next_index
        self._read()
        if not self.cells:
            self._take_only_row()
        if self._is_turned:
            place = self.lines[self.head.next_index - 2].place
            self.departments |= {cell.row: place for cell in self.cells}
        self._name_columns()

    def _read(self) -> None:
        index = self.end
        while index < len(self.lines):
            line = self.lines[index]
            again = head_at(self.lines, index)
            if again and again.columns == self.head.columns:
                index = again.next_index
                continue
            name, texts = self._split(line)
            if texts and self.head.is_paired:
                self.over = name or self.over
                self._take(self.over, texts, line.place, squeezed(line.cells[1]))
                self.end = index + 1
            elif texts:
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
            return ("", ()) if line.is_tabular else name_and_numbers(line.text, width)
        cells = line.cells[2 if self.head.is_paired else 1 :]
        while len(cells) < width and self.head.columns[len(cells)].measure not in LABELS:
            cells = (*cells, "")
        fits = line.is_tabular and len(cells) >= width and not any(cells[width:])
        if not fits or not any(_NUMBER.fullmatch(cell) for cell in cells):
            return "", ()
        return squeezed(line.cells[0]).rstrip("*"), cells[:width]

    def _take(self, name: str, texts: Sequence[str], place: int, second: str = "") -> None:
        """`second`: what a row of two names says it counts."""
        says = second or name
        if (NOT_PERSONS.match(says) and says not in BALANCES) or (second and not _says(second)):
            self.problems.append(Problem(place, f"인력 표의 행을 읽지 않음: {says}"))
            return
        measure = _says(says)
        is_total = name in TOTALS or name in ("인원", squeezed(self.office))
        is_cut = not self.head.is_tabbed and bool(_CUT.search(name))
        is_named = not is_total and not is_cut and not _is_department(name)
        is_group = is_named and (self._is_turned or not self._divides)
        if (second or not measure) and not is_total and not is_group:
            if not _is_department(name):
                self.problems.append(Problem(place, f"인력 표의 행을 읽지 않음: {name}"))
                return
            self.departments.setdefault(name, place)
        own = self.office if (measure and not second) or is_group or is_total else name
        for column, text in zip(self.head.columns, texts, strict=True):
            if column.measure is None:
                self.has_remarks = self.has_remarks or bool(text)
                continue
            group = name if is_group else column.group
            is_sum = is_total or is_total_group(column.group)
            row = own
            if self._is_turned:
                row = self.office if is_total_group(column.group) else column.group
            if is_total and (self._is_turned or not self._divides):
                group = TOTAL_GROUP
            cell = Cell(row, group, measure or column.measure, text, place)
            if cell.measure not in LABELS:
                self.balances.append(cell)
                continue
            (self.totals if is_sum else self.cells).append(cell)

    def _take_only_row(self) -> None:
        """Nothing but a total: then that is what there is to store."""
        parts = [replace(c, group=ALL_GROUPS) if not self._divides else c for c in self.totals]
        self.cells = [cell for cell in parts if not is_total_group(cell.group)]
        self.totals = [cell for cell in parts if is_total_group(cell.group)]

    @property
    def is_of_persons(self) -> bool:
        """Beyond doubt, rows or not: other tables have a 소계, too."""
        return any(column.measure == "authorised" for column in self.head.columns)

    @property
    def _is_turned(self) -> bool:
        """Departments stand over 정원 and 현원, and ranks in the rows."""
        groups = {c.group for c in self.head.columns if c.measure and not is_total_group(c.group)}
        return self.is_of_persons and bool(groups) and all(map(_is_department, groups))

    @property
    def _divides(self) -> bool:
        return len({column.group for column in self.head.columns}) > 1

    def _name_columns(self) -> None:
        unread = [c.group for c in self.head.columns if c.measure is None and c.group]
        if unread and self.has_remarks and (self.cells or self.totals):
            place = self.lines[self.head.next_index - 1].place
            self.problems.append(Problem(place, "인력 표에 읽지 않은 열이 있음 (정원·현원이 아님)"))


def _says(word: str) -> str | None:
    return {PLANNED: "authorised", PRESENT: "actual"}.get(word) or BALANCES.get(word)


def _is_department(name: str) -> bool:
    return bool(_DEPARTMENT.search(name)) and not _RANK.search(name)


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
        what = f"{cell.row} {cell.group} {LABELS[cell.measure]}"
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
