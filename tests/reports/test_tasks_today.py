"""업무와 예산 in 오늘의 조직: the lines that amounts mean, under the departments that have them today."""

import pytest

from tests.reports.answers import facts, rows

pytestmark = pytest.mark.django_db

DOCUMENT = "/tasks/2019-06"
TODAY = {"organisation": "today"}
QUERIES = 26
MONEY = ("budget", "spent", "printed", "computed", "verdict")


def keyed(tables, **choices):
    return {table["key"]: table for table in tables(DOCUMENT, **choices)}


def test_lines_stand_under_the_departments_of_today_with_the_same_amounts(tables):
    printed, told = keyed(tables), keyed(tables, **TODAY)
    assert printed.keys() == told.keys()
    for key, table in printed.items():
        money = [each for each in (*MONEY, "lines", "count") if each in table["columns"]]
        assert [facts(each, *money) for each in rows(table)] == [
            facts(each, *money) for each in rows(told[key])
        ], key
    names = {each["name"] for each in rows(told["tasks"]) if each["mark"] == "line"}
    assert "홍보담당관 시민청 운영 및 확산" in names
    # What was divided is known line by line.
    assert {"홍보담당관 신속행정 현안조정 및 홍보", "민원담당관 신속행정 협력체계 강화"} <= names
    assert not any(name.startswith("시민소통담당관") for name in names)


def test_what_no_task_speaks_of_stands_so_too_and_what_nobody_can_place_says_so(tables, get):
    (unsaid,) = [t for key, t in keyed(tables, **TODAY).items() if key.endswith("/unsaid")]
    assert {each["division"] for each in rows(unsaid)[1:]} == {
        "홍보담당관",
        "뉴미디어담당관",
        "서울브랜드담당관",
        "민원담당관",
        "신속행정담당관 (그때의 부서)",
    }
    notes = get(f"{DOCUMENT}.json", **TODAY).json()["notes"]
    assert notes[-1] == "이어받은 부서를 하나로 알 수 없어 그때의 이름으로 둔 부서: 신속행정담당관"


def test_a_verdict_and_the_list_of_documents_stay_in_the_view(tables, get, client):
    page = get(DOCUMENT, **TODAY).content.decode()
    assert "organisation=today&amp;verdict=" in page
    assert 'href="/tasks?organisation=today"' in page
    assert "&amp;organisation=today" in page.split('id="table-1"')[1]
    (listed,) = tables("/tasks", **TODAY)
    assert {each["whose_office"] for each in rows(listed)} == {"홍보기획관", "시장비서실"}
    assert "/tasks/2019-06?organisation=today" in get("/tasks", **TODAY).content.decode()
    assert client.get("/tasks", {"organisation": "내일"}).status_code == 400


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(DOCUMENT, TODAY)
