"""What all offices came to over the years: each by itself, on its newest date of a year."""

from datetime import date
from urllib.parse import quote

import pytest

from departments.models import Succession
from tests import cast
from tests.reports.answers import facts, rows
from tests.reports.test_compare_leading import execution_of
from tests.reports.test_execution import page_rows
from tests.reports.test_leading import led, said
from tests.reports.test_trend import charts

pytestmark = pytest.mark.django_db

ALL = "/trend/전체"
QUERIES = 10


@pytest.fixture
def other():
    """별무리기획관 says 300 in June 2030, besides 해오름기획관's two dates."""
    scene = cast.two_dates()
    department = cast.division(cast.office("별무리기획관", position=9), "샛별담당관")
    write(cast.book(department.parent), department, scene.account, budget=300, spent=30)
    return department


def write(book, department, account, day=cast.JUNE_30, **won):
    program = cast.program(book, department, account)
    told = cast.statement(cast.filing(cast.reporting_date(book, day), department))
    cast.figure(told, cast.line(program), **won)
    cast.publish(told)
    return program


def test_each_office_stands_with_the_newest_date_of_each_year(other, tables):
    (table,) = [each for each in tables(ALL) if each["title"] == "시험회계"]
    keys = ("whose_office", "name", "stage", "budget", "spent", "rate")
    assert [facts(each, *keys) for each in rows(table)] == [
        ["해오름기획관", "2030. 9. 30. 기준", "집행", 100, 80, 80.0],
        ["별무리기획관", "2030. 6. 30. 기준", "집행", 300, 30, 10.0],
    ]
    assert any("단계별 마지막 기준일만" in note for note in table["notes"])


def test_the_five_reports_are_those_of_their_offices(tables):
    found = rows(tables(ALL)[0])
    told = [x for x in found if x["whose_office"] == "홍보기획관"]
    own = rows(tables("/trend/홍보기획관")[0])
    keys = ("name", "called", "appropriated", "budget", "committed", "spent", "rate")
    assert [facts(x, *keys) for x in told] == [facts(x, *keys) for x in own]
    assert [x["spent"] for x in found if x["whose_office"] == "시장비서실"] == [118_575_000]


def test_an_office_that_was_renamed_stands_under_its_last_name(other, tables):
    young = cast.division(cast.office("은하기획관"), "성운담당관")
    Succession.objects.create(
        before=other.parent, after=young.parent, kind="명칭 변경", evidence="추정"
    )
    account = other.programs.get().account
    write(cast.book(young.parent, 2031), young, account, date(2031, 6, 30), budget=5, spent=1)
    (table,) = [each for each in tables(ALL) if each["title"] == "시험회계"]
    told = [facts(x, "called", "budget") for x in rows(table) if x["whose_office"] == "은하기획관"]
    assert told == [["별무리기획관", 300], ["은하기획관", 5]]


def test_a_missing_column_is_no_zero_and_a_missing_department_is_told(other, tables, get):
    book = other.parent.books.get()
    second = cast.division(other.parent, "어둠담당관")
    write_more = cast.program(book, second, other.programs.get().account, "빈 사업")
    (table,) = [each for each in tables(ALL) if each["title"] == "시험회계"]
    assert any("별무리기획관 2030. 6. 30." in note for note in table["notes"])
    told = cast.statement(cast.filing(book.dates.get(), second))
    cast.figure(told, cast.line(write_more), budget=7)
    cast.publish(told)
    (table,) = [each for each in tables(ALL) if each["title"] == "시험회계"]
    assert facts(rows(table)[-1], "budget", "spent") == [307, "알 수 없음"]


def test_an_unpublished_statement_is_nowhere(other, tables):
    filing = other.filings.get()
    draft = cast.statement(filing, version=2)
    cast.figure(draft, other.programs.get().lines.get(), budget=777, spent=7)
    (table,) = [each for each in tables(ALL) if each["title"] == "시험회계"]
    assert rows(table)[-1]["budget"] == 300


def test_page_and_files_show_the_same_rows_and_a_drawing_an_office(other, tables, get):
    page = get(ALL).content.decode()
    told = [row for table in tables(ALL) for row in rows(table)]
    assert [name for _, name, _ in page_rows(page)] == [each["name"] for each in told]
    drawn = [title for title, *_ in charts(page) if "시험회계" in title]
    assert drawn == ["해오름기획관 시험회계 집행률", "별무리기획관 시험회계 집행률"]
    assert f'href="{quote("/trend/별무리기획관")}"' in page
    for suffix in (".csv", ".xlsx"):
        get(f"{ALL}{suffix}", unit="원")
    shown = charts(get(ALL, measure="spent").content.decode())
    assert all(title.split(" (")[0].endswith("집행액") for title, *_ in shown)


@pytest.mark.parametrize("said", [{"department": "홍보담당관"}, {"program": "강가"}, {"q": "물"}])
def test_what_is_one_offices_is_refused(client, said):
    response = client.get(ALL, said)
    assert response.status_code == 400
    words = "모르는 조건입니다." if "q" in said else "그 실국의 추이에서 고르십시오."
    assert words in response.content.decode()


def test_it_is_led_to_from_where_offices_are(get):
    address = f'href="{quote(ALL)}"'
    for path in (
        "/",
        "/execution/전체/2022-07-01-집행",
        "/trend/홍보기획관",
        "/compare/전체/2022-07-01-집행/2023-04-01-집행",
    ):
        assert address in get(path).content.decode(), path


def test_it_asks_a_fixed_number_of_queries(other, get, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        get(ALL)
    for name in ("은하", "성단"):
        young = cast.division(cast.office(f"{name}기획관"), f"{name}담당관")
        write(cast.book(young.parent), young, other.programs.get().account, budget=5, spent=1)
    with django_assert_num_queries(QUERIES):
        get(ALL)


def test_every_amount_and_rate_of_all_offices_is_found_again_by_its_address(client):
    known = {}
    found = led(client, "/trend/전체", {"unit": "백만원"})
    assert [said(href, execution_of(href, known)) for href, _ in found] == [x for _, x in found]
    assert len(found) == 24
    assert any("/sums/%EC%8B%9C%EC%9E%A5%EB%B9%84%EC%84%9C%EC%8B%A4/" in href for href, _ in found)
