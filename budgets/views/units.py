"""The unit of a page's amounts, as ?unit=천원 asks for it."""

from collections.abc import Iterable

from budgets.amounts import Unit
from budgets.rows import Row
from budgets.side_by_side import fitting_unit


def asked_unit(request, rows: Iterable[Row]) -> Unit:
    """As asked; else the largest of 천원 and 원 that hides nothing."""
    said = request.GET.get("unit", "")
    return next((unit for unit in Unit if unit.label == said), None) or fitting_unit(rows)
