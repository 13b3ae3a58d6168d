import pytest

from reports.table import Gap, minus, ratio, tenths


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (469, 1000, 469),
        (1, 3, 333),
        (2, 3, 667),
        (5, 10_000, 1),  # 0.05 % is 0.1
        (49, 100_000, 0),
        (-5, 10_000, -1),
        (3, 2, 1500),
        (0, 7, 0),
    ],
)
def test_a_rate_is_tenths_of_a_percent_half_up(part, whole, found):
    assert tenths(part, whole) == found


@pytest.mark.parametrize("whole", [0, -5])
def test_nothing_to_divide_by_is_a_dash(whole):
    assert tenths(5, whole) is Gap.DASH


def test_a_rate_and_a_rest_are_as_little_known_as_what_they_are_made_of():
    for made in (ratio, minus):
        assert made(Gap.ABSENT, 5) is Gap.ABSENT
        assert made(5, Gap.UNKNOWN) is Gap.UNKNOWN
    assert ratio(Gap.DASH, 5) is ratio(Gap.BLANK, 5) is Gap.DASH
    assert (ratio(1, 2), minus(5, 7)) == (500, -2)
