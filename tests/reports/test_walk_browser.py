"""A clerk's way through the pages, from the newest date to the sheet on the desk."""

import openpyxl


def test_from_the_newest_date_to_where_a_figure_comes_from_and_out_again(page, tmp_path):
    page.goto("/")
    page.get_by_role("link", name="2022. 7. 1. 기준 집행현황표").click()
    assert page.locator("h1").inner_text().startswith("시민소통기획관 집행현황")

    table = page.locator("table.report").first
    table.get_by_role("link", name="뉴미디어담당관", exact=True).click()
    assert page.locator("h1").inner_text().startswith("뉴미디어담당관")

    page.go_back()
    table.get_by_role("link", name="뉴미디어 활용 시민과의 소통 활성화", exact=True).first.click()
    assert "뉴미디어 활용 시민과의 소통 활성화" in page.locator("h1").inner_text()
    page.get_by_role("link", name="서울시 홈페이지 운영", exact=True).first.click()
    assert "서울시 홈페이지 운영" in page.locator("h1").inner_text()

    page.get_by_role("link", name="1,565,228", exact=True).first.click()
    told = page.locator("main").inner_text()
    assert "1,565,228,000" in told
    assert "176" in told  # the line of the report
    assert "2022-07" in told

    page.goto("/execution/시민소통기획관/2022-07-01-집행")
    page.get_by_role("link", name="백만원", exact=True).click()
    page.get_by_role("link", name="2023. 4. 1. 기준 (홍보기획관)", exact=True).click()
    whole = page.locator("table.report").first.locator("tr.total td").all_inner_texts()
    assert whole[:4] == ["101,356", "54,576", "47,541", "46.9%"]
    assert whole[4:8] == ["88,194", "28,926", "22,633", "25.7%"]

    with page.expect_download() as waiting:
        page.get_by_role("link", name="엑셀").last.click()
    sheet = tmp_path / "sheet.xlsx"
    waiting.value.save_as(sheet)
    formulas = openpyxl.load_workbook(sheet).worksheets[0]
    values = openpyxl.load_workbook(sheet, data_only=True).worksheets[0]
    assert formulas["B7"].value.startswith("=SUBTOTAL(9,")
    assert formulas["E7"].value.startswith("=IF(N(B7)>0,ROUND(D7/B7,3)")
    assert round(values["B7"].value, 3) == 101_356.223
    assert values["E7"].value == 0.469
