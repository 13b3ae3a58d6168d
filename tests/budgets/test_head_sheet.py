"""정원 and 현원 as somebody types them: what is kept, what is only a check, and what is wrong."""

import pytest

from budgets.head_sheet import Line, drawn, of_whom, reading, sent, with_blanks

NAMES = {1: "달빛담당관", 2: "별빛담당관"}


def lines(*rows):
    """Each is of a department, a group, 정원 and 현원."""
    return [Line(whose, group, {"authorised": a, "actual": b}) for whose, group, a, b in rows]


def words(*rows):
    return [f"{each.where}: {each.words}" for each in reading(lines(*rows), NAMES).wrong]


MOON = ("1", "일반직 5급", "10", "9"), ("1", "일반직 6급", "4", "-"), ("1", "임기제", "0", "2")
STAR = ("2", "일반직 5급", "1", "1")


def test_a_dash_and_a_nought_are_kept_apart_and_drawn_again_as_typed():
    typed = lines(*MOON, STAR)
    rows = reading(typed, NAMES).rows
    assert [(row.department, row.group) for row in rows] == [
        (1, "일반직 5급"),
        (1, "일반직 6급"),
        (1, "임기제"),
        (2, "일반직 5급"),
    ]
    assert (rows[1].cells["actual"].state, rows[1].cells["actual"].number) == ("dash", None)
    assert (rows[2].cells["authorised"].state, rows[2].cells["authorised"].number) == ("value", 0)
    assert drawn(rows) == typed


@pytest.mark.parametrize(
    ("whose", "group", "sums"),
    [
        ("1", "총 계", ("14", "11")),
        ("1", "일반직 소계", ("14", "9")),
        ("0", "합계", ("15", "12")),
        ("0", "일반직소계", ("15", "10")),
    ],
)
def test_a_total_is_checked_against_what_it_stands_over_and_not_kept(whose, group, sums):
    right = reading(lines((whose, group, *sums), *MOON, STAR), NAMES)
    assert (right.wrong, len(right.rows)) == ((), 4)
    [wrong] = words((whose, group, sums[0], "90"), *MOON, STAR)
    assert f"현원: 90명: 직군·급을 더하면 {sums[1]}명입니다." in wrong


def test_a_total_may_leave_a_column_out():
    assert words(("1", "계", "", "11"), *MOON, STAR) == []


def test_a_column_in_which_nothing_is_typed_is_one_that_the_sheet_does_not_have():
    [row] = reading(lines(("1", "일반직", "", "9")), NAMES).rows
    assert row.cells["authorised"] is None
    assert row.cells["actual"].number == 9


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("1", "일반직", "10", ""), "일반직 현원: 빈칸입니다"),
        (("1", "일반직", "10", "-1"), "0 이상의 정수"),
        (("1", "일반직", "10", "1.5"), "0 이상의 정수"),
        (("1", "일반직", "10", "열"), "‘열’"),
        (("1", "일반직", "10", "1,000,000"), "999,999명을 넘는"),
        (("1", "", "10", "9"), "1번째 줄: 직군·급을 적습니다"),
        (("", "일반직", "10", "9"), "부서를 고릅니다"),
        (("7", "일반직", "10", "9"), "부서를 고릅니다"),
        (("0", "일반직", "10", "9"), "실국 전체로는 총계와 소계만"),
        (("1", "총계", "10", "9"), "더할 줄이 없습니다"),
        (("1", "가" * 61, "10", "9"), "60자까지"),
    ],
)
def test_every_problem_stands_with_its_row(row, told):
    assert any(told in each for each in words(row, STAR)), words(row, STAR)


def test_a_group_stands_once_in_a_department_and_again_in_another():
    assert words(MOON[0], STAR) == []
    assert words(MOON[0], MOON[0], STAR) == [
        "일반직 5급: 같은 부서에 같은 직군·급이 이미 있습니다."
    ]


def test_nothing_at_all_is_not_a_sheet():
    assert words(("1", "", "", "")) == ["1번째 줄: 직군·급과 인원을 적습니다."]
    assert words(("1", "일반직", "", "")) == ["일반직: 정원이나 현원을 적습니다."]


def test_rows_are_read_as_far_as_they_come_and_room_is_left_for_more():
    posted = {"department-0": "1", "group-0": "일반직", "authorised-0": "1", "actual-0": "1"}
    [line] = sent(posted | {"group-2": "다른 줄"})
    assert line == lines(("1", "일반직", "1", "1"))[0]
    assert [each.department for each in with_blanks([line])] == ["1"] * 5


def test_what_is_wrong_is_told_with_the_department_of_its_row():
    typed = lines(("1", "일반직", "10", "9"), ("2", "일반직", "10", "열"))
    [wrong] = reading(typed, NAMES).wrong
    assert of_whom(wrong, typed, NAMES).where == f"{NAMES[2]} 일반직 현원"


def test_where_no_row_was_sent_the_first_is_named_alone():
    [wrong] = reading([], NAMES).wrong
    assert of_whom(wrong, [], NAMES) == wrong
