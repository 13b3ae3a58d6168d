"""What an office does beside what it costs: one report, what an office entered of a year, or all of them."""

from django.http import Http404, HttpRequest, HttpResponse

from budgets.amounts import Unit
from reports.asked import read_said
from reports.called_today import read_called
from reports.kept import kept_whole
from reports.siblings import respond
from reports.task_sources import Source, sources
from reports.tasks import read_works
from reports.tasks_all import all_tasks_report
from reports.tasks_page import tasks_page
from reports.tasks_report import read_asked_of_tasks, tasks_report
from reports.two_views import is_today, read_view
from reports.views.read_only import read_only


@read_only
@kept_whole
def all_tasks(request: HttpRequest, suffix: str) -> HttpResponse:
    works = read_works(sources())

    def make():
        view = read_view(read_said(request.GET))
        return all_tasks_report(works, view.unit, read_called(is_today=view.is_today))

    units = {"units": [unit.label for unit in Unit]}
    return respond(request, suffix, make, "reports/all_tasks.html", lambda report: units)


@read_only
@kept_whole
def tasks_of_document(request: HttpRequest, document: str, suffix: str) -> HttpResponse:
    known = sources()
    own = next((each for each in known if not each.is_entered and each.key == document), None)
    if own is None:
        raise Http404("그런 문서의 과제가 없습니다.")
    return _tasks_of(request, own, known, suffix)


@read_only
@kept_whole
def entered_tasks(request: HttpRequest, office: str, year: int, suffix: str) -> HttpResponse:
    known = sources()
    of = office, year
    own = next(
        (x for x in known if x.is_entered and (x.office.code, x.returned.fiscal_year) == of), None
    )
    if own is None:
        raise Http404("실국이 적어 공개한 그해의 과제가 없습니다.")
    return _tasks_of(request, own, known, suffix)


def _tasks_of(request: HttpRequest, own: Source, known: list[Source], suffix: str) -> HttpResponse:
    [work] = read_works([own])
    called = read_called(is_today=is_today(request), office=own.office.code)
    return respond(
        request,
        suffix,
        lambda: tasks_report(work, read_asked_of_tasks(read_said(request.GET)), called),
        "reports/tasks.html",
        lambda report: tasks_page(report, request, work, known, called),
        dates=work.dates,
    )
