import pytest

from budgets.models import Task
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_task(scene):
    return Task(
        document=scene.document,
        position=1,
        kind="과제",
        number="1",
        title="강가 가꾸기",
        place=30,
        begins=30,
        until=40,
    )


BREAKS = {
    "budgets_task_title_trimmed": {"title": ""},
    "budgets_task_once": {"title": "달 가꾸기"},
    "budgets_task_kind_known": {"kind": "소문"},
    "budgets_task_lines_follow": {"until": 29},
    "budgets_task_has_a_source": {"document": None},
    "budgets_task_amount_is_entered_whole": {"won": 1, "said": "1", "measure": "cost"},
}
ONCE_ENTERED = "budgets_task_once_a_return"
PRINTED = [each for each in cast.constraints_of(Task) if each.values[1].name != ONCE_ENTERED]


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() | {ONCE_ENTERED} == cast.names_of_constraints(Task)


def test_what_is_entered_has_each_turn_once(scene):
    broken = cast.planned(cast.plan(scene))
    broken.pk, broken._state.adding = None, True
    [constraint] = [c for c in Task._meta.constraints if c.name == ONCE_ENTERED]
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize(
    "amount",
    [
        {"won": 1, "said": "", "measure": "cost"},
        {"won": 1, "said": "1", "measure": ""},
        {"won": 1, "said": "1", "measure": "rate"},
        {"won": None, "said": "1", "measure": "cost"},
        {"won": -1, "said": "1", "measure": "cost"},
    ],
)
def test_an_amount_is_entered_with_its_kind_and_digits_or_not_at_all(scene, amount):
    [constraint] = [c for c in Task._meta.constraints if c.name.endswith("entered_whole")]
    own = cast.changed(cast.planned(cast.plan(scene)), amount | {"pk": None, "position": 9})
    own._state.adding = True
    with cast.refused(constraint.name):
        Task.objects.bulk_create([own])


def test_of_a_year_the_newest_published_version_is_told(scene):
    first, second = cast.planned(cast.plan(scene)), cast.planned(cast.plan(scene, version=2))
    own = Task.objects.filter(returned__office=scene.office)
    assert list(own.entered()) == []
    cast.confirm_plan(first.returned)
    assert list(own.entered()) == [first]
    cast.confirm_plan(second.returned)
    assert list(own.entered()) == [second]
    assert list(own.published()) == []


@pytest.mark.parametrize(("model", "constraint"), PRINTED)
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    if constraint.name == "budgets_task_once":
        new_task(scene).save()
    broken = cast.changed(new_task(scene), BREAKS[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("lines", [(30, 40), (30, 30), (30, None), (None, None)])
def test_a_section_may_be_known_in_part_or_not_at_all(scene, lines):
    task = cast.changed(new_task(scene), dict(zip(("begins", "until"), lines, strict=True)))
    task.full_clean()
    task.save()
    task.refresh_from_db()
    assert (task.begins, task.until) == lines


def test_an_end_without_a_beginning_is_refused(scene):
    [constraint] = [c for c in Task._meta.constraints if c.name.endswith("lines_follow")]
    cast.assert_refused_twice(cast.changed(new_task(scene), {"begins": None}), constraint)


@pytest.mark.parametrize("kind", Task.Kind.values)
def test_a_task_may_be_of_every_known_kind(scene, kind):
    task = cast.changed(new_task(scene), {"kind": kind})
    task.full_clean()
    task.save()


def test_a_task_is_known_by_its_document_and_its_turn(scene):
    task = new_task(scene)
    task.save()
    assert Task.objects.get_by_natural_key(*task.natural_key()) == task
    assert str(task) == "1 강가 가꾸기"


def test_the_tasks_of_a_document_are_told_with_its_first_published_figures(scene):
    task = new_task(scene)
    task.save()
    own = Task.objects.filter(document=scene.document)
    assert not own.published().exists()
    source = cast.statement(scene.filing, version=2, method="문서", document=scene.document)
    assert not own.published().exists()
    cast.publish(source)
    assert list(own.published()) == [task]
