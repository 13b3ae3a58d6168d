"""The least that the table of a date could cost: bare SQL, integers added up, one joined string.

It writes the very table that the page draws, byte for byte, and may know of its city what the
application has to find out: that each cell is a value, which columns there are, that there is one
account, the unit, and that nothing was chosen. What the page does beyond this is what is measured.
"""

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from django.db import connection

from bench.environment import CITY

_FIGURES = """
    SELECT figure.line_id, figure.id, figure.budget, figure.committed, figure.spent
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
     ORDER BY office.position, program.department_id, program.position, line.position
"""
_PROGRAMS = """
    SELECT program.id, program.name, program.kind, program.department_id
      FROM budgets_program program
      JOIN budgets_book book ON book.id = program.book_id
      JOIN departments_department office ON office.id = book.office_id
     WHERE book.fiscal_year = %s AND (%s = '전체' OR office.code = %s)
"""
_KINDS = {"정책사업": "사업예산", "행정운영경비": "행정운영경비(기본경비)"}


def read(day: str, office: str):
    year = int(day[:4])
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [day, office, office])
        figures = {line: amounts for line, *amounts in cursor.fetchall()}
        cursor.execute(_LINES, [year, office, office])
        lines = cursor.fetchall()
        cursor.execute(_PROGRAMS, [year, office, office])
        programs = {pk: told for pk, *told in cursor.fetchall()}
        cursor.execute("SELECT id, name, parent_id FROM departments_department")
        departments = {pk: told for pk, *told in cursor.fetchall()}
    return figures, lines, programs, departments


def rows(day: str, office: str) -> Iterator[tuple]:
    """(level, mark, name, address, budget, committed, spent, figure or condition of a sum), in the
    council's order.
    """
    figures, lines, programs, departments = read(day, office)
    below: dict[int, list] = defaultdict(list)
    for line in lines:
        below[line[2]].append(line)
    of_program = {pk: _sum(figures[line[0]][1:] for line in own) for pk, own in below.items()}
    of_kind, of_department, of_office = (defaultdict(list) for _ in range(3))
    for pk, sums in of_program.items():
        of_kind[programs[pk][1]].append(sums)
        of_department[programs[pk][2]].append(sums)
    department_sums = {pk: _sum(own) for pk, own in of_department.items()}
    for pk, sums in department_sums.items():
        of_office[departments[pk][1]].append(sums)
    office_sums = {pk: _sum(own) for pk, own in of_office.items()}
    yield 0, "total", "합계", "", *_sum(office_sums.values()), ""
    for kind, label in _KINDS.items():
        yield 1, "kind", label, "", *_sum(of_kind[kind]), f"&amp;kind={quote(kind)}"
    level = 1 if office != CITY else 2
    office_pk = department = None
    for pk, own in below.items():
        name, _, its = programs[pk]
        if level == 2 and departments[its][1] != office_pk:
            office_pk = departments[its][1]
            address = f"/departments/{office_pk}"
            yield 1, "office", departments[office_pk][0], address, *office_sums[office_pk], ""
        if its != department:
            department, called = its, departments[its][0]
            asked = f"&amp;department={quote(called)}" if level == 1 else ""
            yield level, "department", called, f"/departments/{its}", *department_sums[its], asked
        is_printed_once = len(own) == 1 and own[0][1] == name
        if not is_printed_once:
            asked = f"&amp;program={pk}"
            yield level + 1, "program", name, f"/programs/{pk}", *of_program[pk], asked
        for line, called, _ in own:
            figure, *amounts = figures[line]
            at = level + 2 - is_printed_once
            yield at, "line", called, f"/lines/{line}", *amounts, figure


def _sum(parts) -> list[int]:
    return [sum(column) for column in zip(*parts, strict=True)]


def body(day: str, office: str) -> str:
    if office == CITY:  # as on the page: only an office's amounts lead somewhere
        return "".join(
            _name(*row[:4]) + _amounts(*row[4:7]) + _rate(row[6], row[4])
            for row in rows(day, office)
        )
    sums = f"/sums/{quote(office)}/{day}-{quote('집행')}/"
    account = f"?account={quote('일반회계')}"
    return "".join(
        _name(*row[:4])
        + _led(*row[4:7], f"/figures/{row[7]}/", "")
        + _led_rate(
            row[6], row[4], f"{sums}rate{account}&amp;line={row[3].removeprefix('/lines/')}"
        )
        if row[1] == "line"
        else _name(*row[:4])
        + _led(*row[4:7], sums, f"{account}{row[7]}")
        + _led_rate(row[6], row[4], f"{sums}rate{account}{row[7]}")
        for row in rows(day, office)
    )


def _name(level: int, mark: str, name: str, address: str) -> str:
    told = f'<a href="{address}">{escape(name)}</a>' if address else escape(name)
    return f'<tr class="{mark} l{level}"><th scope="row" class="stay">{told}</th>'


def _amounts(budget: int, committed: int, spent: int) -> str:
    return (
        f'<td class="n budget">{(budget + 500) // 1000:,}</td>'
        f'<td class="n committed">{(committed + 500) // 1000:,}</td>'
        f'<td class="n spent">{(spent + 500) // 1000:,}</td>'
    )


def _led(budget: int, committed: int, spent: int, to: str, asked: str) -> str:
    return (
        f'<td class="n budget"><a href="{to}budget{asked}">{(budget + 500) // 1000:,}</a></td>'
        f'<td class="n committed"><a href="{to}committed{asked}">{(committed + 500) // 1000:,}</a></td>'
        f'<td class="n spent"><a href="{to}spent{asked}">{(spent + 500) // 1000:,}</a></td>'
    )


def _led_rate(spent: int, budget: int, href: str) -> str:
    rate = (2000 * spent + budget) // (2 * budget)
    told = f'<a href="{href}">{rate // 10}.{rate % 10}%</a>'
    return f'<td class="n bar p{min(rate // 10, 100)} rate">{told}</td>'


def _rate(spent: int, budget: int) -> str:
    rate = (2000 * spent + budget) // (2 * budget)
    return f'<td class="n bar p{min(rate // 10, 100)} rate">{rate // 10}.{rate % 10}%</td>'
