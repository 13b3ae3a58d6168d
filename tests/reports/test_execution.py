"""The 집행현황표 of every date of the five reports, as a page. Its siblings: test_agreement."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from budgets.amounts import Unit
from reports.dates import published_dates, when_of
from reports.tallies import read_tallies
from tests import cast
from tests.reports.answers import said, without_marks

pytestmark = pytest.mark.django_db

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
# Of a page of which nothing is known, whatever the date holds; up to two of them where it prints an
# 예산현액 alone: whether a 다리 leads there from an 예산액 told elsewhere.
QUERIES = 15
QUERIES_KNOWN = 2  # the stamp and the amounts
_ROW = re.compile(r"<tr class=\"(\w+) l\d\"><th[^>]*>(.*?)</th>(.*?)(?=<tr|</tbody)")
_CELL = re.compile(r"<td[^>]*>(.*?)</td>")
_TAG = re.compile(r"<[^>]+>")


def page_rows(page):
    """(mark, name, cells as shown) of every row of every report table."""
    return [
        (mark, unescape(_TAG.sub("", name)), [_TAG.sub("", cell) for cell in _CELL.findall(cells)])
        for table in re.split('<table class="report(?: wide)?">', without_marks(page))[1:]
        for mark, name, cells in _ROW.findall(table.split("</table>")[0])
    ]


def named(rows, *names):
    return {name: cells for _, name, cells in rows if name in names}


def addresses():
    return [
        f"/execution/{each.book.office.code}/{when_of(each).slug}" for each in published_dates()
    ]


def test_the_table_has_the_form_of_the_councils_report(get):
    rows = page_rows(get(JULY_2022).content.decode())
    assert [(mark, name) for mark, name, _ in rows[:7]] == [
        ("total", "합계"),
        ("kind", "사업예산"),
        ("kind", "행정운영경비(기본경비)"),
        ("kind", "재무활동"),
        ("department", "시민소통담당관"),
        ("program", "시민과 함께하는 참여와 소통 시정구현"),
        ("line", "언론매체를 통한 시정정보제공"),
    ]
    assert rows[0][2] == ["101,356,223", "54,576,045", "47,541,386", "46.9%"]
    assert named(rows, "국제교류담당관")["국제교류담당관"][:3] == [
        "6,652,855",
        "없음",
        "843,629",
    ]  # the fund's table comes last
    assert (
        "총 예산현액은 101,356,223천원이며, 이 중 집행액은 47,541,386천원, 집행률은 46.9%입니다."
        in said(get(JULY_2022).content.decode())
    )


def test_a_column_that_the_report_lacks_is_said_to_be_absent(get):
    page = get("/execution/시민소통기획관/2018-12-31-결산").content.decode()
    assert "이 자료에는 원인행위액 열이 없습니다." in said(page)
    assert ">없음</span>" in page


def test_a_rate_without_a_base_of_its_kind_says_what_it_stands_on(get):
    page = get("/execution/시장비서실/2018-06-30-집행").content.decode()
    assert "집행률은 집행액을 예산액으로 나눈 비율입니다." in page
    assert "33.2%" in page


def test_the_unit_may_be_changed_and_rounding_is_said(get):
    page = get(JULY_2022, unit="억원").content.decode()
    assert page_rows(page)[0][2] == ["1,014", "546", "475", "46.9%"]
    assert "단위: 억원" in page
    assert "단수처리로 합계가 다를 수 있음" in said(page)
    assert "단수처리" not in get(JULY_2022, unit="원").content.decode()


def test_levels_are_folded_without_changing_the_sums(get):
    whole = page_rows(get(JULY_2022).content.decode())
    folded = page_rows(get(JULY_2022, depth="부서").content.decode())
    assert folded == [row for row in whole if row[0] in ("total", "kind", "department")]
    assert page_rows(get(JULY_2022, depth="합계").content.decode())[-1][0] == "kind"


def test_filters_let_lines_through_and_sums_are_of_those(get):
    page = get(JULY_2022, q="ㅇㄹㅈㅅ").content.decode()
    rows = page_rows(page)
    assert rows[0][2] == ["578,992", "297,775", "145,392", "25.1%"]
    assert [name for mark, name, _ in rows if mark == "line"] == ["시정여론조사 운영"]
    assert "조건에 맞는 세부사업 1개만의 합계입니다." in page

    rows = page_rows(get(JULY_2022, department="뉴미디어담당관").content.decode())
    assert rows[0][2] == named(rows, "뉴미디어담당관")["뉴미디어담당관"]
    rows = page_rows(get(JULY_2022, kind="재무활동").content.decode())
    assert [cells[0] for mark, _, cells in rows if mark == "line"] == ["1,790,000", "4,497,005"]
    rows = page_rows(get(JULY_2022, rate="90-").content.decode())
    rates = [float(cells[-1].rstrip("%")) for mark, _, cells in rows if mark == "line"]
    assert rates
    assert min(rates) >= 90


def test_what_is_found_nowhere_is_said(get):
    assert "조건에 맞는 사업이 없습니다." in get(JULY_2022, q="우주선").content.decode()


def test_rows_are_sorted_within_their_level_and_gaps_stand_last(get):
    rows = page_rows(get(JULY_2022, sort="-rate").content.decode())
    departments = [(name, cells[-1]) for mark, name, cells in rows if mark == "department"]
    assert [rate for _, rate in departments[:5]] == ["75.6%", "50.8%", "43.8%", "36.0%", "31.9%"]
    fund = rows[next(i for i, row in enumerate(rows) if row[2][0] == "6,652,855") :]
    assert fund[-1][2][-1] == "-"


def test_two_offices_stand_in_one_table_with_a_level_more(get):
    scene = cast.scene()
    other = cast.office("별무리기획관")
    water = cast.program(cast.book(other), cast.division(other, "물빛담당관"), scene.account)
    pond = cast.line(water, "연못 손질")
    written = cast.statement(cast.filing(cast.reporting_date(water.book), water.department))
    cast.figure(written, pond, budget=300, spent=30)
    for statement in (scene.statement, written):
        cast.publish(statement)
    rows = page_rows(get("/execution/전체/2030-06-30-집행", unit="원").content.decode())
    assert named(rows, "합계", "해오름기획관", "별무리기획관") == {
        "합계": ["400", "없음", "80", "20.0%"],
        "해오름기획관": ["100", "없음", "50", "50.0%"],
        "별무리기획관": ["300", "없음", "30", "10.0%"],
    }


def test_an_unpublished_statement_is_nowhere(client):
    scene = cast.scene()
    for suffix in ("", ".json", ".csv", ".xlsx"):
        path = f"/execution/{scene.office.code}/2030-06-30-집행{suffix}"
        assert client.get(path).status_code == 404
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777, spent=7)
    path = f"/execution/{scene.office.code}/2030-06-30-집행"
    rows = page_rows(client.get(path, {"unit": "원"}).content.decode())
    assert rows[0][2][0] == "100"


@pytest.mark.parametrize(
    "path",
    [
        "/execution/없는기획관/2022-07-01-집행",
        "/execution/시민소통기획관/2022-07-02-집행",
        "/execution/시민소통기획관/2022-02-30-집행",
        "/execution/시민소통기획관/2022-07-01-결산.xlsx",
        "/sums/시민소통기획관%20/2022-07-01-집행/spent?account=일반회계",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_condition_that_cannot_be_taken_is_refused_with_every_problem(client):
    response = client.get(JULY_2022, {"unit": "달러", "sort": "name"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "단위 ‘달러’" in page
    assert "차례 ‘name’" in page


def test_files_have_korean_names_that_say_what_they_are(get):
    header = get(f"{JULY_2022}.xlsx").headers["Content-Disposition"]
    assert quote("시민소통기획관_2022-07-01-집행_집행현황.xlsx") in header
    page = get(JULY_2022, depth="부서").content.decode()
    assert "2022. 7. 1. 집행현황 엑셀" in page
    assert f"{quote('2022-07-01-집행')}.xlsx?depth={quote('부서')}" in page


def test_a_page_asks_a_bounded_number_of_queries_whatever_it_shows(
    get, forget, django_assert_max_num_queries
):
    read_tallies()  # what is printed wrongly is known until something is published
    for address in addresses():
        forget()
        with django_assert_max_num_queries(QUERIES):
            get(address)


def test_a_page_whose_names_are_known_asks_for_its_amounts_only(
    get, shelf, django_assert_num_queries
):
    for address in addresses():
        first = get(address).content
        shelf.pages.clear()
        with django_assert_num_queries(QUERIES_KNOWN):
            assert get(address).content == first


def test_every_unit_is_offered(get):
    page = get(JULY_2022).content.decode()
    for unit in Unit:
        assert f"unit={quote(unit.label)}" in page


@pytest.mark.parametrize(
    ("path", "asked", "problem"),
    [
        (JULY_2022, {"kind": ["정책사업", "행정운영경비"]}, "‘kind’ 조건이 두 번 이상"),
        (JULY_2022, {"department": "없는담당관"}, "부서 ‘없는담당관’"),
        (
            "/ranking/시민소통기획관/2022-07-01-집행",
            {"department": "없는담당관"},
            "부서 ‘없는담당관’",
        ),
        (
            "/ranking/시민소통기획관/2022-07-01-집행",
            {"unit": ["원", "천원"]},
            "‘unit’ 조건이 두 번",
        ),
        ("/trend/시민소통기획관", {"unit": ["원", "천원"]}, "‘unit’ 조건이 두 번"),
        ("/summary.xlsx", {"unit": ["원", "천원"]}, "‘unit’ 조건이 두 번"),
        ("/summary.xlsx", {"office": "시장비서실", "year": "2012"}, "공개된 자료가 없습니다"),
        ("/compare/시민소통기획관", {"x": "1"}, "‘x’"),
        *((path, {"x": "1"}, "‘x’") for path in ("/terms", "/data/", "/api/", "/summary")),
        *((path, {"x": "1"}, "‘x’") for path in ("/data/figures.zip", "/data/datapackage.json")),
    ],
)
def test_no_condition_is_left_out_in_silence(client, path, asked, problem):
    response = client.get(path, asked)
    assert response.status_code == 400
    assert problem in response.content.decode()


def test_a_filter_counts_the_lines_that_it_lets_through_folded_or_not(get):
    for depth in ("합계", "부서", "정책사업", "세부사업"):
        page = get(JULY_2022, depth=depth, department="뉴미디어담당관").content.decode()
        assert "조건에 맞는 세부사업 11개만의 합계입니다." in page, depth


def test_an_order_by_a_column_that_is_not_there_says_so(get):
    notes = [table["notes"] for table in get(f"{JULY_2022}.json", sort="share").json()["tables"]]
    assert all("이 표에는 구성비 열이 없어 보고서 차례 그대로입니다." in each for each in notes)


def test_an_unknown_sum_names_its_measure_and_where_the_reason_stands(client):
    scene = cast.scene()
    blank = {"budget_state": "blank", "spent": 1, "spent_state": "value"}
    type(scene.figure).objects.create(statement=scene.statement, line=scene.flowers, **blank)
    cast.publish(scene.statement)
    when = when_of(scene.filing.reporting_date).slug
    page = client.get(f"/execution/{scene.office.code}/{when}").content.decode()
    assert "예산현액의 합계를 낼 수 없습니다. 표의 ‘알 수 없음’을 누르면 까닭이 나옵니다." in said(
        page
    )
