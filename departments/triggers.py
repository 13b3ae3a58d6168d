"""Triggers: how a rule that a CHECK cannot say gets into the database itself, on both databases.

Which rules there are stands with the tables that they keep (`departments.guards`, `budgets.guards`);
here is only how one is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    name: str
    table: str
    event: str
    message: str
    when: str = ""
    only: str = ""  # the one database that needs it


@dataclass(frozen=True)
class Record:
    """What the database writes down by itself after an act, so that no road past it is silent."""

    name: str
    table: str
    when: str
    does: str
    before: str = "NULL"  # what PostgreSQL does first; SQLite has one writer at a time anyway


def of_vendor(guards: Iterable[Guard], vendor: str) -> list[Guard]:
    return [guard for guard in guards if guard.only in ("", vendor)]


def never_changes(table: str, message: str) -> list[Guard]:
    """What is written there stays as it was written, whichever way one comes."""
    name = table.split("_", 1)[1]
    return [
        Guard(f"{name}_no_update", table, "UPDATE", message),
        Guard(f"{name}_no_delete", table, "DELETE", message),
        Guard(f"{name}_no_truncate", table, "TRUNCATE", message, only="postgresql"),
    ]


def is_there(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} was WHERE was.id = NEW.id)"


def written_once(table: str, message: str) -> list[Guard]:
    """Neither changed, nor removed, nor put in another's place: REPLACE by a tool that does not switch
    on recursive triggers would walk past the others."""
    name = f"{table.split('_', 1)[1]}_not_replaced"
    return [
        *never_changes(table, message),
        Guard(name, table, "INSERT", message, is_there(table), only="sqlite"),
    ]


def install(guards: Iterable[Guard], records: Iterable[Record], editor) -> None:
    vendor = editor.connection.vendor
    for guard in of_vendor(guards, vendor):
        for sql in create(guard, vendor):
            editor.execute(sql)
    for record in records:
        for sql in create_record(record, vendor):
            editor.execute(sql)


def remove(guards: Iterable[Guard], records: Iterable[Record], editor) -> None:
    vendor = editor.connection.vendor
    for record in records:
        editor.execute(drop_record(record, vendor))
    for guard in of_vendor(guards, vendor):
        editor.execute(drop(guard, vendor))


def create(guard: Guard, vendor: str) -> list[str]:
    return {"sqlite": _sqlite, "postgresql": _postgresql}[vendor](guard)


def drop(guard: Guard, vendor: str) -> str:
    on = f" ON {guard.table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER guard_{guard.name}{on}"


def _sqlite(guard: Guard) -> list[str]:
    when = f"WHEN {guard.when}" if guard.when else ""
    return [
        f"CREATE TRIGGER guard_{guard.name} BEFORE {guard.event} ON {guard.table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    ]


def _postgresql(guard: Guard) -> list[str]:
    # 23001 is restrict_violation, which Django hands on as IntegrityError, as SQLite's ABORT is.
    refuse = f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = '23001';"
    row = "OLD" if guard.event == "DELETE" else "NEW"
    body = f"IF {guard.when} THEN {refuse} END IF; RETURN {row};" if guard.when else refuse
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {body} END $$",
        f"CREATE TRIGGER guard_{guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH {each} EXECUTE FUNCTION guard_{guard.name}()",
    ]


def create_record(record: Record, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER record_{record.name} AFTER UPDATE ON {record.table} "
            f"WHEN {record.when} BEGIN {record.does}; END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION record_{record.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {record.when} THEN {record.before}; {record.does}; END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER record_{record.name} AFTER UPDATE ON {record.table} "
        f"FOR EACH ROW EXECUTE FUNCTION record_{record.name}()",
    ]


def drop_record(record: Record, vendor: str) -> str:
    on = f" ON {record.table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER record_{record.name}{on}"
