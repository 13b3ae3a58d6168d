"""What stands around the ranking on its page: other dates, and the thresholds to be changed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Department
from reports.asked import read_said
from reports.choices import KINDS
from reports.dates import When, newest_whens
from reports.execution_page import DATES, dates_of
from reports.percent import percent_short
from reports.table import Report
from reports.thresholds import MOST, read_thresholds


def ranking_page(
    report: Report,
    request: HttpRequest,
    office: str,
    when: When,
    whose: Department | None,
    departments: list[str],
) -> dict[str, Any]:
    asked = read_thresholds(read_said(request.GET))
    return {
        "asked": asked,
        "code": office,
        "below": percent_short(asked.below).rstrip("%"),
        "bands": ",".join(percent_short(edge).rstrip("%") for edge in asked.bands),
        "most": MOST,
        "dates": dates_of("ranking", office, newest_whens(whose, DATES), when),
        "units": [unit.label for unit in Unit],
        "departments": departments,
        "kinds": KINDS,
        "execution": reverse("execution", args=[office, when, ""]),
    }
