"""Names and order of what figures are about, as plain values: one query a level."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.models import Account, LineItem, Program
from departments.models import Department


class Named(NamedTuple):
    name: str
    code: str
    parent: int | None  # a line's program, a program's department, a department's office
    order: tuple
    kind: str | None = None  # a program's
    account: int | None = None  # a program's


@dataclass(frozen=True, slots=True)
class Structure:
    lines: dict[int, Named] = field(default_factory=dict)
    programs: dict[int, Named] = field(default_factory=dict)
    departments: dict[int, Named] = field(default_factory=dict)
    accounts: dict[int, str] = field(default_factory=dict)


def structure_of(books: Collection[int]) -> Structure:
    """Every line of these books, in the order of the council's tables."""
    programs = Program.objects.filter(book__in=books).order_by()
    rows = programs.values_list(
        "pk", "name", "reading", "code", "department", "position", "kind", "account"
    )
    lines = LineItem.objects.filter(program__book__in=books).order_by()
    departments = Department.objects.order_by().values_list(
        "pk", "name", "code", "parent", "position"
    )
    return Structure(
        {
            pk: Named(reading or name, code, program, (position, pk))
            for pk, name, reading, code, program, position in lines.values_list(
                "pk", "name", "reading", "code", "program", "position"
            )
        },
        {
            pk: Named(reading or name, code, department, (position, pk), kind, account)
            for pk, name, reading, code, department, position, kind, account in rows
        },
        {
            pk: Named(name, code, parent, (position, code))
            for pk, name, code, parent, position in departments
        },
        dict(Account.objects.order_by("pk").values_list("pk", "name")),
    )
