"""One row of a table of changes: its cells by what they say, and the change that it, or two of them, are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from budgets.amounts import Refused, Unit, parse_amount
from budgets.reading.dates import find_spans
from budgets.reading.facts import in_printed_unit
from budgets.reading.matching import Line as Candidate
from budgets.reading.names import key_of
from budgets.reading.settled_facts import (
    CARRIED,
    DECIDED,
    LAPSED,
    MOVES,
    TOLD,
    LineKey,
    Money,
    SaidDay,
    Settled,
)
from budgets.reading.settled_heads import (
    AMOUNT,
    CHANGE,
    DAY,
    DEPARTMENT,
    GIVES,
    ITEM,
    KIND,
    LINE,
    NAME,
    NAMES,
    NUMBERED,
    REASON,
    TAKES,
    TOLD_DAY,
    Head,
    side_of,
)
from budgets.reading.settled_items import Known, one_line
from budgets.reading.settled_names import ITEM_NAME, departments_in, lines_in
from departments.text import squeezed

_DASH = re.compile(r"^[-–—―ㅡ]?$")
_CODE = re.compile(r"^\(?\d{2,3}(?:-\d{2})?\)?[\s.]*")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_INNER = re.compile(rf"\((?P<item>{ITEM_NAME})\)\s*$")
_MONTH_DAY = re.compile(r"^\s*(?P<month>\d{1,2})\s*[.월/]\s*(?P<day>\d{1,2})\s*[.일]?\s*$")
_CARRY = re.compile(r"명시|사고|계속비")
_LONGEST, _LONGEST_ITEM = 60, 40
Side = tuple[Candidate | None, str, str, str]  # line, department, item, what it is called


@dataclass(frozen=True, slots=True)
class Cells:
    place: int
    names: dict[tuple[str, str], str] = field(default_factory=dict)  # by meaning and side
    given: Money | None = None
    taken: Money | None = None
    plain: Money | None = None
    reason: str = ""
    day: str = ""
    told: str = ""
    kind: str = ""
    number: str = ""

    @classmethod
    def of(cls, place: int, texts: Sequence[str], head: Head, unit: Unit) -> "Cells":
        names: dict[tuple[str, str], str] = {}
        said: dict[str, str] = {}
        moneys: dict[str, Money] = {}
        for column, text in zip(head.columns, texts, strict=True):
            if column.means in NAMES and not _DASH.match(text):
                names[column.means, column.side] = text
            elif column.means in (AMOUNT, CHANGE):
                money = _money(text, unit, place)
                if money and column.means == CHANGE:
                    moneys[GIVES if money.value is not None and money.value < 0 else TAKES] = (
                        replace(money, value=money.value and abs(money.value))
                    )
                elif money:
                    moneys[column.side] = money
            elif column.means in (REASON, DAY, TOLD_DAY, KIND, NUMBERED) and text:
                said.setdefault(column.means, text)
        side = side_of(squeezed(said.get(KIND, "")))
        if side and moneys.keys() == {""}:  # 구분 | 과목 | 금액, of which 구분 says 감액 or 증액
            moneys[side] = moneys.pop("")
        return cls(
            place,
            names,
            moneys.get(GIVES),
            moneys.get(TAKES),
            moneys.get(""),
            *(said.get(each, "") for each in (REASON, DAY, TOLD_DAY, KIND, NUMBERED)),
        )

    @property
    def money(self) -> Money | None:
        return self.given or self.taken or self.plain

    @property
    def only_side(self) -> str:
        """Of a row that is one side of a change; "" where it says both, or none."""
        sides = {side for _, side in self.names if side}
        if len(sides) == 2 or (self.given and self.taken):
            return ""
        return GIVES if self.given else TAKES if self.taken else next(iter(sides), "")

    def going_on(self, above: "Cells") -> "Cells":
        """What is blank in it, and merged with the row above: never a 목, never an amount."""
        if any(what == LINE for what, _ in self.names):
            own = {DEPARTMENT}
        elif any(what == DEPARTMENT for what, _ in self.names):
            own = set()
        else:
            own = {DEPARTMENT, LINE}
        mine = {what for what, _ in self.names}
        more = {
            key: text
            for key, text in above.names.items()
            if key[0] in own and key[0] not in mine and not (key[1] and self.only_side)
        }
        return replace(self, names=more | self.names)

    def side(self, side: str, known: Known) -> Side:
        said = {
            what: self.names.get((what, side), self.names.get((what, ""), "")) for what in NAMES
        }
        text = " ".join(filter(None, (said[LINE], said[NAME], said[ITEM])))
        whose = said[DEPARTMENT] or text
        department = _department(whose, known)
        line = (
            _exact(said[LINE] or said[NAME], department, known)
            or _exact(said[ITEM], department, known)
            or _inside(text, department, known)
        )
        names = {key_of(name) for name in (line.name if line else "", department) if name}
        inner = _INNER.search(said[LINE] or said[NAME])  # 나룻배 띄우기(시설비)
        aside = inner["item"] if inner and line else ""
        told = (_item(said[ITEM]), aside, _item(said[NAME]))
        item = next((own for own in told if own), "")
        if key_of(item) in names or not (said[ITEM] or line):
            item = ""
        called = said[LINE] or said[NAME]
        if line is None and department and key_of(called) == key_of(department):
            called = ""
        return line, department or (line.department if line else ""), item, called


def item_of(
    kind: str,
    gives: Cells | None,
    takes: Cells | None,
    money: Money | None,
    year: int,
    known: Known,
    whole: Cells | None = None,
) -> Settled:
    """`whole`: what says the reason and the days of several rows."""
    said = whole or gives or takes
    days = tuple(
        day
        for act, text in ((DECIDED, said.day), (TOLD, said.told))
        for day in _days(act, text, said.place, year)
    )
    place = (takes or gives).place if whole else said.place
    reason = said.reason[:_LONGEST]
    if kind not in MOVES:
        line, _, item, called = (gives or takes).side("", known)
        name = line.name if line else called or (reason if kind == LAPSED else "")
        carry = _CARRY.search(f"{said.kind} {said.reason}") if kind == CARRIED else None
        return Settled(
            place, kind, money,
            name=name[: _LONGEST * 2] or kind,
            reason="" if kind == LAPSED and not line and not called else reason,
            kind=carry[0] if carry else "",
            from_item=item if kind != LAPSED else "",
            line=line.key if line else None,
            days=days if kind != CARRIED and kind != LAPSED else (),
        )  # fmt: skip
    nobody: Side = (None, "", "", "")
    one = gives.side(GIVES, known) if gives else nobody
    other = takes.side(TAKES, known) if takes else nobody
    taken, given = _lines(kind, one, other)
    called = [own for line, _, _, name in (one, other) if (own := line.name if line else name)]
    return Settled(
        place,
        kind,
        money,
        name=" → ".join(dict.fromkeys(called))[: _LONGEST * 2] or _between(one, other),
        reason=reason,
        taken_from=taken,
        given_to=given,
        from_department=one[1],
        to_department=other[1],
        from_item=one[2],
        to_item=other[2],
        days=days,
    )


def _between(one: Side, other: Side) -> str:
    for at in (2, 1):
        if one[at] or other[at]:
            return " → ".join(dict.fromkeys(filter(None, (one[at], other[at]))))
    return ""


def _lines(kind: str, one: Side, other: Side) -> tuple[LineKey | None, LineKey | None]:
    """A line that both sides name is one of both where another 목 of it takes; else it is on the
    side whose department has it."""
    taken, given = one[0], other[0]
    if taken and given and taken.key == given.key and (kind == "이체" or one[2] == other[2]):
        taken, given = one_line(taken, kind, one[1], other[1], one[2], other[2])
    return taken and taken.key, given and given.key


def _money(text: str, unit: Unit, place: int) -> Money | None:
    if _DASH.match(text):
        return None
    try:
        won = parse_amount(text, unit).won
    except Refused:
        return Money(text, None, unit.label, place)
    return None if won is None else Money(text, in_printed_unit(won, unit), unit.label, place)


def _days(act: str, text: str, place: int, year: int):
    """A day without a year is of the year that is settled: its budget was changed in it."""
    spans = find_spans(text)
    for span in spans:
        yield SaidDay(act, span.first, span.last, span.printed, place)
    if not spans and (hit := _MONTH_DAY.match(text)):
        try:
            day = date(year, int(hit["month"]), int(hit["day"]))
        except ValueError:
            return
        yield SaidDay(act, day, day, text.strip(), place)


def _department(text: str, known: Known) -> str:
    named = departments_in(text, known.departments)
    return named[0].department if len({one.department for one in named}) == 1 else ""


def _exact(text: str, department: str, known: Known) -> Candidate | None:
    key = key_of(text)
    found = [line for line in known.lines if key and key_of(line.name) == key]
    own = [line for line in found if line.department == department]
    return next(iter(own if len(found) > 1 else found), None) if len(own or found) == 1 else None


def _inside(text: str, department: str, known: Known) -> Candidate | None:
    named = lines_in(f"{department} {text}", known.lines)
    return named[0].line if len(named) == 1 else None


def _item(text: str) -> str:
    return _BRACKETS.sub("", _CODE.sub("", text)).strip()[:_LONGEST_ITEM]
