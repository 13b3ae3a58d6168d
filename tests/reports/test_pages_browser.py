"""Departments, works and amounts as a reader walks through them."""

import pytest

from tests.browser import go

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
SURVEY = "시정여론조사 운영"


def follow(page, name):
    go(page.locator("table.report").first.get_by_role("link", name=name, exact=True).first)


def to_department(page):
    page.goto(JULY_2022)
    follow(page, "시민소통담당관")


def to_office(page):
    to_department(page)
    go(page.locator(".trail").get_by_role("link", name="시민소통기획관"))


def to_program(page):
    page.goto(JULY_2022)
    follow(page, "시민과 함께하는 참여와 소통 시정구현")


def to_line(page):
    page.goto(JULY_2022)
    follow(page, SURVEY)


def to_figure(page):
    to_line(page)
    follow(page, "145,392")


@pytest.mark.parametrize("scripted", [True, False])
def test_from_the_councils_table_to_where_a_number_comes_from(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    to_line(page)
    assert page.locator("h1").inner_text() == f"{SURVEY} 세부사업"
    follow(page, "145,392")
    assert page.locator("h1").inner_text() == "무엇에서 온 숫자인가"
    assert "145,392천원" in page.locator(".figure-amount").inner_text()
    assert "163번째 줄" in page.locator(".facts").inner_text()
    go(page.locator(".facts").get_by_role("link", name="2022. 7. 1. 기준"))
    assert "department=" in page.url
    assert page.locator("h1").inner_text().startswith("시민소통기획관 집행현황")


def test_from_a_department_to_the_one_that_followed_it(page):
    to_department(page)
    go(page.locator(".kin").get_by_role("link", name="홍보담당관 (홍보기획관)"))
    assert page.locator("h1").inner_text() == "홍보담당관 홍보기획관"
    assert "이전 부서" in page.locator("table.report").first.inner_text()


def test_a_chart_stands_above_its_table_and_says_all_in_words(page):
    to_line(page)
    charts = page.get_by_role("img")
    assert charts.count() == 2
    assert (
        "집행 (7. 1.) · 집행률: 2022. 7. 1. 25.1%" in charts.nth(1).locator("desc").text_content()
    )


def test_the_unit_is_changed_by_a_link(page):
    to_line(page)
    go(page.get_by_role("link", name="백만원", exact=True))
    row = page.locator("table.report tr").filter(has_text="2022. 7. 1. 기준")
    assert row.locator("td.budget").inner_text() == "579"


@pytest.mark.looks
def test_a_narrow_screen_names_each_cell(narrow_page):
    to_line(narrow_page)
    word = "cell => getComputedStyle(cell, '::before').content"
    row = narrow_page.locator("table.report tbody tr").first
    for key, name in (("whose", "부서"), ("work", "이름"), ("known", "근거")):
        assert row.locator(f"td.{key}").evaluate(word) == f'"{name}"'


@pytest.mark.looks
def test_the_sheet_of_a_line_is_downloaded_under_a_korean_name(page):
    to_line(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"{SURVEY} 연도별 예산·집행 엑셀").click()
    assert waiting.value.suggested_filename == f"시민소통담당관_{SURVEY}_연도별.xlsx"
