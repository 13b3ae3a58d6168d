"""Growth that prints what it grew from: '24% 증가(1,194건 → 1,486건)', '(524명 ← 554명, △30명)'.

Only where both numbers stand beside the rate, in one unit and without 약 or 여. Points of percent
(%p) are no growth, and where the rate itself is of a rate (만족도, 이용률) the numbers beside it
are not what it was worked out from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.lists import quantities_end
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_UP = r"증가|증대|상승|확대|신장|늘|성장|증원|증액|증차|증설|인상|증(?![가-힣])|↑|▲"
_DOWN = r"감소|축소|하락|절감|단축|줄|감축|감액|감원|감차|인하|감(?![가-힣])|↓|△"
_PERCENT = r"(?P<sign>[△▲−+-]?)\s*(?P<rate>\d[\d,]*(?:\.\d+)?)\s*[%％](?!\s*(?:[pPｐ포]|대))"
_DIRECTED = rf"{_PERCENT}\s*(?:[가-힣]+적(?:으로)?\s*)?(?P<way>{_UP}|{_DOWN})?"
_RATE = re.compile(_DIRECTED)
_ARROW = re.compile(r"\s*(?:→|⇒|⇨|➡|➔|->|=>)\s*")
_BACK = re.compile(r"\s*(?:←|⇐)\s*")
_CHANGE = re.compile(
    rf"^\s*[(,，]\s*(?P<sign>[△▲−+-]?)\s*(?P<told>\d[^△▲%％()]*?)\s*(?P<way>{_UP}|{_DOWN})?\s*(?:[),]|$)"
)
_AND_SO_MANY = r"[(,，]\s*[△▲−+-]?\s*\d[^%％()]{0,15}?,(?!\d{3})"
_WAY_OF_RATE = re.compile(rf"\s*{_DIRECTED}")
_SO_MANY_BEFORE = re.compile(rf"^\s*(?P<way>{_UP}|{_DOWN})\s*$")
_COMPARED = re.compile(r"대비|보다|비해|비하여")
_OF_A_RATE = re.compile(
    r"(?:만족도|[가-힣]+[률율]|비중|점수|지수|호감도|인지도|정확도)(?:이|가|은|는|을|를)?\s*$"
)
_VAGUE = re.compile(r"(?:약|최대|최소|평균|대략|연평균|매년|[~∼〜])\s*$")
_VAGUE_AFTER = re.compile(r"\s*(?:이상|이내|내외|가량|정도|미만|이하|초과|안팎|[~∼〜])")
_BRACKET = re.compile(r"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_WORDS = re.compile(r"[가-힣]{2,}")
_PERIOD = re.compile(
    r"(?:전년도?|작년도?|금년도?|올해|지난해|전월|전기|동기|동월|동일기간|기존|당초|종전|이전|현재|현행|현원|변경|"
    r"상반기|하반기|연말|연초|개선|시행|도입|설치|기준|분기|회계연도|년도?|[이]?전|이?후)(?:에서|에|의|은|는)?"
)
_FROM_TO = re.compile(r"에서\s")


@dataclass(frozen=True, slots=True)
class Pair:
    """What was, and what is."""

    before: Quantity
    after: Quantity
    rest: str  # what stands behind both

    def terms(self, place: int) -> tuple[Term, Term]:
        return self.after.term("이후", place), self.before.term("이전", place)


def growth(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    yield from _rates_before_bracket(text, place, title)
    yield from _rates_in_bracket(text, place, title)
    yield from _rates_between(text, place, title)
    yield from _rates_behind_arrow(text, place, title)
    yield from _changes(text, place, title)
    yield from _changes_before_bracket(text, place, title)


def _rates_before_bracket(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'24% 증가(1,194건 → 1,486건)'"""
    for bracket in _BRACKET.finditer(text):
        pair = pair_in(bracket["inner"])
        if not pair:
            continue
        before = text[: bracket.start()]
        rates = [hit for hit in _RATE.finditer(before) if hit["way"] or hit["sign"]]
        if not rates or not re.fullmatch(r"[가-힣\s]{0,8}", before[rates[-1].end() :]):
            continue
        if _names_the_same(bracket["inner"], pair, before):
            says_so = bool(_COMPARED.search(before)) or bool(_CHANGE.match(pair.rest))
            yield from _rate_claim(rates[-1], pair, text, place, title, says_so=says_so)


def _rates_in_bracket(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'25,617건('17년 10,326건 대비 148% 증가)', '전년(1,000건) 대비 20% 증가한 1,200건'"""
    for bracket in _BRACKET.finditer(text):
        inner = bracket["inner"]
        was = [q for q in quantities(inner) if _compares(inner[q.end :])]
        now = quantities(text[: bracket.start()]) if len(was) == 1 else ()
        if not now or text[now[-1].end : bracket.start()].strip():
            continue
        rate = _RATE.search(inner, was[0].end)
        if rate and not quantities(inner[rate.end() :]):
            pair = Pair(was[0], now[-1], "")
            hit = _RATE.search(text, bracket.start("inner") + was[0].end)
            yield from _rate_claim(hit, pair, text, place, title, said=now[-1])


def _names_the_same(inner: str, pair: Pair, before: str) -> bool:
    """'12% 감소(사망자 20명 → 18명)' tells of the dead, who need not be what fell by 12%."""
    first = min(pair.before.start, pair.after.start)
    second = max(pair.before.start, pair.after.start)
    between = inner[min(pair.before.end, pair.after.end) : second]
    words = _WORDS.findall(f"{inner[:first]} {between}")
    return all(_PERIOD.fullmatch(word) or word in before for word in words)


def _compares(text: str) -> bool:
    return bool(re.match(r"\s*\)?\s*(?:대비|보다|에\s*비해)", text))


def _rates_between(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'전년(1,000건) 대비 20% 증가한 1,200건'"""
    told = quantities(text)
    for was, now in pairwise(told):
        between = re.fullmatch(
            rf"\s*\)?\s*(?:대비|보다|에\s*비해)\s*(?P<rate_said>{_DIRECTED})(?:한|된|하여|해|하)?,?\s*",
            text[was.end : now.start],
        )
        if between and between["way"]:
            pair = Pair(was, now, "")
            hit = _RATE.search(text, was.end)
            yield from _rate_claim(hit, pair, text, place, title, said=was)


def _rates_behind_arrow(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'1,000건 → 1,200건(20% 증가)', '1,000건에서 1,200건으로 20% 증가'"""
    for pair, end in _pairs(text):
        rest = text[end:]
        rate = re.match(rf"\s*(?:으?로)?\s*(?:{_AND_SO_MANY}|[(,，])?\s*(?={_DIRECTED})", rest)
        if rate and (hit := _RATE.match(text, end + rate.end())):
            if not (hit["way"] or hit["sign"] or rest.lstrip().startswith("(")):
                continue
            yield from _rate_claim(hit, pair, text, place, title, says_so=True, said=pair.before)


def _changes(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'524명 ← 554명, △30명', '1,194건 → 1,486건(292건 증가)'"""
    for pair, end in _pairs(text):
        hit = _CHANGE.match(text[end:])
        if not hit:
            continue
        told = quantities(hit["told"])
        of_rate = _WAY_OF_RATE.match(text, end + hit.end())  # (309건, 5.8% 감소)
        way = hit["way"] or (of_rate["way"] if of_rate else None)
        if len(told) == 1 and told[0].printed == hit["told"].strip() and (hit["sign"] or way):
            printed = f"{hit['sign']}{hit['told'].strip()} {hit['way'] or ''}"
            value = _signed(told[0].value, hit["sign"], way)
            said_of = _said_of(text, pair.before, title)
            yield from _change_claim(printed, told[0], value, pair, said_of, place)


def _changes_before_bracket(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'100대 증차(500대 → 600대)'"""
    for bracket in _BRACKET.finditer(text):
        pair = pair_in(bracket["inner"])
        before = text[: bracket.start()]
        told = quantities(before) if pair else ()
        way = _SO_MANY_BEFORE.match(before[told[-1].end :]) if told else None
        if way and _names_the_same(bracket["inner"], pair, before):
            value = _signed(told[-1].value, "", way["way"])
            said_of = _said_of(text, told[-1], title)
            printed = f"{told[-1].printed} {way['way']}"
            yield from _change_claim(printed, told[-1], value, pair, said_of, place)


def _change_claim(
    printed: str, told: Quantity, value: Decimal, pair: Pair, said_of: str, place: int
) -> Iterator[ClaimFacts]:
    change = told.like(pair.after)
    if change.is_vague or change.base != pair.after.base:
        return
    yield ClaimFacts(
        place,
        "문장",
        said_of,
        "change" if change.is_money else "count",
        " ".join(printed.split()),
        "value",
        value,
        change.unit,
        Scope(),
        "차",
        pair.terms(place),
    )


def pair_in(text: str) -> Pair | None:
    """The two numbers of a bracket that has no others before or between them."""
    found = list(_pairs(text))
    if len(found) != 1:
        return None
    pair, _ = found[0]
    first = min(pair.before.start, pair.after.start)
    return None if quantities(text[:first]) else pair


def _pairs(text: str) -> Iterator[tuple[Pair, int]]:
    """Two numbers with an arrow between them and nothing but words."""
    told = quantities(text)
    for i, (left, right) in enumerate(pairwise(told)):
        between = text[left.end : right.start]
        if left.is_vague or right.is_vague or left.base != right.base or "%" in between:
            continue
        arrows = len(_ARROW.findall(between)) + len(_BACK.findall(between))
        is_chain = _is_arrow(text, told, i - 1) or _is_arrow(text, told, i + 1)
        is_said = bool(_FROM_TO.match(between + " ")) and len(between) < 20
        if is_chain or not (arrows == 1 or (arrows == 0 and is_said)) or "," in between:
            continue
        if not left.base and not left.scale:
            continue
        before, after = (right, left) if _BACK.search(between) else (left, right)
        yield Pair(before, after, text[right.end :]), right.end


def _is_arrow(text: str, told: Sequence[Quantity], at: int) -> bool:
    """Whether the chain goes on: 'A → B → C' has more than one change."""
    if not 0 <= at < len(told) - 1:
        return False
    between = text[told[at].end : told[at + 1].start]
    return bool(_ARROW.search(between) or _BACK.search(between))


def _rate_claim(
    hit: re.Match,
    pair: Pair,
    text: str,
    place: int,
    title: str,
    *,
    says_so: bool = True,
    said: Quantity | None = None,
) -> Iterator[ClaimFacts]:
    before = text[: hit.start()]
    is_told = pair.before.base == pair.after.base and not (
        pair.before.is_vague or pair.after.is_vague
    )
    if not is_told or not pair.before.value or _VAGUE.search(before):
        return
    if _VAGUE_AFTER.match(text[hit.end("rate") + 1 :]) or _OF_A_RATE.search(before):
        return
    rate = _signed(Decimal(hit["rate"].replace(",", "")), hit["sign"], hit["way"])
    if not says_so and not _is_near(rate, pair):
        return
    printed = re.sub(r"\s+", " ", hit[0]).strip()
    yield ClaimFacts(
        place,
        "문장",
        _said_of(text, said, title) if said else subject(before, None, title),
        "change_rate",
        printed,
        "value",
        rate,
        "%",
        Scope(),
        "증감률",
        pair.terms(place),
    )


def _is_near(rate: Decimal, pair: Pair) -> bool:
    """Where no word compares, the numbers may be of something else: then they are far off."""
    grown = (pair.after.singles - pair.before.singles) * 100 / pair.before.singles
    return abs(rate - grown) * 2 <= max(abs(rate), abs(grown))


def _said_of(text: str, said: Quantity, title: str) -> str:
    before = text[: said.start]
    if rate := _RATE.search(before):
        before = before[: rate.start()]
    elif told := quantities_end(text[: said.end]):
        before = text[: told[0].start]
    return subject(before.split("(")[0], None, title)


def _signed(value: Decimal, sign: str, way: str | None) -> Decimal:
    """△ before a number is a minus, behind it a word for growth or decline says which way."""
    falls = sign in ("△", "▲", "−", "-") if sign else bool(re.fullmatch(_DOWN, way or ""))
    return -value if falls else value
