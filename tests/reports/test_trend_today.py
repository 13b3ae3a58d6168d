"""A department through the years, as printed and in today's organisation."""

import pytest

from reports.lineage import Link
from reports.successors import Successors
from reports.todays import departments_today
from tests.reports.answers import facts, rows

OFFICE = "/trend/홍보기획관"
TODAY = {"organisation": "today"}


def link(before, now):
    return Link(before, now, "same")


def test_a_line_belongs_to_the_department_that_has_it_last():
    code_of = {1: "가", 2: "나", 3: "다"}
    links = [link(1, 2), link(2, 3)]
    assert departments_today(code_of, links, Successors([])) == dict.fromkeys(code_of, "다")


def test_what_goes_on_no_further_belongs_to_whoever_followed_its_department():
    steps = [("가", "나", "명칭 변경"), ("나", "다", "통합")]
    assert departments_today({1: "가"}, [], Successors(steps)) == {1: "다"}


def test_after_a_split_or_an_end_nobody_can_say_but_of_a_line_that_is_known_again():
    steps = [("가", "나", "분리"), ("가", "다", "분리"), ("라", None, "폐지")]
    code_of = {1: "가", 2: "가", 3: "나", 4: "라"}
    found = departments_today(code_of, [link(1, 3)], Successors(steps))
    assert found == {1: "나", 2: None, 3: "나", 4: None}


@pytest.mark.django_db
def test_a_split_department_is_told_line_by_line_under_those_that_have_its_lines(tables):
    (table,) = tables(OFFICE, department="민원담당관", **TODAY)
    settled = rows(table)[4]
    assert facts(settled, "name", "called", "appropriated") == [
        "2018년 결산",
        "시민봉사담당관, 신속행정담당관",
        25_988_339_000,
    ]
    # What the office itself regrouped to 2019 comes to the same.
    assert rows(table)[3]["appropriated"] == settled["appropriated"]
    assert "신속행정담당관, 국제교류담당관" in table["notes"][-1]


@pytest.mark.django_db
def test_all_departments_today_and_what_is_left_out_are_the_whole_office(tables):
    whole = rows(tables(OFFICE)[0])
    today = ["홍보담당관", "뉴미디어담당관", "서울브랜드담당관", "민원담당관"]
    of_each = [rows(tables(OFFICE, department=name, **TODAY)[0]) for name in today]
    for year, left in (("2012년 예산", 0), ("2018년 결산", 20_159_000), ("2019년 예산", 0)):
        (told,) = [each["appropriated"] for each in whole if each["name"] == year]
        parts = [x["appropriated"] for own in of_each for x in own if x["name"] == year]
        assert sum(parts) + left == told, year


@pytest.mark.django_db
def test_the_view_stands_in_the_address_and_in_what_was_chosen(get):
    page = get(OFFICE, department="홍보담당관", **TODAY).content.decode()
    assert (
        'href="?department=%ED%99%8D%EB%B3%B4%EB%8B%B4%EB%8B%B9%EA%B4%80&amp;organisation=printed"'
        in page
    )
    assert "organisation=today" in page.split('class="siblings"')[1]
    told = get(f"{OFFICE}.json", department="홍보담당관", **TODAY).json()
    assert told["chosen"] == {"조직": "오늘의 조직", "부서": "홍보담당관"}
    assert "organisation=today" in get(OFFICE).content.decode()


@pytest.mark.django_db
def test_a_sum_of_lines_of_several_departments_leads_to_just_these(get):
    page = get(OFFICE, department="민원담당관", **TODAY).content.decode()
    # Twice: of the regrouped year, and of the settled one.
    for part in page.split('">25,988,339</a>')[:2]:
        href = part.rsplit('href="', 1)[1].replace("&amp;", "&")
        assert "25,988,339" in get(href).content.decode()


@pytest.mark.django_db
def test_a_department_that_nobody_goes_on_as_has_no_such_view(client, get):
    asked = {"department": "신속행정담당관"}
    assert "오늘의 조직" not in get(OFFICE, **asked).content.decode()
    for suffix in ("", ".csv"):
        answer = client.get(f"{OFFICE}{suffix}", asked | TODAY)
        assert answer.status_code == 400
    assert client.get(OFFICE, {"organisation": "어제"}).status_code == 400


@pytest.mark.django_db
def test_the_view_costs_no_more_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        client.get(OFFICE, {"department": "홍보담당관", **TODAY})
