"""How the 예산현액 of a date came about."""

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
from reports.dates import When, published_dates, when_of
from reports.execution import read_execution
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
        sources = sources_of(dates)
        return bridge_report(when, office, found, ledger, wholes, asked, sources, is_led=not suffix)

    return respond(
        request,
        suffix,
        make,
        "reports/bridge.html",
        lambda report: bridge_page(report, request, office, when, found, _others(own, when)),
        dates=dates,
    )


def _others(office: Department, when: When) -> list[When]:
    """Dates that have a 다리, and this one, which may say only why it has none."""
    known = published_dates(office)
    bridged = dates_with_bridges(known)
    return [own for each in known if (own := when_of(each)) == when or each.pk in bridged]
