"""세입 as a tree of categories: only the lowest hold amounts, the rest is added up here. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from budgets.measures import REVENUE_MEASURES
from reports.table import Cell, Gap

_RECEIVED = tuple(REVENUE_MEASURES).index("received")


@dataclass(slots=True)
class Node:
    """A category; `own` are the cells of one that no other stands under."""

    key: int
    name: str
    place: int | None  # in the document, if one prints it
    own: Sequence[Cell]
    is_open: bool = False  # of a source: the document says that there are others
    below: list["Node"] = field(default_factory=list)
    sources: list["Node"] = field(default_factory=list)
    path: tuple[str, ...] = ()  # from the highest category down

    @property
    def cells(self) -> tuple[Cell, ...]:
        return added(node.cells for node in self.below) if self.below else tuple(self.own)

    @property
    def received(self) -> Cell:
        return self.cells[_RECEIVED]

    @property
    def rest(self) -> Cell:
        """What is received and nobody says where from."""
        named = [source.received for source in self.sources]
        if not isinstance(self.received, int):
            return Gap.UNKNOWN
        return self.received - sum(each for each in named if isinstance(each, int))

    def walk(self, level: int = 1) -> Iterator[tuple[int, "Node"]]:
        yield level, self
        for node in self.below:
            yield from node.walk(level + 1)


def added(rows: Iterable[Sequence[Cell]]) -> tuple[Cell, ...]:
    """Column by column, as figures are added (reports/leaves.py): a dash adds nothing, a blank makes
    the sum unknown, and so does a column that only some rows have."""
    return tuple(_sum(column) for column in zip(*rows, strict=True))


def _sum(cells: Sequence[Cell]) -> Cell:
    gaps = {cell for cell in cells if isinstance(cell, Gap)}
    if gaps and gaps == {Gap.ABSENT} and all(isinstance(cell, Gap) for cell in cells):
        return Gap.ABSENT
    if gaps & {Gap.ABSENT, Gap.BLANK, Gap.UNKNOWN}:
        return Gap.UNKNOWN
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if numbers else Gap.DASH
