"""What stands around a year's 예산: other years, the two organisations, filters, and the drawing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit, show
from reports.asked import read_said
from reports.budget import Years, departments_asked
from reports.budget_asked import ENDED, MOVED, NEW, SORTS, STATES, read_asked_of_budget
from reports.charts import diverging
from reports.charts.diverging import Change, diverging_bars
from reports.charts.svg import Origin
from reports.choices import DEPTHS, KINDS, order_words
from reports.family import Family
from reports.picture import twice
from reports.successors import Successors
from reports.table import Report, Row, Table
from reports.voted import BASES, DRAWN, REGROUPED, Voted

_LARGEST = 10
_TELLING = (NEW, ENDED, MOVED)


def basis_of(asked: str, before: Voted | None) -> str:
    """The year before as it was regrouped, if it was: so the council's own table has it."""
    if asked or before is None:
        return asked or DRAWN
    return next((each for each in (REGROUPED, DRAWN) if before.has(each)), DRAWN)


def basis_words(year: int, before: Voted | None) -> str:
    """Which of the two there are, where there are not both."""
    if before is None or (before.has(DRAWN) and before.has(REGROUPED)):
        return ""
    if before.has(REGROUPED):
        return (
            f"{year - 1}년 예산은 {year}년 조직으로 다시 묶은 것만 인쇄되어 있어, "
            "편성 당시 조직으로는 볼 수 없습니다."
        )
    if before.has(DRAWN):
        return f"{year - 1}년 예산을 {year}년 조직으로 다시 묶은 자료는 인쇄되어 있지 않습니다."
    return ""


def budget_page(
    report: Report,
    request: HttpRequest,
    family: Family,
    years: Years,
    known: Mapping[int, Voted],
    successors: Successors,
) -> dict[str, Any]:
    asked = read_asked_of_budget(read_said(request.GET))
    before = known.get(years.year - 1)
    both = [basis for basis in BASES if before and before.has(basis)]
    return {
        "asked": asked,
        "family": family,
        "year": years.year,
        "parts": [(table, *_drawn(table, at)) for at, table in enumerate(report.tables, 1)],
        "years": [
            (f"{year}년", reverse("budget", args=[family.code, year, ""]), year == years.year)
            for year in known
        ],
        "bases": [(basis, BASES[basis]) for basis in both] if len(both) > 1 else [],
        "basis": REGROUPED if years.is_regrouped else DRAWN,
        "basis_words": basis_words(years.year, before),
        "elsewhere": _elsewhere(family, years),
        "units": [unit.label for unit in Unit],
        "depths": [depth for depth in DEPTHS if depth != "실국"],
        "sorts": [
            (f"{sign}{key}", order_words(label, bool(sign)))
            for sign in ("-", "")
            for key, label in SORTS.items()
        ],
        "states": STATES,
        "kinds": KINDS,
        "departments": departments_asked(years, successors, asked),
    }


def _elsewhere(family: Family, years: Years) -> list[tuple[str, str]]:
    """The same figures as other pages have them."""
    found = []
    if years.then.found.leaves:
        then, now = sorted((years.then.when, years.now.when), key=lambda when: when.age)
        found.append(("기준일 비교", reverse("compare", args=[family.code, then, now, ""])))
    for side in (years.now, years.then):
        for code in family.addresses(side.when):
            href = reverse("execution", args=[code, side.when, ""])
            found.append((f"{side.when.short} 집행현황", href))
    return found


def _drawn(table: Table, at: int) -> tuple[str, str]:
    """What a drawing is called, and the drawing: the largest changes of what the table shows last."""
    keys = [column.key for column in table.columns]
    if "change" not in keys:
        return "", ""
    changes = largest(table)
    if not changes:
        return "", ""
    title = f"{table.title}: 증감이 큰 {len(changes)}개 (단위: 백만원)"
    origin = Origin(f"table-{at}", table.title)
    drawn = twice(
        lambda **room: diverging_bars(title, changes, _written, origin=origin, **room),
        f"changes-{at}",
        (diverging.BROAD, diverging.NARROW),
    )
    return title, drawn


def largest(table: Table) -> Sequence[Change]:
    """Of the rows under which nothing else is shown; a name that several departments have stands
    with its department's."""
    keys = [column.key for column in table.columns]
    change = keys.index("change")
    state = keys.index("state") if "state" in keys else None
    rows = [row for row in table.rows if row.mark not in ("total", "kind")]
    ends = [row for at, row in enumerate(rows) if not _has_more(rows, at)]
    names = Counter(row.name for row in ends)
    department, found = "", []
    for row in rows:
        if row.mark == "department":
            department = row.name
        won = row.cells[change]
        if row in ends and isinstance(won, int) and won:
            name = f"{department} {row.name}" if names[row.name] > 1 else row.name
            told = row.cells[state] if state is not None else ""
            told = told if told in _TELLING else ""
            found.append(Change(name, won, told, row.href))
    return sorted(found, key=lambda each: -abs(each.value))[:_LARGEST]


def _has_more(rows: Sequence[Row], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1].level > rows[at].level


def _written(won: int) -> str:
    return show(won, Unit.MILLION)
