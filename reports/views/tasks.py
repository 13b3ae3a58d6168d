"""What an office does beside what it costs: one report, or all of them."""

from django.http import Http404, HttpRequest, HttpResponse

from budgets.amounts import Unit
from reports.asked import read_asked, read_said, read_unit
from reports.kept import kept_whole
from reports.siblings import respond
from reports.tasks import documents, read_works
from reports.tasks_all import all_tasks_report
from reports.tasks_page import tasks_page
from reports.tasks_report import read_asked_of_tasks, tasks_report
from reports.views.read_only import read_only


@read_only
@kept_whole
def all_tasks(request: HttpRequest, suffix: str) -> HttpResponse:
    works = read_works(documents())

    def make():
        asked = read_asked(read_said(request.GET), {"unit": read_unit})
        return all_tasks_report(works, asked.get("unit", Unit.THOUSAND))

    units = {"units": [unit.label for unit in Unit]}
    return respond(request, suffix, make, "reports/all_tasks.html", lambda report: units)


@read_only
@kept_whole
def tasks_of_document(request: HttpRequest, document: str, suffix: str) -> HttpResponse:
    known = documents()
    own = next((each for each in known if each.key == document), None)
    if own is None:
        raise Http404("그런 문서의 과제가 없습니다.")
    [work] = read_works([own])
    return respond(
        request,
        suffix,
        lambda: tasks_report(work, read_asked_of_tasks(read_said(request.GET))),
        "reports/tasks.html",
        lambda report: tasks_page(report, request, work, known),
        dates=work.dates,
    )
