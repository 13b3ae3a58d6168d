"""Finding: one box over all years, and what the words mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.asked import read_said
from reports.choices import Misread
from reports.kept import kept_whole
from reports.search import read_query, search
from reports.siblings import refuse
from reports.term_examples import examples
from reports.terms import GROUPS
from reports.views.plain import plain
from reports.views.read_only import read_only


@read_only
def search_page(request: HttpRequest) -> HttpResponse:
    try:
        query = read_query(read_said(request.GET))
        results = search(query)
    except Misread as misread:
        return refuse(request, misread)
    turns = {"previous": query.page - 1, "next": query.page + 1}
    return render(request, "reports/search.html", {"query": query, "results": results} | turns)


@read_only
@plain
@kept_whole
def terms(request: HttpRequest) -> HttpResponse:
    shown = examples()
    groups = [
        (group.title, [(term, shown.get(term.anchor)) for term in group.terms]) for group in GROUPS
    ]
    return render(request, "reports/terms.html", {"groups": groups})
