"""Pages on paper: what a clerk hands round must say by itself what it is."""

import re

import pytest

from tests.browser import go, sheets

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
BESIDE = "/execution/홍보기획관/2023-04-01-집행?compare=2022-07-01-집행"
COMPARED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
DATED = {
    JULY_2022: "시민소통기획관 집행현황 (2022. 7. 1. 기준, 단위: 천원) 출처: 2022-07",
    f"{JULY_2022}?unit=원": "시민소통기획관 집행현황 (2022. 7. 1. 기준, 단위: 원) 출처: 2022-07",
    BESIDE: "홍보기획관 집행현황 (2023. 4. 1. 기준, 단위: 천원) 출처: 2022-07",
    "/execution/전체/2018-06-30-집행": "전체 집행현황 (2018. 6. 30. 기준, 단위: 천원) 출처: 2018-07",
    COMPARED: "홍보기획관 비교 (2022. 7. 1. 기준 → 2023. 4. 1. 기준, 단위: 천원) 출처: 2022-07",
    # With so many rows heads would stand at the end of two sheets, and with fifteen the foot alone.
    "/ranking/홍보기획관/2023-04-01-집행?top=10": (
        "홍보기획관 부진사업과 순위 (2023. 4. 1. 기준, 단위: 천원) 출처: 2023-04"
    ),
    "/trend/홍보기획관": "홍보기획관 추이 (2011~2023년, 단위: 천원) 출처: 2012-02",
    "/sums/시민소통기획관/2022-07-01-집행/spent?account=일반회계": (
        "(2022. 7. 1. 기준, 단위: 천원) 출처: 2022-07"
    ),
}
FOOT_ALONE = "/ranking/홍보기획관/2023-04-01-집행?top=15"
PLAIN = ["/terms", "/data/", "/api/", "/summary", "/search?q=여론조사", "/compare/홍보기획관"]
NUMBER = re.compile(r"\d+ ?/ ?\d+$")
HEADINGS = """() => [...document.querySelectorAll('main h1, main h2, main h3, main thead tr')]
    .map(it => it.innerText.replace(/\\s+/g, ' '))"""
CUT = """() => [...document.querySelectorAll('main *')]
    .filter(it => !it.closest('.unseen, svg') && it.getClientRects().length)
    .filter(it => it.getBoundingClientRect().right > innerWidth + 1).map(it => it.outerHTML)"""


@pytest.fixture(scope="module")
def printer():
    return {}


@pytest.fixture
def printed(page, printer):
    """Each page is printed once for all that is asked of it: printing takes its time."""

    def printed(path):
        if path not in printer:
            assert page.goto(path).status == 200
            printer[path] = sheets(page)
        return printer[path]

    return printed


def reached(page, walk):
    """The page that these links lead to, from one to the next."""
    page.goto(JULY_2022)
    for name in walk:
        rows = page.locator("table.report").first
        go(rows.get_by_role("link", name=name, exact=True).first)
    return page


WALKS = {
    "department": ["시민소통담당관"],
    "program": ["시민과 함께하는 참여와 소통 시정구현"],
    "line": ["시정여론조사 운영"],
    "figure": ["시정여론조사 운영", "145,392"],
}


@pytest.mark.looks
@pytest.mark.parametrize("path", DATED)
def test_every_sheet_says_its_day_unit_and_source_and_which_of_how_many_it_is(printed, path):
    found = printed(path)
    for number, sheet in enumerate(found, start=1):
        foot = next(line for line in sheet if "출처:" in line)
        assert DATED[path] in foot
        assert foot.replace(" ", "").endswith(f"{number}/{len(found)}")


@pytest.mark.looks
@pytest.mark.parametrize("walk", WALKS)
def test_every_sheet_of_what_a_table_leads_to_says_so_too(page, walk):
    for sheet in sheets(reached(page, WALKS[walk])):
        foot = next(line for line in sheet if "출처:" in line)
        assert "기준, 단위: 천원)" in foot or ", 단위: 천원) 출처: " in foot
        assert "20" in foot.split("출처: ")[1]


@pytest.mark.looks
def test_the_head_of_a_table_says_on_every_sheet_whose_it_is(printed):
    """The fund's begins on the third sheet, where the office's ends."""
    office = "시민소통기획관 집행현황 일반회계 (2022. 7. 1. 기준, 단위: 천원)"
    fund = "시민소통기획관 집행현황 대외협력기금(국제협력계정) (2022. 7. 1. 기준, 단위: 천원)"
    found = printed(JULY_2022)
    told = [[line for line in sheet if line in (office, fund)] for sheet in found]
    assert told == [[office], [office], [office, fund]]
    for sheet in found:
        for at, line in enumerate(sheet):
            if line in (office, fund):
                assert sheet[at + 1].startswith("부서 / 사업명 예산")


@pytest.mark.looks
def test_on_the_screen_the_caption_is_not_drawn_a_second_time(page):
    page.goto(JULY_2022)
    furniture = page.locator("tr.furniture")
    assert furniture.count() == 2
    assert not any(row.is_visible() for row in furniture.all())
    assert page.locator(".account-table .unit").first.is_visible()
    page.emulate_media(media="print")
    assert all(row.is_visible() for row in furniture.all())
    assert not page.locator(".account-table .unit").first.is_visible()


@pytest.mark.looks
def test_on_a_narrow_screen_the_keyboard_does_not_uncover_it(narrow_page):
    narrow_page.goto(JULY_2022)
    narrow_page.locator("table.report thead a").first.focus()
    assert not narrow_page.locator("tr.furniture").first.is_visible()


@pytest.mark.looks
@pytest.mark.parametrize("path", [*DATED, FOOT_ALONE, *PLAIN])
def test_no_sheet_ends_with_a_heading_and_none_is_empty(page, printed, path):
    found = printed(path)
    page.emulate_media(media="print")
    page.goto(path)
    headings = {heading.replace(" ", "") for heading in page.evaluate(HEADINGS)}
    assert len(headings) > 1 or path == "/search?q=여론조사"
    for sheet in found:
        foot = next(at for at, line in enumerate(sheet) if NUMBER.search(line))
        assert foot > 3, sheet
        assert sheet[foot - 1].replace(" ", "") not in headings


@pytest.mark.looks
@pytest.mark.parametrize("path", [*DATED, *PLAIN])
def test_nothing_is_cut_at_the_right_of_the_paper(open_page, path):
    page = open_page(1031)  # 273 mm, what the margins leave of A4 across
    page.emulate_media(media="print")
    page.goto(path)
    assert page.evaluate(CUT) == []


@pytest.mark.looks
def test_the_terms_begin_on_the_first_sheet_and_none_is_torn(printed):
    found = printed("/terms")
    assert any(line.startswith("예산액 ") for line in found[0])
    for sheet in found[1:]:
        assert not sheet[0].startswith(("셈 ", "근거 ", "보기 "))


def test_what_goes_on_unchanged_is_printed_as_a_list_and_the_rest_with_its_evidence(printed):
    """With a row for each they are six sheets more; the drawings stand on four."""
    told = printed("/lineage/홍보기획관/lines")
    assert len(told) == 13
    words = " ".join(line for sheet in told for line in sheet)
    assert "그대로 이어진 세부사업 28개 (금액은 화면과 파일에 있습니다)" in words
    assert words.count("언론매체를 통한 시정정보제공, 미디어재단 TBS 출연금") == 1
    assert words.count("둘 이상의 사업에서 같은 낱말이 똑같이 바뀜, 비슷한 금액") == 1
