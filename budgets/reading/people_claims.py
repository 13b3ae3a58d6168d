"""What a headcount table prints that follows from its own cells: 과부족 and 결원, and totals where no day is
said, so that nothing of it is stored that they could be set against.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from budgets.amounts import Refused, parse_count
from budgets.reading.facts import ClaimFacts, Scope, Term

# Over the establishment, or vacant: which way a number without a sign counts.
BALANCES = {"과부족": "over", "과원": "over", "결원": "vacant", "결원수": "vacant"}
_SAID = {"over": "과부족", "vacant": "결원"}
_SUBTOTAL, _TOTAL = " 소계", "총계"
_DASHES = ("-", "–")
_SIGNS = str.maketrans({"△": "-", "▲": "-", "−": "-", ",": "", "+": "", " ": ""})


@dataclass(frozen=True, slots=True)
class Cell:
    row: str
    group: str
    measure: str
    text: str
    place: int


def balances(printed: Sequence[Cell], cells: Sequence[Cell]) -> Iterator[ClaimFacts]:
    """현원 − 정원, or the other way round where the word and the sign say so."""
    known = {(c.row, c.group, c.measure): c for c in cells}
    for cell in printed:
        value = signed(cell.text)
        pair = [known.get((cell.row, cell.group, m)) for m in ("actual", "authorised")]
        if value is None or not all(pair):
            continue
        actual, authorised = (_number(c.text) for c in pair)
        if actual is None or authorised is None:
            continue
        is_vacancy = cell.measure == "vacant" or actual < authorised
        if value > 0 and is_vacancy:  # 결원 3 and 과부족 3 are so many too few
            pair.reverse()
        terms = tuple(_term(c) for c in pair)
        said = f"{cell.row} / {cell.group} {_SAID[cell.measure]}"
        yield _claim(cell, "count", value, "차", terms, said)


def sums(cells: Sequence[Cell], totals: Sequence[Cell]) -> Iterator[ClaimFacts]:
    """Of the groups beside it in its row, else of the departments below it."""
    for total in totals:
        value = _number(total.text)
        parts = _parts(total, cells, totals)
        if value is not None and len(parts) > 1 and None not in (_number(c.text) for c in parts):
            terms = tuple(_term(c) for c in parts)
            said = f"{total.row} / {total.group}"
            yield _claim(total, total.measure, value, "합", terms, said)


def same_as_totals(said: Sequence[ClaimFacts], totals: Sequence[Cell]) -> Iterator[ClaimFacts]:
    """'130명/124명 (정원/현원)' over a table of no day: its printed total is all there is to set it
    against."""
    wholes = {c.measure: c for c in totals if c.group == _TOTAL and _number(c.text) is not None}
    for claim in said:
        whole = wholes.get(claim.measure)
        is_open = claim.scope.group == _TOTAL and claim.scope.department and whole is not None
        if is_open and claim.scope.department == whole.row:
            claim = replace(claim, scope=Scope(), formula="같음", terms=(_term(whole),))
        yield claim


def _parts(total: Cell, cells: Sequence[Cell], totals: Sequence[Cell]) -> list[Cell]:
    alike = [c for c in cells if c.measure == total.measure]
    own = [c for c in alike if c.row == total.row and c.place == total.place]
    if total.group.endswith(_SUBTOTAL):
        name = total.group.removesuffix(_SUBTOTAL)
        return [c for c in own if c.group.startswith(name)]
    if own and total.group == _TOTAL:
        return own
    every = [*alike, *(t for t in totals if t.row != total.row)]
    if total.group == _TOTAL and not any(c.group == _TOTAL for c in every):
        # Of a table that does not divide by groups.
        return [c for c in alike if c.row != total.row]
    return [
        c
        for c in (*alike, *(t for t in totals if t.measure == total.measure and t is not total))
        if c.group == total.group and c.row != total.row
    ]


def signed(text: str) -> Decimal | None:
    """None where it is no number."""
    try:
        return Decimal(0) if text in _DASHES else Decimal(text.translate(_SIGNS))
    except InvalidOperation:
        return None


def _number(text: str) -> int | None:
    try:
        count = parse_count(text)
    except Refused:
        return None
    return 0 if count.state == "dash" else count.number


def _term(cell: Cell) -> Term:
    label = {"actual": "현원", "authorised": "정원"}[cell.measure]
    said = f"{cell.row} {cell.group} {label}"
    return Term(said, cell.text, Decimal(_number(cell.text)), "명", cell.place)


def _claim(cell: Cell, measure: str, value, formula: str, terms, said: str) -> ClaimFacts:
    told = ("dash", None) if cell.text in _DASHES else ("value", Decimal(value))
    return ClaimFacts(
        *(cell.place, "표", said, measure, cell.text, *told, "명", Scope(), formula, terms)
    )
