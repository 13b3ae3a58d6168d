from datetime import date

import pytest

from reports.charts.lines import Point
from reports.seasons import is_same_time, season_words, seasons, with_breaks

JUNE, JULY, APRIL = date(2018, 6, 30), date(2022, 7, 1), date(2023, 4, 1)


def same(day):
    return day


def test_only_dates_within_a_month_of_the_year_are_of_one_season():
    assert seasons([JULY, APRIL, JUNE], same) == [[APRIL], [JUNE, JULY]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (date(2018, 6, 30), date(2022, 7, 31), True),  # 31 days
        (date(2018, 6, 30), date(2022, 8, 1), False),
        (date(2020, 3, 31), date(2021, 3, 31), True),
        (date(2020, 12, 31), date(2021, 1, 1), False),
        (date(2020, 2, 29), date(2021, 3, 31), True),  # 31 days in every year
        (date(2021, 2, 28), date(2021, 3, 31), False),
    ],
)
def test_the_same_time_is_within_a_month_whatever_the_year(one, other, expected):
    assert is_same_time(one, other) is is_same_time(other, one) is expected


def test_a_years_end_is_not_near_its_beginning():
    ends = [date(2020, 12, 31), date(2021, 1, 1)]
    assert seasons(ends, same) == [[ends[1]], [ends[0]]]


def test_a_season_is_called_by_its_days():
    assert season_words([JULY]) == "7. 1."
    assert season_words([JULY, JUNE]) == "6. 30.~7. 1."


def test_a_year_that_says_nothing_breaks_the_line():
    points = with_breaks([Point(JUNE, 1), Point(JULY, 2), Point(APRIL, 3)])
    assert [point.value for point in points] == [1, None, 2, 3]
