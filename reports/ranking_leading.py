"""Where the amounts of the rankings lead: a line's to its figure, what is made of them to its formula,
a sum to its lines, by their condition where one says them and else by their keys."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from budgets.measures import MEASURES
from reports.asked_sums import AskedSums, Way
from reports.choices import NO_END
from reports.cuts import DERIVED
from reports.in_todays import as_printed
from reports.rollup import Leaf
from reports.sum_scope import asked
from reports.table import Cell, Column, Gap

Band = tuple[int | None, int | None]  # tenths of a percent, the upper end not included


@dataclass(frozen=True, slots=True)
class Leads:
    """Of one account; `sums` are those of the very lines that the choices let through."""

    account: str
    sums: AskedSums
    path: str  # what the addresses of sums begin with

    def of_line(self, leaf: Leaf, columns: Sequence[Column], cells: Sequence[Cell]) -> list[str]:
        (leaf,) = as_printed([leaf])
        way = self.sums.line(leaf)
        return _links(
            columns,
            cells,
            lambda key: f"/figures/{leaf.figure}/{key}" if key in MEASURES else way.to(key),
        )

    def of_band(
        self, band: Band | None, columns: Sequence[Column], cells: Sequence[Cell]
    ) -> list[str]:
        """`band`: which of the lines; all of them where none is said."""
        choices = self.sums.choices
        if band:
            choices = replace(choices, band=_ends(band))
        return _links(columns, cells, Way(self.path, asked(self.account, choices)).to)

    def of_lines(
        self, leaves: Collection[Leaf], columns: Sequence[Column], cells: Sequence[Cell]
    ) -> list[str]:
        way = self.sums.named(as_printed(leaves)) if leaves else None
        return _links(columns, cells, way.to) if way else []


def _ends(band: Band) -> tuple[int, int]:
    low, high = band
    return (-NO_END if low is None else low, NO_END if high is None else high)


def _links(columns: Sequence[Column], cells: Sequence[Cell], to: Callable[[str], str]) -> list[str]:
    return [
        to(column.key) if column.key in (*MEASURES, *DERIVED) and cell is not Gap.ABSENT else ""
        for column, cell in zip(columns, cells, strict=True)
    ]
