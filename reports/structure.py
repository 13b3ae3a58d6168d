"""Names and order of what figures are about, as plain values: one query a level."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery

from budgets.models import Account, LineItem, Program
from departments.models import Department


class Named(NamedTuple):
    name: str
    code: str
    parent: int | None  # a line's program, a program's department, a department's office
    order: tuple
    kind: str | None = None  # a program's
    account: int | None = None  # a program's
    book: int | None = None  # a program's
    begins_on: date | None = None  # a program's, where none of its lines is there before
    ends_on: date | None = None  # a program's, where none of its lines is there after

    def is_there(self, day: date) -> bool:
        began = self.begins_on is None or self.begins_on <= day
        return began and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True, slots=True)
class Structure:
    programs: dict[int, Named] = field(default_factory=dict)
    departments: dict[int, Named] = field(default_factory=dict)
    accounts: dict[int, str] = field(default_factory=dict)
    lines: dict[int, Named] = field(default_factory=dict)  # where they are asked for by their keys

    def of_book(self, book: int) -> "Structure":
        own = {pk: each for pk, each in self.programs.items() if each.book == book}
        return replace(self, programs=own)


def structure_of(books: Collection[int]) -> Structure:
    """The programs of these books, every department and every account. Lines come with figures."""
    programs = Program.objects.filter(book__in=books).order_by()
    lines = LineItem.objects.filter(program=OuterRef("pk"))
    # The widest line says it for all: one without a day is there the whole year.
    first = lines.order_by(F("begins_on").asc(nulls_first=True)).values("begins_on")
    last = lines.order_by(F("ends_on").desc(nulls_first=True)).values("ends_on")
    rows = programs.annotate(first=Subquery(first[:1]), last=Subquery(last[:1])).values_list(
        "pk",
        "name",
        "reading",
        "code",
        "department",
        "position",
        "kind",
        "account",
        "book",
        "first",
        "last",
    )
    departments = Department.objects.order_by().values_list(
        "pk", "name", "code", "parent", "position"
    )
    return Structure(
        {
            pk: Named(reading or name, code, department, (position, pk), *rest)
            for pk, name, reading, code, department, position, *rest in rows
        },
        {
            pk: Named(name, code, parent, (position, code))
            for pk, name, code, parent, position in departments
        },
        dict(Account.objects.order_by("pk").values_list("pk", "name")),
    )
