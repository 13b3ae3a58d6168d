"""시정·권고사항: the board, and one of them."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from budgets.amounts import Unit
from budgets.models import Finding
from departments.rights import rights_of
from reports.asked import read_said
from reports.called_today import read_called
from reports.finding import NO_LINE, finding_report, read_whole
from reports.finding_ages import BAND_NAMES
from reports.finding_rows import (
    STATUSES,
    read_told,
)
from reports.findings import board, choosable, read_conditions
from reports.siblings import respond
from reports.two_views import is_today, read_view
from reports.views.read_only import read_only


@read_only
def findings(request: HttpRequest, suffix: str) -> HttpResponse:
    called = read_called(is_today=is_today(request))
    told = read_told(called=called)
    known = choosable(told)

    def make():
        return called.told(board(told, read_conditions(read_said(request.GET), known), known))

    def context(report):
        asked = read_conditions(read_said(request.GET), known)
        return {
            "asked": asked,
            "choosable": known,
            "offices": list(known.offices.items()),
            "statuses": STATUSES,
            "ages": BAND_NAMES,
        }

    return respond(request, suffix, make, "reports/findings.html", context)


@read_only
def finding(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Among all of them, since another may print the same again."""
    told = next((each for each in read_told() if each.finding.pk == pk), None)
    if told is None:
        raise Http404
    if is_today(request):
        told = replace(told, called=read_called(is_today=True, office=told.finding.office.code))
    whole = read_whole(told)

    def make():
        return finding_report(whole, read_view(read_said(request.GET)).unit)

    def context(report):
        one = told.finding
        return {
            "told": told,
            "one": one,
            "is_own": Finding.objects.read_by(rights_of(request.user)).filter(pk=pk).exists(),
            "units": [unit.label for unit in Unit],
            "no_line": "" if one.lines.all() else NO_LINE,
        }

    return respond(request, suffix, make, "reports/finding.html", context)
