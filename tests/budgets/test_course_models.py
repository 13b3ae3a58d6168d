"""What happens to a filing beside its figures, and the changes of the budget: what each refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest

from budgets.models import BudgetChange, CouncilNotice, Step, Upload, Waiver
from tests import cast

REQUEST = uuid4()


@pytest.fixture
def scene(db):
    return cast.scene()


def new_step(scene):
    return Step(filing=scene.filing, act="열림", by=cast.user(), at=cast.NOON, key=uuid4())


def new_waiver(scene):
    return Waiver(statement=scene.statement, line=scene.trees, rule="order", level="W")


def new_upload(scene):
    facts = {"name": "집행.xlsx", "sha256": cast.sha256_of("집행"), "content": b"0"}
    return Upload(filing=scene.filing, by=cast.user(), at=cast.NOON, **facts)


def new_change(scene):
    sides = {"taken_from": scene.trees, "given_to": scene.flowers}
    facts = {"kind": "전용", "won": 10, "decided_on": cast.JUNE_30, "reason": "집중호우"}
    return BudgetChange(by=cast.user(), at=cast.NOON, **sides, **facts)


def new_notice(scene):
    change = new_change(scene)
    change.save()
    return CouncilNotice(change=change, told_on=cast.JUNE_30, by=cast.user(), at=cast.NOON)


NEW = {
    Step: new_step,
    Waiver: new_waiver,
    Upload: new_upload,
    BudgetChange: new_change,
    CouncilNotice: new_notice,
}


def breaks(scene):
    """What breaks each constraint, and no other."""
    only_given = {"taken_from": None, "kind": "예비비"}
    return {
        "budgets_step_once_a_request": {"key": REQUEST},
        "budgets_step_act_known": {"act": "보류", "statement": scene.statement},
        "budgets_step_is_of_a_statement": {"act": "제출"},
        "budgets_step_says_why": {"act": "반려", "statement": scene.statement},
        "budgets_waiver_rule_trimmed": {"rule": ""},
        "budgets_waiver_once": {"rule": "known"},
        "budgets_waiver_once_for_all": {"rule": "known", "line": None},
        "budgets_waiver_level_known": {"level": "B"},
        "budgets_waiver_problem_says_why": {"level": "P"},
        "budgets_upload_name_trimmed": {"name": ""},
        "budgets_upload_once": {"sha256": cast.sha256_of("이미")},
        "budgets_budgetchange_kind_known": only_given | {"kind": "기타"},
        "budgets_budgetchange_moves_something": {"won": 0},
        "budgets_budgetchange_both_sides": {"taken_from": None},
        "budgets_budgetchange_one_side": {"kind": "예비비", "given_to": None},
        "budgets_budgetchange_between_two": {"given_to": scene.trees},
        "budgets_budgetchange_turn_of_a_supplement": {"turn": 1},
        "budgets_budgetchange_says_why": {"reason": ""},
    }


def what_is_there_already(scene):
    """What the rules of once are broken by."""
    cast.changed(new_step(scene), {"key": REQUEST}).save()
    for line in (scene.trees, None):
        cast.changed(new_waiver(scene), {"rule": "known", "line": line}).save()
    cast.upload(scene.filing, "이미".encode())


def test_every_rule_has_an_example_that_breaks_it(scene):
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    what_is_there_already(scene)
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted_and_can_be_named(scene, model):
    what_is_there_already(scene)
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()
    assert str(fine).strip()
    assert "None" not in str(fine)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "추경", "turn": 1, "taken_from": None},
        {"kind": "추경", "turn": 2, "given_to": None},  # 감액
        {"kind": "이월", "taken_from": None},
        {"kind": "예비비", "taken_from": None},
        {"kind": "변경사용"},
    ],
)
def test_a_change_has_the_sides_of_its_kind(scene, changes):
    fine = cast.changed(new_change(scene), changes)
    fine.full_clean()
    fine.save()


def test_a_supplement_without_its_turn_is_refused(scene):
    nameless = cast.changed(new_change(scene), {"kind": "추경", "taken_from": None})
    with cast.refused("budgets_budgetchange_turn_of_a_supplement"):
        nameless.save()


def test_the_council_is_told_of_a_change_once(scene):
    told = new_notice(scene)
    told.save()
    again = CouncilNotice(
        change=told.change, told_on=told.told_on + timedelta(days=1), by=told.by, at=told.at
    )
    with cast.refused("change_id"):
        again.save()
