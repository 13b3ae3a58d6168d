"""A department's rows, the first of which should add up the others, and one amount is wrong."""

import re

from budgets.reading.misprint import is_flat, settle
from budgets.reading.names import kind_named

PART = """
교통과 6113 2447
교통 개선 5992 2396
신호등 설치 3879 1585
정보 제공 2113 811
기본경비 121 51
"""
PARENTS = (None, 0, 1, 1, 0)


def rows_of(text):
    found = [re.match(r"(.+?)((?: -?\d+)+)$", line) for line in text.strip("\n").split("\n")]
    kinds = [kind_named(f[1]) for f in found]
    return [list(map(int, f[2].split())) for f in found], kinds


def settled(text, *changes, **how):
    rows, kinds = rows_of(text)
    for at, column, value in changes:
        rows[at][column] = value
    return settle(rows, kinds, **how)


def test_a_part_that_adds_up_is_what_its_sums_say():
    assert settled(PART) == PARENTS


def test_a_wrong_first_row_changes_nothing_below_it():
    assert settled(PART, (0, 0, 6131)) == PARENTS


def test_a_wrong_program_keeps_its_lines():
    assert settled(PART, (1, 0, 5929)) == PARENTS


def test_a_wrong_line_stays_in_its_program():
    assert settled(PART, (3, 1, 8111)) == PARENTS


def test_a_part_that_lacks_a_row_is_not_put_right():
    assert settled(PART, (1, 0, 5929), is_whole=False) is None
    assert settled(PART, is_whole=False) == PARENTS


def test_a_single_row_is_settled_if_it_is_whole():
    assert settled("교통과 6113 2447") == (None,)
    assert settled("교통과 6113 2447", is_whole=False) is None


def test_a_part_on_one_level_is_flat_only_where_all_are():
    flat = "교통과 6131 2447\n신호등 설치 3879 1585\n정보 제공 2234 862"
    rows, _ = rows_of(flat)
    assert is_flat(rows)
    assert not is_flat(rows_of(PART)[0])
    assert settled(flat, may_be_flat=True) == (None, 0, 0)
    assert settled(flat, may_be_flat=False) is None


def test_two_wrong_programs_are_not_explained():
    two = PART.strip("\n") + "\n걷는 거리 1513 620\n보도 정비 871 411\n쉼터 642 209\n"
    right = (7626, 3067)
    added = settled(two, (0, 0, right[0]), (0, 1, right[1]))
    assert added == (None, 0, 1, 1, 0, 0, 5, 5)
    wrong = settled(
        two, (0, 0, right[0]), (0, 1, right[1]), (1, 0, 777), (1, 1, 5), (5, 0, 9), (5, 1, 8888)
    )
    assert wrong is None


def test_as_likely_slips_settle_nothing():
    # Either 기본경비 alone or 인력운영비 with it may have made up the amount that is lost.
    text = "교통과 6113 2447\n교통 개선 5992 2396\n행정운영경비 121 0\n기본경비 121 31\n인력운영비 0 20"
    assert settled(text) is None
