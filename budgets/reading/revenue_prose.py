"""What the prose around a table of revenue says: amounts once more, sources under a category, and
what was collected later of what was still open.

Which category a sentence speaks of is said by its name, as the table prints it. An amount that
belongs to none of these is named.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from budgets.amounts import Refused, Unit, parse_amount
from budgets.reading.dates import find_day, find_reporting_day
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from budgets.reading.names import key_of
from budgets.reading.sentences import MONEY, money_unit
from budgets.reading.settled_sections import says_section

_ABOVE, _BELOW = 15, 60  # lines that may speak of the table, blank ones not counted
_HEADING = re.compile(
    r"^(?:[□■◆◇【❏▣]|\d{1,2}(?:\s*[.)]|\s+[가-힣])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]+\s*\.|제\d)"
)
_OF_REVENUE = re.compile(r"세입|징수|수납|수입|재원")
_MONEY = re.compile(MONEY)
_BULLET = re.compile(r"[▶▸►▷■●○◦•◾▪※]|(?:^|\s)[-–]\s")
_MARKS = re.compile(r"^[\s\-–ㆍ·∙*▶▸►▷■●○◦•◾▪※,，、:：]+|^\(?\d{1,2}[.)]\s+|^[①-⑳]\s*")
_GLUE = re.compile(
    r"^\s*(?:등|[,，、·ㆍ]|과(?=\s)|와(?=\s)|및(?=\s)|\)|[;；])+\s*(?:이며|이고|으로)?[,，]?\s*"
)
_MEASURES = {
    "appropriated": r"예산액",
    "budget": r"예산현액",
    "assessed": r"징수\s*결정(?:액)?",
    "received": r"(?:실제\s*)?수납(?:액)?",
    "uncollected": r"미수납(?:액)?",
    "written_off": r"(?:불납\s*결손|결손\s*처분)(?:액)?",
}
_SAID_BEFORE = re.compile(
    "(?:^|(?<=[^미가-힣])|(?<=\\s)|(?<=세입))"
    + "|".join(f"(?P<{m}>{word})" for m, word in reversed(_MEASURES.items()))
)
_ENDS_BEFORE = re.compile(r"\s*(?:은|는|이|가|을|를|의)?\s*[:：]?\s*(?:총|전체|모두)?\s*\(?\s*$")
_SAID_AFTER = re.compile(
    r"\s*\)?\s*(?:을|를|이|가)\s*(?:(?P<assessed>징수\s*결정)|(?P<uncollected>미수납)|(?P<received>수납|징수))"
)
_PARTICLE = re.compile(r"(?<=[가-힣)\]])(?:은|는|을|를)$")
_TAIL = re.compile(r"\s*(?:[:：(\[=]|총|약)\s*$")
_MORE = re.compile(r"\s*\)?\s*등(?![가-힣])")
_DESCRIBED = re.compile(
    r"\s*(?:으로|으로서|이며|이고)[,，]?\s*(?:전액\s*|모두\s*)?(?P<name>[^\d].{3,57}?)(?:입니다|임|이다)\s*\.?\s*$"
)
_SORT_OF_REVENUE = re.compile(r"(?:수입|[가-힣](?:금|료|세|이자))(?:\([^()]*\))?$")
_COLLECTED = re.compile(r"미수납.*수납\s*(?:을\s*)?(?:완료|됨|되었|하였|함(?![가-힣])|했)")
_ALL = re.compile(r"전액|모두|전부")
_WHOLE = re.compile(r"(?:합계|총계|총액|세입|총)$")

Total = None  # the row that a sentence on the whole speaks of


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a category, said again. `measure` "": to be told by which amount it is."""

    row: int | None
    measure: str
    printed: str
    won: int | None
    unit: Unit
    place: int


@dataclass(frozen=True, slots=True)
class Named:
    """A source under a category. `is_described`: the category itself in other words."""

    row: int
    name: str
    printed: str
    won: int
    unit: Unit
    place: int
    is_open: bool
    is_described: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    row: int | None
    day: date
    won: int | None  # None: all there was
    printed: str
    unit: Unit | None
    is_all: bool
    place: int


Found = Said | Named | Collected | Problem


def around(lines: Sequence[Line], places: frozenset[int], heads: frozenset[int]) -> list[Line]:
    """The lines above and below a table that speak of it. `heads`: where other tables begin."""
    first, last = min(places) - 1, max(places)
    above: list[Line] = []
    for line in reversed(lines[:first]):
        if len(above) == _ABOVE or _is_other(line, heads):
            break
        if not line.is_blank:
            above.insert(0, line)
        if _is_heading(line):
            break
    below: list[Line] = []
    for line in lines[last:]:
        if len(below) == _BELOW or _is_other(line, heads):
            break
        if not line.is_blank:
            below.append(line)
    return [*above, *below]


def _is_other(line: Line, heads: frozenset[int]) -> bool:
    text = line.text
    if line.is_tabular or line.place in heads or ("세출" in text and "세입" not in text):
        return True
    if says_section(line):  # of what was moved, carried or left of the other side
        return True
    return _is_heading(line) and not _OF_REVENUE.search(text)


def _is_heading(line: Line) -> bool:
    return bool(_HEADING.match(line.text)) and not _MONEY.search(line.text)


def read_prose(lines: Sequence[Line], names: Mapping[int, str]) -> Iterator[Found]:
    """`names`: of the table's rows, but of its totals."""
    reader = _Reader({key_of(name): row for row, name in names.items()})
    for before, line in pairwise([None, *lines]):
        yield from reader.read(before, line)


class _Reader:
    def __init__(self, rows: Mapping[str, int]):
        self.rows = rows
        self.current: int | None = None

    def read(self, before: Line | None, line: Line) -> Iterator[Found]:
        text = line.text
        if _COLLECTED.search(text):
            yield self._collected(line)
            return
        hits = list(_MONEY.finditer(text))
        for at, hit in enumerate(hits):
            start = hits[at - 1].end() if at else 0
            after = text[hit.end() : hits[at + 1].start() if at + 1 < len(hits) else None]
            words = text[start : hit.start()]
            if at == 0 and (lead := _wrapped(before, text)):
                words = f"{lead} {words}"
            yield self._said(words, hit, after, line, is_first=at == 0)

    def _said(self, words: str, hit: re.Match, after: str, line: Line, *, is_first: bool) -> Found:
        try:
            won = parse_amount(hit[0], Unit.WON).won
        except Refused as refused:
            return Problem(line.place, f"세입 문장의 금액을 읽지 못함: {refused}")
        unit = money_unit(hit[0])
        words = words if is_first else _GLUE.sub("", words)
        if measure := _measure(words, after):
            row = self._row_of(words)
            return Said(row, measure, hit[0], won, unit, line.place)
        name = _name(words)
        if (row := self._known(name)) is not None:
            self.current = row
            if described := _described(after, name):
                return Named(row, described, hit[0], won, unit, line.place, False, True)
            return Said(row, "", hit[0], won, unit, line.place)
        if _WHOLE.search(name.replace(" ", "")):
            return Said(Total, "", hit[0], won, unit, line.place)
        if not name or self.current is None or _is_inside(line.text, hit.start()):
            return Problem(line.place, f"세입 문장의 금액을 옮기지 않음: {_short(line.text)}")
        is_open = bool(_MORE.match(after))
        return Named(self.current, name, hit[0], won, unit, line.place, is_open)

    def _known(self, name: str) -> int | None:
        return self.rows.get(key_of(name)) if name else None

    def _row_of(self, words: str) -> int | None:
        """The category that a sentence with a measure names; none: the whole."""
        said = key_of(words)
        named = [(len(key), row) for key, row in self.rows.items() if key and key in said]
        return max(named)[1] if named else Total

    def _collected(self, line: Line) -> Found:
        text = line.text
        day = find_reporting_day(text) or find_day(text)
        hits = list(_MONEY.finditer(text))
        is_all = bool(_ALL.search(text))
        if day is None or len(hits) > 2 or (not hits and not is_all):
            return Problem(line.place, f"미수납액을 언제 얼마나 받았는지 읽지 못함: {_short(text)}")
        try:
            won = parse_amount(hits[-1][0], Unit.WON).won if hits else None
        except Refused as refused:
            return Problem(line.place, f"세입 문장의 금액을 읽지 못함: {refused}")
        printed, unit = (hits[-1][0], money_unit(hits[-1][0])) if hits else ("", None)
        row = self._row_of(text[: hits[0].start()] if hits else text)
        return Collected(row, day, won, printed, unit, is_all, line.place)


def _wrapped(before: Line | None, text: str) -> str:
    """The line above, where a source's name was broken over two."""
    if before is None or _BULLET.match(text.strip()) or _MONEY.search(before.text):
        return ""
    return before.text if _BULLET.match(before.text.strip()) else ""


def _measure(words: str, after: str) -> str:
    """Named right before the amount, or by what was done with it."""
    said = [
        hit for hit in _SAID_BEFORE.finditer(words) if _ENDS_BEFORE.fullmatch(words[hit.end() :])
    ]
    if said:
        return said[-1].lastgroup or ""
    done = _SAID_AFTER.match(after)
    return (done and done.lastgroup) or ""


def _name(words: str) -> str:
    """What stands after the last bullet, without marks and particles."""
    pieces = _BULLET.split(words)
    name = _MARKS.sub("", pieces[-1]).strip()
    while (shorter := _TAIL.sub("", name)) != name:
        name = shorter
    return _PARTICLE.sub("", name).strip()


def _described(after: str, category: str) -> str:
    """'…으로, 외교부 국고보조금입니다': what the whole category is."""
    found = _DESCRIBED.match(after)
    if not found:
        return ""
    name = found["name"].strip()
    is_named = _SORT_OF_REVENUE.search(name) or key_of(name).endswith(key_of(category))
    return name if is_named and key_of(name) != key_of(category) else ""


def _is_inside(text: str, at: int) -> bool:
    """Within brackets that opened after an amount: a part of that amount."""
    opened = text.rfind("(", 0, at)
    if opened < 0 or ")" in text[opened:at]:
        return False
    return bool(re.search(rf"{MONEY}\s*$", text[:opened]))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
