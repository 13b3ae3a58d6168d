"""업무추진비 that another table of the same day holds already: no figures of the ledger, but what was spent on
what, as a series of its own.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.amounts import Amount
from budgets.reading.budget_table import BudgetTable
from budgets.reading.facts import Sheet, in_printed_unit
from budgets.reading.statistic_facts import STATED, CountFacts, StatisticFacts
from budgets.tally import BY_LINE, EXPENSE
from departments.text import squeezed

_LINE = re.compile(rf"{EXPENSE}|^(?:기관운영|시책추진|정원가산|부서운영|의정운영공통)$")
_GROUPS = {"appropriated": "예산액", "budget": "예산현액", "spent": "집행액"}


def expense_counts(table: BudgetTable) -> StatisticFacts | None:
    """By 과목, where each row is called by one; else by what it was spent on."""
    sheets = list(table.sheets())
    if len(sheets) != 1 or len(sheets[0].rows) < 2:
        return None
    (sheet,) = sheets
    is_by_line = all(_LINE.search(squeezed(row.name)) for row in sheet.rows)
    values = tuple(_values(sheet, BY_LINE if is_by_line else "", _cells(table)))
    if not values:
        return None
    return StatisticFacts(table.table.head_place, EXPENSE, values, None, sheet.when.day, STATED)


def _cells(table: BudgetTable) -> dict[tuple[int, str], str]:
    """What each amount is printed as."""
    return {
        (row.place, column.role): cell
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=False)
    }


def _values(sheet: Sheet, before: str, cells: dict[tuple[int, str], str]) -> Iterator[CountFacts]:
    """Of what was budgeted only by 과목: nothing is budgeted for what it is spent on."""
    told: Sequence[str] = [m for m in _GROUPS if any(m in row.amounts for row in sheet.rows)]
    told = told if before else ["spent"] if "spent" in told else []
    for measure in told:
        for row in sheet.rows:
            amount: Amount = row.amounts[measure]
            value = None if amount.won is None else in_printed_unit(amount.won, sheet.unit)
            yield CountFacts(
                *(row.name, f"{before}{_GROUPS[measure]}", sheet.unit.label, amount.state),
                value if amount.state == "value" else None,
                *(cells.get((row.place, measure), ""), row.place),
            )
