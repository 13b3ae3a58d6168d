"""Two dates of all offices: each above its departments, and silent where it did not report."""

from datetime import date
from urllib.parse import quote

import pytest

from budgets.models import Filing
from departments.models import Succession
from tests import cast
from tests.reports.answers import facts, row, rows
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

OWN = "/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행"


@pytest.fixture
def scene():
    """달빛 writes on two dates of a book: 나무 심기 100 and 꽃 심기 40, then only 나무 심기 100."""
    return cast.two_dates()


ALL = "/compare/전체/2030-06-30-집행/2030-09-30-집행"
QUERIES = 16
SEPTEMBER = date(2030, 9, 30)


def write(department, day, named="물 긷기", account=None, book=None, **won):
    """One line of an office's department on a day, published."""
    book = book or cast.book(department.parent)
    program = cast.program(book, department, account, "들판 가꾸기")
    told = cast.statement(cast.filing(cast.reporting_date(book, day), department))
    cast.figure(told, cast.line(program, named), **won)
    cast.publish(told)
    return program, told


@pytest.fixture
def other(scene):
    """별무리기획관 has 물 긷기: 300 in June, 500 in September."""
    department = cast.division(cast.office("별무리기획관", position=9), "샛별담당관")
    program, _ = write(department, cast.JUNE_30, account=scene.account, budget=300, spent=30)
    later = cast.statement(cast.filing(cast.reporting_date(program.book, SEPTEMBER), department))
    cast.figure(later, program.lines.get(), budget=500, spent=400)
    cast.publish(later)
    return department


def test_all_offices_stand_above_their_departments(scene, other, tables, get):
    (table,) = tables(ALL)
    found = rows(table)
    keys = ("level", "mark", "name", "then_budget", "now_budget", "change")
    assert [facts(x, *keys) for x in found if x["mark"] != "line"] == [
        [0, "total", "합계", 440, 600, 160],
        [1, "office", "해오름기획관", 140, 100, -40],
        [2, "department", "달빛담당관", 140, 100, -40],
        [3, "program", "강가 가꾸기", 140, 100, -40],
        [1, "office", "별무리기획관", 300, 500, 200],
        [2, "department", "샛별담당관", 300, 500, 200],
        [3, "program", "들판 가꾸기", 300, 500, 200],
    ]
    assert [x["name"] for x in rows(tables(ALL, sort="-change")[0]) if x["mark"] == "office"] == [
        "별무리기획관",
        "해오름기획관",
    ]
    folded = rows(tables(ALL, depth="실국")[0])
    assert [x["mark"] for x in folded] == ["total", "office", "office"]
    page = get(ALL, unit="원").content.decode()
    assert [(mark, name) for mark, name, _ in page_rows(page)] == [
        (x["mark"], x["name"]) for x in found
    ]
    for suffix in (".csv", ".xlsx"):
        get(f"{ALL}{suffix}")


def test_what_all_offices_come_to_is_what_each_comes_to(scene, other, tables):
    whole = rows(tables(ALL)[0])
    own = [
        row
        for each in ("해오름기획관", "별무리기획관")
        for row in rows(tables(f"/compare/{each}/2030-06-30-집행/2030-09-30-집행")[0])[1:]
    ]
    assert [(x["name"], x["now_spent"]) for x in whole[1:] if x["mark"] != "office"] == [
        (x["name"], x["now_spent"]) for x in own
    ]


def test_an_office_without_the_other_date_is_not_said_to_be_new(scene, tables):
    department = cast.division(cast.office("별무리기획관"), "샛별담당관")
    write(department, SEPTEMBER, account=scene.account, budget=500, spent=1)
    (table,) = tables(ALL)
    assert facts(row(table, "물 긷기"), "state", "then_budget", "change") == [
        "비교 불가",
        None,
        None,
    ]
    assert (
        "2030. 6. 30. 자료가 없는 실국: 별무리기획관. 그 사업은 견줄 수 없습니다." in table["notes"]
    )
    assert row(table, "해오름기획관", "office")["change"] == -40
    assert row(table, "합계", "total")["change"] == "알 수 없음"
    (beside,) = tables("/execution/전체/2030-09-30-집행", compare="2030-06-30-집행")
    assert facts(row(beside, "물 긷기"), "budget", "other_budget") == [500, None]
    assert "2030. 6. 30. 자료가 없는 실국: 별무리기획관" in beside["notes"]
    (beside,) = tables("/execution/전체/2030-06-30-집행", compare="2030-09-30-집행")
    assert any("뺀 것: 별무리기획관" in note for note in beside["notes"])


def test_an_account_that_only_one_office_lacks_is_its_own_gap(scene, other, tables):
    fund = cast.account("시험기금", "기금")
    for department, day in ((scene.moon, cast.JUNE_30), (other, SEPTEMBER)):
        book = department.parent.books.get()
        program = cast.program(book, department, fund, "기금 사업")
        filing = Filing.objects.get(reporting_date__day=day, department=department)
        more = cast.statement(filing, version=2)
        for figure in filing.published.figures.all():
            cast.figure(more, figure.line, budget=figure.budget, spent=figure.spent)
        cast.figure(more, cast.line(program, "예치"), budget=7, spent=1)
        cast.publish(more)
    table = tables(ALL)[1]
    assert {x["state"] for x in rows(table) if x["mark"] == "line"} == {"비교 불가"}
    gap = "자료에 이 회계의 표가 없어 견줄 수 없는 실국"
    assert f"2030. 6. 30. {gap}: 별무리기획관. 0원이라는 뜻이 아닙니다." in table["notes"]
    assert f"2030. 9. 30. {gap}: 해오름기획관. 0원이라는 뜻이 아닙니다." in table["notes"]
    (beside,) = tables("/execution/전체/2030-09-30-집행", compare="2030-06-30-집행")[1:]
    assert "2030. 6. 30. 자료에 이 회계의 표가 없는 실국: 별무리기획관" in beside["notes"]


def test_a_department_that_went_to_another_office_stands_in_the_later_one(scene, other, tables):
    star = cast.division(other.parent, "달빛담당관")
    Succession.objects.create(before=scene.moon, after=star, kind="소속 변경", evidence="추정")
    book = cast.book(other.parent, 2031)
    write(star, date(2031, 6, 30), "나무 심기", scene.account, book, budget=70, spent=1)
    (table,) = tables("/compare/전체/2030-06-30-집행/2031-06-30-집행")
    told = [facts(x, "name", "then_budget", "now_budget") for x in rows(table) if x["level"] < 2]
    assert told[0] == ["합계", 440, 70]
    assert "실국을 옮긴 부서는 뒤의 실국에 나옵니다: 달빛담당관" in table["notes"]


def test_dates_of_all_offices_are_chosen_once_each(scene, other, get, client):
    page = get("/compare/전체").content.decode()
    assert page.count('<option value="2030-09-30-집행"') == 2
    assert "<h1>전체 비교할 기준일</h1>" in page
    chosen = {"then": "2030-06-30-집행", "now": "2030-09-30-집행"}
    assert client.get(client.get("/compare/전체", chosen).url).status_code == 200
    assert client.get("/compare/전체/2030-06-30-집행/2030-10-01-집행").status_code == 404


def test_dates_that_no_office_shares_are_not_offered(get):
    page = get("/compare/전체").content.decode()
    assert "전기 대비: 2022. 7. 1. → 2023. 4. 1." in page  # one office under two names
    assert "2018. 6. 30. → 2022. 7. 1." not in page


def test_the_pages_of_one_and_of_all_lead_to_each_other(scene, other, get):
    address = quote("/compare/전체")
    for path in ("/execution/전체/2030-06-30-집행", "/ranking/전체/2030-06-30-집행", ALL, "/"):
        assert f'href="{address}"' in get(path).content.decode(), path
    assert f'href="{quote(ALL)}"' in get(OWN).content.decode()


def test_all_offices_ask_a_fixed_number_of_queries(scene, other, get, django_assert_num_queries):
    for named in ("은하", "성운"):
        with django_assert_num_queries(QUERIES):
            get(ALL)
        department = cast.division(cast.office(f"{named}기획관"), f"{named}담당관")
        write(department, SEPTEMBER, account=scene.account, budget=1)
    with django_assert_num_queries(3):
        get("/compare/전체")
