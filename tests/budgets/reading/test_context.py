from datetime import date

import pytest

from budgets.amounts import Unit
from budgets.reading.columns import columns_of
from budgets.reading.context import Unreadable, read_context
from budgets.reading.lines import read_lines

EXECUTION = ["예산현액", "집행액", "집행률"]
BUDGET = ["예산액"]


def context(above, columns=EXECUTION, settled=None, own_accounts=False):
    lines = [line for line in read_lines(above) if not line.is_blank][::-1]
    return read_context(columns_of(columns), lines, own_accounts=own_accounts, settled=settled)


def when(*args, **kwargs):
    (key,) = context(*args, **kwargs).dates.values()
    return key.fiscal_year, key.day, key.stage


def refusal(*args, **kwargs):
    with pytest.raises(Unreadable) as caught:
        context(*args, **kwargs)
    return str(caught.value)


CAPTION = "(2024. 3. 31. 기준, 단위 : 천원)"


def test_unit_and_day_stand_in_the_caption():
    assert context(CAPTION).unit is Unit.THOUSAND
    assert when(CAPTION) == (2024, date(2024, 3, 31), "집행")


def test_unit_and_day_may_stand_in_the_heading_of_the_section():
    heading = "3 예산 집행현황('24. 3월말 기준, 단위 : 천원)\n● 과목별 집행현황"
    assert when(heading) == (2024, date(2024, 3, 31), "집행")


def test_what_stands_beyond_another_tables_row_is_that_tables():
    above = "(2024. 1. 31. 현재, 단위 : 명)\n교통과 30 28 2\n□ 예산\n(단위 : 천원)"
    assert refusal(above) == "표의 기준일을 찾지 못했습니다."


@pytest.mark.parametrize("caption", ["(2024. 3. 31. 기준)", "(2024. 3. 31. 기준, 단위 : 만원)"])
def test_a_unit_is_never_guessed(caption):
    assert "단위를 찾지 못했습니다" in refusal(caption)


def test_an_unknown_unit_is_not_replaced_by_one_farther_up():
    assert "만원" in refusal("(단위 : 천원)\n(2024. 3. 31. 기준, 단위 : 만원)")


def test_columns_of_two_units_and_columns_against_the_caption_are_refused():
    two = ["예산현액(백만원)", "집행액(천원)"]
    assert refusal("2024. 3. 31. 기준", two) == "표의 단위가 둘 이상입니다."
    assert refusal(CAPTION, ["예산현액(백만원)", "집행액(백만원)"]) == "표의 단위가 둘 이상입니다."
    assert "단위를 찾지" in refusal("2024. 3. 31. 기준", ["예산현액(백만원)", "집행액"])


def test_a_settlement_speaks_of_the_last_day_of_its_year_whatever_day_it_is_printed():
    above = "2023회계연도 세출 결산\n(2024. 2. 10. 기준, 단위 : 천원)"
    assert when(above) == (2023, date(2023, 12, 31), "결산")


def test_a_settlement_without_a_year_is_of_the_year_on_the_title_page():
    assert when("□ 세출 결산\n(단위 : 천원)", settled=2023) == (2023, date(2023, 12, 31), "결산")
    assert refusal("□ 세출 결산\n(단위 : 천원)") == "결산표의 회계연도를 찾지 못했습니다."


def test_an_execution_of_a_year_without_a_day_is_no_settlement():
    assert refusal("2024년 예산 집행현황\n(단위 : 천원)") == "표의 기준일을 찾지 못했습니다."


def test_a_budget_of_a_year_stands_at_its_first_day():
    assert when("2024년도 세출예산\n(단위 : 천원)", BUDGET) == (2024, date(2024, 1, 1), "예산")


def test_a_budget_with_a_day_is_still_a_budget():
    assert when(CAPTION, BUDGET) == (2024, date(2024, 3, 31), "예산")


def test_years_in_the_columns_are_dates_and_last_years_is_regrouped():
    found = context("(단위 : 천원)", ["2022년 예산", "2024년 예산", "2023년 예산", "증감"])
    assert {year: key.basis for year, key in found.dates.items()} == {
        2022: "재편",
        2023: "재편",
        2024: "당초",
    }
    assert (found.when().fiscal_year, found.before.fiscal_year) == (2024, 2023)


def test_one_year_beside_an_execution_is_the_year_of_its_day():
    assert when(CAPTION, ["2024년 예산", "집행액"])[1] == date(2024, 3, 31)
    assert "연도" in refusal(CAPTION, ["2023년 예산", "집행액"])


def test_a_budget_with_its_supplement_needs_the_day_it_was_supplemented():
    columns = ["2024년 본예산", "추경", "예산액"]
    assert when(CAPTION, columns)[1] == date(2024, 3, 31)
    assert "추경" in refusal("2024년 예산현황\n(단위 : 천원)", columns)


@pytest.mark.parametrize(
    ("title", "account"),
    [
        ("□ 예산 집행현황", "일반회계"),
        ("일반회계 : 총 10억원 중 4억원 집행(40.0%)", "일반회계"),
        ("□ 교통사업특별회계", "교통사업특별회계"),
        ("(도시개발 특별회계)", "도시개발 특별회계"),
        ("기 금 대외협력기금(국제협력계정)", "대외협력기금(국제협력계정)"),
        ("○ 기후대응기금 집행현황", "기후대응기금"),
        ("□ 기 금", "기금"),
        ("재무활동(기금전출금)", "일반회계"),
        ("※ 교통사업특별회계는 따로 보고", "일반회계"),
    ],
)
def test_the_account_is_the_one_that_stands_above(title, account):
    assert context(f"{title}\n{CAPTION}").account == account


def test_two_accounts_above_one_table_are_no_answer():
    above = f"일반회계 : 총 8억원\n교통사업특별회계 : 총 2억원\n{CAPTION}"
    assert "회계를 정할 수 없습니다" in refusal(above)
    assert context(above, own_accounts=True).account is None


def test_a_title_may_stand_in_parentheses():
    assert context(f"과목별 집행현황(시장 업무추진비)\n{CAPTION}").title == "시장 업무추진비"
    assert context(f"예산 집행현황\n{CAPTION}").title == "예산 집행현황"
