"""Which giver gave to which taker, by the amounts alone."""

import pytest

from budgets.reading.settled_pairs import only_pairing


@pytest.mark.parametrize(
    ("gives", "takes", "pairs"),
    [
        ((60, 37), (37, 60), [(0, 1), (1, 0)]),
        ((60, 37), (20, 37, 40), [(0, 0), (0, 2), (1, 1)]),
        ((20, 37, 40), (60, 37), [(0, 0), (1, 1), (2, 0)]),
        ((20, 10), (17, 13), None),  # nobody's amount is another's
        ((10, 10), (10, 10), None),  # either may be either's
        ((30, 20), (20, 10, 20), None),
        ((60, 37), (60, 38), None),  # not even
        ((60, 0), (60, 0), None),  # an amount that nobody can read
        (tuple(range(1, 9)), tuple(range(1, 9)), None),  # too many to be no chance
    ],
)
def test_a_pairing_is_told_where_the_amounts_leave_no_other(gives, takes, pairs):
    assert only_pairing(gives, takes) == pairs
