"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.models import Figure
from reports.asked import read_said
from reports.choices import Misread
from reports.home import home as pictured
from reports.home import read_asked
from reports.overview import overview
from reports.siblings import refuse


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    found = overview(Figure.objects.published())
    try:
        nows = pictured(found, *read_asked(read_said(request.GET), found))
    except Misread as misread:
        return refuse(request, misread)
    newest = max((now.when for now in nows if now.when), key=lambda when: when.age, default=None)
    said = {"overview": found, "nows": nows, "newest": newest}
    return render(request, "reports/home.html", said)
