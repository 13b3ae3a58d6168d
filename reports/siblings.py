"""The same Report as a page, as Excel, csv or json: one address, four endings."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.http import content_disposition_header

from budgets.models import ReportingDate
from reports.choices import Misread
from reports.excel import report_xlsx
from reports.flat import report_csv, report_json
from reports.known import Known
from reports.remarks import remarked
from reports.table import Report
from reports.two_views import is_today, keeping_view

SUFFIXES = {"": "", ".xlsx": "엑셀", ".csv": "CSV", ".json": "JSON"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def respond(
    request: HttpRequest,
    suffix: str,
    make: Callable[[], Report],
    template: str,
    context: Callable[[Report], dict[str, Any]] = lambda report: {},
    path: str = "",
    dates: Sequence[ReportingDate] = (),
    known: Known | None = None,
) -> HttpResponse:
    """`path`: what the endings follow where the page's own address can carry none. `dates`: those
    that the report speaks of, with what has to be said of them, as far as it is not `known`."""
    try:
        report = remarked(make(), dates, known)
    except Misread as misread:
        return refuse(request, misread)
    if suffix == ".xlsx":
        return _file(report, suffix, XLSX, report_xlsx(report, timezone.localtime()))
    if suffix == ".csv":
        return _file(report, suffix, "text/csv; charset=utf-8", report_csv(report))
    if suffix == ".json":
        return HttpResponse(report_json(report), content_type="application/json; charset=utf-8")
    if is_today(request):
        report = keeping_view(report)
    said = {"report": report, "siblings": siblings(request, report, path)} | context(report)
    return render(request, template, said)


def refuse(request: HttpRequest, misread: Misread, way_out: str = "") -> HttpResponse:
    """An address with a condition that cannot be taken: every problem, and no figures. `way_out`:
    where the page cannot do without any condition, the one that leads to it."""
    said = {"problems": misread.problems, "way_out": way_out}
    return render(request, "reports/misread.html", said, status=400)


def siblings(request: HttpRequest, report: Report, path: str = "") -> list[tuple[str, str]]:
    """What each is called, and its address with the same conditions."""
    query = request.META.get("QUERY_STRING", "")
    asked = f"?{query}" if query else ""
    path = escape_uri_path(path or request.path)
    return [
        (f"{path}{suffix}{asked}", f"{report.name} {word}")
        for suffix, word in SUFFIXES.items()
        if suffix
    ]


def _file(report: Report, suffix: str, kind: str, content: bytes | str) -> HttpResponse:
    return attached(content, kind, f"{report.file}{suffix}")


def attached(content: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
