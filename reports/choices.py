"""What a reader chose of a report, as its address says it: ?unit=백만원&depth=부서&sort=-rate

What an address says wrongly is refused, all of it at once; nothing is ignored in silence.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from budgets.amounts import Unit
from budgets.measures import MEASURES
from departments.words import bare, found_in
from reports.percent import percent_short

KINDS = ("정책사업", "행정운영경비", "재무활동", "종류 미기재")
DEPTHS = ("합계", "실국", "부서", "정책사업", "세부사업")
COLUMNS = {"unspent": "미집행액", "uncommitted": "미원인행위액", "share": "구성비"}
SORTS = {
    **MEASURES,
    "lapsed": "집행잔액",
    "rate": "집행률",
    **COLUMNS,
}
_UNDER = {"office": "실국", "department": "부서", "program": "정책사업"}
NO_END = 10**9  # of a band of rates that is open at this end
_UNITS = {unit.label: unit for unit in Unit}


class Misread(ValueError):
    """Everything in an address that cannot be taken."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Choices:
    unit: Unit = Unit.THOUSAND
    depth: str = "세부사업"
    department: str = ""
    kind: str = ""
    text: str = ""
    band: tuple[int, int] | None = None  # tenths of a percent, the upper end not included
    columns: tuple[str, ...] = ()
    sort: str = ""
    is_descending: bool = False
    compare: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.department or self.kind or self.text or self.band)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What of it has to stand beside the figures."""
        said = {
            "부서": self.department,
            "종류": self.kind,
            "찾는 말": self.text,
            "집행률": self.band and _band_words(*self.band),
            "펼친 단계": self.depth if self.depth != "세부사업" else "",
            "차례": self.sort and order_words(SORTS[self.sort], self.is_descending),
        }
        return tuple((label, value) for label, value in said.items() if value)

    @property
    def conditions(self) -> dict[str, str]:
        """Those that choose among lines, as an address says them."""
        said = {
            "department": self.department,
            "kind": self.kind,
            "q": self.text,
            "rate": self.band and _band_said(*self.band),
        }
        return {name: value for name, value in said.items() if value}

    def only(self, kept: Collection[str]) -> "Choices":
        """Under no other conditions than these, called as an address calls them."""
        fields = {"department": "department", "kind": "kind", "q": "text", "rate": "band"}
        lost = [field for name, field in fields.items() if name not in kept]
        usual = Choices()
        return replace(self, **{field: getattr(usual, field) for field in lost})

    def finds(self, *names: str) -> bool:
        return found_in(self.text, *names)


def is_unfolded(mark: str, depth: str) -> bool:
    """Whether what stands under an office, a department or a program is shown."""
    return DEPTHS.index(_UNDER[mark]) < DEPTHS.index(depth)


def order_words(label: str, is_descending: bool) -> str:
    return f"{label} {'큰' if is_descending else '작은'} 것부터"


def read_choices(said: Mapping[str, str], *, also: frozenset[str] = frozenset()) -> Choices:
    """`also`: parameters that the page takes besides."""
    problems: list[str] = []
    choices = Choices()
    for name, value in said.items():
        value = value.strip()
        try:
            if name in _READERS:
                choices = replace(choices, **(_READERS[name](value) if value else {}))
            elif name not in also:
                problems.append(f"‘{name}’은(는) 모르는 조건입니다.")
        except ValueError as wrong:
            problems.append(str(wrong))
    if problems:
        raise Misread(problems)
    return choices


def _one_of(name: str, field: str, known):
    def read(value: str) -> dict:
        if value not in known:
            raise ValueError(f"{name} ‘{value}’: {', '.join(known)} 가운데 하나여야 합니다.")
        return {field: known[value] if isinstance(known, dict) else value}

    return read


def _band(value: str) -> dict:
    """'30-60': from 30 % to below 60 %; either end may be left open."""
    low, dash, high = value.partition("-")
    try:
        ends = (percent_tenths(low) if low else -NO_END, percent_tenths(high) if high else NO_END)
    except ValueError:
        ends = (1, 0)
    if not dash or not (low or high) or ends[0] >= ends[1]:
        raise ValueError(f"집행률 구간 ‘{value}’: 30-60처럼 적습니다.")
    return {"band": ends}


def _band_words(low: int, high: int) -> str:
    above = f"{percent_short(low)} 이상" if low > -NO_END else ""
    below = f"{percent_short(high)} 미만" if high < NO_END else ""
    return f"{above} {below}".strip()


def _band_said(low: int, high: int) -> str:
    """What `_band` reads as these ends."""
    ends = (percent_short(end)[:-1] if abs(end) < NO_END else "" for end in (low, high))
    return "-".join(ends)


def percent_tenths(text: str) -> int:
    whole, _, tenth = text.partition(".")
    if not (whole + tenth).isdecimal() or not (whole + tenth).isascii() or len(tenth) > 1:
        raise ValueError
    return int(whole or 0) * 10 + int(tenth or 0)


def _text(value: str) -> dict:
    if not bare(value):
        raise ValueError(f"찾는 말 ‘{value}’: 글자나 숫자가 있어야 합니다.")
    return {"text": value}


def _columns(value: str) -> dict:
    chosen = tuple(dict.fromkeys(value.split(",")))
    unknown = [column for column in chosen if column not in COLUMNS]
    if unknown:
        raise ValueError(f"열 ‘{', '.join(unknown)}’: {', '.join(COLUMNS)} 가운데에서 고릅니다.")
    return {"columns": chosen}


def read_sort(value: str, known: Mapping[str, str]) -> tuple[str, bool]:
    """'-rate': by this column, the largest first."""
    column = value.removeprefix("-")
    if column not in known:
        raise ValueError(f"차례 ‘{value}’: {', '.join(known)} 가운데 하나여야 합니다.")
    return column, value.startswith("-")


def _sort(value: str) -> dict:
    return dict(zip(("sort", "is_descending"), read_sort(value, SORTS), strict=True))


_READERS = {
    "unit": _one_of("단위", "unit", _UNITS),
    "depth": _one_of("단계", "depth", DEPTHS),
    "kind": _one_of("종류", "kind", KINDS),
    "department": lambda value: {"department": value},
    "q": _text,
    "rate": _band,
    "columns": _columns,
    "sort": _sort,
    "compare": lambda value: {"compare": value},
}
