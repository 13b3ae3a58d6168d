"""The record of a structure and the links of lines: what each row has to say."""

import pytest

from budgets.models import LineLink, StructureRecord
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_record(scene):
    facts = {"subject": "나무 심기", "by": cast.user(), "at": cast.NOON, "reason": "조직 개편"}
    return StructureRecord(book=scene.book, act="더함", **facts)


def new_link(scene):
    record = new_record(scene)
    record.save()
    sides = {"before": scene.trees, "after": scene.flowers}
    return LineLink(**sides, how="가져옴", record=record)


NEW = {StructureRecord: new_record, LineLink: new_link}


def breaks(scene):
    """What breaks each constraint, and no other."""
    return {
        "budgets_structurerecord_subject_trimmed": {"subject": ""},
        "budgets_structurerecord_act_known": {"act": "고침"},
        "budgets_structurerecord_says_why": {"reason": ""},
        "budgets_linelink_between_two": {"after": scene.trees},
        "budgets_linelink_how_known": {"how": "닮음"},
        "budgets_linelink_evidence_known": {"evidence": "소문"},
        "budgets_linelink_stated_has_place": {"evidence": "명시"},
    }


def test_every_rule_has_an_example_that_breaks_it(scene):
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted(scene, model):
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()
    assert str(fine).strip()
