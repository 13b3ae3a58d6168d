"""What stands around 변동 대장 on its page: other years, and how many were told too late."""

from typing import Any

from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Department
from reports.dates import written
from reports.register import Found
from reports.same_year import REGISTER, same_year


def register_page(
    office: Department, year: int, years: dict[int, Department], found: Found, counted: list
) -> dict[str, Any]:
    return {
        "code": office.code,
        "years": [
            (f"{each}년", reverse("register", args=[house.code, each, ""]), each == year)
            for each, house in years.items()
        ],
        "units": [unit.label for unit in Unit],
        "as_of": written(found.as_of),
        "counted": counted,
        "same_year": same_year(office, year, REGISTER),
    }
