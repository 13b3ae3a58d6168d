"""What a figure is about: departments, programs, lines, and where it comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from budgets.measures import MEASURES
from budgets.models import LineItem, Program
from reports.asked import read_said
from reports.choices import Misread
from reports.dates import When
from reports.department import department_report, read_record
from reports.department_page import department_page
from reports.organisation import departments
from reports.origin import figures_for, origin_page, read_origin
from reports.origin_report import origin_report
from reports.remarks import remarks_of_departments, remarks_of_lines, with_remarks
from reports.siblings import refuse, respond
from reports.sum_page import sum_page
from reports.sum_report import read_sum, sum_report
from reports.timeline import read_unit
from reports.views.plain import plain
from reports.views.read_only import read_only
from reports.views.whose import whose_on
from reports.work import lines, programs, read_history, work_report
from reports.work_page import work_page


@read_only
def department(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    record = read_record(get_object_or_404(departments().select_related("parent"), pk=pk))

    def make():
        report = department_report(record, read_unit(read_said(request.GET)))
        return with_remarks(report, remarks_of_departments(record.filers), several=True)

    return respond(
        request,
        suffix,
        make,
        "reports/department.html",
        lambda report: department_page(report, record),
    )


@read_only
def program(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return _work(request, suffix, "program", get_object_or_404(programs(), pk=pk))


@read_only
def line(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return _work(request, suffix, "line", get_object_or_404(lines(), pk=pk))


def _work(request: HttpRequest, suffix: str, level, own: LineItem | Program) -> HttpResponse:
    history = read_history(level, own)

    def make():
        report = work_report(history, read_unit(read_said(request.GET)))
        own_lines = {entry.line.pk: entry.line for entry in history.entries}
        return with_remarks(report, remarks_of_lines(own_lines.values()), several=True)

    return respond(
        request,
        suffix,
        make,
        "reports/work.html",
        lambda report: work_page(report, history),
    )


@read_only
@plain
def figure(request: HttpRequest, pk: int, measure: str, suffix: str) -> HttpResponse:
    if measure not in MEASURES:
        raise Http404(f"‘{measure}’은(는) 세부사업의 금액이 아닙니다.")
    own = get_object_or_404(figures_for(request.user), pk=pk)
    origin = read_origin(own, measure, request.user)
    return respond(
        request,
        suffix,
        lambda: origin_report(origin),
        "reports/figure.html",
        lambda report: origin_page(report, origin),
    )


@read_only
def total(request: HttpRequest, office: str, when: When, measure: str, suffix: str) -> HttpResponse:
    _, dates = whose_on(office, when)
    try:
        origin = read_sum(office, when, dates, measure, read_said(request.GET))
    except Misread as misread:
        return refuse(request, misread, reverse("execution", args=[office, when, ""]))
    return respond(
        request,
        suffix,
        lambda: sum_report(origin),
        "reports/sum.html",
        lambda report: sum_page(report, origin),
        dates=dates,
    )
