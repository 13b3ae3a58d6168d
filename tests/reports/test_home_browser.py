"""The first page as it is seen, walked through by keyboard, and printed."""

import pytest

from tests.browser import go, screenshot

AT_THE_FOCUS = "document.activeElement"


@pytest.fixture
def home(page):
    page.goto("/")
    return page


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_text(home):
    home.keyboard.press("Tab")
    assert home.evaluate(f"{AT_THE_FOCUS}.textContent") == "본문 바로가기"
    assert home.locator(".skip").bounding_box()["y"] >= 0
    home.keyboard.press("Enter")
    assert home.evaluate(f"{AT_THE_FOCUS}.id") == "main"


@pytest.mark.looks
def test_every_table_is_reached_by_tab_alone_and_the_focus_is_seen(home):
    reached = []
    stops = home.locator("a[href], button, input:not([type=hidden]), select, summary, [tabindex]")
    for _ in range(stops.count()):  # past every link of the head, the pictures and the tables
        home.keyboard.press("Tab")
        region = home.evaluate(
            f"""() => {AT_THE_FOCUS}.matches('.scroll') && [
                {AT_THE_FOCUS}.getAttribute('aria-labelledby').split(' ')
                    .map(id => document.getElementById(id).textContent.trim()).join(' '),
                getComputedStyle({AT_THE_FOCUS}).outlineStyle]"""
        )
        if region and region not in reached:
            reached.append(region)
    assert len(reached) == home.locator(".scroll").count() == 15
    assert {style for _, style in reached} == {"solid"}
    assert reached[0][0] == "홍보기획관 일반회계 2023. 4. 1. 기준 고르게 쓴 것보다 많이 뒤진 사업"
    assert reached[-1][0] == "시장비서실 기준일별 현황"


BEYOND = """() => [...document.querySelectorAll('main *:not(.unseen, .unseen *)')]
    .filter(it => it.getClientRects().length
        && it.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .map(it => it.outerHTML.slice(0, 80))"""


@pytest.mark.looks
@pytest.mark.parametrize("address", ["/", "/?into=시민소통기획관/뉴미디어담당관"])
@pytest.mark.parametrize("width", [390, 640, 1280, 1440])
def test_nothing_is_wider_than_the_window(open_page, width, address):
    page = open_page(width)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cut = """all => all.filter(it => it.scrollWidth > it.clientWidth)
        .map(it => it.outerHTML.slice(0, 80))"""
    boxes = page.locator(".scroll, figure")
    assert boxes.count() > 20
    assert boxes.evaluate_all(cut) == []
    assert page.evaluate(BEYOND) == []


@pytest.mark.looks
def test_on_a_narrow_screen_a_row_is_a_card_whose_cells_have_their_words(narrow_page):
    narrow_page.goto("/")
    word = """cells => cells.filter(it => it.checkVisibility()
        && getComputedStyle(it, '::before').content === 'none').map(it => it.className)"""
    assert narrow_page.locator(".office .report td").evaluate_all(word) == []
    row = narrow_page.locator(".unfolded .report tr.total").first
    words = "it => [...it.cells].slice(1).map(c => getComputedStyle(c, '::before').content)"
    assert row.evaluate(words) == [
        f'"{each}"'
        for each in (
            *("현액", "원인행위", "집행", "집행률"),
            *("미원인행위", "원인행위 후 미집행", "미집행", "세부사업"),
        )
    ]


@pytest.mark.looks
def test_the_letters_of_a_drawing_are_as_large_as_on_paper_at_every_width(open_page):
    smallest = """charts => Math.min(...charts.filter(it => it.checkVisibility()).map(it =>
        it.getBoundingClientRect().width / it.viewBox.baseVal.width * 12))"""
    for width in (390, 1280, 1440):
        page = open_page(width)
        page.goto("/")
        charts = page.locator("main svg")
        shown = charts.evaluate_all("all => all.filter(it => it.checkVisibility()).length")
        assert shown == charts.count() / 2
        assert charts.evaluate_all(smallest) >= 10.5


@pytest.mark.looks
def test_the_words_of_a_tile_stay_inside_it(narrow_page):
    narrow_page.goto("/")
    out = """boxes => boxes.filter(it => it.checkVisibility()).flatMap(it =>
        [...it.parentElement.querySelectorAll('text')].filter(t =>
            t.getBoundingClientRect().right > it.getBoundingClientRect().right + 0.5)
        .map(t => t.textContent))"""
    assert narrow_page.locator(".tile-box").evaluate_all(out) == []


@pytest.mark.looks
def test_korean_words_are_not_broken(home):
    assert home.locator("main").evaluate("it => getComputedStyle(it).wordBreak") == "keep-all"


@pytest.mark.looks
def test_figures_stand_in_columns_of_digits(home):
    cell = home.locator("tbody td.n").first
    style = "it => [getComputedStyle(it).textAlign, getComputedStyle(it).fontVariantNumeric]"
    assert cell.evaluate(style) == ["right", "tabular-nums"]


@pytest.mark.looks
def test_print_leaves_the_menus_out_and_repeats_the_head_of_a_table(home):
    home.emulate_media(media="print")
    for menu in (".skip", ".masthead nav", ".contents", ".ways", ".siblings"):
        for each in home.locator(menu).all():
            assert not each.is_visible()
    assert home.get_by_text("(2023. 4. 1. 기준, 단위: 천원)").first.is_visible()
    assert home.get_by_text("출처 문서").first.is_visible()
    heads = "heads => heads.map(it => getComputedStyle(it).display)"
    assert set(home.locator("thead").evaluate_all(heads)) == {"table-header-group"}
    assert (
        home.locator(".scroll").first.evaluate("it => getComputedStyle(it).overflowX") == "visible"
    )


@pytest.mark.looks
def test_the_paper_is_a4_landscape(home):
    paper = home.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841.9" in paper


@pytest.mark.looks
def test_no_page_of_the_paper_is_left_half_empty_by_a_drawing(open_page):
    """The first sheet holds the headline, the drawings and what lags."""
    page = open_page(1032, 696)  # what A4 landscape leaves within its margins
    page.goto("/")
    page.emulate_media(media="print")
    first = page.locator(".beside").first.bounding_box()
    assert first["y"] + first["height"] < 696


def test_the_page_needs_no_script(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    assert page.get_by_text("기준 총 1,014억원 중 475억원 집행").is_visible()
    go(page.get_by_role("link", name="시장비서실"))
    assert page.url.endswith(page.get_by_role("link", name="시장비서실").get_attribute("href"))


def test_the_page_of_an_unknown_address_is_the_same_house(page):
    assert page.goto("/nowhere/").status == 404
    assert page.get_by_role("link", name="실국별 현황으로 가기").is_visible()
    screenshot(page, "nowhere")
