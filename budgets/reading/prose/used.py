"""Rates that are named, behind the two numbers they were divided from: '시설용량 950천톤, 생산량 612천톤 (가동률
64.4%)', '목표(25,000개) 대비 105.0% 달성(26,250개)'.

Nothing but their place says that these two are meant. So they count the same, are the only two of
their kind before the rate, and come near it: what is far off may be of something else.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_RATE = r"(?<![\d.약])(?P<rate>\d{1,3}(?:\.\d+)?)\s*[%％](?!\s*(?:[pPｐ]|포인트))"
_NAMED = re.compile(rf"(?P<name>[가-힣]{{1,8}}[률율])\s*(?:은|는|이)?\s*[:：]?\s*{_RATE}")
# By what a rate is called, what its whole is called. Else the part is called as the rate is.
_WHOLES = {
    "가동": "용량|능력|시설",
    "이용": "용량|능력|정원|좌석|면수",
    "사용": "용량|능력|정원|좌석|면수",
    "점유": "좌석|객석|면수",
    "충원": "정원",
    "달성": "목표|계획",
    "추진": "목표|계획",
    "이행": "목표|계획",
    "진도": "목표|계획",
}
# Of growth, of money lent, of a budget (which is set against the ledger), of what is measured otherwise.
_NOT_OF_TWO = re.compile(
    r"(?:증가|감소|증감|신장|성장|상승|하락|변동|할인|절감|인상|인하|이자|이|금|세|환|출산|출생|고용|실업|물가|"
    r"집행|지출|이월|불용|징수|수납|지지|시청|청취|혼잡|보급|회전|응답|인지|만족|자급|자립|전환)[률율]$"
)
_GAP = re.compile(r"\s*(?:/일|/년|/월)?\s*[가-힣]{0,6}\s?[가-힣]{0,6}\s*[(,，:]?\s*")
_AIMED = (
    # 목표(25,000개) 대비 105.0% 달성(26,250개)
    re.compile(
        rf"(?:목표|계획)\s*[(:]?\s*(?P<second>\d[^()%]*?)\s*\)?\s*대비\s*{_RATE}\s*[가-힣]{{0,6}}"
        r"\s*\(\s*(?P<first>\d[^()%]*?)\s*\)"
    ),
    # 26,250개 창출 (목표 25,000개 대비 105.0%)
    re.compile(
        rf"(?P<first>\d[\d,.]*\s?[가-힣]{{1,4}})\s*[가-힣]{{0,6}}\s*\(\s*(?:당초\s*|연간\s*)?(?:목표|계획)\s*"
        rf"(?P<second>\d[^()%]*?)\s*(?:의|대비)\s*{_RATE}"
    ),
    # 달성률 105.0% (목표 25,000개, 실적 26,250개)
    re.compile(
        rf"{_RATE}\s*\(\s*(?:목표|계획)\s*:?\s*(?P<second>\d[^()%]*?)\s*[,/·]\s*(?:실적|달성|추진|완료)\s*:?\s*"
        r"(?P<first>\d[^()%]*?)\s*\)"
    ),
)
_NEAR = Decimal("0.15")  # of the rate
_FAR = Decimal("0.5")  # where the words say what is divided by what


def used(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for pattern in _AIMED:
        for hit in pattern.finditer(text):
            first, second = quantities(hit["first"]), quantities(hit["second"])
            if len(first) == len(second) == 1:
                said = subject(text[: hit.start()], None, title)
                yield from _claim(first[0], second[0], hit["rate"], said, place, _FAR)
    for hit in _NAMED.finditer(text):
        if _NOT_OF_TWO.search(hit["name"]):
            continue
        before = text[: hit.start()]
        told = quantities(before)
        if not told or not _GAP.fullmatch(before[told[-1].end :]):
            continue
        alike = [q for q in told if q.base == told[-1].base]
        if len(alike) == 2 and _are_meant(hit["name"][:-1], before, *alike):
            said = f"{subject(before[: alike[0].start], None, title)} {hit['name']}".strip()
            part, whole = sorted(alike, key=lambda q: q.singles)
            yield from _claim(part, whole, hit["rate"], said, place, _NEAR)


def _are_meant(name: str, text: str, first: Quantity, second: Quantity) -> bool:
    """'등록 1,000명, 수료 850명 (수료율 85%)': the part is called so, or the whole as wholes of it are."""
    wholes = _WHOLES.get(name)
    if wholes and re.search(wholes, text[: first.start]):
        return True
    return name in text[first.end :] and second.singles <= first.singles


def _claim(
    part: Quantity, whole: Quantity, printed: str, said: str, place: int, room: Decimal
) -> Iterator[ClaimFacts]:
    rate = Decimal(printed)
    is_told = part.base == whole.base and part.base and not (part.is_vague or whole.is_vague)
    if not is_told or not whole.singles:
        return
    if abs(part.singles * 100 / whole.singles - rate) <= rate * room:
        yield ClaimFacts(
            *(place, "문장", said, "share", f"{printed}%", "value", rate, "%", Scope()),
            *("비중", (part.term("", place), whole.term("", place))),
        )
