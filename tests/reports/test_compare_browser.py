"""Two dates, another date beside a table, and a trend, as a clerk uses them."""

import pytest

from tests.browser import go

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
SETTLED = "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산"
BESIDE = "/execution/홍보기획관/2023-04-01-집행?compare=2022-07-01-집행"
TREND = "/trend/홍보기획관"
PAGES = {
    "compare": RENAMED,
    "compare-settled": SETTLED,
    "beside": BESIDE,
    "trend": TREND,
    "compare-everyone": "/compare/전체/2018-06-30-집행/2022-07-01-집행",
    "trend-everyone": "/trend/전체",
}
CUT = """() => [...document.querySelectorAll('table.report td, table.report th')]
    .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)"""


@pytest.mark.looks
@pytest.mark.parametrize("name", PAGES)
def test_every_amount_has_room_on_a_narrow_screen(narrow_page, name):
    narrow_page.goto(PAGES[name])
    rows = narrow_page.locator("table.report tr")
    assert rows.count() > 5
    assert narrow_page.evaluate(CUT) == []
    right = narrow_page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('table.report td')]"
        ".map(cell => cell.getBoundingClientRect().right))"
    )
    assert right <= 390


@pytest.mark.looks
def test_a_table_with_another_date_beside_it_has_the_width_of_the_page(page):
    page.goto(BESIDE)
    for table in page.locator(".account-table").all():
        whole = table.bounding_box()
        drawn = table.locator(".scroll").bounding_box()
        assert (drawn["x"], drawn["width"]) == (whole["x"], whole["width"])


@pytest.mark.parametrize("scripted", [True, False])
def test_two_dates_are_chosen_compared_and_filtered(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto("/execution/홍보기획관/2023-04-01-집행")
    go(page.get_by_role("link", name="사업마다 비교"))
    page.get_by_label("앞의 기준일").select_option("2022-07-01-집행")
    page.get_by_label("뒤의 기준일").select_option("2023-04-01-집행")
    go(page.get_by_role("button", name="비교하기"))
    heading = page.locator("h1").inner_text()
    assert heading == "홍보기획관 비교 2022. 7. 1. 기준 (시민소통기획관) → 2023. 4. 1. 기준"
    page.get_by_label("변동").select_option("신규")
    go(page.get_by_role("button", name="고르기"))
    assert page.locator("tr.line").count() == 5
    go(page.get_by_role("link", name="지우기"))
    assert page.locator("tr.line").count() == 60


def test_only_what_is_said_of_a_state_has_a_frame_not_the_cell_it_stands_in(page):
    page.goto(RENAMED)
    cell = page.locator("table.report td.state").first
    assert cell.evaluate("cell => getComputedStyle(cell).borderLeftWidth") == "0px"


def test_todays_organisation_is_one_link_away(page):
    page.goto(SETTLED)
    assert page.locator("tr.line").filter(has_text="신속행정 현안조정 및 홍보").count() == 2
    go(page.get_by_role("link", name="오늘의 조직"))
    assert page.locator("tr.line").filter(has_text="신속행정 현안조정 및 홍보").count() == 1


def test_another_date_is_set_beside_and_put_away(page):
    page.goto("/execution/홍보기획관/2023-04-01-집행")
    heads = page.locator("table.report thead th")
    before = heads.count()
    go(page.get_by_role("link", name="2022. 7. 1. 기준 (시민소통기획관)"))
    assert heads.count() == before + 6
    page.get_by_label("사업 이름").fill("여론조사")
    go(page.get_by_role("button", name="고르기"))
    assert "578,992" in page.locator("tr.line").first.inner_text()
    go(page.get_by_role("link", name="그만 보기"))
    assert heads.count() == before


def test_a_mark_of_a_trend_leads_to_its_table(page):
    page.goto(TREND)
    go(page.locator("svg a").filter(has_text="46.9%"))
    assert page.locator("h1").inner_text() == "시민소통기획관 집행현황 2022. 7. 1. 기준"


def test_a_department_is_chosen_for_its_trend(page):
    page.goto(TREND)
    page.get_by_label("부서").select_option("홍보담당관")
    go(page.get_by_role("button", name="보기", exact=True))
    assert "시민소통담당관" in page.locator("table.report").inner_text()
    assert page.locator("main .switch").get_by_role("link", name="예산액", exact=True).count() == 1
