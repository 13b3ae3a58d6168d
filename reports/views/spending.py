"""업무추진비 of one date."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from budgets.amounts import Unit
from reports.asked import read_said
from reports.asked_sums import AskedSums
from reports.called_today import read_called
from reports.dates import When, published_dates, when_of
from reports.execution import read_execution
from reports.execution_page import dates_of
from reports.expense import (
    dates_with_expenses,
    expense_report,
    expense_statistics,
    expenses_of,
)
from reports.series import read_series
from reports.siblings import respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.two_views import read_view
from reports.views.read_only import read_only
from reports.views.whose import whose_on


@read_only
def expense(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    own, dates = whose_on(office, when)
    told = expense_statistics(dates)
    series = read_series(read_successors(), told) if told else []
    tellings = [telling for each in series for telling in each.tellings]
    found = read_execution(dates)
    expenses = expenses_of(tellings, found)
    if not expenses:
        raise Http404(f"{office}의 {when.words} 업무추진비 자료가 없습니다.")

    def make():
        view = read_view(read_said(request.GET))
        called = read_called(is_today=view.is_today)
        name = called.department(own).words if own else ""
        told = (office, when, expenses, view.choices, sources_of(dates))
        sums = AskedSums(when, found, view.choices, is_everyone=own is None) if not suffix else None
        return called.told(expense_report(*told, sums=sums, name=name))

    def around(report):
        whens = [when_of(date) for date in dates_with_expenses(published_dates(own))]
        return {
            "code": office,
            "own": own,
            "dates": dates_of("expense", office, whens, when),
            "series": series,
            "execution": reverse("execution", args=[office, when, ""]),
            "has_fields": any(each.has_fields for each in expenses),
            "units": [unit.label for unit in Unit],
        }

    return respond(request, suffix, make, "reports/expense.html", around, dates=dates)
