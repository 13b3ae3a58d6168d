"""Sentences that state a budget, a cost, an execution or a rate: which amounts, of which measure.

Only what is said is read here. Which lines of the ledger a sentence speaks of is another question
(`matching`), and often an open one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.amounts import Unit, parse_amount, parse_rate
from budgets.reading.facts import in_printed_unit
from budgets.reading.lines import Line

_MONEY = r"(?:\d[\d,.]*\s*조\s*)?(?:\d[\d,.]*\s*억\s*)?\d[\d,.]*\s*(?:천만|백만|천|만|억)?\s*원"
_PERCENT = r"[\d.,]+\s*%"


def _money(name: str) -> str:
    return rf"(?P<{name}>{_MONEY})"


_RATE = rf"(?P<rate>{_PERCENT})"
_EXECUTION = re.compile(
    rf"(?P<total>총\s*)?{_money('budget')}\s*\*?\s*(?:으로\s*)?,?\s*이?\s*중\s*{_money('spent')}\s*"
    rf"(?:을\s*)?집행\s*\(\s*(?:집행률\s*)?{_RATE}\s*\)"
)
_SPOKEN = re.compile(
    rf"예산현액은\s*(?P<total>총)\s*{_money('budget')}\s*으로,\s*이\s*중\s*{_money('spent')},\s*"
    rf"예산현액\s*대비\s*{_RATE}\s*를\s*집행하였고,\s*{_money('lapsed')}의\s*집행잔액"
)
_LAPSED_SHARE = re.compile(
    rf"집행잔액은\s*예산현액인\s*{_money('budget')}의\s*(?P<lapsed_rate>{_PERCENT})인\s*{_money('lapsed')}"
)
_LAPSED = re.compile(rf"예산\s*집행잔액】.*?\d+건\s*{_money('lapsed')}")
_CARRIED = re.compile(rf"(?:다음연도\s*이월】.*?|이월규모는\s*총\s*)\d+건,?\s*{_money('carried')}")
_CARRIED_NOTE = re.compile(rf"※\s*\S*이월액\s*{_money('carried')}\s*포함")
_CARRIED_LINE = re.compile(rf"이월\s*하였습니다\.?\s*\((?:\S+\s+)?{_money('carried')}\)")
_FOOTNOTE = re.compile(
    rf"예산현액\s*:\s*본예산\s*\(\s*(?P<first>{_MONEY})\s*\)\s*\+\s*이월액\s*\(\s*(?P<second>{_MONEY})\s*\)"
)
_YEAR_BUDGET = re.compile(
    rf"['‘’]?(?P<year>\d{{2,4}})년\s*예산\s*(?:세출예산\s*)?{_money('appropriated')}"
)
_COST = re.compile(
    rf"(?P<word>예\s*산\s*액|총?\s*사\s*업\s*비|※\s*예\s*산)\s*:?\s*(?:총\s*)?{_money('cost')}"
)
_LABELLED_TOTAL = re.compile(r"일반회계|세출예산")
_UNITS = ("백만원", "천원", "억원", "원")


@dataclass(frozen=True, slots=True)
class Stated:
    measure: str
    printed: str
    value: Decimal
    unit: str
    place: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The amounts that one sentence states together of one subject."""

    place: int
    index: int  # of the line, for what stands around it
    text: str
    stated: tuple[Stated, ...]
    is_total: bool  # of the whole office (총 …), so that no lines are looked for
    names_line: bool = False  # names its line in words (…을 사고이월 하였습니다)
    year: int | None = None  # the fiscal year it names itself


def read_sentences(lines: Sequence[Line]) -> list[Sentence]:
    found = [s for i, line in enumerate(lines) if not line.is_tabular for s in _of(i, line)]
    return [_with_carried(sentence, lines) for sentence in found]


def _of(index: int, line: Line) -> Iterator[Sentence]:
    for pattern in (_EXECUTION, _SPOKEN, _LAPSED_SHARE, _LAPSED, _CARRIED, _YEAR_BUDGET):
        if hit := pattern.search(line.text):
            total = pattern is not _EXECUTION or bool(
                hit["total"] or _LABELLED_TOTAL.search(line.text)
            )
            year = _year(hit.groupdict().get("year"))
            stated = tuple(_stated(hit, line.place))
            yield Sentence(line.place, index, line.text, stated, total, year=year)
    if hit := _FOOTNOTE.search(line.text):
        yield Sentence(line.place, index, line.text, (_sum(hit, line.place),), True)
    if hit := _CARRIED_LINE.search(line.text):
        stated = tuple(_stated(hit, line.place))
        yield Sentence(line.place, index, line.text, stated, False, names_line=True)
    if not _EXECUTION.search(line.text) and (hit := _COST.search(line.text)):
        yield Sentence(line.place, index, line.text, tuple(_stated(hit, line.place)), False)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _stated(hit: re.Match, place: int) -> Iterator[Stated]:
    for measure, text in hit.groupdict().items():
        if measure in ("total", "word", "year") or not text:
            continue
        if measure.endswith("rate"):
            yield Stated(measure, text, parse_rate(text).percent, "%", place)
        else:
            unit, value = _in_printed_unit(text)
            yield Stated(measure, text, value, unit, place)


def _in_printed_unit(text: str) -> tuple[str, Decimal]:
    """'554억 38백만원' speaks in 백만원: the unit is the finest word that was printed."""
    won = parse_amount(text, Unit.WON).won
    word = next(word for word in _UNITS if text.replace(" ", "").endswith(word))
    unit = next(unit for unit in Unit if unit.label == word)
    return word, in_printed_unit(won, unit)


def _sum(hit: re.Match, place: int) -> Stated:
    """본예산 + 이월액: the footnote says what 예산현액 is made of, so it states their sum."""
    parts = [_in_printed_unit(hit[name]) for name in ("first", "second")]
    printed = hit[0].split(":")[1].strip()
    return Stated("budget", printed, sum(v for _, v in parts), parts[0][0], place)


def _with_carried(sentence: Sentence, lines: Sequence[Line]) -> Sentence:
    """'※ 사고이월액 413백만원 포함' below a sentence changes what its 집행 and 집행률 mean."""
    after = next((x for x in lines[sentence.index + 1 :] if not x.is_blank), None)
    note = after and _CARRIED_NOTE.search(after.text)
    measures = {each.measure for each in sentence.stated}
    if not note or not {"spent", "rate"} <= measures:
        return sentence
    renamed = {"spent": "spent_and_carried", "rate": "rate_with_carried"}
    stated = tuple(replace(s, measure=renamed.get(s.measure, s.measure)) for s in sentence.stated)
    return replace(sentence, stated=(*stated, *_stated(note, after.place)))
