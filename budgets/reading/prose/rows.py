"""Rates, means and points that a table prints in a column beside what they were worked out from:

사업 | 목표 | 실적 | 달성률(%)        구분 | 업체수 | 지원액(백만원) | 업체당 평균(백만원)
구분 | 2022년 | 2023년 | 증감(%p)

Only where the heads say which column is which, and no other column could be meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgets.reading.captions import stated_unit, states_unit
from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.lines import Line
from budgets.reading.tables import NUMBER
from departments.text import squeezed

_AIM = re.compile(r"^(?:연간|당초)?(?:목표|계획)(?:량|치|액|수|건수)?$")
_DONE = re.compile(r"^(?:추진)?실적(?:량|치|액|수|건수)?$|^(?:달성|추진|완료)(?:량|수|건수)?$")
_RATE = re.compile(r"^(?:달성|진도|추진|이행|실적)[률율도]$")
_EACH = re.compile(r"^(?P<each>업체|기업|1?인|건|회|개소|가구|세대|단체|학교|팀)당(?P<what>.*)$")
_COUNTS = {
    "업체": r"업체|기업",
    "기업": r"업체|기업",
    "인": r"인원|명|참여자|이용자",
    "건": r"건수",
    "회": r"횟수|회수",
    "개소": r"개소",
    "가구": r"가구|세대",
    "세대": r"가구|세대",
    "단체": r"단체",
    "학교": r"학교",
    "팀": r"팀",
}
_POINTS = re.compile(r"^(?:증감|증감폭|전년대비|차이)$")
_YEAR = re.compile(r"^['‘’′]?(?:(?:19|20)\d\d|\d\d)년?도?(?:\([A-Z]\))?$")
_ASIDE = re.compile(r"[(\[](?P<unit>[^()\[\]]+)[)\]]$")
_CELL = re.compile(
    r"^(?P<sign>[△▲−-]?)\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?%?$"
)
_PERCENT_POINTS = re.compile(r"^%\s?[pPｐ]$")
_FAR = Decimal("0.5")  # of what is printed: beyond that something else is meant


@dataclass(frozen=True, slots=True)
class Head:
    word: str
    unit: str


@dataclass(frozen=True, slots=True)
class Role:
    """Which column follows from which two."""

    at: int
    formula: str
    measure: str
    of: tuple[int, int]


def of_rows(lines: Sequence[Line]) -> Iterator[ClaimFacts]:
    heads: list[Head] = []
    roles: list[Role] = []
    stated = ""  # the unit of money of a caption
    for line in lines:
        if line.is_blank or not line.is_tabular:
            roles = []
            stated = _stated(line, stated)
        elif not any(NUMBER.match(cell) for cell in line.cells[1:]):
            heads = [_head(cell, stated) for cell in line.cells]
            roles = list(_roles(heads))
        else:
            for role in roles if len(line.cells) == len(heads) else ():
                yield from _claim(line, heads, role)


def _stated(line: Line, before: str) -> str:
    """It may have rounded whatever stands below it; any other words end what it speaks of."""
    if line.is_blank:
        return before
    unit = stated_unit(line.text) if states_unit(line.text) else None
    return unit.label if unit else ""


def _head(text: str, stated: str) -> Head:
    word = squeezed(text)
    aside = _ASIDE.search(word)
    return Head(_ASIDE.sub("", word), aside["unit"] if aside else stated)


def _roles(heads: Sequence[Head]) -> Iterator[Role]:
    def only(pattern: re.Pattern) -> int | None:
        found = [at for at, head in enumerate(heads) if at and pattern.match(head.word)]
        return found[0] if len(found) == 1 else None

    aim, done, rate = only(_AIM), only(_DONE), only(_RATE)
    if None not in (aim, done, rate):
        yield Role(rate, "비중", "share", (done, aim))
    each = only(_EACH)
    if each is not None and len(heads) == 4:  # a count, a whole and no other
        counted = _COUNTS[_EACH.match(heads[each].word)["each"].removeprefix("1")]
        others = [at for at in range(1, 4) if at != each]
        counts = [at for at in others if re.match(counted, heads[at].word)]
        if len(counts) == 1:
            (whole,) = (at for at in others if at not in counts)
            if heads[whole].unit == heads[each].unit:
                yield Role(each, "평균", "mean", (whole, counts[0]))
    points = only(_POINTS)
    years = [at for at, head in enumerate(heads) if at and _YEAR.match(head.word)]
    if points is not None and _PERCENT_POINTS.match(heads[points].unit) and len(years) == 2:
        later, earlier = sorted(years, key=lambda at: _of_year(heads[at].word), reverse=True)
        yield Role(points, "차", "change", (later, earlier))


def _of_year(word: str) -> int:
    return int(re.search(r"\d{2}(?=\D|$)", word)[0])


def _claim(line: Line, heads: Sequence[Head], role: Role) -> Iterator[ClaimFacts]:
    unit = {"비중": "%", "차": "%p"}.get(role.formula, heads[role.at].unit)
    own = _term(line, role.at, heads[role.at].word, unit)
    terms = [
        _term(line, at, heads[at].word, "%" if role.formula == "차" else heads[at].unit)
        for at in role.of
    ]
    if own is None or None in terms or not _is_meant(own.value, role.formula, *terms):
        return
    said = f"{line.cells[0]} {heads[role.at].word}".strip()
    yield ClaimFacts(
        *(line.place, "표", said, role.measure, own.printed, "value", own.value, unit, Scope()),
        *(role.formula, tuple(terms)),
    )


def _term(line: Line, at: int, label: str, unit: str) -> Term | None:
    hit = _CELL.match(line.cells[at])
    if not hit:
        return None
    value = Decimal(hit["digits"].replace(",", ""))
    return Term(label, line.cells[at], -value if hit["sign"] else value, unit, line.place)


def _is_meant(printed: Decimal, formula: str, first: Term, second: Term) -> bool:
    if formula == "차":
        return True
    if not second.value:
        return False
    worked = first.value / second.value * (100 if formula == "비중" else 1)
    if formula == "비중" and first.value:
        # More than was aimed at may be called all of it; or less was what was aimed at.
        turned = second.value * 100 / first.value
        if (printed == 100 and worked > 100) or abs(turned - printed) < Decimal("0.1"):
            return False
    return abs(worked - printed) <= abs(printed) * _FAR
