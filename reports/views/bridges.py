"""How the 예산현액 of a date came about."""

from django.http import Http404, HttpRequest, HttpResponse

from reports.asked import read_said
from reports.bridge_asked import read_asked_of_bridge
from reports.bridge_known import read_ledger
from reports.bridge_page import bridge_page
from reports.bridge_report import bridge_report
from reports.bridge_whole import read_wholes
from reports.dates import When
from reports.execution import read_execution
from reports.family import labels_of
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
    found = read_execution(dates)

    def make():
        asked = read_asked_of_bridge(read_said(request.GET))
        ledger, wholes = read_ledger(dates, found), read_wholes(dates)
        sources = sources_of(dates)
        return bridge_report(when, office, found, ledger, wholes, asked, sources, is_led=not suffix)

    return respond(
        request,
        suffix,
        make,
        "reports/bridge.html",
        lambda report: bridge_page(
            report, request, office, when, found, labels_of(own, read_successors())
        ),
        dates=dates,
    )
