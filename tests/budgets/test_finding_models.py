from datetime import timedelta

import pytest
from django.db import transaction

from budgets.models import Finding, FindingFact, FindingLine, FindingPublication, FindingStep
from departments.rights import rights_of
from tests import cast
from tests.budgets.guarding import findings as made

MODELS = (Finding, FindingFact, FindingLine, FindingStep, FindingPublication)
DAY_BEFORE = cast.JUNE_30 - timedelta(days=1)


@pytest.fixture
def scene(db):
    return cast.scene()


def example(scene, model):
    """What every rule lets pass, and is not saved yet."""
    person = {"by": cast.user(), "at": cast.NOON}
    if model is Finding:
        printed = {"place": 30, "until": 31, "position": 2, "title": "나무 심기 지연"}
        return Finding(document=scene.document, office=scene.office, **printed)
    own = made.finding(scene)
    if model is FindingFact:
        said = {"side": "요구", "kind": "수", "words": "3건", "value": 3, "place": 30}
        return FindingFact(finding=own, position=2, **said)
    if model is FindingLine:
        return FindingLine(finding=own, line=scene.flowers, how="이름")
    if model is FindingStep:
        said = {"side": "조치", "status": "완료", "words": "보고함", "first": cast.JUNE_30}
        return FindingStep(finding=own, last=cast.JUNE_30, **said, **person)
    return FindingPublication(finding=own, by=cast.user("다온"), at=cast.NOON)


BREAKS = {
    "budgets_finding_title_trimmed": {"title": ""},
    "budgets_finding_has_a_source": {"asked": "문서의 문장"},
    "budgets_finding_read_in_order": {"until": 29},
    "budgets_finding_year_known": {"fiscal_year": 18},
    "budgets_findingfact_words_trimmed": {"words": ""},
    "budgets_findingfact_side_known": {"side": "둘"},
    "budgets_findingfact_says_what_its_kind_says": {"value": None},
    "budgets_findingfact_manner_of_an_act": {"manner": "권고"},
    "budgets_findingfact_span_in_order": {"first": cast.JUNE_30, "last": DAY_BEFORE},
    "budgets_findingline_how_known": {"how": "소문"},
    "budgets_findingstep_has_a_source": {"by": None},
    "budgets_findingstep_status_known": {"status": "모름"},
    "budgets_findingstep_entered_in_words": {"words": ""},
    "budgets_findingstep_span_in_order": {"last": DAY_BEFORE},
    "budgets_findingpublication_of_one": {"finding": None},
}
# They need another row, or another kind of row, to be broken.
APART = {
    "budgets_finding_once",
    "budgets_finding_entered_with_its_day",
    "budgets_findingfact_once",
    "budgets_findingline_once",
}


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() | APART == cast.names_of_constraints(*MODELS)


@pytest.mark.parametrize(
    ("model", "constraint"), [p for p in cast.constraints_of(*MODELS) if p.id not in APART]
)
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    with transaction.atomic():
        whole = example(scene, model)
        whole.full_clean()
        broken = cast.changed(whole, BREAKS[constraint.name])
        cast.assert_refused_twice(broken, constraint)


def constraint_of(model, name):
    return next(c for c in model._meta.constraints if c.name == name)


def test_a_document_s_second_of_a_number_a_fact_and_a_line_are_refused(scene):
    for model, name in (
        (Finding, "budgets_finding_once"),
        (FindingFact, "budgets_findingfact_once"),
        (FindingLine, "budgets_findingline_once"),
    ):
        first = example(scene, model)
        first.save()
        again = cast.changed(first, {"pk": None})
        again._state.adding = True
        cast.assert_refused_twice(again, constraint_of(model, name))


def test_what_somebody_enters_has_its_day(scene):
    known = {"office": scene.office, "title": "지연", "by": cast.user(), "at": cast.NOON}
    rule = constraint_of(Finding, "budgets_finding_entered_with_its_day")
    cast.assert_refused_twice(Finding(**known), rule)


def test_an_entered_step_of_what_was_done_has_a_status_and_a_day(scene):
    rule = constraint_of(FindingStep, "budgets_findingstep_entered_in_words")
    for lacking in ({"status": ""}, {"first": None, "last": None}):
        cast.assert_refused_twice(cast.changed(example(scene, FindingStep), lacking), rule)
    asked = {"side": "요구", "status": "", "first": None, "last": None}
    cast.changed(example(scene, FindingStep), asked).full_clean()


# Who reads what.


def printed(scene, **facts):
    known = {"place": 30, "until": 31, "position": 1, "title": "나무 심기 지연"}
    own = Finding.objects.create(document=scene.document, office=scene.office, **known | facts)
    told = {"side": "조치", "status": "완료", "document": scene.document, "place": 31}
    return own, FindingStep.objects.create(finding=own, **told)


def publish_the_document(scene):
    paper = {"version": 2, "method": "문서", "document": scene.document}
    written = cast.statement(scene.filing, **paper)
    cast.figure(written, scene.trees, "12", budget=100, spent=50)
    cast.publish(written)


def seen():
    own = Finding.objects.published().filter(office__name="해오름기획관")
    return set(own), set(FindingStep.objects.published().filter(finding__in=own))


def test_what_a_document_prints_is_read_with_the_document(scene):
    finding, step = printed(scene)
    assert seen() == (set(), set())
    publish_the_document(scene)
    assert seen() == ({finding}, {step})


def test_what_somebody_enters_is_read_once_it_is_published_and_each_step_by_itself(scene):
    finding = made.finding(scene)
    first, second = made.step(scene, finding), made.step(scene, finding)
    FindingPublication.objects.create(step=first, by=cast.user("다온"), at=cast.NOON)
    assert seen() == (set(), set())
    FindingPublication.objects.create(finding=finding, by=cast.user("다온"), at=cast.NOON)
    assert seen() == ({finding}, {first})
    assert second not in seen()[1]


def test_a_step_that_somebody_adds_to_a_printed_finding_is_a_draft(scene):
    finding, step = printed(scene)
    publish_the_document(scene)
    own = made.step(scene, finding)
    assert seen() == ({finding}, {step})
    FindingPublication.objects.create(step=own, by=cast.user("다온"), at=cast.NOON)
    assert seen() == ({finding}, {step, own})


def test_a_finding_is_read_in_its_office_and_written_by_its_department(scene):
    finding = made.of_moon(scene)
    elsewhere = cast.office("노을기획관")
    people = {
        "달빛": (cast.member("가람", scene.moon, "담당자"), True, True),
        "별빛": (cast.member("마루", scene.star, "담당자"), False, False),
        "총괄": (cast.member("다온", scene.office, "총괄"), True, False),
        "노을": (cast.member("라온", elsewhere, "담당자"), False, False),
    }
    for named, (person, reads, writes) in people.items():
        rights = rights_of(person)
        assert (finding in Finding.objects.read_by(rights)) is reads, named
        assert (finding in Finding.objects.written_by(rights)) is writes, named


def test_one_of_no_department_is_written_by_whoever_writes_for_the_office(scene):
    finding, _ = printed(scene)
    whole, part = (
        rights_of(cast.member(named, where, "담당자"))
        for named, where in (("가람", scene.office), ("마루", scene.moon))
    )
    assert finding in Finding.objects.written_by(whole)
    assert finding not in Finding.objects.written_by(part)


def test_it_is_called_by_its_number_and_title(scene):
    assert str(made.finding(scene, number="3")) == "3. 나무 심기 보고 지연"
    assert str(made.finding(scene)) == "나무 심기 보고 지연"
