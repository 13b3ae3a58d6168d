import pytest

from departments.models import HeadcountReturn
from tests import cast

BREAKS = {
    "departments_headcountreturn_version_once": {"version": 1},
    "departments_headcountreturn_counts_from_one": {"version": 0},
}


@pytest.fixture
def scene(db):
    return cast.scene()


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() == cast.names_of_constraints(HeadcountReturn)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(HeadcountReturn))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    cast.head_return(scene)
    facts = {"office": scene.office, "as_of": cast.JUNE_30, "by": cast.user(), "at": cast.NOON}
    broken = HeadcountReturn(version=2, **facts)
    cast.assert_refused_twice(cast.changed(broken, BREAKS[constraint.name]), constraint)
