"""What published statements and figures hang on does not move under them."""

from datetime import date, timedelta

import pytest

from budgets import guards
from budgets.models import LineItem, Program
from departments.models import Department
from tests import cast
from tests.budgets.guarding.acts import (
    DAY_AFTER,
    DAY_BEFORE,
    NEW_YEAR_2031,
    another_office,
    another_program,
    of_another_office,
)

# What figures hang on: it stays what it was, and where it was.


def book_of_2031(scene):
    return cast.book(scene.office, 2031)


def date_of_2031(scene):
    return cast.reporting_date(book_of_2031(scene), date(2031, 6, 30))


MOVES = {
    "the filing to another department": ("filing", {"department": lambda scene: scene.star}),
    "the filing to another date": ("filing", {"reporting_date": date_of_2031}),
    "the date to another book": ("date", {"book": book_of_2031}),
    "the date to another day": ("date", {"day": DAY_AFTER}),
    "the date to another stage": ("date", {"stage": "결산"}),
    "the book to another office": ("book", {"office": another_office}),
    "the book to another year": ("book", {"fiscal_year": 2031}),
    "the book to another basis": ("book", {"basis": "재편", "organised_on": cast.JUNE_30}),
    "the department to another office": ("moon", {"parent": another_office}),
    "the department to an earlier end": ("moon", {"valid_to": DAY_BEFORE}),
    "the department to a later beginning": ("moon", {"valid_from": DAY_AFTER}),
    "the program to another department": ("program", {"department": lambda scene: scene.star}),
    "the line to another program": ("trees", {"program": another_program}),
}
RENUMBERED = ["filing", "date", "book", "moon", "program", "trees"]
FIXED = {"moon": guards.KEPT_DEPARTMENT, "program": guards.FIXED_LINE, "trees": guards.FIXED_LINE}


@pytest.mark.parametrize(("thing", "change"), MOVES.values(), ids=MOVES.keys())
def test_what_a_published_statement_hangs_on_does_not_move_under_it(scene, thing, change):
    cast.publish(scene.statement)
    change = {name: to(scene) if callable(to) else to for name, to in change.items()}
    row = getattr(scene, thing)
    with cast.refused(FIXED.get(thing, guards.FIXED_FRAME)):
        type(row).objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("thing", RENUMBERED)
def test_what_figures_hang_on_keeps_its_number(scene, thing):
    """Else something else could take the number, before a foreign key is looked at."""
    row = getattr(scene, thing)
    with cast.refused(FIXED.get(thing, guards.FIXED_FRAME)):
        cast.execute(f"UPDATE {row._meta.db_table} SET id = {10**6} WHERE id = %s", row.pk)


def test_what_no_figure_hangs_on_may_go(scene):
    empty = cast.filing(date_of_2031(scene), scene.star)
    purposeless = cast.program(empty.reporting_date.book, scene.star, scene.account)
    bare = cast.line(purposeless)
    for row in (bare, purposeless, empty, empty.reporting_date, empty.reporting_date.book):
        row.delete()
    scene.star.delete()
    assert not Department.objects.filter(code=scene.star.code).exists()


@pytest.mark.parametrize(
    "change", [{"valid_from": cast.JUNE_30, "valid_to": cast.JUNE_30}, {"name": "보름담당관"}]
)
def test_a_department_with_a_statement_may_still_be_known_better(scene, change):
    departments = Department.objects.filter(pk=scene.moon.pk)
    departments.update(**change)
    assert departments.filter(**change).exists()


@pytest.mark.parametrize("change", [{"valid_to": DAY_BEFORE}, {"valid_from": DAY_AFTER}])
def test_a_department_that_is_asked_on_a_date_is_there_before_it_hands_anything_in(scene, change):
    """Else it could hand in nothing any more, and nobody could publish the date with it."""
    cast.filing(scene.date, scene.star)
    with cast.refused(guards.KEPT_DEPARTMENT):
        Department.objects.filter(pk=scene.star.pk).update(**change)


def test_an_office_that_files_foritself_is_kept_as_its_departments_are(scene):
    cast.statement(cast.filing(scene.date, scene.office))
    offices = Department.objects.filter(pk=scene.office.pk)
    offices.update(valid_to=cast.JUNE_30)
    with cast.refused(guards.KEPT_DEPARTMENT):
        offices.update(valid_to=DAY_BEFORE)


def test_a_regrouped_book_keeps_a_department_on_the_day_of_its_organisation(scene, regrouped):
    new = cast.division(scene.office, "올담당관", valid_from=NEW_YEAR_2031)
    cast.statement(cast.filing(regrouped, new))
    departments = Department.objects.filter(pk=new.pk)
    departments.update(valid_from=NEW_YEAR_2031 - timedelta(days=1))
    with cast.refused(guards.KEPT_DEPARTMENT):
        departments.update(valid_from=NEW_YEAR_2031 + timedelta(days=1))


@pytest.mark.parametrize("department", [of_another_office, another_office])
def test_a_program_is_of_a_department_of_its_book_s_office(scene, department):
    foreign = department(scene)
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        cast.program(scene.book, foreign, scene.account)
    mine = cast.program(scene.book, scene.star, scene.account)
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        Program.objects.filter(pk=mine.pk).update(department=foreign)


def test_a_program_does_not_go_to_the_book_of_another_office(scene):
    mine = cast.program(scene.book, scene.star, scene.account)
    theirs = cast.book(another_office(scene))
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        Program.objects.filter(pk=mine.pk).update(book=theirs)


def test_an_office_may_have_a_program_without_a_division(scene):
    assert cast.program(scene.book, scene.office, scene.account).department == scene.office


@pytest.mark.parametrize("field", ["book", "department", "account"])
def test_a_program_with_figures_stays_in_its_book_department_and_account(scene, field):
    elsewhere = {
        "book": cast.book(scene.office, 2031),
        "department": scene.star,
        "account": cast.account("시험기금", "기금"),
    }
    with cast.refused(guards.FIXED_LINE):
        Program.objects.filter(pk=scene.program.pk).update(**{field: elsewhere[field]})


def test_a_line_and_a_program_without_figures_may_move(scene):
    elsewhere = cast.program(scene.book, scene.star, scene.account)
    LineItem.objects.filter(pk=scene.flowers.pk).update(program=elsewhere)
    Program.objects.filter(pk=elsewhere.pk).update(department=scene.moon, name="들판 가꾸기")
    scene.flowers.refresh_from_db()
    assert scene.flowers.program.department == scene.moon


def test_a_line_and_a_program_with_figures_may_still_be_read_better(scene):
    for thing in (scene.trees, scene.program):
        thing.reading = "바로 읽은 이름"
        thing.save()
        thing.refresh_from_db()
        assert str(thing) == "바로 읽은 이름"
