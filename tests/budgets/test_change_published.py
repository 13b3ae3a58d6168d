"""Rule 13 for the register: an entered change is told once the amounts that it leads to are."""

from datetime import timedelta

import pytest

from budgets.models import BudgetChange
from tests import cast

LATER = cast.NOON + timedelta(days=1)


@pytest.fixture
def scene(db):
    return cast.scene()


def change(scene, **facts):
    known = {"kind": "전용", "taken_from": scene.trees, "given_to": scene.flowers, "won": 10}
    rest = {"decided_on": cast.JUNE_30, "reason": "집중호우", "by": cast.user(), "at": cast.NOON}
    return BudgetChange.objects.create(**known | rest | facts)


def publish(scene, version=2, lines=("trees", "flowers"), at=LATER):
    written = cast.statement(scene.filing, version, handed_in_at=at)
    for name in lines:
        cast.figure(written, getattr(scene, name), budget=100, spent=50)
    cast.publish(written)


def published():
    return list(BudgetChange.objects.published())


def test_a_change_is_told_with_the_amounts_of_both_sides(scene):
    made = change(scene)
    assert published() == []
    publish(scene)
    assert published() == [made]


def test_a_change_of_which_one_side_is_a_draft_is_not_told(scene):
    change(scene)
    publish(scene, lines=("trees",))
    assert published() == []


def test_a_change_with_one_side_waits_for_that_side_alone(scene):
    made = change(scene, kind="예비비", taken_from=None)
    publish(scene, lines=("flowers",))
    assert published() == [made]


def test_a_change_entered_after_the_statement_is_not_told_by_it(scene):
    """It would tell what is only being corrected."""
    change(scene, at=LATER + timedelta(minutes=1))
    publish(scene)
    assert published() == []
    publish(scene, version=3, at=LATER + timedelta(minutes=2))
    assert len(published()) == 1


def test_a_change_decided_after_the_published_day_is_not_told(scene):
    change(scene, decided_on=cast.JUNE_30 + timedelta(days=1))
    publish(scene)
    assert published() == []


def test_a_change_that_was_taken_back_stands_until_that_is_told_too(scene):
    made = change(scene)
    publish(scene)
    back = {"taken_from": scene.flowers, "given_to": scene.trees, "takes_back": made}
    change(scene, **back, at=LATER + timedelta(minutes=1))
    assert published() == [made]
    publish(scene, version=3, at=LATER + timedelta(minutes=2))
    assert published() == []
