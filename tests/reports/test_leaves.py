"""Leaves added up, as plain values: what a cell says decides what its column comes to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.measures import MEASURES, Measures
from departments.cells import met
from reports import rollup
from reports.leaves import Leaf, added, within
from reports.table import Gap

STATES = ["value", "dash", "blank", "absent"]


def leaf(**cells):
    """Of a column that is not given there is none. A number was printed; else the cell's state."""
    amounts = {name: cell for name, cell in cells.items() if isinstance(cell, int)}
    states = {name: "value" if name in amounts else cell for name, cell in cells.items()}
    return Leaf(
        date=1,
        unit_won=1_000,
        account=1,
        kind="정책사업",
        department=1,
        department_code="해오름기획관/달빛담당관",
        program=1,
        program_path="강가 가꾸기",
        line=1,
        line_path="강가 가꾸기/나무 심기",
        measures=Measures(**amounts),
        states=tuple(states.get(measure, "absent") for measure in MEASURES),
    )


each_measure = pytest.mark.parametrize("measure", MEASURES)


def test_leaves_are_added_column_by_column():
    one, other = dict.fromkeys(MEASURES, 10), dict.fromkeys(MEASURES, 20)
    assert added([leaf(**one), leaf(**other)]) == Measures(*[30] * len(MEASURES))


def test_nothing_added_up_is_unknown():
    assert added([]) == Measures()


@each_measure
def test_a_dash_adds_nothing(measure):
    parts = [leaf(**{measure: cell}) for cell in (10, "dash", 20)]
    assert getattr(added(parts), measure) == 30


@each_measure
def test_dashes_alone_come_to_no_amount_not_to_zero(measure):
    assert getattr(added([leaf(**{measure: "dash"})] * 2), measure) is None
    assert getattr(added([leaf(**{measure: cell}) for cell in ("dash", 0)]), measure) == 0


@each_measure
def test_a_blank_makes_the_sum_unknown_and_not_smaller(measure):
    parts = [leaf(**{measure: cell}) for cell in (10, "blank", 20)]
    assert getattr(added(parts), measure) is None


@pytest.mark.parametrize("measure", [m for m in MEASURES if m != "carried"])
@pytest.mark.parametrize("cell", [10, "dash"])
def test_a_column_that_only_some_lines_have_is_unknown(measure, cell):
    assert getattr(added([leaf(**{measure: cell}), leaf()]), measure) is None


def test_what_a_source_does_not_carry_over_is_not_carried_over():
    settled = added([leaf(budget=100, spent=60, carried=30), leaf(budget=100, spent=90)])
    assert settled.carried == 30
    assert settled.lapsed == 20
    assert settled.rate_with_carried == Decimal("90.0")


@each_measure
def test_a_column_that_no_line_has_is_unknown_and_takes_no_other_along(measure):
    cells = {other: 10 for other in MEASURES if other != measure}
    expected = replace(Measures(*[20] * len(MEASURES)), **{measure: None})
    assert added([leaf(**cells)] * 2) == expected


def test_where_no_line_has_an_amended_budget_the_voted_one_is_the_base():
    fund = added([leaf(appropriated=100, spent=10), leaf(appropriated=100, spent="dash")])
    assert (fund.base, fund.rate) == (200, Decimal("5.0"))


def test_half_as_voted_and_half_as_amended_is_no_base_at_all():
    mixed = added([leaf(appropriated=100, spent=100), leaf(budget=100, spent=50)])
    assert mixed.spent == 150
    assert mixed.base is None
    assert mixed.rate is None


@pytest.mark.parametrize("gap", ["blank", "absent"])
def test_a_rate_does_not_fall_back_to_the_voted_budget_where_the_amended_has_a_gap(gap):
    whole = leaf(appropriated=100, budget=110, spent=55)
    part = leaf(appropriated=100, budget=gap, spent=55)
    both = added([whole, part])
    assert both.spent == 110
    assert (both.base, both.rate, both.lapsed) == (None, None, None)


@pytest.mark.parametrize("gap", ["blank", "absent"])
def test_what_lapses_in_all_is_not_known_where_a_part_is_not(gap):
    parts = [leaf(budget=100, spent=gap), leaf(budget=100, spent=50)]
    both = added(parts)
    assert both.budget == 200
    assert (both.lapsed, both.rate) == (None, None)


def test_what_was_spent_of_a_dash_is_nothing():
    parts = [leaf(budget=100, spent="dash"), leaf(budget=100, spent=50)]
    both = added(parts)
    assert (both.lapsed, both.rate) == (150, Decimal("25.0"))


cells = st.fixed_dictionaries(
    {measure: st.integers(-100, 100) | st.sampled_from(STATES[1:]) for measure in MEASURES}
)


@given(st.lists(st.builds(lambda given: leaf(**given), cells), min_size=1, max_size=5))
def test_a_known_sum_is_the_sum_of_the_printed_amounts(leaves):
    sums = added(leaves)
    for measure in MEASURES:
        printed = [amount for x in leaves if (amount := getattr(x.measures, measure)) is not None]
        assert getattr(sums, measure) in (None, sum(printed))
        assert printed or getattr(sums, measure) is None


@pytest.mark.parametrize("book", ["해오름기획관/2030", "해오름기획관/2030/2031년조직"])
def test_a_row_has_the_same_path_in_every_book(book):
    assert within(book, f"{book}/강가 가꾸기/나무 심기") == "강가 가꾸기/나무 심기"


@given(st.lists(cells, max_size=4))
def test_claims_and_pages_come_to_the_same_sums(rows):
    """`added` and `rollup` are two ways; where a page shows an amount, a claim is held against it."""
    leaves = [leaf(**row) for row in rows]
    sums = [
        [met(each.states), *(getattr(each.measures, m) or 0 for m in MEASURES)] for each in leaves
    ]
    shown = dict(zip(MEASURES, rollup.cells(rollup.together(sums)), strict=True))
    if shown["budget"] in (Gap.BLANK, Gap.UNKNOWN):
        shown["appropriated"] = Gap.UNKNOWN  # no rate of a claim may fall back to it
    expected = {m: cell if isinstance(cell, int) else None for m, cell in shown.items()}
    assert added(leaves) == Measures(**expected)
