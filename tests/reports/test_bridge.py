"""From 예산액 to 예산현액 by steps that add up to the won. Whatever is known, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.bridge import STEPS, added, bridge, sum_of, won_of
from reports.table import Gap

WON = st.integers(-(10**15), 10**15)
MOVES = st.dictionaries(st.sampled_from(list(STEPS)), WON)
NOTHING = st.frozensets(st.sampled_from(list(STEPS)))
LINES = st.lists(st.tuples(WON, WON, MOVES), min_size=1, max_size=6)


@given(WON, WON, MOVES, NOTHING)
def test_the_steps_lead_from_one_end_to_the_other_to_the_won(appropriated, budget, moves, nothing):
    found = bridge(appropriated, budget, moves, nothing)
    assert found.levels[-1] == budget
    assert found.appropriated + sum(map(won_of, found.steps)) + found.unexplained == budget


@given(WON, WON, MOVES, NOTHING)
def test_a_step_is_what_is_known_of_it_and_nothing_else(appropriated, budget, moves, nothing):
    for key, cell in zip(STEPS, bridge(appropriated, budget, moves, nothing).steps, strict=True):
        expected = moves.get(key, 0 if key in nothing else Gap.DASH)
        assert cell is expected or cell == expected


@given(LINES)
def test_a_whole_is_the_sum_of_its_lines_in_every_step(lines):
    each = [bridge(*line) for line in lines]
    whole = bridge(
        sum(line[0] for line in lines),
        sum(line[1] for line in lines),
        added(line[2] for line in lines),
    )
    assert whole.unexplained == sum(one.unexplained for one in each)
    for at, cell in enumerate(whole.steps):
        assert won_of(cell) == sum(won_of(one.steps[at]) for one in each)


def test_what_lines_of_one_whole_gave_each_other_comes_to_nothing_that_is_known():
    moves = added([{"transfer": -10}, {"transfer": 10}])
    assert bridge(100, 100, moves).steps[list(STEPS).index("transfer")] == 0
    assert bridge(100, 100, {}).steps[list(STEPS).index("transfer")] is Gap.DASH


@pytest.mark.parametrize(
    ("appropriated", "budget", "left"),
    [
        (Gap.DASH, 50, 50),  # printed as having nothing
        (50, Gap.DASH, -50),
        (Gap.DASH, Gap.DASH, Gap.DASH),
        (Gap.ABSENT, 50, Gap.DASH),
        (50, Gap.ABSENT, Gap.DASH),
        (Gap.BLANK, 50, Gap.UNKNOWN),
        (50, Gap.UNKNOWN, Gap.UNKNOWN),
    ],
)
def test_where_an_end_is_no_amount_what_is_left_is_not_invented(appropriated, budget, left):
    found = bridge(appropriated, budget, {})
    assert found.unexplained is left or found.unexplained == left


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ([10, 20], 30),
        ([10, Gap.DASH], 10),
        ([0, Gap.DASH], 0),
        ([Gap.DASH, Gap.DASH], Gap.DASH),
        ([Gap.BLANK, Gap.BLANK], Gap.BLANK),
        ([Gap.ABSENT, Gap.ABSENT], Gap.ABSENT),
        ([10, Gap.ABSENT], Gap.UNKNOWN),
        ([10, Gap.BLANK], Gap.UNKNOWN),
        ([Gap.DASH, Gap.ABSENT], Gap.UNKNOWN),
    ],
)
def test_a_sum_knows_no_more_than_its_parts(cells, whole):
    assert sum_of(cells) is whole or sum_of(cells) == whole
