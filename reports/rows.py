"""The rows of a table that are held column by column: thousands of them are added up, drawn and
written out a column at a time, at a fraction of what a row at a time costs. Pure.

What rows begin with (their heads: level, name, address) is the same for every date with these lines,
so what was made of it once is kept with it.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import repeat
from typing import Any

from reports.table import Cell, Row

_CELLS = Row._fields.index("cells")


class Heads:
    """Rows without cells, and what was made of them for a page or a file."""

    def __init__(self, rows: Sequence[Row]):
        self.rows = tuple(rows)  # whatever cells they have are not asked for
        self._made: dict[Callable, list[str]] = {}

    def made(self, make: Callable[[Sequence[Row]], list[str]]) -> list[str]:
        if make not in self._made:
            self._made[make] = make(self.rows)
        return self._made[make]


class Links(tuple[str, ...]):
    """Where the cells of a column lead, and what was made of it for a page."""

    def made(self, make: Callable[[Sequence[str]], list[str]]) -> list[str]:
        known = self.__dict__
        if make.__name__ not in known:
            known[make.__name__] = make(self)
        return known[make.__name__]


class Rows(Sequence[Row]):
    """As a tuple of rows for whoever asks for one."""

    def __init__(
        self,
        heads: Heads,
        columns: Sequence[Sequence[Cell]],
        links: Sequence[Links] = (),
    ):
        self.heads, self.columns, self.links = heads, columns, links
        self._drawn: dict[Hashable, str] = {}

    def drawn(self, how: Hashable, draw: Callable[[], str]) -> str:
        """For rows that stay, and are drawn for one page after the other."""
        if how not in self._drawn:
            self._drawn[how] = draw()
        return self._drawn[how]

    def __len__(self) -> int:
        return len(self.heads.rows)

    def __getitem__(self, at) -> Any:
        if isinstance(at, slice):
            return tuple(self)[at]
        links = [column[at] for column in self.links]
        return self.heads.rows[at]._replace(cells=[c[at] for c in self.columns], links=links)

    def __iter__(self) -> Iterator[Row]:
        cells = zip(*self.columns, strict=True)
        links = zip(*self.links, strict=True) if self.links else repeat(())
        for head, own, led in zip(self.heads.rows, cells, links, strict=False):
            yield Row(*head[:_CELLS], own, led)


def in_columns(rows: Sequence[Row]) -> Rows:
    if isinstance(rows, Rows):
        return rows
    cells = list(zip(*(row.cells for row in rows), strict=True))
    links: list[Links] = []
    if any(row.links for row in rows):
        told = zip(*(row.links or [""] * len(cells) for row in rows), strict=True)
        links = list(map(Links, told))
    return Rows(Heads(rows), cells, links)
