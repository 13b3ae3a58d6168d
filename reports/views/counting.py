"""통계: what documents count, and one series of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from departments.models import Department
from reports.asked import read_said
from reports.called_today import read_called
from reports.series import Series, ever_told, read_one, read_series
from reports.series_list import list_report
from reports.series_page import series_page
from reports.series_report import payer_of, series_report
from reports.siblings import respond
from reports.successors import Successors, read_successors
from reports.timeline import Stand
from reports.two_views import read_view
from reports.views.read_only import read_only
from reports.work import lines, read_history, stands_of


@read_only
def statistics(request: HttpRequest, suffix: str) -> HttpResponse:
    successors = read_successors()
    series = read_series(successors)
    if not series:
        raise Http404("공개된 문서에 통계가 없습니다.")

    def make():
        view = read_view(read_said(request.GET))
        called = read_called(is_today=view.is_today, successors=successors)
        return list_report(series, _names(), called)

    return respond(request, suffix, make, "reports/statistics.html")


@read_only
def statistic(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    found = ever_told().select_related("document__office", "department__parent")
    own = get_object_or_404(found, pk=pk)
    successors = read_successors()
    series = read_one(own, successors)
    if series is None:
        raise Http404("적었다가 거둔 통계입니다.")
    history = _history(series)

    def stands(unit):
        return [_as_told(each) for each in stands_of(history, unit)] if history else []

    def make():
        view = read_view(read_said(request.GET))
        called = read_called(is_today=view.is_today, successors=successors)
        account = history.program.account.name if history else ""
        name = _office_name(series, successors)
        told = stands(view.unit)
        return series_report(series, name, told, account, view.choices, called)

    return respond(
        request,
        suffix,
        make,
        "reports/statistic.html",
        lambda report: series_page(report, series, stands(report.unit)),
    )


def _history(series: Series):
    payer = payer_of(series)
    own = payer and lines().filter(pk=payer.own.line_id).first()
    return read_history("line", own) if own else None


def _as_told(stand: Stand) -> Stand:
    """Without the department, which stands with the counts."""
    return Stand(
        *(stand.when, stand.sums, stand.href, stand.code, stand.told[1:]), figures=stand.figures
    )


def _office_name(series: Series, successors: Successors) -> str:
    return Department.objects.get(code=series.office).name


def _names() -> dict[str, str]:
    offices = Department.objects.filter(kind=Department.Kind.OFFICE)
    return dict(offices.values_list("code", "name"))
