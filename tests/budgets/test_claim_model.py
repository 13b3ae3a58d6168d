from decimal import Decimal

import pytest
from django.db.models import ProtectedError

from budgets.models import Claim, Program
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_claim(scene):
    return Claim(
        document=scene.document,
        place=30,
        position=1,
        shape="표",
        subject="강가 가꾸기",
        measure="rate",
        printed="50.0%",
        value=Decimal("50.0"),
        unit="%",
        reporting_date=scene.date,
        program=scene.program,
    )


BREAKS = {
    "budgets_claim_subject_trimmed": {"subject": ""},
    "budgets_claim_once": {"position": 2},
    "budgets_claim_measure_known": {"measure": "소문"},
    "budgets_claim_shape_known": {"shape": "그림"},
    "budgets_claim_kind_known": {"kind": "기타"},
    "budgets_claim_read_or_said_why": {"value": None},
}


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() == cast.names_of_constraints(Claim)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(Claim))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    cast.changed(new_claim(scene), {"position": 2}).save()
    broken = cast.changed(new_claim(scene), BREAKS[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize(
    ("printed", "state", "value"),
    [
        ("50.0%", "value", Decimal("50.0")),
        ("0", "value", Decimal(0)),
        ("-", "dash", None),
        ("47,8%", "unread", None),
    ],
)
def test_what_is_printed_is_kept_beside_what_it_was_read_as(scene, printed, state, value):
    claim = cast.changed(new_claim(scene), {"printed": printed, "state": state, "value": value})
    claim.full_clean()
    claim.save()
    claim.refresh_from_db()
    assert (claim.printed, claim.state, claim.value) == (printed, state, value)


@pytest.mark.parametrize(
    ("state", "value"), [("dash", 0), ("blank", 0), ("unread", 10), ("?", None)]
)
def test_a_value_stands_exactly_where_one_was_read(scene, state, value):
    constraint = next(c for c in Claim._meta.constraints if c.name.endswith("read_or_said_why"))
    cast.assert_refused_twice(
        cast.changed(new_claim(scene), {"state": state, "value": value}), constraint
    )


@pytest.mark.parametrize(
    ("field", "known"),
    [
        *[("measure", measure) for measure in Claim.Measure.values],
        *[("shape", shape) for shape in Claim.Shape.values],
        *[("kind", kind) for kind in ["", *Program.Kind.values]],
    ],
)
def test_a_claim_may_be_of_every_known_measure_shape_and_kind(scene, field, known):
    claim = cast.changed(new_claim(scene), {field: known})
    claim.full_clean()
    claim.save()


def test_a_sentence_may_speak_of_several_lines(scene):
    claim = new_claim(scene)
    claim.save()
    claim.lines.set([scene.trees, scene.flowers])
    assert scene.trees.spoken_of_in.get() == scene.flowers.spoken_of_in.get() == claim


def test_a_claim_is_known_by_document_line_and_words(scene):
    assert str(new_claim(scene)) == "2030-07:30 강가 가꾸기 rate 50.0%"


def test_a_document_with_claims_cannot_be_deleted(scene):
    new_claim(scene).save()
    with pytest.raises(ProtectedError):
        scene.document.delete()


def test_a_claim_changes_no_figure(scene):
    cast.changed(new_claim(scene), {"printed": "99.9%", "value": Decimal("99.9")}).save()
    scene.figure.refresh_from_db()
    assert (scene.figure.budget, scene.figure.spent) == (100, 50)
