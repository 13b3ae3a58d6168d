"""From a sum of the councils' table to what it is made of, and on."""

import pytest

from tests.browser import go

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
TOTAL = "/sums/시민소통기획관/2022-07-01-집행/{}?account=일반회계"


@pytest.mark.parametrize("scripted", [True, False])
def test_a_sum_leads_to_its_lines_and_a_line_to_the_report(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto(f"{JULY_2022}?rate=-45&unit=백만원")
    row = page.locator("tr.department").filter(has_text="뉴미디어담당관")
    shown = row.locator("td.spent").inner_text()
    go(row.locator("td.spent a"))
    assert page.locator("h1").inner_text() == "무엇에서 온 숫자인가"
    assert f"{shown}백만원" in page.locator(".figure-amount").inner_text()
    facts = page.locator(".facts").inner_text()
    assert "뉴미디어담당관" in facts
    assert "45% 미만" in facts
    go(page.locator("nav.dates").get_by_role("link", name="집행률"))
    go(page.locator(".made-of a").first)
    line = page.locator("tr.line").filter(has_text="서울시 홈페이지 운영")
    assert "176번째 줄" in line.inner_text()
    go(line.locator("td.spent a"))
    assert "652,085천원" in page.locator(".figure-amount").inner_text()


@pytest.mark.looks
def test_a_narrow_screen_names_each_cell_and_leaves_out_what_a_sum_has_not(narrow_page):
    narrow_page.goto(TOTAL.format("spent"))
    word = "cell => getComputedStyle(cell, '::before').content"
    row = narrow_page.locator("table.report tr.line").first
    for key, name in (("whose", "부서"), ("within", "정책사업"), ("spent", "집행")):
        assert row.locator(f"td.{key}").evaluate(word) == f'"{name}"'
    total = narrow_page.locator("table.report tr.total").first
    assert total.locator("td.spent").is_visible()
    assert not total.locator("td.whose").is_visible()
