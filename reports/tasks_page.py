"""What stands around the tasks of a document on its page: other documents, and which verdict."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Document
from reports.asked import read_said
from reports.called_today import Called
from reports.dates import when_of
from reports.table import Report
from reports.tasks import Work
from reports.tasks_report import CHOICES, Counted, counted, read_asked_of_tasks


def _numbers(count: Counted) -> tuple[int, ...]:
    """Of each that may be chosen."""
    return (*count.verdicts.values(), count.silent, count.unknown)


def tasks_page(
    report: Report, request: HttpRequest, work: Work, known: list[Document], called: Called
) -> dict[str, Any]:
    own = work.document
    return {
        "document": own,
        "count": (count := counted(work)),
        "asked": (asked := read_asked_of_tasks(read_said(request.GET))),
        "verdicts": [
            (word, f"{word} {number}")
            for word, number in zip(CHOICES, _numbers(count), strict=True)
            if number or word == asked.verdict
        ],
        "units": [unit.label for unit in Unit],
        "dates": [
            (
                f"{each.key} {called.department(each.office).words}",
                reverse("tasks", args=[each.key, ""]),
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
