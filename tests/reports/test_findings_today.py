"""시정·권고사항 in 오늘의 조직: under the department that answers for it today."""

import pytest

from tests.reports.answers import facts, rows
from tests.reports.regrouping import divided, followed
from tests.reports.test_findings import printed, scene

__all__ = ["scene"]
pytestmark = pytest.mark.django_db

BOARD = "/findings"
TODAY = {"organisation": "today"}
QUERIES = 11


def told(tables, **choices):
    return [facts(each, "name", "whose") for t in tables(BOARD, **choices)[-2:] for each in rows(t)]


def test_the_board_names_and_finds_by_the_department_of_today(tables, client):
    printed_board, today = told(tables), told(tables, **TODAY)
    assert {whose for _, whose in printed_board} == {"시민소통담당관"}
    assert {whose for _, whose in today} == {"홍보담당관"}
    assert [name for name, _ in printed_board] == [name for name, _ in today]
    assert told(tables, department="홍보담당관", **TODAY) == today
    assert told(tables, office="홍보기획관", **TODAY) == today
    for wrong in ({"department": "시민소통담당관"}, {"office": "시민소통기획관"}):
        assert client.get(BOARD, {**wrong, **TODAY}).status_code == 400
        assert client.get(BOARD, wrong).status_code == 200


def test_two_departments_that_are_one_today_are_named_once_and_a_divided_one_as_it_was(
    scene, tables
):
    own = printed(scene)
    own.departments.add(scene.star)
    followed(scene.moon, scene.star, named="하늘담당관", kind="통합")
    assert ["나무 심기 지연", "하늘담당관"] in told(tables, **TODAY)
    assert ["나무 심기 지연", "달빛담당관, 별빛담당관"] in told(tables)


def test_what_was_divided_keeps_its_name_and_is_found_by_it(scene, tables):
    printed(scene)
    divided(scene.moon)
    name = "달빛담당관 (그때의 부서)"
    assert told(tables, department=name, **TODAY) == [["나무 심기 지연", name]]


def test_one_of_them_is_told_the_same_way_and_leads_back_to_the_board(tables, get):
    page = get(BOARD, **TODAY).content.decode()
    href = page.split("예산 전용 의회 보고 미이행</a>")[0].rsplit('href="', 1)[1].removesuffix('">')
    assert href.endswith("?organisation=today")
    path = href.removesuffix("?organisation=today")
    one = get(path, **TODAY).content.decode()
    assert 'href="/findings?organisation=today"' in one
    assert ">홍보담당관</a>" in one.split("<dt>소관</dt>")[1].split("</dd>")[0]
    for view, name in (({}, "시민소통담당관"), (TODAY, "홍보담당관")):
        (line,) = [x for x in tables(path, **view) if x["key"].startswith("line-")]
        assert facts(rows(line)[0], "whose", "budget") == [name, 3_882_723_000]


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(BOARD, TODAY)
