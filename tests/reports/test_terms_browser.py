"""용어 as it is reached from a table."""

from urllib.parse import unquote

from tests.browser import axe, screenshot

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
APRIL_2023 = "/execution/홍보기획관/2023-04-01-집행"


def test_axe_finds_nothing_and_nothing_is_cut_on_either_screen(page, narrow_page):
    for name, screen in (("terms", page), ("terms-narrow", narrow_page)):
        screen.goto("/terms")
        assert axe(screen) == []
        assert screen.evaluate(WIDE) <= 0
        screenshot(screen, name)


def test_a_head_of_a_table_leads_to_its_term(page):
    page.goto(APRIL_2023)
    page.get_by_role("columnheader", name="집행률").get_by_role("link").click()
    assert unquote(page.url).endswith("/terms#집행률")
    assert "25.7%" in page.locator(".term:target .example").inner_text()


def test_on_a_narrow_screen_the_heads_show_themselves_to_the_keyboard(narrow_page):
    narrow_page.goto(APRIL_2023)
    head = narrow_page.locator("table.report thead").first
    assert head.bounding_box()["height"] <= 1
    head.get_by_role("link").first.focus()
    assert head.bounding_box()["height"] > 10
    assert narrow_page.evaluate(WIDE) <= 0
