"""One date: the execution table and the rankings."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets.models import ReportingDate
from reports.as_it_stands import is_bare, read_standing, standing
from reports.asked import known_department, read_said
from reports.beside import set_beside
from reports.beside_leading import leading_beside
from reports.bridge_dates import has_bridge
from reports.called_today import under_todays_name
from reports.choices import Misread, read_choices
from reports.dates import When, read_slug
from reports.execution import execution, read_execution, with_lines
from reports.execution_page import execution_page
from reports.execution_today import read_todays
from reports.family import Everyone, Family, family_of, labels_of
from reports.figures import notes_on
from reports.in_todays import in_todays
from reports.kept import kept
from reports.known import Known
from reports.leading import leading
from reports.marks import marked, read_marks
from reports.ranking import ranking
from reports.ranking_page import ranking_page
from reports.siblings import refuse, respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.sum_scope import sum_path
from reports.thresholds import read_thresholds
from reports.two_dates import Side
from reports.two_views import NAME, is_today, read_organisation
from reports.views.read_only import read_only
from reports.views.whose import whose_on


@read_only
@kept
def execution_table(
    request: HttpRequest, office: str, when: When, suffix: str, known: Known
) -> HttpResponse:
    own, dates = known(whose_on, office, when)
    if NAME in request.GET:
        return _in_other_view(request, office, when, suffix)
    found = read_standing(dates, known)
    successors = known(read_successors)
    spoken_of = list(dates)

    def labels():
        # All offices have too many dates to offer them where none was asked for.
        asked = own or "compare" in request.GET
        return known(labels_of, own, successors) if asked else []

    def is_bridged() -> bool:
        asked = (has_bridge, office, when)
        return own is not None and known.once(asked, lambda: has_bridge(found, dates), int)

    def make():
        choices = read_choices(read_said(request.GET))
        read, side, beside, others = found, None, None, []
        if choices.compare:
            other, others = _beside(choices.compare, when, family_of(own, successors))
            spoken_of.extend(others)
            side = Side(other, with_lines(read_execution(others)))
            read, beside = set_beside(Side(when, with_lines(found)), side, successors)
        known_department(choices.department, read.divisions)
        sources = known(sources_of, (*dates, *others))
        if has_all := is_bare(when, choices):
            report = standing(when, office, found, choices, sources)
        else:
            report = execution(when, office, read, choices, sources, beside)
        # Of a single office: the links of a whole city would be half of its page.
        if suffix or own is None:
            return report
        sums, lasting = sum_path(office, when), known if has_all else None
        report = leading(report, read.figure_of, sums, choices, lasting)
        if beside:
            report = leading_beside(report, read, beside, side, choices)
        return marked(report, known(read_marks, known.stamp, *dates), choices)

    return respond(
        request,
        suffix,
        make,
        "reports/execution.html",
        lambda report: execution_page(
            report,
            request,
            when,
            office,
            labels(),
            found.divisions,
            known,
            is_bridged=is_bridged(),
        ),
        dates=spoken_of,
        known=known,
    )


def _in_other_view(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    """The table in today's organisation stands at an address of its own."""
    asked = request.GET.copy()
    page = "execution_today" if is_today(request) else "execution"
    try:
        read_organisation(asked.pop(NAME)[-1])
    except ValueError as wrong:
        return refuse(request, Misread([str(wrong)]))
    href = reverse(page, args=[office, when, suffix])
    return redirect(f"{href}?{asked.urlencode()}" if asked else href)


def _beside(slug: str, when: When, family: Family | Everyone) -> tuple[When, list[ReportingDate]]:
    other = read_slug(slug)
    dates = family.on(other) if other else []
    if other == when:
        raise Misread(
            [f"나란히 볼 기준일 ‘{slug}’: 지금 보는 기준일입니다. 다른 기준일을 고르세요."]
        )
    if not dates:
        known = ", ".join(each.slug for each in family.whens if each != when) or "없음"
        raise Misread(
            [f"나란히 볼 기준일 ‘{slug}’: 공개된 자료가 없습니다. 고를 수 있는 것: {known}."]
        )
    return other, dates


@read_only
def ranking_tables(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    own, dates = whose_on(office, when)
    found = read_execution(dates)

    def make():
        asked = read_thresholds(read_said(request.GET))
        known_department(asked.choices.department, divisions())
        sources, notes = sources_of(dates), notes_on(dates)
        told = (when, office, found, asked, sources, notes)
        report = ranking(*told, is_led=not suffix, todays=todays())
        return under_todays_name(report, own, successors()) if own and asked.is_today else report

    successors = cache(read_successors)

    @cache
    def todays():
        codes = [each.book.office.code for each in dates]
        return read_todays(codes, successors()) if is_today(request) else None

    def divisions():
        return (found if todays() is None else in_todays(found, todays())).divisions

    return respond(
        request,
        suffix,
        make,
        "reports/ranking.html",
        lambda report: ranking_page(report, request, office, when, own, divisions()),
        dates=dates,
    )
