"""A clerk's way through the pages, from the newest date to the sheet on the desk, by clicks alone."""

import pytest

from tests.browser import go
from tests.formulas import assert_values_stored_are_true, workbooks


def follow(page, name):
    go(page.locator("table.report").first.get_by_role("link", name=name, exact=True).first)


def heading(page):
    return page.locator("h1").inner_text()


@pytest.mark.parametrize("scripted", [True, False])
def test_from_the_newest_date_to_where_a_figure_comes_from_and_out_again(
    open_page, tmp_path, scripted
):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto("/")
    go(page.get_by_role("link", name="2023. 4. 1. 기준 집행현황표").first)
    assert heading(page).endswith("집행현황 2023. 4. 1. 기준")

    follow(page, "홍보담당관")
    assert heading(page).startswith("홍보담당관")

    program = "시민과 함께하는 참여와 소통시정 구현"
    go(page.get_by_role("link", name=program, exact=True).first)  # its newest
    assert heading(page).startswith(program)

    lines = page.locator("table.report").filter(has=page.locator("tr.line"))
    go(lines.get_by_role("link", name="시정여론조사 운영", exact=True).first)
    assert heading(page).startswith("시정여론조사 운영")

    follow(page, "468,992")  # 예산현액
    assert heading(page) == "무엇에서 온 숫자인가"
    told = page.locator("main").inner_text()
    assert "468,992,000원" in told
    assert "2023-04 " in told
    assert "번째 줄" in told

    go(page.locator(".facts").get_by_role("link", name="2023. 4. 1. 기준"))
    assert heading(page) == "홍보기획관 집행현황 2023. 4. 1. 기준"
    go(page.get_by_role("link", name="지우기"))  # the figure led to its department alone
    go(page.get_by_role("link", name="백만원", exact=True))
    go(page.get_by_role("link", name="2022. 7. 1. 기준 (시민소통기획관)", exact=True))
    whole = page.locator("table.report").first.locator("tr.total td").all_inner_texts()
    assert whole[:4] == ["88,194", "28,926", "22,633", "25.7%"]
    assert whole[4:8] == ["101,356", "54,576", "47,541", "46.9%"]

    with page.expect_download() as waiting:
        page.get_by_role("link", name="2023. 4. 1. 집행현황 엑셀", exact=True).click()
    named = "홍보기획관_2023-04-01-집행_집행현황_나란히_2022._7._1._기준.xlsx"
    assert waiting.value.suggested_filename == named
    path = tmp_path / "sheet.xlsx"
    waiting.value.save_as(path)
    content = path.read_bytes()
    formulas, values = (book.worksheets[0] for book in workbooks(content))
    assert formulas["B7"].value.startswith("=SUBTOTAL(9,")
    assert formulas["E7"].value.startswith("=IF(N(B7)>0,ROUND(D7/B7,3)")
    assert round(values["B7"].value, 3) == 88_194.161
    assert values["E7"].value == 0.257
    assert assert_values_stored_are_true(content) > 100
