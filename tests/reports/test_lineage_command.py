"""What `manage.py lineage` prints."""

import pytest

from tests.reports.regrouping import OFFICE, regrouped
from tests.reports.test_commands import rows_of

pytestmark = pytest.mark.django_db


def test_every_link_of_departments_is_printed_once_with_its_evidence():
    own = [each for each in rows_of("lineage") if each["what"] == "부서"]
    assert len(own) == 13
    told = {(each["before"], each["after"], each["kind"]): each for each in own}
    split = told["시민소통기획관/신속행정담당관", "시민소통기획관/시민소통담당관", "분리"]
    assert split == {
        "what": "부서",
        "office": "시민소통기획관",
        "before": "시민소통기획관/신속행정담당관",
        "after": "시민소통기획관/시민소통담당관",
        "kind": "분리",
        "day": "2019-01-01",
        "not_before": "",
        "not_after": "",
        "evidence": "산술",
        "document": "2019-06",
        "place": "191",
        "proof": "신속행정 현안조정 및 홍보 63500000=63500000",
    }
    gone = told["시민소통기획관/국제교류담당관", "", "사라짐"]
    assert (gone["not_before"], gone["not_after"]) == ("2022-07-02", "2023-04-01")


def test_every_line_of_a_book_is_printed_with_where_it_came_from():
    lines = [each for each in rows_of("lineage") if each["what"] == "세부사업"]
    moved = [each for each in lines if each["kind"] == "이동" and each["evidence"] == "산술"]
    assert {(each["day"], each["proof"].rsplit(" ", 1)[1]) for each in moved} == {
        ("2019-01-01", "63500000=63500000"),
        ("2019-01-01", "20900000=20900000"),
    }
    for each in lines:
        assert bool(each["before"]) == (each["kind"] != "신규") or each["kind"] == "비교 불가"
        assert bool(each["after"]) == (each["kind"] != "종료") or each["kind"] == "비교 불가"
    stated = [each for each in lines if each["evidence"] == "명시"]
    assert {(each["day"], each["document"], each["place"]) for each in stated} == {
        ("2018-11-01", "2019-06", "982")
    }
    after = [each["after"] for each in lines if each["after"]]
    assert len(after) == len(set(after))


def test_an_office_that_no_report_knows_is_printed_too_as_far_as_it_is_published():
    regrouped()
    own = [each for each in rows_of("lineage") if each["office"] == OFFICE]
    assert [(each["what"], each["kind"], each["evidence"]) for each in own] == [
        ("부서", "분리", "산술"),
        ("부서", "분리", "산술"),
        ("세부사업", "이동", "산술"),
        ("세부사업", "이어짐", "추정"),
        ("세부사업", "이동", "추정"),
    ]


def test_the_number_of_queries_is_that_of_offices_and_not_of_rows(django_assert_max_num_queries):
    with django_assert_max_num_queries(44):
        rows_of("lineage")
