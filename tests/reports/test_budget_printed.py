"""What documents print of two years' budgets, beside what their lines come to."""

import re

import pytest

from budgets.models import Claim
from tests.reports.answers import facts, rows

pytestmark = pytest.mark.django_db

PAGE = "/budget/시민소통기획관/2019"


def _printed(tables, page=PAGE, **choices):
    (found,) = [each for each in tables(page, **choices) if each["key"] == "printed"]
    return found


def test_a_headline_that_is_a_billion_off_is_shown_with_what_it_should_be(tables):
    found = [each for each in rows(_printed(tables)) if each["verdict"] == "다름"]
    assert [facts(each, "printed", "computed", "difference") for each in found] == [
        ["554억 38백만원", "54,438백만원", "1,000백만원"]
    ]


def test_what_agrees_is_counted_and_not_listed(tables):
    table = _printed(tables)
    (note,) = table["notes"]
    told = Claim.objects.filter(document__key="2019-06", base_date__isnull=False).count()
    assert told == 90
    assert note == (
        "문서에 인쇄된 예산액, 증감, 증감률 113개를 다시 셈했습니다: "
        "다름 1개, 따질 수 없음 1개, 맞음 111개."
    )
    assert {each["verdict"] for each in rows(table)} == {"다름", "따질 수 없음"}


def test_where_all_of_it_agrees_no_heading_says_otherwise(tables):
    found = _printed(tables, "/budget/시민소통기획관/2012")
    assert (found["title"], found["rows"]) == ("모두 맞은 인쇄값", [])
    assert found["notes"][0].endswith("112개를 다시 셈했습니다: 맞음 112개.")


def test_a_rate_against_nothing_is_named_as_one_that_cannot_be_settled(tables):
    (found,) = [each for each in rows(_printed(tables)) if each["verdict"] == "따질 수 없음"]
    assert facts(found, "measure", "printed", "reason") == [
        "증감률",
        "100",
        "나눌 금액이 없어 비율이 없음",
    ]


def test_against_another_basis_no_printed_change_is_held(tables):
    """The document compares with the regrouped year."""
    measures = {each["measure"] for each in rows(_printed(tables, basis="drawn"))}
    assert measures == {"예산액"}


def test_a_whole_without_lines_that_say_it_is_there_as_printed(tables):
    (found,) = rows(_printed(tables, "/budget/홍보기획관/2023"))
    assert facts(found, "measure", "printed", "verdict") == [
        "예산액",
        "87,091,941천원",
        "따질 수 없음",
    ]


def test_the_cell_itself_says_what_is_printed_in_its_place(get):
    mark = '<span class="mark"><a href="/documents/2019-06#c174-1" title="2019-06 문서 174번째 줄">'
    page = get(PAGE).content.decode()
    (row,) = re.findall(r'<tr class="total l0">.*?54,438,155.*?</td>', page, re.S)
    assert f"{mark}인쇄 554억 38백만원</a></span></td>" in row
    assert mark not in get(PAGE, department="시민소통담당관").content.decode()
    assert mark not in get(PAGE, state="신규").content.decode()
