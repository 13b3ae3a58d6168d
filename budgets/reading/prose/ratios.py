"""Rates and means that print what they were divided from: '추진율 56.3% (180㎞/320㎞)', '계획 20,000세대
대비 15,400세대 보급(77.0%)', '1,120회 45,200명 (회당 40.4명)'.

Which of two numbers was divided by which, the words say, or the stroke between them; where a rate is
far from both ways to divide, the numbers are of something else.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.subjects import subject

_UNIT = r"(?:[가-힣]{1,4}|㎞|km|㎡|㎥|톤|%)(?:\s(?:팀|업체|사업|학교|단체|기관))?"


def _number(name: str, unit: str = _UNIT) -> str:
    return (
        rf"(?<![\d,.만천억조약])(?P<{name}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"\s?(?P<{name}_unit>{unit})?"
    )


_RATE = r"(?<![\d.약])(?<!약\s)(?P<rate>\d+(?:\.\d+)?)\s*[%％](?!\s*[pPｐ포])"
_WORD = r"(?:[가-힣]{1,8}\s*)?"
_STROKE = re.compile(
    rf"{_RATE}\s*\(\s*{_WORD}{_number('first')}\s*[/÷]\s*{_WORD}{_number('second')}\s*\)"
)
_AIMED = re.compile(
    rf"(?:목표|계획)\s*:?\s*{_number('second')}\s*(?:[/,→]\s*(?:실적|추진|달성|완료)\s*:?\s*|대비\s*(?:실적\s*)?)"
    rf"{_number('first')}\s*[가-힣]{{0,4}}\s*\(\s*(?:(?:달성|추진|진행|집행|이행)[률율]\s*:?\s*)?{_RATE}\s*\)"
)
_MEAN = re.compile(
    rf"당\s?[가-힣 ]{{0,10}}:?\s*{_number('mean')}\s*\(\s*{_WORD}{_number('first')}\s*[/÷]\s*"
    rf"{_WORD}{_number('second')}\s*\)"
)
_EACH = re.compile(
    rf"{_number('second', '[가-힣]{1,3}')}[\s,]\s*{_number('first')}\s*\(\s*(?P<each>[가-힣]{{1,3}})당\s*"
    rf"(?:평균\s*)?{_number('mean')}\s*\)"
)
_LAST_YEAR = re.compile(
    rf"{_number('first')}\s*\(\s*전년\s*(?:동기\s*)?대비\s*{_RATE}\s*(?P<way>증가|감소|상승|하락),"
    rf"\s*(?:['‘’′]?\d\d(?:\d\d)?년|전년)\s*{_number('second')}\s*\)"
)
_YEAR = r"(?:['‘’′]?\d\d(?:\d\d)?년\s*)?"
_WAY = rf"{_RATE}\s*(?P<way>증가|감소|상승|하락)\s*\)"
_CHAIN = re.compile(
    rf"{_number('second')}\s*→\s*{_YEAR}{_number('first')}\s*\(\s*전년\s*대비\s*{_WAY}"
)
# In a unit of two words, which no other room reads; of a longer chain nobody says which two.
_TWO_WORDS = re.compile(
    rf"^[^→]*?{_number('second')}\s*→\s*{_YEAR}{_number('first')}\s*\(\s*{_WAY}"
)
_FAR = Decimal("0.5")  # of the rate
_PERCENT = Decimal(100)


def ratios(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    for hit in (*_STROKE.finditer(text), *_AIMED.finditer(text)):
        yield from _share(hit, text, place, title)
    for hit in _MEAN.finditer(text):
        if hit["mean_unit"] == hit["first_unit"] != hit["second_unit"]:
            yield from _mean(hit, text, place, title)
    for hit in _EACH.finditer(text):
        if hit["mean_unit"] == hit["first_unit"] and hit["each"] == hit["second_unit"]:
            yield from _mean(hit, text, place, title)
    two_words = [hit for hit in _TWO_WORDS.finditer(text) if " " in (hit["first_unit"] or "")]
    for hit in (*_LAST_YEAR.finditer(text), *_CHAIN.finditer(text), *two_words):
        yield from _grown(hit, text, place, title)


def _share(hit: re.Match, text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    first, second, rate = _value(hit["first"]), _value(hit["second"]), Decimal(hit["rate"])
    if not first or not second or not _is_one_unit(hit):
        return
    terms = (_term(hit, "first", place), _term(hit, "second", place))
    there, back = (abs(x - rate) for x in (first * 100 / second, second * 100 / first))
    if hit.re is _STROKE and back < there:
        terms, there = terms[::-1], back
    if there <= rate * _FAR:
        printed = f"{hit['rate']}%"
        said = subject(text[: hit.start()], None, title)
        yield _claim(place, said, "share", printed, rate, "%", "비중", terms)


def _mean(hit: re.Match, text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    first, second, mean = (_value(hit[name]) for name in ("first", "second", "mean"))
    if second and abs(first / second - mean) <= mean * _FAR:
        terms = (_term(hit, "first", place), _term(hit, "second", place))
        printed, unit = f"{hit['mean']}{hit['mean_unit']}", hit["mean_unit"]
        said = subject(text[: hit.start()], None, title)
        yield _claim(place, said, "mean", printed, mean, unit, "평균", terms)


def _grown(hit: re.Match, text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    first, second, rate = _value(hit["first"]), _value(hit["second"]), Decimal(hit["rate"])
    rate = -rate if hit["way"] in ("감소", "하락") else rate
    if not second or not _is_one_unit(hit) or "%" in (hit["first_unit"] or ""):
        return
    grown = (first - second) * _PERCENT / second
    if abs(grown - rate) <= max(abs(grown), abs(rate)) * _FAR:
        terms = (_term(hit, "first", place), _term(hit, "second", place))
        printed = f"{hit['rate']}% {hit['way']}"
        said = subject(text[: hit.start()], None, title)
        yield _claim(place, said, "change_rate", printed, rate, "%", "증감률", terms)


def _is_one_unit(hit: re.Match) -> bool:
    units = {hit["first_unit"], hit["second_unit"]}
    return len(units) == 1 and None not in units


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _term(hit: re.Match, name: str, place: int) -> Term:
    unit = hit[f"{name}_unit"] or ""
    return Term("", f"{hit[name]}{unit}", _value(hit[name]), unit, place)


def _claim(place, said, measure, printed, value, unit, formula, terms) -> ClaimFacts:
    return ClaimFacts(
        *(place, "문장", said, measure, printed, "value", value, unit, Scope(), formula, terms)
    )
