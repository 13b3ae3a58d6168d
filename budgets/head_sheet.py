"""정원 and 현원 as somebody types them: departments and their groups of ranks, and every problem at once.
Pure.

A row of 총계 or of a 소계 is a check: it has to be the sum of what it stands over, and is not kept. A
column in which nothing is typed is one that the sheet does not have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgets import typed_rows
from budgets.amounts import Count, Refused, parse_count
from budgets.typed_rows import Wrong, box_name, in_order, row_of, unread, with_room
from departments.text import clean, squeezed

MEASURES = {"authorised": "정원", "actual": "현원"}
EVERYBODY, WHOLE_OFFICE = "0", "실국 전체"  # in the place of a department
TOTALS = frozenset({"계", "소계", "합계", "총계", "총원"})
SUBTOTAL = "소계"  # after the groups that it adds up
BLANKS = 4
LONGEST = 60
MOST_PERSONS = 999_999


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form, as typed."""

    department: str
    group: str
    cells: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """A department alone is only offered."""
        return not any(map(clean, (self.group, *self.cells.values())))

    @property
    def adds_up(self) -> str | None:
        """How the groups begin that it is a sum of, nothing where all are; None of a part."""
        group = squeezed(self.group)
        if group in TOTALS:
            return ""
        return group.removesuffix(SUBTOTAL) if group.endswith(SUBTOTAL) else None

    @property
    def is_check(self) -> bool:
        return self.adds_up is not None

    def is_over(self, other: "Line") -> bool:
        """Whether this check counts that row, too."""
        is_whose = self.department in (EVERYBODY, other.department)
        return is_whose and not other.is_check and squeezed(other.group).startswith(self.adds_up)


class Row(NamedTuple):
    department: int
    group: str
    cells: Mapping[str, Count | None]  # None: the sheet has no such column


class Reading(NamedTuple):
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]


def sent(posted: Mapping[str, str]) -> list[Line]:
    rows = typed_rows.sent(posted, ("group", "department", *MEASURES))
    return [Line(row.pop("department"), row.pop("group"), row) for row in rows]


def beyond(posted: Mapping[str, str], lines: Sequence[Line]) -> tuple[Wrong, ...]:
    return unread(posted, len(lines), ("group", *MEASURES))


def blank(department: str, group: str = "") -> Line:
    return Line(department, group, dict.fromkeys(MEASURES, ""))


def with_blanks(lines: Sequence[Line]) -> list[Line]:
    """Of the department of the last."""
    return with_room(lines, lambda last: blank(last.department if last else ""), BLANKS)


def drawn(rows: Iterable[Row]) -> list[Line]:
    """What was handed in, as it would be typed."""
    return [
        Line(str(row.department), row.group, {m: _text(row.cells.get(m)) for m in MEASURES})
        for row in rows
    ]


def otherwise(lines: Sequence[Line], before: Sequence[Line]) -> list[dict[str, str]]:
    """Of each row what `before` says of the same department and group, where that is something else."""
    return typed_rows.otherwise(_called(lines), _called(before), _meaning)


def _called(lines: Sequence[Line]) -> list[tuple[tuple[str, str], Mapping[str, str]]]:
    return [((line.department, squeezed(line.group)), line.cells) for line in lines]


def _meaning(text: str) -> object:
    try:
        return parse_count(text)
    except Refused:
        return text


def _text(count: Count | None) -> str:
    if count is None or count.state == "blank":
        return ""
    return "-" if count.number is None else f"{count.number:,}"


def reading(lines: Sequence[Line], departments: Mapping[int, str]) -> Reading:
    """`departments`: whom the office counts on that day, by key, with their names."""
    own = [(at, line) for at, line in enumerate(lines) if not line.is_blank]
    wrong: list[Wrong] = []
    counts = {at: {m: _count(at, line, m, wrong) for m in MEASURES} for at, line in own}
    there = [m for m in MEASURES if any(clean(line.cells[m]) for _, line in own)]
    if not own:
        wrong.append(Wrong(box_name(0, "group"), "1번째 줄", "직군·급과 인원을 적습니다."))
    elif not there:
        at, line = own[0]
        wrong.append(Wrong(box_name(at, "actual"), _where(at, line), "정원이나 현원을 적습니다."))
    kept = [(at, line) for at, line in own if not line.is_check]
    for at, line in own:
        wrong += _named(at, line, departments)
        wrong += _said(at, line, counts[at], there)
    wrong += _twice(own)
    for at, line in own:
        if line.is_check:
            wrong += _sums(at, line, kept, counts, there)
    rows = tuple(
        Row(
            int(line.department),
            clean(line.group),
            {m: counts[at][m] if m in there else None for m in MEASURES},
        )
        for at, line in kept
        if line.department in map(str, departments)
    )
    return Reading(rows, in_order(wrong))


def _where(at: int, line: Line) -> str:
    return clean(line.group)[:40] or f"{at + 1}번째 줄"


def of_whom(wrong: Wrong, lines: Sequence[Line], names: Mapping[int, str]) -> Wrong:
    """With the department of its row: groups repeat."""
    at = row_of(wrong.box)
    whose = {line.department for line in lines[at : at + 1]}
    name = next((name for pk, name in names.items() if str(pk) in whose), "")
    return wrong._replace(where=f"{name} {wrong.where}".strip())


def _count(at: int, line: Line, measure: str, wrong: list[Wrong]) -> Count | None:
    """None where it cannot be read."""
    try:
        count = parse_count(line.cells[measure])
    except Refused as refused:
        words = str(refused)
    else:
        if count.number is None or count.number <= MOST_PERSONS:
            return count
        words = f"{MOST_PERSONS:,}명을 넘는 인원은 받지 않습니다."
    wrong.append(Wrong(box_name(at, measure), f"{_where(at, line)} {MEASURES[measure]}", words))
    return None


def _named(at: int, line: Line, departments: Mapping[int, str]) -> Iterable[Wrong]:
    group = clean(line.group)
    if line.department not in {EVERYBODY, *map(str, departments)}:
        yield Wrong(box_name(at, "department"), _where(at, line), "부서를 고릅니다.")
    elif line.department == EVERYBODY and not line.is_check:
        words = f"{WHOLE_OFFICE}로는 총계와 소계만 적습니다. 인원은 부서마다 적습니다."
        yield Wrong(box_name(at, "department"), _where(at, line), words)
    if not group:
        yield Wrong(box_name(at, "group"), f"{at + 1}번째 줄", "직군·급을 적습니다.")
    elif len(group) > LONGEST:
        yield Wrong(box_name(at, "group"), _where(at, line), f"이름은 {LONGEST}자까지 적습니다.")


def _said(
    at: int, line: Line, counts: Mapping[str, Count | None], there: Sequence[str]
) -> Iterable[Wrong]:
    """Every part says something in each column; a check may leave one out."""
    for measure in there:
        count = counts[measure]
        if line.is_check or count is None or count.state != "blank":
            continue
        where = f"{_where(at, line)} {MEASURES[measure]}"
        words = "빈칸입니다. 없으면 ‘0’이나 ‘-’를 적습니다."
        yield Wrong(box_name(at, measure), where, words)


def _twice(own: Sequence[tuple[int, Line]]) -> Iterable[Wrong]:
    met = set()
    for at, line in own:
        key = line.department, clean(line.group)
        if key[1] and key in met:
            words = "같은 부서에 같은 직군·급이 이미 있습니다."
            yield Wrong(box_name(at, "group"), _where(at, line), words)
        met.add(key)


def _sums(
    at: int,
    line: Line,
    kept: Sequence[tuple[int, Line]],
    counts: Mapping[int, Mapping[str, Count | None]],
    there: Sequence[str],
) -> Iterable[Wrong]:
    parts = [number for number, other in kept if line.is_over(other)]
    if not parts:
        words = "더할 줄이 없습니다. 직군·급마다 적습니다."
        yield Wrong(box_name(at, "group"), _where(at, line), words)
        return
    for measure in there:
        said, below = counts[at][measure], [counts[each][measure] for each in parts]
        if said is None or said.state == "blank" or None in below:
            continue
        total, told = sum(each.number or 0 for each in below), said.number or 0
        if total != told:
            where = f"{_where(at, line)} {MEASURES[measure]}"
            words = f"{told:,}명: 직군·급을 더하면 {total:,}명입니다."
            yield Wrong(box_name(at, measure), where, words)
