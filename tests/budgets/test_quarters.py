from datetime import date

import pytest

from budgets.quarters import days_late, due_on


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        (date(2018, 2, 14), date(2018, 4, 30)),
        (date(2018, 3, 31), date(2018, 4, 30)),
        (date(2018, 4, 1), date(2018, 7, 31)),
        (date(2018, 9, 30), date(2018, 10, 31)),
        (date(2018, 10, 1), date(2019, 1, 31)),
        (date(2018, 12, 31), date(2019, 1, 31)),
    ],
)
def test_the_council_is_told_by_the_end_of_the_month_after_the_quarter(decided, due):
    assert due_on(decided) == due


@pytest.mark.parametrize(
    ("told", "late"),
    [(date(2018, 4, 30), 0), (date(2018, 5, 1), 1), (None, 10), (date(2018, 4, 2), 0)],
)
def test_how_late_is_counted_from_the_day_after_it_was_due(told, late):
    assert days_late(date(2018, 2, 14), told, today=date(2018, 5, 10)) == late
