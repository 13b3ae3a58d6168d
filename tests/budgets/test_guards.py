"""The triggers: what the database refuses, to whomever it is that asks.

A statement that has been handed in is history. These tests go past every verb and form, straight
to the tables; and each guard is also taken away once, to see that it was the guard that refused.
"""

import importlib
import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction

from budgets import guards
from budgets.guards import GUARDS as GUARDS_OF_BUDGETS
from budgets.models import (
    Book,
    BudgetChange,
    Claim,
    CouncilNotice,
    Figure,
    Filing,
    LineItem,
    LineLink,
    Program,
    Publication,
    ReportingDate,
    Statement,
    Step,
    StructureRecord,
    Upload,
    Waiver,
)
from departments import triggers
from departments.guards import GUARDS as GUARDS_OF_PEOPLE
from departments.models import AccessRecord, Department, OrganisationRecord
from tests import cast

GUARDS = [*GUARDS_OF_PEOPLE, *GUARDS_OF_BUDGETS]
DAY_BEFORE, DAY_AFTER = cast.JUNE_30 - timedelta(days=1), cast.JUNE_30 + timedelta(days=1)
NEW_YEAR_2031 = date(2031, 1, 1)


@pytest.fixture
def scene(db):
    return cast.scene()


def sqlite():
    return connection.vendor == "sqlite"


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return set(cursor.fetchall())


def installed():
    if sqlite():
        return rows("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    return rows(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled = 'O'"
    )


def needed():
    standing = {(f"guard_{g.name}", g.table) for g in triggers.of_vendor(GUARDS, connection.vendor)}
    return standing | {(f"record_{each.name}", each.table) for each in guards.RECORDS}


# The acts: one for each guard, which only that guard stands against.


def change_a_statement(scene):
    Statement.objects.filter(pk=scene.statement.pk).update(reason="고침")


def delete_a_statement(scene):
    empty = cast.statement(scene.filing, version=2)
    Statement.objects.filter(pk=empty.pk).delete()


def empty_the_statements(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_statement CASCADE")


def change_a_figure(scene):
    Figure.objects.filter(pk=scene.figure.pk).update(spent=60)


def delete_a_figure(scene):
    Figure.objects.filter(pk=scene.figure.pk).delete()


def empty_the_figures(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_figure")


def write_a_fraction(scene):
    write_by_sql(scene, "'1.5'")


def add_to_what_stands(scene):
    cast.publish(scene.statement)
    cast.figure(scene.statement, scene.flowers, spent=10)


def write_to_a_foreign_line(scene):
    foreign = cast.line(cast.program(scene.book, scene.star, scene.account))
    cast.figure(scene.statement, foreign, spent=10)


def copy_without_the_place(scene):
    copied = cast.statement(scene.filing, version=2, document=scene.document)
    cast.figure(copied, scene.trees, place="", spent=10)


def file_for_a_closed_department(scene):
    closed = cast.division(scene.office, "지난담당관", valid_to=DAY_BEFORE)
    cast.filing(scene.date, closed)


def hand_a_filing_to_a_closed_department(scene):
    closed = cast.division(scene.office, "지난담당관", valid_to=DAY_BEFORE)
    mine = cast.filing(scene.date, scene.star)
    Filing.objects.filter(pk=mine.pk).update(department=closed)


def point_to_a_foreign_statement(scene):
    mine = cast.filing(scene.date, scene.star)
    Filing.objects.filter(pk=mine.pk).update(standing=scene.statement)


def open_a_filing_that_points_already(scene):
    number = 10**6  # of a statement that comes later: foreign keys wait until the end
    cast.statement(cast.filing(scene.date, scene.star, standing_id=number), id=number)


def take_back_what_stands(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    Filing.objects.filter(pk=scene.filing.pk).update(standing=None)


def replace(row, **changes):
    """Delete it past Django, and put it back as something else: foreign keys wait until the end."""
    cast.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)
    type(row).objects.bulk_create([cast.changed(row, changes)])


def replace_a_filing(scene):
    replace(scene.filing, department=scene.star)


def replace_a_line(scene):
    replace(scene.trees, program=cast.program(scene.book, scene.star, scene.account))


def replace_a_program(scene):
    replace(scene.program, department=scene.star)


def replace_a_date(scene):
    replace(scene.date, day=DAY_AFTER)


def replace_a_book(scene):
    replace(scene.book, fiscal_year=2031)


def replace_a_department(scene):
    replace(scene.moon, valid_to=DAY_BEFORE)


def end_a_department_before_its_filing(scene):
    Department.objects.filter(pk=scene.moon.pk).update(valid_to=DAY_BEFORE)


def open_a_program_of_another_office(scene):
    cast.program(scene.book, another_office(scene), scene.account)


def hand_a_program_to_another_office(scene):
    mine = cast.program(scene.book, scene.star, scene.account)
    Program.objects.filter(pk=mine.pk).update(department=another_office(scene))


def move_a_filing(scene):
    other = cast.reporting_date(scene.book, DAY_AFTER)
    Filing.objects.filter(pk=scene.filing.pk).update(reporting_date=other)


def move_a_date(scene):
    ReportingDate.objects.filter(pk=scene.date.pk).update(day=DAY_AFTER)


def move_a_book(scene):
    Book.objects.filter(pk=scene.book.pk).update(fiscal_year=2031)


def move_a_line(scene):
    elsewhere = cast.program(scene.book, scene.star, scene.account)
    LineItem.objects.filter(pk=scene.trees.pk).update(program=elsewhere)


def move_a_program(scene):
    Program.objects.filter(pk=scene.program.pk).update(department=scene.star)


def _itself(row):
    """INTO … SELECT of the columns that can be written: what the database works out cannot."""
    written = [field for field in row._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in written)
    table = row._meta.db_table
    return f"INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s"


def replace_past_the_triggers(row):
    """As another tool would, that knows nothing of the settings."""
    cast.execute("PRAGMA recursive_triggers=OFF")
    try:
        cast.execute(f"INSERT OR REPLACE {_itself(row)}", row.pk)
    finally:
        cast.execute("PRAGMA recursive_triggers=ON")


def replace_a_statement(scene):
    replace_past_the_triggers(cast.statement(scene.filing, version=2))


def replace_a_figure(scene):
    replace_past_the_triggers(scene.figure)


def claim(scene):
    return Claim.objects.create(
        document=scene.document,
        place=20,
        position=1,
        shape="표",
        subject="합계",
        measure="spent",
        printed="50",
        value=50,
        unit="원",
    )


def change_a_claim(scene):
    Claim.objects.filter(pk=claim(scene).pk).update(printed="51")


def delete_a_claim(scene):
    cast.execute("DELETE FROM budgets_claim WHERE id = %s", claim(scene).pk)


def empty_the_claims(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_claim CASCADE")


def replace_a_claim(scene):
    replace_past_the_triggers(claim(scene))


def publication(scene):
    cast.publish(scene.statement)
    return Publication.objects.get(statement=scene.statement)


def change_a_publication(scene):
    other = cast.statement(scene.filing, version=2)
    Publication.objects.filter(pk=publication(scene).pk).update(statement=other)


def delete_a_publication(scene):
    cast.execute("DELETE FROM budgets_publication WHERE id = %s", publication(scene).pk)


def empty_the_publications(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_publication")


def say_that_a_draft_was_published(scene):
    Publication.objects.create(statement=scene.statement)


def step(scene, **facts):
    known = {"filing": scene.filing, "act": "열림", "by": cast.user(), "at": cast.NOON}
    return Step.objects.create(**known | facts)


def waiver(scene, **facts):
    known = {"statement": scene.statement, "line": scene.trees, "rule": "order", "level": "W"}
    return Waiver.objects.create(**known | facts)


def upload(scene, **facts):
    known = {"filing": scene.filing, "name": "집행.xlsx", "sha256": "0" * 64, "content": b"0"}
    return Upload.objects.create(**known | {"by": cast.user(), "at": cast.NOON} | facts)


def budget_change(scene, **facts):
    known = {"kind": "전용", "taken_from": scene.trees, "given_to": scene.flowers, "won": 10}
    rest = {"decided_on": cast.JUNE_30, "reason": "집중호우", "by": cast.user(), "at": cast.NOON}
    return BudgetChange.objects.create(**known | rest | facts)


def notice(scene):
    facts = {"told_on": cast.JUNE_30, "by": cast.user(), "at": cast.NOON}
    return CouncilNotice.objects.create(change=budget_change(scene), **facts)


def organisation_record(scene):
    facts = {"subject": "달빛담당관", "by": cast.user(), "at": cast.NOON, "reason": "조직 개편"}
    return OrganisationRecord.objects.create(
        office=scene.office, act="만듦", day=cast.JUNE_30, **facts
    )


def structure_record(scene):
    facts = {"subject": "나무 심기", "by": cast.user(), "at": cast.NOON, "reason": "조직 개편"}
    return StructureRecord.objects.create(book=scene.book, act="더함", **facts)


def link(scene, after=None):
    sides = {
        "before": scene.flowers,
        "after": after or scene.trees,
        "record": structure_record(scene),
    }
    return LineLink.objects.create(how="가져옴", **sides)


def change_a_link(scene):
    LineLink.objects.filter(pk=link(scene).pk).update(how="옮김")


def delete_a_link(scene):
    LineLink.objects.filter(pk=link(scene).pk).delete()


def empty_the_links(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_linelink")


def replace_a_link(scene):
    replace_past_the_triggers(cast.changed(link(scene), {"how": "옮김"}))


def report_a_line_that_ended(scene):
    LineItem.objects.filter(pk=scene.flowers.pk).update(ends_on=DAY_BEFORE)
    cast.figure(scene.statement, scene.flowers, spent=10)


def end_a_line_before_its_figures(scene):
    LineItem.objects.filter(pk=scene.trees.pk).update(ends_on=DAY_BEFORE)


def access_record(scene):
    return AccessRecord.objects.create(
        at=cast.NOON, act="계정 개설", subject_name="가람", by_name="프로그램"
    )


# What is written once, and what of it another tool would try to write anew.
WRITTEN_ONCE = {
    Step: (step, {"words": "고침"}),
    Waiver: (waiver, {"reason": "고침"}),
    Upload: (upload, {"name": "고침.xlsx"}),
    BudgetChange: (budget_change, {"won": 20}),
    CouncilNotice: (notice, {"told_on": DAY_AFTER}),
    AccessRecord: (access_record, {"reason": "고침"}),
    OrganisationRecord: (organisation_record, {"reason": "고침"}),
    StructureRecord: (structure_record, {"reason": "고침"}),
}


def acts_on(model):
    """To change it, to remove it, to empty its table, to replace it past the triggers."""
    make, change = WRITTEN_ONCE[model]
    table = model._meta.db_table

    def empty(scene):
        connection.check_constraints()
        cast.execute(f"TRUNCATE {table} CASCADE")

    def replace_row(scene):
        row = make(scene)
        replace_past_the_triggers(cast.changed(row, change))

    return {
        "no_update": lambda scene: model.objects.filter(pk=make(scene).pk).update(**change),
        "no_delete": lambda scene: cast.execute(
            f"DELETE FROM {table} WHERE id = %s", make(scene).pk
        ),
        "no_truncate": empty,
        "not_replaced": replace_row,
    }


def leave_the_way(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    Filing.objects.filter(pk=scene.filing.pk).update(state="확인")


def hand_in_another_than_what_stands(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(state="제출", standing=scene.statement)


def record_a_foreign_statement(scene):
    other = cast.filing(scene.date, scene.star)
    step(scene, act="저장", filing=other, statement=scene.statement)


def approve_one_s_own(scene):
    step(scene, act="확인", statement=scene.statement)


def except_what_is_handed_in(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    waiver(scene)


def except_a_line_that_is_not_there(scene):
    waiver(scene, line=scene.flowers)


def hand_in_a_foreign_file(scene):
    foreign = upload(scene, filing=cast.filing(scene.date, scene.star))
    cast.statement(scene.filing, version=2, method="파일", upload=foreign)


def transfer_between_years(scene):
    book = cast.book(scene.office, 2031)
    budget_change(scene, given_to=cast.line(cast.program(book, scene.moon, scene.account)))


def take_back_more(scene):
    made = budget_change(scene)
    sides = {"taken_from": scene.flowers, "given_to": scene.trees}
    budget_change(scene, **sides, won=11, takes_back=made)


ACTS = {
    **{
        f"{model._meta.model_name}_{act}": does
        for model in WRITTEN_ONCE
        for act, does in acts_on(model).items()
    },
    "linelink_no_update": change_a_link,
    "linelink_kept": delete_a_link,
    "linelink_no_truncate": empty_the_links,
    "linelink_not_replaced": replace_a_link,
    "figure_on_its_day": report_a_line_that_ended,
    "lineitem_days": end_a_line_before_its_figures,
    "filing_way": leave_the_way,
    "filing_stands": hand_in_another_than_what_stands,
    "step_own_statement": record_a_foreign_statement,
    "step_not_by_its_author": approve_one_s_own,
    "waiver_sealed": except_what_is_handed_in,
    "waiver_own_line": except_a_line_that_is_not_there,
    "statement_own_file": hand_in_a_foreign_file,
    "budgetchange_sides": transfer_between_years,
    "budgetchange_back": take_back_more,
    "publication_no_update": change_a_publication,
    "publication_no_delete": delete_a_publication,
    "publication_no_truncate": empty_the_publications,
    "publication_happened": say_that_a_draft_was_published,
    "statement_not_replaced": replace_a_statement,
    "figure_not_replaced": replace_a_figure,
    "claim_no_update": change_a_claim,
    "claim_no_delete": delete_a_claim,
    "claim_no_truncate": empty_the_claims,
    "claim_not_replaced": replace_a_claim,
    "statement_no_update": change_a_statement,
    "statement_no_delete": delete_a_statement,
    "statement_no_truncate": empty_the_statements,
    "figure_no_update": change_a_figure,
    "figure_no_delete": delete_a_figure,
    "figure_no_truncate": empty_the_figures,
    "figure_whole": write_a_fraction,
    "figure_sealed": add_to_what_stands,
    "figure_own_line": write_to_a_foreign_line,
    "figure_has_place": copy_without_the_place,
    "filing_department_insert": file_for_a_closed_department,
    "filing_department_update": hand_a_filing_to_a_closed_department,
    "filing_own_statement": point_to_a_foreign_statement,
    "filing_starts_empty": open_a_filing_that_points_already,
    "filing_forward": take_back_what_stands,
    "filing_kept": replace_a_filing,
    "lineitem_kept": replace_a_line,
    "program_kept": replace_a_program,
    "reportingdate_kept": replace_a_date,
    "book_kept": replace_a_book,
    "department_no_delete": replace_a_department,
    "department_kept": end_a_department_before_its_filing,
    "program_department_insert": open_a_program_of_another_office,
    "program_department_update": hand_a_program_to_another_office,
    "filing_fixed": move_a_filing,
    "reportingdate_fixed": move_a_date,
    "book_fixed": move_a_book,
    "lineitem_fixed": move_a_line,
    "program_fixed": move_a_program,
}
# Emptying the statements empties what hangs on them too, which has guards of its own.
BESIDE = {
    "statement_no_truncate": [
        "figure_no_truncate",
        "publication_no_truncate",
        "step_no_truncate",
        "waiver_no_truncate",
        "upload_no_truncate",
    ],
    "upload_no_truncate": [
        "statement_no_truncate",
        "figure_no_truncate",
        "publication_no_truncate",
        "step_no_truncate",
        "waiver_no_truncate",
    ],
    "budgetchange_no_truncate": ["councilnotice_no_truncate"],
    "structurerecord_no_truncate": ["linelink_no_truncate"],
}

each_guard = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)


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
    names = ["budgets.migrations.0003_guards", "departments.migrations.0002_guards"]
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


def test_a_publication_is_recorded_once_by_the_database_itself(scene):
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
    cast.execute(f"INSERT {_itself(row)} ON CONFLICT (id) DO UPDATE SET id = excluded.id", row.pk)


def by_the_database_s_own_way(row):
    table = row._meta.db_table
    if sqlite():
        cast.execute(f"INSERT OR REPLACE {_itself(row)}", row.pk)
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


def write_by_sql(scene, amount, **columns):
    """`amount` is SQL. The columns that are not given take the model's defaults."""
    row = Figure(statement=scene.statement, line=scene.flowers, spent_state="value")
    given = {
        field.column: field.get_db_prep_save(field.pre_save(row, True), connection)
        for field in Figure._meta.local_concrete_fields
        if field.name not in ("id", "spent", "places") and not field.generated
    } | columns
    names, values = ", ".join(given), ", ".join(["%s"] * len(given))
    cast.execute(
        f"INSERT INTO budgets_figure ({names}, places, spent) VALUES ({values}, '{{}}', {amount})",
        *given.values(),
    )


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


# A filing: for a department that was there on that day.


def ended(scene):
    return cast.division(scene.office, "지난담당관", valid_to=DAY_BEFORE)


def not_begun(scene):
    return cast.division(scene.office, "올담당관", valid_from=DAY_AFTER)


def of_another_office(scene):
    return cast.division(cast.office("노을기획관"), "노을담당관")


def another_office(scene):
    return cast.office("노을기획관")


def ending_that_day(scene):
    return cast.division(scene.office, "지난담당관", valid_to=cast.JUNE_30)


def beginning_that_day(scene):
    return cast.division(scene.office, "올담당관", valid_from=cast.JUNE_30)


def another_program(scene):
    return cast.program(scene.book, scene.star, scene.account)


def the_office_itself(scene):
    return scene.office


ABSENT = [ended, not_begun, of_another_office, another_office]
PRESENT = [ending_that_day, beginning_that_day, the_office_itself]


@pytest.mark.parametrize("department", ABSENT)
def test_a_department_that_was_not_there_files_nothing(scene, department):
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        cast.filing(scene.date, department(scene))


@pytest.mark.parametrize("department", ABSENT)
def test_a_filing_is_not_handed_to_a_department_that_was_not_there(scene, department):
    mine = cast.filing(scene.date, scene.star)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        Filing.objects.filter(pk=mine.pk).update(department=department(scene))


@pytest.mark.parametrize("department", PRESENT)
def test_a_department_files_on_its_first_and_on_its_last_day(scene, department):
    there = department(scene)
    assert cast.filing(scene.date, there).department == there


def test_a_filing_is_not_moved_to_a_day_without_its_department(scene):
    last = cast.division(scene.office, "지난담당관", valid_to=cast.JUNE_30)
    mine = cast.filing(scene.date, last)
    later = cast.reporting_date(scene.book, DAY_AFTER)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        Filing.objects.filter(pk=mine.pk).update(reporting_date=later)


@pytest.fixture
def regrouped(scene):
    """2030, in the organisation of 2031."""
    return cast.reporting_date(cast.book(scene.office, basis="재편", organised_on=NEW_YEAR_2031))


def test_a_regrouped_book_knows_the_departments_of_its_organisation(scene, regrouped):
    new = cast.division(scene.office, "올담당관", valid_from=NEW_YEAR_2031)
    assert not new.exists_on(regrouped.day)
    assert cast.filing(regrouped, new).department == new


def test_a_regrouped_book_knows_no_department_of_its_own_day(scene, regrouped):
    old = cast.division(scene.office, "지난담당관", valid_to=NEW_YEAR_2031 - timedelta(days=1))
    assert old.exists_on(regrouped.day)
    with cast.refused(guards.NO_SUCH_DEPARTMENT):
        cast.filing(regrouped, old)


# A filing's pointers, and the lines under its figures.


@pytest.mark.parametrize("pointer", ["standing", "published"])
def test_neither_pointer_leads_to_another_filing(scene, pointer):
    mine = cast.filing(scene.date, scene.star)
    with cast.refused(guards.FOREIGN_STATEMENT):
        Filing.objects.filter(pk=mine.pk).update(**{pointer: scene.statement})


@pytest.mark.parametrize("pointer", ["standing", "published"])
def test_a_filing_is_not_born_pointing_to_the_statement_of_another(scene, pointer):
    with cast.refused(guards.STARTS_EMPTY):
        cast.filing(scene.date, scene.star, **{pointer: scene.statement})


def test_pointers_move_on_to_a_later_version_and_may_stay_where_they_are(scene):
    third = cast.statement(scene.filing, version=3)
    for statement in (scene.statement, third, third):
        cast.publish(statement)
        scene.filing.refresh_from_db()
        assert scene.filing.standing == scene.filing.published == statement


@pytest.mark.parametrize("pointer", ["standing", "published"])
@pytest.mark.parametrize("to", ["an older version", "none"])
def test_neither_pointer_goes_back(scene, pointer, to):
    second = cast.statement(scene.filing, version=2)
    cast.publish(second)
    back = None if to == "none" else scene.statement
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정")
    with cast.refused(guards.FORWARD):
        Filing.objects.filter(pk=scene.filing.pk).update(**{pointer: back})
    scene.filing.refresh_from_db()
    assert scene.filing.standing == scene.filing.published == second


def test_a_pointer_that_moves_on_does_not_take_the_other_back(scene):
    cast.publish(cast.statement(scene.filing, version=2))
    third = cast.statement(scene.filing, version=3)
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정")
    with cast.refused(guards.FORWARD):
        Filing.objects.filter(pk=scene.filing.pk).update(
            state="정정", standing=third, published=scene.statement
        )


# What figures hang on: it stays what it was, and where it was.


def book_of_2031(scene):
    return cast.book(scene.office, 2031)


def date_of_2031(scene):
    return cast.reporting_date(book_of_2031(scene), date(2031, 6, 30))


MOVES = {
    "the filing to another department": ("filing", {"department": lambda scene: scene.star}),
    "the filing to another date": ("filing", {"reporting_date": date_of_2031}),
    "the date to another book": ("date", {"book": book_of_2031}),
    "the date to another day": ("date", {"day": DAY_AFTER}),
    "the date to another stage": ("date", {"stage": "결산"}),
    "the book to another office": ("book", {"office": another_office}),
    "the book to another year": ("book", {"fiscal_year": 2031}),
    "the book to another basis": ("book", {"basis": "재편", "organised_on": cast.JUNE_30}),
    "the department to another office": ("moon", {"parent": another_office}),
    "the department to an earlier end": ("moon", {"valid_to": DAY_BEFORE}),
    "the department to a later beginning": ("moon", {"valid_from": DAY_AFTER}),
    "the program to another department": ("program", {"department": lambda scene: scene.star}),
    "the line to another program": ("trees", {"program": another_program}),
}
RENUMBERED = ["filing", "date", "book", "moon", "program", "trees"]
FIXED = {"moon": guards.KEPT_DEPARTMENT, "program": guards.FIXED_LINE, "trees": guards.FIXED_LINE}


@pytest.mark.parametrize(("thing", "change"), MOVES.values(), ids=MOVES.keys())
def test_what_a_published_statement_hangs_on_does_not_move_under_it(scene, thing, change):
    cast.publish(scene.statement)
    change = {name: to(scene) if callable(to) else to for name, to in change.items()}
    row = getattr(scene, thing)
    with cast.refused(FIXED.get(thing, guards.FIXED_FRAME)):
        type(row).objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("thing", RENUMBERED)
def test_what_figures_hang_on_keeps_its_number(scene, thing):
    """Else something else could take the number, before a foreign key is looked at."""
    row = getattr(scene, thing)
    with cast.refused(FIXED.get(thing, guards.FIXED_FRAME)):
        cast.execute(f"UPDATE {row._meta.db_table} SET id = {10**6} WHERE id = %s", row.pk)


def test_what_no_figure_hangs_on_may_go(scene):
    empty = cast.filing(date_of_2031(scene), scene.star)
    purposeless = cast.program(empty.reporting_date.book, scene.star, scene.account)
    bare = cast.line(purposeless)
    for row in (bare, purposeless, empty, empty.reporting_date, empty.reporting_date.book):
        row.delete()
    scene.star.delete()
    assert not Department.objects.filter(code=scene.star.code).exists()


@pytest.mark.parametrize(
    "change", [{"valid_from": cast.JUNE_30, "valid_to": cast.JUNE_30}, {"name": "보름담당관"}]
)
def test_a_department_with_a_statement_may_still_be_known_better(scene, change):
    departments = Department.objects.filter(pk=scene.moon.pk)
    departments.update(**change)
    assert departments.filter(**change).exists()


@pytest.mark.parametrize("change", [{"valid_to": DAY_BEFORE}, {"valid_from": DAY_AFTER}])
def test_a_filing_without_a_statement_keeps_no_department(scene, change):
    cast.filing(scene.date, scene.star)
    departments = Department.objects.filter(pk=scene.star.pk)
    departments.update(**change)
    assert departments.filter(**change).exists()


def test_an_office_that_files_for_itself_is_kept_as_its_departments_are(scene):
    cast.statement(cast.filing(scene.date, scene.office))
    offices = Department.objects.filter(pk=scene.office.pk)
    offices.update(valid_to=cast.JUNE_30)
    with cast.refused(guards.KEPT_DEPARTMENT):
        offices.update(valid_to=DAY_BEFORE)


def test_a_regrouped_book_keeps_a_department_on_the_day_of_its_organisation(scene, regrouped):
    new = cast.division(scene.office, "올담당관", valid_from=NEW_YEAR_2031)
    cast.statement(cast.filing(regrouped, new))
    departments = Department.objects.filter(pk=new.pk)
    departments.update(valid_from=NEW_YEAR_2031 - timedelta(days=1))
    with cast.refused(guards.KEPT_DEPARTMENT):
        departments.update(valid_from=NEW_YEAR_2031 + timedelta(days=1))


@pytest.mark.parametrize("department", [of_another_office, another_office])
def test_a_program_is_of_a_department_of_its_book_s_office(scene, department):
    foreign = department(scene)
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        cast.program(scene.book, foreign, scene.account)
    mine = cast.program(scene.book, scene.star, scene.account)
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        Program.objects.filter(pk=mine.pk).update(department=foreign)


def test_a_program_does_not_go_to_the_book_of_another_office(scene):
    mine = cast.program(scene.book, scene.star, scene.account)
    theirs = cast.book(another_office(scene))
    with cast.refused(guards.FOREIGN_DEPARTMENT):
        Program.objects.filter(pk=mine.pk).update(book=theirs)


def test_an_office_may_have_a_program_without_a_division(scene):
    assert cast.program(scene.book, scene.office, scene.account).department == scene.office


@pytest.mark.parametrize("field", ["book", "department", "account"])
def test_a_program_with_figures_stays_in_its_book_department_and_account(scene, field):
    elsewhere = {
        "book": cast.book(scene.office, 2031),
        "department": scene.star,
        "account": cast.account("시험기금", "기금"),
    }
    with cast.refused(guards.FIXED_LINE):
        Program.objects.filter(pk=scene.program.pk).update(**{field: elsewhere[field]})


def test_a_line_and_a_program_without_figures_may_move(scene):
    elsewhere = cast.program(scene.book, scene.star, scene.account)
    LineItem.objects.filter(pk=scene.flowers.pk).update(program=elsewhere)
    Program.objects.filter(pk=elsewhere.pk).update(department=scene.moon, name="들판 가꾸기")
    scene.flowers.refresh_from_db()
    assert scene.flowers.program.department == scene.moon


def test_a_line_and_a_program_with_figures_may_still_be_read_better(scene):
    for thing in (scene.trees, scene.program):
        thing.reading = "바로 읽은 이름"
        thing.save()
        thing.refresh_from_db()
        assert str(thing) == "바로 읽은 이름"
