"""Where the amounts of a comparison lead: those of a line to its figure on that date, a sum to its
lines. What is not there, and the difference of two amounts, lead nowhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgets.measures import MEASURES
from reports.asked_sums import AskedSums
from reports.choices import Choices
from reports.placed import Stand
from reports.rollup import Leaf
from reports.sum_scope import RATE
from reports.table import LEAF, Cell, Column
from reports.two_dates import Side

_SIDES = ("then", "now")


@dataclass(frozen=True, slots=True)
class Leads:
    columns: tuple[Column, ...]
    sums: tuple[AskedSums, AskedSums]  # of the earlier date and the later

    def of(self, mark: str, below: Sequence[Stand], cells: Sequence[Cell]) -> tuple[str, ...]:
        """One for each column of a row with these lines under it."""
        told = dict(zip(_SIDES, (self._side(at, mark, below) for at in (0, 1)), strict=True))
        return tuple(
            _href(told, column.key) if isinstance(cell, int) else ""
            for column, cell in zip(self.columns, cells, strict=True)
        )

    def _side(self, at: int, mark: str, below: Sequence[Stand]) -> dict[str, str]:
        leaves, sums = list(_leaves(below, at)), self.sums[at]
        if not leaves:
            return {}
        if mark == LEAF:
            (leaf,) = leaves
            told = {measure: f"/figures/{leaf.figure}/{measure}" for measure in MEASURES}
            return told | {RATE: sums.line(leaf).to(RATE)}
        # What moved, or what became something, no condition says: its lines are named.
        way = sums.way(mark, frozenset(leaf.pk for leaf in leaves)) or sums.named(leaves)
        return {measure: way.to(measure) for measure in (*MEASURES, RATE)} if way else {}


def leads(
    columns: tuple[Column, ...], then: Side, now: Side, choices: Choices, *, is_everyone: bool
) -> Leads:
    """Of what is chosen only words are: the rest of a row's conditions its lines tell themselves."""
    own = Choices(unit=choices.unit, text=choices.text)
    return Leads(
        columns,
        tuple(AskedSums(x.when, x.found, own, is_everyone=is_everyone) for x in (then, now)),
    )


def _href(told: dict[str, dict[str, str]], key: str) -> str:
    side, _, measure = key.partition("_")
    return told.get(side, {}).get(measure, "")


def _leaves(stands: Iterable[Stand], at: int) -> Iterable[Leaf]:
    for stand in stands:
        if stand.mark == LEAF:
            if leaf := (stand.pair.before, stand.pair.now)[at]:
                yield leaf
        else:
            yield from _leaves(stand.below, at)
