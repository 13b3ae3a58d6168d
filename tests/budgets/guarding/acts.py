"""What each guard stands against, done straight to the tables."""

from datetime import date, timedelta

import pytest
from django.db import connection

from budgets import guards
from budgets.guards import GUARDS as GUARDS_OF_BUDGETS
from budgets.models import (
    Book,
    BudgetChange,
    ChangeDay,
    Claim,
    CouncilNotice,
    Figure,
    Filing,
    LineItem,
    Program,
    Publication,
    ReportingDate,
    Revenue,
    RevenueCollection,
    RevenuePublication,
    RevenueReturn,
    SettlementItem,
    Statement,
    Statistic,
    StatisticValue,
    Step,
    StructureRecord,
    Task,
    Upload,
    Waiver,
)
from departments import triggers
from departments.guards import GUARDS as GUARDS_OF_PEOPLE
from departments.models import AccessRecord, Department, OrganisationRecord
from tests import cast
from tests.budgets.guarding import counts, explanations, findings, heads, links, plans

GUARDS = [*GUARDS_OF_PEOPLE, *GUARDS_OF_BUDGETS]
DAY_BEFORE, DAY_AFTER = cast.JUNE_30 - timedelta(days=1), cast.JUNE_30 + timedelta(days=1)
NEW_YEAR_2031 = date(2031, 1, 1)


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


def of_another_office(scene):
    return cast.division(cast.office("노을기획관"), "노을담당관")


def another_office(scene):
    return cast.office("노을기획관")


def another_program(scene):
    return cast.program(scene.book, scene.star, scene.account)


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


def itself(row):
    """INTO … SELECT of the columns that can be written: what the database works out cannot."""
    written = [field for field in row._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in written)
    table = row._meta.db_table
    return f"INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s"


def replace_past_the_triggers(row):
    """As another tool would, that knows nothing of the settings."""
    cast.execute("PRAGMA recursive_triggers=OFF")
    try:
        cast.execute(f"INSERT OR REPLACE {itself(row)}", row.pk)
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


def statistic(scene):
    return Statistic.objects.create(document=scene.document, place=20, series="강가 방문객")


def statistic_value(scene):
    return StatisticValue.objects.create(
        statistic=statistic(scene), position=1, item="계", printed="50명", value=50, place=20
    )


def change_a_statistic(scene):
    Statistic.objects.filter(pk=statistic(scene).pk).update(series="숲 방문객")


def delete_a_statistic(scene):
    cast.execute("DELETE FROM budgets_statistic WHERE id = %s", statistic(scene).pk)


def empty_the_statistics(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_statistic CASCADE")


def replace_a_statistic(scene):
    replace_past_the_triggers(statistic(scene))


def change_a_statistic_value(scene):
    StatisticValue.objects.filter(pk=statistic_value(scene).pk).update(value=51)


def delete_a_statistic_value(scene):
    cast.execute("DELETE FROM budgets_statisticvalue WHERE id = %s", statistic_value(scene).pk)


def empty_the_statistic_values(scene):
    connection.check_constraints()
    cast.execute("TRUNCATE budgets_statisticvalue CASCADE")


def replace_a_statistic_value(scene):
    replace_past_the_triggers(statistic_value(scene))


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


def report_a_line_that_ended(scene):
    LineItem.objects.filter(pk=scene.flowers.pk).update(ends_on=DAY_BEFORE)
    cast.figure(scene.statement, scene.flowers, spent=10)


def end_a_line_before_its_figures(scene):
    LineItem.objects.filter(pk=scene.trees.pk).update(ends_on=DAY_BEFORE)


def access_record(scene):
    return AccessRecord.objects.create(
        at=cast.NOON, act="계정 개설", subject_name="가람", by_name="프로그램"
    )


def settled(scene, **facts):
    known = {"document": scene.document, "reporting_date": scene.date, "heading": "전용"}
    return SettlementItem.objects.create(**known | {"place": 20, "position": 1, "won": 10} | facts)


def change_day(scene):
    day = {"first": cast.JUNE_30, "last": cast.JUNE_30, "printed": "2030. 6. 30."}
    return ChangeDay.objects.create(
        item=settled(scene), act="결정", document=scene.document, place=20, **day
    )


def put_an_item_below_another_heading(scene):
    settled(scene, position=2, heading="이체", parent=settled(scene))


def revenue(scene, **facts):
    return cast.revenue(scene.document, scene.account, **facts)


def collection(scene, **facts):
    known = {"document": scene.document, "office": scene.office, "account": scene.account}
    told = {"place": 40, "fiscal_year": 2030, "day": cast.JUNE_30, "won": 10}
    return RevenueCollection.objects.create(**known | told | facts)


def of_another_document(scene):
    return cast.revenue(cast.document(scene.office, "2030-08"), scene.account)


def task(scene, **facts):
    known = {"document": scene.document, "position": 1, "kind": "과제", "place": 20}
    return Task.objects.create(title="강가 가꾸기", **known | facts)


def put_a_task_under_another_document_s(scene):
    other = cast.document(scene.office, key="2030-08")
    task(scene, position=2, parent=task(scene, document=other))


def enter_a_row_of_what_is_published(scene):
    own = cast.returned(scene)
    cast.confirm(own)
    cast.entered(own)


# What is written once, and what of it another tool would try to write anew.
WRITTEN_ONCE = {
    Step: (step, {"words": "고침"}),
    Waiver: (waiver, {"reason": "고침"}),
    Upload: (upload, {"name": "고침.xlsx"}),
    BudgetChange: (budget_change, {"won": 20}),
    CouncilNotice: (notice, {"told_on": DAY_AFTER}),
    AccessRecord: (access_record, {"reason": "고침"}),
    OrganisationRecord: (organisation_record, {"reason": "고침"}),
    StructureRecord: (links.structure_record, {"reason": "고침"}),
    SettlementItem: (settled, {"won": 20}),
    ChangeDay: (change_day, {"printed": "어느 날"}),
    Revenue: (revenue, {"name": "고침"}),
    RevenueCollection: (collection, {"won": 20}),
    **findings.WRITTEN_ONCE,
    **explanations.WRITTEN_ONCE,
    RevenueReturn: (cast.returned, {"unit": "원"}),
    RevenuePublication: (
        lambda scene: cast.confirm(cast.returned(scene)),
        {"at": cast.NOON},
    ),
    **counts.WRITTEN_ONCE,
    **heads.WRITTEN_ONCE,
    **plans.WRITTEN_ONCE,
    Task: (task, {"title": "고침"}),
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
    **findings.ACTS,
    **explanations.ACTS,
    **counts.ACTS,
    **heads.ACTS,
    **plans.ACTS,
    **links.ACTS,
    "linelink_not_replaced": lambda scene: replace_past_the_triggers(
        cast.changed(links.link(scene), {"how": "옮김"})
    ),
    "linelinkwithdrawal_not_replaced": lambda scene: replace_past_the_triggers(
        links.withdrawal(scene)
    ),
    "headcount_not_replaced": lambda scene: replace_past_the_triggers(
        cast.changed(heads.entered(scene), {"actual": 8})
    ),
    "figure_on_its_day": report_a_line_that_ended,
    "lineitem_days": end_a_line_before_its_figures,
    "filing_way": leave_the_way,
    "filing_stands": hand_in_another_than_what_stands,
    "step_own_statement": record_a_foreign_statement,
    "step_not_by_its_author": approve_one_s_own,
    "waiver_sealed": except_what_is_handed_in,
    "waiver_own_line": except_a_line_that_is_not_there,
    "statement_own_file": hand_in_a_foreign_file,
    "revenue_own_parent": lambda scene: revenue(scene, parent=of_another_document(scene)),
    "revenuecollection_own_category": lambda scene: collection(
        scene, category=of_another_document(scene)
    ),
    "revenue_sealed": enter_a_row_of_what_is_published,
    "revenue_own_return": lambda scene: cast.entered(cast.returned(scene), fiscal_year=2029),
    "revenuepublication_not_by_its_author": lambda scene: cast.confirm(
        cast.returned(scene), by="다온"
    ),
    "budgetchange_sides": transfer_between_years,
    "budgetchange_back": take_back_more,
    "publication_no_update": change_a_publication,
    "publication_no_delete": delete_a_publication,
    "publication_no_truncate": empty_the_publications,
    "publication_happened": say_that_a_draft_was_published,
    "statement_not_replaced": replace_a_statement,
    "figure_not_replaced": replace_a_figure,
    "settlementitem_own_heading": put_an_item_below_another_heading,
    "task_own_parent": put_a_task_under_another_document_s,
    "claim_no_update": change_a_claim,
    "claim_no_delete": delete_a_claim,
    "claim_no_truncate": empty_the_claims,
    "claim_not_replaced": replace_a_claim,
    "statistic_no_update": change_a_statistic,
    "statistic_no_delete": delete_a_statistic,
    "statistic_no_truncate": empty_the_statistics,
    "statistic_not_replaced": replace_a_statistic,
    "statisticvalue_no_update": change_a_statistic_value,
    "statisticvalue_no_delete": delete_a_statistic_value,
    "statisticvalue_no_truncate": empty_the_statistic_values,
    "statisticvalue_not_replaced": replace_a_statistic_value,
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
        *explanations.WITH_STATEMENTS,
    ],
    "upload_no_truncate": [
        "statement_no_truncate",
        "figure_no_truncate",
        "publication_no_truncate",
        "step_no_truncate",
        "waiver_no_truncate",
        *explanations.WITH_STATEMENTS,
    ],
    "budgetchange_no_truncate": ["councilnotice_no_truncate"],
    "settlementitem_no_truncate": ["changeday_no_truncate"],
    "revenue_no_truncate": ["revenuecollection_no_truncate"],
    "revenuereturn_no_truncate": [
        "revenuepublication_no_truncate",
        "revenue_no_truncate",
        "revenuecollection_no_truncate",
    ],
    **findings.BESIDE,
    **explanations.BESIDE,
    **counts.BESIDE,
    **heads.BESIDE,
    **plans.BESIDE,
    **links.BESIDE,
}

each_guard = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
