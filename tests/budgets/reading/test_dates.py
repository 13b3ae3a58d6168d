from datetime import date

import pytest

from budgets.reading.dates import (
    find_day,
    find_fiscal_year,
    find_printed,
    find_reporting_day,
    find_settled_year,
)

MARCH = date(2024, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "(2024. 3. 31. 기준, 단위 : 천원)",
        "2024. 3. 31. 현재",
        "2024.3.31.기준",
        "'24. 3. 31. 현재",
        "( ’24. 3.31 기준)",
        "24.3.31. 기준",
        "'24. 3월말 기준",
        "’24. 3월 말 현재",
        "2024. 3. 말 현재",
        "2024년 3월말",
        "2024년 3월 31일 현재",
        "2024-03-31 기준",
        "기준일 : 2024. 3. 31.",
    ],
)
def test_a_day_that_figures_stand_as_of(text):
    assert find_reporting_day(text) == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "2024. 3월 기준",
        "2024년 현재",
        "2024. 3. 31. 개최",
        "2024. 2. 30. 기준",
        "7.13.45 현재",
        "13월말",
    ],
)
def test_what_is_no_such_day_is_not_guessed(text):
    assert find_reporting_day(text) is None


def test_the_end_of_a_month_knows_leap_years():
    assert find_reporting_day("'24. 2월말 기준") == date(2024, 2, 29)
    assert find_reporting_day("'23. 2월말 기준") == date(2023, 2, 28)


def test_of_a_span_the_day_before_the_word_counts():
    assert find_reporting_day("2024. 1. 1. ~ 2024. 3. 31. 기준") == MARCH


def test_the_first_day_of_a_text_is_one_that_exists():
    assert find_day("판 7.13.45, 2024. 3. 31.(일) 개편") == MARCH


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023회계연도 결산", 2023),
        ("2024년도 세출예산", 2024),
        ("'24년 예산 554억 38백만원", 2024),
        ("2024 사업 예산현황", 2024),
        ("2023년도 세입·세출 결산", 2023),
        ("2024년도", None),
        ("2024년 예정", None),
        ("24년 예산", None),
    ],
)
def test_a_fiscal_year_is_one_that_a_budget_or_a_settlement_is_of(text, year):
    assert find_fiscal_year(text) == year


def test_a_settled_year_is_one_whose_settlement_is_named():
    assert find_settled_year("2023 회계연도 세입 · 세출 결산 업무보고") == 2023
    assert find_settled_year("2024년 예산, 2023년 결산") == 2023
    assert find_settled_year("2024년 예산") is None


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("2024. 4. 15.(월)", 4, date(2024, 4, 15)),
        ("2024. 4. 15", 4, date(2024, 4, 15)),
        ("'24. 4. 15.", 4, date(2024, 4, 15)),
        ("2024년 4월 15일", 4, date(2024, 4, 15)),
        ("2024. 4.", 4, None),
        ("2024. 4", 4, None),
    ],
)
def test_a_title_page_prints_a_day_or_only_a_month(text, month, day):
    found = find_printed(text)
    assert (found.year, found.month, found.day) == (2024, month, day)


@pytest.mark.parametrize("text", ["2024.3분기 업무보고", "2024. 13.", "2024년 주요업무", "4. 15."])
def test_what_is_no_date_of_a_report(text):
    assert find_printed(text) is None
