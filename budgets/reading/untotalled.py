"""A table that prints no total and names no department, and one amount of it is wrong.

Nothing above says what the groups should come to. So a row is supposed to gather the rows below it
if just one amount, misprinted by a slip, keeps them from adding up. That is believed where other
columns agree and nothing else explains the rows as well. What is only suspected, or was printed
beside a row that could not be read, gives no figures: to store a group and its rows counts twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgets.reading.misprint import (
    CLEARLY_MORE,
    Parents,
    adds_up,
    columns_off,
    is_slip_of_one,
    keeps_kinds,
)
from budgets.reading.outline import Outline
from budgets.reading.sums import Row, digits

AGREEING = 2  # digits in other columns that no chance brings about


@dataclass(frozen=True, slots=True)
class Untotalled:
    parents: Parents
    unread: frozenset[int]

    def is_as(self, found: Outline) -> bool:
        return not self.unread and self.parents == found.parents


@dataclass(frozen=True, slots=True)
class Supposed:
    """Rows that would be one tree if one amount were another."""

    rows: range
    parents: Parents
    agreeing: int
    by: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Trees below a bare row that add up to it but for one slip."""

    top: int
    parts: tuple[int, ...]
    off: tuple[int, ...]


def settle_untotalled(
    found: Outline, kinds: Sequence[str | None], gaps: frozenset[int]
) -> Untotalled:
    """`found`: what adds up, and nothing that only almost does."""
    trees = _Trees(found.rows, found.parents)
    unread = {*trees.beside(gaps)}
    supposed = [
        s for s in trees.suppositions() if keeps_kinds(s.parents, kinds) and not unread & {*s.rows}
    ]
    parents = list(trees.parents)
    for rivals in _rivals(supposed):
        best = _best([s for s in rivals if s.agreeing >= AGREEING])
        if best is None:
            unread |= {i for s in rivals for i in s.rows}
            continue
        for i in best.rows:
            parents[i] = best.parents[i]
    return Untotalled(tuple(parents), frozenset(unread))


def _rivals(supposed: Iterable[Supposed]) -> Iterator[list[Supposed]]:
    """Those that speak of the same rows."""
    together: list[Supposed] = []
    end = 0
    for s in sorted(supposed, key=lambda s: (s.rows.start, s.rows.stop)):
        if together and s.rows.start >= end:
            yield together
            together = []
        together.append(s)
        end = max(end, s.rows.stop)
    if together:
        yield together


def _best(supposed: Sequence[Supposed]) -> Supposed | None:
    best = min(supposed, key=lambda s: s.by, default=None)
    rivals = [s for s in supposed if s.parents != best.parents]
    return best if all(s.by >= CLEARLY_MORE * best.by for s in rivals) else None


class _Trees:
    """What adds up, and between it the rows that stand bare."""

    def __init__(self, rows: Sequence[Row], parents: Sequence[int | None]):
        self.rows, self.parents = rows, parents
        self.tops = [i for i, parent in enumerate(parents) if parent is None]
        self.bare = {i for i in self.tops if i not in parents}

    def beside(self, gaps: frozenset[int]) -> Iterator[int]:
        """The bare rows, one beside the other, on either side of a row not read."""
        for gap in gaps:
            for at, step in ((gap - 1, -1), (gap, 1)):
                while at in self.bare:
                    yield at
                    at += step

    def suppositions(self) -> Iterator[Supposed]:
        runs = list(self._runs())
        for run in runs:
            agreeing = [v for v, d in zip(self.rows[run.top], run.off, strict=True) if not d]
            yield self._supposed(run.top, run.parts, {}, digits(agreeing), run)
        for run in runs:
            yield from self._within_a_group(run)

    def _runs(self) -> Iterator[_Run]:
        for at in range(1, len(self.tops)):
            top = self.tops[at] - 1  # the last row of a tree may have lost its own rows, too
            for end in range(at + 1, len(self.tops) + 1):
                parts = tuple(self.tops[at:end])
                off = columns_off(self.rows, top, parts)
                if is_slip_of_one(self.rows, top, self._bare(parts), off):
                    yield _Run(top, parts, tuple(off))

    def _within_a_group(self, run: _Run) -> Iterator[Supposed]:
        """Where the run and what stands beside it add up to a row above, all columns agree."""
        if run.top not in self.bare:
            return
        own = self.tops.index(run.top)
        is_top = is_slip_of_one(self.rows, run.top, (), run.off)
        is_part = is_slip_of_one(self.rows, None, self._bare(run.parts), run.off)
        for first in (at for at in range(own) if self.tops[at] in self.bare):
            for end in range(own + len(run.parts) + 1, len(self.tops) + 1):
                group, within = self.tops[first], self.tops[first + 1 : end]
                beside = [i for i in within if i not in run.parts]
                right = [*(i for i in beside if i != run.top), *run.parts]
                if (is_part and adds_up(self.rows, group, beside)) or (
                    is_top and adds_up(self.rows, group, right)
                ):
                    below = dict.fromkeys(run.parts, run.top)
                    yield self._supposed(group, within, below, digits(self.rows[group]), run)

    def _supposed(
        self, top: int, parts: Sequence[int], below: Mapping[int, int], agreeing: int, run: _Run
    ) -> Supposed:
        placed = dict.fromkeys(parts, top) | below
        parents = tuple(placed.get(i, parent) for i, parent in enumerate(self.parents))
        ends = [i for i in self.tops if i > parts[-1]] or [len(self.rows)]
        return Supposed(range(top, ends[0]), parents, agreeing, sum(map(abs, run.off)))

    def _bare(self, parts: Sequence[int]) -> list[int]:
        return [i for i in parts if i in self.bare]
