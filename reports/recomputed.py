"""A printed value worked out again from others that the same document prints. Pure.

Every term was rounded to the last digit that is printed of it, so each stands for a span. What is
counted (1,268건) was not rounded, and an amount in whole won neither. A printed value that the
formula reaches from somewhere within those spans is a rounding; else it differs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import product
from math import prod

from budgets.amounts import Unit
from budgets.reading.count_means import TOLD_DAYS
from reports.mean_of_days import mean_of_days
from reports.particles import topic
from reports.reconcile import (
    AGREES,
    CUT_OFF,
    DIFFERS,
    ROUNDING,
    UNDECIDABLE,
    Printed,
    Verdict,
    is_cut,
)

WEEKDAYS = "월화수목금토일"
_MONEY = {unit.label: unit.value for unit in Unit} | {"만원": 10_000, "억": 100_000_000}
_PREFIX = {
    "조": 1_000_000_000_000,
    "십만": 100_000,
    "백만": 1_000_000,
    "천만": 10_000_000,
    "만": 10_000,
    "천": 1_000,
    "억": 100_000_000,
    "백": 100,
}
_FRACTION = re.compile(r"\d\.(\d+)")
_PERCENT = {"비중", "증감률"}
_OF_DAYS = {"요일", "일수"}
_WORDS = {
    "합": "더한 {n}개 값의 단수처리",
    "차": "뺀 {n}개 값의 단수처리",
    "같음": "다른 곳의 값을 반올림함",
}
_FROM_ROUNDED = "인쇄된 (반올림한) 값으로 셈함"


@dataclass(frozen=True, slots=True)
class Given:
    """A term as it counts: its value in single units (건, 명, 원), and how far off it may be."""

    label: str
    value: Decimal
    half: Decimal = Decimal(0)
    day: date | None = None
    is_days: bool = False  # how many days a mean is of

    @property
    def ends(self) -> tuple[Decimal, ...]:
        return (self.value - self.half, self.value + self.half) if self.half else (self.value,)


def factor(unit: str) -> int:
    """What one of a unit counts: 천원 1,000, 만부 10,000, 건 1."""
    if unit in _MONEY:
        return _MONEY[unit]
    return next((many for word, many in _PREFIX.items() if unit.startswith(word)), 1)


def given(label: str, printed: str, value: Decimal, unit: str) -> Given:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", printed):
        return Given(label, value, day=date.fromisoformat(printed))
    digits = len(found[1]) if (found := _FRACTION.search(printed)) else 0
    many = factor(unit)
    step = Decimal(many).scaleb(-digits)
    return Given(label, value * many, Decimal(0) if step == 1 else step / 2, is_days=unit == "일")


def recomputed(formula: str, printed: Printed, terms: Sequence[Given], unit: str) -> Verdict:
    """`printed` is judged in its own unit, as it is printed."""
    many = 1 if formula in _PERCENT else factor(unit)
    exact = _worked_out(formula, [term.value for term in terms], [term.day for term in terms])
    computed = None if exact is None else _quantized(exact / many, printed.step)
    if printed.state == "unread":
        words = "달력에 없는 날" if formula in _OF_DAYS else "수의 표기가 아님"
        return Verdict(DIFFERS, computed, None, f"‘{printed.text}’{topic(printed.text)} {words}")
    if computed is None:
        return Verdict(UNDECIDABLE, None, None, "다시 셈할 값이 없음")
    if printed.value is None:
        if not computed:
            return Verdict(AGREES, computed, None)
        return Verdict(DIFFERS, computed, None, "값이 있는데 비어 있거나 ‘-’로 인쇄됨")
    difference = printed.value - computed
    if difference == 0:
        return Verdict(AGREES, computed, difference)
    reason = _excuse(formula, printed, terms, exact / many, many)
    if not reason and formula == "평균" and len(terms) == 2 and terms[1].is_days:
        total, days = terms
        is_told = days.label == TOLD_DAYS
        verdict, why = mean_of_days(printed, total.ends, int(days.value), many, is_told=is_told)
        if verdict == AGREES:
            return Verdict(AGREES, printed.value, Decimal(0), why)
        return Verdict(verdict, computed, None if verdict == UNDECIDABLE else difference, why)
    return Verdict(ROUNDING if reason else DIFFERS, computed, difference, reason)


def _worked_out(formula: str, values: Sequence[Decimal], days: Sequence[date | None]):
    if not values:
        return None
    if formula in _OF_DAYS:
        return _of_days(formula, days)
    first, *others = values
    if formula == "합":
        return sum(values, Decimal(0))
    if formula == "곱":
        return Decimal(prod(values))
    if formula == "같음":
        return first
    if formula == "차":
        return first - sum(others)
    if not others or not others[0]:
        return None
    with localcontext(prec=40):
        if formula == "평균":
            return first / others[0]
        if formula == "비중":
            return first * 100 / others[0]
        return (first - others[0]) * 100 / others[0] if formula == "증감률" else None


def _of_days(formula: str, days: Sequence[date | None]) -> Decimal | None:
    if any(day is None for day in days):
        return None
    if formula == "요일":
        return Decimal(days[0].isoweekday())
    return Decimal((days[1] - days[0]).days + 1) if len(days) == 2 else None


def _quantized(value: Decimal, step: Decimal) -> Decimal:
    with localcontext(prec=40):
        return value.quantize(step, ROUND_HALF_UP)


def _excuse(
    formula: str, printed: Printed, terms: Sequence[Given], value: Decimal, many: int
) -> str:
    if formula == "일수":
        return "첫날을 빼고 셈함" if printed.value == value - 1 else ""
    if formula == "요일":
        return ""
    reached = [end / many for end in _reach(formula, terms)]
    half = Decimal(0) if _is_counted(printed, formula, many) else printed.step / 2
    if min(reached) - half <= printed.value <= max(reached) + half:
        return _WORDS.get(formula, _FROM_ROUNDED).format(n=len(terms))
    return CUT_OFF if printed.is_sentence and is_cut(printed, value) else ""


def _is_counted(printed: Printed, formula: str, many: int) -> bool:
    """Nothing was rounded for a whole number of single things, unless it was divided for it."""
    return many == 1 and printed.step == 1 and formula in ("합", "차", "곱", "같음")


def _reach(formula: str, terms: Sequence[Given]) -> Iterator[Decimal]:
    """The least and the most that the terms could give. Each formula goes one way in each term, so
    the ends do; sums of many are added up at once, as there are too many pairs of ends."""
    if formula in ("합", "차"):
        value = _worked_out(formula, [term.value for term in terms], ())
        room = sum(term.half for term in terms)
        yield from (value - room, value + room)
        return
    for ends in product(*(term.ends for term in terms)):
        worked = _worked_out(formula, ends, ())
        if worked is not None:
            yield worked
