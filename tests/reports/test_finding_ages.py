from datetime import date

import pytest

from reports.finding_ages import (
    Day,
    age_words,
    band_of,
    contradictions,
    late_reports,
    months_between,
)

NOON = date(2030, 6, 30)


def month(words, number, year=2030, told="요구, 3줄"):
    last = {2: 28, 4: 30, 5: 31, 10: 31, 11: 30}[number]
    return Day(words, date(year, number, 1), date(year, number, last), told)


@pytest.mark.parametrize(
    ("first", "months", "words", "band"),
    [
        (date(2030, 6, 30), 0, "1개월 미만", "6개월 미만"),
        (date(2030, 5, 31), 0, "1개월 미만", "6개월 미만"),
        (date(2029, 12, 30), 6, "6개월", "6개월 이상 1년 미만"),
        (date(2029, 7, 1), 11, "11개월", "6개월 이상 1년 미만"),
        (date(2029, 6, 30), 12, "1년", "1년 이상 2년 미만"),
        (date(2028, 5, 30), 25, "2년 1개월", "2년 이상"),
        (date(2030, 7, 1), None, "-", "경과를 알 수 없음"),
    ],
)
def test_an_age_is_counted_in_whole_months_and_never_backwards(first, months, words, band):
    counted = months_between(first, NOON)
    assert (counted, age_words(counted), band_of(counted)) == (months, words, band)


def test_one_act_on_two_days_that_cannot_be_the_same_is_said_once_a_day():
    days = [
        month("'30. 10월 보고", 10),
        month("'30. 11월 위원회 보고", 11),
        month("'30. 11월 보고함", 11),
    ]
    (said,) = contradictions(days)
    assert said == (
        "보고한 때가 서로 다르게 적혀 있습니다: ‘'30. 10월 보고’(요구, 3줄), ‘'30. 11월 보고함’(요구, 3줄)."
    )


def test_a_day_within_a_month_or_of_another_act_contradicts_nothing():
    inside = Day("'30. 10. 5. 보고", date(2030, 10, 5), date(2030, 10, 5), "조치, 4줄")
    assert contradictions([month("'30. 10월 보고", 10), inside, month("전용일 '30. 2월", 2)]) == []


def test_a_report_is_late_only_where_it_is_certainly_late():
    moved, late = month("전용일 '30. 2월", 2), month("'30. 10월 보고", 10)
    (said,) = late_reports([moved, late])
    assert "전용은 늦어도 2030. 4. 30.까지" in said
    assert late_reports([moved, late, month("'30. 4월 보고", 4)]) == []
    assert late_reports([moved]) == []
