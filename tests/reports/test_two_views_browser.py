"""A reader who chose 오늘의 조직 goes from page to page, and is not thrown back."""

from urllib.parse import unquote

from tests.browser import go


def follow(page, name):
    go(page.get_by_role("link", name=name, exact=True).first)
    assert page.locator(".switch [aria-current]", has_text="오늘의 조직").count() == 1
    return unquote(page.url)


def test_from_one_page_and_year_to_the_next_the_organisation_stays(page):
    page.goto("/register/시민소통기획관/2018")
    assert follow(page, "오늘의 조직").endswith("/2018?organisation=today")
    assert page.title() == "홍보기획관 2018년 예산 변동 대장 (오늘의 조직) | seoulcomm"
    assert "/register/홍보기획관/2023?" in follow(page, "2023년")
    assert "/register/시민소통기획관/2018?" in follow(page, "2018년")
    assert "/revenue/" in follow(page, "세입 결산")
    assert "/settlement/" in follow(page, "결산")
    page.get_by_label("부서").select_option("민원담당관")
    go(page.get_by_role("button", name="고르기"))
    assert "25,867,378" in page.locator("table.report").first.inner_text()
    assert unquote(follow(page, "지우기")).endswith("?organisation=today")
    go(page.get_by_role("link", name="각 자료의 조직"))
    assert "시민봉사담당관" in page.locator("table.report").first.inner_text()
