"""The items of one section of a settlement: what was moved from where to where, carried or left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgets.reading.facts import Problem
from budgets.reading.matching import Line as Candidate
from budgets.reading.sentences import MONEY
from budgets.reading.settled_facts import CARRIED, CHANGES, LAPSED, MOVES, RESERVE, Money, Settled
from budgets.reading.settled_names import (
    Named,
    department_sides,
    departments_in,
    item_before,
    items_of,
    line_sides,
    lines_in,
    only_side,
    quoted_in,
    reason_in,
)
from budgets.reading.settled_sections import Said, Section, money_of, nested

_MONEY = re.compile(MONEY)
_COUNT = re.compile(r"(\d[\d,]*)\s*건\s*[,:(]?\s*(?:총\s*)?$")
_OF_BUDGET = re.compile(r"예산현액")
_KIND = re.compile(r"(?P<kind>명시|사고|계속비)\s*이월|(?P<plain>계속비)")
_TAIL = re.compile(
    r"(?:(?:으로|로)\s*)?(?:인(?:해|하여|한)\s*)?(?:발생한?\s*|발생하여\s*)?(?:의\s*)?"
    r"(?:예산\s*)?(?:집행\s*)?잔액\s*(?:은|는|이)?\s*[:(]?\s*$"
)
_COLON = re.compile(r"\s*[:：]\s*")
_MOVED = re.compile(rf"\s*(?P<given>{MONEY})(?P<arrow>\s*(?:→|⇒|->)\s*[^,→\d]*?)(?P<taken>{MONEY})")
# 20,000천원을 나룻배 띄우기의 공공운영비로: behind the amount stands where it went.
_GOES_TO = re.compile(r"\s*[을를]\s+(?:[^,.;]|,(?=\d{3}))*?(?:으로|로)(?=\s|$|[,.)])")
_SPENT_ON = re.compile(
    r"\s*(?:사업\s*)?(?:예산\s*)?(?:에|의|으로|을|를|관련|추진)?\s*(?:\S*\s*위(?:해|하여))?$"
)
_EDGE = re.compile(r"^[\W_]+|[\s:,(=]+$")
_LONGEST_NAME = 60
_SAME_LINE = re.compile(r"(?:동일|같은)\s*(?:한\s*)?(?:세부\s*)?사업")


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the report's own tables name."""

    lines: tuple[Candidate, ...]
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabular:
    """What the tables below a heading were read to say."""

    items: tuple[Settled, ...] = ()
    total: Money | None = None
    places: frozenset[int] = frozenset()  # of their lines, also of those named as unread


def heading_of(
    section: Section, known: Known, tabular: Tabular = Tabular()
) -> tuple[Settled, list[Problem]]:
    problems: list[Problem] = []
    money = section.money or tabular.total
    head = Settled(section.place, section.word, money, section.count, is_none=section.is_none)
    if section.is_none:
        return head, _unread_tables(section, tabular)
    is_listed = bool(tabular.items) and money is None
    if not is_listed and (money is None or money.value is None):
        problems.append(Problem(section.place, f"{section.word}: 금액을 읽지 못함"))
    levels = [
        (depth, item)
        for depth, said in nested(section.said)
        for item in _items(said, section, known)
    ]
    items = _whole(_tree(levels), section)
    if tabular.items:
        items, strange = _told_twice(tabular.items, items)
        problems += strange
    for item in items:
        problems += unsettled(item)
    problems += _unread_tables(section, tabular)
    return replace(head, items=tuple(items)), problems


def _told_twice(
    tabled: Sequence[Settled], said: Sequence[Settled]
) -> tuple[list[Settled], list[Problem]]:
    """What a table lists, sentences beside it tell again, and may say more of it."""
    items, problems = list(tabled), []
    for one in (low for item in said for low in item.lowest()):
        same = [at for at, item in enumerate(items) if _is_same(item, one, len(items))]
        if len(same) == 1:
            items[same[0]] = _filled(items[same[0]], one)
        elif one.money and not same and one.money.won not in _sums_of(items):
            words = f"{one.heading}: {one.money.printed}은(는) 표에 없어 저장하지 않음"
            problems.append(Problem(one.place, words))
    return items, problems


def _is_same(item: Settled, said: Settled, count: int) -> bool:
    if said.money is None:
        return count == 1
    return item.money is not None and item.money.won == said.money.won


def _sums_of(items: Sequence[Settled]) -> set[int]:
    return {sum(item.money.won or 0 for item in items if item.money)}


def _filled(item: Settled, said: Settled) -> Settled:
    blank = {
        name: value
        for name in ("reason", "taken_from", "given_to", "from_department", "to_department")
        if not getattr(item, name) and (value := getattr(said, name))
    }
    if not item.from_item and not item.to_item:
        blank |= {"from_item": said.from_item, "to_item": said.to_item}
    if item.heading not in MOVES:
        blank |= {"line": item.line or said.line, "kind": item.kind or said.kind}
    return replace(item, **blank)


def _unread_tables(section: Section, tabular: Tabular) -> list[Problem]:
    words = f"{section.word}: 표로 적힌 내역은 읽지 않음"
    unread = [place for place in section.tables if place not in tabular.places]
    return [Problem(place, words) for place in unread[:1]]


def _items(said: Said, section: Section, known: Known) -> list[Settled]:
    """One for each amount of the sentence; one without an amount where it names something."""
    if section.word in MOVES:
        said = replace(said, text=_once(said.text))
    amounts = list(_MONEY.finditer(said.text))
    if section.word in (*CHANGES, CARRIED) and (within := _listed(said, amounts)):
        whole, parts = within
        own = [item for part in parts for item in _items(part, section, known)]
        return [replace(item, items=tuple(own)) for item in _items(whole, section, known)]
    if section.word == LAPSED:
        return [
            _left(said, before, hit)
            for before, hit in _parted(said.text, amounts)
            if not _OF_BUDGET.search(said.text)
        ]
    if section.word == CARRIED:
        return [
            _carried(said, before, hit, section, known)
            for before, hit in _parted(said.text, amounts)
        ]
    if section.word == RESERVE:
        parted = _parted(said.text, amounts) or [(said.text, None)]
        items = [_reserved(said, before, hit, known) for before, hit in parted]
        return [item for item in items if item.money or item.line]
    if not amounts:
        item = _moved(said, said.text, said.text, None, section, known)
        return [item] if item.name or item.from_item or item.from_department else []
    return [
        _moved(said, said.text, before, hit, section, known)
        for before, hit in _clauses(said.text, amounts)
    ]


def _once(text: str) -> str:
    """자산취득비 45,000천원 → 사무관리비 45,000천원 is one amount, moved."""
    hit = _MOVED.search(text)
    if not hit or money_of(hit["given"], 0).won != money_of(hit["taken"], 0).won:
        return text
    return f"{text[: hit.start()]}{hit['arrow']}{text[hit.start('taken') :]}"


def _listed(said: Said, amounts: Sequence[re.Match]) -> tuple[Said, list[Said]] | None:
    """명시이월 2건 1,450,000천원 : 가 250,000천원, 나 1,200,000천원 — a whole, and what it is made of."""
    if len(amounts) < 2 or not (colon := _COLON.match(said.text, amounts[0].end())):
        return None
    starts = [colon.end(), *(hit.end() for hit in amounts[1:])]
    parts = [
        replace(said, text=said.text[start : hit.end()])
        for start, hit in zip(starts, amounts[1:], strict=False)
    ]
    return replace(said, text=said.text[: amounts[0].end()]), parts


def _parted(text: str, amounts: Sequence[re.Match]) -> list[tuple[str, re.Match]]:
    starts = [0, *(hit.end() for hit in amounts)]
    return [(text[start : hit.start()], hit) for start, hit in zip(starts, amounts, strict=False)]


def _clauses(text: str, amounts: Sequence[re.Match]) -> list[tuple[str, re.Match]]:
    """Each amount with what is said of it: what stands before it, and where it went to."""
    found, start = [], 0
    for at, hit in enumerate(amounts):
        limit = amounts[at + 1].start() if at + 1 < len(amounts) else len(text)
        goes_to = _GOES_TO.match(text, hit.end(), limit)
        found.append((text[start : goes_to.end() if goes_to else hit.start()], hit))
        start = goes_to.end() if goes_to else hit.end()
    return found


def _left(said: Said, before: str, hit: re.Match) -> Settled:
    name = _EDGE.sub("", _TAIL.sub("", before))[:_LONGEST_NAME].strip()
    return Settled(said.place, LAPSED, money_of(hit[0], said.place), name=name or "기타")


def _carried(said: Said, before: str, hit: re.Match, section: Section, known: Known) -> Settled:
    text = said.text
    named = lines_in(before, known.lines) or lines_in(text, known.lines)
    kind = _kind(before) or _kind(text) or section.kind
    count = _COUNT.search(before)
    line = named[-1].line if named else None
    return Settled(
        said.place,
        CARRIED,
        money_of(hit[0], said.place),
        int(count[1].replace(",", "")) if count else None,
        name=line.name if line else _label(before, kind),
        reason=reason_in(text, _all_named(text, known)),
        kind=kind,
        from_item=item_before(before, lines_in(before, known.lines)),
        line=line.key if line else None,
    )


def _reserved(said: Said, before: str, hit: re.Match | None, known: Known) -> Settled:
    """What the reserve was spent on: one line, and no line that gave it."""
    named = lines_in(before, known.lines) or lines_in(said.text, known.lines)
    line = named[0].line if named else None
    quoted = quoted_in(before)
    label = _EDGE.sub("", _SPENT_ON.sub("", before))
    return Settled(
        said.place,
        RESERVE,
        money_of(hit[0], said.place) if hit else None,
        name=(line.name if line else quoted[-1] if quoted else label)[:_LONGEST_NAME].strip(),
        reason=reason_in(said.text, _all_named(said.text, known)),
        from_item=item_before(before, lines_in(before, known.lines)),
        line=line.key if line else None,
    )


def _kind(text: str) -> str:
    hit = _KIND.search(text)
    return (hit["kind"] or hit["plain"]) if hit else ""


def _label(before: str, kind: str) -> str:
    quoted = quoted_in(before)
    if quoted:
        return quoted[-1][:_LONGEST_NAME]
    return f"{kind}이월" if kind else ""


def _all_named(text: str, known: Known) -> list[Named]:
    """Lines, and departments outside their names."""
    lines = lines_in(text, known.lines)
    found = departments_in(text, known.departments)
    apart = [one for one in found if all(one.end <= n.start or n.end <= one.start for n in lines)]
    return [*lines, *apart]


def _moved(
    said: Said, text: str, before: str, hit: re.Match | None, section: Section, known: Known
) -> Settled:
    """`before`: the part of the text that belongs to this amount."""
    named = lines_in(before, known.lines) or (lines_in(text, known.lines) if hit is None else [])
    gives, takes = department_sides(text, known.departments)
    from_item, to_item = items_of(before)
    if not from_item and hit is not None:
        from_item, to_item = items_of(text)
    quoted = quoted_in(before)
    sides = line_sides(before, named)
    taken, given = sides or (None, None)
    if sides is None and len(named) == 1:
        taken, given = only_side(before, named[0]) or one_line(
            named[0].line, section.word, gives, takes, from_item, to_item
        )
    name = (
        " → ".join(one.line.name for one in named[:2]) if named else (quoted[-1] if quoted else "")
    )
    return Settled(
        said.place,
        section.word,
        money_of(hit[0], said.place) if hit else None,
        name=name[: _LONGEST_NAME * 2],
        reason=reason_in(text, lines_in(text, known.lines)),
        taken_from=taken.key if taken else None,
        given_to=given.key if given else None,
        from_department=gives or (taken.department if taken else ""),
        to_department=takes or (given.department if given else ""),
        from_item=from_item,
        to_item=to_item,
    )


def one_line(
    line: Candidate, word: str, gives: str, takes: str, from_item: str, to_item: str
) -> tuple[Candidate | None, Candidate | None]:
    """Where only one line is named: both sides, if it is 목 that changed; of a department that
    gave or took it, that department's side."""
    if word != "이체" and from_item and to_item and from_item != to_item:
        return line, line
    if line.department == takes:
        return None, line
    if line.department == gives:
        return line, None
    return None, None


def _tree(levels: Sequence[tuple[int, Settled]]) -> list[Settled]:
    """Each below the last that stands less deep."""
    tops: list[tuple[int, Settled, list]] = []
    stack: list[tuple[int, list]] = [(-1, tops)]
    for depth, item in levels:
        while stack[-1][0] >= depth and len(stack) > 1:
            stack.pop()
        own: list = []
        stack[-1][1].append((depth, item, own))
        stack.append((depth, own))
    return _closed(tops)


def _closed(nodes) -> list[Settled]:
    return [replace(item, items=(*item.items, *_closed(own))) for _, item, own in nodes]


def _whole(items: list[Settled], section: Section) -> list[Settled]:
    """The only case, of which no amount of its own is said, is all that the heading says."""
    if section.word in CHANGES and section.count == 1 and len(items) == 1 and not items[0].money:
        return [replace(items[0], money=section.money)]
    return items


def unsettled(item: Settled) -> list[Problem]:
    found = []
    if item.money is not None and item.money.value is None:
        found.append(Problem(item.place, f"{item.heading}: ‘{item.money.printed}’을(를) 읽지 못함"))
    return [*found, *(p for below in item.items for p in unsettled(below))]


def says_same_line(text: str) -> bool:
    return bool(_SAME_LINE.search(text))


def money_elsewhere(money: Money, text: str) -> bool:
    """Whether a text prints this very amount."""
    return any(
        found.value is not None and found.won == money.won
        for found in (money_of(hit[0], 0) for hit in _MONEY.finditer(text))
    )
