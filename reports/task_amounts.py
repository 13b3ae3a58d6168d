"""The columns of amounts beside the tasks of a report, and what of them lines hold."""

from collections.abc import Iterable, Iterator, Sequence

from reports.cuts import APPROPRIATED, BUDGET, SPENT, base_of
from reports.rollup import Leaf, cells, summed
from reports.table import Cell, Column, Gap, Kind


def amount_columns(rows: Iterable[Sequence[Cell]]) -> tuple[Column, ...]:
    """예산현액, or 예산액 where no line has it; 집행액 where any has."""
    there = list(rows)
    if not there:
        return ()
    has_budget = any(row[BUDGET] is not Gap.ABSENT for row in there)
    base = ("budget", "예산현액") if has_budget else ("appropriated", "예산액")
    spent = any(row[SPENT] is not Gap.ABSENT for row in there)
    columns = (Column(*base, Kind.WON), Column("spent", "집행액", Kind.WON))
    return columns if spent else columns[:1]


def cut(leaves: Sequence[Leaf], columns: Sequence[Column]) -> tuple[Cell, ...]:
    there = cells(summed(leaves)) if leaves else [Gap.DASH] * (SPENT + 1)
    of = {"budget": base_of(there), "appropriated": base_of(there), "spent": there[SPENT]}
    return tuple(of[column.key] for column in columns)


def links_of(leaf: Leaf, columns: Sequence[Column]) -> Iterator[str]:
    there = cells(leaf.sums)
    has_budget = there[BUDGET] is not Gap.ABSENT
    at = {"spent": ("spent", SPENT)}
    base = ("budget", BUDGET) if has_budget else ("appropriated", APPROPRIATED)
    for column in columns:
        measure, index = at.get(column.key, base)
        yield "" if there[index] is Gap.ABSENT else f"/figures/{leaf.figure}/{measure}"
