"""What stands around a work's figures on its page: who it is, its charts, the unit."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from budgets.amounts import Unit
from budgets.models import LineItem
from reports.table import Report
from reports.timeline import charts
from reports.work import History, stands_of

_NAMED = {"line": "세부사업", "program": "정책사업"}


def work_page(report: Report, history: History) -> dict[str, Any]:
    own, program = history.own, history.program
    return {
        "own": own,
        "program": program,
        "level": _NAMED[history.level],
        "is_line": isinstance(own, LineItem),
        "drawn": _drawn(report, history),
        "units": [unit.label for unit in Unit],
        "ways": list(_ways(history)),
    }


def _ways(history: History) -> Iterator[tuple[str, str]]:
    """To the same work on other pages: how its budget came about, and what it was and became."""
    own = history.own
    running = {
        (each.when, each.office)
        for each in history.entries
        if own == (each.line if isinstance(own, LineItem) else each.line.program)
        and each.when.stage != "예산"
        and not each.when.is_regrouped
    }
    name = "line" if isinstance(own, LineItem) else "program"
    for when, office in sorted(running, key=lambda pair: pair[0].age, reverse=True):
        href = f"{reverse('bridge', args=[office, when, ''])}?{name}={own.pk}"
        yield f"{when.words} 예산현액의 다리", href
    office = history.program.book.office.code
    department = quote(history.program.department.name)
    yield "사업의 이어짐", f"{reverse('lineage_lines', args=[office, ''])}?department={department}"


def _drawn(report: Report, history: History) -> list:
    """Each table with the charts that stand above it."""
    first = charts("work", str(history.own), stands_of(history))
    return [(table, first if at == 0 else []) for at, table in enumerate(report.tables)]
