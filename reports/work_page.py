"""What stands around a work's figures on its page: who it is, its charts, the unit."""

from typing import Any

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
    }


def _drawn(report: Report, history: History) -> list:
    """Each table with the charts that stand above it."""
    first = charts("work", str(history.own), stands_of(history))
    return [(table, first if at == 0 else []) for at, table in enumerate(report.tables)]
