"""Whose the rows of a table are, held against the departments that the rest of the report names.

A misspelt name would be a department of its own, and rows whose department's row is missing would
be the office's: both add up. They are stored as printed, and named.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from budgets.reading.budget_table import BudgetTable
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from departments.text import squeezed

ALIKE = 0.5  # of the letters


def strangers(
    tables: Sequence[BudgetTable], lines: Sequence[Line], known: Sequence[str]
) -> Iterator[Problem]:
    for table in tables:
        yield from _unknown(table, lines, known)
        yield from _of_nobody(table)


def _unknown(table: BudgetTable, lines: Sequence[Line], known: Sequence[str]) -> Iterator[Problem]:
    """A department that was abolished is no more among the others, but told of elsewhere."""
    names = {squeezed(name) for name in known}
    for i in sorted(table.departments if names else ()):
        row = table.rows[i]
        name = squeezed(row.name)
        if name in names or _is_told_of(name, lines, row.place):
            continue
        near = max(names, key=lambda each: (_likeness(name, each), each))
        hint = f" (가장 가까운 이름: {near})" if _likeness(name, near) >= ALIKE else ""
        yield Problem(row.place, f"{row.name}: 보고서의 다른 곳에 없는 부서{hint}")


def _is_told_of(name: str, lines: Sequence[Line], own: int) -> bool:
    said = re.compile(rf"(?<![가-힣0-9]){re.escape(name)}")
    return any(said.search(squeezed(cell)) for x in lines if x.place != own for cell in x.cells)


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


def _of_nobody(table: BudgetTable) -> Iterator[Problem]:
    """What an office pays into a fund is its own; its programs belong to departments."""
    if not table.departments:
        return
    last = None
    for leaf in sorted(table.filed()):
        if table.departments & {*table.chain(leaf)} or table.kind(leaf) == "재무활동":
            continue
        if last is None or any(i in table.departments for i in range(last, leaf)):
            words = f"부서 행이 없어 {table.owner}의 것으로 둠"
            yield Problem(table.rows[leaf].place, f"{table.rows[leaf].name}: {words}")
        last = leaf
