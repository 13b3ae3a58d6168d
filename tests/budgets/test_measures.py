from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.measures import MEASURES, Measures, total

UNKNOWN = Measures()
amounts = st.none() | st.integers(-(10**12), 10**12)
measures = st.builds(Measures, *[amounts] * len(MEASURES))


def test_a_sum_is_a_sum_in_every_column():
    one = Measures(appropriated=100, budget=110, committed=50, spent=40, carried=5)
    other = Measures(appropriated=200, budget=220, committed=100, spent=80, carried=10)
    expected = Measures(appropriated=300, budget=330, committed=150, spent=120, carried=15)
    assert one + other == total([one, other]) == expected


def test_an_unknown_leaves_the_known_as_it_is():
    assert Measures(spent=40) + UNKNOWN == UNKNOWN + Measures(spent=40) == Measures(spent=40)


def test_what_nobody_knows_stays_unknown_and_does_not_become_zero():
    assert total([Measures(budget=100), Measures(budget=100)]).spent is None
    assert total([Measures(spent=None), Measures(spent=0)]).spent == 0


def test_the_total_of_nothing_is_unknown():
    assert total([]) == UNKNOWN


@given(st.lists(measures, min_size=3, max_size=3))
def test_a_total_does_not_depend_on_the_order_of_its_parts(parts):
    assert len({total(order) for order in permutations(parts)}) == 1


@given(measures, measures, measures)
def test_a_total_of_totals_is_the_total_of_the_leaves(a, b, c):
    assert total([total([a, b]), c]) == total([a, total([b, c])]) == total([a, b, c])


def test_a_rate_divides_by_the_budget_as_amended():
    assert Measures(appropriated=100, budget=200, spent=50).rate == Decimal("25.0")


def test_without_an_amended_budget_a_rate_divides_by_the_budget_as_voted():
    fund = Measures(appropriated=100, spent=50)
    assert fund.base == 100
    assert fund.rate == Decimal("50.0")


def test_an_amended_budget_of_zero_is_known_and_is_not_replaced():
    cut = Measures(appropriated=100, budget=0, spent=0)
    assert cut.base == 0
    assert cut.rate is None


def test_the_rate_of_a_sum_is_not_the_mean_of_the_rates():
    large, small = Measures(budget=900, spent=90), Measures(budget=100, spent=90)
    assert (large.rate, small.rate) == (Decimal("10.0"), Decimal("90.0"))
    assert (large + small).rate == Decimal("18.0")


@pytest.mark.parametrize(
    ("spent", "rate"),
    [(0, "0.0"), (1, "0.1"), (333, "33.3"), (2000, "200.0"), (-100, "-10.0")],
)
def test_a_rate_has_one_decimal_and_no_upper_bound(spent, rate):
    assert str(Measures(budget=1000, spent=spent).rate) == rate


def test_a_rate_is_rounded_half_up():
    assert Measures(budget=2000, spent=1).rate == Decimal("0.1")
    assert Measures(budget=2001, spent=1).rate == Decimal("0.0")


@pytest.mark.parametrize(
    "without_a_base",
    [Measures(spent=50), Measures(budget=0, spent=50), Measures(budget=-100, spent=50)],
)
def test_without_a_base_there_is_no_rate(without_a_base):
    assert without_a_base.rate is None
    assert without_a_base.rate_with_carried is None


def test_what_is_spent_and_carried_is_what_is_spent_where_nothing_is_carried():
    assert Measures(spent=70, carried=20).spent_and_carried == 90
    assert Measures(spent=70).spent_and_carried == 70
    assert Measures(carried=20).spent_and_carried is None


def test_what_is_unspent_as_far_as_anybody_knows_has_no_rate():
    assert Measures(budget=100).rate is None
    assert Measures(budget=100, carried=10).rate_with_carried is None


def test_the_rate_with_the_carried_amount_is_another_measure():
    settled = Measures(budget=100, spent=70, carried=20)
    assert settled.rate == Decimal("70.0")
    assert settled.rate_with_carried == Decimal("90.0")


def test_what_lapses_is_neither_spent_nor_carried():
    assert Measures(budget=100, spent=70, carried=20).lapsed == 10


def test_where_no_carried_amount_is_named_none_was_carried_over():
    unnamed = Measures(budget=100, spent=70)
    assert unnamed.lapsed == 30
    assert unnamed.rate_with_carried == unnamed.rate == Decimal("70.0")


@pytest.mark.parametrize("half_known", [Measures(budget=100), Measures(spent=70), UNKNOWN])
def test_a_rest_of_unknowns_is_unknown(half_known):
    assert half_known.lapsed is None


def test_spending_without_a_budget_lapses_below_zero():
    assert Measures(budget=0, spent=50).lapsed == -50


@given(st.lists(st.builds(Measures, *[st.integers(0, 10**12)] * len(MEASURES)), min_size=1))
def test_what_lapses_in_all_is_the_sum_of_what_lapses(parts):
    assert total(parts).lapsed == sum(part.lapsed for part in parts)
