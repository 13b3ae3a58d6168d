"""Next year's Book from this year's, and a year's regrouped to a later organisation."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from budgets.filing import NotYours, Refused
from budgets.models import LineItem, LineLink
from budgets.structuring import books as verbs
from budgets.structuring.books import Frame
from budgets.structuring.totals import totals_beside
from departments.models import Department, Succession
from tests import cast
from tests.budgets import quarters
from tests.budgets.structuring.acts import JUNE_30, act, names_in

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2031, 1, 1)


@pytest.fixture
def quarter():
    found = cast.quarter()
    quarters.star(found)
    return found


def next_year(quarter, **facts):
    frame = facts.pop("frame", Frame(quarter.office, 2031))
    programs = verbs.carried(quarter.book)
    known = {"departments": verbs.offered(programs, frame)}
    return act(verbs.make_book, quarter, book=quarter.book, frame=frame, **known | facts)


def test_the_lines_of_this_year_stand_in_next_year_s_book_each_linked_to_itself(quarter):
    made = next_year(quarter).book
    assert (made.fiscal_year, made.basis, made.code) == (2031, "당초", "해오름기획관/2031")
    assert names_in(made) == names_in(quarter.book)
    assert [(x.before.name, x.after.name, x.how) for x in LineLink.objects.all()] == [
        ("나무 심기", "나무 심기", "가져옴"),
        ("꽃 심기", "꽃 심기", "가져옴"),
        ("별 보기", "별 보기", "가져옴"),
    ]
    assert {link.after.program.book for link in LineLink.objects.all()} == {made}


def test_what_ended_in_the_year_and_what_is_left_out_is_not_carried_over(quarter):
    LineItem.objects.filter(pk=quarter.trees.pk).update(ends_on=JUNE_30)
    made = next_year(quarter, left_out=[quarter.flowers.pk])
    assert names_in(made.book) == ["하늘 보기 › 별 보기"]
    assert made.before == "해오름기획관 2030년에서 세부사업 1개, 뺀 것 1개: 꽃 심기"
    with pytest.raises(Refused, match="달라진 세부사업"):
        next_year(quarter, frame=Frame(quarter.office, 2032), left_out=[quarter.trees.pk])


def test_a_year_has_one_book_as_drawn(quarter):
    key = uuid4()
    made = next_year(quarter, key=key)
    assert next_year(quarter, key=key) == made
    with pytest.raises(Refused, match="2031년 당초 편성체계가 이미 있습니다"):
        next_year(quarter)
    with pytest.raises(Refused, match="2030년 뒤의 해"):
        next_year(quarter, frame=Frame(quarter.office, 2029))
    assert quarter.office.books.count() == 2


def test_a_department_that_is_gone_hands_its_programs_to_the_one_that_followed(quarter):
    moon = Department.objects.filter(pk=quarter.moon.pk)
    moon.update(valid_to=date(2030, 12, 31))
    sun = cast.division(quarter.office, "햇빛담당관", valid_from=NEW_YEAR)
    with pytest.raises(Refused, match="강가 가꾸기: 새 편성체계에서 맡을 부서"):
        next_year(quarter)
    Succession.objects.create(before=quarter.moon, after=sun, kind="명칭 변경", evidence="추정")
    made = next_year(quarter).book
    assert {program.department.name for program in made.programs.all()} == {
        "햇빛담당관",
        "별빛담당관",
    }


def test_of_two_that_followed_the_operator_says_which(quarter):
    Department.objects.filter(pk=quarter.moon.pk).update(valid_to=date(2030, 12, 31))
    for name in ("햇빛담당관", "노을담당관"):
        heir = cast.division(quarter.office, name, valid_from=NEW_YEAR)
        Succession.objects.create(before=quarter.moon, after=heir, kind="분리", evidence="추정")
    programs, frame = verbs.carried(quarter.book), Frame(quarter.office, 2031)
    offered = verbs.offered(programs, frame)
    assert [each and each.name for each in offered.values()] == [None, "별빛담당관"]
    chosen = offered | {quarter.trees.program_id: Department.objects.get(name="노을담당관")}
    made = next_year(quarter, departments=chosen).book
    assert [str(each.department) for each in made.programs.order_by("pk")] == [
        "노을담당관",
        "별빛담당관",
    ]


def test_the_office_s_own_heir_gets_the_book_if_one_runs_both(quarter):
    """시민소통기획관 became 홍보기획관: next year's book is the new office's."""
    heir = cast.office("노을기획관")
    division = cast.division(heir, "노을담당관")
    frame = Frame(heir, 2031)
    chosen = dict.fromkeys((each.pk for each in verbs.carried(quarter.book)), division)
    with pytest.raises(NotYours):
        next_year(quarter, frame=frame, departments=chosen)
    quarter.operator.memberships.create(department=heir, role="총괄")
    assert next_year(quarter, frame=frame, departments=chosen).book.office == heir


def test_a_regrouped_book_has_every_line_of_the_first_under_the_later_departments(quarter):
    sun = cast.division(quarter.office, "햇빛담당관", valid_from=NEW_YEAR)
    frame = Frame(quarter.office, 2030, organised_on=NEW_YEAR)
    chosen = dict.fromkeys((each.pk for each in verbs.carried(quarter.book)), sun)
    with pytest.raises(Refused, match="총액이 같아야"):
        next_year(quarter, frame=frame, departments=chosen, left_out=[quarter.trees.pk])
    made = next_year(quarter, frame=frame, departments=chosen).book
    assert (made.basis, made.organised_on, made.code) == (
        "재편",
        NEW_YEAR,
        "해오름기획관/2030/2031조직",
    )
    assert sorted(names_in(made)) == sorted(names_in(quarter.book))
    assert {program.department for program in made.programs.all()} == {sun}


def test_one_program_of_each_of_two_departments_becomes_one_where_they_became_one(quarter):
    """기본경비 stands in every department."""
    account = quarter.trees.program.account
    star = Department.objects.get(name="별빛담당관")
    for department in (quarter.moon, star):
        cast.line(cast.program(quarter.book, department, account, "기본경비"), "기본경비")
    chosen = dict.fromkeys((each.pk for each in verbs.carried(quarter.book)), star)
    frame = Frame(quarter.office, 2030, organised_on=NEW_YEAR)
    made = next_year(quarter, frame=frame, departments=chosen).book
    assert made.programs.get(name="기본경비").lines.count() == 2


def test_an_office_without_a_book_begins_with_an_empty_one(quarter):
    made = act(verbs.open_book, quarter, frame=Frame(quarter.office, 2040))
    assert (made.book.fiscal_year, made.book.programs.count()) == (2040, 0)
    with pytest.raises(NotYours):
        act(verbs.open_book, quarter, frame=Frame(quarter.office, 2041), by=quarter.officer)


def test_a_regrouped_year_is_set_against_the_year_as_drawn():
    """나무 심기 100,000 and 꽃 심기 200,000 were drawn; regrouped, 1,000 was lost on the way."""
    quarter = cast.quarter()
    quarters.publish_moon(quarter, quarters.opened(quarter))
    frame = Frame(quarter.office, 2030, organised_on=NEW_YEAR)
    chosen = dict.fromkeys((each.pk for each in verbs.carried(quarter.book)), quarter.moon)
    made = next_year(quarter, frame=frame, departments=chosen).book
    assert totals_beside(made) == []
    trees, flowers = LineItem.objects.filter(program__book=made).order_by("position")
    rows = [
        quarters.row(trees, 99_000, 50_000, 30_000),
        quarters.row(flowers, 200_000, 100_000, 80_000),
    ]
    other = replace(quarter, book=made)
    quarters.publish_moon(other, quarters.opened(other), rows)
    (told,) = totals_beside(made)
    assert (told.drawn, told.regrouped, told.difference) == (300_000, 299_000, -1000)
    assert told.words == ["300,000", "299,000", "△1,000"]
    assert totals_beside(quarter.book) == []
