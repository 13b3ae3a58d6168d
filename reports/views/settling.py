"""결산, and 변동 대장: a year's accounts closed, and what changed the budget during it."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse

from reports.asked import known_department, read_said
from reports.called_today import AS_PRINTED, Houses, read_called, under_todays_name
from reports.dates import When, stamp
from reports.execution import read_execution
from reports.execution_today import read_todays
from reports.in_todays import in_todays
from reports.marks import marked, read_marks
from reports.register import counted, read_register, register, register_years
from reports.register_page import register_page
from reports.settlement import closings, read_settled, settlement
from reports.settlement_page import chosen, settlement_page
from reports.siblings import respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.two_views import is_today, read_view
from reports.views.read_only import read_only
from reports.views.whose import whose, whose_on


@read_only
def settlement_table(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    own, dates = whose_on(office, when)
    if own is None or not when.is_settled:
        raise Http404("결산은 실국 하나의 결산 기준일에 있습니다.")
    found = read_execution(dates)
    settled = read_settled(own, dates)

    def make():
        choices, today = chosen(request), todays()
        if today is None:
            known_department(choices.department, found.divisions)
        sources, is_led = sources_of(dates), not suffix
        told = settled.under(called())
        report = settlement(when, own, found, choices, told, sources, is_led=is_led, todays=today)
        if today is not None:  # a document's own sums are those of the departments of then
            return under_todays_name(report, own, successors())
        if suffix:
            return report
        return marked(report, read_marks(stamp(), *dates), choices)

    successors = cache(read_successors)

    @cache
    def todays():
        return read_todays(own.code, successors()) if is_today(request) else None

    def called():
        if todays() is None:
            return AS_PRINTED
        return read_called(is_today=True, successors=successors(), todays=todays())

    def around(report):
        told = list(closings(when, own, found, chosen(request), is_led=True))
        shown = found if todays() is None else in_todays(found, todays())
        return settlement_page(request, own, when, told, shown.divisions)

    return respond(request, suffix, make, "reports/settlement.html", around, dates=dates)


@read_only
def register_table(request: HttpRequest, office: str, year: int, suffix: str) -> HttpResponse:
    asked, successors = whose(office), read_successors() if is_today(request) else None
    years = Houses(asked, successors).years(register_years) if asked else {}
    if year not in years:
        raise Http404(f"{office}의 {year}년 자료가 없습니다.")
    own = years[year]
    found = read_register(own, year)

    def make():
        view = read_view(read_said(request.GET))
        called = read_called(is_today=view.is_today, successors=successors, office=own.code)
        return register(own, year, found, view.unit, called)

    def around(report):
        return register_page(own, year, years, found, counted(found))

    return respond(request, suffix, make, "reports/register.html", around)
