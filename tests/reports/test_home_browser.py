"""The first page as it is seen, walked through by keyboard, and printed."""

import pytest

from tests.browser import axe, screenshot, until

AT_THE_FOCUS = "document.activeElement"


@pytest.fixture
def home(page):
    page.goto("/")
    return page


def test_axe_finds_nothing_on_a_wide_screen(home):
    assert axe(home) == []
    screenshot(home, "home")


def test_axe_finds_nothing_on_a_narrow_screen(narrow_page):
    narrow_page.goto("/")
    assert axe(narrow_page) == []
    screenshot(narrow_page, "home-narrow")


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_text(home):
    home.keyboard.press("Tab")
    assert home.evaluate(f"{AT_THE_FOCUS}.textContent") == "본문 바로가기"
    assert home.locator(".skip").bounding_box()["y"] >= 0
    home.keyboard.press("Enter")
    assert home.evaluate(f"{AT_THE_FOCUS}.id") == "main"


def test_every_table_is_reached_by_tab_alone_and_the_focus_is_seen(home):
    reached = []
    for _ in range(150):  # past every link of the head, the pictures and the tables
        home.keyboard.press("Tab")
        region = home.evaluate(
            f"""() => {AT_THE_FOCUS}.matches('.scroll') && [
                {AT_THE_FOCUS}.getAttribute('aria-labelledby').split(' ')
                    .map(id => document.getElementById(id).textContent.trim()).join(' '),
                getComputedStyle({AT_THE_FOCUS}).outlineStyle]"""
        )
        if region and region not in reached:
            reached.append(region)
    assert reached == [
        ["홍보기획관 기준일별 현황", "solid"],
        ["홍보기획관 부서별 현황 2023. 4. 1. 기준", "solid"],
        ["시민소통기획관 기준일별 현황", "solid"],
        ["시민소통기획관 부서별 현황 2022. 7. 1. 기준", "solid"],
        ["시장비서실 기준일별 현황", "solid"],
    ]


def test_a_wide_screen_shows_every_table_whole(home):
    cut = "tables => tables.filter(it => it.scrollWidth > it.clientWidth).length"
    assert home.locator(".scroll").evaluate_all(cut) == 0


def test_on_a_narrow_screen_only_the_tables_move_sideways(narrow_page):
    narrow_page.goto("/")
    assert narrow_page.evaluate("document.documentElement.scrollWidth") == 390
    region = narrow_page.locator(".scroll").first
    region.focus()
    narrow_page.keyboard.press("End")  # the page goes down; the table answers to the arrows
    narrow_page.keyboard.press("ArrowRight")
    until(region, "it.scrollLeft > 0")
    first = region.locator("tbody th").first
    assert first.bounding_box()["x"] == pytest.approx(region.bounding_box()["x"], abs=1)


def test_no_text_is_cut_on_a_narrow_screen(narrow_page):
    narrow_page.goto("/")
    beyond = """() => [...document.querySelectorAll('body :not(.scroll *, figure *, .unseen, .skip)')]
        .filter(it => it.getBoundingClientRect().right > 390.5).map(it => it.outerHTML)"""
    assert narrow_page.evaluate(beyond) == []


def test_korean_words_are_not_broken(home):
    assert home.locator("main").evaluate("it => getComputedStyle(it).wordBreak") == "keep-all"


def test_figures_stand_in_columns_of_digits(home):
    cell = home.locator("tbody td.number").first
    style = "it => [getComputedStyle(it).textAlign, getComputedStyle(it).fontVariantNumeric]"
    assert cell.evaluate(style) == ["right", "tabular-nums"]


def test_print_leaves_the_menus_out_and_repeats_the_head_of_a_table(home):
    home.emulate_media(media="print")
    for menu in (".skip", ".masthead nav", ".contents"):
        assert not home.locator(menu).is_visible()
    assert home.get_by_text("(단위: 천원)", exact=True).first.is_visible()
    heads = "heads => heads.map(it => getComputedStyle(it).display)"
    assert set(home.locator("thead").evaluate_all(heads)) == {"table-header-group"}
    assert (
        home.locator(".scroll").first.evaluate("it => getComputedStyle(it).overflowX") == "visible"
    )


def test_the_paper_is_a4_landscape(home):
    paper = home.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841.9" in paper


def test_the_page_needs_no_script(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    assert page.get_by_text("기준 총 1,014억원 중 475억원 집행").is_visible()
    page.get_by_role("link", name="시장비서실").click()
    assert page.url.endswith(page.get_by_role("link", name="시장비서실").get_attribute("href"))


def test_the_page_of_an_unknown_address_is_the_same_house(page):
    assert page.goto("/nowhere/").status == 404
    assert page.get_by_role("link", name="실국별 현황으로 가기").is_visible()
    screenshot(page, "nowhere")
