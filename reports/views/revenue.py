"""세입 결산 of one office and year."""

from django.http import Http404, HttpRequest, HttpResponse

from reports.asked import read_said
from reports.revenue import revenue_report
from reports.revenue_page import revenue_page
from reports.revenue_read import read_revenue
from reports.siblings import respond
from reports.timeline import read_unit
from reports.views.read_only import read_only
from reports.views.whose import whose


@read_only
def revenue(request: HttpRequest, office: str, year: int, suffix: str) -> HttpResponse:
    own = whose(office)
    key = request.GET.get("document", "")
    settled = read_revenue(own, year, key) if own else None
    if settled is None:
        raise Http404(f"{office}의 {year}년 세입 자료가 없습니다.")

    def make():
        said = read_said(request.GET)
        choices = read_unit({name: said[name] for name in said if name != "document"})
        return revenue_report(settled, choices.unit)

    return respond(
        request,
        suffix,
        make,
        "reports/revenue.html",
        lambda report: revenue_page(report, settled),
    )
