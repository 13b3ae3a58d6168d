"""세입 결산 of one office and year."""

from django.http import Http404, HttpRequest, HttpResponse

from reports.asked import read_said
from reports.called_today import Houses, read_called
from reports.revenue import revenue_report
from reports.revenue_page import revenue_page
from reports.revenue_read import read_revenue
from reports.siblings import respond
from reports.successors import read_successors
from reports.two_views import is_today, read_view
from reports.views.read_only import read_only
from reports.views.whose import whose


@read_only
def revenue(request: HttpRequest, office: str, year: int, suffix: str) -> HttpResponse:
    own, successors = whose(office), read_successors() if is_today(request) else None
    key = request.GET.get("document", "")
    houses = Houses(own, successors)
    told = (read_revenue(house, year, key) for house in (houses.every if own else ()))
    settled = next(filter(None, told), None)
    if settled is None:
        raise Http404(f"{office}의 {year}년 세입 자료가 없습니다.")

    def make():
        said = read_said(request.GET)
        view = read_view({name: said[name] for name in said if name != "document"})
        code = settled.office.code
        called = read_called(is_today=view.is_today, successors=successors, office=code)
        return revenue_report(settled, view.unit, called)

    return respond(
        request,
        suffix,
        make,
        "reports/revenue.html",
        lambda report: revenue_page(report, settled, houses),
    )
