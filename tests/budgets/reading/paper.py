"""Reports as their text would be, written so that a reader sees the table."""

import re

from budgets.reading.report import read


def tabbed(text):
    """'가 | 나' is two cells with a tab between them."""
    return re.sub(r" *\| *", "\t", text)


def report(text):
    """The text as a file has it, its first line on line 1."""
    return read(tabbed(text.removeprefix("\n")))


def figures(found, unit=1_000):
    """By sheet: (line of the text, department, program, name, amounts as printed)."""
    return [
        (row.place, row.department, row.program, row.name, *_amounts(row, unit))
        for sheet in found.sheets
        for row in sheet.rows
    ]


def _amounts(row, unit):
    return [a.state if a.won is None else a.won // unit for a in row.amounts.values()]


def dates(found):
    return [
        (s.when.fiscal_year, s.when.basis, s.when.day.isoformat(), s.when.stage, s.account)
        for s in found.sheets
    ]


def claims(found, *places):
    """(line, measure, printed, value) of the claims on these lines."""
    return [
        (c.place, c.measure, c.printed, c.value)
        for c in found.claims
        if not places or c.place in places
    ]


def problems(found):
    return [(problem.place, problem.words) for problem in found.problems]
