"""Taking it out: bulk data, the JSON explained, the analysts' workbook."""

import tempfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition

from budgets.amounts import Unit
from budgets.models import Figure
from reports import bulk
from reports.api import PARAMETERS, answer, calls
from reports.choices import Misread
from reports.dates import published_dates, when_of
from reports.other_data import other_data
from reports.siblings import XLSX, attached, refuse
from reports.sources import sources_of
from reports.summary import Summary
from reports.summary_asked import COLUMNS, read_chosen
from reports.two_views import ORGANISATIONS, PRINTED
from reports.views.plain import plain
from reports.views.read_only import read_only


@read_only
@plain
def data(request: HttpRequest) -> HttpResponse:
    published = published_dates()
    dates = [
        (
            f"{each.book.office} {when_of(each).words}",
            reverse("execution", args=[each.book.office.code, when_of(each), ""]),
        )
        for each in published
    ]
    said = {"dates": dates, "fields": bulk.FIELDS, "file": bulk.FILE}
    said |= {"others": list(other_data(published))}
    figures = Figure.objects.published().count()
    return render(request, "reports/data.html", said | {"figures": figures})


@read_only
@plain
@condition(etag_func=lambda request: bulk.etag())
def package(request: HttpRequest) -> FileResponse:
    out = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    bulk.write_package(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=bulk.FILE, content_type="application/zip")


@read_only
@plain
@condition(etag_func=lambda request: bulk.etag())
def datapackage(request: HttpRequest) -> HttpResponse:
    return HttpResponse(bulk.datapackage(), content_type="application/json; charset=utf-8")


@read_only
@plain
def api(request: HttpRequest) -> HttpResponse:
    address, told = answer()
    said = {"calls": calls(), "address": address, "answer": told, "pages": PARAMETERS.items()}
    host = request.build_absolute_uri("/").rstrip("/")
    return render(request, "reports/api.html", said | {"host": host})


@read_only
@plain
def summary(request: HttpRequest) -> HttpResponse:
    books = [each.book for each in published_dates()]
    said = {
        "offices": {book.office.code: book.office.name for book in books}.items(),
        "years": sorted({book.fiscal_year for book in books}, reverse=True),
        "measures": COLUMNS,
        "units": [unit.label for unit in Unit],
        "organisations": ORGANISATIONS,
        "printed": PRINTED,
    }
    return render(request, "reports/summary.html", said)


@read_only
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
