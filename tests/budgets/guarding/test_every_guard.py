"""The triggers: what the database refuses, to whomever it is that asks.

A statement that has been handed in is history. These tests go past every verb and form, straight
to the tables; and each guard is also taken away once, to see that it was the guard that refused.
"""

import importlib
import re
from types import SimpleNamespace

import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction

from budgets import guards
from budgets.models import Filing, Publication
from departments import triggers
from tests import cast
from tests.budgets.guarding.acts import (
    ACTS,
    BESIDE,
    GUARDS,
    change_a_figure,
    each_guard,
    installed,
    needed,
)


def test_every_guard_stands_in_the_migrated_database_and_no_other(db):
    assert installed() == needed()


def test_every_guard_has_an_act_that_it_stands_against():
    assert ACTS.keys() == {guard.name for guard in GUARDS}
    assert len(ACTS) == len(GUARDS)


@each_guard
def test_every_guard_speaks_korean_and_fits_into_a_trigger(guard):
    assert re.search("[가-힣].*다\\.", guard.message)
    assert not re.search("['%]", guard.message + guard.name)


@each_guard
def test_what_a_guard_stands_against_is_refused(scene, guard):
    cast.take_away(*BESIDE.get(guard.name, []))
    act = ACTS[guard.name]
    if guard in triggers.of_vendor(GUARDS, connection.vendor):
        with cast.refused(guard.message):
            act(scene)
    else:  # the other database needs no trigger: it has no such command, or no such value
        with pytest.raises((OperationalError, DataError, ProgrammingError)), transaction.atomic():
            act(scene)


@each_guard
def test_without_its_guard_the_same_act_succeeds(scene, guard):
    cast.take_away(guard.name, *BESIDE.get(guard.name, []))
    if guard in triggers.of_vendor(GUARDS, connection.vendor):
        assert (f"guard_{guard.name}", guard.table) not in installed()
        ACTS[guard.name](scene)
    else:
        assert installed() == needed()


def test_the_guards_go_and_come_back_with_their_migration(scene):
    names = ["budgets.migrations.0002_guards", "departments.migrations.0002_guards"]
    migrations = [importlib.import_module(name) for name in names]
    editor = SimpleNamespace(connection=connection, execute=cast.execute)
    connection.check_constraints()
    for migration in migrations:
        migration.drop(None, editor)
    assert installed() == set()
    for migration in migrations:
        migration.create(None, editor)
    assert installed() == needed()
    with cast.refused(guards.IMMUTABLE):
        change_a_figure(scene)


# What was published once is written down, whichever way it was published.


def published(scene):
    own = Publication.objects.filter(statement__filing=scene.filing)
    return list(own.values_list("statement", flat=True))


def test_a_publication_is_recorded_once_by_the_databaseitself(scene):
    assert published(scene) == []
    cast.publish(scene.statement)
    cast.publish(scene.statement)
    second = cast.statement(scene.filing, version=2)
    for change in (f"state = '정정', standing_id = {second.pk}", "state = '확인'"):
        cast.execute(f"UPDATE budgets_filing SET {change} WHERE id = %s", scene.filing.pk)
    cast.execute(
        "UPDATE budgets_filing SET state = '공개', published_id = %s WHERE id = %s",
        second.pk,
        scene.filing.pk,
    )
    assert published(scene) == [scene.statement.pk, second.pk]


def test_what_stands_inside_the_office_only_is_no_publication(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    Filing.objects.filter(pk=scene.filing.pk).update(state="제출")
    assert published(scene) == []


def test_without_the_record_a_publication_leaves_no_trace(scene):
    connection.check_constraints()
    for record in guards.RECORDS:
        cast.execute(triggers.drop_record(record, connection.vendor))
    cast.publish(scene.statement)
    assert published(scene) == []
