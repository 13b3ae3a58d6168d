"""What stands around the ranking on its page: other dates, and the thresholds to be changed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Department
from reports.choices import KINDS
from reports.dates import When, published_dates, when_of
from reports.execution_page import departments_on
from reports.ranking import MOST, percent, read_thresholds
from reports.table import Report


def ranking_page(
    report: Report, request: HttpRequest, office: str, when: When, whose: Department | None
) -> dict[str, Any]:
    dates = published_dates(whose)
    found = dict.fromkeys(when_of(each) for each in dates)
    asked = read_thresholds(request.GET.dict())
    return {
        "asked": asked,
        "below": percent(asked.below).rstrip("%"),
        "bands": ",".join(percent(edge).rstrip("%") for edge in asked.bands),
        "most": MOST,
        "dates": [
            (each.words, reverse("ranking", args=[office, each, ""]), each == when)
            for each in found
        ],
        "units": [unit.label for unit in Unit],
        "departments": departments_on(dates, when),
        "kinds": KINDS,
        "execution": reverse("execution", args=[office, when, ""]),
    }
