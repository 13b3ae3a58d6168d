from datetime import date
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
    "budgets_claim_formula_known": {"formula": "몫"},
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


# What a reader may see of them.


def saved(scene, **facts):
    claim = cast.changed(new_claim(scene), facts)
    claim.save()
    return claim


def published():
    return set(Claim.objects.published().filter(document__key__startswith="2030"))


@pytest.fixture
def public(scene):
    """What 달빛담당관 handed in is published, and its document prints it."""
    paper = {"version": 2, "method": "문서", "document": scene.document}
    written = cast.statement(scene.filing, **paper)
    cast.figure(written, scene.trees, "12", budget=100, spent=50)
    cast.publish(written)
    return scene


def test_a_claim_is_read_where_document_date_and_department_are_published(public):
    claims = {
        saved(public, place=1, department=public.moon),
        saved(public, place=2, program=None, department=public.moon),
        saved(public, place=3, line=public.trees),
        saved(public, place=4, program=None),
        saved(public, place=5, program=None, reporting_date=None, measure="teams"),
    }
    assert published() == claims


def test_a_claim_of_a_document_that_nobody_published_is_not_read(public):
    saved(public, document=cast.document(public.office, "2030-08"))
    assert published() == set()


@pytest.mark.parametrize("which", ["reporting_date", "base_date"])
def test_a_claim_of_a_date_that_is_not_published_is_not_read(public, which):
    later = cast.reporting_date(public.book, date(2030, 9, 30))
    saved(public, **{which: later})
    assert published() == set()


def test_a_total_is_not_read_while_a_department_is_not_published(public):
    """The difference would be what that department has."""
    own = saved(public, place=1, department=public.moon)
    total = saved(public, place=2, program=None)
    cast.filing(public.date, public.star)
    of_star = saved(public, place=3, program=None, department=public.star)
    assert published() == {own}
    assert total not in published()
    assert of_star not in published()


def test_a_claim_of_a_line_that_only_a_draft_has_is_not_read(public):
    saved(public, place=1, line=public.flowers)
    sentence = saved(public, place=2, program=None, shape="문장")
    sentence.lines.set([public.trees, public.flowers])
    other = cast.program(public.book, public.moon, public.account, "들 가꾸기")
    saved(public, place=3, program=other)
    assert published() == set()
    sentence.lines.set([public.trees])
    assert published() == {sentence}
