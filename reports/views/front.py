"""The first page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from budgets.models import Figure
from reports.asked import read_said
from reports.home import home as pictured
from reports.home import read_asked, report_of
from reports.overview import overview
from reports.siblings import respond
from reports.views.read_only import read_only

_SIBLINGS = "/overview"  # "/" can carry no ending


@read_only
def home(request: HttpRequest, suffix: str = "") -> HttpResponse:
    found = overview(Figure.objects.published())
    nows = []

    def make():
        asked = read_asked(read_said(request.GET), found)
        nows.extend(pictured(found, *asked))
        return report_of(nows, *asked)

    def around(report):
        whens = (now.when for now in nows if now.when)
        newest = max(whens, key=lambda when: when.age, default=None)
        asked = request.GET.get("office", "")
        out = f"?{urlencode({'office': asked})}" if asked else "/"
        return {"overview": found, "nows": nows, "newest": newest, "out": out}

    return respond(request, suffix, make, "reports/home.html", around, _SIBLINGS)
