"""Headcount tables: departments down and groups of ranks across, or the other way round.

Two shapes of head: groups over 정원/현원, and groups over ranks with one number (인원, present).
Where the extraction lost the tabs, a line of nothing but 정원 and 현원 tells how many groups the
line above it names. Totals (계, 총계, 소계) become claims; parts become headcounts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.amounts import Refused, parse_count
from budgets.reading.dates import find_day
from budgets.reading.facts import ClaimFacts, Heads, Problem, Scope
from budgets.reading.lines import Line
from departments.text import squeezed

PLANNED, PRESENT = "정원", "현원"
_MEASURES = {PLANNED: "authorised", PRESENT: "actual", "인원": "actual"}
_TOTAL_ROWS = frozenset({"계", "합계", "총계", "인원"})
_TOTAL_GROUP, _SUBTOTAL = "총계", " 소계"
_ABSENT = ("absent", None)


@dataclass(frozen=True, slots=True)
class Cell:
    row: str
    group: str
    measure: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class People:
    as_of: date | None
    heads: tuple[Heads, ...]
    claims: tuple[ClaimFacts, ...]
    departments: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    places: frozenset[int]


def is_total_group(group: str) -> bool:
    return group == _TOTAL_GROUP or group.endswith(_SUBTOTAL)


def groups_within(total: str, groups: Sequence[str]) -> list[str]:
    """The groups that a printed total adds up: all, or those under the same heading."""
    parts = [group for group in groups if not is_total_group(group)]
    if total == _TOTAL_GROUP:
        return parts
    return [group for group in parts if group.startswith(total.removesuffix(_SUBTOTAL) + " ")]


def read_people(lines: Sequence[Line], office: str) -> People:
    for index in range(len(lines)):
        columns, body = _head(lines, index)
        if not columns:
            continue
        cells = list(_cells(lines, body, columns, office))
        if cells:
            above = " ".join(each.text for each in lines[max(0, index - 8) : index])
            return _people(cells, find_day_last(above), office)
    return People(None, (), (), (), (), frozenset())


def find_day_last(text: str) -> date | None:
    """The day nearest to the table's head."""
    days = [find_day(part) for part in re.split(r"[()]|(?:현재|기준)", text)]
    return next((day for day in reversed(days) if day), None)


def _head(lines: Sequence[Line], index: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """Columns as (group, measure) and the index of the first row."""
    line = lines[index]
    if line.is_tabular and squeezed(line.cells[0]) == "구분" and index + 1 < len(lines):
        below = lines[index + 1].cells
        if below[0] == "" and len(below) == len(line.cells):
            return _tabbed(line.cells[1:], below[1:]), index + 2
    words = [squeezed(word) for word in line.text.split(" ")]
    if len(words) >= 4 and not line.is_tabular and set(words) == {PLANNED, PRESENT}:
        names = next((x.text for x in reversed(lines[:index]) if not x.is_blank), "")
        groups = _groups(names)
        if len(groups) * 2 == len(words):
            pairs = zip([g for g in groups for _ in range(2)], words, strict=True)
            return tuple((group, _MEASURES[word]) for group, word in pairs), index + 1
    return (), index


def _tabbed(high: Sequence[str], low: Sequence[str]) -> tuple[tuple[str, str], ...]:
    columns, group = [], ""
    ranked = not any(squeezed(word) in _MEASURES for word in low)
    if ranked and not any(squeezed(word) == "소계" for word in low):
        return ()
    for above, below in zip(high, low, strict=True):
        group = squeezed(above) or group
        word = squeezed(below)
        if not ranked and word in _MEASURES:
            columns.append((group, _MEASURES[word]))
        elif ranked and group:
            columns.append((f"{group} {word}".strip(), "actual"))
    while columns and ranked and not high[len(columns) - 1] and not low[len(columns) - 1]:
        columns.pop()
    return tuple(columns)


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


def _cells(lines, body: int, columns, office: str) -> Iterator[Cell]:
    for line in lines[body:]:
        if line.is_blank:
            if any(each.is_tabular for each in lines[body - 1 : body]):
                return  # a table with tabs ends at its first blank line
            continue
        name, texts = _split(line, len(columns))
        if not texts:
            return
        if name in (PLANNED, PRESENT):  # transposed: the rows are the measures
            for (group, _), text in zip(columns, texts, strict=True):
                yield Cell(office, group, _MEASURES[name], text, line.place)
        else:
            for (group, measure), text in zip(columns, texts, strict=True):
                yield Cell(name, group, measure, text, line.place)


def _split(line: Line, width: int) -> tuple[str, tuple[str, ...]]:
    if line.is_tabular:
        texts = line.cells[1 : width + 1]
        return squeezed(line.cells[0]), texts if len(texts) == width else ()
    words = line.text.split(" ")
    name, texts = squeezed("".join(words[:-width])), tuple(words[-width:])
    numbers = all(re.fullmatch(r"[\d,]+|-", text) for text in texts)
    return (name, texts) if name and numbers and len(texts) == width else ("", ())


def _people(cells: list[Cell], as_of: date | None, office: str) -> People:
    heads: dict[tuple[str, str], dict] = {}
    claims, problems, departments = [], [], {}
    for cell in cells:
        try:
            count = parse_count(cell.text)
        except Refused as refused:
            problems.append(Problem(cell.place, str(refused)))
            continue
        is_total_row = cell.row in _TOTAL_ROWS
        if not is_total_row:
            departments.setdefault(cell.row, cell.place)
        if is_total_row or is_total_group(cell.group):
            claims.append(_total(cell, count, office if is_total_row else cell.row, as_of))
        else:
            known = heads.setdefault((cell.row, cell.group), {"place": cell.place})
            known[cell.measure] = (count.state, count.number)
    return People(
        as_of,
        tuple(
            Heads(row, group, said.get("authorised", _ABSENT), said.get("actual", _ABSENT), place)
            for (row, group), said in heads.items()
            for place in [said["place"]]
        ),
        tuple(claims),
        tuple(departments.items()),
        tuple(problems),
        frozenset(cell.place for cell in cells),
    )


def _total(cell: Cell, count, department: str, as_of: date | None) -> ClaimFacts:
    return ClaimFacts(
        cell.place,
        "표",
        department,
        cell.measure,
        cell.text,
        count.state,
        None if count.number is None else Decimal(count.number),
        "명",
        Scope(department=department, group=cell.group, as_of=as_of),
    )
