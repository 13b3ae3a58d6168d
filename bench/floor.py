"""The least that a page of a date could cost: bare SQL, integers added up, one joined string.

No choices, no gaps, no links, no frame. What the application does beyond this is what is measured.
"""

from collections import defaultdict
from html import escape

from django.db import connection

_FIGURES = """
    SELECT figure.line_id, figure.budget, figure.committed, figure.spent
      FROM budgets_figure figure
      JOIN budgets_filing filing ON filing.published_id = figure.statement_id
      JOIN budgets_reportingdate date ON date.id = filing.reporting_date_id
      JOIN budgets_book book ON book.id = date.book_id
      JOIN departments_department office ON office.id = book.office_id
     WHERE date.day = %s AND date.stage = '집행' AND (%s = '전체' OR office.code = %s)
"""
_LINES = """
    SELECT line.id, line.name, line.program_id
      FROM budgets_lineitem line
      JOIN budgets_program program ON program.id = line.program_id
      JOIN budgets_book book ON book.id = program.book_id
      JOIN departments_department office ON office.id = book.office_id
     WHERE book.fiscal_year = %s AND (%s = '전체' OR office.code = %s)
     ORDER BY program.department_id, program.position, line.position
"""
_PROGRAMS = """
    SELECT program.id, program.name, program.department_id
      FROM budgets_program program
      JOIN budgets_book book ON book.id = program.book_id
      JOIN departments_department office ON office.id = book.office_id
     WHERE book.fiscal_year = %s AND (%s = '전체' OR office.code = %s)
"""


def read(day: str, office: str):
    year = int(day[:4])
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [day, office, office])
        figures = {line: amounts for line, *amounts in cursor.fetchall()}
        cursor.execute(_LINES, [year, office, office])
        lines = cursor.fetchall()
        cursor.execute(_PROGRAMS, [year, office, office])
        programs = {pk: (name, department) for pk, name, department in cursor.fetchall()}
        cursor.execute("SELECT id, name FROM departments_department")
        departments = dict(cursor.fetchall())
    return figures, lines, programs, departments


def rows(day: str, office: str) -> list[tuple]:
    """(name, budget, committed, spent) of the whole, departments, programs and lines."""
    figures, lines, programs, departments = read(day, office)
    of_program, of_department = (defaultdict(lambda: [0, 0, 0]) for _ in range(2))
    for line, _, program in lines:
        into = of_program[program]
        for at, won in enumerate(figures[line]):
            into[at] += won
    for program, sums in of_program.items():
        into = of_department[programs[program][1]]
        for at, won in enumerate(sums):
            into[at] += won
    whole = [sum(column) for column in zip(*of_department.values(), strict=True)]
    found = [("합계", *whole)]
    department = program = None
    for line, name, own in lines:
        if programs[own][1] != department:
            department = programs[own][1]
            found.append((departments[department], *of_department[department]))
        if own != program:
            program = own
            found.append((programs[own][0], *of_program[own]))
        found.append((name, *figures[line]))
    return found


def page(day: str, office: str) -> str:
    return "".join(
        f"<tr><th>{escape(name)}</th><td>{budget // 1000:,}</td><td>{committed // 1000:,}</td>"
        f"<td>{spent // 1000:,}</td><td>{spent * 1000 // budget / 10}%</td></tr>"
        for name, budget, committed, spent in rows(day, office)
    )
