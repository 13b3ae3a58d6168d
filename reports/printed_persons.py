"""Where documents print how many persons a department may have and has: of all of it, and of a group of
ranks. A count leads there, and says what is printed where that is another number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from budgets.models import Claim
from departments.models import Headcount
from reports.head_sources import page_of
from reports.persons import WHOLE
from reports.places import place_words
from reports.table import Cell, Mark

PEOPLE = {"authorised": "정원", "actual": "현원"}


class InPrint(NamedTuple):
    persons: int
    words: str
    document: str
    place: int
    position: int

    @property
    def href(self) -> str:
        """Its row on its document's page."""
        return f"{_page(self.document)}#c{self.place}-{self.position}"


Printed = Mapping[tuple[int | None, date, str, str], InPrint]  # department, day, group, measure


def printed_of(whose: Sequence[int]) -> Printed:
    claims = Claim.objects.published().filter(
        department__in=whose, measure__in=PEOPLE, value__isnull=False, shape=Claim.Shape.TABLE
    )
    rows = claims.order_by("pk").values_list(
        *("department", "as_of", "group", "measure"),
        *("value", "printed", "document__key", "place", "position"),
    )
    return {tuple(row[:4]): InPrint(int(row[4]), *row[5:]) for row in rows}


def whole_of(printed: Printed, whose: int | None, day: date, measure: str) -> int | None:
    """A total is printed of departments, not of one department's group of ranks."""
    found = printed.get((whose, day, WHOLE, measure))
    return found.persons if found else None


def links_of(
    printed: Printed, heads: Sequence[Headcount], whose: int, group: str = WHOLE
) -> tuple[str, ...]:
    """Of both counts: the row on which they are worked out, or else the document's page, if one prints
    them. `heads`: that are added up, of one day."""
    page = page_of(heads)
    return tuple(
        found.href if (found := printed.get((whose, heads[0].as_of, group, m))) else page
        for m in PEOPLE
    )


def marks_of(
    printed: Printed, cells: Sequence[Cell], whose: int, day: date, group: str = WHOLE
) -> dict[int, Mark]:
    """By column, where something else is printed."""
    found = {}
    for at, (measure, cell) in enumerate(zip(PEOPLE, cells, strict=True)):
        told = printed.get((whose, day, group, measure))
        if told and isinstance(cell, int) and cell != told.persons:
            where = place_words(told.document, told.place)
            found[at] = Mark(f"인쇄 {told.words}", told.href, where)
    return found


def _page(document: str) -> str:
    return reverse("document", args=[document, ""])
