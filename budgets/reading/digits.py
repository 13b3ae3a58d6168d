"""Sums that are out by digits from what a headline says of them: a table's unit was misread, or
misprinted. Every figure of the table would be wrong, and add up.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgets.amounts import spoken, unit_named
from budgets.measures import MEASURES
from budgets.reading.facts import ClaimFacts, Problem, Sheet

_FAR = 100  # times: no correction, no carry-over and no misprint of a digit comes to that


def out_by_digits(claims: Iterable[ClaimFacts], sheets: Sequence[Sheet]) -> list[Problem]:
    found = []
    for claim in claims:
        if not _is_of_a_whole(claim):
            continue
        said = claim.value * unit_named(claim.unit).value
        told = _sum(claim, sheets)
        if told and said and not Decimal(1) / _FAR < told / said < _FAR:
            words = (
                f"{claim.printed}: 표를 더하면 {spoken(told)}이라 자릿수가 다름. 단위를 확인할 것"
            )
            found.append(Problem(claim.place, words))
    return found


def _is_of_a_whole(claim: ClaimFacts) -> bool:
    scope = claim.scope
    return (
        claim.shape == "문장"
        and claim.measure in MEASURES
        and claim.value is not None
        and bool(scope.when and scope.account and not scope.lines)
    )


def _sum(claim: ClaimFacts, sheets: Sequence[Sheet]) -> int:
    return sum(
        row.amounts[claim.measure].won or 0
        for sheet in sheets
        if (sheet.when, sheet.account) == (claim.scope.when, claim.scope.account)
        for row in sheet.rows
        if claim.measure in row.amounts
    )
