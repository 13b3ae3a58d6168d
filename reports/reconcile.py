"""What a document prints, set against what its own leaf figures give.

Four verdicts. *agrees*: equal in the digits that are printed. *rounding*: not equal, but rounding
explains it, and the reason says which. *differs*: nothing explains it. *undecidable*: there is
nothing to compute it from. No list of known errors stands behind this, only arithmetic.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from budgets.amounts import Unit
from budgets.measures import Measures
from reports.particles import topic

CUT_OFF = "반올림하지 않고 버림"
AGREES, ROUNDING, DIFFERS, UNDECIDABLE = "agrees", "rounding", "differs", "undecidable"

_FRACTION = re.compile(r"\d\.(\d+)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed value: in its own unit (`unit_won` won, or 1 for persons and percent)."""

    measure: str
    text: str
    state: str  # value / dash / blank / unread
    value: Decimal | None
    unit_won: int
    is_sentence: bool

    @property
    def step(self) -> Decimal:
        """The last digit that was printed; a rate that cannot be read should have had one."""
        if self.state == "unread":
            return Decimal("0.1") if self.measure in RATES else Decimal(1)
        digits = len(found[1]) if (found := _FRACTION.search(self.text)) else 0
        return Decimal(1).scaleb(-digits)


@dataclass(frozen=True, slots=True)
class Parts:
    """Rounded figures that a printed one should add up: how many, their sum, rounded to what."""

    count: int
    won: int
    unit_won: int


@dataclass(frozen=True, slots=True)
class Exact:
    """What the leaves give: the amount, for a rate what it is divided by, and what it adds up."""

    part: int | None
    whole: int | None = None
    added: tuple[Parts, ...] = ()

    def value(self, printed: Printed) -> Decimal | None:
        if self.part is None:
            return None
        if printed.measure in RATES:
            return (
                None if not self.whole or self.whole < 0 else Decimal(self.part) * 100 / self.whole
            )
        return Decimal(self.part) / printed.unit_won


@dataclass(frozen=True, slots=True)
class Verdict:
    verdict: str
    computed: Decimal | None  # in the printed unit and digits
    difference: Decimal | None  # printed − computed
    reason: str = ""
    by: tuple[Printed, ...] = ()  # the printed amounts that give it, where those are the reason


PEOPLE = ("authorised", "actual")
# Of no leaf figure: without a formula there is nothing to work them out from.
FROM_TERMS = frozenset(
    {
        "assessed",
        "received",
        "uncollected",
        "written_off",
        "moved",
        "count",
        "share",
        "mean",
        "days",
        "weekday",
    }
)
RATES = {
    "rate": "spent",
    "rate_with_carried": "spent_and_carried",
    "lapsed_rate": "lapsed",
    "change_rate": "change",
}


def amount(measure: str, now: Measures, before: Measures | None = None) -> int | None:
    """The amount that a measure names, from summed leaves."""
    if measure == "change":
        return _change(now.base, before.base if before else None)
    if measure == "brought":  # no report prints what each line brought from the year before
        return None
    return getattr(now, "base" if measure == "cost" else measure)


def _change(now: int | None, before: int | None) -> int | None:
    """A dash on one side is nothing there; on both sides there is nothing to say."""
    return None if now is None and before is None else (now or 0) - (before or 0)


def exact(measure: str, now: Measures, before: Measures | None, added: tuple[Parts, ...]) -> Exact:
    if measure == "change_rate":
        return Exact(amount("change", now, before), before.base if before else None)
    if measure in RATES:
        return Exact(amount(RATES[measure], now), now.base)
    return Exact(amount(measure, now, before), added=added)


def judge(
    printed: Printed, exact: Exact, beside: Sequence[tuple[Printed, Verdict]] = ()
) -> Verdict:
    """One printed value. `beside`: the amounts that the same sentence states, already judged."""
    value = exact.value(printed)
    computed = None if value is None else value.quantize(printed.step, ROUND_HALF_UP)
    if printed.state == "unread":
        return Verdict(
            DIFFERS, computed, None, f"‘{printed.text}’{topic(printed.text)} 수의 표기가 아님"
        )
    if printed.value is None:
        if not computed:
            return Verdict(AGREES, computed, None)
        return Verdict(DIFFERS, computed, None, "값이 있는데 비어 있거나 ‘-’로 인쇄됨")
    if computed is None:
        return Verdict(UNDECIDABLE, None, None, _why_undecidable(printed, exact))
    difference = printed.value - computed
    if difference == 0:
        return Verdict(AGREES, computed, difference)
    if by := _from_printed(printed, beside):
        return Verdict(ROUNDING, computed, difference, "인쇄된 (반올림한) 금액으로 셈함", by)
    reason = _rounding(printed, exact, value)
    return Verdict(ROUNDING if reason else DIFFERS, computed, difference, reason)


_UNTOLD = {
    "mean": "며칠로 나눈 값인지 문서에서 정할 수 없음",
    "received": "이 값을 이루는 다른 값이 문서에 없음",
}


def _why_undecidable(printed: Printed, exact: Exact) -> str:
    if printed.measure in RATES and exact.part is not None:
        return "나눌 금액이 없어 비율이 없음"
    if printed.measure in ("mean", "received"):
        return _UNTOLD[printed.measure]
    if printed.measure in FROM_TERMS:
        return "무엇에서 나온 값인지 문서에서 정할 수 없음"
    if printed.measure in PEOPLE:
        return "더할 인원이 없거나, 얼마인지 알 수 없는 칸이 있음"
    return "어느 금액을 말하는지 정할 수 없음"


def _rounding(printed: Printed, exact: Exact, value: Decimal) -> str:
    if printed.measure not in RATES and exact.added and _within(printed, exact.added):
        return _room_words(printed, exact.added[-1])
    if printed.is_sentence and is_cut(printed, value):
        return CUT_OFF
    return ""


def _within(printed: Printed, added: tuple[Parts, ...]) -> bool:
    """n rounded parts and a rounded sum are at most (n + 1) / 2 apart, at every level."""
    return all(_off(printed, parts) <= _room(printed, parts) for parts in added)


def _off(printed: Printed, parts: Parts) -> Decimal:
    return abs(printed.value * printed.unit_won - parts.won)


def _room(printed: Printed, parts: Parts) -> Decimal:
    return (parts.count * parts.unit_won + printed.step * printed.unit_won) / 2


def _room_words(printed: Printed, parts: Parts) -> str:
    """How far off the sum of the parts is, and how far it may be."""
    off, room = (
        _in_its_unit(won, printed) for won in (_off(printed, parts), _room(printed, parts))
    )
    if parts.count == 1:
        return f"표에는 {Unit(parts.unit_won).label} 단위로 반올림되어 있음 ({off} 차이, {room}까지 생길 수 있음)"
    how = f"그 합과 {off} 차이, {room}까지 생길 수 있음" if _off(printed, parts) else "그 합과 같음"
    return f"더한 {parts.count}개 금액의 단수처리 ({how})"


def _in_its_unit(won: Decimal, printed: Printed) -> str:
    digits = f"{won / printed.unit_won:,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{digits}{Unit(printed.unit_won).label}"


def is_cut(printed: Printed, value: Decimal) -> bool:
    return printed.value == value.quantize(printed.step, ROUND_FLOOR)


def _from_printed(printed: Printed, beside) -> tuple[Printed, ...]:
    """The amounts printed beside it that give it, if those are the right ones but for rounding."""
    told = {p.measure: p for p, v in beside if v.verdict != DIFFERS and p.value is not None}
    base = told.get("budget", told.get("appropriated"))
    if not base or not base.value:
        return ()
    if printed.measure == "lapsed":
        spent = told.get("spent")
        by = tuple(filter(None, (base, spent, told.get("carried"))))
        rest = base.value - sum(each.value for each in by[1:])
        return by if spent is not None and printed.value == rest else ()
    part = told.get(RATES.get(printed.measure))
    if part is None:
        return ()
    rate = (part.value * 100 / base.value).quantize(printed.step, ROUND_HALF_UP)
    return (part, base) if printed.value == rate else ()
