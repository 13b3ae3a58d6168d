import pytest

from budgets.models import TaskReturn
from tests import cast

BREAKS = {
    "budgets_taskreturn_version_once": {"version": 1},
    "budgets_taskreturn_counts_from_one": {"version": 0},
    "budgets_taskreturn_year_known": {"fiscal_year": 1947},
    "budgets_taskreturn_unit_known": {"unit": "만원"},
}


@pytest.fixture
def scene(db):
    return cast.scene()


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() == cast.names_of_constraints(TaskReturn)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(TaskReturn))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    own = cast.plan(scene)
    facts = {"office": own.office, "fiscal_year": own.fiscal_year, "day": own.day, "unit": "천원"}
    broken = TaskReturn(version=2, by=own.by, at=own.at, **facts)
    cast.assert_refused_twice(cast.changed(broken, BREAKS[constraint.name]), constraint)
