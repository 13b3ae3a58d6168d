"""A printed mean of a day: of which total, and of how many days at most."""

from decimal import ROUND_HALF_UP, Decimal

from budgets.reading.count_cells import Count
from budgets.reading.count_claims import SENTENCE, claim_of, term_of
from budgets.reading.facts import ClaimFacts, Term
from budgets.reading.periods import Period
from budgets.reading.statistic_facts import CountFacts

TOLD_DAYS = "기간의 날수"  # all of them, as the span is printed


def mean_claim(
    series: str, place: int, daily: Count, whole: CountFacts, period: Period, *, is_told: bool
) -> ClaimFacts:
    """`period`: of so many days at most the mean is. `is_told`: its first day is printed; else it may
    have begun before, and then a mean that is too small for it says nothing."""
    terms = ()
    term = term_of(whole)
    if term and period.days and (is_told or _is_no_less(whole.value, daily, period)):
        days = Decimal(period.days)
        is_proved = is_told or gives(whole.value, daily.value, period)
        label = TOLD_DAYS if is_proved else "1월 1일부터의 날수"
        terms = (term, Term(label, str(period.days), days, "일", place))
    return claim_of(
        place, f"{series} 일평균", "mean", daily, "평균" if terms else "", terms, shape=SENTENCE
    )


def _is_no_less(whole: Decimal | None, daily: Count, period: Period) -> bool:
    return whole is not None and (
        gives(whole, daily.value, period) or daily.value * period.days > whole
    )


def gives(whole: Decimal, daily: Decimal, period: Period) -> bool:
    """Whether these calendar days give this mean, rounded as it is printed."""
    if not period.days:
        return False
    return (whole / period.days).quantize(daily, ROUND_HALF_UP) == daily
