"""A date as it stands, for the table that most readers open: nothing chosen of it, all unfolded.

Which rows it has, in which order and under which names, is known under the stamp; the amounts are read
and added up for each page. Whatever is chosen is made of the same amounts by reports/execution.py.
"""

from collections.abc import Sequence
from functools import cached_property

from budgets.models import LineItem, ReportingDate
from reports.choices import Choices
from reports.cuts import cut_in_columns
from reports.dates import When
from reports.execution import Execution, tables_of
from reports.execution_columns import columns_of
from reports.execution_told import report_of, table_of
from reports.figures import FIGURE, MET, published_figures
from reports.known import Known
from reports.layout import Layout
from reports.rollup import Leaf, cells, empty
from reports.rows import Rows
from reports.structure import Structure, structure_of
from reports.table import Report


class Form:
    """Everything about some lines but their amounts."""

    def __init__(self, names: Structure, lines: Sequence[Leaf]):
        self.names, self.lines = names, lines
        bare = Execution(names, list(lines))
        self.divisions = bare.divisions
        self.layouts = [
            Layout(account, table.rows) for account, table in tables_of(bare, Choices())
        ]

    def __len__(self) -> int:
        return sum(map(len, self.layouts))


class Standing:
    """An `Execution`, its leaves made only where they are asked for one by one."""

    def __init__(self, form: Form, figures: dict[int, tuple[int, ...]]):
        self.form, self.figures = form, figures
        self.names, self.divisions = form.names, form.divisions

    @property
    def figure_of(self) -> dict[int, int]:
        return {line: row[FIGURE] for line, row in self.figures.items()}

    @cached_property
    def leaves(self) -> list[Leaf]:
        own = ((line, self.figures[line.pk]) for line in self.form.lines)
        return [line._replace(sums=row[MET:], figure=row[FIGURE]) for line, row in own]


def read_standing(dates: Sequence[ReportingDate], known: Known) -> Standing:
    """Amounts first: whatever form is known of just these lines has all of them."""
    figures = published_figures(dates)
    books = frozenset(date.book_id for date in dates)
    return Standing(known(_form_of, books, frozenset(figures)), figures)


def _form_of(books: frozenset[int], lines: frozenset[int]) -> Form:
    rows = (
        LineItem.objects.filter(program__book__in=books)
        .order_by()
        .values_list("pk", "program", "name", "reading", "code", "position")
    )
    leaves = [
        Leaf(pk, program, reading or name, code, position, empty())
        for pk, program, name, reading, code, position in rows
        if pk in lines
    ]
    return Form(structure_of(books), leaves)


def is_bare(when: When, choices: Choices) -> bool:
    """Whether the table has every line, in the council's order, beside no other date; and is not the
    one of a settled year, whose 집행잔액 is known of some programs only (reports/settled.py).
    """
    own = Choices(unit=choices.unit, columns=choices.columns)
    return choices == own and not when.is_settled


def standing(
    when: When, office: str, found: Standing, choices: Choices, sources: tuple[str, ...] = ()
) -> Report:
    """What `reports.execution.execution` comes to where nothing is chosen, in a fraction of the time."""
    tables = [_table(layout, found, choices) for layout in found.form.layouts]
    return report_of(when, office, tables, choices, sources)


def _table(layout: Layout, found: Standing, choices: Choices):
    figures = found.figures
    whole, measures = layout.filled([figures[line][MET:] for line in layout.lines])
    there = cells(whole)
    columns = columns_of(there, choices)
    rows = Rows(layout.heads, cut_in_columns(columns, measures))
    return table_of(found.names.accounts[layout.account], there, columns, rows, choices)
