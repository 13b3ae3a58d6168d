"""Values worked out again from others that the same document prints, without a database."""

from decimal import Decimal

import pytest

from reports.recomputed import factor, given, recomputed
from reports.reconcile import AGREES, DIFFERS, ROUNDING, UNDECIDABLE, Printed


def printed(text, measure="count", sentence=False, state="value"):
    value = Decimal(text.replace(",", "").rstrip("%")) if state == "value" else None
    return Printed(measure, text, state, value, 1, sentence)


def terms(*texts, unit="건"):
    return [given("", text, Decimal(text.replace(",", "")), unit) for text in texts]


def days(*texts):
    return [given("", text, Decimal(0), "") for text in texts]


def verdict(formula, text, given_terms, unit="건", sentence=False):
    found = recomputed(formula, printed(text, sentence=sentence), given_terms, unit)
    return found.verdict, found.computed, found.reason


def test_a_total_of_counts_agrees_or_differs_and_is_never_a_rounding():
    assert verdict("합", "60", terms("10", "20", "30")) == (AGREES, 60, "")
    assert verdict("합", "61", terms("10", "20", "30")) == (DIFFERS, 60, "")


def test_a_total_of_rounded_amounts_may_be_a_rounding_away():
    amounts = terms("10", "20", "30", unit="천원")
    assert verdict("합", "62", amounts, "천원") == (ROUNDING, 60, "더한 3개 값의 단수처리")
    assert verdict("합", "63", amounts, "천원") == (DIFFERS, 60, "")


def test_parts_may_stand_in_another_unit_than_their_total():
    """12억원 = 700백만원 + 540백만원, to the nearest 억."""
    amounts = terms("700", "540", unit="백만원")
    assert verdict("합", "12", amounts, "억원")[:2] == (AGREES, 12)
    assert verdict("합", "14", amounts, "억원")[:2] == (DIFFERS, 12)


def test_a_share_is_rounded_half_up_to_the_digits_that_are_printed():
    assert verdict("비중", "3.8%", terms("39,403", "1,050,866"), "%")[0] == DIFFERS
    assert verdict("비중", "3.7%", terms("39,403", "1,050,866"), "%")[0] == AGREES
    assert verdict("비중", "12.5%", terms("1", "8"), "%")[:2] == (AGREES, Decimal("12.5"))


def test_a_share_of_rounded_amounts_may_be_any_that_they_could_give():
    """1.4…2.5 of 9.5…10.5 thousand: between 14% and 26%."""
    amounts = terms("2", "10", unit="천원")
    assert verdict("비중", "23%", amounts, "%")[0] == ROUNDING
    assert verdict("비중", "30%", amounts, "%")[0] == DIFFERS


def test_a_growth_has_no_upper_bound():
    assert verdict("증감률", "148%", terms("25,617", "10,326"), "%")[0] == AGREES


def test_a_mean_of_days_and_a_product_are_worked_out():
    assert verdict("평균", "5,806", terms("1,050,866", "181"))[:2] == (AGREES, 5806)
    assert verdict("곱", "378,000", terms("31,500", "12"), "부")[0] == AGREES
    assert (
        verdict("곱", "60", [*terms("5", unit="만부"), *terms("12", unit="회")], "만부")[0]
        == AGREES
    )
    assert verdict("차", "78,068", terms("312,936", "234,868"), "표")[0] == AGREES


def test_the_same_value_may_be_said_in_a_coarser_unit():
    amount = terms("48,622,861", unit="천원")
    assert verdict("같음", "486", amount, "억원")[0] == AGREES
    assert verdict("같음", "485", amount, "억원")[0] == DIFFERS


def test_a_sentence_may_cut_and_a_table_may_not():
    amount = terms("361,975", unit="천원")
    assert verdict("같음", "361", amount, "백만원", sentence=True)[2] == "반올림하지 않고 버림"
    assert verdict("같음", "361", amount, "백만원")[0] == DIFFERS


def test_a_weekday_is_the_calendars():
    told = recomputed(
        "요일", Printed("weekday", "화", "value", Decimal(2), 1, True), days("2023-03-16"), ""
    )
    assert (told.verdict, told.computed) == (DIFFERS, 4)  # 목
    right = Printed("weekday", "월", "value", Decimal(1), 1, True)
    assert recomputed("요일", right, days("2022-07-18"), "").verdict == AGREES


def test_days_are_counted_with_both_ends_or_without_the_first():
    span = days("2023-02-15", "2023-03-16")
    assert verdict("일수", "30", span, "일")[0] == AGREES
    assert verdict("일수", "29", span, "일") == (ROUNDING, 30, "첫날을 빼고 셈함")
    assert verdict("일수", "65", span, "일")[0] == DIFFERS


@pytest.mark.parametrize(("formula", "of"), [("비중", ("1", "0")), ("합", ()), ("평균", ("1",))])
def test_where_there_is_nothing_to_divide_by_nothing_is_decided(formula, of):
    assert verdict(formula, "5", terms(*of)) == (UNDECIDABLE, None, "다시 셈할 값이 없음")


def test_a_dash_stands_for_nothing():
    dash = printed("-", state="dash")
    assert recomputed("합", dash, terms("0", "0"), "건").verdict == AGREES
    assert recomputed("합", dash, terms("1", "0"), "건").verdict == DIFFERS


@pytest.mark.parametrize(
    ("unit", "many"),
    [
        ("건", 1),
        ("%", 1),
        ("원", 1),
        ("천원", 1000),
        ("만원", 10_000),
        ("억원", 10**8),
        ("만여명", 10_000),
    ],
)
def test_a_unit_says_how_many_it_counts(unit, many):
    assert factor(unit) == many


def test_trillions_and_hundreds_count_as_many():
    assert (factor("조원"), factor("백명"), factor("백만명")) == (10**12, 100, 1_000_000)


def test_a_day_that_no_calendar_has_is_said_to_be_none():
    found = recomputed("요일", printed("2. 30.", state="unread"), [], "")
    assert (found.verdict, found.reason) == (DIFFERS, "‘2. 30.’은 달력에 없는 날")
