"""The pointers of a filing lead to its own statements, and only forward."""

import pytest

from budgets import guards
from budgets.models import Filing
from tests import cast

# A filing's pointers, and the lines under its figures.


@pytest.mark.parametrize("pointer", ["standing", "published"])
def test_neither_pointer_leads_to_another_filing(scene, pointer):
    mine = cast.filing(scene.date, scene.star)
    with cast.refused(guards.FOREIGN_STATEMENT):
        Filing.objects.filter(pk=mine.pk).update(**{pointer: scene.statement})


@pytest.mark.parametrize("pointer", ["standing", "published"])
def test_a_filing_is_not_born_pointing_to_the_statement_of_another(scene, pointer):
    with cast.refused(guards.STARTS_EMPTY):
        cast.filing(scene.date, scene.star, **{pointer: scene.statement})


def test_pointers_move_on_to_a_later_version_and_may_stay_where_they_are(scene):
    third = cast.statement(scene.filing, version=3)
    for statement in (scene.statement, third, third):
        cast.publish(statement)
        scene.filing.refresh_from_db()
        assert scene.filing.standing == scene.filing.published == statement


@pytest.mark.parametrize("pointer", ["standing", "published"])
@pytest.mark.parametrize("to", ["an older version", "none"])
def test_neither_pointer_goes_back(scene, pointer, to):
    second = cast.statement(scene.filing, version=2)
    cast.publish(second)
    back = None if to == "none" else scene.statement
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정")
    with cast.refused(guards.FORWARD):
        Filing.objects.filter(pk=scene.filing.pk).update(**{pointer: back})
    scene.filing.refresh_from_db()
    assert scene.filing.standing == scene.filing.published == second


def test_a_pointer_that_moves_on_does_not_take_the_other_back(scene):
    cast.publish(cast.statement(scene.filing, version=2))
    third = cast.statement(scene.filing, version=3)
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정")
    with cast.refused(guards.FORWARD):
        Filing.objects.filter(pk=scene.filing.pk).update(
            state="정정", standing=third, published=scene.statement
        )
