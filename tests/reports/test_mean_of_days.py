"""A printed mean of a day against a total and the days of its time, without a database."""

from decimal import Decimal

import pytest

from reports.recomputed import given, recomputed
from reports.reconcile import AGREES, DIFFERS, ROUNDING, UNDECIDABLE, Printed


def mean(total, days, text, unit="건", label="날수"):
    number = Decimal(total.replace(",", ""))
    printed = Printed("mean", text, "value", Decimal(text.replace(",", "")), 1, True)
    terms = [given("계", total, number, unit), given(label, str(days), Decimal(days), "일")]
    return recomputed("평균", printed, terms, "건")


@pytest.mark.parametrize(
    ("total", "days", "text", "expected"),
    [
        ("639,974", 90, "7,111", AGREES),
        ("639,974", 90, "7,110", ROUNDING),  # cut
        ("639,974", 90, "6,111", DIFFERS),  # fewer days would make it more
        ("639,974", 90, "711", DIFFERS),  # a digit was lost
        ("639,974", 90, "12", UNDECIDABLE),  # of something else
        ("639,974", 90, "639,999", DIFFERS),  # more than all of it
        ("1,050,866", 181, "8,506", DIFFERS),  # of 123.5 days
        ("26,204", 181, "217", UNDECIDABLE),  # of 121 days
        ("639,974", 90, "7,000", UNDECIDABLE),  # perhaps to the thousand
        ("100", 181, "1", AGREES),
        ("100", 30, "4", UNDECIDABLE),
        ("1", 30, "1", UNDECIDABLE),
    ],
)
def test_a_mean_is_right_wrong_or_of_other_days(total, days, text, expected):
    assert mean(total, days, text).verdict == expected


def test_a_rounded_total_leaves_room_and_no_more():
    """209만 is 208.5 to 209.5만: of 365 days 5,712 to 5,740."""
    assert mean("209", 365, "5,712", "만건").verdict == ROUNDING
    below = mean("209", 365, "5,706", "만건")
    assert (below.verdict, below.computed, below.difference) == (DIFFERS, 5726, -20)
    assert below.reason.startswith("365일 모두로 나눈 값보다 작음")


def test_other_days_are_named():
    of_121 = mean("26,204", 181, "217")
    assert (of_121.computed, of_121.difference) == (145, None)
    assert of_121.reason == "181일이 아니라 121일로 나눈 값: 쉬는 날을 뺐는지 문서에 없음"
    assert "121~123일" in mean("5,247", 181, "43").reason


@pytest.mark.parametrize(
    ("total", "days", "text", "expected"),
    [
        ("24,947", 365, "101", AGREES),  # of 247 days
        ("26,204", 181, "217", AGREES),  # of 121 days
        ("30,603", 365, "101", UNDECIDABLE),  # of 303 days: one day of each week is none
        ("34,239", 365, "101", UNDECIDABLE),  # of 339 days: of no known week
        ("18,180", 365, "101", UNDECIDABLE),  # of 180 days: opened in the midst of the year?
        ("1,300", 365, "5", AGREES),  # of 237 to 288 days
        ("2,400", 365, "8", UNDECIDABLE),  # of 283 to 320 days
        ("2,121", 31, "101", UNDECIDABLE),  # of 21 days: of five in each week, or of six
    ],
)
def test_a_mean_of_a_told_span_is_of_working_days_where_nothing_else_is_so_many(
    total, days, text, expected
):
    found = mean(total, days, text, label="기간의 날수")
    assert found.verdict == expected


def test_the_reading_that_agrees_is_named():
    found = mean("24,947", 365, "101", label="기간의 날수")
    assert (found.computed, found.difference) == (101, 0)
    assert found.reason == (
        "365일이 아니라 근무일 246~248일로 나눈 값 (365일 가운데 토·일요일과 공휴일을 빼면 242~255일)"
    )


def test_days_that_may_have_begun_before_prove_no_working_days():
    assert mean("24,947", 365, "101", label="1월 1일부터의 날수").verdict == UNDECIDABLE
