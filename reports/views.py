import tempfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Figure, LineItem, Program, ReportingDate
from departments.models import Department
from reports import bulk
from reports.api import PARAMETERS, answer, calls
from reports.beside import set_beside
from reports.choices import Misread, read_choices
from reports.compare import Side, compare, read_asked_of_comparison
from reports.compare_page import choosing_page, compare_page
from reports.dates import EVERYONE, When, dates_on, published_dates, read_slug, when_of
from reports.department import department_report, read_record
from reports.department_page import department_page
from reports.execution import execution, read_execution, with_lines
from reports.execution_page import execution_page
from reports.family import Family, family_of
from reports.home import home as pictured
from reports.home import read_asked
from reports.kept import kept
from reports.leading import leading
from reports.origin import figures_for, origin_page, read_origin
from reports.overview import overview
from reports.ranking import ranking, read_thresholds
from reports.ranking_page import ranking_page
from reports.search import read_query, search
from reports.siblings import XLSX, attached, refuse, respond
from reports.sources import sources_of
from reports.successors import read_successors
from reports.summary import COLUMNS, Summary, read_chosen
from reports.term_examples import examples
from reports.terms import GROUPS
from reports.timeline import read_unit
from reports.trend import read_asked_of_trend, read_trend, trend
from reports.trend_page import trend_page
from reports.work import lines, programs, read_history, work_report
from reports.work_page import work_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    found = overview(Figure.objects.published())
    try:
        nows = pictured(found, *read_asked(request.GET.dict(), found))
    except Misread as misread:
        return refuse(request, misread)
    said = {"overview": found, "nows": nows}
    return render(request, "reports/home.html", said)


@require_safe
@kept
def execution_table(request: HttpRequest, office: str, when: When, suffix: str) -> HttpResponse:
    whose = None if office == EVERYONE else get_object_or_404(Department, code=office)
    dates = dates_on(when, whose)
    if not dates:
        raise Http404(f"{office}의 {when.words} 자료가 없습니다.")
    found = read_execution(dates)
    successors = read_successors()
    # All offices have too many dates to offer; one that is asked for is looked up all the same.
    family = family_of(whose, successors) if whose or "compare" in request.GET else Family(None, [])

    def make():
        choices = read_choices(request.GET.dict())
        read, beside, others = found, None, []
        if choices.compare:
            other, others = _beside(choices.compare, when, family)
            side = Side(other, with_lines(read_execution(others)))
            read, beside = set_beside(Side(when, with_lines(found)), side, successors)
        sources = sources_of([*dates, *others])
        report = execution(when, office, read, choices, sources, beside)
        # Of a single office: the links of a whole city would be half of its page.
        return report if suffix or whose is None else leading(report, read.leaves)

    return respond(
        request,
        suffix,
        make,
        "reports/execution.html",
        lambda report: execution_page(report, request, office, when, family, found.divisions),
    )


def _beside(slug: str, when: When, family: Family) -> tuple[When, list[ReportingDate]]:
    other = read_slug(slug)
    dates = family.on(other) if other else []
    if other == when:
        raise Misread(
            [f"나란히 볼 기준일 ‘{slug}’: 지금 보는 기준일입니다. 다른 기준일을 고르세요."]
        )
    if not dates:
        known = ", ".join(each.slug for each in family.whens if each != when) or "없음"
        raise Misread(
            [f"나란히 볼 기준일 ‘{slug}’: 공개된 자료가 없습니다. 고를 수 있는 것: {known}."]
        )
    return other, dates


@require_safe
def compare_choose(request: HttpRequest, office: str) -> HttpResponse:
    whose = get_object_or_404(Department, code=office)
    family = family_of(whose, read_successors())
    said = [request.GET.get(name, "") for name in ("then", "now")]
    problem = ""
    if any(said):
        then, now = (read_slug(slug) for slug in said)
        if then and now and then != now:
            return redirect("compare", office, then, now, "")
        problem = SAME_DATE if then and now else "기준일 둘을 모두 골라야 합니다."
    page = choosing_page(family, *said, problem)
    return render(request, "reports/compare_choose.html", page, status=400 if problem else 200)


SAME_DATE = "같은 기준일을 두 번 골랐습니다. 서로 다른 두 기준일을 고르세요."


@require_safe
def comparison(
    request: HttpRequest, office: str, then: When, now: When, suffix: str
) -> HttpResponse:
    whose = get_object_or_404(Department, code=office)
    if then.age > now.age:  # one address for two dates, the earlier first
        query = request.META.get("QUERY_STRING", "")
        href = reverse("compare", args=[office, now, then, suffix])
        return redirect(f"{href}?{query}" if query else href)
    successors = read_successors()
    family = family_of(whose, successors)
    if then == now:
        page = choosing_page(family, problem=SAME_DATE)
        return render(request, "reports/compare_choose.html", page, status=400)
    dates = [family.on(when) for when in (then, now)]
    if not all(dates):
        raise Http404(f"{office}의 {then.words} 또는 {now.words} 자료가 없습니다.")

    def make():
        asked = read_asked_of_comparison(request.GET.dict())
        return compare(office, *sides, successors, asked, sources_of([*dates[0], *dates[1]]))

    sides = [
        Side(when, with_lines(read_execution(own)))
        for when, own in zip((then, now), dates, strict=True)
    ]
    return respond(
        request,
        suffix,
        make,
        "reports/compare.html",
        lambda report: compare_page(report, request, family, *sides, successors),
    )


@require_safe
def trend_of_office(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    whose = get_object_or_404(Department, code=office)
    successors = read_successors()
    family = family_of(whose, successors, only_names=True)
    if not family.dates:
        raise Http404(f"{office}의 공개된 자료가 없습니다.")
    told = read_trend(family.dates)

    def make():
        asked = read_asked_of_trend(request.GET.dict())
        return trend(office, told, successors, asked, sources_of(family.dates))

    return respond(
        request,
        suffix,
        make,
        "reports/trend.html",
        lambda report: trend_page(report, request, family, told, successors),
    )


@require_safe
def department(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    record = read_record(get_object_or_404(Department.objects.select_related("parent"), pk=pk))
    return respond(
        request,
        suffix,
        lambda: department_report(record, read_unit(request.GET.dict())),
        "reports/department.html",
        lambda report: department_page(report, record),
    )


@require_safe
def program(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return _work(request, suffix, "program", get_object_or_404(programs(), pk=pk))


@require_safe
def line(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return _work(request, suffix, "line", get_object_or_404(lines(), pk=pk))


def _work(request: HttpRequest, suffix: str, level, own: LineItem | Program) -> HttpResponse:
    history = read_history(level, own)
    return respond(
        request,
        suffix,
        lambda: work_report(history, read_unit(request.GET.dict())),
        "reports/work.html",
        lambda report: work_page(report, history),
    )


@require_safe
def figure(request: HttpRequest, pk: int, measure: str) -> HttpResponse:
    if measure not in MEASURES:
        raise Http404(f"‘{measure}’이라는 금액은 없습니다.")
    own = get_object_or_404(figures_for(request.user), pk=pk)
    origin = read_origin(own, measure, request.user)
    return render(request, "reports/figure.html", origin_page(origin))


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
