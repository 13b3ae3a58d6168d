"""Persons are added up once, for the page and for the check of printed totals."""

import pytest

from reports.persons import known_sum


@pytest.mark.parametrize(
    ("cells", "printed", "found"),
    [
        ([("value", 3), ("dash", None)], None, 3),
        ([("value", 3), ("dash", None)], 4, 3),
        ([("value", 3), ("blank", None)], 3, 3),
        ([("value", 3), ("blank", None)], 4, None),
        ([("value", 3), ("blank", None)], None, None),
        ([("value", 3), ("unread", None)], 3, None),
        ([("value", 3), ("absent", None)], 3, None),
        ([], 0, None),
    ],
)
def test_a_blank_is_nobody_only_under_a_printed_total_of_the_others(cells, printed, found):
    assert known_sum(cells, printed) == found
