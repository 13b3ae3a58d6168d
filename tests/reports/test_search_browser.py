"""찾기 from any page."""

import pytest

from tests.browser import go


@pytest.mark.parametrize("scripted", [True, False])
def test_from_the_box_of_any_page_to_the_table_of_a_date(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto("/execution/시민소통기획관/2022-07-01-집행")
    page.get_by_role("searchbox", name="찾기").fill("ㅅㅈㅇㄹ")
    go(page.get_by_role("searchbox", name="찾기"), "Enter")
    assert page.locator("h1").inner_text() == "‘ㅅㅈㅇㄹ’ 찾기 3건"
    assert page.get_by_role("searchbox", name="찾기").input_value() == "ㅅㅈㅇㄹ"
    dates = page.get_by_role("list", name="시정여론조사 운영의 기준일")
    go(dates.get_by_role("link", name="2022. 7. 1. 기준"))
    assert page.locator("tr.line th").all_inner_texts() == ["시정여론조사 운영"]
