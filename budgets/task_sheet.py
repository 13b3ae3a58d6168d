"""업무와 예산 as somebody types it: a tree of titles with what each task costs, and every problem at once.
Pure.

Two trees stand one after the other, as in a report: 비전 with its goals, strategies and what they strive
for; and the tasks with their parts, which alone state amounts.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from budgets import typed_rows
from budgets.amounts import Refused, Unit, parse_amount
from budgets.reading.names import key_of
from budgets.typed_rows import Wrong, box_name, in_order, paths, unread, with_room
from departments.text import clean

# How deep each stands in its own tree.
VISIONS = {"비전": 0, "목표": 1, "방향": 2, "전략": 2, "전략과제": 3}
TASKS = {"과제": 0, "세부과제": 1}
KINDS = (*VISIONS, *TASKS)
PARTS_ONLY = ("전략과제", "세부과제")
STATED = {"cost": "사업비", "appropriated": "예산액", "budget": "예산현액", "spent": "집행액"}
PARTS = ("title", "kind", "department", "won", "measure", "line")
BLANKS = 8
LONGEST = 200
LONGEST_AMOUNT = 40
_PLAIN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form, as typed."""

    kind: str
    title: str
    department: str = ""
    won: str = ""
    measure: str = "cost"
    line: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(map(clean, (self.title, self.won, self.line)))


class Row(NamedTuple):
    kind: str
    title: str
    above: int | None  # which of the rows
    department: int | None
    measure: str  # nothing where no amount is stated
    said: str  # the digits, as they were typed
    won: int | None
    line: int | None


class Reading(NamedTuple):
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]


class Known(NamedTuple):
    """What a row may name: by key, as the page calls it."""

    departments: Mapping[int, str]
    lines: Mapping[int, str]  # with their departments: names repeat


def sent(posted: Mapping[str, str]) -> list[Line]:
    return [Line(**row) for row in typed_rows.sent(posted, PARTS)]


def beyond(posted: Mapping[str, str], lines: Sequence[Line]) -> tuple[Wrong, ...]:
    return unread(posted, len(lines), ("title", "won", "line"))


def with_blanks(lines: Sequence[Line]) -> list[Line]:
    """Like the last."""
    return with_room(lines, _blank_like, BLANKS)


def _blank_like(last: Line | None) -> Line:
    return replace(last, title="", won="", line="") if last else Line(KINDS[0], "")


def drawn(rows: Iterable[Row], known: Known) -> list[Line]:
    """What was handed in, as it would be typed."""
    return [
        Line(
            row.kind,
            row.title,
            str(row.department or ""),
            row.said,
            row.measure or "cost",
            known.lines.get(row.line, ""),
        )
        for row in rows
    ]


def otherwise(lines: Sequence[Line], before: Sequence[Line], known: Known) -> list[dict[str, str]]:
    """Of each row what `before` says of the task of that title in its place, where that is something
    else."""
    now, then = _called(lines, known), _called(before, known)
    return typed_rows.otherwise(now, then, lambda text: text.replace(",", ""))


def _called(lines: Sequence[Line], known: Known) -> Iterable[tuple[Hashable, Mapping[str, str]]]:
    depths, named = VISIONS | TASKS, _LineNames(known.lines)
    departments = {str(pk): name for pk, name in known.departments.items()}
    titles = [(depths.get(line.kind, 0), f"{line.kind} {key_of(line.title)}") for line in lines]
    for line, path in zip(lines, paths(titles), strict=True):
        told = {
            "department": departments.get(line.department, ""),
            "won": clean(line.won),
            "measure": STATED.get(line.measure, "") if clean(line.won) else "",
            "line": known.lines.get(named.find(0, line, []), clean(line.line)),
        }
        yield path, told


def reading(lines: Sequence[Line], unit: Unit, known: Known) -> Reading:
    own = [(at, line) for at, line in enumerate(lines) if not line.is_blank]
    wrong: list[Wrong] = []
    if not own:
        wrong.append(Wrong(box_name(0, "title"), "1번째 줄", "비전이나 과제를 하나 이상 적습니다."))
    above = _above(own, wrong)
    named = _LineNames(known.lines)
    rows = []
    for (at, line), parent in zip(own, above, strict=True):
        wrong += _titled(at, line)
        won = _won(at, line, unit, wrong)
        rows.append(
            Row(
                line.kind,
                clean(line.title),
                parent,
                _department(at, line, known, wrong),
                "" if won is None else line.measure,
                "" if won is None else clean(line.won),
                won,
                named.find(at, line, wrong),
            )
        )
    wrong += _twice(own, above)
    return Reading(tuple(rows), in_order(wrong))


def _where(at: int, line: Line) -> str:
    return clean(line.title)[:40] or f"{at + 1}번째 줄"


def _above(own: Sequence[tuple[int, Line]], wrong: list[Wrong]) -> list[int | None]:
    """Of each row the one it stands under: the last above it that is a level higher in its tree."""
    trees = {False: _Tree(VISIONS), True: _Tree(TASKS)}
    found: list[int | None] = []
    for number, (at, line) in enumerate(own):
        if line.kind in KINDS:
            parent, words = trees[line.kind in TASKS].put(line.kind, number)
        else:
            parent, words = None, "단계를 고릅니다."
        if words:
            wrong.append(Wrong(box_name(at, "kind"), _where(at, line), words))
        found.append(parent)
    return found


class _Tree:
    """What is open while rows are read from the top."""

    def __init__(self, depths: Mapping[str, int]):
        self.depths = depths
        self.path: dict[int, int] = {}  # by depth, the row that is open
        self.top: int | None = None  # how deep the first row stands

    def put(self, kind: str, number: int) -> tuple[int | None, str]:
        """Under which row, and what is wrong with that."""
        depth = self.depths[kind]
        parent, words = self.path.get(depth - 1), self._why_not(kind, depth)
        self.top = depth if self.top is None else self.top
        self.path = {each: row for each, row in self.path.items() if each < depth}
        self.path[depth] = number
        return parent, words

    def _why_not(self, kind: str, depth: int) -> str:
        if kind == KINDS[0] and depth in self.path:
            return "비전은 하나만 적습니다."
        if self.top is not None and depth < self.top:
            return "이보다 낮은 단계의 줄이 앞에 있습니다. 높은 단계를 먼저 적습니다."
        # A sheet may begin below the vision, but not with what only is a part of something.
        may_begin = kind not in PARTS_ONLY and self.top in (None, depth)
        if depth == 0 or depth - 1 in self.path or may_begin:
            return ""
        higher = " 또는 ".join(each for each, own in self.depths.items() if own == depth - 1)
        return f"바로 위 단계({higher})의 줄이 앞에 없습니다."


def _titled(at: int, line: Line) -> Iterable[Wrong]:
    title = clean(line.title)
    if not title:
        yield Wrong(box_name(at, "title"), f"{at + 1}번째 줄", "제목을 적습니다.")
    elif len(title) > LONGEST:
        yield Wrong(box_name(at, "title"), _where(at, line), f"제목은 {LONGEST}자까지 적습니다.")


def _won(at: int, line: Line, unit: Unit, wrong: list[Wrong]) -> int | None:
    """In the unit of the sheet, and in no other: how exactly an amount is said depends on its digits."""
    text = clean(line.won)
    if not text:
        return None
    words = _why_no_amount(line, text)
    if not words:
        try:
            return parse_amount(text, unit).won
        except Refused as refused:
            words = str(refused)
    wrong.append(Wrong(box_name(at, "won"), _where(at, line), words))
    return None


def _why_no_amount(line: Line, text: str) -> str:
    if line.kind in VISIONS:
        return "금액은 과제와 세부과제에 적습니다."
    if line.measure not in STATED:
        return "금액의 종류를 고릅니다."
    if len(text) > LONGEST_AMOUNT or not _PLAIN.fullmatch(text):
        return (
            f"‘{text[:LONGEST_AMOUNT]}’: 위에서 고른 단위의 수만 적습니다. 금액이 없으면 비웁니다."
        )
    return ""


def _department(at: int, line: Line, known: Known, wrong: list[Wrong]) -> int | None:
    if not line.department:
        return None
    if line.department in map(str, known.departments):
        return int(line.department)
    wrong.append(Wrong(box_name(at, "department"), _where(at, line), "이 실국의 부서를 고릅니다."))
    return None


class _LineNames:
    """Lines by what is typed of them: with the department, or alone where only one is called so."""

    def __init__(self, lines: Mapping[int, str]):
        self.of: dict[str, set[int]] = {}
        for pk, name in lines.items():
            self.of.setdefault(key_of(name), set()).add(pk)
            self.of.setdefault(key_of(name.partition(" ")[2]), set()).add(pk)

    def find(self, at: int, line: Line, wrong: list[Wrong]) -> int | None:
        text = clean(line.line)
        if not text:
            return None
        found = self.of.get(key_of(text), set())
        if line.kind in VISIONS:
            words = "세부사업은 과제와 세부과제에 적습니다."
        elif len(found) == 1:
            return next(iter(found))
        elif found:
            words = f"‘{text[:60]}’: 이 이름의 세부사업이 여럿입니다. 부서와 함께 적습니다."
        else:
            words = f"‘{text[:60]}’: 이 실국의 그해 편성체계에 없는 세부사업입니다."
        wrong.append(Wrong(box_name(at, "line"), _where(at, line), words))
        return None


def _twice(own: Sequence[tuple[int, Line]], above: Sequence[int | None]) -> Iterable[Wrong]:
    met = set()
    for (at, line), parent in zip(own, above, strict=True):
        key = line.kind, parent, key_of(line.title)
        if clean(line.title) and key in met:
            words = "같은 곳에 같은 제목이 이미 있습니다."
            yield Wrong(box_name(at, "title"), _where(at, line), words)
        met.add(key)
