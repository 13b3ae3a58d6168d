"""The amounts of a report, each leading to where it comes from: a line's to its figure, a sum's to
its lines. A sum is asked for by the conditions under which it stands, so that it is found again."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from urllib.parse import quote

from budgets.measures import MEASURES
from reports.choices import Choices
from reports.cuts import DERIVED
from reports.execution import NO_KIND
from reports.rollup import Leaf
from reports.sum_scope import asked
from reports.table import LEAF, Gap, Report, Row, Table

_LINE, _PROGRAM = "/lines/", "/programs/"
_NOTHING = frozenset({Gap.ABSENT})


def leading(report: Report, leaves: Iterable[Leaf], sums: str, choices: Choices) -> Report:
    """`sums`: what the addresses of this office's sums on this date begin with."""
    figures = {f"{_LINE}{leaf.pk}": leaf.figure for leaf in leaves}
    return replace(
        report, tables=tuple(_table(table, figures, sums, choices) for table in report.tables)
    )


def _table(table: Table, figures: dict[str, int], sums: str, choices: Choices) -> Table:
    keys = [column.key for column in table.columns]
    amounts = [key if key in MEASURES else "" for key in keys]
    ways = [f"{sums}{key}?" if key in MEASURES or key in DERIVED else "" for key in keys]
    derived = [way if key in DERIVED else "" for key, way in zip(keys, ways, strict=True)]
    whole = asked(table.key, Choices(unit=choices.unit))
    asked_of = _conditions(table, choices)
    # Beside another date a sum has lines that only the other has: a number stays what it was.
    unled = frozenset(Gap) if choices.compare else _NOTHING

    def led(row: Row) -> Row:
        if row.mark == LEAF:
            figure = figures.get(row.href)
            if not figure:  # only the other date has it
                return row
            line = f"{whole}&line={row.href.removeprefix(_LINE)}"
            own = _led(row, f"/figures/{figure}/", amounts, "", _NOTHING).links
            made = _led(row, "", derived, line, unled).links
            return Row(*row[:-1], [one or other for one, other in zip(own, made, strict=True)])
        told = asked_of(row)
        return _led(row, "", ways, told, unled) if told else row

    return replace(table, rows=tuple(map(led, table.rows)))


def _led(row: Row, before: str, ways: Sequence[str], behind: str, unled: Set[Gap]) -> Row:
    links = [
        f"{before}{way}{behind}" if way and cell not in unled else ""
        for way, cell in zip(ways, row.cells, strict=True)
    ]
    return Row(*row[:-1], links)


def _conditions(table: Table, choices: Choices) -> Callable[[Row], str]:
    """What to ask for a row; nothing where a name stands for two departments."""
    names = Counter(row.name for row in table.rows if row.mark == "department")
    whole = asked(table.key, choices)
    but = {
        mark: f"{asked(table.key, choices, mark)}&{mark}="
        for mark in ("kind", "department", "program")
    }

    def asked_of(row: Row) -> str:
        if row.mark == "total":
            return whole
        if row.mark == "kind":
            return f"{but['kind']}{quote(row.kind or NO_KIND)}"
        if row.mark == "department" and names[row.name] == 1:
            return f"{but['department']}{quote(row.name)}"
        if row.mark == "program":
            return f"{but['program']}{row.href.removeprefix(_PROGRAM)}"
        return ""

    return asked_of
