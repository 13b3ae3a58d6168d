"""Which term of /terms a column, its head or a word in a sentence leads to. Pure."""

import re

from budgets.measures import MEASURES
from reports.terms import TERMS

_OF_COLUMN = {
    **MEASURES,
    "lapsed": "집행잔액",
    "unspent": "미집행액",
    "uncommitted": "미원인행위액",
    "unpaid": "미지급액",
    "rate": "집행률",
    "rate_with_carried": "집행률-이월-포함",
    "share": "구성비",
    "change": "증감",
    "spent_change": "증감",
    "change_rate": "증감률",
    "points": "집행률-차",
    "printed": "인쇄값",
    "verdict": "인쇄값",
    "lines": "세부사업",
    "behind": "뒤짐",
    "account": "회계",
    "stage": "기준일",
    "basis": "재편",
    **dict.fromkeys(("state", "new", "ended", "moved", "changed", "same", "untold"), "이어짐"),
    "authorised": "정원",
    "actual": "현원",
}
# Words that mean nothing else wherever they stand: names of lines have 이용 and 전용 in them.
IN_SENTENCES = {
    **{name: name for name in _OF_COLUMN.values() if name.endswith(("액", "률"))},
    "지출액": "집행액",
    "단수처리": "단수처리",
}
_OF_A_DATE = re.compile(r"^(?:then|now|other)_")
_BY_NAME = {re.sub(r"\W", "", term.name): term.anchor for term in TERMS.values()}


def anchor_of(key: str, label: str = "") -> str:
    """Where /terms explains a column, by its key or by what its head says; nowhere is "". A column
    of one of two dates is explained where the measure is."""
    return _OF_COLUMN.get(_OF_A_DATE.sub("", key)) or _BY_NAME.get(re.sub(r"\W", "", label), "")
