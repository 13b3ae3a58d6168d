"""The amounts of lines in a report, each leading to where it comes from. A sum comes from its lines."""

from collections.abc import Iterable
from dataclasses import replace

from budgets.measures import MEASURES
from reports.rollup import Leaf
from reports.table import LEAF, Gap, Report, Row, Table

_LINE = "/lines/"


def leading(report: Report, leaves: Iterable[Leaf]) -> Report:
    figures = {f"{_LINE}{leaf.pk}": leaf.figure for leaf in leaves}
    return replace(report, tables=tuple(_table(table, figures) for table in report.tables))


def _table(table: Table, figures: dict[str, int]) -> Table:
    keys = [column.key if column.key in MEASURES else "" for column in table.columns]
    return replace(table, rows=tuple(_row(row, keys, figures) for row in table.rows))


def _row(row: Row, keys: list[str], figures: dict[str, int]) -> Row:
    figure = figures.get(row.href) if row.mark == LEAF else None
    if not figure:  # a line that only another date has stands here with no figure of its own
        return row
    links = [
        f"/figures/{figure}/{key}" if key and cell is not Gap.ABSENT else ""
        for key, cell in zip(keys, row.cells, strict=True)
    ]
    return row._replace(links=links)
