"""What stands around the 추이: what may be chosen, under which names it is known."""

from typing import Any

from django.http import HttpRequest

from budgets.amounts import Unit
from budgets.reading.names import key_of
from reports.family import Family
from reports.successors import Successors
from reports.table import Report
from reports.trend import CHARTS, Told, charts, codes_named, read_asked_of_trend


def trend_page(
    report: Report, request: HttpRequest, family: Family, told: Told, successors: Successors
) -> dict[str, Any]:
    asked = read_asked_of_trend(request.GET.dict())
    drawn = charts(told, successors, asked)
    return {
        "asked": asked,
        "office": family.office,
        "parts": [(table, drawn.get(table.title, [])) for table in report.tables],
        "units": [unit.label for unit in Unit],
        "charts": CHARTS.items(),
        "departments": _departments(told, successors),
        "programs": _programs(told, successors, asked.department),
        "names": list(dict.fromkeys(each.book.office.name for each in told.dates)),
    }


def _departments(told: Told, successors: Successors) -> list[tuple[str, str]]:
    """Each once, by its last name, with those that it had before."""
    names = told.names
    there = {names.departments[program.parent] for program in names.programs.values()}
    known: dict[str, list] = {}
    for each in sorted(there, key=lambda each: each.order):
        known.setdefault(successors.last_name(each.code), []).append(each)
    found = []
    for code, group in known.items():
        last = next((each for each in group if each.code == code), group[0])
        before = dict.fromkeys(each.name for each in group if each.name != last.name)
        label = f"{last.name} (이전: {', '.join(before)})" if before else last.name
        found.append((last.name, label))
    return found


def _programs(told: Told, successors: Successors, department: str) -> list[str]:
    """Newest spelling of each; those of the chosen department alone."""
    names = told.names
    own = codes_named(department, names, successors)
    found: dict[str, str] = {}
    for _, each in sorted(names.programs.items(), reverse=True):
        if not department or names.departments[each.parent].code in own:
            found.setdefault(key_of(each.name), each.name)
    return sorted(found.values())
