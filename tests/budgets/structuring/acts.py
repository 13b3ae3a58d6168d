"""The acts of a structure for the tests: 다온 runs 해오름기획관, and gives a reason each time."""

from datetime import date
from uuid import uuid4

from budgets.models import LineItem, Program
from tests import cast

JULY_1, JUNE_30 = date(2030, 7, 1), date(2030, 6, 30)


def act(verb, quarter, **facts):
    """As 다온 unless another is named; a request of its own unless one is sent again."""
    known = {"by": quarter.operator, "at": cast.NOON, "reason": "조직 개편", "key": uuid4()}
    return verb(**known | facts)


def line_named(name, **facts):
    return LineItem.objects.select_related("program__department").get(name=name, **facts)


def program_named(name, **facts):
    return Program.objects.select_related("department").get(name=name, **facts)


def names_in(book):
    """Program › line in council order, of those that go on."""
    lines = LineItem.objects.going_on().filter(program__book=book)
    ordered = lines.order_by("program__account", "program__position", "program", "position", "pk")
    return [f"{line.program.name} › {line.name}" for line in ordered.select_related("program")]
