"""정원과 현원: persons through time, and what budget came to each."""

from datetime import date

import pytest

from budgets.models import Claim
from departments.models import Department, Document, Headcount
from tests import cast
from tests.reports.answers import facts, row, rows

pytestmark = pytest.mark.django_db

SEOUL = "/lineage/홍보기획관/people"
SCENE = "/lineage/해오름기획관/people"
QUERIES = 13


def heads(department, authorised, actual, day=cast.JUNE_30, **facts):
    document = facts.pop("document")
    states = {
        "authorised_state": "value" if authorised is not None else "absent",
        "actual_state": "value" if actual is not None else "absent",
    }
    return Headcount.objects.create(
        department=department,
        as_of=day,
        group=facts.pop("group", "일반직"),
        authorised=authorised,
        actual=actual,
        document=document,
        place=1,
        **states | facts,
    )


# --- the five reports -----------------------------------------------------------------------------


def test_an_office_is_counted_on_every_day_through_its_names(tables):
    told = tables(SEOUL)[0]
    whole = [each for each in rows(told) if each["mark"] == "total"]
    assert [facts(each, "name", "authorised", "actual", "vacant") for each in whole] == [
        ["2023. 4. 1. 홍보기획관", 143, 134, 9],
        ["2022. 7. 1. 시민소통기획관", 163, 158, 5],
        ["2019. 5. 31. 시민소통기획관", 130, 124, 6],
        ["2012. 1. 31. 시민소통기획관", None, 112, None],
    ]


def test_what_a_department_is_short_of_is_what_it_may_have_less_what_it_has(tables):
    for each in rows(tables(SEOUL)[0]):
        if isinstance(each["authorised"], int):
            assert each["vacant"] == each["authorised"] - each["actual"], each["name"]


def test_a_budget_is_divided_by_the_persons_of_the_same_year(tables):
    general, fund = tables(SEOUL)[1:]
    whole = [each for each in rows(general) if each["mark"] == "total"]
    assert [facts(each, "actual", "within", "won", "per_head") for each in whole] == [
        [134, "2023. 4. 1. 기준 예산현액", 88_194_161_000, 658_165_381],
        [158, "2022. 7. 1. 기준 예산현액", 101_356_223_000, 641_495_082],
        [124, "2019년 예산 예산액", 54_438_155_000, 439_017_379],
        [112, "2012년 예산 예산액", 31_518_898_000, 281_418_732],
    ]
    assert facts(row(fund, "국제교류담당관", "department"), "won", "per_head") == [
        6_652_855_000,
        266_114_200,
    ]
    assert row(fund, "시민소통담당관", "department")["per_head"] == "-"


def test_every_budget_leads_to_the_sum_that_it_is(get):
    page = get(SEOUL).content.decode()
    for words in ("88,194,161", "7,253,248"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert words in get(href).content.decode()


def test_persons_and_budgets_are_drawn_and_years_without_a_count_are_not_joined(get):
    page = get(SEOUL).content.decode()
    first, second = page.split("<svg")[1:3]
    assert ">정원<" in first
    assert ">163<" in first
    assert first.count('<path class="line') == 2  # 정원 and 현원, from 2022 to 2023
    assert "시민고객담당관 → 시민봉사담당관 → 민원담당관" in second


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for office in ("홍보기획관", "시장비서실"):
        with django_assert_max_num_queries(QUERIES):
            assert client.get(f"/lineage/{office}/people").status_code == 200


def test_a_count_leads_to_where_it_is_printed_and_says_what_else_is_printed(get):
    document = Document.objects.get(key="2023-04")
    moon = Department.objects.get(code="홍보기획관/홍보담당관")
    Claim.objects.create(
        document=document,
        place=20,
        position=99,
        shape="표",
        subject="홍보담당관 / 총계",
        measure="actual",
        printed="48",
        value=48,
        unit="명",
        department=moon,
        as_of=date(2023, 4, 1),
        group="총계",
    )
    for page in (get(SEOUL), get(f"/departments/{moon.pk}")):
        told = page.content.decode()
        assert '<a href="/documents/2023-04#c20-1">50</a>' in told
        mark = '<a href="/documents/2023-04#c20-99" title="2023-04 문서 20번째 줄">인쇄 48</a>'
        assert f'47</a><span class="mark">{mark}' in told


# --- an office that no report knows ---------------------------------------------------------------


def test_persons_of_another_year_divide_nothing(tables):
    found = cast.two_dates()
    heads(found.moon, 10, 8, date(2029, 12, 31), document=found.document)
    (counted,) = tables(SCENE)
    assert facts(row(counted, "달빛담당관", "department"), "authorised", "actual", "vacant") == [
        10,
        8,
        2,
    ]


def test_the_nearest_date_of_the_year_is_divided_half_up(tables):
    found = cast.two_dates()
    heads(found.moon, 3, 3, date(2030, 8, 1), document=found.document)
    moon = row(tables(SCENE, unit="원")[1], "달빛담당관", "department")
    assert facts(moon, "within", "won", "per_head") == ["2030. 6. 30. 기준 예산현액", 140, 47]


def test_a_date_of_a_few_lines_or_of_업무추진비_alone_divides_nothing(tables):
    found = cast.two_dates()
    near = cast.filing(cast.reporting_date(found.book, date(2030, 8, 1)), found.moon)
    said = cast.statement(near, document=found.document)
    cast.figure(said, found.trees, "3", budget=90, spent=1)
    cast.publish(said)
    heads(found.moon, 3, 2, date(2030, 8, 1), document=found.document)
    moon = row(tables(SCENE, unit="원")[1], "달빛담당관", "department")
    assert facts(moon, "within", "won", "per_head") == ["2030. 6. 30. 기준 예산현액", 140, 70]


def test_of_a_year_that_tells_업무추진비_alone_it_is_said(tables):
    for each in rows(tables("/lineage/시장비서실/people")[1]):
        assert facts(each, "within", "won", "per_head") == ["업무추진비 말고는 자료 없음", "-", "-"]


def test_nobody_and_an_unknown_number_divide_nothing(tables):
    found = cast.two_dates()
    heads(found.moon, 3, 0, document=found.document)
    heads(found.star, 3, None, document=found.document, actual_state="unread")
    per_head = tables(SCENE)[1]
    assert [each["per_head"] for each in rows(per_head)] == ["-", "-", "-"]


def test_an_office_of_which_a_department_is_silent_has_no_known_budget(tables):
    found = cast.two_dates()
    cast.line(cast.program(found.book, found.star, found.account, "별 사업"), "별 헤기")
    heads(found.moon, 3, 2, document=found.document)
    whole, moon = rows(tables(SCENE, unit="원")[1])
    assert facts(whole, "won", "per_head") == ["알 수 없음", "-"]
    assert facts(moon, "won", "per_head") == [140, 70]


def test_more_than_there_may_be_is_said(tables, get):
    found = cast.two_dates()
    heads(found.moon, 3, 5, document=found.document)
    counted = tables(SCENE)[0]
    assert row(counted, "달빛담당관", "department")["vacant"] == -2
    assert any("현원이 정원보다 많은 곳: " in note for note in counted["notes"])
    assert " ~ " not in get(SCENE).content.decode().split("</h1>")[0]  # counted on a single day


def test_an_office_that_nobody_counted_says_so(get, tables):
    cast.two_dates()
    assert tables(SCENE) == []
    assert "인력을 적은 문서가 없습니다." in get(SCENE).content.decode()
