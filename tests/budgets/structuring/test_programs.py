"""Programs of a Book: with figures in them they keep their name and their department."""

from datetime import date

import pytest

from budgets.facing import lines_of
from budgets.filing import NotYours, Refused
from budgets.models import LineItem, LineLink, Program
from budgets.structuring import programs as verbs
from tests import cast
from tests.budgets import quarters
from tests.budgets.structuring.acts import JULY_1, JUNE_30, act, names_in, program_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def reported(quarter):
    quarters.publish_moon(quarter, quarters.opened(quarter, day=JUNE_30))
    return quarter


def test_a_program_is_added_to_a_department_of_the_office(quarter):
    known = {"book": quarter.book, "account": quarter.trees.program.account, "kind": "정책사업"}
    act(verbs.add_program, quarter, department=quarter.moon, name=" 하늘  보기", **known)
    assert program_named("하늘 보기").position == 1
    with pytest.raises(Refused, match="같은 부서에 같은 이름"):
        act(verbs.add_program, quarter, department=quarter.moon, name="하늘 보기", **known)
    elsewhere = cast.division(cast.office("구름기획관"), "안개담당관")
    with pytest.raises(Refused, match="실국에 속한 부서가 아닙니다"):
        act(verbs.add_program, quarter, department=elsewhere, name="안개", **known)


def test_a_program_without_figures_is_renamed_and_moved_where_it_stands(quarter):
    river = quarter.trees.program
    star = cast.division(quarter.office, "별빛담당관")
    act(verbs.rename_program, quarter, program=river, name="물가 가꾸기")
    with pytest.raises(Refused, match="달라진 정책사업입니다: 달빛담당관 › 물가 가꾸기"):
        act(verbs.move_program, quarter, program=river, department=star)  # as he saw it before
    river.refresh_from_db()
    act(verbs.move_program, quarter, program=river, department=star)
    river.refresh_from_db()
    assert (river.name, river.department) == ("물가 가꾸기", star)
    lines = LineItem.objects.filter(program__book=quarter.book)
    assert (quarter.book.programs.count(), lines.count()) == (1, 2)


def test_a_program_with_figures_goes_on_in_another_with_all_its_lines(reported):
    river = reported.trees.program
    act(verbs.rename_program, reported, program=river, name="물가 가꾸기", day=JULY_1)
    assert names_in(reported.book) == ["물가 가꾸기 › 나무 심기", "물가 가꾸기 › 꽃 심기"]
    assert [line.ends_on for line in river.lines.all()] == [JUNE_30, JUNE_30]
    assert {link.how for link in LineLink.objects.all()} == {"함께"}
    river.refresh_from_db()
    assert river.name == "강가 가꾸기"


def test_a_program_goes_to_the_department_that_was_made_in_the_middle_of_the_year(reported):
    star = cast.division(reported.office, "별빛담당관", valid_from=JULY_1, position=2)
    river = reported.trees.program
    day = date(2030, 6, 15)
    with pytest.raises(Refused, match=r"2030\. 6\. 15\.에 없는 부서"):
        act(verbs.move_program, reported, program=river, department=star, day=day)
    act(verbs.move_program, reported, program=river, department=star, day=JULY_1)
    (filing,) = quarters.opened(reported).filings.all()
    assert filing.department == star
    assert [str(line) for line in lines_of(filing)] == ["나무 심기", "꽃 심기"]


def test_a_program_that_comes_back_to_its_old_name_is_the_old_one_again(reported):
    river = reported.trees.program
    act(verbs.rename_program, reported, program=river, name="물가 가꾸기", day=JULY_1)
    water, august = program_named("물가 가꾸기"), date(2030, 8, 1)
    with pytest.raises(Refused, match="같은 이름의 정책사업이 이미"):
        act(verbs.rename_program, reported, program=water, name="강가 가꾸기", day=august)
    trees, flowers = water.lines.order_by("position")
    rows = [
        quarters.row(trees, 100_000, 50_000, 30_000),
        quarters.row(flowers, 200_000, 100_000, 80_000),
    ]
    quarters.publish_moon(reported, quarters.opened(reported, day=date(2030, 7, 31)), rows)
    act(verbs.rename_program, reported, program=water, name="강가 가꾸기", day=august)
    assert names_in(reported.book) == ["강가 가꾸기 › 나무 심기", "강가 가꾸기 › 꽃 심기"]
    assert reported.book.programs.count() == 2


def test_two_programs_of_one_name_do_not_become_one_by_themselves(reported):
    sky = cast.program(reported.book, reported.moon, reported.trees.program.account, "하늘 보기")
    cast.line(sky, "별 보기", begins_on=JULY_1)
    with pytest.raises(Refused, match="하나씩 그리로 옮기십시오"):
        act(
            verbs.rename_program,
            reported,
            program=reported.trees.program,
            name="하늘 보기",
            day=JULY_1,
        )


def test_a_program_ends_with_its_lines(reported):
    river = reported.trees.program
    with pytest.raises(Refused, match="나무 심기, 꽃 심기"):
        act(verbs.end_program, reported, program=river, day=JUNE_30)
    act(verbs.end_program, reported, program=river, day=JUNE_30, leaves_amounts=True)
    assert names_in(reported.book) == []
    assert [each.subject for each in reported.book.records.order_by("pk")] == [
        "달빛담당관 › 강가 가꾸기",
        "달빛담당관 › 강가 가꾸기 › 나무 심기",
        "달빛담당관 › 강가 가꾸기 › 꽃 심기",
    ]


def test_only_an_empty_program_is_removed(quarter):
    with pytest.raises(Refused, match="세부사업이 있는"):
        act(verbs.remove_program, quarter, program=quarter.trees.program)
    empty = cast.program(quarter.book, quarter.moon, quarter.trees.program.account, "빈 사업")
    act(verbs.remove_program, quarter, program=empty)
    assert not Program.objects.filter(name="빈 사업").exists()


def test_a_program_is_placed_behind_another(quarter):
    _, sky = quarters.star(quarter)
    act(verbs.place_program, quarter, program=quarter.trees.program, after=sky.program)
    assert [name.split(" › ")[0] for name in names_in(quarter.book)] == [
        "하늘 보기",
        "강가 가꾸기",
        "강가 가꾸기",
    ]


def test_only_who_runs_the_office_acts_on_its_programs(quarter):
    river = quarter.trees.program
    stranger = cast.member("라온", cast.office("구름기획관"), "총괄")
    for person in (quarter.officer, quarter.reviewer, stranger):
        with pytest.raises(NotYours):
            act(verbs.rename_program, quarter, program=river, name="물가", by=person)
