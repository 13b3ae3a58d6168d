"""What stands around a department's figures: since when, before and after, and charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from budgets.amounts import Unit
from departments.models import Department, Succession
from reports.department import EARLIER, LATER, OWN, Record, called, stands_of
from reports.department_people import validity_words
from reports.overview import day_words
from reports.places import place_words
from reports.table import Report, Table
from reports.timeline import charts


def department_page(report: Report, record: Record) -> dict[str, Any]:
    own = record.own
    about = {table.key for table in record.about}
    return {
        "own": own,
        "since": validity_words(own, own.told_to),
        "origins": _links(record, EARLIER),
        "heirs": _links(record, LATER),
        "divisions": [(each, validity_words(each, each.told_to)) for each in record.divisions],
        "drawn": _drawn([table for table in report.tables if table.key not in about], record),
        "about": [table for table in report.tables if table.key in about],
        "units": [unit.label for unit in Unit],
    }


def _drawn(tables: Sequence[Table], record: Record) -> list:
    """Each table with the charts that stand above it."""
    account_of = {name: pk for pk, name in record.accounts.items()}
    return [
        (table, _charts(at, account_of[table.key], record))
        if table.key in account_of
        else (table, [])
        for at, table in enumerate(tables)
    ]


def _charts(at: int, account: int, record: Record) -> list[tuple[str, str]]:
    whose = f"{record.own} {record.accounts[account]}"
    return charts(f"account-{at}", whose, stands_of(record, account))


# --- since when, and who before and after ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kin:
    """A link of the chain; None where nobody knows which department."""

    kind: str
    before: tuple[int, str] | None
    after: tuple[int, str] | None
    when: str
    evidence: str
    meaning: str
    note: str
    source: str


def _links(record: Record, way: str) -> list[Kin]:
    """What leads here, or what leads on from here, however far."""
    there = {pk for pk, kinship in record.kinship.items() if kinship in (OWN, way)}
    side, other = ("after_id", "before_id") if way == EARLIER else ("before_id", "after_id")
    return [
        _kin(each, record.departments)
        for each in sorted(record.links, key=lambda link: link.day or link.not_after or date.max)
        if getattr(each, side) in there and getattr(each, other) in {*there, None}
    ]


def _kin(each: Succession, departments: dict[int, Department]) -> Kin:
    sides = [
        (side.pk, called(side, departments)) if side else None for side in (each.before, each.after)
    ]
    source = place_words(each.document.key, each.place) if each.document else ""
    return Kin(
        each.kind,
        *sides,
        day_words(each),
        each.evidence,
        each.get_evidence_display(),
        # Why an office recorded it is said to the office, which wrote it for itself.
        "" if each.evidence == Succession.Evidence.RECORDED else each.note,
        source,
    )
