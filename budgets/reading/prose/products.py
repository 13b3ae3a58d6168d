"""Numbers that print how they were multiplied: '72만부(월6만부×12회)', '월 5만부 / 연12회' below
'60만부', '월 31,500부(연 378,000부)'.

A year has twelve months. Whether something weekly comes 52 or 53 times, or monthly in all twelve,
no grammar says: where the printed number would be such another count, nothing settles it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import prod

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_TIMES = re.compile(r"\s*[×xX✕*＊]\s*")
_BRACKET = re.compile(r"\((?P<inner>[^()]+)\)")
_EQUALS = re.compile(r"\s*=\s*")
_FACTOR = re.compile(r"^(?P<before>\D*)(?P<told>\d.*)$")
_EACH = r"(?<![가-힣])(?:매월|월|매회|회당|호당|1회|매주|주)"
_EACH_TIME = re.compile(rf"(?P<each>{_EACH})\s*(?:평균\s*)?$")
_A_YEAR = re.compile(r"(?:연간|매년|연|년)\s*$")
_MONTHS, _WEEKS = 12, 52
_PRINTED_COPIES = ("부", "권", "매")
_MONTHLY, _WEEKLY = ("월", "매월"), ("주", "매주")


def products(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    yield from _multiplied_in_brackets(text, place, title)
    yield from _multiplied_and_said(text, place, title)
    yield from _by_the_year(text, place, title)


def issued(text: str, below: str, place: int, at: int, title: str) -> Iterator[ClaimFacts]:
    """'60만부 배부' over '월 5만부 / 연12회': so many each time, so many times. `at`: of `below`."""
    yield from _so_many_times(quantities(text), below, text, place, at, title)


def _so_many_times(
    told: Sequence[Quantity], said: str, text: str, place: int, at: int, title: str
) -> Iterator[ClaimFacts]:
    found = list(_each_and_times(said))
    if len(found) != 1:
        return
    each, times = found[0]
    whole = [one for one in told if one.base == each.base]
    terms = (each.exact_term("한 번에", at), times.exact_term("한 해", at))
    if len(whole) == 1 and not whole[0].is_vague and _come_near(whole[0], terms):
        yield _claim(whole[0], terms, subject(text, whole, title), place)


def _each_and_times(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    told = quantities(text)
    for each, times in pairwise(told):
        between = text[each.end : times.start]
        is_each = _EACH_TIME.search(text[: each.start]) and each.base != "회"
        is_times = times.base == "회" and re.fullmatch(
            r"\s*(?:씩|발행|발간|배부|제작)?\s*[/,·]?\s*(?:연간|연|총|매년)\s*", between
        )
        if is_each and is_times and not (each.is_vague or times.is_vague):
            yield each, times


def _multiplied_in_brackets(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for bracket in _BRACKET.finditer(text):
        before = text[: bracket.start()]
        told = quantities(before)
        if told and not before[told[-1].end :].strip():
            yield from _so_many_times([told[-1]], bracket["inner"], before, place, place, title)
            yield from _multiplied(told[-1], bracket["inner"], before, place, title)


def _multiplied_and_said(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'50,000원 × 12월 × 3명 = 1,800천원'"""
    sides = _EQUALS.split(text)
    if len(sides) != 2 or len(_TIMES.findall(sides[0])) == 0:
        return
    told = quantities(sides[1])
    if told and not sides[1][: told[0].start].strip():
        factors = re.split(r"[:：(]\s*|,\s+", sides[0])[-1]
        yield from _multiplied(told[0], factors, sides[0].split(":")[0], place, title)


def _multiplied(
    whole: Quantity, inner: str, before: str, place: int, title: str
) -> Iterator[ClaimFacts]:
    factors = [_factor(piece) for piece in _TIMES.split(inner)]
    if len(factors) < 2 or not all(factors) or whole.is_vague:
        return
    terms = tuple(each.exact_term(label, place) for label, each in factors)
    if any(each.base == whole.base for _, each in factors) and _come_near(whole, terms):
        said_of = subject(before.removesuffix(whole.printed), None, title)
        yield _claim(whole, terms, said_of, place)


def _factor(piece: str) -> tuple[str, Quantity] | None:
    """A number with its unit; months and days multiply, too."""
    found = _FACTOR.match(piece.strip())
    if not found or "%" in piece or re.search(r"[+=~]", piece):
        return None
    told = quantities(found["told"])
    is_one = len(told) == 1 and not told[0].is_vague
    # 2,000개 업체: what the pieces are, behind their count.
    if is_one and re.fullmatch(r"(?:\s[가-힣]{2,4})?", found["told"].strip()[told[0].end :]):
        return found["before"].strip(), told[0]
    span = re.fullmatch(
        r"(\d{1,3}(?:,\d{3})*)\s*(개월|월|일|년|주|시간|분기)", found["told"].strip()
    )
    if span:
        value = Decimal(span[1].replace(",", ""))
        return found["before"].strip(), Quantity(span[0], value, "", span[2], 0, 0, False)
    return None


def _by_the_year(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    """'월 31,500부 발행(연 378,000부)', '주 60부(연 3900권 발행)'"""
    told = quantities(text)
    for each, year in pairwise(told):
        rhythm = _EACH_TIME.search(text[: each.start])
        between = text[each.end : year.start]
        said = re.fullmatch(r"\s*[가-힣]{0,4}\s*[(,/]\s*(?:연간|연)\s*", between)
        if not (rhythm and said) or each.is_vague or year.is_vague or not each.singles:
            continue
        how_often = {**dict.fromkeys(_MONTHLY, _MONTHS), **dict.fromkeys(_WEEKLY, _WEEKS)}
        times = how_often.get(rhythm["each"])
        if times is None or (year.base == "회") != (each.base == "회"):
            continue
        terms = (
            each.exact_term(rhythm["each"], place),
            Term("한 해", str(times), Decimal(times), "번", place),
        )
        said_of = subject(text, [each], title)
        settled = each.base == year.base and _is_settled(each, year, times)
        yield _claim(year, terms, said_of, place, settled=settled)


def _is_settled(each: Quantity, year: Quantity, times: int) -> bool:
    """Copies are printed month by month, unless the year's number is a whole count of fewer months.
    Cases and visits of a year are no twelve times those of a month that stands for many."""
    count = year.singles / each.singles
    if count == times:
        return True
    is_rarer = count == count.to_integral_value() and count < _MONTHS
    return times == _MONTHS and each.base in _PRINTED_COPIES and not is_rarer


def _claim(
    whole: Quantity, terms: tuple[Term, ...], said_of: str, place: int, *, settled: bool = True
) -> ClaimFacts:
    return ClaimFacts(
        place,
        "문장",
        said_of,
        "cost" if whole.is_money else "count",
        whole.printed,
        "value",
        whole.value,
        whole.unit,
        Scope(),
        "곱" if settled else "",
        terms if settled else (),
    )


def _come_near(whole: Quantity, terms: tuple[Term, ...]) -> bool:
    """Whether the product of these may be meant at all."""
    value = prod((term.value for term in terms), start=Decimal(1))
    return bool(value) and abs(value - whole.singles) * 2 <= whole.singles
