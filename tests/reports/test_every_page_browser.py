"""What holds on every page alike: on a wide and a narrow screen, with more contrast, by keyboard."""

import re

import pytest
from django.conf import settings

from tests.browser import axe, go, screenshot

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
PAGES = {
    "home": "/",
    "execution": JULY_2022,
    "beside": "/execution/홍보기획관/2023-04-01-집행?compare=2022-07-01-집행",
    "everyone": "/execution/전체/2018-06-30-집행",
    "compare-choose": "/compare/홍보기획관",
    "compare": "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행",
    "compare-settled": "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산",
    "compare-everyone": "/compare/전체/2018-06-30-집행/2022-07-01-집행",
    "compare-everyone-choose": "/compare/전체",
    "ranking": "/ranking/홍보기획관/2023-04-01-집행",
    "budget": "/budget/시민소통기획관/2019",
    "budget-drawn": "/budget/시민소통기획관/2019?basis=drawn",
    "budget-alone": "/budget/시장비서실/2018",
    "settlement": "/settlement/시민소통기획관/2018-12-31-결산",
    "register": "/register/시민소통기획관/2018",
    "bridge": "/bridge/시민소통기획관/2018-12-31-결산",
    "bridge-footnote": "/bridge/홍보기획관/2023-04-01-집행",
    "bridge-without": "/bridge/시민소통기획관/2022-07-01-집행",
    "trend": "/trend/홍보기획관",
    "trend-everyone": "/trend/전체",
    "people-today": "/lineage/홍보기획관/people?organisation=today",
    "execution-today": "/execution/시민소통기획관/2018-12-31-결산/today",
    "lineage": "/lineage/홍보기획관",
    "lineage-lines": "/lineage/홍보기획관/lines",
    "lineage-people": "/lineage/홍보기획관/people",
    "regrouped": "/lineage/시민소통기획관/regrouped",
    "sum": "/sums/시민소통기획관/2022-07-01-집행/spent?account=일반회계",
    "sum-rate": "/sums/시민소통기획관/2022-07-01-집행/rate?account=일반회계",
    "checks": "/checks",
    "document": "/documents/2019-06?verdict=다름",
    "revenue": "/revenue/시민소통기획관/2018",
    "findings": "/findings",
    "tasks": "/tasks/2019-06",
    "all-tasks": "/tasks",
    "finding": "예산 전용 의회 보고 미이행",
    "statistics": "/statistics",
    "expense": "/expense/시장비서실/2018-06-30-집행",
    "statistic": "응답소",
    "search": "/search",
    "found": "/search?q=여론조사",
    "terms": "/terms",
    "data": "/data/",
    "api": "/api/",
    "summary": "/summary",
    "office": "시민소통기획관",
    "department": "시민소통담당관",
    "program": "시민과 함께하는 참여와 소통 시정구현",
    "line": "시정여론조사 운영",
    "figure": "145,392",
}
# Moves sideways on a narrow screen because nothing else keeps its sense: a drawing is as wide as
# its time, and the text of a program as its lines.
MOVES = {"figure", "div.charts", "pre"}
MOVING = """() => [...document.querySelectorAll('body *')]
    .filter(it => it.scrollWidth > it.clientWidth + 1 && it.getClientRects().length
        && ['auto', 'scroll'].includes(getComputedStyle(it).overflowX))
    .map(it => it.localName + (it.classList[0] ? '.' + it.classList[0] : ''))"""
BEYOND = """() => [...document.querySelectorAll('body *')]
    .filter(it => it.getClientRects().length && getComputedStyle(it).clipPath === 'none')
    .filter(it => !it.closest('figure, .charts, pre, .skip'))
    .filter(it => !it.closest('.unseen, caption, thead'))
    .filter(it => it.getBoundingClientRect().right > innerWidth + 0.5).map(it => it.outerHTML)"""
MINDING = ["innerWidth", "outerWidth", "matchMedia", "resize", "ResizeObserver", "screen.width"]
NAMELESS = """() => [...document.querySelectorAll('table')].filter(it => !it.caption
    || [...it.querySelectorAll('th')].some(cell => !cell.scope)).length"""


def opened(page, name):
    where = PAGES[name]
    if where.startswith("/"):
        assert page.goto(where).status == 200
        return page
    begins = {"finding": PAGES["findings"], "statistic": PAGES["statistics"]}
    page.goto(begins.get(name, JULY_2022))
    rows = page.locator("table.report").first
    if name == "office":
        go(rows.get_by_role("link", name=PAGES["department"], exact=True).first)
        go(page.locator(".trail").get_by_role("link", name=where))
        return page
    if name == "figure":
        go(rows.get_by_role("link", name=PAGES["line"], exact=True).first)
    go(rows.get_by_role("link", name=where, exact=True).first)
    return page


@pytest.mark.looks
@pytest.mark.parametrize("name", PAGES)
def test_on_wide_and_narrow_axe_finds_nothing_and_high_contrast_has_seven_to_one(page, name):
    """One window for all that is asked: no script minds how wide it is (a test below)."""
    opened(page, name)
    assert page.locator("h1").count() == 1
    assert page.locator("html[lang=ko]").count() == 1
    assert page.evaluate(NAMELESS) == 0
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    screenshot(page, f"every-{name}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe(page, more=["target-size"]) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert set(page.evaluate(MOVING)) <= MOVES
    assert page.evaluate(BEYOND) == []
    screenshot(page, f"every-{name}-narrow")
    page.set_viewport_size({"width": 1440, "height": 900})
    go(page.get_by_role("button", name="고대비로 보기"))
    assert page.locator("html.high-contrast").count() == 1
    assert axe(page, only=["color-contrast-enhanced"]) == []
    screenshot(page, f"every-{name}-high")


def test_no_script_minds_how_wide_the_window_is():
    """So that a page made narrow is the page that was opened narrow."""
    scripts = [path.read_text() for path in (settings.BASE_DIR / "static").rglob("*.js")]
    assert scripts
    assert [it for it in MINDING if any(it in script for script in scripts)] == []


@pytest.mark.looks
def test_every_page_has_a_title_of_its_own(page):
    titles = [opened(page, name).title() for name in PAGES]
    assert len(set(titles)) == len(titles)


def luminance(colour):
    shares = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ratio(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def drawn(page, selector):
    """The colours of what is drawn; axe does not look into drawings."""
    return set(
        page.locator(selector).evaluate_all("all => all.map(it => getComputedStyle(it).fill)")
    )


@pytest.mark.looks
@pytest.mark.parametrize(("way", "least"), [("light", 4.5), ("high", 7), ("system", 7)])
def test_what_is_written_on_a_tile_can_be_read(open_page, way, least):
    page = open_page(contrast="more" if way == "system" else "no-preference")
    page.goto("/")
    if way == "high":
        go(page.get_by_role("button", name="고대비로 보기"))
    (ink,) = drawn(page, ".chart text.tile-name")
    tiles = drawn(page, ".chart .tile-box")
    assert len(tiles) > 1
    assert min(ratio(ink, tile) for tile in tiles) >= least


def test_contrast_is_chosen_without_script_and_put_back(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{JULY_2022}?unit=백만원")
    go(page.get_by_role("button", name="고대비로 보기"))
    assert page.locator("h1").inner_text() == "시민소통기획관 집행현황 2022. 7. 1. 기준"
    assert "unit=" in page.url
    go(page.get_by_role("button", name="기본 대비로 보기"))
    assert page.get_by_role("button", name="고대비로 보기").count() == 1


@pytest.mark.looks
def test_in_the_systems_own_colours_what_was_chosen_and_drawn_is_still_seen(open_page):
    page = open_page(forced_colors="active")
    page.goto(JULY_2022)
    screenshot(page, "forced-execution")
    chosen = page.locator(".switch [aria-current]").first
    other = page.locator(".switch a:not([aria-current])").first
    back = "it => getComputedStyle(it).backgroundColor"
    assert chosen.evaluate(back) != other.evaluate(back)
    bar = page.locator("td.bar").first.evaluate("it => getComputedStyle(it).backgroundImage")
    assert bar.startswith("linear-gradient")
    page.goto("/")
    screenshot(page, "forced-home")
    (ink,) = drawn(page, ".chart text.tile-name")
    assert min(ratio(ink, tile) for tile in drawn(page, ".chart .tile-box")) >= 7
    assert len(drawn(page, ".chart .stage")) > 1


@pytest.mark.looks
def test_a_drawing_that_moves_says_so_where_it_moves_and_only_there(page, narrow_page):
    for where, is_said in ((page, False), (narrow_page, True)):
        hint = opened(where, "trend").locator(".hint").first
        assert hint.is_visible() is is_said
    narrow_page.emulate_media(media="print")
    assert not hint.is_visible()


def test_levels_are_folded_by_the_keyboard_alone(page):
    page.goto(JULY_2022)
    lines = page.locator("tr.line")
    assert lines.count() > 40
    fold = page.get_by_role("link", name="부서", exact=True)
    for _ in range(80):
        page.keyboard.press("Tab")
        if fold.evaluate("it => it === document.activeElement"):
            break
    assert fold.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    go(fold, "Enter")
    assert lines.count() == 0


@pytest.mark.looks
@pytest.mark.parametrize("name", ["trend", "department", "program", "line"])
def test_every_chart_says_all_it_shows_and_which_table_below_it_is_drawn_from(page, name):
    opened(page, name)
    told = page.locator("svg.chart").evaluate_all(
        """charts => charts.map(it => [
            document.getElementById(it.getAttribute('aria-describedby')).textContent,
            it.closest('figure').querySelector('figcaption').textContent,
            it.closest('.account-table').querySelector('h2').textContent,
            it.compareDocumentPosition(it.closest('.account-table').querySelector('table')) & 4])"""
    )
    assert len(told) > 1
    for words, caption, table, is_above in told:
        assert re.search(r"\d{4}\. \d+\. \d+\. \S", words)
        assert caption.endswith(f", 아래의 표 ‘{table}’에서 그림")
        assert is_above
