"""The size of a whole budget in prose: '2025년 예산규모 : 총 98,240백만원', against the totals that tables print.

The tables may be of departments or of accounts, whose cells are stored nowhere, or one of each account.
Where they print several totals, and none of them nor their sum is the one that is said, nobody knows
which is meant; but of the table right below it is the one that a single slip makes another.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from budgets.amounts import unit_named
from budgets.reading.dates import find_year
from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.lines import Line
from budgets.reading.sentences import MONEY, stated_money
from budgets.reading.slips import is_slip

_SIZE = re.compile(
    r"(?:예산\s*(?:총\s*)?(?:규모|총액)\s*(?:은|는)?\s*[:：]?\s*(?:총\s*)?"
    r"|(?:세출|사업|본)\s*예산\s*(?:은|는)?\s*[:：]?\s*총\s*)"
    rf"(?P<money>{MONEY})"
)
_ACCOUNT = re.compile(r"일반회계|특별회계|기금")
_TOTAL = re.compile(r"^(?:합\s*계|총\s*계|계)(?:\s|$|\()")
_OF_YEAR = re.compile(r"\((\d{4})년\)$")
_MEASURES = ("appropriated", "budget")
_NEAR = 15  # lines from a headline to the total of its table


def budget_sizes(lines: Sequence[Line], claims: Sequence[ClaimFacts]) -> Iterator[ClaimFacts]:
    read = {claim.place for claim in claims if claim.measure in _MEASURES}
    for line in lines:
        hit = None if line.is_tabular or line.place in read else _SIZE.search(line.text)
        if not hit or _ACCOUNT.search(line.text[: hit.start()]):
            continue
        own = stated_money("appropriated", [hit["money"]], hit["money"], line.place)
        if own.value is None:
            continue
        said = Term("", own.printed, own.value, own.unit, line.place)
        totals = totals_of(claims, find_year(line.text[: hit.start()]))
        if found := _worked_out(said, totals) or _slipped(said, totals):
            measure, formula, terms = found
            yield ClaimFacts(
                *(line.place, "문장", "총계", measure, own.printed, "value", own.value, own.unit),
                *(Scope(), formula, terms),
            )


def totals_of(claims: Sequence[ClaimFacts], year: int | None) -> dict[str, list[Term]]:
    """By measure, each amount once; where totals say of which year they are, only those of this one."""
    says_year = any(
        (own := _OF_YEAR.search(c.subject)) and int(own[1]) == year and _TOTAL.match(c.subject)
        for c in claims
    )
    found: dict[str, dict[int, Term]] = {}
    for claim in claims:
        of_year = _OF_YEAR.search(claim.subject)
        is_other = (of_year and year and int(of_year[1]) != year) or (says_year and not of_year)
        is_total = claim.shape == "표" and _TOTAL.match(claim.subject)
        if not is_total or is_other or claim.measure not in _MEASURES or not claim.value:
            continue
        term = Term(claim.subject, claim.printed, claim.value, claim.unit, claim.place)
        found.setdefault(claim.measure, {}).setdefault(_won(term), term)
    return {measure: list(terms.values()) for measure, terms in found.items()}


def _worked_out(said: Term, totals: dict[str, list[Term]]):
    for measure, terms in totals.items():
        if same := [term for term in terms if _is_same(said, _won(term))]:
            return measure, "같음", tuple(same[:1])
        if len(terms) > 1 and _is_same(said, sum(map(_won, terms))):
            return measure, "합", tuple(terms)
    if len(totals) == 1:
        ((measure, terms),) = totals.items()
        if len(terms) == 1:
            return measure, "같음", tuple(terms)
    return None


def _slipped(said: Term, totals: dict[str, list[Term]]):
    """The only total of the table right below, printed with one digit wrong."""
    below = [
        (measure, term)
        for measure, terms in totals.items()
        for term in terms
        if 0 < term.place - said.place <= _NEAR
    ]
    nearest = min((term.place for _, term in below), default=None)
    below = [(measure, term) for measure, term in below if term.place == nearest]
    if len(below) != 1:
        return None
    ((measure, term),) = below
    unit = unit_named(said.unit).value
    right = int((Decimal(_won(term)) / unit).quantize(Decimal(1), ROUND_HALF_UP))
    whole = said.value == said.value.to_integral_value()
    return (measure, "같음", (term,)) if whole and is_slip(int(said.value), right) else None


def _won(term: Term) -> int:
    return int(term.value * unit_named(term.unit).value)


def _is_same(said: Term, won: int) -> bool:
    """As far as it is printed."""
    digits = (
        len(said.printed.partition(".")[2].rstrip("조억만천백원 ")) if "." in said.printed else 0
    )
    step = unit_named(said.unit).value // 10**digits
    return abs(_won(said) - won) * 2 <= step
