from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets.models import Figure
from departments.models import Department
from reports.choices import read_choices
from reports.dates import EVERYONE, When, dates_on
from reports.execution import execution, read_execution
from reports.execution_page import execution_page
from reports.home import home as pictured
from reports.kept import kept
from reports.overview import overview
from reports.siblings import respond
from reports.sources import sources_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    found = overview(Figure.objects.published())
    asked, into = (request.GET.get(name, "") for name in ("office", "into"))
    said = {"overview": found, "nows": pictured(found, asked, into)}
    return render(request, "reports/home.html", said)


@require_safe
@kept
def execution_table(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    whose = None if office == EVERYONE else get_object_or_404(Department, code=office)
    dates = dates_on(when, whose)
    if not dates:
        raise Http404(f"{office}의 {when.words} 자료가 없습니다.")

    found = read_execution(dates)
    return respond(
        request,
        suffix,
        lambda: execution(when, office, found, read_choices(request.GET.dict()), sources_of(dates)),
        "reports/execution.html",
        lambda report: execution_page(report, request, office, when, whose, found.divisions),
    )
