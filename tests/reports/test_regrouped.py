"""What the reorganisation moved: one year's budget as drawn beside the same as regrouped."""

import pytest

from tests.reports.answers import assert_adds_up, facts, row, rows

pytestmark = pytest.mark.django_db

PAGE = "/budget/시민소통기획관/2019"


def _moved(tables):
    (found,) = [each for each in tables(PAGE) if each["key"] == "regrouped-일반회계"]
    return found


def test_what_a_department_lost_another_got_and_the_whole_is_zero(tables):
    table = _moved(tables)
    assert facts(row(table, "합계", "total"), "drawn", "regrouped", "moved") == [
        47_810_398_000,
        47_810_398_000,
        0,
    ]
    moved = {each["name"]: each["moved"] for each in rows(table) if each["mark"] == "department"}
    assert moved == {
        "시민소통담당관": 526_314_000,
        "뉴미디어담당관": -190_229_000,
        "시민봉사담당관": 20_900_000,
        "신속행정담당관": -356_985_000,
    }
    assert_adds_up(rows(table), "moved")
    assert any("옮긴 금액의 합계는 0입니다" in note for note in table["notes"])


def test_a_line_that_went_elsewhere_stands_in_both_departments(tables):
    name = "행정서비스 밀착지원 및 정보제공"
    halves = [each for each in rows(_moved(tables)) if each["name"] == name]
    assert [facts(each, "state", "drawn", "regrouped", "remark") for each in halves] == [
        ["이동", "-", 127_620_000, "신속행정담당관에서"],
        ["이동", 252_426_000, "-", "시민소통담당관으로"],
    ]


def test_only_what_changed_is_shown(tables):
    table = _moved(tables)
    names = {each["name"] for each in rows(table) if each["mark"] == "line"}
    assert "언론매체를 통한 시정정보제공" not in names
    assert "서울시 해외 홍보마케팅" not in names  # "-" in one, not there in the other
    assert facts(row(table, "희망서울 재능나눔"), "state", "moved") == ["재편에 없음", -15_000_000]
    assert facts(row(table, "시정여론조사 운영"), "state", "moved") == ["늘어남", 303_200_000]


def test_where_only_one_of_the_two_is_published_nothing_is_said_to_have_moved(tables):
    for page in ("/budget/시민소통기획관/2012", "/budget/시민소통기획관/2018"):
        assert not [each for each in tables(page) if each["key"].startswith("regrouped")]


def test_a_choice_of_lines_leaves_it_away(tables):
    told = tables(PAGE, department="뉴미디어담당관")
    assert not [each for each in told if each["key"].startswith("regrouped")]
