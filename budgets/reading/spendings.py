"""Amounts that a section spends on one kind of thing: a contract, prizes, rents.

Such an amount is a part of some line, so that it equals a whole line only by chance: no line is
looked for. What a contract is made of adds up to it, where the brackets behind it say so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgets.amounts import Refused, Unit, parse_amount
from budgets.reading.dates import find_year
from budgets.reading.facts import Term, in_printed_unit
from budgets.reading.lines import Line
from budgets.reading.sentences import MONEY, Sentence, Stated, sentence_of, stated_money
from departments.text import squeezed

_KINDS = (
    "계약금액|계약액|낙찰금액|낙찰가|용역비|공사비|설계비|감리비|구입비|구매비|제작비|개발비"
    "|포상금|시상금|상품권|보상금|지원금|위탁금|위탁료|출연금|임대료|임차료|인건비|운영비|수당"
    "|원고료|광고비|홍보비|행사비|유지보수비"
)
# Between the word and its amount: words, brackets and counts (5개소), but no other sentence.
_BETWEEN = r"(?:[^\d.;→⇒]|\d[\d,]*\s*(?:개|건|명|회|팀|곳|종|인|기관|부서|부|월|년)){0,20}?"
_SPENDING = re.compile(rf"(?P<what>(?:{_KINDS}){_BETWEEN})(?P<money>{MONEY})")
# Money that comes in, or that nobody pays.
_INCOME = re.compile(r"수입|수납|세입|징수|교부|국고|국비|기부|모금|효과|절감")
_PER = re.compile(r"(\S*당)\s*$")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_PIECE = re.compile(r"(?P<label>\D*?\S?)\s*(?P<number>\d[\d,.]*)(?P<unit>[가-힣]*원)?")
_SPLIT = re.compile(r"\s*(?:,(?!\d{3}(?!\d))|\+|·(?=\s))\s*")
_PART = re.compile(r"(?:실적|현황|결과|성과|경과|계획)$")
_FARTHEST, _SHORT = 60, 24


def read_spendings(lines: Sequence[Line], read: Sequence[Sentence]) -> Iterator[Sentence]:
    """Of lines of which no other sentence was read."""
    taken = {sentence.index for sentence in read}
    for at, line in enumerate(lines):
        if line.is_tabular or at in taken or _INCOME.search(line.text):
            continue
        for hit in _SPENDING.finditer(line.text):
            stated = _stated(hit, line)
            about = sentence_of(at, line)
            yield replace(
                about,
                stated=(stated,),
                is_part=True,
                title=_what(hit["what"]),
                year=about.year or _year_above(lines, at),
            )


def _what(text: str) -> str:
    """'포상금 총', '지원(5개소, ', '상품권(사례당 ': what is paid, and for what each, if it says so."""
    per = _PER.search(text.replace("(", " "))
    name = re.split(r"[(:：]", text)[0].strip().removesuffix(" 총").strip()
    return f"{name} ({per[1]})" if per and per[1] not in name else name


def _stated(hit: re.Match[str], line: Line) -> Stated:
    printed = hit["money"].strip()
    stated = stated_money("cost", [printed], printed, line.place)
    bracket = _BRACKET.match(line.text, hit.end())
    terms = tuple(_terms(bracket[1], stated)) if bracket and stated.value is not None else ()
    return replace(stated, formula="합", terms=terms) if len(terms) > 1 else stated


def _terms(text: str, whole: Stated) -> Iterator[Term]:
    """'응답소 재개발 934, 감리 96': each in the unit of the whole where it names none. Nothing at
    all where one piece is no amount: half of them add up to nothing."""
    pieces = [_PIECE.fullmatch(piece) for piece in _SPLIT.split(text.strip())]
    if not all(pieces):
        return
    for piece in pieces:
        unit = piece["unit"] or whole.unit
        try:
            value = _value(piece["number"], unit, whole.unit)
        except Refused:
            return
        printed = f"{piece['number']}{piece['unit'] or ''}"
        yield Term(piece["label"].strip(), printed, value, whole.unit, whole.place)


def _value(number: str, unit: str, whole: str) -> Decimal:
    units = {each.label: each for each in Unit}
    if unit not in units or whole not in units:
        raise Refused(number, f"‘{unit}’은(는) 모르는 단위입니다.")
    return in_printed_unit(parse_amount(number, units[unit]).won, units[whole])


def _year_above(lines: Sequence[Line], index: int) -> int | None:
    """The year of the part it stands in: '18년 추진실적, '19년 추진계획."""
    for line in reversed(lines[max(0, index - _FARTHEST) : index]):
        text = squeezed(line.text)
        if not line.is_tabular and len(text) <= _SHORT and _PART.search(text):
            return find_year(line.text)
    return None
