"""What is measured: each job does the whole of its work once and returns what it made."""

import json
from collections.abc import Callable
from functools import cache
from wsgiref.util import setup_testing_defaults

from django.test import RequestFactory
from django.test.client import ClientHandler

from bench import floor
from bench.environment import CITY, LAST_DAY, OFFICE
from reports import kept
from reports.known import Memory
from reports.table import tenths

DAY = LAST_DAY.isoformat()


@cache
def handler() -> ClientHandler:
    """The application as WSGI has it, without what ends a connection at the end of a request."""
    return ClientHandler(enforce_csrf_checks=True)


def get(path: str, *, forgets: bool = False) -> bytes:
    """As a server asks, through every middleware, drawn anew; names and dates are known as after the
    first page since a publication, unless it `forgets` them as that first page does.
    """
    kept.SHELF.pages.clear()
    kept.SHELF.held = 0
    known = kept.MEMORY
    if forgets:
        kept.MEMORY = Memory()
    asked = {"HTTP_HOST": "localhost", "PATH_INFO": path.encode().decode("latin-1")}
    setup_testing_defaults(asked)
    response = handler()(asked)
    kept.MEMORY = known  # the next job is not to pay for what this one forgot
    assert response.status_code == 200, response.status_code
    return response.content


def execution(office: str, suffix: str = "", *, forgets: bool = False) -> bytes:
    return get(f"/execution/{office}/{DAY}-집행{suffix}", forgets=forgets)


def floor_json() -> str:
    """What the driver gives, as it gives it: no sums, no rates, nothing asked of a cell."""
    figures, lines, programs, _ = floor.read(DAY, CITY)
    told = [(name, *programs[own][:2], *figures[pk][1:]) for pk, name, own in lines]
    return json.dumps(told, ensure_ascii=False)


def tables2() -> str:
    """The rows and columns of the page, read and added up as the floor does."""
    import django_tables2

    class Lines(django_tables2.Table):
        name = django_tables2.Column("부서 / 사업명")
        budget = django_tables2.Column("예산현액")
        committed = django_tables2.Column("원인행위액")
        spent = django_tables2.Column("집행액")
        rate = django_tables2.Column("집행률")

    keys = ("name", "budget", "committed", "spent", "rate")
    rows = ((row[2], *row[4:7]) for row in floor.rows(DAY, CITY))
    data = [
        dict(zip(keys, (name, budget, committed, spent, tenths(spent, budget) / 10), strict=True))
        for name, budget, committed, spent in rows
    ]
    table = Lines(data, orderable=False)
    return table.as_html(RequestFactory().get("/"))


def changelist() -> str:
    from django.contrib.admin import ModelAdmin, site
    from django.contrib.auth import get_user_model

    from budgets.models import Figure

    class Figures(ModelAdmin):
        list_display = ("line", "budget", "committed", "spent")
        list_select_related = ("line",)
        list_per_page = list_max_show_all = 10_000

        def get_queryset(self, request):
            dates = {"statement__published_in__reporting_date__day": DAY}
            return super().get_queryset(request).filter(**dates)

    request = RequestFactory().get("/admin/")
    request.user = get_user_model()(is_staff=True, is_superuser=True, is_active=True, pk=1)
    return Figures(Figure, site).changelist_view(request).render().content


def serializer() -> str:
    """As REST frameworks do: a field object asks each attribute of each instance."""
    from budgets.models import Figure

    class Field:
        def __init__(self, source: str):
            self.parts = source.split(".")

        def of(self, instance):
            for part in self.parts:
                instance = getattr(instance, part)
            return instance

    fields = {
        "name": Field("line.name"),
        "program": Field("line.program.name"),
        **{name: Field(name) for name in ("budget", "committed", "spent")},
    }
    figures = Figure.objects.filter(
        statement__published_in__reporting_date__day=DAY
    ).select_related("line__program")
    told = [{name: field.of(figure) for name, field in fields.items()} for figure in figures]
    return json.dumps(told, ensure_ascii=False)


JOBS: dict[str, Callable[[], object]] = {
    "floor, an office": lambda: floor.body(DAY, OFFICE).encode(),
    "floor, the city": lambda: floor.body(DAY, CITY).encode(),
    "driver's rows as json, the city": floor_json,
    "page, an office": lambda: execution(OFFICE),
    "page, the city": lambda: execution(CITY),
    "page, an office, nothing known": lambda: execution(OFFICE, forgets=True),
    "page, the city, nothing known": lambda: execution(CITY, forgets=True),
    "json, an office": lambda: execution(OFFICE, ".json"),
    "json, the city": lambda: execution(CITY, ".json"),
    "xlsx, an office": lambda: execution(OFFICE, ".xlsx"),
    "xlsx, the city": lambda: execution(CITY, ".xlsx"),
    "django-tables2, the city": tables2,
    "admin changelist, the city": changelist,
    "serializer, the city": serializer,
}


def check() -> None:
    """Before anything is timed: the page draws the floor's table, and json says its sums."""
    for office in (OFFICE, CITY):
        body = floor.body(DAY, office)
        assert f"<tbody>{body}</tbody>" in execution(office).decode(), office
        whole = next(floor.rows(DAY, office))[4:7]
        table = json.loads(execution(office, ".json"))["tables"][0]
        total = dict(zip(table["columns"], table["rows"][0], strict=True))
        told = tuple(total[key] for key in ("budget", "committed", "spent"))
        assert told == whole, (office, told, whole)
