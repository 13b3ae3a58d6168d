"""What stands around 변동 대장 on its page: other years, and how many were told too late."""

from typing import Any

from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Department
from reports.dates import published_dates, when_of, written
from reports.register import Found


def register_page(
    office: Department, year: int, years: list[int], found: Found, counted: list
) -> dict[str, Any]:
    settled = [each for each in map(when_of, published_dates(office)) if each.is_settled]
    own = [each for each in settled if each.day.year == year]
    return {
        "code": office.code,
        "years": [
            (f"{each}년", reverse("register", args=[office.code, each, ""]), each == year)
            for each in years
        ],
        "units": [unit.label for unit in Unit],
        "as_of": written(found.as_of),
        "counted": counted,
        "settlement": own and reverse("settlement", args=[office.code, own[0], ""]),
    }
