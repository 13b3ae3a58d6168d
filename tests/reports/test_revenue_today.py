"""세입 and 업무추진비 in 오늘의 조직: what belongs to an office stands under its name of today."""

import pytest

from tests.reports.answers import facts, rows, said

pytestmark = pytest.mark.django_db

YEAR_2018 = "/revenue/시민소통기획관/2018"
EXPENSE = "/expense/시장비서실/2018-06-30-집행"
TODAY = {"organisation": "today"}
QUERIES = 24


def test_the_office_has_todays_name_and_every_amount_is_the_same(tables, get):
    page = said(get(YEAR_2018, **TODAY).content.decode())
    assert "<h1>홍보기획관 세입 결산" in page
    assert "시민소통기획관은 오늘의 홍보기획관입니다." in page
    for printed, told in zip(tables(YEAR_2018), tables(YEAR_2018, **TODAY), strict=True):
        same = [key for key in printed["columns"] if key != "whose"]
        assert [facts(each, *same) for each in rows(printed)] == [
            facts(each, *same) for each in rows(told)
        ]
    assert rows(tables(YEAR_2018, **TODAY)[0])[0]["received"] == 7_888_730_000


def test_what_it_pays_for_stands_under_the_departments_of_today(tables):
    paid = {"printed": {}, "today": {}}
    for view, found in paid.items():
        (table,) = [
            each
            for each in tables(YEAR_2018, organisation=view)
            if each["key"].startswith("expenditure-")
        ]
        found |= {each["paid_line"]: each["whose"] for each in rows(table)}
    assert paid["printed"]["시민청 운영 및 확산"] == "시민소통담당관"
    assert paid["today"] == {
        "시정종합 월간지 「서울사랑」 발간": "뉴미디어담당관",
        "시민청 운영 및 확산": "홍보담당관",
        "일반여권 발급업무 대행": "민원담당관",
    }


def test_a_year_before_the_name_is_found_under_the_name_of_today(get, client):
    assert client.get("/revenue/홍보기획관/2018").status_code == 404
    page = get("/revenue/홍보기획관/2018", **TODAY).content.decode()
    assert "7,888,730" in page
    assert 'aria-current="true">오늘의 조직</a>' in page
    assert '?organisation=today">변동 대장</a>' in page
    assert client.get("/revenue/홍보기획관/2017", TODAY).status_code == 404
    assert client.get(YEAR_2018, {"organisation": "내일"}).status_code == 400


def test_the_expense_of_an_office_is_the_same_in_both_views(tables, get):
    printed, told = tables(EXPENSE), tables(EXPENSE, **TODAY)
    assert [each["rows"] for each in printed] == [each["rows"] for each in told]
    page = get(EXPENSE, **TODAY).content.decode()
    assert "<h1>시장비서실 업무추진비" in page
    assert 'href="/statistics/' in page
    assert "?organisation=today" in page.split('class="also"')[-1].split("</p>")[0]


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(YEAR_2018, TODAY)
