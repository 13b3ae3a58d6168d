"""The leaf figures as plain values: one query, no model instances (see docs/decisions)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from budgets.amounts import Unit
from budgets.measures import MEASURES, Measures, total
from budgets.models import Figure

UNITS = {unit.label: unit.value for unit in Unit}

_FIELDS = (
    "statement__filing__reporting_date_id",
    "statement__unit",
    "line__program__book__code",
    "line__program__account_id",
    "line__program__kind",
    "line__program__department_id",
    "line__program__department__code",
    "line__program_id",
    "line__program__code",
    "line_id",
    "line__code",
)


@dataclass(frozen=True, slots=True)
class Leaf:
    date: int
    unit_won: int  # what its amounts were rounded to
    account: int
    kind: str | None
    department: int
    department_code: str
    program: int
    program_path: str
    line: int
    line_path: str
    measures: Measures
    states: tuple[str, ...]


def published_leaves(dates: Iterable[int] | None = None) -> list[Leaf]:
    """Of the given reporting dates, or of all."""
    figures = Figure.objects.published().order_by("pk")
    if dates is not None:
        figures = figures.filter(statement__filing__reporting_date__in=set(dates))
    amounts = [name for measure in MEASURES for name in (measure, f"{measure}_state")]
    return [_leaf(*row) for row in figures.values_list(*_FIELDS, *amounts)]


def _leaf(
    date,
    unit,
    book,
    account,
    kind,
    department,
    code,
    program,
    program_code,
    line,
    line_code,
    *cells,
) -> Leaf:
    return Leaf(
        date,
        UNITS[unit],
        account,
        kind,
        department,
        code,
        program,
        within(book, program_code),
        line,
        within(book, line_code),
        Measures(*cells[::2]),
        cells[1::2],
    )


def within(book: str, code: str) -> str:
    """A code without its book: the same row of two structures has the same path."""
    return code.removeprefix(f"{book}/")


def added(leaves: Iterable[Leaf]) -> Measures:
    """Column by column. A dash adds nothing; a blank makes the sum unknown, not smaller, and so does
    a column that only some lines have: half of them as voted and half as amended add up to nothing
    that has a name. 이월액 alone may stand on few lines: what a source does not carry over is not.

    The same rules as in `reports.rollup`, which adds for pages: thousands of lines as masks and plain
    numbers, and what is no amount drawn as what it is. A claim asks a few lines for amounts that it
    can be held against, the rest being unknown, and puts them beside other leaves by their paths: as
    masks each would first have to be read back. A test holds the two together.
    """
    leaves = list(leaves)
    sums = total(leaf.measures for leaf in leaves)
    unknown = [
        m for at, m in enumerate(MEASURES) if not _adds_up(m, {x.states[at] for x in leaves})
    ]
    if "budget" in unknown:
        unknown.append("appropriated")  # nor may a rate fall back to it
    return replace(sums, **dict.fromkeys(unknown))


def _adds_up(measure: str, states: set[str]) -> bool:
    some_only = "absent" in states and len(states) > 1
    return "blank" not in states and (measure == "carried" or not some_only)
