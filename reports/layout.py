"""The rows of an account's table, and which lines each of them sums up: the same for every date with
the same lines. What stands in it is added up anew for each page. Pure.

Lines stand in the order of the table, so what a row sums up is a span of them, and its sum the
difference of two running sums: every level at the cost of one. It comes to what `reports.rollup` comes
to level by level, which is asked where lines were chosen or put in another order; a test holds the two
together.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from operator import itemgetter, sub

from budgets.measures import MEASURES
from reports.rollup import Sums, cells
from reports.rows import Heads
from reports.table import LEAF, Cell, Row

_COUNT = len(MEASURES)
_LINE = "/lines/"


class Layout:
    def __init__(self, account: int, rows: Sequence[Row]):
        self.account = account
        self.heads = Heads([row._replace(cells=()) for row in rows])
        self.leaves = [row for row in rows if row.mark == LEAF]
        self.lines = [int(row.href.removeprefix(_LINE)) for row in self.leaves]
        starts, ends = _spans(rows)
        self._starts, self._ends = _picker(starts), _picker(ends)
        # Kinds divide the whole once more: their lines stand all over the table.
        self._scattered = {
            at: [leaf.kind == row.kind for leaf in self.leaves]
            for at, row in enumerate(rows)
            if row.mark == "kind"
        }

    def __len__(self) -> int:
        return len(self.heads.rows)

    def filled(self, sums: Sequence[Sums]) -> tuple[Sums, list[Sequence[Cell]]]:
        """From those of the lines, in their order: of the whole, and a column of cells a measure."""
        met, *amounts = zip(*sums, strict=True)
        masks = self._masks(met)
        columns = [self._added(column) for column in amounts]
        whole = [masks[0], *(column[0] for column in columns)]
        # Few masks are met in a table, most often one: what it makes of a cell is looked up once.
        gaps = {mask: cells([mask, *[0] * _COUNT]) for mask in set(masks)}
        return whole, [
            _with_gaps(column, masks, {mask: of[at] for mask, of in gaps.items()})
            for at, column in enumerate(columns)
        ]

    def _added(self, column: Sequence[int]) -> list[int]:
        running = [0, *accumulate(column)]
        added = list(map(sub, self._ends(running), self._starts(running)))
        for at, own in self._scattered.items():
            added[at] = sum(compress(column, own))
        return added

    def _masks(self, met: Sequence[int]) -> list[int]:
        """What was met under each row."""
        different = set(met)
        if len(different) == 1:
            return list(different) * len(self)
        masks = [0] * len(self)
        for each in different:
            there = self._added([mask == each for mask in met])
            masks = [
                mask | each if count else mask for mask, count in zip(masks, there, strict=True)
            ]
        return masks


def _with_gaps(column: list[int], masks: Sequence[int], told: Mapping[int, Cell]) -> Sequence[Cell]:
    """`told`: what a mask makes of the cell; a number where it is the sum itself."""
    if all(type(cell) is int for cell in told.values()):
        return column
    if len(told) == 1:  # a column that the source does not have
        return list(told.values()) * len(column)
    return [
        won if type(cell := told[mask]) is int else cell
        for won, mask in zip(column, masks, strict=True)
    ]


def _spans(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Of each row, where its lines begin among all of them and where they end."""
    starts, ends = [0] * len(rows), [0] * len(rows)
    still_open: list[int] = []
    count = 0
    for at, row in enumerate(rows):
        while still_open and rows[still_open[-1]].level >= row.level:
            ends[still_open.pop()] = count
        starts[at] = count
        count += row.mark == LEAF
        still_open.append(at)
    for at in still_open:
        ends[at] = count
    return starts, ends


def _picker(places: Sequence[int]):
    """`itemgetter` of one place gives no tuple."""
    return itemgetter(*places) if len(places) > 1 else lambda found: [found[places[0]]]
