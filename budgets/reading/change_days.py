"""When a change was decided and when the council was told of it, wherever a report says so.

The days seldom stand with the change: an audit's remark names it by kind and amount or line, and
says 전용일 and 보고. Each time that a report says it, it is kept with its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgets.reading.dates import Span, find_spans
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from budgets.reading.matching import Line as Candidate
from budgets.reading.names import key_of
from budgets.reading.sentences import MONEY
from budgets.reading.settled_facts import DECIDED, MOVES, REORGANISED, TOLD, SaidDay, Settled
from budgets.reading.settled_items import Known, money_elsewhere, one_line, says_same_line
from budgets.reading.settled_names import items_of, lines_in, quoted_in

_AFTER_TOLD = re.compile(
    r"^[.)\s]*(?:에\s*)?(?:[가-힣]+\s*){0,3}?(?<!업무)(?<!업무\s)보고(?!서|회|자|드|하여야|해야)"
)
_AFTER_DECIDED = re.compile(
    r"^[.)일자\s]*(?:에\s*|로\s*)?(?:예산\s*)?"
    r"(?:이용|전용|변경\s*사용|이체|(?:예비비\s*)?(?:사용\s*)?(?:결정|승인|결재|방침|의결))(?!\s*보고)"
)
_AFTER_REORGANISED = re.compile(r"^[.)일자\s]*(?:[가-힣]+\s*){0,2}?조직\s*개편")
_WEEKDAY = re.compile(r"^\s*\.?\s*\([월화수목금토일]\)")
_OPENS, _CLOSES = re.compile(r"\(\s*$"), re.compile(r"^[.일자\s]*\)")
_NOTHING, _AT = re.compile(r"^[\W_]*$"), re.compile(r"^[.\s]*(?:일?자로?|에)\s")
_GOES_ON = re.compile(r"^\.?\s+(?=[가-힣‘'「『\[])(?!부터|까지|이후|이전|현재|기준)")
_MONEY = re.compile(MONEY)
_BEFORE_TOLD = re.compile(r"(?:보고\s*일자?|(?:의회|위원회|상임위)\s*(?:에\s*)?보고)\s*[:：(]?\s*$")
_BEFORE_DECIDED = re.compile(
    r"(?:이용|전용|변경\s*사용|이체|예비비|결정|승인|결재|방침|의결)\s*(?:사용\s*)?(?:결정|승인)?"
    r"\s*일자?\s*[:：(]?\s*$"
)


def days_in(text: str, place: int) -> Iterator[SaidDay]:
    for span in find_spans(text):
        if act := _act(text, span):
            # A day is printed with its dot: '18. 11. 1.
            yield SaidDay(act, span.first, span.last, span.printed, place)


def _act(text: str, span: Span) -> str:
    before, after = text[: span.start], _WEEKDAY.sub("", text[span.end :])
    if _BEFORE_TOLD.search(before):
        return TOLD
    if _BEFORE_DECIDED.search(before):
        return DECIDED
    if _AFTER_TOLD.match(after):
        return TOLD
    if _AFTER_REORGANISED.match(after):
        return REORGANISED
    return DECIDED if _AFTER_DECIDED.match(after) else ""


def with_days(
    items: Sequence[Settled],
    lines: Sequence[Line],
    own: range,
    known: Known,
) -> tuple[list[Settled], list[Problem]]:
    """The items of one heading with what the rest of the report says of them. `own`: the indexes of
    the section's lines, which say it of all its items."""
    told, problems = _with_own_days(list(items), _sentences(lines[own.start : own.stop]))
    lowest = [one for item in told for one in item.lowest()]
    for index, line in enumerate(lines):
        if index in own:
            continue
        spoken_of = [at for at, item in enumerate(lowest) if _is_spoken_of(item, line.text, known)]
        if not spoken_of:
            continue
        days = _unique(days_in(line.text, line.place))
        if len(spoken_of) > 1 and days:
            words = f"{told[0].heading}: 여러 건 가운데 어느 것의 날인지 알 수 없음"
            problems.append(Problem(line.place, words))
            continue
        at = spoken_of[0]
        lowest[at] = _with_line(lowest[at], line.text, known).with_days(days)
    left = iter(lowest)
    return [item.with_lowest(left) for item in told], problems


def _sentences(lines: Sequence[Line]) -> list[Line]:
    """A table says its days in their own column."""
    return [line for line in lines if not line.is_tabular]


def _with_own_days(
    items: list[Settled], lines: Sequence[Line]
) -> tuple[list[Settled], list[Problem]]:
    """What the section itself says: of the items above or on whose line it says it, and so of all
    below one. Before the first it speaks of the only one."""
    told, problems = list(items), []
    for line in lines:
        days = _unique([*days_in(line.text, line.place), *_bare_days(line.text, line.place)])
        places = [place for item in items for place in _places(item) if place <= line.place]
        if days and not places and len(items) > 1:
            words = f"{items[0].heading}: 여러 건 가운데 어느 것의 날인지 알 수 없음"
            problems.append(Problem(line.place, words))
        elif days:
            above = max(places, default=None)
            told = [_said_of(above, item, days) for item in told]
    return told, problems


def _places(item: Settled) -> list[int]:
    return [item.place, *(place for below in item.items for place in _places(below))]


def _said_of(place: int | None, item: Settled, days: list[SaidDay]) -> Settled:
    """The item, if it or what it stands below is of this place, with the days: on its lowest parts,
    of which each is a change."""
    own = None if item.place == place else place
    if item.items:
        return replace(item, items=tuple(_said_of(own, one, days) for one in item.items))
    return item.with_days(days) if own is None else item


def _bare_days(text: str, place: int) -> Iterator[SaidDay]:
    """The only day beside a change, in brackets of its own or before all that it says, is that of the
    change: (2031. 5. 10.); 2031. 5. 10. 나룻배 띄우기의 시설비 5,000천원을 …"""
    spans = find_spans(text)
    if len(spans) != 1 or _act(text, spans[0]):
        return
    (span,) = spans
    before, after = text[: span.start], _WEEKDAY.sub("", text[span.end :])
    in_brackets = _OPENS.search(before) and _CLOSES.match(after)
    is_first = bool(_NOTHING.match(before))
    says_what = _GOES_ON.match(after) and _MONEY.search(after)
    if in_brackets or (is_first and (_AT.match(after) or says_what)):
        yield SaidDay(DECIDED, span.first, span.last, span.printed, place)


def _unique(days: Iterable[SaidDay]) -> list[SaidDay]:
    found: dict[tuple, SaidDay] = {}
    for day in days:
        found.setdefault((day.act, day.first, day.last), day)
    return list(found.values())


def _is_spoken_of(item: Settled, text: str, known: Known) -> bool:
    """Its kind and its very amount; or its kind, its line and a day."""
    if item.heading not in MOVES or item.heading not in text:
        return False
    if item.money is not None and money_elsewhere(item.money, text):
        return True
    keys = {item.taken_from, item.given_to} - {None}
    named = {one.line.key for one in _spoken_lines(text, item.heading, known.lines)}
    return bool(keys & named) and any(True for _ in days_in(text, 0))


def _spoken_lines(text: str, word: str, lines: Sequence[Candidate]):
    """Those of a quoted title that names the kind: 「시민청 운영 예산 전용」; else of the text."""
    quoted = [inner for inner in quoted_in(text) if key_of(word) in key_of(inner)]
    for inner in quoted:
        if named := lines_in(inner, lines):
            return named
    return lines_in(text, lines)


def _with_line(item: Settled, text: str, known: Known) -> Settled:
    """The line, where only what is said elsewhere names it."""
    if item.taken_from or item.given_to:
        return item
    named = _spoken_lines(text, item.heading, known.lines)
    if len(named) != 1:
        return item
    line = named[0].line
    froms, to = (item.from_item, item.to_item) if item.from_item else items_of(text)
    taken, given = one_line(line, item.heading, item.from_department, item.to_department, froms, to)
    if says_same_line(text):
        taken = given = line
    return replace(
        item,
        name=line.name,
        taken_from=taken.key if taken else None,
        given_to=given.key if given else None,
        from_department=item.from_department or (taken.department if taken else ""),
        to_department=item.to_department or (given.department if given else ""),
        from_item=froms,
        to_item=to,
    )
