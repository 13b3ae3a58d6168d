"""How a report prints a count: 1,050,866 / 446,142건 / 4만여면 / 1만 4천여명 / 312,936(47.6%).

What is said to be about (약, 여) keeps its words; it is a value, but nothing can be added up with it.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

MONEY = ("억원", "백만원", "만원", "천원", "원")
_UNITS = (
    *MONEY,
    *("건", "명", "인", "회", "표", "부", "편", "종", "개소", "개", "면", "곳", "팀", "개팀"),
    *("가구", "권", "매", "점", "실", "과정", "대", "쪽", "시간", "단체", "개단체", "마리", "톤"),
    *("㎡", "m²", "km", "㎞", "%", "천명", "만명", "천건", "만건"),
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = rf"""(?:(?P<hundred>{_DIGITS})\s*억\s*)?(?:(?P<ten>{_DIGITS})\s*만\s*)?
    (?:(?P<thousand>{_DIGITS})\s*천(?!원|명|건)\s*)?(?P<one>{_DIGITS})?"""
_COUNT = re.compile(
    rf"(?P<about>약\s*)?(?P<sign>[△▲−-]\s*)?(?P<number>{_NUMBER})\s*(?P<more>여\s*)?(?P<unit>{_UNIT})?",
    re.VERBOSE,
)
_SHARE = re.compile(r"[(\[]?\s*(?P<share>\d{1,3}(?:\.\d+)?)\s*[%％]\s*[)\]]?")
_BESIDE = re.compile(r"(?P<count>.*?)\s*[(\[]\s*(?P<share>[\d.,]+\s*[%％])\s*[)\]]$")
_DASH = frozenset("-–—―ㅡ‐")
_WORTH = {"hundred": 10**8, "ten": 10**4, "thousand": 10**3, "one": 1}
_TIMES = {"천명": ("명", 1000), "만명": ("명", 10**4), "천건": ("건", 1000), "만건": ("건", 10**4)}


@dataclass(frozen=True, slots=True)
class Count:
    state: str  # value, dash, blank, unread
    value: Decimal | None
    printed: str
    unit: str = ""
    share: str = ""
    is_about: bool = False

    @property
    def is_value(self) -> bool:
        return self.state == "value"


def read_count(text: str) -> Count | None:
    """The whole text as one count; None where it is none."""
    found = _COUNT.fullmatch(text.strip())
    if not found or not found["number"].strip():
        return None
    unit, times = _TIMES.get(found["unit"] or "", (found["unit"] or "", 1))
    if times > 1 and not found["one"]:
        return None
    # 41만 2천명: the thousands are of the 2 alone.
    worth = _WORTH | {"one": times}
    value = sum(
        (Decimal((found[name] or "0").replace(",", "")) * worth[name] for name in worth),
        start=Decimal(0),
    )
    value = -value if found["sign"] else value
    is_about = bool(found["about"] or found["more"])
    return Count("value", _plain(value), text.strip(), unit, is_about=is_about)


def read_cell(text: str) -> Count:
    """A cell of a table of counts, with the share that stands in brackets behind it."""
    bare = text.strip()
    if not bare:
        return Count("blank", None, "")
    if bare in _DASH:
        return Count("dash", None, bare)
    beside = _BESIDE.match(bare)
    found = read_count(beside["count"] if beside else bare)
    if found is None:
        return Count("unread", None, bare)
    return replace(found, share=beside["share"].replace(" ", "")) if beside else found


def read_share(text: str) -> str:
    """A cell that says nothing but a share, with its sign or in brackets; else nothing."""
    found = _SHARE.fullmatch(text.strip())
    return f"{found['share']}%" if found else ""


def percent(share: str) -> Decimal | None:
    """None for what is no number: 47,8%"""
    found = _SHARE.fullmatch(share.strip())
    return Decimal(found["share"]) if found else None


def is_count(text: str) -> bool:
    return read_cell(text).state in ("value", "dash")


def find_counts(text: str) -> list[Count]:
    """The counts with a unit in a text of words: 신청사 지하 1·2층 / 8,150㎡ has one."""
    found = []
    for hit in _COUNT.finditer(text):
        ends_here = not re.match(r"[가-힣\d]", text[hit.end() :])
        if hit["number"].strip() and hit["unit"] and ends_here:
            found.append(read_count(hit[0]))
    return [each for each in found if each]


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
