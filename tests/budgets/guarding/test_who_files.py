"""A department files on the days on which it is there, for books of its office."""

from datetime import timedelta

import pytest

from budgets import guards
from budgets.models import Filing
from tests import cast
from tests.budgets.guarding.acts import (
    DAY_AFTER,
    DAY_BEFORE,
    NEW_YEAR_2031,
    another_office,
    of_another_office,
)

# A filing: for a department that was there on that day.


def ended(scene):
    return cast.division(scene.office, "지난담당관", valid_to=DAY_BEFORE)


def not_begun(scene):
    return cast.division(scene.office, "올담당관", valid_from=DAY_AFTER)


def ending_that_day(scene):
    return cast.division(scene.office, "지난담당관", valid_to=cast.JUNE_30)


def beginning_that_day(scene):
    return cast.division(scene.office, "올담당관", valid_from=cast.JUNE_30)


def the_officeitself(scene):
    return scene.office


ABSENT = [ended, not_begun, of_another_office, another_office]
PRESENT = [ending_that_day, beginning_that_day, the_officeitself]


@pytest.mark.parametrize("department", ABSENT)
def test_a_department_that_was_not_there_files_nothing(scene, department):
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        cast.filing(scene.date, department(scene))


@pytest.mark.parametrize("department", ABSENT)
def test_a_filing_is_not_handed_to_a_department_that_was_not_there(scene, department):
    mine = cast.filing(scene.date, scene.star)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        Filing.objects.filter(pk=mine.pk).update(department=department(scene))


@pytest.mark.parametrize("department", PRESENT)
def test_a_department_files_on_its_first_and_on_its_last_day(scene, department):
    there = department(scene)
    assert cast.filing(scene.date, there).department == there


def test_a_filing_is_not_moved_to_a_day_without_its_department(scene):
    last = cast.division(scene.office, "지난담당관", valid_to=cast.JUNE_30)
    mine = cast.filing(scene.date, last)
    later = cast.reporting_date(scene.book, DAY_AFTER)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        Filing.objects.filter(pk=mine.pk).update(reporting_date=later)


def test_a_regrouped_book_knows_the_departments_of_its_organisation(scene, regrouped):
    new = cast.division(scene.office, "올담당관", valid_from=NEW_YEAR_2031)
    assert not new.exists_on(regrouped.day)
    assert cast.filing(regrouped, new).department == new


def test_a_regrouped_book_knows_no_department_of_its_own_day(scene, regrouped):
    old = cast.division(scene.office, "지난담당관", valid_to=NEW_YEAR_2031 - timedelta(days=1))
    assert old.exists_on(regrouped.day)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        cast.filing(regrouped, old)
