"""Statements and figures never change, whichever way one asks; and what stands in one is an amount."""

import pytest
from django.db import DataError, connection, transaction

from budgets import guards
from budgets.models import Figure, Filing, Statement
from tests import cast
from tests.budgets.guarding.acts import itself, sqlite, write_by_sql

# Statements and figures never change, whichever way one asks.


def by_save(row):
    row.save()


def by_delete(row):
    row.delete()


def by_update(row):
    type(row).objects.filter(pk=row.pk).update(id=row.pk)


def by_bulk_update(row):
    field = "reason" if isinstance(row, Statement) else "place"
    type(row).objects.bulk_update([row], [field])


def by_queryset_delete(row):
    type(row).objects.filter(pk=row.pk).delete()


def by_upsert(row):
    field = "reason" if isinstance(row, Statement) else "place"
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[field]
    )


def by_sql_update(row):
    cast.execute(f"UPDATE {row._meta.db_table} SET id = id WHERE id = %s", row.pk)


def by_sql_update_of_all(row):
    cast.execute(f"UPDATE {row._meta.db_table} SET id = id")


def by_sql_delete(row):
    cast.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def by_sql_upsert(row):
    cast.execute(f"INSERT {itself(row)} ON CONFLICT (id) DO UPDATE SET id = excluded.id", row.pk)


def by_the_database_s_own_way(row):
    table = row._meta.db_table
    if sqlite():
        cast.execute(f"INSERT OR REPLACE {itself(row)}", row.pk)
    else:
        connection.check_constraints()
        cast.execute(f"TRUNCATE {table} CASCADE")


WAYS = [
    by_save,
    by_delete,
    by_update,
    by_bulk_update,
    by_queryset_delete,
    by_upsert,
    by_sql_update,
    by_sql_update_of_all,
    by_sql_delete,
    by_sql_upsert,
    by_the_database_s_own_way,
]


def assert_never_changed(row, way):
    before = type(row).objects.filter(pk=row.pk).values().get()
    with cast.refused(guards.IMMUTABLE):
        way(row)
    assert type(row).objects.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_never_changes(scene, way):
    scene.figure.place = "고침"
    assert_never_changed(scene.figure, way)


@pytest.mark.parametrize("way", WAYS)
def test_a_statement_never_changes(scene, way):
    empty = cast.statement(scene.filing, version=2)
    empty.reason = "고침"
    assert_never_changed(empty, way)


@pytest.mark.parametrize(
    "table",
    [
        "budgets_filing",
        "budgets_reportingdate",
        "budgets_book",
        "budgets_program",
        "budgets_lineitem",
        "departments_department",
    ],
)
def test_what_statements_hang_on_cannot_be_emptied_under_them(scene, table):
    connection.check_constraints()
    if sqlite():
        with cast.refused(guards.KEPT):
            cast.execute(f"DELETE FROM {table}")
    else:
        # whichever of what hangs on it comes first
        with cast.refused("고치거나 지울 수 없습니다."):
            cast.execute(f"TRUNCATE {table} CASCADE")
    assert Figure.objects.filter(pk=scene.figure.pk).exists()


def test_a_loaded_figure_is_as_fixed_as_a_new_one(db):
    loaded = Figure.objects.published().first()
    with cast.refused(guards.IMMUTABLE):
        loaded.save()


def test_a_refusal_is_not_ignored_where_conflicts_are(scene):
    foreign = cast.line(cast.program(scene.book, scene.star, scene.account))
    with cast.refused(guards.FOREIGN_LINE):
        Figure.objects.bulk_create(
            [Figure(statement=scene.statement, line=foreign)], ignore_conflicts=True
        )


# A figure: whole won, into an open statement, on a line of its own, with its place.


def written_by_sql(scene):
    return Figure.objects.get(statement=scene.statement, line=scene.flowers).spent


@pytest.mark.parametrize("amount", ["1.5", "'1.5'", "'abc'", "'1e-3'"])
def test_no_fraction_and_no_word_ever_stands_in_an_amount(scene, amount):
    if sqlite():
        with cast.refused(guards.NOT_WHOLE):
            write_by_sql(scene, amount)
    elif amount == "1.5":  # its bigint rounds a number, and refuses any text
        write_by_sql(scene, amount)
        assert written_by_sql(scene) == 2
    else:
        with pytest.raises(DataError, match="bigint"), transaction.atomic():
            write_by_sql(scene, amount)


@pytest.mark.parametrize("amount", ["10", "'10'", "10.0"])
def test_a_whole_number_is_one_however_sql_writes_it(scene, amount):
    write_by_sql(scene, amount)
    assert written_by_sql(scene) == 10


@pytest.mark.parametrize("pointer", ["standing", "published"])
def test_either_pointer_seals_a_statement(scene, pointer):
    Filing.objects.filter(pk=scene.filing.pk).update(**{pointer: scene.statement})
    with cast.refused(guards.SEALED):
        cast.figure(scene.statement, scene.flowers, spent=10)


def test_a_superseded_version_stays_sealed(scene):
    cast.publish(scene.statement)
    cast.publish(cast.statement(scene.filing, version=2))
    with cast.refused(guards.SEALED):
        cast.figure(scene.statement, scene.flowers, spent=10)


def test_a_later_version_seals_what_nothing_ever_pointed_to(scene):
    second = cast.statement(scene.filing, version=2)
    with cast.refused(guards.SEALED):
        cast.figure(scene.statement, scene.flowers, spent=10)
    cast.figure(second, scene.flowers, spent=10)
    assert second.figures.count() == 1


def test_a_later_version_of_another_filing_seals_nothing(scene):
    cast.statement(cast.filing(scene.date, scene.star), version=2)
    cast.figure(scene.statement, scene.flowers, spent=10)
    assert scene.statement.figures.count() == 2


def test_a_statement_is_open_until_the_filing_points_to_it(scene):
    cast.figure(scene.statement, scene.flowers, spent=10)
    assert scene.statement.figures.count() == 2


def test_a_line_of_another_book_is_foreign(scene):
    next_year = cast.program(cast.book(scene.office, 2031), scene.moon, scene.account)
    with cast.refused(guards.FOREIGN_LINE):
        cast.figure(scene.statement, cast.line(next_year), spent=10)


def test_a_line_of_another_program_and_account_of_the_department_is_its_own(scene):
    fund = cast.program(scene.book, scene.moon, cast.account("시험기금", "기금"))
    cast.figure(scene.statement, cast.line(fund), spent=10)
    assert scene.statement.figures.count() == 2


def test_a_copied_figure_has_its_place_and_a_typed_one_needs_none(scene):
    copied = cast.statement(scene.filing, version=2, document=scene.document)
    cast.figure(copied, scene.trees, place="12", spent=10)
    typed = cast.statement(scene.filing, version=3)
    cast.figure(typed, scene.trees, place="", spent=10)
    assert Figure.objects.of(scene.moon).count() == 3


@pytest.mark.parametrize("place", ["", " ", "   "])
def test_blanks_are_no_place(scene, place):
    copied = cast.statement(scene.filing, version=2, document=scene.document)
    with cast.refused(guards.NO_PLACE):
        write_by_sql(scene, "10", statement_id=copied.pk, place=place)
