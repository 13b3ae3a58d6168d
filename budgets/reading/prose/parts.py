"""Numbers that a list divides: '총 658,234명 (1차 397,721명, 결선 260,513명)', '100명: 사진 45, …'.

The list stands in brackets behind the number, behind a colon, or on the lines below it (`below`).
It divides the number if it counts the same thing and could come to it: a part as large as the
whole, or parts that come to something else altogether, are no division but another statement.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.lists import Part, quantities_end, read_list
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_BRACKET = re.compile(r"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_COLON = re.compile(r"(?<!\d)\s*[:：]\s*|\s*[:：]\s*(?!\d\d)")
# Between a number and its bracket at most two words that say no more of either: 3명 선정(…)
_GAP = re.compile(r"^\s*(?:[가-힣]+\s*){0,2}$")
_NO_GAP = re.compile(r"(?:^|\s)(?:중|등|외|및|대비|이상|이하|가운데|추가|증가|감소)(?:\s|$)")
_SAYS_ALL = re.compile(r"(?:총|합계|전체|모두)\s*[:：]?\s*$")
_OF_COST = re.compile(r"(?:사\s*업\s*비|소요\s*예산)\s*[:：]?\s*(?:총\s*)?$")
_EACH_TIME = re.compile(r"(?:각|매월|매주|매년|매일|당)\s*$")
_COMPLEMENTS = (
    {"남", "여"},
    {"남성", "여성"},
    {"남자", "여자"},
    {"상반기", "하반기"},
    {"국비", "시비"},
    {"국비", "도비"},
    {"국비", "지방비"},
    {"국내", "국외"},
    {"국내", "해외"},
    {"공공", "민간"},
    {"적합", "부적합"},
    {"찬성", "반대"},
    {"주간", "야간"},
)
WHOLE_LINE = 3  # a list that is all there is on its line holds more than two examples would
_PRIZE = re.compile(r"^(?:대상|금상|은상|동상|최우수상?|우수상?|장려상?|특별상|본상|입선|가작)$")
_PRIZED = re.compile(r"상(?![가-힣])|[수시포입]상|선정|당선|상금|상장")
_OF_A_KIND = re.compile(r"^[가-힣]{1,6}별\s*[:：]\s*")


def in_brackets(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for bracket in _BRACKET.finditer(text):
        before = text[: bracket.start()]
        if parts := read_list(_OF_A_KIND.sub("", bracket["inner"])):
            whole = _whole_before(before, len(parts[0].told))
            yield from divided(whole, parts, subject(before, whole, title), place, text=before)


def behind_colon(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'100명: 사진 45, 영상 24': to the left one number alone, to the right nothing but the list."""
    for colon in _COLON.finditer(text):
        before, after = text[: colon.start()], text[colon.end() :]
        found = list(quantities(re.sub(r"\([^()]*\)", " ", before)))
        if len(found) != 1 or _NO_GAP.search(before):
            continue
        if parts := read_list(after):
            whole = quantities(before)[:1]
            said_of = subject(before, whole) or subject(before[whole[0].end :]) or title
            yield from divided(whole, parts, said_of, place, text=before, share=WHOLE_LINE)
            return


def _whole_before(before: str, how_many: int) -> Sequence[Quantity]:
    """The number right before a bracket; so many, where the parts tell two things together."""
    found = quantities(before)
    if not found:
        return ()
    gap = before[found[-1].end :]
    if not _GAP.match(gap) or _NO_GAP.search(gap) or gap.rstrip().endswith(("중", "등", "외")):
        return ()
    return quantities_end(before[: found[-1].end])[-how_many:] or found[-1:]


def divided(
    whole: Sequence[Quantity],
    parts: Sequence[Part],
    said_of: str,
    place: int,
    *,
    text: str = "",
    places: Sequence[int] = (),
    share: int = 10,
) -> Iterator[ClaimFacts]:
    """A claim for each number of the whole, if the parts divide it. `text`: up to the whole;
    `share`: of the whole, by which they may be off at least."""
    if not whole or len(whole) != len(parts[0].told) or _are_prizes_of_entries(text, parts):
        return
    share = min(share, _how_far(text[: whole[0].start], parts))
    at = places or [place] * len(parts)
    made = []
    for i, total in enumerate(whole):
        members = [part.told[i] for part in parts]
        if total.is_vague or _EACH_TIME.search(text[: total.start]):
            return
        if not _same_things(total, members):
            return
        members = [each.like(total) for each in members]
        if not could_come_to(total, members, share):
            return
        terms = tuple(
            each.term(part.label, line) for part, each, line in zip(parts, members, at, strict=True)
        )
        made.append(sum_claim(total, terms, said_of, place))
    yield from made


def _are_prizes_of_entries(text: str, parts: Sequence[Part]) -> bool:
    """150 entries are not divided by their prizes: 공모작 150편(대상 1, 금상 2)."""
    prizes = any(_PRIZE.match(part.label) for part in parts)
    return prizes and not _PRIZED.search(text)


def sum_claim(
    total: Quantity, terms: tuple[Term, ...], said_of: str, place: int, shape: str = "문장"
) -> ClaimFacts:
    return ClaimFacts(
        place,
        shape,
        said_of,
        "cost" if total.is_money else "count",
        total.printed,
        "value",
        total.value,
        total.unit,
        Scope(),
        "합",
        terms,
    )


def _same_things(total: Quantity, members: Sequence[Quantity]) -> bool:
    """Counted in the same word, or in none at all. A bare number could be anything."""
    bases = {each.base for each in members} - {""}
    if not total.base:
        return False
    return bases <= {total.base} and (total.base != "%")


def could_come_to(total: Quantity, members: Sequence[Quantity], share: int = 4) -> bool:
    """A misprint is off by little: by this share of the whole at most."""
    singles = [each.singles for each in members]
    whole, summed = total.singles, sum(singles, Decimal(0))
    if summed == whole:
        return True
    if not whole or max(singles) >= whole:
        return False
    return abs(summed - whole) * share < whole


def _how_far(before: str, parts: Sequence[Part]) -> int:
    """By which share of the whole parts may be off and still be meant as its parts.

    Two in brackets may be two examples: of that they are far off. Many names are hardly a
    coincidence, the less so behind a 총; and what counts in the unit of the whole, comes in as many
    parts as are announced (3개 팀 24명), or leaves nothing else (남, 여), divides it for sure. Amounts behind
    a 사업비 are what it is spent on.
    """
    names = {part.label for part in parts}
    announced = any(told.singles == len(parts) for told in quantities(before))
    borrowed = len(parts) > 2 and not any(each.base for part in parts for each in part.told)
    if announced or borrowed or any(names <= pair for pair in _COMPLEMENTS):
        return 1
    is_money = all(told.is_money for part in parts for told in part.told)
    if is_money and _OF_COST.search(before):
        return 2
    says_all = bool(_SAYS_ALL.search(before))
    return {2: 10, 3: 3}.get(len(parts), 2) // (2 if says_all else 1)
