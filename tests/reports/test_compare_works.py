"""Two dates of small offices: what counts as the same line, program and department."""

from datetime import date

import pytest

from budgets.models import Filing
from departments.models import Succession
from tests import cast
from tests.reports.answers import assert_adds_up, facts, row, rows

pytestmark = pytest.mark.django_db

YEAR = "/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행"
NEXT = "/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행"


@pytest.fixture
def scene():
    """달빛 writes on two dates of a book: 나무 심기 100 and 꽃 심기 40, then only 나무 심기 100."""
    return cast.two_dates()


def test_a_line_of_one_book_is_itself_on_both_dates(scene, tables):
    (table,) = tables(YEAR)
    assert facts(row(table, "나무 심기"), "state", "then_spent", "now_spent", "points") == [
        "동일",
        50,
        80,
        30.0,
    ]
    assert row(table, "꽃 심기")["state"] == "종료"


def test_two_lines_of_one_name_are_told_apart_within_their_book(scene, tables):
    twin = cast.line(scene.program, "나무 심기#2")
    type(twin).objects.filter(pk=twin.pk).update(name="나무 심기")
    for filing, won in (
        (scene.filing, 3),
        (Filing.objects.get(reporting_date__day=date(2030, 9, 30)), 4),
    ):
        more = cast.statement(filing, version=2)
        cast.figure(more, scene.trees, budget=100, spent=won)
        cast.figure(more, twin, budget=9, spent=won)
        cast.publish(more)
    (table,) = tables(YEAR)
    assert table["notes"][0].startswith("세부사업 2개 가운데 동일 2개입니다")


def test_a_department_that_has_not_published_yet_has_not_ended(scene, tables):
    star = cast.program(scene.book, scene.star, scene.account, "별 보기")
    watch = cast.line(star, "관측")
    written = cast.statement(cast.filing(scene.date, scene.star))
    cast.figure(written, watch, budget=7, spent=1)
    cast.publish(written)
    (table,) = tables(YEAR)
    assert facts(row(table, "관측"), "state", "now_budget", "change") == ["비교 불가", None, None]
    assert row(table, "합계", "total")["now_budget"] == "알 수 없음"
    assert any("공개되지 않은 부서: 별빛담당관" in note for note in table["notes"])


def test_an_unpublished_statement_is_compared_nowhere(scene, tables):
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777, spent=7)
    assert row(tables(YEAR)[0], "나무 심기")["then_budget"] == 100


def test_a_name_that_was_changed_is_a_change_and_is_told(scene, tables):
    book = cast.book(scene.office, 2031)
    program = cast.program(book, scene.moon, scene.account)
    named = cast.line(program, "「나무」 가꾸기")
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), scene.moon))
    cast.figure(told, named, budget=5, spent=1)
    cast.publish(told)
    old = cast.line(scene.program, "‘나무’ 돌보기")
    more = cast.statement(scene.filing, version=2)
    cast.figure(more, old, budget=5, spent=1)
    cast.publish(more)
    (table,) = tables("/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행")
    assert facts(row(table, "「나무」 가꾸기"), "state", "remark") == [
        "변경",
        "이전 이름: ‘나무’ 돌보기",
    ]


def next_year(scene, named, *lines):
    """달빛 writes in 2031: these lines of a program, 5 each."""
    book = cast.book(scene.office, 2031)
    program = cast.program(book, scene.moon, scene.account, named)
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), scene.moon))
    for each in lines:
        cast.figure(told, cast.line(program, each), budget=5, spent=1)
    cast.publish(told)


def test_a_program_that_got_another_name_is_one_row(scene, tables):
    next_year(scene, "물가 돌보기", "나무 심기", "꽃 심기")
    found = rows(tables(NEXT)[0])
    (program,) = [x for x in found if x["mark"] == "program"]
    assert facts(program, "name", "then_budget", "now_budget") == [
        "강가 가꾸기 → 물가 돌보기",
        140,
        10,
    ]
    assert "remark" not in program


def test_a_line_that_went_to_another_program_says_which_it_had(scene, tables):
    next_year(scene, "물가 돌보기", "나무 심기", "풀 심기", "별 심기")
    found = rows(tables(NEXT)[0])
    told = [facts(x, "name", "then_budget", "now_budget") for x in found if x["mark"] == "program"]
    assert told == [["물가 돌보기", 100, 15], ["강가 가꾸기", 40, "-"]]
    assert facts(row(tables(NEXT)[0], "나무 심기"), "state", "remark") == [
        "변경",
        "이전 정책사업: 강가 가꾸기",
    ]
    assert_adds_up(found, "then_budget")


def test_a_department_that_was_only_renamed_did_not_move(scene, tables):
    sun = cast.division(scene.office, "햇빛담당관")
    Succession.objects.create(before=scene.moon, after=sun, kind="명칭 변경", evidence="추정")
    book = cast.book(scene.office, 2031)
    program = cast.program(book, sun, scene.account)
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), sun))
    cast.figure(told, cast.line(program), budget=100, spent=5)
    cast.publish(told)
    path = "/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행"
    assert row(tables(path)[0], "나무 심기")["state"] == "동일"
    names = [x["name"] for x in rows(tables(path)[0]) if x["mark"] == "department"]
    assert names == ["달빛담당관 → 햇빛담당관"]
    names = [
        x["name"] for x in rows(tables(path, organisation="today")[0]) if x["mark"] == "department"
    ]
    assert names == ["햇빛담당관"]
