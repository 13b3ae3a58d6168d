"""What a person typed into the grid: the texts as they are, and what they say. Pure.

Nothing typed is ever thrown away: what cannot be read stays as text, with its reason, and the whole
page is drawn from the same texts again.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from budgets.amounts import Amount, Refused, Unit, exact_in_unit, parse_amount
from budgets.answers import NOTHING, Answer, Earlier, is_said_now
from budgets.measures import MEASURES, Measures
from budgets.rows import CARRIED, Row, Waived
from budgets.rules import BLOCKED, RULES, WARNING, Asked, Rule
from departments.text import clean

LONGEST_NOTE, LONGEST_REASON, LONGEST_PAPER = 300, 300, 200
UNITS = (Unit.WON, Unit.THOUSAND, Unit.MILLION)  # that the grid may be written in
KINDS = dict(zip(CARRIED, ("명시이월", "사고이월", "계속비이월"), strict=True))
ANSWERABLE = [rule for rule in RULES.values() if rule.level != BLOCKED]

_CELL = re.compile(r"(?:c|note|why|paper|seen|again)-([0-9]{1,18})(?:-.*)?")


class Column(NamedTuple):
    name: str  # of a measure, or of one kind of 이월액
    label: str


class Key(NamedTuple):
    line: int
    column: str


class Unreadable(NamedTuple):
    line: int
    field: str  # the name of the input
    words: str


@dataclass(frozen=True, slots=True)
class Typed:
    unit: Unit
    cells: dict[Key, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    answers: dict[tuple[str, int], Answer] = field(default_factory=dict)  # by rule and line
    foreign: int = 0  # lines that came along and are not of this filing


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    amount: Amount | None = None  # None where it cannot be read or did not come at all
    reason: str = ""
    came: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    cells: dict[Key, Cell]
    rows: list[Row]
    wrong: list[Unreadable]
    waived: list[Waived]
    unconfirmed: list[tuple[str, int]]  # by rule and line: sent along as it was said of others


def columns_of(asked: Asked, *, unsplit: bool = False) -> tuple[Column, ...]:
    """이월액 is typed by its kinds. A sum of which nobody said the kinds has a column of its own."""
    found = []
    for measure in asked.columns:
        if measure == "carried":
            found += [Column(kind, label) for kind, label in KINDS.items()]
            found += [Column("carried", "이월액 (종류 모름)")] * unsplit
        else:
            found.append(Column(measure, MEASURES[measure]))
    return tuple(found)


def is_unsplit(row: Row) -> bool:
    return row.measures.carried is not None and row.carried == (None, None, None)


def cell_name(line: int, column: str) -> str:
    return f"c-{line}-{column}"


def note_name(line: int) -> str:
    return f"note-{line}"


def answer_name(part: str, line: int, rule: str) -> str:
    return f"{part}-{line}-{rule}"


def sent(
    posted: Mapping[str, str], lines: Collection[int], columns: Sequence[Column], unit: Unit
) -> Typed:
    """The fields of a form. One look at each name, however many lines there are."""
    own = frozenset(lines)
    cells = {
        Key(line, column.name): posted[name]
        for line in lines
        for column in columns
        if (name := cell_name(line, column.name)) in posted
    }
    notes = {line: posted.get(note_name(line), "") for line in lines}
    answers = {
        (rule.code, line): answer
        for line in lines
        for rule in ANSWERABLE
        if any(answer := _answer(posted, line, rule.code))
    }
    named = {int(found[1]) for name in posted if (found := _CELL.fullmatch(name))}
    return Typed(unit, cells, notes, answers, len(named - own))


def _answer(posted: Mapping[str, str], line: int, rule: str) -> Answer:
    reason, paper, seen, again = (
        posted.get(answer_name(part, line, rule), "") for part in ("why", "paper", "seen", "again")
    )
    return Answer(reason, paper, bool(seen), bool(again))


def fields_of(typed: Typed) -> list[tuple[str, str]]:
    """The same again, as fields of a form."""
    found = [(cell_name(*key), text) for key, text in typed.cells.items()]
    found += [(note_name(line), text) for line, text in typed.notes.items()]
    for (rule, line), answer in typed.answers.items():
        found.append((answer_name("why", line, rule), answer.reason))
        found.append((answer_name("paper", line, rule), answer.paper))
        found += [(answer_name("seen", line, rule), "on")] * answer.seen
        found += [(answer_name("again", line, rule), "on")] * answer.again
    return found


def drawn(
    rows: Iterable[Row],
    waived: Iterable[Waived],
    lines: Collection[int],
    columns: Sequence[Column],
    unit: Unit,
    offered: Mapping[int, int],
) -> Typed:
    """A statement as it would have been typed. A line that it does not have is empty, but for the
    예산현액 that is offered."""
    stands = {row.line: row for row in rows}
    cells = {}
    for line in lines:
        row = stands.get(line)
        for column in columns:
            if row is not None:
                text = _told(row, column.name, unit)
            elif column.name == "budget" and line in offered:
                text = written(offered[line], unit)
            else:
                text = ""
            cells[Key(line, column.name)] = text
    notes = {line: stands[line].note if line in stands else "" for line in lines}
    answers = {
        (each.rule, each.line): Answer(each.reason, each.paper, RULES[each.rule].level == WARNING)
        for each in waived
        if each.line in notes and each.rule in RULES
    }
    return Typed(unit, cells, notes, answers)


def _told(row: Row, column: str, unit: Unit) -> str:
    if column in KINDS:
        part = row.carried[CARRIED.index(column)]
        if part is not None:
            return written(part, unit)
        if row.state("carried") == "dash" or any(each is not None for each in row.carried):
            return "-"  # the other kinds say how much: of this one there is none
        return ""
    if column == "carried" and not is_unsplit(row):
        return ""
    won = getattr(row.measures, column)
    if won is not None:
        return written(won, unit)
    return "-" if row.state(column) == "dash" else ""


def written(won: int, unit: Unit) -> str:
    """To the last won, with as many decimals as that takes."""
    number = f"{exact_in_unit(abs(won), unit):,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"△{number}" if won < 0 else number


def in_other_unit(typed: Typed, unit: Unit) -> Typed:
    """What can be read says the same in the new unit; what cannot stays as it was typed."""
    cells = {}
    for key, text in typed.cells.items():
        read = _read(text, typed.unit)
        is_value = read.amount is not None and read.amount.won is not None
        cells[key] = written(read.amount.won, unit) if is_value else text
    return replace(typed, unit=unit, cells=cells)


def why_unit_stays(texts: Iterable[str], was: Unit, unit: Unit) -> list[str]:
    """A text that the one unit refuses and the other would read, left as it is, would become another
    amount without anybody having typed it."""
    odd = [text for text in texts if not _is_read(text, was) and _is_read(text, unit)]
    if not odd:
        return []
    named = ", ".join(f"‘{text.strip()[:40]}’" for text in dict.fromkeys(odd))
    return [
        f"지금 단위로 읽을 수 없는 금액({named})이 {unit.label} 단위에서는 다른 금액이 됩니다. "
        "고치고 나서 단위를 바꿉니다."
    ]


def _is_read(text: str, unit: Unit) -> bool:
    try:
        parse_amount(text, unit)
    except Refused:
        return False
    return True


def reading(
    typed: Typed, lines: Collection[int], columns: Sequence[Column], earlier: Earlier = NOTHING
) -> Reading:
    cells, rows, wrong = {}, [], []
    for line in lines:
        own = {column.name: _cell(typed, Key(line, column.name)) for column in columns}
        cells |= {Key(line, name): cell for name, cell in own.items()}
        wrong += [
            Unreadable(line, cell_name(line, column.name), f"{column.label} {cell.reason}")
            for column in columns
            if (cell := own[column.name]).reason
        ]
        wrong += _too_long(typed, line)
        rows.append(_row(line, own, clean(typed.notes.get(line, ""))))
    outlived = earlier.outlived(rows)
    said = {key: is_said_now(answer, outlived.get(key)) for key, answer in typed.answers.items()}
    waived = [each for each in _waived(typed) if said[each.rule, each.line]]
    return Reading(cells, rows, wrong, waived, [key for key, is_now in said.items() if not is_now])


def _cell(typed: Typed, key: Key) -> Cell:
    text = typed.cells.get(key)
    return Cell("", came=False) if text is None else _read(text, typed.unit)


def _read(text: str, unit: Unit) -> Cell:
    try:
        return Cell(text, parse_amount(text, unit))
    except Refused as refused:
        return Cell(text, reason=str(refused))


def _row(line: int, cells: Mapping[str, Cell], note: str) -> Row:
    amounts, states = {}, {}
    for measure in MEASURES:
        if measure in cells and measure != "carried":
            amounts[measure], states[measure] = _said([cells[measure]])
    parts = tuple(_said([cells[kind]])[0] if kind in cells else None for kind in KINDS)
    carried = [cell for name, cell in cells.items() if name in KINDS]
    if carried:
        won, state = _said(carried)
        whole = _said([cells["carried"]]) if "carried" in cells else (None, "absent")
        if whole[0] is not None:
            won, state = whole
        amounts["carried"], states["carried"] = won, state
    return Row(
        line,
        Measures(**amounts),
        {measure: states.get(measure, "absent") for measure in MEASURES},
        parts,
        note,
    )


def _said(cells: Sequence[Cell]) -> tuple[int | None, str]:
    """One amount of some cells. A kind that is not carried over adds nothing to those that are."""
    if not all(cell.came for cell in cells):
        return None, "absent"
    read = [cell.amount for cell in cells if cell.amount is not None]
    known = [amount.won for amount in read if amount.won is not None]
    if known:
        return sum(known), "value"
    return None, "dash" if any(amount.state == "dash" for amount in read) else "blank"


def _waived(typed: Typed) -> list[Waived]:
    found = []
    for (rule, line), answer in typed.answers.items():
        is_seen = answer.seen or answer.again
        if is_seen if RULES[rule].level == WARNING else clean(answer.reason):
            found.append(Waived(rule, line, clean(answer.reason), clean(answer.paper)))
    return found


def _too_long(typed: Typed, line: int) -> Iterable[Unreadable]:
    texts = [(note_name(line), typed.notes.get(line, ""), LONGEST_NOTE, "부진사유")]
    for rule in ANSWERABLE:
        answer = typed.answers.get((rule.code, line))
        if answer:
            why, paper = (answer_name(part, line, rule.code) for part in ("why", "paper"))
            texts.append((why, answer.reason, LONGEST_REASON, "예외 사유"))
            texts.append((paper, answer.paper, LONGEST_PAPER, "근거 문서"))
    for name, text, longest, label in texts:
        if len(clean(text)) > longest:
            yield Unreadable(
                line, name, f"{label}: {longest}자까지 적습니다. ({len(clean(text))}자)"
            )


# --- two people on one filing ---------------------------------------------------------------------


class Side(NamedTuple):
    """One place where somebody's version is another than what this person began with."""

    line: int
    label: str
    began: str
    newest: str
    mine: str
    result: str
    is_amount: bool = True

    @property
    def clashes(self) -> bool:
        """Both changed it, and not to the same."""
        return self.began != self.newest and self.mine not in (self.began, self.newest)


def put_in_again(
    mine: Typed, began: Typed, newest: Typed, lines: Collection[int], columns: Sequence[Column]
) -> tuple[Typed, list[Side]]:
    """From the newest on, with what this person changed put in again; and every difference."""
    cells, notes, answers, sides = {}, {}, {}, []
    for line in lines:
        for column in columns:
            key = Key(line, column.name)
            texts = [each.cells.get(key, "") for each in (began, newest, mine)]
            said = [meaning(text, mine.unit) for text in texts]
            cells[key] = texts[1] if said[2] == said[0] else texts[2]
            if len(set(said)) > 1:
                sides.append(Side(line, column.label, *texts, cells[key]))
        texts = [clean(each.notes.get(line, "")) for each in (began, newest, mine)]
        notes[line] = texts[1] if texts[2] == texts[0] else texts[2]
        if len(set(texts)) > 1:
            sides.append(Side(line, "부진사유", *texts, notes[line], is_amount=False))
        for rule in ANSWERABLE:
            key = rule.code, line
            three = [each.answers.get(key, Answer()) for each in (began, newest, mine)]
            # No answer of mine: of what is no problem in my figures the form did not ask.
            result = three[1] if three[2] in (three[0], Answer()) else three[2]
            if any(result):
                answers[key] = result
            sides += _answer_sides(line, rule, *three, result)
    return Typed(mine.unit, cells, notes, answers), sides


def _answer_sides(
    line: int, rule: Rule, began: Answer, newest: Answer, mine: Answer, result: Answer
) -> Iterable[Side]:
    if mine == Answer() and began == newest:
        return
    for label, said in (
        ("예외 사유", lambda answer: answer.reason),
        ("근거 문서", lambda answer: answer.paper),
        ("확인", lambda answer: "확인함" if answer.seen or answer.again else ""),
    ):
        texts = [said(answer) for answer in (began, newest, mine)]
        if len(set(texts)) > 1:
            name = f"{label} ({rule.name})"
            yield Side(line, name, *texts, said(result), is_amount=False)


def meaning(text: str, unit: Unit) -> object:
    cell = _read(text, unit)
    return text if cell.amount is None else cell.amount
