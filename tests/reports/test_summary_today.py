"""The analysts' workbook in 오늘의 조직: one row a department of today, and the sums as they were."""

import io

import openpyxl
import pytest
from django.test import Client

from reports.choices import Misread
from reports.dates import published_dates
from reports.summary_asked import read_chosen
from tests.reports.test_summary import GENERAL, QUERIES, listed, pivot, whole

__all__ = ["whole"]
pytestmark = pytest.mark.django_db

TODAY = {"organisation": "today"}


@pytest.fixture(scope="module")
def answer(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Client().get("/summary.xlsx", TODAY)


@pytest.fixture(scope="module")
def told(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content), data_only=True)


def test_a_department_of_today_has_one_row_through_all_dates(whole, told):
    before, found = (pivot(each[f"부서별 {GENERAL}"], 2) for each in (whole, told))
    assert list(found) == [
        ("합계", ""),
        ("홍보기획관", "홍보담당관"),
        ("홍보기획관", "뉴미디어담당관"),
        ("홍보기획관", "서울브랜드담당관"),
        ("홍보기획관", "민원담당관"),
        ("홍보기획관", "국제교류담당관 (그때의 부서)"),
        ("홍보기획관", "신속행정담당관 (그때의 부서)"),
        ("시장비서실", "시장비서실"),
    ]
    assert found["합계", ""] == before["합계", ""]
    spent = {names[1]: cells["집행액", "2018년 결산"] for names, cells in found.items()}
    assert (spent["민원담당관"], spent["신속행정담당관 (그때의 부서)"]) == (25_867_378, 20_159)
    voted = found["홍보기획관", "민원담당관"]
    assert voted["예산액", "2012년 예산"] == 23_824_967
    assert voted["예산액", "2018년 결산"] == 25_988_339


def test_parts_add_up_to_the_total_in_every_column(told):
    found = pivot(told[f"부서별 {GENERAL}"], 2)
    whole = found.pop(("합계", ""))
    for head in [head for head in whole if head[0] != "집행률"]:
        parts = [cells[head] for cells in found.values() if isinstance(cells[head], int)]
        assert sum(parts) == whole[head], head


def test_a_program_that_was_divided_is_compared_where_it_was(told):
    (divided,) = [
        each
        for each in listed(told[f"정책사업 전년대비 {GENERAL}"])
        if each["정책사업"] == "시민에게 감동을 주는 통합행정서비스 기반 구축"
    ]
    assert (divided["부서"], divided["뒤"]) == ("신속행정담당관 (그때의 부서)", 336_826)
    parts = {
        names[1]: cells["예산액", "2018년 결산"]
        for names, cells in pivot(told[f"정책사업별 {GENERAL}"], 4).items()
        if names[2] == divided["정책사업"]
    }
    assert parts == {"홍보담당관": 315_926, "민원담당관": 20_900}


def test_the_book_says_so_and_its_long_table_is_what_was_handed_in(whole, told, answer, client):
    source = [[cell.value for cell in row[:2]] for row in told["출처"].iter_rows()]
    assert ["조직", "오늘의 조직 (긴 표는 각 자료의 조직)"] in source
    assert any("국제교류담당관, 신속행정담당관" in words for _, words in source if words)
    long = [
        [[cell.value for cell in row] for row in each["긴 표"].iter_rows(min_row=6)]
        for each in (whole, told)
    ]
    assert long[0] == long[1]
    assert "%EC%98%A4%EB%8A%98%EC%9D%98_%EC%A1%B0%EC%A7%81" in answer["Content-Disposition"]
    form = client.get("/summary").content.decode()
    assert '<input type="radio" name="organisation" value="today">' in form


def test_what_cannot_be_taken_is_refused():
    for said in ({"organisation": ["내일"]}, {"organisation": ["today", "printed"]}):
        with pytest.raises(Misread):
            read_chosen(said, published_dates())


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES + 3):
        client.get("/summary.xlsx", TODAY)
