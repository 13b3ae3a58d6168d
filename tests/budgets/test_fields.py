"""Rule 1: amounts are whole won, and no float stands between file and database."""

from decimal import Decimal
from fractions import Fraction

import numpy
import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from budgets.amounts import LARGEST_WON
from budgets.fields import BOUND, WonField
from budgets.models import Figure
from tests import cast

FIELD = WonField("집행액", name="spent", null=True)
WHOLE = [
    *[0, 10, -10, BOUND, -BOUND, numpy.int64(10)],
    *["0", "10", "-10", "007", str(BOUND)],
    *[Decimal("10"), Decimal("10.00"), Decimal("1e3"), Decimal("-0")],
]
INEXACT = [
    *[1.5, 10.0, -0.0, float("nan"), float("inf")],
    *[numpy.float64(10), numpy.float32(1.5), True, False, numpy.bool_(True)],
]
FRACTIONS = [
    *[Decimal("1.5"), Decimal("0.001"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")],
    *[Fraction(3, 2), Fraction(10, 1)],
]
NO_NUMBERS = [
    *["1.5", "10.0", "1e3", "abc", "", "-", "--1", "+10", "1,000", "△10", "0x10"],
    *["1_000", "١٢٣", "１２３", " 10", "10\n"],
    *[b"10", [10], 10j],
]

each_way_in = pytest.mark.parametrize(
    "read", [FIELD.to_python, FIELD.get_prep_value], ids=["form", "database"]
)


@each_way_in
@pytest.mark.parametrize("amount", WHOLE, ids=repr)
def test_a_whole_amount_is_kept_to_the_won(read, amount):
    won = read(amount)
    assert type(won) is int
    assert won == int(amount)


@each_way_in
@pytest.mark.parametrize("amount", [*INEXACT, *FRACTIONS, *NO_NUMBERS], ids=repr)
def test_what_is_inexact_or_no_number_is_refused_in_korean(read, amount):
    with pytest.raises(ValidationError, match="금액은 원 단위 정수여야 합니다"):
        read(amount)


@each_way_in
def test_unknown_stays_unknown(read):
    assert read(None) is None


def test_what_the_database_is_to_work_out_is_left_to_it():
    expression = F("budget")
    assert FIELD.to_python(expression) is expression


def test_the_bound_is_the_largest_amount_that_the_grammar_reads():
    assert BOUND == LARGEST_WON == 2**53 - 1
    assert int(float(BOUND)) == BOUND


@pytest.mark.parametrize("spent", [1.5, True, Decimal("1.5"), "1_000", "abc"])
def test_neither_a_form_nor_a_bulk_write_takes_what_is_not_whole(db, spent):
    scene = cast.scene()
    row = Figure(statement=scene.statement, line=scene.flowers, spent=spent, spent_state="value")
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["spent"]
    with pytest.raises(ValidationError, match="원 단위 정수"):
        Figure.objects.bulk_create([row])


@pytest.mark.parametrize("won", [0, 1, -1, BOUND, -BOUND])
def test_an_amount_comes_back_as_it_went_in(db, won):
    scene = cast.scene()
    kept = cast.figure(scene.statement, scene.flowers, spent=won)
    kept.full_clean()
    kept.refresh_from_db()
    assert kept.spent == won
    assert Figure.objects.filter(line=scene.flowers, spent=won).exists()
