"""Sentences beside a table of which nothing is stored: what they say again of one of its rows.

A settlement by department prints no lines, so that nothing in the ledger settles what a sentence says
of it. The row that it tells is known by an amount that both print; then the others are set against it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from budgets.amounts import Refused, unit_named
from budgets.reading.facts import ClaimFacts, DateKey, Scope, Term

_NEAR = 15  # lines between a sentence and the row that it tells
Row = dict[str, ClaimFacts]  # by measure


def restated(claims: Sequence[ClaimFacts]) -> Iterator[ClaimFacts]:
    """The claims, those of such sentences with what they are to be the same as."""
    rows = _by_place(c for c in claims if c.shape == "표" and _is_unstored(c))
    told = _by_place(c for c in claims if c.shape == "문장" and _is_open(c))
    meant = {place: row for place, own in told.items() if (row := _row_of(own, place, rows))}
    for claim in claims:
        row = meant.get(claim.place, {})
        if claim.shape == "문장" and _is_open(claim) and claim.measure in row:
            yield replace(claim, formula="같음", terms=(_term(row[claim.measure]),))
        else:
            yield claim


def without_missing(claim: ClaimFacts, incomplete: Collection[tuple[DateKey, str]]) -> ClaimFacts:
    """A whole of which some rows gave no figures is not what the ledger adds up to."""
    scope = claim.scope
    is_whole = not (scope.department or scope.program or scope.line or scope.lines)
    is_missing = (scope.when, scope.account) in incomplete
    return replace(claim, scope=Scope()) if is_whole and is_missing else claim


def _by_place(claims: Iterable[ClaimFacts]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for claim in claims:
        found.setdefault(claim.place, {}).setdefault(claim.measure, claim)
    return found


def _is_unstored(claim: ClaimFacts) -> bool:
    return claim.value is not None and claim.scope.when is None and bool(claim.subject)


def _is_open(claim: ClaimFacts) -> bool:
    return not claim.formula and claim.value is not None and claim.scope == Scope()


def _row_of(told: Row, place: int, rows: dict[int, Row]) -> Row | None:
    """Of the rows near by the one that has the most of its amounts; None of several."""
    near = [row for at, row in rows.items() if abs(at - place) <= _NEAR]
    alike = [sum(_is_same(told[m], row[m]) for m in told.keys() & row.keys()) for row in near]
    most = max(alike, default=0)
    return near[alike.index(most)] if most and alike.count(most) == 1 else None


def _is_same(said: ClaimFacts, printed: ClaimFacts) -> bool:
    """An amount, as far as the sentence prints it; a rate alone proves nothing."""
    theirs, mine = (_won(claim) for claim in (printed, said))
    if theirs is None or mine is None:
        return False
    step = Decimal(unit_named(said.unit).value).scaleb(said.value.as_tuple().exponent)
    return (theirs / step).quantize(Decimal(1), ROUND_HALF_UP) * step == mine


def _won(claim: ClaimFacts) -> Decimal | None:
    try:
        return claim.value * unit_named(claim.unit).value
    except Refused:
        return None


def _term(claim: ClaimFacts) -> Term:
    return Term(claim.subject, claim.printed, claim.value, claim.unit, claim.place)
