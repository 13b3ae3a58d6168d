"""What one part or one digit would explain, and nothing where it explains nothing."""

from decimal import Decimal

import pytest

from reports.hints import hint

PARTS = [("강", Decimal(120)), ("산", Decimal(340)), ("들", Decimal(50))]


@pytest.mark.parametrize(
    ("printed", "right", "parts", "words"),
    [
        (390, 510, PARTS, "‘강’이(가) 빠지면 인쇄된 값이 됩니다."),
        (560, 510, PARTS, "‘들’을(를) 두 번 더하면 인쇄된 값이 됩니다."),
        (610, 510, PARTS, "백의 자리의 숫자 하나만 다릅니다 (6 대신 5)."),
        (1250, 1520, (), "이웃한 두 숫자의 차례만 다릅니다."),
        (511, 510, PARTS, ""),  # the last digit says nothing
        (510, 510, PARTS, ""),
        (777, 510, PARTS, ""),
        (51, 510, PARTS, ""),
    ],
)
def test_a_hint_names_the_one_thing_that_explains_the_difference(printed, right, parts, words):
    assert hint(Decimal(printed), Decimal(right), parts) == words


def test_two_equal_parts_are_no_hint():
    twins = [("강", Decimal(120)), ("산", Decimal(120))]
    assert hint(Decimal(777), Decimal(897), twins) == ""


def test_a_place_is_counted_from_the_point():
    assert (
        hint(Decimal("46.9"), Decimal("56.9"), ()) == "십의 자리의 숫자 하나만 다릅니다 (4 대신 5)."
    )


def test_a_digit_has_its_place_among_won():
    """554억 38백만원 is printed in 백만원."""
    words = "십억의 자리의 숫자 하나만 다릅니다 (5 대신 4)."
    assert hint(Decimal(55438), Decimal(54438), (), 1_000_000) == words
