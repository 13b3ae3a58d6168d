"""What a hand, a keyboard or a scan makes of an amount."""

import pytest

from budgets.reading.slips import is_slip

SLIPS = [
    (2_150_950, 2_150_850, "a digit"),
    (2_510_850, 2_150_850, "two digits turned"),
    (215_850, 2_150_850, "a digit dropped"),
    (21_508_500, 2_150_850, "a digit too many"),
    (-490, 490, "the sign"),
    (None, 490, "a cell without a number"),
    (0, 490, "a dash"),
]
NO_SLIPS = [
    (2_150_850, 2_150_850, "the same"),
    (2_160_950, 2_150_850, "two digits"),
    (1_250_580, 2_150_850, "two pairs turned"),
    (15_850, 2_150_850, "two digits dropped"),
    (-491, 490, "sign and digit"),
    (7, 3, "nothing to tell by"),
    (490, 0, "an amount for nothing"),
]


@pytest.mark.parametrize(("printed", "right", "what"), SLIPS)
def test_one_thing_wrong_is_a_slip(printed, right, what):
    assert is_slip(printed, right), what


@pytest.mark.parametrize(("printed", "right", "what"), NO_SLIPS)
def test_more_than_one_thing_wrong_is_none(printed, right, what):
    assert not is_slip(printed, right), what
