"""Where a settlement lists what was moved, carried and left: 【예산 전용】 ..... 1건 53,660천원

A heading says 해당사항 없음, or a count and an amount; its items stand below it, marked, until the next
heading or what is no item. A line that goes on without a mark belongs to the item above it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.captions import is_caption
from budgets.reading.heads_over import said_over
from budgets.reading.lines import Line
from budgets.reading.sentences import MONEY, stated_money
from budgets.reading.settled_facts import MOVES, RESERVE, Money
from budgets.reading.settled_heads import head_at
from departments.text import squeezed

_NONE = re.compile(r"해당\s*(?:사항|내역)?\s*없음|없음\.?$")
_NOT_THERE = re.compile(r"(?:없습니다|없음|없었음|없었습니다)\.?\W*$")
_HEAD = re.compile(
    r"^(?P<open>(?:[\W\d]|[가-하]\s*[.)]|[ⅠⅡⅢⅣⅤ])*)(?:세\s*출\s*|일반\s*)?(?:예\s*산\s*(?:의|액)?\s*)?"
    r"(?:(?:다음|차기?|익)\s*(?:년도|연도)\s*(?:로의?\s*)?)?(?P<kind>명시|사고|계속비)?\s*"
    r"(?P<word>이\s?용|전\s?용|변경\s?사용|이\s?체|이\s?월|집행\s?잔액"
    r"|예\s?비\s?비(?:\s*(?:사용|지출|집행)(?:\s*결정)?)?)(?:\s?액)?(?:\s*(?:내역|현황|명세))?"
    r"(?P<rest>(?:\s*[^\w\s(]|\s).*|)$"
)
_BRACKET = re.compile(r"[【\[〔<]")
_STATED = re.compile(
    rf"^\W*(?:총\s*)?(?:(?P<count>\d[\d,]{{0,8}})\s*건\s*[,(/]?\s*)?(?:총\s*)?(?P<money>{MONEY})\W*"
    r"(?:\(\s*단위[^()]*\)\W*)?$"
)
_MARK = re.compile(r"^(?:[-–—─○●◦•·∙ㅇ▶▷►‣▸*※→]\s*)+")
_SUMS_UP = re.compile(
    rf"(?:규모는?|[가-힣](?:은|는))\s*(?:총\s*)?(?P<count>\d[\d,]{{0,8}})\s*건\s*[,(]?\s*(?:총\s*)?"
    rf"(?P<money>{MONEY})"
)
_TITLE_MARK = re.compile(r"^\s*(?:[□■▢◆◇○●◎ㅇ【\[<]|\(?\d{1,2}\s*[.)]|[①-⑳]|[가-하]\s*[.)])")
_NOTHING = re.compile(r"^[\W_]*$")
_OF_A_SETTLEMENT = re.compile(r"결\s*산|집행\s*내역")
_DIGITS = re.compile(r"\d+")
_OF_A_KIND = re.compile(r"명시|사고|계속비")
_GOES_ON = re.compile(r"^\s*(?:(?:으로|로|이며|이고|인데)\s*,?\s*)(?P<rest>.*[가-힣]{2}.*)$")


@dataclass(frozen=True, slots=True)
class Said:
    """One item of a section in its own words."""

    place: int
    depth: tuple[int, str]  # how far in it stands, and its mark
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    place: int
    index: int
    word: str
    kind: str
    is_none: bool
    count: int | None
    money: Money | None
    repeated: tuple[tuple[int | None, Money], ...]  # 전용규모는 총 1건, 53,660천원
    said: tuple[Said, ...]
    tables: tuple[int, ...]  # places of rows that are no sentences
    end: int  # index of the first line that is no more of it


def sections(lines: Sequence[Line], indents: Sequence[int]) -> list[Section]:
    """Those that are bracketed, have a count or say 해당사항 없음; and behind such a one those that
    are marked alike and say an amount alone: □ 집행잔액 : 497,600천원. Under a heading that speaks of a
    settlement, also the first that says an amount alone, or nothing above its table or items."""
    heads: list[tuple[int, re.Match]] = []
    for i, line in enumerate(lines):
        if hit := _head(line) or _like(line, heads) or _titled(lines, i):
            heads.append((i, hit))
    starts = [i for i, _ in heads]
    return [_section(lines, indents, i, hit, frozenset(starts)) for i, hit in heads]


def says_section(line: Line) -> bool:
    """Whether it is a heading of what was moved, carried or left, whatever stands around it."""
    return _head(line) is not None


def _head(line: Line) -> re.Match | None:
    if line.is_tabular or not (hit := _HEAD.match(line.text)):
        return None
    rest = hit["rest"]
    if _BRACKET.search(hit["open"]):
        return hit
    stated = _STATED.match(rest)
    is_listed = stated is not None and stated["count"] is not None
    return hit if is_listed or re.fullmatch(r"\W*해당\s*(?:사항|내역)?\s*없음\W*", rest) else None


def _like(line: Line, heads: Sequence[tuple[int, re.Match]]) -> re.Match | None:
    if line.is_tabular or not heads or not (hit := _HEAD.match(line.text)):
        return None
    mark = _mark_of(hit)
    is_marked_alike = bool(mark) and mark == _mark_of(heads[-1][1])
    return hit if is_marked_alike and _STATED.match(hit["rest"]) else None


def _titled(lines: Sequence[Line], at: int) -> re.Match | None:
    line = lines[at]
    if line.is_tabular or not (hit := _HEAD.match(line.text)) or not _TITLE_MARK.match(line.text):
        return None
    if not (_STATED.match(hit["rest"]) or _NOTHING.match(hit["rest"])):
        return None
    below = (
        i
        for i in range(at + 1, len(lines))
        if not lines[i].is_blank and not is_caption(lines[i].text)
    )
    after = next(below, None)
    if after is None:
        return None
    if lines[after].is_tabular:
        is_listed = head_at(lines, after) is not None
    else:
        # 이용 현황 may be of a library.
        is_said = bool(_STATED.match(hit["rest"])) or "예산" in squeezed(line.text)
        is_said = is_said or squeezed(hit["word"]) not in MOVES
        text = lines[after].text
        is_listed = is_said and bool(_MARK.match(text) and re.search(MONEY, text))
    is_settled = any(_OF_A_SETTLEMENT.search(text) for text in said_over(lines, at))
    return hit if is_listed and is_settled else None


def _mark_of(hit: re.Match) -> str:
    return _DIGITS.sub("0", squeezed(hit["open"]))


def _section(lines, indents, index: int, hit: re.Match, heads: frozenset[int]) -> Section:
    line = lines[index]
    said, tables, end = _body(lines, indents, index, heads)
    stated = _STATED.match(hit["rest"])
    repeated = [(one, found) for one in said if (found := _summed_up(one))]
    said = [rest for one in said if (rest := _without_sum(one))]
    count, money = _counted(stated, line.place) if stated else (None, None)
    if money is None and repeated:
        count, money = repeated[0][1]
        repeated = repeated[1:]
    is_none = bool(_NONE.search(hit["rest"])) or (
        money is None and len(said) == 1 and bool(_NOT_THERE.search(said[0].text))
    )
    return Section(
        line.place,
        index,
        RESERVE if (word := squeezed(hit["word"])).startswith(RESERVE) else word,
        hit["kind"] or "",
        is_none,
        count,
        money,
        tuple(found for _, found in repeated),
        tuple(one for one in said if not _NOT_THERE.search(one.text)),
        tuple(tables),
        end,
    )


def _summed_up(said: Said) -> tuple[int | None, Money] | None:
    hit = _SUMS_UP.search(said.text)
    return _counted(hit, said.place) if hit and not _OF_A_KIND.search(said.text) else None


def _without_sum(said: Said) -> Said | None:
    """총 1건 400천원으로, 나룻배 띄우기 사업에 사용: behind the sum may stand what it is of."""
    hit = _SUMS_UP.search(said.text)
    if not hit or _OF_A_KIND.search(said.text):
        return said
    rest = _GOES_ON.match(said.text[hit.end() :])
    return Said(said.place, said.depth, rest["rest"]) if rest else None


def _counted(hit: re.Match, place: int) -> tuple[int | None, Money]:
    count = int(hit["count"].replace(",", "")) if hit["count"] else None
    return count, money_of(hit["money"], place)


def money_of(text: str, place: int) -> Money:
    text = text.strip()
    stated = stated_money("moved", [text], text, place)
    return Money(stated.printed, stated.value, stated.unit, place)


def _body(lines, indents, index: int, heads) -> tuple[list[Said], list[int], int]:
    said: list[Said] = []
    tables: list[int] = []
    is_joined = True  # nothing blank since the last item, or the heading
    at = index + 1
    for at in range(index + 1, len(lines) + 1):
        if at == len(lines) or at in heads:
            break
        line = lines[at]
        if line.is_blank:
            is_joined = False
        elif is_caption(line.text):
            continue
        elif line.is_tabular:
            tables.append(line.place)
        elif mark := _MARK.match(line.text):
            text = line.text[mark.end() :]
            said.append(Said(line.place, (indents[at], squeezed(mark[0])[-1]), text))
            is_joined = True
        elif is_joined and said:
            last = said.pop()
            said.append(Said(last.place, last.depth, f"{last.text} {line.text}"))
        elif is_joined:
            said.append(Said(line.place, (indents[at], ""), line.text))
        else:
            break
    return said, tables, at


def nested(said: Sequence[Said]) -> Iterator[tuple[int, Said]]:
    """Each with how many it stands below: what is farther in, or marked in a new way."""
    over: list[tuple[int, str]] = []
    for one in said:
        while over and not _is_within(one.depth, over):
            over.pop()
        yield len(over), one
        over.append(one.depth)


def _is_within(depth: tuple[int, str], over: Sequence[tuple[int, str]]) -> bool:
    """Below the last of `over`: its indent decides; where all stand alike, a mark not seen yet."""
    indent, mark = depth
    if indent != over[-1][0]:
        return indent > over[-1][0]
    return mark not in [known for _, known in over]
