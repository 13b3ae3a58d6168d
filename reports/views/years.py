"""A year of an office: its budget beside the year before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from reports.asked import read_said
from reports.budget import Years, budget
from reports.budget_asked import read_asked_of_budget
from reports.budget_page import basis_of, budget_page
from reports.budget_printed import budget_marks, printed_budgets, printed_table
from reports.called_today import under_todays_name
from reports.choices import Misread
from reports.dates import When
from reports.execution import read_execution, with_lines
from reports.family import Family, family_of
from reports.kept import kept_whole
from reports.marks import marked
from reports.regrouped import regrouped_tables
from reports.siblings import refuse, respond
from reports.sources import sources_of
from reports.successors import Successors, read_successors
from reports.table import Table
from reports.two_dates import Side
from reports.views.read_only import read_only
from reports.views.whose import whose
from reports.voted import BASES, DRAWN, REGROUPED, Voted, voted_years


@read_only
@kept_whole
def budget_of_year(request: HttpRequest, office: str, year: int, suffix: str) -> HttpResponse:
    successors = read_successors()
    own = whose(office)
    if own is None:
        raise Http404("예산의 전년 대비는 실국마다 봅니다.")
    family = family_of(own, successors)
    known = voted_years(family)
    if year not in known:
        raise Http404(f"{office}의 {year}년 자료가 없습니다.")
    try:
        asked = read_asked_of_budget(read_said(request.GET))
    except Misread as misread:
        return refuse(request, misread)
    before = known.get(year - 1)
    basis = basis_of(asked.basis, before)
    if asked.basis and not (before and before.has(basis)):
        return refuse(request, Misread([_not_there(year - 1, basis)]), request.path)
    now = _side(family, known[year].as_drawn, year)
    then = _side(family, before and before.whens.get(basis), year - 1)
    years = Years(year, now, then, is_regrouped=basis == REGROUPED)
    dates = [*family.on(now.when), *family.on(then.when)]

    def make():
        report = budget(office, years, successors, asked, sources_of(dates), is_led=not suffix)
        moved = () if asked.is_filtered else _regrouped(family, before, successors)
        checked = printed_budgets(family.on(now.when), family.on(then.when))
        printed = printed_table(checked)
        if asked.is_today:
            report = under_todays_name(report, own, successors)
        if not suffix:
            marks = budget_marks(checked, family.on(now.when))
            report = marked(report, marks, asked.choices, is_chosen=asked.is_filtered)
        return replace(
            report, tables=(*report.tables, *moved, *(() if printed is None else (printed,)))
        )

    return respond(
        request,
        suffix,
        make,
        "reports/budget.html",
        lambda report: budget_page(report, request, family, years, known, successors),
        dates=dates,
    )


def _side(family: Family, when: When | None, year: int) -> Side:
    """Of a year of which nothing is published: a side without lines."""
    when = when or When(date(year, 1, 1), "예산")
    return Side(when, with_lines(read_execution(family.on(when))))


def _regrouped(family: Family, before: Voted | None, successors: Successors) -> Iterable[Table]:
    """What the reorganisation moved, where both are published."""
    if not before or not (before.has(DRAWN) and before.has(REGROUPED)):
        return ()
    drawn, regrouped = (_side(family, before.whens[x], before.year) for x in (DRAWN, REGROUPED))
    return regrouped_tables(before.year, drawn, regrouped, successors)


def _not_there(year: int, basis: str) -> str:
    return f"지난 예산의 조직 ‘{BASES[basis]}’: {year}년의 그런 예산 자료가 공개되어 있지 않습니다."
