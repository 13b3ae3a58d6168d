"""통계 in 오늘의 조직: who counts, under what the department is called today."""

import pytest

from tests import cast
from tests.budgets.guarding import counts
from tests.reports.answers import facts, row, rows
from tests.reports.regrouping import divided, followed

pytestmark = pytest.mark.django_db

LIST = "/statistics"
TODAY = {"organisation": "today"}
QUERIES = 6


def entered(scene):
    own = counts.entered(scene)
    counts.value(own)
    counts.value(own, "여름", 10, 2)
    counts.published(own)
    return own


def scene():
    found = cast.scene()
    cast.publish(found.statement)
    return found


def seoul(tables, **choices):
    return next(table for table in tables(LIST, **choices) if table["title"] == "홍보기획관")


def test_the_list_names_who_counts_by_the_name_of_today_and_counts_the_same(tables):
    printed, told = seoul(tables), seoul(tables, **TODAY)
    for name, then, now in (
        ("열린민원실", "시민봉사담당관", "민원담당관"),
        ("시민청", "시민소통담당관", "홍보담당관"),
        ("응답소", "민원담당관", "민원담당관"),
    ):
        assert row(printed, name)["division"] == then
        assert row(told, name)["division"] == now
    same = [key for key in printed["columns"] if key != "division"]
    assert [facts(each, *same) for each in rows(printed)] == [
        facts(each, *same) for each in rows(told)
    ]


def test_a_series_of_a_renamed_department_is_told_under_one_name(tables, get):
    page = get(LIST, **TODAY).content.decode()
    href = page.split(">응답소</a>")[0].rsplit('href="', 1)[1].rstrip('"')
    assert href.endswith("?organisation=today")
    path = href.removesuffix("?organisation=today")
    then, now = (rows(tables(path, **view)[0]) for view in ({}, TODAY))
    assert {each["division"] for each in now} == {"민원담당관"}
    assert "시민봉사담당관" in {each["division"] for each in then}
    assert [each["value"] for each in then] == [each["value"] for each in now]
    one = get(path, **TODAY).content.decode()
    assert 'href="/statistics?organisation=today"' in one
    assert 'aria-current="true">오늘의 조직</a>' in one


def test_what_a_department_entered_stands_under_its_name_of_today(tables):
    found = scene()
    own = entered(found)
    followed(found.moon, named="하늘담당관")
    over_time, *_, record = tables(f"/statistics/{own.pk}", **TODAY)
    assert rows(over_time)[0]["division"] == "하늘담당관"
    assert rows(record)[0]["division"] == "하늘담당관"


def test_a_divided_department_keeps_its_name_and_says_so(tables, get):
    found = scene()
    own = entered(found)
    divided(found.moon)
    table = tables(f"/statistics/{own.pk}", **TODAY)[0]
    assert rows(table)[0]["division"] == "달빛담당관 (그때의 부서)"
    notes = get(f"/statistics/{own.pk}.json", **TODAY).json()["notes"]
    assert notes[-1] == "이어받은 부서를 하나로 알 수 없어 그때의 이름으로 둔 부서: 달빛담당관"


def test_the_list_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(LIST, TODAY)
