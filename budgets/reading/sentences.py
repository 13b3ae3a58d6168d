"""Sentences that state a budget, a cost, an execution or a rate: which amounts, of which measure.

Only what is said is read here. Which lines of the ledger a sentence speaks of is another question
(`matching`), and often an open one. An amount that cannot be read stays as printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.amounts import Refused, Unit, parse_amount, parse_rate
from budgets.reading.context import accounts_in
from budgets.reading.dates import find_day, find_fiscal_year, find_settled_year, find_year
from budgets.reading.facts import Problem, Term, in_printed_unit
from budgets.reading.lines import Line
from budgets.reading.titles import bare
from departments.text import squeezed

MONEY = (
    r"(?:\d[\d,.]*\s*조\s*)?(?:\d[\d,.]*\s*억\s*)?"
    r"\d[\d,.]*\s*(?:(?:천만|백만|천|만|억)?\s*원|억(?![가-힣]))"
)
_PERCENT = r"\d[\d.,]*\s*[%％]"


def _money(name: str) -> str:
    return rf"(?P<{name}>{MONEY})"


_RATE = rf"(?P<rate>{_PERCENT})"
_RATE_WORD = r"(?:(?:집행|지출)[률율]\s*[:은는]?\s*)"
_EXECUTION = re.compile(
    rf"(?P<total>총\s*)?(?:예산(?:현액|액)?\s*)?(?:은|:)?\s*(?P<also>총\s*)?{_money('budget')}"
    rf"\s*\*?\s*(?:으로\s*)?,?\s*이?\s*중\s*{_money('spent')}\s*(?:을\s*)?(?:집행|지출)"
    rf"(?:(?:\s*\(\s*{_RATE_WORD}?|\s*(?:하여|하였으며|하고)?,?\s*{_RATE_WORD}){_RATE})?"
)
_SPOKEN = re.compile(
    rf"예산현액은\s*(?P<total>총)\s*{_money('budget')}\s*으로,\s*이\s*중\s*{_money('spent')},\s*"
    rf"예산현액\s*대비\s*{_RATE}\s*를\s*집행하였고,\s*{_money('lapsed')}의\s*집행잔액"
)
_SETTLED = re.compile(
    rf"(?P<total>총)\s*예산현액은\s*{_money('budget')}\s*(?:이며|으로|이고)?,?\s*(?:이\s*)?중?,?\s*"
    rf"지출액은\s*{_money('spent')}\s*(?:이며|으로|이고)?,?\s*"
    rf"집행잔액은\s*{_money('lapsed')}\s*(?:이며|으로|이고)?,?\s*{_RATE_WORD}{_RATE}"
)
# As a settlement is told that also carried over: each part is there or is not.
_CLOSED = re.compile(
    rf"예산\s*현액은?\s*(?P<total>총\s*)?{_money('budget')}\s*(?:으로|이며|이고)?,?\s*"
    rf"(?:이\s*중|그\s*중|이\s*가운데)?,?\s*{_money('spent')}\s*"
    rf"(?:\(\s*{_RATE_WORD}?{_RATE}\s*\)\s*)?[을를]?\s*(?:집행|지출)"
    rf"(?:하고|하여|하였고|하였으며|했고|했으며),?\s*"
    rf"(?:{_money('carried')}\s*[을를]\s*(?:다음\s*(?:연도|년도)\s*(?:로|에)?\s*)?"
    rf"(?:명시|사고|계속비)?\s*이월(?:하고|하여|하였고|하였으며|했고|했으며),?\s*)?"
    rf"집행\s*잔액은\s*(?:총\s*)?{_money('lapsed')}"
)
_LAPSED_SHARE = re.compile(
    rf"집행잔액은\s*예산현액인\s*{_money('budget')}의\s*(?P<lapsed_rate>{_PERCENT})인\s*{_money('lapsed')}"
)
_LAPSED = re.compile(rf"예산\s*집행잔액】.*?\d+건\s*{_money('lapsed')}")
_CARRIED = re.compile(rf"(?:다음연도\s*이월】.*?|이월규모는\s*총\s*)\d+건,?\s*{_money('carried')}")
_CARRIED_NOTE = re.compile(rf"※\s*\S*이월액\s*{_money('carried')}\s*포함")
_CARRIED_LINE = re.compile(rf"이월\s*하였습니다\.?\s*\((?:\S+\s+)?{_money('carried')}\)")
_FOOTNOTE = re.compile(
    rf"예산현액\s*:\s*본예산\s*\(\s*(?P<first>{MONEY})\s*\)\s*\+\s*이월액\s*\(\s*(?P<second>{MONEY})\s*\)"
)
_REMAINDER = re.compile(
    rf"(?P<word>집행\s*잔액|집행사유\s*미발생|낙찰\s*차액)\s*:?\s*{_money('lapsed')}"
)
_NAMED_BUDGET = re.compile(
    rf"[‘'](?P<title>[^‘'’]+)[’']\s*사업\s*예산\s*\(\s*{_money('cost')}\s*\)"
)
_YEAR_BUDGET = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)?\d{2})년(?:도)?\s*(?:세출)?\s*예산\s*(?:세출예산\s*)?"
    rf"[:은]?\s*(?:총\s*)?{_money('appropriated')}"
)
_WHOLE_BUDGET = re.compile(
    r"^\W*(?:총\s*예\s*산(?:\s*액)?|예\s*산\s*(?:총\s*액|(?:총\s*)?규\s*모))\s*[:：은는]?\s*(?:총\s*)?"
    + _money("appropriated")
)
_COST_WORD = (
    r"(?P<word>예\s*산\s*액|총?\s*사\s*업\s*비|소\s*요\s*예\s*산|※\s*예\s*산)\s*[:：]?\s*(?:총\s*)?"
)
_COST = re.compile(_COST_WORD + _money("cost"))
_COST_BEGUN = re.compile(_COST_WORD + r"(?:약\s*)?\d[\d,.]*")
_COST_CELL = re.compile(r"^총?(?:사업비|사업예산|소요예산|예산액?|(?:민간)?위탁금)(?:\(.*\))?$")
_MONEY_CELL = re.compile(MONEY)
_LABELLED_TOTAL = re.compile(r"일반회계|특별회계|기금\s*(?:\([^)]*\)\s*)?:|세출\s*예산")
_UNITS = ("백만원", "천원", "억원", "원", "억")
_ALWAYS_TOTAL = (_SPOKEN, _SETTLED, _LAPSED_SHARE, _LAPSED, _CARRIED)


@dataclass(frozen=True, slots=True)
class Stated:
    measure: str
    printed: str
    value: Decimal | None  # None: printed, but no number ("47,8%")
    unit: str
    place: int
    formula: str = ""  # of what the sentence itself says it is made of
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The amounts that one sentence states together of one subject."""

    place: int
    index: int  # of the line, for what stands around it
    text: str
    stated: tuple[Stated, ...]
    is_total: bool  # of the whole office, so that no lines are looked for
    names_line: bool = False  # names its line in words (…을 사고이월 하였습니다)
    year: int | None = None  # the fiscal year it names itself
    is_settlement: bool = False
    account: str | None = None  # that it names itself
    title: str = ""  # of the task, where it names that itself
    is_part: bool = False  # of a line: one kind of expense, never the whole of it
    is_execution: bool = False  # 예산현액 … 중 … 집행


def read_sentences(lines: Sequence[Line], headed: Sequence[int] = ()) -> list[Sentence]:
    """`headed`: the indexes of lines that stand as headlines above a table."""
    near = frozenset(headed)
    found = [
        s
        for i, line in enumerate(lines)
        for s in (_of_row(i, line) if line.is_tabular else _of(i, line, i in near))
    ]
    return [_with_carried(sentence, lines) for sentence in found]


def unread_costs(lines: Sequence[Line]) -> list[Problem]:
    """A cost that is printed as no single amount: '사업비 : 2,750~2,800백만원'."""
    return [
        Problem(line.place, f"사업비를 읽지 못함: {line.text[begun.start() :]}")
        for line in lines
        if (begun := _COST_BEGUN.search(line.text))
        and not line.is_tabular
        and not any(pattern.search(line.text) for pattern in (_COST, _YEAR_BUDGET, _EXECUTION))
    ]


def _of_row(index: int, line: Line) -> Iterator[Sentence]:
    """'사업비 | 2,211백만원 | 814백만원': of a table on a task, each amount with its own unit."""
    name, *cells = line.cells
    if _COST_CELL.match(squeezed(name)):
        for cell in cells:
            if _MONEY_CELL.fullmatch(cell):
                stated = stated_money("cost", [cell], cell, line.place)
                year = find_year(name)
                yield Sentence(line.place, index, line.text, (stated,), False, year=year)


def _of(index: int, line: Line, is_headline: bool) -> Iterator[Sentence]:
    text = line.text
    about = sentence_of(index, line)
    closed = _CLOSED.search(text)
    for pattern in (_CLOSED,) if closed else (_EXECUTION, *_ALWAYS_TOTAL, _YEAR_BUDGET):
        if hit := pattern.search(text):
            total = pattern in _ALWAYS_TOTAL or _is_total(pattern, hit, text, is_headline)
            stated = tuple(_stated(hit, line.place))
            if pattern is _YEAR_BUDGET and not total:  # of a single task: its cost
                stated = tuple(replace(each, measure="cost") for each in stated)
            yield replace(about, stated=stated, is_total=total, is_execution=pattern is _EXECUTION)
    if hit := _FOOTNOTE.search(text):
        yield replace(about, stated=tuple(_composed(hit, line.place)), is_total=True)
    if hit := _CARRIED_LINE.search(text):
        yield replace(about, stated=tuple(_stated(hit, line.place)), names_line=True)
    if hit := _REMAINDER.search(text):
        yield replace(
            about, stated=tuple(_stated(hit, line.place)), title=bare(text[: hit.end("word")])
        )
    for hit in _NAMED_BUDGET.finditer(text):
        stated = tuple(_stated(hit, line.place))
        yield replace(
            about, stated=stated, title=hit["title"], year=about.year or _year_of_day(text)
        )
    whole = _WHOLE_BUDGET.search(text) if is_headline else None
    if whole and not closed and not _EXECUTION.search(text):
        yield replace(about, stated=tuple(_stated(whole, line.place)), is_total=True)
    elif not closed and not _EXECUTION.search(text) and (hit := _COST.search(text)):
        yield replace(about, stated=tuple(_stated(hit, line.place)))


def _year_of_day(text: str) -> int | None:
    day = find_day(text)
    return day and day.year


def sentence_of(index: int, line: Line) -> Sentence:
    named = accounts_in(line.text)
    settled = find_settled_year(line.text)
    return Sentence(
        line.place,
        index,
        line.text,
        (),
        False,
        year=settled or find_fiscal_year(line.text),
        is_settlement=settled is not None,
        account=named[0] if len(named) == 1 else None,
    )


def _is_total(pattern: re.Pattern, hit: re.Match, text: str, is_headline: bool) -> bool:
    """총 alone is said of single programs, too: it means all where it heads a table."""
    if _LABELLED_TOTAL.search(text):
        return True
    if pattern is _CLOSED:
        return bool(hit["total"])
    says_all = pattern is _YEAR_BUDGET or bool(hit["total"] or hit["also"])
    return is_headline and says_all


def _stated(hit: re.Match, place: int) -> Iterator[Stated]:
    for measure, text in hit.groupdict().items():
        if measure in ("total", "also", "word", "year", "title") or not text:
            continue
        if measure.endswith("rate"):
            yield _rate(measure, text, place)
        else:
            yield stated_money(measure, [text], text, place)


def _rate(measure: str, text: str, place: int) -> Stated:
    try:
        return Stated(measure, text, parse_rate(text).percent, "%", place)
    except Refused:
        return Stated(measure, text, None, "%", place)


def stated_money(measure: str, parts: Sequence[str], printed: str, place: int) -> Stated:
    """'554억 38백만원' speaks in 백만원: the unit is the finest word that was printed."""
    unit = money_unit(parts[0])
    try:
        won = sum(parse_amount(part, Unit.WON).won for part in parts)
    except Refused:
        return Stated(measure, printed, None, unit.label, place)
    return Stated(measure, printed, in_printed_unit(won, unit), unit.label, place)


def money_unit(text: str) -> Unit:
    """The finest unit that an amount in words names."""
    word = next((word for word in _UNITS if text.replace(" ", "").endswith(word)), "원")
    return next(unit for unit in Unit if unit.label.removesuffix("원") == word.removesuffix("원"))


def _composed(hit: re.Match, place: int) -> Iterator[Stated]:
    """본예산 + 이월액: what 예산현액 is made of, so the footnote states their sum as well."""
    first, second = hit["first"], hit["second"]
    yield stated_money("appropriated", [first], first, place)
    yield stated_money("brought", [second], second, place)
    yield stated_money("budget", [first, second], hit[0].split(":")[1].strip(), place)


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
