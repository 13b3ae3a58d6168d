"""변동 대장 in 오늘의 조직: both sides under what they are called today."""

from datetime import date

import pytest

from budgets.models import BudgetChange
from tests import cast
from tests.reports.answers import facts, rows, said
from tests.reports.regrouping import divided

pytestmark = pytest.mark.django_db

YEAR_2018 = "/register/시민소통기획관/2018"
TODAY = {"organisation": "today"}
QUERIES = 19


def named(tables, path, **choices):
    return [facts(each, "from_side", "to_side") for each in rows(tables(path, **choices)[0])]


def test_both_sides_of_a_change_stand_under_what_they_are_called_today(tables):
    sides = [each for each in named(tables, YEAR_2018, **TODAY) if each[0]]
    assert sides == [
        ["홍보담당관 / 시민청 운영 및 확산", "홍보담당관 / 시민청 운영 및 확산"],
        ["홍보담당관", "뉴미디어담당관 / 시정종합 월간지 「서울사랑」 발간"],
        ["홍보담당관", "뉴미디어담당관 / 어린이신문 「내친구서울」 발간"],
        ["서울브랜드담당관 / 서울시 도시브랜드 마케팅", "다음연도"],
    ]


def test_the_amounts_and_days_are_those_that_were_printed(tables):
    for key in ("moved_won", "cases", "decided_on", "due_on", "due_state", "stated_in"):
        printed, told = (
            [each[key] for each in rows(tables(YEAR_2018, **view)[0])] for view in ({}, TODAY)
        )
        assert printed == told, key


def test_the_settlement_of_the_year_names_the_sides_alike(tables):
    settled = tables("/settlement/시민소통기획관/2018-12-31-결산", **TODAY)
    (changes,) = [table for table in settled if table["key"] == "changes"]
    told = [facts(each, "from_side", "to_side") for each in rows(changes) if each["from_side"]]
    assert told == [each for each in named(tables, YEAR_2018, **TODAY) if each[0]]


def test_the_office_stands_under_todays_name_with_the_years_before(get, client):
    for office in ("시민소통기획관", "홍보기획관"):
        page = get(f"/register/{office}/2018", **TODAY).content.decode()
        assert "<h1>홍보기획관 2018년 예산 변동 대장</h1>" in page
        for year in (2023, 2022, 2019, 2018, 2012):
            assert f"/{year}?organisation=today" in page, year
    assert client.get("/register/홍보기획관/2018").status_code == 404
    assert client.get("/register/홍보기획관/2018.csv", TODAY).status_code == 200
    assert client.get("/register/홍보기획관/2017", TODAY).status_code == 404


def test_the_view_is_told_in_the_files_and_kept_by_the_links(get, client):
    told = get(f"{YEAR_2018}.json", **TODAY).json()
    assert told["chosen"]["조직"] == "오늘의 조직"
    page = get(YEAR_2018, **TODAY).content.decode()
    assert 'aria-current="true">오늘의 조직</a>' in page
    assert '?organisation=today">결산</a>' in page
    answer = client.get(f"{YEAR_2018}.xlsx", TODAY)
    assert "%EC%98%A4%EB%8A%98%EC%9D%98_%EC%A1%B0%EC%A7%81" in answer["Content-Disposition"]
    assert client.get(YEAR_2018, {"organisation": "내일"}).status_code == 400


def test_a_side_that_no_single_department_follows_keeps_its_name_and_says_so(tables, get):
    found = cast.two_dates()
    divided(found.moon)
    BudgetChange.objects.create(
        kind="변경사용", taken_from=found.trees, given_to=found.flowers, won=10, reason="집중호우",
        decided_on=date(2030, 2, 3), by=cast.user(), at=cast.NOON,
    )  # fmt: skip
    path = "/register/해오름기획관/2030"
    ((given, _),) = [each for each in named(tables, path, **TODAY) if each[0]]
    assert given == "달빛담당관 (그때의 부서) / 나무 심기"
    note = "이어받은 부서를 하나로 알 수 없어 그때의 이름으로 둔 부서: 달빛담당관"
    assert note in said(get(path, **TODAY).content.decode())


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(YEAR_2018, TODAY)
