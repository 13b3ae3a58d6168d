import pytest

from departments.models import Headcount
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_headcount(scene, group="일반직 5급", **cells):
    """정원 10, 현원 9, unless told otherwise."""
    told = {"authorised": 10, "authorised_state": "value", "actual": 9, "actual_state": "value"}
    return Headcount(
        department=scene.moon,
        as_of=cast.JUNE_30,
        group=group,
        document=scene.document,
        place=20,
        **told | cells,
    )


BREAKS = {
    "departments_headcount_group_trimmed": {"group": ""},
    "departments_headcount_once": {"group": "일반직 6급"},
    "departments_headcount_has_a_source": {"document": None},
    "departments_headcount_authorised_said": {"authorised": None},
    "departments_headcount_actual_said": {"actual": None},
}


ONCE_ENTERED = "departments_headcount_once_a_return"


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() | {ONCE_ENTERED} == cast.names_of_constraints(Headcount)


def test_what_is_entered_has_a_group_once_and_a_later_version_again(scene):
    own = cast.head_return(scene)
    broken = cast.heads(own)
    broken.pk, broken._state.adding = None, True
    [constraint] = [c for c in Headcount._meta.constraints if c.name == ONCE_ENTERED]
    cast.assert_refused_twice(broken, constraint)
    broken.returned = cast.head_return(scene, version=2)
    broken.full_clean()
    broken.save()


def test_of_a_day_the_newest_published_version_is_in_force_and_a_document_before_it(scene):
    def in_force():
        own = Headcount.objects.in_force().filter(department=scene.moon, as_of=cast.JUNE_30)
        return list(own.values_list("actual", flat=True))

    first = cast.heads(cast.head_return(scene), actual=1)
    second = cast.heads(cast.head_return(scene, version=2), actual=2)
    assert in_force() == []
    cast.confirm_heads(first.returned)
    assert in_force() == [1]
    cast.confirm_heads(second.returned)
    assert in_force() == [2]
    new_headcount(scene, actual=3).save()
    assert in_force() == [3]


PRINTED = [each for each in cast.constraints_of(Headcount) if each.values[1].name != ONCE_ENTERED]


@pytest.mark.parametrize(("model", "constraint"), PRINTED)
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    new_headcount(scene, "일반직 6급").save()
    broken = cast.changed(new_headcount(scene), BREAKS[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("cell", ["authorised", "actual"])
@pytest.mark.parametrize(
    ("state", "heads"),
    [("value", 0), ("dash", None), ("blank", None), ("absent", None), ("unread", None)],
)
def test_nobody_a_dash_a_blank_no_column_and_no_number_are_five_things(scene, cell, state, heads):
    kept = new_headcount(scene, **{cell: heads, f"{cell}_state": state})
    kept.full_clean()
    kept.save()
    kept.refresh_from_db()
    assert (getattr(kept, f"{cell}_state"), getattr(kept, cell)) == (state, heads)


@pytest.mark.parametrize("cell", ["authorised", "actual"])
@pytest.mark.parametrize(
    ("state", "heads"), [("dash", 0), ("blank", 0), ("absent", 10), ("unread", 10), ("none", None)]
)
def test_a_number_stands_only_where_one_was_printed(scene, cell, state, heads):
    constraint = next(c for c in Headcount._meta.constraints if c.name.endswith(f"{cell}_said"))
    broken = new_headcount(scene, **{cell: heads, f"{cell}_state": state})
    cast.assert_refused_twice(broken, constraint)


def test_there_are_never_fewer_than_nobody(scene):
    with cast.refused("actual"):
        new_headcount(scene, actual=-1).save()


def test_정원_and_현원_may_stand_on_two_lines(scene):
    kept = new_headcount(scene, places={"actual": 21})
    kept.full_clean()
    kept.save()
    kept.refresh_from_db()
    assert (kept.place_of("authorised"), kept.place_of("actual")) == (20, 21)


def test_one_department_has_one_row_a_group_on_each_day(scene):
    new_headcount(scene).save()
    elsewhere = cast.changed(new_headcount(scene), {"department": scene.star})
    elsewhere.full_clean()
    elsewhere.save()
    assert Headcount.objects.filter(document=scene.document).count() == 2
