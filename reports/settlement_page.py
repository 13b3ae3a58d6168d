"""What stands around a settlement on its page: the identity as a sentence, other years, what to choose."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit, show
from departments.models import Department
from reports.asked import read_said, read_with_choices
from reports.choices import DEPTHS, KINDS, Choices
from reports.closing import Closing
from reports.dates import When, published_dates, when_of
from reports.execution_page import dates_of
from reports.same_year import SETTLEMENT, same_year
from reports.two_views import read_organisation

_SHARED = frozenset({"unit", "depth", "department", "kind", "q"})
_SIGNS = ("", "−", "−", "=")


def chosen(request: HttpRequest) -> Choices:
    readers = {"organisation": read_organisation}
    return read_with_choices(read_said(request.GET), readers, _SHARED)[0]


def settlement_page(
    request: HttpRequest,
    office: Department,
    when: When,
    closings: Sequence[Closing],
    departments: list[str],
) -> dict[str, Any]:
    choices = chosen(request)
    settled = [each for each in map(when_of, published_dates(office)) if each.is_settled]
    return {
        "choices": choices,
        "code": office.code,
        "closings": [_told(each, choices.unit) for each in closings],
        "dates": dates_of("settlement", office.code, list(dict.fromkeys(settled)), when),
        "units": [unit.label for unit in Unit],
        "depths": [depth for depth in DEPTHS if depth != "실국"],
        "departments": departments,
        "kinds": KINDS,
        "execution": reverse("execution", args=[office.code, when, ""]),
        "same_year": same_year(office, when.day.year, SETTLEMENT),
    }


def _told(closing: Closing, unit: Unit) -> dict[str, Any]:
    steps = [
        (sign, step.label, show(step.won, unit) if isinstance(step.won, int) else "-", step.href)
        for sign, step in zip(_SIGNS, closing.steps, strict=True)
    ]
    return {
        "account": closing.account,
        "steps": steps,
        "is_known": closing.is_known,
        "holds": closing.is_known and closing.holds,
    }
