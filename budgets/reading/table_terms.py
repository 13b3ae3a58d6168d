"""From which cells of its own table a printed amount follows: rows that it adds up, columns beside it."""

from collections.abc import Sequence

from budgets.reading.budget_table import BudgetTable
from budgets.reading.facts import Term, in_printed_unit

Formed = tuple[str, tuple[Term, ...]]
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
    below = table.hierarchy.children(index)
    terms = _terms(table, below, at) if len(below) > 1 else None
    return ("합", terms) if terms else NOTHING


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
