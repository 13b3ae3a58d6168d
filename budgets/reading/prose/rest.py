"""What is left, what came on top, and what has come together since: '320㎞ 중 180㎞ 완료 (잔여 140㎞)', '신규 45명,
퇴직 30명 (순증 15명)', '누계 1,250건 (전월까지 1,100건, 당월 150건)'.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.facts import ClaimFacts, Scope
from budgets.reading.prose.parts import could_come_to, sum_claim
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_LEFT = re.compile(
    r"(?:잔여(?:분|량|물량|구간|예산|액)?|미(?:완료|처리|집행|정비|설치|교체)(?:분|량)?|나머지|남은\s?[가-힣]{1,4})"
    r"\s*(?:은|는)?\s*[:：(]?\s*(?=\d)"
)
_AWAY = re.compile(r"취소|취하|제외|폐지|포기|철회|별도|외\s")
_NET = re.compile(r"순\s?(?P<way>증|감)(?:가|소)?\s*(?:은|는)?\s*[:：(]?\s*(?=\d)")
_OF = re.compile(r"\s*(?:가운데|중)(?:에서)?\s")
_UP = re.compile(
    r"(?:신규|증가|증원|유입|전입|설치|가입|개업|채용|확충|추가|등록|입소|순유입)[가-힣]{0,3}\s*[:：(]?\s*$"
)
_DOWN = re.compile(
    r"(?:폐지|폐업|감소|감원|유출|전출|철거|해지|퇴직|해제|말소|탈퇴|퇴소)[가-힣]{0,3}\s*[:：(]?\s*$"
)
_SO_FAR = r"(?:(?:전월|전일|전주|전분기|전년|작년|지난해|지난달|기존)(?:도)?\s?(?:말)?(?:까지)?\s*(?:누계|누적)?)"
_NOW = r"(?:당월|금월|이달|당일|금일|당주|금주|당분기|당해\s?연도|당년도?|금년도?|올해|이번\s?달|신규|추가)(?:분)?"
_TOGETHER = re.compile(r"(?:누계|누적)(?:액|량)?\s*(?:은|는)?\s*[:：(]?\s*$")
_BEFORE = re.compile(rf"{_SO_FAR}\s*[:：(]?\s*$")
_ADDED = re.compile(rf"{_NOW}\s*[:：(]?\s*$")


def rest(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    yield from _left(text, place, title)
    yield from _net(text, place, title)
    yield from _together(text, place, title)


def _left(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """Of two numbers before it, of which the second is part of the first."""
    for hit in _LEFT.finditer(text):
        told = quantities(text)
        before = [q for q in told if q.start < hit.start()]
        left = next((q for q in told if q.start >= hit.end()), None)
        if left is None or left.start != hit.end() or len(before) != 2:
            continue
        if _AWAY.search(text) or any(q.base == left.base for q in told if q.start > left.start):
            continue
        whole, part = before
        if _OF.match(text, whole.end, part.start) and part.singles < whole.singles:
            yield from _difference(left, [whole, part], text[: whole.start], place, title, sign=1)


def _net(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for hit in _NET.finditer(text):
        told = quantities(text)
        before = [q for q in told if q.start < hit.start()]
        net = next((q for q in told if q.start >= hit.end()), None)
        if net is None or net.start != hit.end() or len(before) != 2:
            continue
        ups = [q for q in before if _UP.search(text[: q.start])]
        downs = [q for q in before if _DOWN.search(text[: q.start])]
        if len(ups) == len(downs) == 1 and ups != downs:
            sign = 1 if hit["way"] == "증" else -1
            said = text[: before[0].start]
            yield from _difference(net, [ups[0], downs[0]], said, place, title, sign=sign)


def _together(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """The three in whichever order, each behind its own word."""
    told = quantities(text)
    for at in range(len(told) - 2):
        three = told[at : at + 3]
        named = [[q for q in three if word.search(text[: q.start])] for word in _WORDS]
        named[0] = [q for q in named[0] if q not in named[1]]  # 전월 누계 is no 누계
        if [len(each) for each in named] != [1, 1, 1] or len({q.start for (q,) in named}) < 3:
            continue
        whole, so_far, now = (each[0] for each in named)
        if _is_one_kind(three) and could_come_to(whole, [so_far, now]):
            terms = (so_far.term("이전 누계", place), now.term("이번", place))
            said = subject(text[: three[0].start], None, title)
            yield sum_claim(whole, terms, said, place)


_WORDS = (_TOGETHER, _BEFORE, _ADDED)


def _is_one_kind(told: Sequence[Quantity]) -> bool:
    return len({q.base for q in told}) == 1 and all(q.base and not q.is_vague for q in told)


def _difference(
    printed: Quantity, terms: Sequence[Quantity], before: str, place: int, title: str, *, sign: int
) -> Iterator[ClaimFacts]:
    first, second = terms
    less = (first.singles - second.singles) * sign
    if not _is_one_kind([printed, first, second]):
        return
    if abs(less - printed.singles) * 4 > max(first.singles, second.singles):
        return  # of something else
    if sign < 0:
        first, second = second, first
    yield ClaimFacts(
        *(place, "문장", subject(before, None, title), "cost" if printed.is_money else "count"),
        *(printed.printed, "value", printed.value, printed.unit, Scope(), "차"),
        (first.term("", place), second.term("", place)),
    )
