"""용어 as it is reached from a table."""

from urllib.parse import unquote

import pytest

from tests.browser import go

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
APRIL_2023 = "/execution/홍보기획관/2023-04-01-집행"


def test_a_head_of_a_table_leads_to_its_term(page):
    page.goto(APRIL_2023)
    go(page.get_by_role("columnheader", name="집행률").get_by_role("link"))
    assert unquote(page.url).endswith("/terms#집행률")
    assert "25.7%" in page.locator(".term:target .example").inner_text()


@pytest.mark.looks
def test_on_a_narrow_screen_the_heads_show_themselves_to_the_keyboard(narrow_page):
    narrow_page.goto(APRIL_2023)
    head = narrow_page.locator("table.report thead").first
    assert head.bounding_box()["height"] <= 1
    head.get_by_role("link").first.focus()
    assert head.bounding_box()["height"] > 10
    assert narrow_page.evaluate(WIDE) <= 0
