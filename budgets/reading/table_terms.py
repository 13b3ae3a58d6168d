"""From which cells of its own table a printed amount follows: rows that it adds up, columns beside it."""

from collections.abc import Sequence
from decimal import Decimal

from budgets.amounts import Refused, parse_amount, parse_count
from budgets.reading.budget_table import BudgetTable
from budgets.reading.facts import Term, in_printed_unit
from departments.text import squeezed

Formed = tuple[str, tuple[Term, ...]]
COUNTED = "건"
NOTHING: Formed = ("", ())


def worked_out(table: BudgetTable, index: int, at: int) -> Formed:
    """A sum by its rows; what is derived, by the amounts of its own row."""
    known = table.columns[at]
    if known.is_amount or known.is_kind:
        return sum_of_rows(table, index, at)
    beside = [terms[0] for each in _beside(table, at) if (terms := _terms(table, [index], each))]
    if len(beside) != len(_beside(table, at)) or len(beside) < 2:
        return NOTHING
    formulas = {"change": "차", "lapsed": "차", "rate": "비중", "change_rate": "증감률"}
    return formulas[known.role], tuple(beside)


def sum_of_rows(table: BudgetTable, index: int, at: int) -> Formed:
    below = [i for i in table.hierarchy.children(index) if i not in table.hierarchy.summaries]
    terms = _terms(table, below, at) if len(below) > 1 else None
    return ("합", terms) if terms else NOTHING


def sum_beside(table: BudgetTable, index: int, at: int) -> tuple[Term, tuple[Term, ...]] | None:
    """Of a column without a place in the ledger (건수, 국비): the row's cell and those that it adds up;
    None where any of them is no number."""
    below = table.hierarchy.children(index)
    cells = [_cell(table, row, at) for row in (index, *below)] if len(below) > 1 else [None]
    return (cells[0], tuple(cells[1:])) if all(cells) else None


def _cell(table: BudgetTable, index: int, at: int) -> Term | None:
    row, unit = table.rows[index], table.context.unit
    is_count = squeezed(table.table.columns[at]).startswith("건수")
    try:
        if is_count:
            value = parse_count(row.cells[at]).number
        else:
            won = parse_amount(row.cells[at], unit).won
            value = None if won is None else in_printed_unit(won, unit)
    except Refused:
        return None
    if value is None:
        if row.cells[at] != "-":
            return None
        value = 0
    label = COUNTED if is_count else unit.label
    return Term(row.name, row.cells[at], Decimal(value), label, row.place)


def _terms(table: BudgetTable, rows: Sequence[int], at: int) -> tuple[Term, ...] | None:
    """A dash is nothing to add; a blank is not known, and then nothing is."""
    found = []
    for index in rows:
        row, amount = table.rows[index], table.amounts[index].get(at)
        if amount is None or amount.state not in ("value", "dash"):
            return None
        value = in_printed_unit(amount.won or 0, table.context.unit)
        label = row.name if len(rows) > 1 else table.table.columns[at]
        found.append(Term(label, row.cells[at], value, table.context.unit.label, row.place))
    return tuple(found)


def _beside(table: BudgetTable, at: int) -> list[int]:
    """The columns that a derived one is worked out from, in their order."""
    role = table.columns[at].role
    where = {(c.role, c.year): i for i, c in enumerate(table.columns)}
    if role in ("change", "change_rate"):
        years = sorted((c.year for c in table.columns if c.is_amount and c.year), reverse=True)
        return [where["appropriated", year] for year in years[:2]] if len(years) == 2 else []
    by_role = {c.role: i for i, c in enumerate(table.columns) if c.is_amount or c.is_kind}
    base = by_role.get("budget", by_role.get("appropriated"))
    if base is None or "spent" not in by_role:
        return []
    if role == "rate":
        return [by_role["spent"], base]
    kinds = [i for i, c in enumerate(table.columns) if c.is_kind]
    carried = [by_role["carried"]] if "carried" in by_role else kinds
    return [base, by_role["spent"], *carried]
