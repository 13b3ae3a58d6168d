"""사업의 계보: the lines of an office drawn from book to book, from the tables below."""

import re
from collections import Counter

import pytest

from tests.reports.answers import rows
from tests.reports.regrouping import OFFICE, regrouped

pytestmark = pytest.mark.django_db

SEOUL = "/lineage/홍보기획관/lines"
SCENE = f"/lineage/{OFFICE}/lines"


@pytest.fixture
def drawn(get):
    """The captions of a page's drawings with what they count, and the drawings."""

    def drawn(path, **asked):
        page = get(path, **asked).content.decode()
        told = re.findall(r'<figcaption>(.*?)</figcaption>(<svg class="chart".*?</svg>)', page)
        return page, {re.sub("<.*?>", "", caption): chart for caption, chart in told}

    return drawn


def words(chart):
    return re.findall(r"<text[^>]*>(.*?)</text>", chart)


def marks(chart):
    """Where each mark leads, by what it says to who hears it."""
    return [
        (href, label.split(":")[0])
        for href, label in re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', chart)
        if " → " in label and label.endswith(")")
    ]


def row_of(page, href):
    (row,) = re.findall(rf'<tr id="{href.removeprefix("#")}".*?(?=<tr|</tbody>)', page)
    return row


# --- the five reports -----------------------------------------------------------------------------


def test_each_department_has_a_drawing_under_its_last_name_with_what_became_of_its_lines(drawn):
    _, charts = drawn(SEOUL)
    assert list(charts) == [
        "홍보담당관 (이전: 시민소통담당관) 이어짐 5개, 명칭 변경 1개, 이동 3개, 신규 9개, 종료 8개, "
        "이어진 것으로 보임 1개",
        "뉴미디어담당관 (1/2) 이어짐 1개, 명칭 변경 8개, 이동 2개, 신규 8개, 종료 5개, 이어진 것으로 보임 2개",
        "뉴미디어담당관 (2/2)",
        "서울브랜드담당관 (이전: 도시브랜드담당관) 신규 9개, 종료 5개, 이어진 것으로 보임 4개",
        "민원담당관 (이전: 시민봉사담당관, 시민고객담당관) 이어짐 1개, 명칭 변경 2개, 이동 1개, 신규 5개, "
        "종료 9개, 이어진 것으로 보임 7개",
        "국제교류담당관 신규 11개, 종료 11개, 비교 불가 20개",
        "신속행정담당관 신규 1개, 종료 1개",
    ]


@pytest.mark.parametrize("kind", ["명칭 변경", "이동", "신규", "종료", "이어진 것으로 보임"])
def test_the_drawings_count_what_the_tables_count(drawn, tables, kind):
    _, charts = drawn(SEOUL)
    counted = sum(int(n) for caption in charts for n in re.findall(rf"{kind} (\d+)개", caption))
    told = [each for each in tables(SEOUL) if each["key"] != "within"]
    assert counted == sum(row["what"] == kind for table in told for row in rows(table)) > 0


def test_every_mark_leads_to_the_row_that_has_its_evidence(drawn):
    page, charts = drawn(SEOUL)
    led = [mark for chart in charts.values() for mark in marks(chart)]
    assert len(led) > 90
    for href, kind in led:
        if href.startswith("#"):
            assert f">{kind}</td>" in row_of(page, href), href
    assert {kind for href, kind in led if not href.startswith("#")} == {"비교 불가"}
    assert max(Counter(re.findall(r' id="(.*?)"', page)).values()) == 1


def test_what_went_on_as_it_was_is_one_band_and_each_name_of_the_rest_is_one(drawn):
    _, charts = drawn(SEOUL)
    first = next(iter(charts.values()))
    assert "그대로 이어진 세부사업 5개 (일반회계)" in words(first)
    assert "현장중심의 의견수렴 및 환류 (뉴미디어담당관)" in words(first)
    assert "언론매체를 통한 시정정보제공" not in words(first)
    for chart in charts.values():
        assert chart.count('class="band"') == chart.count('class="name"'), "a name found no room"


def test_a_drawing_says_what_it_shows_and_which_tables_it_is_drawn_from(drawn):
    _, charts = drawn(SEOUL)
    first = next(iter(charts.values()))
    told = re.search(r"<desc[^>]*>(.*?)</desc>", first)[1]
    assert "명칭 변경 1개, 이동 3개" in told
    assert "‘2022. 7. 1. → 2023. 4. 1. (일반회계) 등 10개’ 표에서 그렸습니다." in told
    assert re.search(r'aria-describedby="chart-lines-1-desc table-2"', first)


def test_only_what_was_chosen_is_drawn(drawn):
    _, charts = drawn(SEOUL, department="신속행정담당관")
    assert [caption.split()[0] for caption in charts] == [
        "홍보담당관",
        "민원담당관",
        "신속행정담당관",
    ]
    _, moved = drawn(SEOUL, kind="이동")
    assert len(moved) == 3
    for href, kind in (mark for chart in moved.values() for mark in marks(chart)):
        assert href.startswith("#") is (kind == "이동")
    assert drawn("/lineage/시장비서실/lines")[1] == {}


# --- an office that no report knows ---------------------------------------------------------------


def test_a_line_that_moved_is_drawn_with_those_of_its_new_department(drawn):
    regrouped()
    _, charts = drawn(SCENE)
    assert list(charts) == ["달빛담당관 이어짐 1개, 이동 1개", "별빛담당관 이동 1개"]
    first = charts["달빛담당관 이어짐 1개, 이동 1개"]
    assert {"나무 심기 (바람담당관)", "나무 심기", "풀 베기"} <= set(words(first))
    assert first.count('class="way"') == 1


def test_many_lines_of_one_fate_are_one_band_that_leads_to_their_rows(drawn, get):
    ended = {f"꽃 {at}": 1 for at in range(13)}
    regrouped(before={"바람담당관": {"나무": 1, **ended}}, after={"달빛담당관": {"나무": 1}})
    _, charts = drawn(SCENE)
    chart = charts["바람담당관 종료 13개"]
    assert chart.count('class="band"') == 1
    assert "세부사업 13개 (시험회계)" in words(chart)
    href = marks(chart)[0][0].replace("&amp;", "&")
    assert get(f"{SCENE}{href}").content.decode().count('<tr id="going-') == 13
