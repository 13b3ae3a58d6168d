"""Tables and trends in 오늘의 조직: the same lines under those who do their work today."""

import re

import pytest

from reports.execution import Execution
from reports.in_todays import INVENTED, NOBODY, in_todays, real
from reports.rollup import Leaf
from reports.structure import Named, Structure
from tests.reports.answers import assert_adds_up, facts, row, rows, said
from tests.reports.regrouping import OFFICE, regrouped

SETTLED = "/settlement/시민소통기획관/2018-12-31-결산"
BRIDGE = "/bridge/시민소통기획관/2018-12-31-결산"
BUDGET = "/budget/시민소통기획관/2019"
TODAY = {"organisation": "today"}


def leaf(pk, program):
    return Leaf(pk, program, f"사업 {pk}", "", pk, [0] * 6, pk)


def test_a_program_that_was_divided_stands_in_each_department_with_its_own_lines():
    departments = {
        1: Named("실", "실", None, (0, "실")),
        2: Named("달빛", "달빛", 1, (1, "달빛")),
        3: Named("별빛", "별빛", 1, (2, "별빛")),
    }
    names = Structure({7: Named("강가", "", 2, (1, 7))}, departments)
    found = Execution(names, [leaf(1, 7), leaf(2, 7), leaf(3, 7)])
    view = in_todays(found, {1: "달빛", 2: "별빛", 3: None})
    stands = [(x.pk, view.names.programs[x.program].parent) for x in view.leaves]
    assert stands == [(1, 2), (2, 3), (3, INVENTED)]
    assert {real(x.program) for x in view.leaves} == {7}
    assert view.divisions == ["달빛", "별빛", NOBODY]
    assert found.divisions == ["달빛"]


def departments(table, key):
    return [facts(each, "name", key) for each in rows(table) if each["mark"] == "department"]


@pytest.mark.django_db
def test_a_settlement_stands_under_those_who_do_the_work_today(tables):
    printed, told = tables(SETTLED)[0], tables(SETTLED, **TODAY)[0]
    assert departments(told, "lapsed") == [
        ["홍보담당관", 714_197_000],
        ["뉴미디어담당관", 219_385_000],
        ["서울브랜드담당관", 129_835_000],
        ["민원담당관", 120_961_000],
        ["오늘의 부서를 알 수 없음", 0],
    ]
    assert rows(told)[0] == rows(printed)[0]
    for key in ("budget", "spent", "lapsed"):
        assert_adds_up([each for each in rows(told) if each["mark"] != "kind"], key)
    brand = row(told, "서울브랜드담당관", "department")
    assert facts(brand, "carried", "unavoidable", "rate", "rate_with_carried") == [
        413_109_000,
        413_109_000,
        85.7,
        96.6,
    ]


@pytest.mark.django_db
def test_what_was_divided_is_seen_in_both_and_leads_to_the_whole(get, client):
    page = get(SETTLED, **TODAY).content.decode()
    name = "시민에게 감동을 주는 통합행정서비스 기반 구축"
    hrefs = re.findall(rf'href="(/programs/\d+)">{name}', page)
    assert len(hrefs) == 2
    assert len(set(hrefs)) == 1
    assert name in said(client.get(hrefs[0]).content.decode())
    assert re.search(r'aria-current="true"[^>]*>오늘의 조직', page)
    for words in ("714,197", "25,867,378"):  # the second leads where it comes from
        assert words in page
    href = page.split('">25,867,378</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    assert "25,867,378" in client.get(href).content.decode()


@pytest.mark.django_db
def test_a_bridge_stands_under_those_who_do_the_work_today(tables, get):
    told = tables(BRIDGE, **TODAY)[0]
    assert departments(told, "unexplained") == [
        ["홍보담당관", 623_712_000],
        ["뉴미디어담당관", 188_751_000],
        ["서울브랜드담당관", 0],
        ["민원담당관", 0],
        ["오늘의 부서를 알 수 없음", 0],
    ]
    found = [each for each in rows(told) if each["mark"] != "kind"]
    for key in ("appropriated", "unexplained", "budget"):
        assert_adds_up(found, key)
    # Of a department that gave a line nobody names, what others of its lines did not move is no sum.
    assert facts(row(told, "홍보담당관", "department"), "transfer", "handed_over") == [0, "-"]
    assert facts(row(told, "합계", "total"), "handed_over") == [0]
    own = tables(BRIDGE, department="홍보담당관", **TODAY)[0]
    assert facts(rows(own)[0], "appropriated", "unexplained", "budget") == [
        12_354_593_000,
        623_712_000,
        12_978_305_000,
    ]
    assert "<svg" in get(BRIDGE, **TODAY).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", [SETTLED, BRIDGE, BUDGET])
def test_the_departments_to_choose_are_those_of_today(client, path):
    there = client.get(path, {"department": "홍보담당관", **TODAY})
    assert there.status_code == 200
    assert client.get(path, {"department": "시민소통담당관", **TODAY}).status_code == 400
    assert client.get(path, {"organisation": "내일"}).status_code == 400


@pytest.mark.django_db
def test_a_budget_of_two_years_stands_under_those_who_do_the_work_today(tables):
    told = tables(BUDGET, basis="drawn", **TODAY)[0]
    assert [each[0] for each in departments(told, "now_appropriated")] == [
        "홍보담당관",
        "뉴미디어담당관",
        "서울브랜드담당관",
        "민원담당관",
        "신속행정담당관",
    ]
    moved = [each for each in rows(told) if each["name"] == "신속행정 협력체계 강화"]
    (once,) = moved
    assert facts(once, "now_appropriated", "then_appropriated") == [30_900_000, 20_900_000]
    assert "이어받은 부서를 알 수 없어 그대로 둔 부서: 신속행정담당관" in told["notes"]
    assert rows(told)[0]["then_appropriated"] == 47_810_398_000


@pytest.mark.django_db
def test_the_trend_of_an_office_is_that_of_what_it_does_today(tables):
    (told,) = tables("/trend/시민소통기획관", **TODAY)
    closed = row(told, "2018년 결산")
    assert facts(closed, "appropriated", "spent") == [47_790_239_000, 47_005_215_000]
    left = [note for note in told["notes"] if "어느 부서에도 넣지 않은 사업" in note]
    assert left == [
        "이어받은 부서를 하나로 알 수 없어 어느 부서에도 넣지 않은 사업이 있는 부서: "
        "신속행정담당관, 국제교류담당관"
    ]


@pytest.mark.django_db
def test_an_office_that_no_report_knows_is_seen_the_same_way(tables):
    regrouped()
    path = f"{OFFICE}/2030-12-31-결산"
    for page in ("settlement", "bridge"):
        told = tables(f"/{page}/{path}", unit="원", **TODAY)[0]
        assert departments(told, "appropriated") == [["달빛담당관", 400], ["별빛담당관", 70]]
