"""The form of the workbook."""

import pytest

from tests.browser import go


@pytest.mark.parametrize("scripted", [True, False])
def test_a_workbook_is_chosen_and_downloaded(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto("/")
    go(page.get_by_role("link", name="엑셀 요약"))
    page.get_by_label("홍보기획관").check()
    page.get_by_label("집행률").check()
    page.get_by_label("억원").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="엑셀 만들기").click()
    assert waiting.value.suggested_filename == "홍보기획관_2023_예산집행_요약.xlsx"
