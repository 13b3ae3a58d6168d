"""Names and order of what figures are about, as plain values: one query a level."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.models import Account, Program
from departments.models import Department


class Named(NamedTuple):
    name: str
    code: str
    parent: int | None  # a line's program, a program's department, a department's office
    order: tuple
    kind: str | None = None  # a program's
    account: int | None = None  # a program's
    book: int | None = None  # a program's


@dataclass(frozen=True, slots=True)
class Structure:
    programs: dict[int, Named] = field(default_factory=dict)
    departments: dict[int, Named] = field(default_factory=dict)
    accounts: dict[int, str] = field(default_factory=dict)
    lines: dict[int, Named] = field(default_factory=dict)  # where they are asked for by their keys


def structure_of(books: Collection[int]) -> Structure:
    """The programs of these books, every department and every account. Lines come with figures."""
    programs = Program.objects.filter(book__in=books).order_by()
    rows = programs.values_list(
        "pk", "name", "reading", "code", "department", "position", "kind", "account", "book"
    )
    departments = Department.objects.order_by().values_list(
        "pk", "name", "code", "parent", "position"
    )
    return Structure(
        {
            pk: Named(reading or name, code, department, (position, pk), kind, account, book)
            for pk, name, reading, code, department, position, kind, account, book in rows
        },
        {
            pk: Named(name, code, parent, (position, code))
            for pk, name, code, parent, position in departments
        },
        dict(Account.objects.order_by("pk").values_list("pk", "name")),
    )
