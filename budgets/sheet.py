"""The grid as it is drawn: accounts, programs, lines, their cells, sums, problems and answers. Pure.

Sums are of what can be read so far, and say how many cells are still empty; a rate or a remainder
of a sum with an empty cell is unknown. Accounts are never added.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgets.amounts import Unit, rate, show_rate
from budgets.answers import NOTHING, Answer, Earlier, is_said_now
from budgets.measures import Measures
from budgets.rows import Row, Waived
from budgets.rules import (
    BLANK_AGAIN,
    BLOCKED,
    PROBLEM,
    WARNING,
    Asked,
    Known,
    Problem,
    Rule,
    problems,
)
from budgets.typed import (
    KINDS,
    Column,
    Key,
    Reading,
    Typed,
    answer_name,
    cell_name,
    note_name,
    written,
)

LEVELS = {BLOCKED: "고침", PROBLEM: "예외", WARNING: "확인"}


@dataclass(frozen=True, slots=True)
class Place:
    """A line as the grid knows it: where it stands and what it is called."""

    line: int
    name: str
    program: int
    program_name: str
    account: int
    account_name: str


@dataclass(frozen=True, slots=True)
class Box:
    """One input and what stands beside it."""

    name: str
    column: str
    label: str
    text: str
    won: int | None
    before: int | None
    before_text: str  # "" where there is no date before
    change_text: str
    expected_text: str  # what the recorded changes come to, where that is something else
    moves: int  # recorded changes of the line, where this is its 예산현액
    stored_text: str  # what is stored, on a page that puts one's own figures in again
    words: tuple[str, ...]  # why it cannot be read, or is never let through
    is_asked: bool  # a problem that can be answered points here

    @property
    def note_id(self) -> str:
        return f"{self.name}-words"


@dataclass(frozen=True, slots=True)
class Asking:
    """What one rule finds at a line, in however many of its cells, and the inputs that answer it."""

    rule: Rule
    words: str
    level: str
    targets: tuple[str, ...]  # the inputs that it points at
    answer: Answer
    is_answered: bool
    is_asked_again: bool  # what was answered before was said of other amounts
    why: str
    paper: str
    seen: str
    again: str


@dataclass(frozen=True, slots=True)
class Sum:
    column: str
    label: str
    text: str
    missing: int


@dataclass(frozen=True, slots=True)
class Sums:
    columns: tuple[Sum, ...]
    rate: str
    lapsed: str


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    boxes: tuple[Box, ...]
    rate: str
    lapsed: str
    note: str
    note_name: str
    askings: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class Group:
    key: int
    name: str
    lines: tuple[Line, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Purse:
    key: int
    name: str
    groups: tuple[Group, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the list above the grid."""

    target: str
    where: str
    words: str
    level: str
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[Column, ...]
    has_rates: bool
    before_words: str
    purses: tuple[Purse, ...]
    told: tuple[Told, ...]
    untouched: int  # lines not begun, in a filing of which nothing was saved yet

    @property
    def width(self) -> int:
        return 2 + len(self.columns) + 2 * self.has_rates

    @property
    def lines(self) -> Iterable[Line]:
        return (line for purse in self.purses for group in purse.groups for line in group.lines)

    @property
    def open(self) -> list[Told]:
        return [each for each in self.told if not each.is_answered]

    @property
    def answered(self) -> list[Told]:
        return [each for each in self.told if each.is_answered]


def sheet(
    *,
    places: Sequence[Place],
    known: Mapping[int, Known],
    asked: Asked,
    columns: Sequence[Column],
    typed: Typed,
    read: Reading,
    earlier: Earlier = NOTHING,
    stored: Typed | None = None,
    checks: bool = True,
    is_first: bool = False,
) -> Sheet:
    """`is_first`: nothing was saved yet. `checks`: whether the rules are asked at all."""
    unreadable = {each.field for each in read.wrong}
    untouched = _untouched(read, columns) if is_first else frozenset()
    found: dict[tuple[int, str], list[Problem]] = {}
    for each in problems(read.rows, known, asked) if checks else ():
        # Of a cell that cannot be read only that is said, of a line not begun nothing yet.
        is_blank = each.rule == BLANK_AGAIN and each.line in untouched
        if not is_blank and target_of(each, columns) not in unreadable:
            found.setdefault((each.line, each.rule.code), []).append(each)
    askings: dict[int, list[Asking]] = {}
    outlived = earlier.outlived(read.rows)
    for (line, _), same in found.items():
        was = outlived.get(same[0].key)
        askings.setdefault(line, []).append(_asking(same, columns, typed, was))
    words: dict[str, list[str]] = {}
    for each in read.wrong:
        words.setdefault(each.field, []).append(each.words)
    rows = {row.line: row for row in read.rows}
    drawing = _Drawing(known, asked, tuple(columns), typed, read, rows, words, askings, stored)
    purses = tuple(
        drawing.purse(key, list(own)) for key, own in groupby(places, key=lambda p: p.account)
    )
    told = [Told(each.field, known[each.line].name, each.words, "표기") for each in read.wrong] + [
        Told(each.targets[0], known[line].name, each.words, each.level, each.is_answered)
        for line in rows
        for each in askings.get(line, ())
    ]
    before = next((each.before_words for each in known.values()), "")
    has_rates = "spent" in asked.columns
    return Sheet(tuple(columns), has_rates, before, purses, tuple(told), len(untouched))


def target_of(problem: Problem, columns: Sequence[Column]) -> str:
    """The input at which a problem points: 이월액 is typed by its kinds."""
    names = [column.name for column in columns]
    column = problem.column
    if column == "carried" and any(kind in names for kind in KINDS):
        column = next(iter(KINDS))
    if problem.rule.code == "note":
        return note_name(problem.line)
    return cell_name(problem.line, column if column in names else names[0])


def _untouched(read: Reading, columns: Sequence[Column]) -> frozenset[int]:
    """Lines with nothing in them but the 예산현액 that was offered."""
    asked = [column.name for column in columns if column.name != "budget"]
    return frozenset(
        row.line
        for row in read.rows
        if asked and not any(read.cells[Key(row.line, name)].text.strip() for name in asked)
    )


def _asking(
    same: Sequence[Problem], columns: Sequence[Column], typed: Typed, was: Waived | None
) -> Asking:
    rule, line = same[0].rule, same[0].line
    answer = typed.answers.get((rule.code, line), Answer())
    if rule.level == WARNING:
        answered = answer.seen or answer.again
    else:
        has_paper = bool(answer.paper.strip()) or not rule.needs_paper
        answered = rule.level == PROBLEM and bool(answer.reason.strip()) and has_paper
    return Asking(
        rule,
        " ".join(each.words for each in same),
        LEVELS[rule.level],
        tuple(target_of(each, columns) for each in same),
        answer,
        answered and is_said_now(answer, was),
        any(answer) and not is_said_now(answer._replace(again=False), was),
        *(answer_name(part, line, rule.code) for part in ("why", "paper", "seen", "again")),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    known: Mapping[int, Known]
    asked: Asked
    columns: tuple[Column, ...]
    typed: Typed
    read: Reading
    rows: Mapping[int, Row]
    words: Mapping[str, Sequence[str]]
    askings: Mapping[int, Sequence[Asking]]
    stored: Typed | None

    def purse(self, key: int, places: list[Place]) -> Purse:
        groups = tuple(
            self.group(program, list(own)) for program, own in groupby(places, lambda p: p.program)
        )
        return Purse(key, places[0].account_name, groups, self.sums(places))

    def group(self, key: int, places: list[Place]) -> Group:
        lines = tuple(self.line(place) for place in places)
        return Group(key, places[0].program_name, lines, self.sums(places))

    def line(self, place: Place) -> Line:
        row = self.rows[place.line]
        measures, is_open = row.measures, row.state("carried") == "blank"
        return Line(
            place,
            tuple(self.box(place, column) for column in self.columns),
            show_rate(measures.rate),
            "-" if is_open else self.amount(measures.lapsed),
            self.typed.notes.get(place.line, ""),
            note_name(place.line),
            tuple(self.askings.get(place.line, ())),
        )

    def box(self, place: Place, column: Column) -> Box:
        name, key = cell_name(place.line, column.name), Key(place.line, column.name)
        cell, known = self.read.cells[key], self.known[place.line]
        won = cell.amount and cell.amount.won
        before = _before(known, column)
        change = None if won is None or before is None else won - before
        expected = known.expected if column.name == "budget" else None
        askings = [each for each in self.askings.get(place.line, ()) if name in each.targets]
        blocked = [each.words for each in askings if each.rule.level == BLOCKED]
        stored = None if self.stored is None else self.stored.cells.get(key)
        return Box(
            name,
            column.name,
            column.label,
            cell.text,
            won,
            before,
            self.amount(before) if known.before_words else "",
            changed(change, self.typed.unit),
            "" if expected is None or expected == won else self.amount(expected),
            known.moves if column.name == "budget" else 0,
            "" if stored is None or stored == cell.text else (stored or "빈칸"),
            (*self.words.get(name, ()), *blocked),
            bool(askings),
        )

    def amount(self, won: int | None) -> str:
        return "-" if won is None else written(won, self.typed.unit)

    def sums(self, places: Sequence[Place]) -> Sums:
        columns, known, missing = [], {}, {}
        for column in self.columns:
            cells = [self.read.cells[Key(place.line, column.name)].amount for place in places]
            there = [cell.won for cell in cells if cell is not None and cell.won is not None]
            known[column.name] = sum(there) if there else None
            missing[column.name] = sum(self.is_missing(place.line, column) for place in places)
            text = self.amount(known[column.name])
            columns.append(Sum(column.name, column.label, text, missing[column.name]))
        if known.get("spent") is None or any(missing[name] for name in ("budget", "spent")):
            return Sums(tuple(columns), "-", "-")
        carried = [known[name] for name in (*KINDS, "carried") if known.get(name) is not None]
        whole = Measures(budget=known["budget"], spent=known["spent"], carried=sum(carried))
        unknown = any(missing.get(kind) for kind in KINDS)  # of a line that says no kind at all
        lapsed = "-" if unknown else self.amount(whole.lapsed)
        return Sums(tuple(columns), show_rate(rate(whole.spent, whole.budget)), lapsed)

    def is_missing(self, line: int, column: Column) -> bool:
        """A kind of 이월액 left empty beside another that is not is none carried over."""
        if column.name == "carried":
            return False
        cell = self.read.cells[Key(line, column.name)]
        if cell.amount is None:
            return True
        said = self.rows[line].state("carried") if column.name in KINDS else cell.amount.state
        return said == "blank"


def _before(known: Known, column: Column) -> int | None:
    if column.name in KINDS:
        return known.before_parts[tuple(KINDS).index(column.name)]
    return getattr(known.before, column.name, None)


def changed(won: int | None, unit: Unit) -> str:
    if won is None:
        return ""
    return f"+{written(won, unit)}" if won > 0 else written(won, unit)
