"""조직과 계보: departments, lines and persons of an office through time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from budgets.models import ReportingDate
from departments.models import Department
from reports.asked import read_said
from reports.called_today import read_called, under_todays_name
from reports.charts.svg import Origin
from reports.dates import When, dates_of_offices
from reports.descent import descent_report, read_descent, read_regroupings
from reports.descent_picture import picture
from reports.execution import read_execution
from reports.execution_today import execution_today, read_todays
from reports.line_descent import KINDS, read_lines
from reports.line_descent_picture import pictures
from reports.line_descent_report import (
    departments_of,
    lines_report,
    on_paper,
    read_asked_of_lines,
)
from reports.lineage_page import (
    DESCENT,
    LINES,
    PEOPLE,
    PRINTED,
    REGROUPED,
    TODAYS,
    lineage_page,
    regrouped_words,
)
from reports.organisation import departments
from reports.people import accounts_of, people_report, read_people
from reports.people_charts import people_charts
from reports.people_today import people_today, trends
from reports.regrouped_report import read_asked_of_regrouping, regrouped_report
from reports.regrouping import years_of
from reports.siblings import respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.timeline import read_unit
from reports.two_views import is_today, read_view
from reports.views.read_only import read_only
from reports.views.whose import whose_on
from reports.works import kin_of

_TEMPLATE = "reports/lineage.html"


def _office(code: str) -> Department:
    """That readers know of: as far as what is published reaches."""
    own = get_object_or_404(departments(), code=code, parent__isnull=True)
    if own.code != code:
        raise Http404(f"‘{code}’이라는 실국은 없습니다.")
    return own


@read_only
def lineage(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    own = _office(office)
    found = read_descent(own)

    def page(report):
        first = report.tables[0]
        drawn = picture(found, Origin("table-1", first.title))
        charts = {first.key: [("부서의 계보", drawn)]} if drawn else {}
        return lineage_page(report, own, DESCENT, found.years, charts)

    return respond(
        request,
        suffix,
        lambda: descent_report(found, read_unit(read_said(request.GET)).unit),
        _TEMPLATE,
        page,
        dates=found.dates,
    )


@read_only
def lineage_lines(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    own = _office(office)
    found = read_lines(own, read_successors())

    def make():
        return lines_report(own, found, read_asked_of_lines(read_said(request.GET)))

    def page(report):
        asked = read_asked_of_lines(read_said(request.GET))
        choosing = [
            {
                "name": "department",
                "label": "부서",
                "values": departments_of(found.turns),
                "chosen": asked.department,
            },
            {"name": "kind", "label": "변동", "values": KINDS, "chosen": asked.kind},
        ]
        years = list(years_of(found.dates))
        nothing = "" if found.turns else "견줄 두 편성이 없습니다."
        drawn = pictures(found.turns, report.tables, department=asked.department, kind=asked.kind)
        return lineage_page(
            report,
            own,
            LINES,
            years,
            on_paper=on_paper,
            choosing=choosing,
            pictures=drawn,
            nothing=nothing or "조건에 맞는 사업이 없습니다.",
        )

    return respond(request, suffix, make, _TEMPLATE, page, dates=found.dates)


@read_only
def lineage_people(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    own = _office(office)
    successors = read_successors()
    counted = read_people(own, successors)
    called = read_called(is_today=is_today(request), successors=successors)
    found = people_today(counted, called) if called.is_today else counted

    def make():
        view = read_view(read_said(request.GET))
        told = trends(found, view.unit) if view.is_today else ()
        return called.told(people_report(found, view.unit, told))

    def page(report):
        drawn = people_charts(found, accounts_of(found), successors, report.unit)
        nothing = "인력을 적은 문서가 없습니다."
        years = list(years_of(found.dates))
        page = lineage_page(report, own, PEOPLE, years, drawn, nothing=nothing)
        return page | {"has_today": True}

    return respond(
        request,
        suffix,
        make,
        _TEMPLATE,
        page,
        dates=[each for each in found.dates if each.pk in found.read],
    )


@read_only
def regrouped(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    own = _office(office)
    successors = read_successors()
    years = years_of(dates_of_offices(kin_of(own.code, successors.pairs)))
    spoken_of: list[ReportingDate] = []

    def make():
        asked = read_asked_of_regrouping(read_said(request.GET), years)
        dates = [each for side in years.get(asked.year, ()) for each in side]
        spoken_of.extend(dates)
        found, is_whole = [], True
        if dates:
            one = {asked.year: years[asked.year]}
            found, is_whole = read_regroupings(one, successors)[asked.year]
        return regrouped_report(own.name, asked, found, sources_of(dates), is_whole=is_whole)

    def page(report):
        asked = read_asked_of_regrouping(read_said(request.GET), years)
        nothing = "두 조직으로 나누어 공개된 해가 없습니다."
        here = regrouped_words(asked.year) if asked.year else REGROUPED
        return lineage_page(report, own, here, list(years), nothing=nothing)

    return respond(request, suffix, make, _TEMPLATE, page, dates=spoken_of)


@read_only
def execution_in_todays(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    own, dates = whose_on(office, when)
    found, successors = read_execution(dates), read_successors()
    todays = read_todays([each.book.office.code for each in dates], successors)

    def make():
        told = (found, todays, read_unit(read_said(request.GET)).unit, sources_of(dates))
        if own is None:
            return execution_today(when, office, *told, is_everyone=True)
        return under_todays_name(execution_today(when, own.name, *told), own, successors)

    def page(report):
        printed = (PRINTED, reverse("execution", args=[office, when, ""]), False)
        today = (TODAYS, request.path, True)
        return lineage_page(report, own, TODAYS, [], is_deep=True) | {"pages": [printed, today]}

    return respond(request, suffix, make, _TEMPLATE, page, dates=dates)
