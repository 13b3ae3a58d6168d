"""What stands around the 추이: what may be chosen, under which names it is known."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from budgets.reading.names import key_of
from reports.asked import read_said
from reports.family import Everyone, Family
from reports.successors import Successors
from reports.table import Report
from reports.trend import Told, codes_named, entries_of, joined, read_asked_of_trend, todays_of
from reports.trend_charts import charts, first_charts
from reports.trend_everyone import Offices, read_asked_of_everyone
from reports.trend_table import CHARTS


def trend_page(
    report: Report, request: HttpRequest, family: Family, told: Told, successors: Successors
) -> dict[str, Any]:
    asked = read_asked_of_trend(read_said(request.GET))
    drawn = {
        (name := told.names.accounts[account]): charts(name, f"{account}", entries, asked.measure)
        for account, entries in entries_of(told, successors, asked).items()
    }
    return {
        "asked": asked,
        "family": family,
        "parts": [(table, drawn.get(table.title, [])) for table in report.tables],
        "units": [unit.label for unit in Unit],
        "charts": CHARTS.items(),
        "has_today": bool(todays_of(asked.department, told, successors)),
        "departments": _departments(told, successors),
        "programs": _programs(told, successors, asked.department, asked.program),
        "names": list(dict.fromkeys(each.book.office.name for each in told.dates)),
    }


def page_of_everyone(
    report: Report, request: HttpRequest, family: Everyone, told: dict[str, Offices]
) -> dict[str, Any]:
    asked = read_asked_of_everyone(read_said(request.GET))
    codes = {name: own[-1].office for offices in told.values() for name, own in offices.items()}
    return {
        "asked": asked,
        "family": family,
        "parts": [
            (table, first_charts(table.title, told[table.title], asked.measure))
            for table in report.tables
        ],
        "units": [unit.label for unit in Unit],
        "charts": CHARTS.items(),
        "offices": [(name, reverse("trend", args=[code, ""])) for name, code in codes.items()],
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
        found.append(_with_those_before([last.name, *before]))
    return found


def _programs(
    told: Told, successors: Successors, department: str, program: str
) -> list[tuple[str, str, bool]]:
    """Each once, in its newest spelling, with the names that it had before; of the chosen department.
    An older name chooses it, too: the form must not forget what is on the page."""
    names = told.names
    own = codes_named(department, names, successors)
    found: dict[str, dict[str, str]] = {}
    met: set[int] = set()
    for pk, each in sorted(names.programs.items(), reverse=True):
        if pk in met or (department and names.departments[each.parent].code not in own):
            continue
        kin = joined([pk], told.links) & names.programs.keys()
        met |= kin
        told_as = found.setdefault(key_of(each.name), {})
        for other in sorted(kin | {pk}, reverse=True):
            name = names.programs[other].name
            told_as.setdefault(key_of(name), name)
    return sorted(
        (*_with_those_before(list(named.values())), key_of(program) in named)
        for named in found.values()
    )


def _with_those_before(names: list[str]) -> tuple[str, str]:
    last, *before = names
    return last, f"{last} (이전: {', '.join(before)})" if before else last
