"""What stands around the tasks of a document, or of what was entered, on its page: the others, and which
verdict."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from reports.asked import read_said
from reports.called_today import Called
from reports.dates import when_of
from reports.table import Report
from reports.task_sources import Source
from reports.tasks import UNKNOWN, Work
from reports.tasks_report import CHOICES, Counted, counted, read_asked_of_tasks


def _numbers(count: Counted) -> tuple[int, ...]:
    """Of each that may be chosen."""
    return (*count.verdicts.values(), count.silent, count.unknown)


def tasks_page(
    report: Report, request: HttpRequest, work: Work, known: Sequence[Source], called: Called
) -> dict[str, Any]:
    own = work.source
    return {
        "source": own,
        "count": (count := counted(work)),
        "asked": (asked := read_asked_of_tasks(read_said(request.GET))),
        "verdicts": [
            (word, f"{word} {number}")
            for word, number in zip(CHOICES, _numbers(count), strict=True)
            if (number or word == asked.verdict) and not (own.is_entered and word == UNKNOWN)
        ],
        "units": [unit.label for unit in Unit],
        "dates": [
            (
                f"{each.key} {called.department(each.office).words}{' (적음)' * each.is_entered}",
                each.href,
                each == own,
            )
            for each in known
        ],
        "executions": [
            (
                when_of(date).words,
                reverse("execution", args=[date.book.office.code, when_of(date), ""]),
            )
            for date in work.dates
        ],
    }
