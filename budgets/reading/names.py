"""What a row's name says of itself: a total, a kind, a department. Never whose child it is."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from departments.text import squeezed

KINDS = {
    "재무활동": ("재무활동", "전출금", "예치", "예탁", "보전지출"),
    "행정운영경비": ("행정운영경비", "기본경비", "인력운영비", "일반예산", "기금관리비"),
    "정책사업": ("정책사업", "사업예산", "고유목적"),
}
# Rows that only gather programs, and are none themselves.
_GATHERS = re.compile(r"^(?:정책사업|사업예산|사업비)(?:총?계|합계)?(?:\(.*\))?$")
_TOTAL = re.compile(r"^(?:합계|총계|총합계|누계|계|소계)(?:\(.*\))?$")
_ACCOUNT_ROW = re.compile(r"^(?:일반회계|[가-힣·]*특별회계(?:\(.*계정\))?)$")
_FOOTNOTE = re.compile(
    r"(?:\s*(?:[*＊※†‡¹²³⁴⁵]|\(?주?\s?\d{1,2}\s?\)|\(\s?[*＊※]\s?\d{0,2}\s?\)))+$"
)
_MARKS = re.compile(r"[^\w]")
_DIVISION = re.compile(r"^[가-힣0-9·]+(?:담당관|과|추진단|추진반)$")
# As words of their own: 환경과 is a division.
_NO_DIVISION = re.compile(
    r"(?:^|\s|추진|운영|사업|주요|기대)(?:성과|결과|효과|경과|통과|초과|부과|교과|학과)$"
)


def kind_named(name: str) -> str | None:
    word = squeezed(name)
    return next((kind for kind, words in KINDS.items() if any(w in word for w in words)), None)


def gathers_programs(name: str) -> bool:
    return bool(_GATHERS.match(squeezed(name)))


def is_total_named(name: str, office: str) -> bool:
    """합 계 / 홍보기획관 합계 / 합 계(시민소통기획관) / the office itself"""
    word = squeezed(name)
    return word == squeezed(office) or bool(_TOTAL.match(word.removeprefix(squeezed(office))))


def is_division(name: str) -> bool:
    return bool(_DIVISION.match(squeezed(name))) and not _NO_DIVISION.search(name)


def without_footnote(name: str) -> str:
    """뉴미디어담당관* / 뉴미디어담당관 1) / 뉴미디어담당관 주1)"""
    return _FOOTNOTE.sub("", name).lstrip("*＊※ ") or name


@lru_cache(maxsize=1 << 15)  # of two years of a city: each name is asked for again and again
def key_of(name: str) -> str:
    """A name without blanks and marks: '서울사랑' and 「서울사랑」 are one."""
    return _MARKS.sub("", squeezed(name))


def is_account_row(name: str) -> bool:
    return bool(_ACCOUNT_ROW.match(squeezed(name)))


def distinct(paths: Iterable[str]) -> list[str]:
    """Names repeat, within a program too: the second of a path is '…#2'."""
    seen: Counter[str] = Counter()
    told = []
    for path in paths:
        seen[path] += 1
        told.append(path if seen[path] == 1 else f"{path}#{seen[path]}")
    return told
