"""Where the amounts of the date beside the 집행현황표 lead: a line's to its figure there, a sum's to the
lines that were added up, wherever they stood on that date. What became of them is no amount of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.asked_sums import AskedSums, Way
from reports.beside import Beside
from reports.choices import Choices
from reports.execution import Execution, chosen_of
from reports.rollup import Leaf
from reports.sum_scope import RATE
from reports.table import LEAF, Cell, Gap, Report, Row, Table
from reports.two_dates import Side

_OTHER = "other_"
_Key = tuple[str, str, str]  # of a row: its account, its mark and what it is about


def leading_beside(
    report: Report, read: Execution, beside: Beside, other: Side, choices: Choices
) -> Report:
    """`read`: what the report was drawn from, with the lines that only the other date has."""
    own = Choices(unit=choices.unit, text=choices.text)
    sums = AskedSums(other.when, other.found, own, is_everyone=False)
    lines = _lines(chosen_of(read, choices), read, beside)
    return replace(report, tables=tuple(_table(table, lines, sums) for table in report.tables))


def _table(table: Table, lines: dict[_Key, list[Leaf]], sums: AskedSums) -> Table:
    measures = [
        column.key.removeprefix(_OTHER) if column.key.startswith(_OTHER) else ""
        for column in table.columns
    ]

    def led(row: Row) -> Row:
        there = lines.get((table.key, *_about(row)), [])
        told = _links(row, there, measures, sums) if there else [""] * len(measures)
        links = row.links or [""] * len(measures)
        return row._replace(links=[one or two for one, two in zip(links, told, strict=True)])

    return replace(table, rows=tuple(map(led, table.rows)))


def _links(
    row: Row, there: Sequence[Leaf], measures: Iterable[str], sums: AskedSums
) -> Iterable[str]:
    if row.mark == LEAF:
        (line,) = there
        return [
            _of_line(line, measure, sums) if measure and cell is not Gap.ABSENT else ""
            for measure, cell in zip(measures, row.cells, strict=True)
        ]
    way = sums.way(row.mark, frozenset(leaf.pk for leaf in there)) or sums.named(there)
    return [_of_sum(way, measure, cell) for measure, cell in zip(measures, row.cells, strict=True)]


def _of_line(line: Leaf, measure: str, sums: AskedSums) -> str:
    return sums.line(line).to(RATE) if measure == RATE else f"/figures/{line.figure}/{measure}"


def _of_sum(way: Way | None, measure: str, cell: Cell) -> str:
    """A sum may stand over lines of which that date says nothing: that is no sum of the others."""
    return way.to(measure) if way and measure and isinstance(cell, int) else ""


def _about(row: Row) -> tuple[str, str]:
    return row.mark, row.kind if row.mark == "kind" else row.href


def _lines(leaves: Iterable[Leaf], read: Execution, beside: Beside) -> dict[_Key, list[Leaf]]:
    """What of the other date stands under each row."""
    found: dict[_Key, list[Leaf]] = defaultdict(list)
    names = read.names
    for leaf in leaves:
        if there := beside.lines.get(leaf.pk):
            program = names.programs[leaf.program]
            account = names.accounts[program.account]
            for about in (
                ("total", ""),
                ("kind", program.kind or ""),
                ("department", f"/departments/{program.parent}"),
                ("program", f"/programs/{leaf.program}"),
                (LEAF, f"/lines/{leaf.pk}"),
            ):
                found[account, *about].append(there)
    return found
