"""Several dates: two compared, and all of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reports.asked import read_asked, read_said
from reports.called_today import under_todays_name
from reports.choices import Misread
from reports.compare import compare
from reports.compare_page import choosing_page, compare_page
from reports.comparison import read_asked_of_comparison
from reports.dates import When, read_slug
from reports.execution import read_execution, with_lines
from reports.family import Everyone, family_of
from reports.siblings import refuse, respond
from reports.sources import sources_of
from reports.successors import Successors, read_successors
from reports.trend import read_asked_of_trend, read_trend, trend
from reports.trend_everyone import (
    newest_dates,
    read_asked_of_everyone,
    read_everyone,
    trend_of_everyone,
)
from reports.trend_page import page_of_everyone, trend_page
from reports.two_dates import Side
from reports.two_views import TODAY
from reports.views.read_only import read_only
from reports.views.whose import whose

SAME_DATE = "같은 기준일을 두 번 골랐습니다. 서로 다른 두 기준일을 고르세요."


@read_only
def compare_choose(request: HttpRequest, office: str) -> HttpResponse:
    family = family_of(whose(office), read_successors())
    try:
        asked = read_asked(read_said(request.GET), {"then": str, "now": str})
    except Misread as misread:
        return refuse(request, misread)
    said = [asked.get(name, "") for name in ("then", "now")]
    problem = ""
    if any(said):
        then, now = (read_slug(slug) for slug in said)
        if then and now and then != now:
            return redirect("compare", office, then, now, "")
        problem = SAME_DATE if then and now else "기준일 둘을 모두 골라야 합니다."
    page = choosing_page(family, *said, problem)
    return render(request, "reports/compare_choose.html", page, status=400 if problem else 200)


@read_only
def comparison(
    request: HttpRequest, office: str, then: When, now: When, suffix: str
) -> HttpResponse:
    if then.age > now.age:  # one address for two dates, the earlier first
        query = request.META.get("QUERY_STRING", "")
        href = reverse("compare", args=[office, now, then, suffix])
        return redirect(f"{href}?{query}" if query else href)
    successors = read_successors()
    family = family_of(whose(office), successors)
    if then == now:
        page = choosing_page(family, problem=SAME_DATE)
        return render(request, "reports/compare_choose.html", page, status=400)
    dates = [family.on(when) for when in (then, now)]
    if not all(dates):
        raise Http404(f"{office}의 {then.words} 또는 {now.words} 자료가 없습니다.")

    def make():
        asked = read_asked_of_comparison(read_said(request.GET))
        sources = sources_of([*dates[0], *dates[1]])
        report = compare(office, *sides, successors, asked, sources, is_led=not suffix)
        if family.office is None or asked.organisation != TODAY:
            return report
        return under_todays_name(report, family.office, successors)

    sides = [
        Side(when, with_lines(read_execution(own)))
        for when, own in zip((then, now), dates, strict=True)
    ]
    return respond(
        request,
        suffix,
        make,
        "reports/compare.html",
        lambda report: compare_page(report, request, family, *sides, successors),
        dates=[*dates[0], *dates[1]],
    )


@read_only
def trend_of_office(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    successors = read_successors()
    family = family_of(whose(office), successors, only_names=True)
    if family.office is None:
        return _trend_of_everyone(request, suffix, family, successors)
    if not family.dates:
        raise Http404(f"{office}의 공개된 자료가 없습니다.")
    told = read_trend(family.dates, successors)

    def make():
        asked = read_asked_of_trend(read_said(request.GET))
        report = trend(office, told, successors, asked, sources_of(family.dates))
        return under_todays_name(report, family.office, successors) if asked.is_today else report

    return respond(
        request,
        suffix,
        make,
        "reports/trend.html",
        lambda report: trend_page(report, request, family, told, successors),
        dates=family.dates,
    )


def _trend_of_everyone(
    request: HttpRequest, suffix: str, family: Everyone, successors: Successors
) -> HttpResponse:
    dates = newest_dates()
    told = read_everyone(dates, successors)

    def make():
        asked = read_asked_of_everyone(read_said(request.GET))
        return trend_of_everyone(told, asked, sources_of(dates))

    return respond(
        request,
        suffix,
        make,
        "reports/trend.html",
        lambda report: page_of_everyone(report, request, family, told),
        dates=dates,
    )
