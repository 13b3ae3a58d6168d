"""Numbers that the lines below divide.

- 여론조사 실시 : 34건          - 홍보물 비치 : 830개소               - 시민작가 위촉 : 100명
  - 외주(18건) : …               - 버스정류장(394), 은행(436)           - 분야별 : 사진 45, 영상 55
  - 자체(16건) : …                                                     - 유형별 : 재위촉 66, 신규 34

- 공약 구성 : 12분야, 66개 핵심공약, 242개 세부사업
  - (대상별) 6대상, 18개 핵심공약, 57개 세부사업
  - (영역별) 6영역, 48개 핵심공약, 185개 세부사업
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.facts import ClaimFacts
from budgets.reading.lines import Line
from budgets.reading.prose.lists import read_list
from budgets.reading.prose.parts import WHOLE_LINE, could_come_to, divided, sum_claim
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_MARKS = re.compile(r"^(?:[-–—－‐―○●◦•▪▶▷►▸‣※□■◆◇∙·․ㅇ└⇒→*]\s*)+")
_OF_A_KIND = re.compile(r"^(?P<kind>[가-힣]{1,8}별)\s*[:：]\s*(?P<list>.+)$")
# The number ends its line, but for one word or two, and an aside in brackets.
_REST = re.compile(r"^\s*(?:[가-힣]+\s*){0,2}(?:\([^()]*\)\s*)?$")
_NO_REST = re.compile(r"(?:^|\s)(?:중|등|외|및|대비|이상|이하|목표|추가|증가|감소)(?:\s|$)")
_MEMBER = re.compile(
    r"^(?P<label>[^:：()]{1,30}?)\s*(?:\(\s*(?P<aside>[^()]*)\)\s*(?:[:：].*)?|[:：]\s*(?P<after>[^()]*?)\s*(?:\(.*\)\s*)?)$"
)
_MOST = 40  # items that one line may head
_ALL = 1  # 분야별 says that these are all, however far off they are
_JOINED = re.compile(r"\s*[,，]\s*")
_NOUN = re.compile(r"\s*(?P<noun>[가-힣]+(?:\s[가-힣]+)?)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, and how far in it stands."""

    index: int
    place: int
    mark: str
    depth: int
    text: str  # without its mark

    def is_beside(self, other: "Item") -> bool:
        return (self.depth, self.mark) == (other.depth, other.mark)


def items(lines: Sequence[Line], depths: Sequence[int]) -> dict[int, Item]:
    found = {}
    for i, line in enumerate(lines):
        if not line.is_blank and not line.is_tabular:
            mark = _MARKS.match(line.text)
            begin = mark.end() if mark else 0
            sign = mark[0].strip() if mark else ""
            found[i] = Item(i, line.place, sign, depths[i], line.text[begin:])
    return found


def below(lines: Sequence[Line], depths: Sequence[int], titles) -> Iterator[ClaimFacts]:
    """`titles`: index of a line -> the title above it."""
    listed = items(lines, depths)
    for i, item in listed.items():
        if not quantities(item.text):
            continue
        under = _under(item, listed, lines)
        if not under:
            continue
        for whole in _told_at_the_end(item.text):
            said_of = subject(item.text, [whole], "") or titles(i)
            yield from _listed_below(item, whole, under, said_of)
        yield from _in_step(item, under, titles(i))


def _under(item: Item, listed: dict[int, Item], lines: Sequence[Line]) -> list[Item]:
    """The items that follow a line and belong to it: further in, or marked otherwise."""
    under: list[Item] = []
    index = item.index + 1
    while index < len(lines) and len(under) < _MOST:
        line, then = lines[index], listed.get(index)
        if line.is_blank and not under and index == item.index + 1:
            index += 1
            continue
        if then is None or then.is_beside(item):
            break
        if then.depth < item.depth or not then.mark:
            break
        under.append(then)
        index += 1
    return under


def _told_at_the_end(text: str) -> Iterator[Quantity]:
    """The last number, and the one right before it where that is what it cost: 215건 1,850백만원"""
    last = _ends_in(text)
    if last is None:
        return
    yield last
    earlier = [q for q in quantities(text) if q.end <= last.start]
    if not earlier or not last.is_money or earlier[-1].is_vague:
        return
    if not text[earlier[-1].end : last.start].strip(" ,"):
        yield earlier[-1]


def _ends_in(text: str) -> Quantity | None:
    found = quantities(text)
    if not found:
        return None
    rest = text[found[-1].end :]
    is_end = _REST.match(rest) and not _NO_REST.search(rest) and not re.search(r"\d", rest)
    return found[-1] if is_end and not found[-1].is_vague else None


def _listed_below(
    item: Item, whole: Quantity, under: Sequence[Item], said_of: str
) -> Iterator[ClaimFacts]:
    before = item.text[: whole.end]
    kinds = []
    for each in under:
        kind = _OF_A_KIND.match(each.text)
        if not kind:
            break
        kinds.append((each, kind))
    for each, kind in kinds:
        parts = read_list(kind["list"])
        of_kind = f"{said_of} ({kind['kind']})"
        places = [each.place] * len(parts)
        yield from _divided(item, whole, parts, of_kind, before, places, share=_ALL)
    if kinds:
        return
    first, *others = (each for each in under if each.is_beside(under[0]))
    if parts := read_list(first.text):
        if any(_goes_on(each.text, whole) for each in others):
            return
        places = [first.place] * len(parts)
        yield from _divided(item, whole, parts, said_of, before, places, share=WHOLE_LINE)
        return
    yield from _members(item, whole, under, said_of, before)


def _goes_on(text: str, whole: Quantity) -> bool:
    """A list that may go on with this line, so that the one above it is not all."""
    return bool(read_list(text)) or any(q.base in ("", whole.base) for q in quantities(text))


def _members(item, whole, under: Sequence[Item], said_of: str, before: str) -> Iterator[ClaimFacts]:
    """One a line. All lines that stand as far in as the first must be such."""
    own = [each for each in under if each.is_beside(under[0])]
    told = [_member(each.text, whole) for each in own]
    if len(own) > 1 and all(told):
        # As one list, so that the same words say that its members are none.
        parts = read_list("; ".join(told))
        if len(parts) == len(own):
            places = [each.place for each in own]
            yield from _divided(item, whole, parts, said_of, before, places, share=WHOLE_LINE)


def _member(text: str, whole: Quantity) -> str:
    """'외주 18건', whether the line has it in brackets or behind a colon."""
    found = _MEMBER.match(text)
    if not found:
        return ""
    said = (found["aside"] or found["after"] or "").strip()
    told = quantities(said)
    if len(told) != 1 or told[0].printed != said or told[0].base != whole.base:
        return ""
    return f"{found['label'].strip()} {said}"


def _divided(item, whole, parts, said_of, before, places, *, share) -> Iterator[ClaimFacts]:
    if parts:
        yield from divided(
            [whole], parts, said_of, item.place, text=before, places=places, share=share
        )


# --- several numbers in step ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    quantity: Quantity
    noun: str  # what is counted, with the word behind it: '개 핵심공약', '분야'


def _in_step(item: Item, under: Sequence[Item], title: str) -> Iterator[ClaimFacts]:
    """A row of numbers, and below it rows of as many that count the same, at least two of them."""
    whole = _row(item.text)
    if len(whole) < 2:
        return
    rows = []
    for each in under:
        row = _row(each.text)
        if len(row) != len(whole):
            if rows and each.is_beside(rows[0][0]) and quantities(each.text):
                return  # one more, told otherwise: the rows above are not all
            break
        rows.append((each, row))
    if len(rows) < 2:
        return
    same = [all(row[at].noun == told.noun for _, row in rows) for at, told in enumerate(whole)]
    # Where two others are in step, one may be called otherwise: 12분야 of 6대상 and 6영역.
    is_one_odd = same.count(False) == 1 and len(same) > 2
    for at, told in enumerate(whole):
        if not same[at] and not is_one_odd:
            continue
        members = [row[at].quantity for _, row in rows]
        if could_come_to(told.quantity, members, _ALL if same[at] else WHOLE_LINE):
            terms = tuple(
                each.term(_label(below_it.text), below_it.place)
                for (below_it, _), each in zip(rows, members, strict=True)
            )
            noun = told.noun.removeprefix("개 ")
            said_of = f"{subject(item.text, [whole[0].quantity], title)} {noun}".strip()
            yield sum_claim(told.quantity, terms, said_of, item.place)


def _row(text: str) -> tuple[_Told, ...]:
    """The numbers with which a line ends, with commas between them: at least two."""
    bare = re.sub(r"\([^()]*\)\s*$", "", text)
    told: list[_Told] = []
    for piece in reversed(_JOINED.split(bare)):
        found = quantities(piece)
        if len(found) != 1 or found[0].is_vague or not found[0].base:
            break
        noun = _NOUN.fullmatch(piece[found[0].end :].rstrip())
        if not noun:
            break
        quantity = found[0]
        told.insert(0, _Told(quantity, f"{quantity.base} {noun['noun'] or ''}".strip()))
        if piece[: quantity.start].strip():
            break
    return tuple(told) if len(told) > 1 else ()


def _label(text: str) -> str:
    found = re.match(r"\(([^()]{1,20})\)", text)
    return found[1] if found else subject(text.split(",")[0])
