"""The amounts of a report, each leading to where it comes from: a line's to its figure, a sum's to
its lines. A sum is asked for by the conditions under which it stands, so that it is found again."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from budgets.measures import MEASURES
from reports.choices import Choices
from reports.cuts import DERIVED
from reports.execution import NO_KIND
from reports.known import Known
from reports.rows import Links, Rows, in_columns
from reports.sum_scope import SHARE, asked, asked_of_whole
from reports.table import LEAF, Cell, Gap, Report, Row, Table

_LINE, _PROGRAM = "/lines/", "/programs/"
_NOTHING = frozenset({Gap.ABSENT})


def leading(
    report: Report,
    figures: Mapping[int, int],
    sums: str,
    choices: Choices,
    known: Known | None = None,
) -> Report:
    """`figures`: by line; `sums`: what the addresses of this office's sums on this date begin with.
    `known`: where all lines stand in the council's order. A figure never changes, so that the same
    figures lead to the same places."""

    def linked() -> list[list[Links]]:
        own = {f"{_LINE}{line}": figure for line, figure in figures.items()}
        return [_links(table, own, sums, choices) for table in report.tables]

    key = (leading, sums, choices, tuple(figures.values()))
    links = known.once(key, linked, _addresses) if known else linked()
    return replace(report, tables=tuple(map(_led, report.tables, links)))


def _addresses(links: list[list[Links]]) -> int:
    return sum(len(column) for table in links for column in table)


def _led(table: Table, links: Sequence[Links]) -> Table:
    rows = in_columns(table.rows)
    return replace(table, rows=Rows(rows.heads, rows.columns, links))


def _links(table: Table, figures: dict[str, int], sums: str, choices: Choices) -> list[Links]:
    rows = in_columns(table.rows)
    has_share = any(column.key == SHARE for column in table.columns)
    # A share is of what the table holds: there a line is asked for under the table's conditions.
    whole = asked(table.key, choices if has_share else Choices(unit=choices.unit))
    asked_of = _conditions(table, rows.heads.rows, choices)
    # Beside another date a sum has lines that only the other has: a number stays what it was.
    unled = frozenset(Gap) if choices.compare else _NOTHING

    def amounts(row: Row) -> _Way | None:
        if row.mark != LEAF:
            return derived(row)
        figure = figures.get(row.href)
        return _Way(f"/figures/{figure}/", "", _NOTHING) if figure else None

    def derived(row: Row) -> _Way | None:
        if row.mark != LEAF:
            told = asked_of(row)
        else:  # what only the other date has leads nowhere
            known = figures.get(row.href)
            told = f"{whole}&line={row.href.removeprefix(_LINE)}" if known else ""
        return _Way(sums, f"?{told}", unled) if told else None

    of_amounts = [amounts(row) for row in rows.heads.rows]
    of_derived = [derived(row) for row in rows.heads.rows]
    links = []
    for column, cells in zip(table.columns, rows.columns, strict=True):
        ways = of_amounts if column.key in MEASURES else of_derived
        is_led = column.key in MEASURES or column.key in DERIVED
        of = asked_of_whole(choices) if column.key == SHARE else ""
        links.append(Links(_hrefs(ways, column.key, cells, of) if is_led else [""] * len(cells)))
    return links


class _Way(NamedTuple):
    """What stands before and behind the name of a measure in the addresses of a row."""

    before: str
    behind: str
    unled: Set[Gap]


def _hrefs(ways: Sequence[_Way | None], key: str, cells: Sequence[Cell], of: str = "") -> list[str]:
    """`of`: what a share says of its whole."""
    return [
        f"{way.before}{key}{way.behind}{of}" if way and cell not in way.unled else ""
        for way, cell in zip(ways, cells, strict=True)
    ]


def _conditions(table: Table, rows: Sequence[Row], choices: Choices) -> Callable[[Row], str]:
    """What to ask for a row; nothing where a name stands for two departments."""
    names = Counter(row.name for row in rows if row.mark == "department")
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
