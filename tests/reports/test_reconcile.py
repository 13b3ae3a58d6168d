"""Printed values against exact ones, without a database: amounts in thousands unless said."""

from decimal import Decimal

import pytest

from budgets.measures import Measures
from reports.reconcile import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNDECIDABLE,
    Exact,
    Parts,
    Printed,
    Verdict,
    amount,
    exact,
    judge,
)

THOUSAND, MILLION, HUNDRED_MILLION = 1_000, 1_000_000, 100_000_000


def printed(text, measure="spent", unit=THOUSAND, sentence=False, state="value"):
    value = Decimal(text.replace(",", "").rstrip("%")) if state == "value" else None
    return Printed(measure, text, state, value, 1 if text.endswith("%") else unit, sentence)


def total_of(*thousands):
    won = sum(thousands) * THOUSAND
    return Exact(won, added=(Parts(len(thousands), won, THOUSAND),))


def test_an_equal_total_agrees():
    verdict = judge(printed("60"), total_of(10, 20, 30))
    assert (verdict.verdict, verdict.computed, verdict.difference) == (AGREES, 60, 0)


@pytest.mark.parametrize(
    ("text", "expected"), [("62", ROUNDING), ("58", ROUNDING), ("63", DIFFERS)]
)
def test_a_total_of_three_may_be_two_off_and_no_more(text, expected):
    assert judge(printed(text), total_of(10, 20, 30)).verdict == expected


@pytest.mark.parametrize(
    ("text", "sum_below", "expected"),
    [
        ("62", 61, "더한 3개 금액의 단수처리 (그 합과 1천원 차이, 2천원까지 생길 수 있음)"),
        ("62", 62, "더한 3개 금액의 단수처리 (그 합과 같음)"),
    ],
)
def test_a_rounding_says_how_far_off_the_judged_parts_are_and_may_be(text, sum_below, expected):
    lines, below = Parts(9, 60_000, THOUSAND), Parts(3, sum_below * THOUSAND, THOUSAND)
    assert judge(printed(text), Exact(60_000, added=(lines, below))).reason == expected


def test_a_total_must_be_near_the_level_below_it_too():
    """Thirty lines leave room for 15; the three departments that are printed leave room for 2."""
    lines = Parts(30, 300 * THOUSAND, THOUSAND)
    departments = Parts(3, 300 * THOUSAND, THOUSAND)
    ten_off = printed("310")
    assert judge(ten_off, Exact(lines.won, added=(lines,))).verdict == ROUNDING
    assert judge(ten_off, Exact(lines.won, added=(lines, departments))).verdict == DIFFERS


def test_the_difference_is_in_the_printed_unit():
    """554억 38백만원 where the lines give 544억 38백만원."""
    headline = printed("55438", unit=MILLION, sentence=True)
    verdict = judge(headline, Exact(54_438_155 * THOUSAND))
    assert (verdict.verdict, verdict.computed, verdict.difference) == (DIFFERS, 54438, 1000)


def test_a_headline_rounded_up_by_hand_differs():
    headline = printed("476", unit=HUNDRED_MILLION, sentence=True)
    lines = Parts(45, 47_541_386 * THOUSAND, THOUSAND)
    assert judge(headline, Exact(lines.won, added=(lines,))).verdict == DIFFERS
    assert judge(printed("475", unit=HUNDRED_MILLION, sentence=True), Exact(lines.won)).verdict == (
        AGREES
    )


def test_a_sentence_that_cuts_is_told_from_one_that_is_wrong():
    exact_value = Exact(361_975 * THOUSAND)
    cut = judge(printed("361", unit=MILLION, sentence=True), exact_value)
    assert (cut.verdict, cut.difference, cut.reason) == (ROUNDING, -1, "반올림하지 않고 버림")
    assert judge(printed("362", unit=MILLION, sentence=True), exact_value).verdict == AGREES
    assert judge(printed("363", unit=MILLION, sentence=True), exact_value).verdict == DIFFERS


def test_a_cell_of_a_table_has_no_licence_to_cut():
    assert judge(printed("361", unit=MILLION), Exact(361_975 * THOUSAND)).verdict == DIFFERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12.5%", AGREES), ("12%", AGREES), ("12.50%", AGREES), ("12.4%", DIFFERS), ("13%", DIFFERS)],
)
def test_a_rate_is_compared_in_the_digits_it_was_printed_with(text, expected):
    """12,499 of 100,000 is 12.499 %."""
    rate = Exact(12_499, 100_000)
    assert judge(printed(text, "rate"), rate).verdict == expected


def test_a_half_is_rounded_up():
    assert judge(printed("12.5%", "rate"), Exact(1_245, 10_000)).verdict == AGREES
    assert judge(printed("12.4%", "rate"), Exact(1_245, 10_000)).verdict == DIFFERS


def test_a_rate_of_the_rounded_amounts_beside_it_is_rounding():
    """84백만원 중 74백만원 집행(88.1%), where 73,607 of 84,400 is 87.2 %."""
    beside = [
        (printed("84", "budget", MILLION, True), Verdict(AGREES, Decimal(84), Decimal(0))),
        (printed("74", "spent", MILLION, True), Verdict(AGREES, Decimal(74), Decimal(0))),
    ]
    rate = printed("88.1%", "rate", sentence=True)
    verdict = judge(rate, Exact(73_607, 84_400), beside)
    assert (verdict.verdict, verdict.computed, verdict.difference) == (
        ROUNDING,
        Decimal("87.2"),
        Decimal("0.9"),
    )
    assert judge(rate, Exact(73_607, 84_400)).verdict == DIFFERS


def test_a_rate_of_a_wrong_amount_is_wrong():
    """64백만원 중 57백만원 집행(89%), where 55 was spent."""
    beside = [
        (printed("64", "budget", MILLION, True), Verdict(AGREES, Decimal(64), Decimal(0))),
        (printed("57", "spent", MILLION, True), Verdict(DIFFERS, Decimal(55), Decimal(2))),
    ]
    assert judge(printed("89%", "rate"), Exact(55_393, 64_358), beside).verdict == DIFFERS


def test_a_rest_worked_out_from_rounded_totals_is_rounding():
    """100 − 40 = 60 as printed, where the lines give 61."""
    beside = [
        (printed("100", "budget"), Verdict(AGREES, Decimal(100), Decimal(0))),
        (printed("40", "spent"), Verdict(ROUNDING, Decimal(39), Decimal(1))),
    ]
    rest = judge(printed("60", "lapsed"), Exact(61 * THOUSAND), beside)
    assert (rest.verdict, [each.text for each in rest.by]) == (ROUNDING, ["100", "40"])
    assert judge(printed("59", "lapsed"), Exact(61 * THOUSAND), beside).verdict == DIFFERS


def test_what_cannot_be_read_differs_and_has_no_difference():
    verdict = judge(printed("47,8%", "rate", state="unread"), Exact(478, 1_000))
    assert (verdict.verdict, verdict.computed, verdict.difference) == (
        DIFFERS,
        Decimal("47.8"),
        None,
    )


@pytest.mark.parametrize(("won", "expected"), [(0, AGREES), (None, AGREES), (5_000, DIFFERS)])
def test_a_dash_agrees_with_nothing_and_with_zero_only(won, expected):
    assert judge(printed("-", state="dash"), Exact(won)).verdict == expected


def test_a_value_without_anything_to_add_up_is_undecidable():
    verdict = judge(printed("76", "cost", MILLION, True), Exact(None))
    assert (verdict.verdict, verdict.computed, verdict.difference) == (UNDECIDABLE, None, None)


def test_the_rate_of_a_new_program_is_undecidable_not_a_hundred():
    now, before = Measures(appropriated=3_500), Measures()
    change = exact("change_rate", now, before, ())
    verdict = judge(printed("100%", "change_rate"), change)
    assert (verdict.verdict, verdict.reason) == (UNDECIDABLE, "나눌 금액이 없어 비율이 없음")
    assert amount("change", now, before) == 3_500


def test_an_ended_program_fell_by_a_hundred():
    ended = exact("change_rate", Measures(), Measures(appropriated=109_600), ())
    assert judge(printed("-100%", "change_rate"), ended).verdict == AGREES


def test_spent_and_carried_is_another_measure_than_spent():
    marketing = Measures(budget=1_650_000, spent=1_226_678, carried=413_109)
    assert judge(printed("74.3%", "rate"), exact("rate", marketing, None, ())).verdict == AGREES
    with_carried = exact("rate_with_carried", marketing, None, ())
    assert judge(printed("99.4%", "rate_with_carried"), with_carried).verdict == AGREES
    assert amount("lapsed", marketing) == 10_213
