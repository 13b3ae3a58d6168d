"""What stands around the pages of 조직과 계보: the ways between them, and their drawings."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from budgets.amounts import Unit
from departments.models import Department
from reports.table import Report, Table

UNITS = [unit.label for unit in Unit]
DESCENT, LINES, PEOPLE, REGROUPED = "조직과 계보", "사업의 이어짐", "정원과 현원", "재편"
PRINTED, TODAYS = "그때의 조직", "오늘의 조직"

Drawn = list[tuple[str, str]]  # captions and drawings


def lineage_page(
    report: Report,
    own: Department | None,
    here: str,
    years: list[int],
    drawn: dict[str, Drawn] | None = None,
    on_paper: Callable[[Table], Any] = lambda table: None,
    **more: Any,
) -> dict[str, Any]:
    """`drawn`: by the key of the table that they are drawn from. `on_paper`: a table in fewer rows.
    `years`: published in two organisations. Of all offices there are no ways between them."""
    return {
        "own": own,
        "here": here,
        "pages": [(x, href, x == here) for x, href in (pages_of(own, years) if own else ())],
        "units": UNITS,
        "has_unit": any(table.has_amounts for table in report.tables),
        "parts": [
            (table, (drawn or {}).get(table.key, []), on_paper(table)) for table in report.tables
        ],
        **more,
    }


def pages_of(own: Department, years: list[int]) -> list[tuple[str, str]]:
    return [
        (DESCENT, reverse("lineage", args=[own.code, ""])),
        (LINES, reverse("lineage_lines", args=[own.code, ""])),
        *((regrouped_words(year), _regrouped_href(own, year)) for year in years),
        (PEOPLE, reverse("lineage_people", args=[own.code, ""])),
    ]


def _regrouped_href(own: Department, year: int) -> str:
    return f"{reverse('regrouped', args=[own.code, ''])}?year={year}"


def regrouped_words(year: int) -> str:
    return f"{year}년 {REGROUPED}"
