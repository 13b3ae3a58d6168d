"""Counted things as prose prints them: 658,234명, 34만8천명, 5만 9천명, 554억 38백만원, 66개, 45여건.

What numbers something (1차, 제5기, 3월, 2위) counts nothing and is no quantity.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from budgets.reading.facts import Term

SCALES = {
    "조": 10**12,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 10**3,
    "백": 10**2,
}
MONEY = "원"
_COUNTERS = (
    "가구 개교 개국 개권역 개노선 개단체 개대학 개동 개반 개부 개부서 개사 개사업 개소 개시 개시설 개역 개월 개조 개팀 개학교 개 건 "
    "곳 과목 과정 구간 권 그루 기관 농가 단지 단체 대 동 두 마리 매 면 명 문항 박스 발 병상 부 부서 사업 석 "
    "세대 세트 시간 식 실 인 인분 자리 장 점 정거장 종 주 줄 채 척 컷 켤레 쪽 톤 통 팀 편 포기 표 필지 학급 "
    "호실 회 회선 ㎡ m² ㎥ m³ ha ㎞ km kg ㎏ ton kW ㎾ kWh MW ㎿ MWh ㎘ 원"
)
_COUNTED = "|".join(sorted(_COUNTERS.split(), key=len, reverse=True))
_PARTICLE = r"(?:으로|로|을|를|이|가|은|는|의|에서|에|과|와|씩|당|만|도|이며|이고|이다|임)?"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS})(?:\s?(?:{_SCALE})(?:\s?(?:{_DIGITS})\s?(?:{_SCALE}))*)?"
_ORDINAL = re.compile(
    r"년|월|일|위|차|기|층|학년|호선|급|등|세|살|번|시(?!설)|분(?!야|과|기)|초|항|조(?!각)|쪽|쿼터|분기|단계|회차|주년|주차|"
    r"세기|반기|대(?=\s*(?:과제|목표|분야|전략|사업))"
)
# Before it no digit, no year's mark, no letter of a name (U20), no point of a date.
_BEGIN = r"(?<![\d.,'’‘′`A-Za-z+-])"
_QUANTITY = re.compile(
    rf"{_BEGIN}(?P<number>{_NUMBER})(?P<more>\s?여\s?)?"
    rf"(?:\s?(?P<unit>{_COUNTED})(?={_PARTICLE}(?![가-힣A-Za-z²]))"
    rf"|\((?P<aside>(?:{_COUNTED})(?:/[가-힣]{{1,4}})?)\)"
    r"|(?P<other>[가-힣]{1,6}))?(?![\d%％]|,\d|\.\d)"
)
_LONGEST_NUMBER = 15
_NEAR = 12  # letters around a number that may say what it is
_NTH = re.compile(r"(?:^|[^가-힣])제\s?$")
_VAGUE_BEFORE = re.compile(r"(?:약|대략|최대|최소|최고|최저|평균|[±~∼〜])\s*$")
_VAGUE_AFTER = re.compile(
    r"\s*(?:\+|여(?![가-힣])|이상|이내|내외|가량|정도|미만|이하|초과|안팎|[~∼〜])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    printed: str
    value: Decimal  # in its own scale: 25 of 25만명
    scale: str
    base: str  # what is counted: 명, 건, 원; blank where only a number stands
    start: int
    end: int
    is_vague: bool  # 약, 여, 내외: nothing can be worked out from it

    @property
    def unit(self) -> str:
        return self.scale + self.base

    @property
    def many(self) -> int:
        return SCALES.get(self.scale, 1)

    @property
    def singles(self) -> Decimal:
        return self.value * self.many

    @property
    def is_money(self) -> bool:
        return self.base == MONEY

    def like(self, whole: "Quantity") -> "Quantity":
        """A number without a unit counts what the whole does: 1,030백만원 (934, 96)."""
        scale = self.scale if self.base or self.scale else whole.scale
        return Quantity(
            self.printed,
            self.value,
            scale,
            self.base or whole.base,
            self.start,
            self.end,
            self.is_vague,
        )

    def term(self, label: str, place: int) -> Term:
        return Term(label.strip(), self.printed, self.value, self.unit, place)

    def exact_term(self, label: str, place: int) -> Term:
        """What is multiplied was not rounded: 월 5만부 are 50,000."""
        return Term(label.strip(), self.printed, self.singles, self.base, place)


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All that are counted, from left to right."""
    found = (_quantity(hit) for hit in _QUANTITY.finditer(text) if not _is_number_of_a_name(hit))
    return tuple(each for each in found if each)


def _around(hit: re.Match) -> tuple[str, str]:
    """The few letters to either side."""
    begin, end = hit.span()
    return hit.string[max(0, begin - _NEAR) : begin], hit.string[end : end + _NEAR]


def _is_number_of_a_name(hit: re.Match) -> bool:
    """제5기, 3월, 2022., 1팀장: it numbers, or stands in a date or a word."""
    unit = hit["unit"] or hit["other"] or ""
    before, after = _around(hit)
    if _NTH.search(before):
        return True
    if _ORDINAL.match(unit) and not hit["unit"]:
        return True
    return not unit and not hit["aside"] and bool(re.match(r"\s?[./:-]\s?\d|\.\s*[~(]|\.$", after))


def _quantity(hit: re.Match) -> Quantity | None:
    read = _number(hit["number"])
    if read is None:
        return None
    value, scale = read
    unit = hit["unit"] or hit["aside"] or hit["other"] or ""
    before, after = _around(hit)
    is_vague = bool(hit["more"] or _VAGUE_BEFORE.search(before) or _VAGUE_AFTER.match(after))
    return Quantity(hit[0].strip(), value, scale, unit, hit.start(), hit.end(), is_vague)


def _number(text: str) -> tuple[Decimal, str] | None:
    """'5만 9천' is 59 times 천: the scale is the finest that was printed."""
    parts = re.findall(rf"({_DIGITS})\s?({_SCALE})?", text)
    scales = [SCALES[scale] if scale else 1 for _, scale in parts]
    if any(later >= earlier for earlier, later in pairwise(scales)):
        return None
    if any(len(digits) > _LONGEST_NUMBER for digits, _ in parts):  # of an account, or a bill
        return None
    finest = scales[-1]
    whole = sum(
        Decimal(digits.replace(",", "")) * scale
        for (digits, _), scale in zip(parts, scales, strict=True)
    )
    return whole / finest, parts[-1][1]
