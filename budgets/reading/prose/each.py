"""Means that stand beside what they were divided from, in whichever unit: '412개사 1,236억원 지원 (업체당 평균
3억원)', '1,120회 45,200명 (회당 40.4명)'.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

# What is counted in one word and divided by in another.
_CALLED = {
    "업체": {"개사", "개업체", "개기업", "사", "업체", "기업"},
    "기업": {"개사", "개업체", "개기업", "사", "업체", "기업"},
    "사": {"개사", "사"},
    "인": {"명", "인"},
    "1인": {"명", "인"},
    "개소": {"개소", "곳"},
    "시설": {"개소", "개시설", "시설", "곳"},
    "가구": {"가구", "세대"},
    "세대": {"가구", "세대"},
    "단체": {"개단체", "단체"},
    "학교": {"개교", "개학교", "학교"},
    "사업": {"개사업", "사업", "건"},
    "팀": {"개팀", "팀"},
}
_EACH = re.compile(
    r"(?P<each>1?[가-힣]{1,3}?)\s?당\s?(?:평균\s?)?(?:(?![최한상약연월일매기])[가-힣]{2,5}\s?[:：]?\s?)?(?=\d)"
)
_BETWEEN = re.compile(r"\s*[가-힣]{0,6}\s?[가-힣]{0,6}\s*[(,，/]?\s*")
_BESIDE = re.compile(
    r"(?:\s?(?:업체|기업|기관|학교|단체|사업))?(?:에|에게|이|가|을|를|서)?[,，]?\s*(?:총\s?)?"
)
_FAR = Decimal("0.5")  # of the mean


def each(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for hit in _EACH.finditer(text):
        mean = next(iter(quantities(text[hit.end() :])), None)
        before = quantities(text[: hit.start()])[-2:]
        if mean is None or mean.start or mean.is_vague or len(before) < 2:
            continue
        first, second = before
        if not _BETWEEN.fullmatch(text[second.end : hit.start()]):
            continue
        if not _BESIDE.fullmatch(text[first.end : second.start]):
            continue
        words = _CALLED.get(hit["each"], {hit["each"].removeprefix("1")})
        of = [q for q in before if q.base in words]
        whole = [q for q in before if q.base == mean.base and q not in of]
        if len(of) == len(whole) == 1 and _is_meant(mean, whole[0], of[0]):
            yield _claim(mean, whole[0], of[0], subject(text[: first.start], None, title), place)


def _is_meant(mean: Quantity, whole: Quantity, of: Quantity) -> bool:
    if whole.is_vague or of.is_vague or not of.value:
        return False
    return abs(whole.singles / of.singles - mean.singles) <= mean.singles * _FAR


def _claim(mean: Quantity, whole: Quantity, of: Quantity, said: str, place: int) -> ClaimFacts:
    terms = (whole.term("", place), of.term("", place))
    return ClaimFacts(
        *(place, "문장", said, "mean", mean.printed, "value", mean.value, mean.unit),
        *(Scope(), "평균", terms),
    )
