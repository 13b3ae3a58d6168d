import tempfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from budgets.amounts import Unit
from budgets.models import Figure
from departments.models import Department
from reports import bulk
from reports.api import PARAMETERS, answer, calls
from reports.choices import Misread, read_choices
from reports.dates import EVERYONE, When, dates_on, published_dates, when_of
from reports.execution import execution, read_execution
from reports.execution_page import execution_page
from reports.overview import overview
from reports.ranking import ranking, read_thresholds
from reports.ranking_page import ranking_page
from reports.search import read_query, search
from reports.siblings import XLSX, attached, refuse, respond
from reports.sources import sources_of
from reports.summary import COLUMNS, Summary, read_chosen
from reports.term_examples import examples
from reports.terms import GROUPS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/home.html", {"overview": overview(Figure.objects.published())})


@require_safe
def execution_table(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    whose = None if office == EVERYONE else get_object_or_404(Department, code=office)
    dates = dates_on(when, whose)
    if not dates:
        raise Http404(f"{office}의 {when.words} 자료가 없습니다.")

    def make():
        choices = read_choices(request.GET.dict())
        return execution(when, office, read_execution(dates), choices, sources_of(dates))

    return respond(
        request,
        suffix,
        make,
        "reports/execution.html",
        lambda report: execution_page(report, request, office, when, whose),
    )


@require_safe
def ranking_tables(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    whose = None if office == EVERYONE else get_object_or_404(Department, code=office)
    dates = dates_on(when, whose)
    if not dates:
        raise Http404(f"{office}의 {when.words} 자료가 없습니다.")

    def make():
        asked = read_thresholds(request.GET.dict())
        return ranking(when, office, read_execution(dates), asked, sources_of(dates))

    return respond(
        request,
        suffix,
        make,
        "reports/ranking.html",
        lambda report: ranking_page(report, request, office, when, whose),
    )


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    try:
        query = read_query(request.GET.dict())
        results = search(query)
    except Misread as misread:
        return refuse(request, misread)
    turns = {"previous": query.page - 1, "next": query.page + 1}
    return render(request, "reports/search.html", {"query": query, "results": results} | turns)


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    shown = examples()
    groups = [
        (group.title, [(term, shown.get(term.anchor)) for term in group.terms]) for group in GROUPS
    ]
    return render(request, "reports/terms.html", {"groups": groups})


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    dates = [
        (
            f"{each.book.office} {when_of(each).words}",
            reverse("execution", args=[each.book.office.code, when_of(each), ""]),
        )
        for each in published_dates()
    ]
    said = {"dates": dates, "fields": bulk.FIELDS, "file": bulk.FILE}
    figures = Figure.objects.published().count()
    return render(request, "reports/data.html", said | {"figures": figures})


@require_safe
@condition(etag_func=lambda request: bulk.etag())
def package(request: HttpRequest) -> FileResponse:
    out = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    bulk.write_package(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=bulk.FILE, content_type="application/zip")


@require_safe
@condition(etag_func=lambda request: bulk.etag())
def datapackage(request: HttpRequest) -> HttpResponse:
    return HttpResponse(bulk.datapackage(), content_type="application/json; charset=utf-8")


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    address, told = answer()
    said = {"calls": calls(), "address": address, "answer": told, "pages": PARAMETERS.items()}
    host = request.build_absolute_uri("/").rstrip("/")
    return render(request, "reports/api.html", said | {"host": host})


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    books = [each.book for each in published_dates()]
    said = {
        "offices": {book.office.code: book.office.name for book in books}.items(),
        "years": sorted({book.fiscal_year for book in books}, reverse=True),
        "measures": COLUMNS,
        "units": [unit.label for unit in Unit],
    }
    return render(request, "reports/summary.html", said)


@require_safe
def summary_xlsx(request: HttpRequest) -> HttpResponse:
    from reports.summary_xlsx import summary_xlsx  # pandas takes half a second to import

    dates = published_dates()
    if not dates:
        raise Http404("공개된 자료가 없습니다.")
    try:
        found = Summary(dates, read_chosen(dict(request.GET.lists()), dates))
    except Misread as misread:
        return refuse(request, misread)
    content = summary_xlsx(found, sources_of(found.dates), timezone.localtime())
    return attached(content, XLSX, found.file)
