"""What stands around a 다리: other dates, what it is for, and the drawing of the whole of each account."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit, show
from departments.models import Department
from reports.asked import read_said
from reports.bridge import UNEXPLAINED
from reports.bridge_asked import read_asked_of_bridge
from reports.bridge_report import COLUMNS
from reports.charts import waterfall as drawings
from reports.charts.svg import Origin
from reports.charts.waterfall import Step, waterfall
from reports.choices import DEPTHS, KINDS
from reports.dates import When
from reports.execution import Execution
from reports.picture import twice
from reports.same_year import BRIDGE, EXECUTION, same_year
from reports.table import Report, Table

_KEYS = tuple(column.key for column in COLUMNS)


def bridge_page(
    report: Report,
    request: HttpRequest,
    own: Department,
    fiscal_year: int,
    when: When,
    found: Execution,
    divisions: list[str],
    others: list[When],
) -> dict[str, Any]:
    asked, office = read_asked_of_bridge(read_said(request.GET)), own.code
    return {
        "asked": asked,
        "code": office,
        "of_what": " ".join(value for label, value in asked.words(found) if label in _WHAT),
        "parts": [
            (table, *_drawn(table, report.unit, at)) for at, table in enumerate(report.tables, 1)
        ],
        "dates": [
            (each.words, reverse("bridge", args=[office, each, ""]), each == when)
            for each in others
        ],
        "execution": (execution := reverse("execution", args=[office, when, ""])),
        # The table of this very date, which may not be the year's newest.
        "same_year": [
            (words, execution if words == EXECUTION else href)
            for words, href in same_year(own, fiscal_year, BRIDGE)
        ],
        "units": [unit.label for unit in Unit],
        "depths": [depth for depth in DEPTHS if depth != "실국"],
        "departments": divisions,
        # Of today's departments none is asked for: a program may stand in several of them.
        "programs": _programs(found, "" if asked.is_today else asked.choices.department),
        "chosen_program": str(asked.program or ""),
        "kinds": KINDS,
        "unexplained": UNEXPLAINED,
    }


_WHAT = ("부서", "정책사업", "세부사업", "종류")


def _programs(found: Execution, department: str) -> list[tuple[str, str]]:
    """Of the chosen department; of several each with its own."""
    names = found.names
    there = sorted(
        {leaf.program for leaf in found.leaves},
        key=lambda pk: (
            names.departments[names.programs[pk].parent].order,
            names.programs[pk].order,
        ),
    )
    told = [
        (pk, names.programs[pk].name, names.departments[names.programs[pk].parent].name)
        for pk in there
    ]
    return [
        (str(pk), name if department else f"{own} / {name}")
        for pk, name, own in told
        if department in ("", own)
    ]


def _drawn(table: Table, unit: Unit, at: int) -> tuple[str, str]:
    if tuple(column.key for column in table.columns) != _KEYS:
        return "", ""
    steps = [
        Step(column.label, cell, is_end=column.key in ("appropriated", "budget"))
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True)
    ]
    if not all(isinstance(step.cell, int) for step in steps if step.is_end):
        return "", ""  # half of it is no bridge
    title = f"{table.title} 예산현액의 다리 (단위: {unit.label})"
    origin = Origin(f"table-{at}", table.title)
    drawn = twice(
        lambda **room: waterfall(title, steps, lambda won: show(won, unit), origin=origin, **room),
        f"bridge-{at}",
        (drawings.BROAD, drawings.NARROW),
    )
    return title, drawn
