"""What stands around the tasks of a document on its page: other documents, and which verdict."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Document
from reports.asked import read_said
from reports.dates import when_of
from reports.table import Report
from reports.tasks import Work
from reports.tasks_report import CHOICES, counted, read_asked_of_tasks


def tasks_page(
    report: Report, request: HttpRequest, work: Work, known: list[Document]
) -> dict[str, Any]:
    own = work.document
    return {
        "document": own,
        "count": (count := counted(work)),
        "judged": ", ".join(f"{word} {n}개" for word, n in count.verdicts.items() if n),
        "asked": read_asked_of_tasks(read_said(request.GET)),
        "verdicts": CHOICES,
        "units": [unit.label for unit in Unit],
        "dates": [
            (f"{each.key} {each.office.name}", reverse("tasks", args=[each.key, ""]), each == own)
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
