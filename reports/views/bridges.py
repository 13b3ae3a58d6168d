"""How the 예산현액 of a date came about."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse

from departments.models import Department
from reports.asked import read_said
from reports.bridge_asked import read_asked_of_bridge
from reports.bridge_brought import read_brought
from reports.bridge_dates import dates_with_bridges
from reports.bridge_known import read_ledger
from reports.bridge_page import bridge_page
from reports.bridge_report import bridge_report
from reports.bridge_whole import read_wholes
from reports.called_today import under_todays_name
from reports.dates import When, published_dates, when_of
from reports.execution import read_execution
from reports.execution_today import read_todays
from reports.in_todays import in_todays
from reports.siblings import respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.views.read_only import read_only
from reports.views.whose import whose_on


@read_only
def bridge_on(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    own, dates = whose_on(office, when)
    if own is None:
        raise Http404("예산현액의 다리는 실국마다 봅니다.")
    found, successors = read_execution(dates), read_successors()

    def make():
        asked = read_asked_of_bridge(read_said(request.GET))
        brought = read_brought(dates, when, found, successors)
        ledger, wholes = read_ledger(dates, found, brought), read_wholes(dates)
        told = (when, office, found, ledger, wholes, asked, sources_of(dates))
        report = bridge_report(*told, is_led=not suffix, todays=todays())
        return under_todays_name(report, own, successors) if asked.is_today else report

    @cache
    def todays():
        is_today = read_asked_of_bridge(read_said(request.GET)).is_today
        return read_todays(own.code, successors) if is_today else None

    def around(report):
        view = found if todays() is None else in_todays(found, todays())
        year, others = dates[0].book.fiscal_year, _others(own, when)
        return bridge_page(report, request, own, year, when, found, view.divisions, others)

    return respond(
        request,
        suffix,
        make,
        "reports/bridge.html",
        around,
        dates=dates,
    )


def _others(office: Department, when: When) -> list[When]:
    """Dates that have a 다리, and this one, which may say only why it has none."""
    known = published_dates(office)
    bridged = dates_with_bridges(known)
    return [own for each in known if (own := when_of(each)) == when or each.pk in bridged]
