"""The 집행현황표 as a clerk uses it."""

import pytest

from tests.browser import go, until

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"


@pytest.fixture
def table(page):
    page.goto(JULY_2022)
    return page


def cells(page, name):
    row = page.locator("table.report").first.locator("tr").filter(has_text=name).first
    return row.locator("td").all_inner_texts()


PRINTED = "인쇄 476억원"  # the head of the report rounds up what the table says


def test_from_the_first_page_to_the_newest_date_of_an_office(page):
    page.goto("/")
    go(page.get_by_role("link", name="2022. 7. 1.", exact=True).first)
    assert page.locator("h1").inner_text() == "시민소통기획관 집행현황 2022. 7. 1. 기준"


def test_the_unit_is_changed_by_a_link_that_can_be_sent(table):
    go(table.get_by_role("link", name="백만원", exact=True))
    assert cells(table, "합계") == ["101,356", "54,576", f"47,541\n{PRINTED}", "46.9%"]
    assert "unit=" in table.url


@pytest.mark.parametrize("scripted", [True, False])
def test_filters_are_chosen_with_and_without_script(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto(JULY_2022)
    page.get_by_label("사업 이름").fill("ㅇㄹㅈㅅ")
    page.get_by_label("부서").select_option("시민소통담당관")
    go(page.get_by_role("button", name="고르기"))
    assert cells(page, "합계") == ["578,992", "297,775", "145,392", "25.1%"]
    go(page.get_by_role("link", name="지우기"))
    whole = ["101,356,223", "54,576,045", f"47,541,386\n{PRINTED}", "46.9%"]
    assert cells(page, "합계") == whole


def test_levels_are_folded_and_unfolded(table):
    lines = table.locator("tr.line")
    assert lines.count() > 40
    go(table.get_by_role("link", name="부서", exact=True))
    assert lines.count() == 0
    go(table.get_by_role("link", name="세부사업", exact=True))
    assert lines.count() > 40


@pytest.mark.looks
def test_the_head_of_the_table_stays_in_sight(table):
    table.locator("tr.line").nth(30).scroll_into_view_if_needed()
    table.mouse.wheel(0, 300)
    head = table.locator("table.report thead th").first
    until(head, "scrollY > 600 && it.getBoundingClientRect().top >= 0")


@pytest.mark.looks
@pytest.mark.parametrize("width", [1216, 1280, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "/execution/홍보기획관/2023-04-01-집행?compare=2022-07-01-집행",
        "/execution/시민소통기획관/2018-12-31-결산?compare=2022-07-01-집행",
        "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행",
    ],
)
def test_the_head_of_a_wide_table_stays_in_sight_and_nothing_is_cut(open_page, width, address):
    page = open_page(width)
    page.goto(address)
    page.evaluate("scrollTo(0, 2000)")
    head = page.locator("table.report.wide").first.locator("thead th").last
    until(head, "scrollY > 1500 && it.getBoundingClientRect().top >= 0")
    box = head.bounding_box()
    assert 0 <= box["y"] < 100
    assert box["x"] + box["width"] <= width
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.looks
def test_what_no_window_holds_moves_sideways_under_its_head_and_beside_its_names(open_page):
    page = open_page(1280)
    page.goto("/execution/시민소통기획관/2018-12-31-결산?compare=2022-07-01-집행&unit=원")
    table = page.locator("table.report.wide")
    assert table.evaluate("it => it.offsetWidth") > 1280
    page.evaluate("scrollTo(100, 2000)")
    head = table.locator("thead th").first
    until(head, "scrollX === 100 && scrollY > 1500 && it.getBoundingClientRect().top >= 0")
    assert head.bounding_box()["y"] == 0
    for name in (head, table.locator("tr.line th").nth(40)):
        assert name.bounding_box()["x"] == 0


@pytest.mark.looks
def test_nothing_is_cut_on_either_screen(table, narrow_page):
    narrow_page.goto(JULY_2022)
    for page in (table, narrow_page):
        wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0


@pytest.mark.looks
def test_a_narrow_screen_names_each_amount(narrow_page):
    narrow_page.goto(JULY_2022)
    word = "cell => getComputedStyle(cell, '::before').content"
    row = narrow_page.locator("tr.total td").first
    assert row.evaluate(word) == '"현액"'


def test_the_sheet_is_downloaded_under_a_korean_name(table):
    with table.expect_download() as waiting:
        table.get_by_role("link", name="2022. 7. 1. 집행현황 엑셀").click()
    assert waiting.value.suggested_filename == "시민소통기획관_2022-07-01-집행_집행현황.xlsx"


def test_tables_are_copied_as_tables_for_a_word_processor(open_page):
    page = open_page(1440, permissions=["clipboard-read", "clipboard-write"])
    page.goto(JULY_2022)
    page.get_by_role("button", name="한글에 붙여넣기용으로 복사").click()
    page.get_by_text("복사했습니다.").wait_for()
    read = """async type => {
        const [item] = await navigator.clipboard.read();
        return (await item.getType(type)).text();
    }"""
    html = page.evaluate(read, "text/html")
    assert html.count("<table") == 2
    assert "101,356,223" in html
    lines = page.evaluate(read, "text/plain").splitlines()
    assert lines[1].split("\t") == ["합계", "101,356,223", "54,576,045", "47,541,386", "46.9%"]


def test_without_script_no_button_promises_a_copy(open_page):
    page = open_page(1440, java_script_enabled=False)
    page.goto(JULY_2022)
    assert page.get_by_role("button", name="복사").count() == 0
