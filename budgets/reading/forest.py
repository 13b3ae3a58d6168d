"""The forests that flat rows can be read as, and the best of them.

A row may be followed by partitions: runs of neighbouring subtrees that each add up to it in every
column it prints. Of all forests the best leaves the fewest rows without a parent, then deviates
least. A row that does not add up weighs as much as two rows without a parent; a weak sum (figures
small enough for chance, and a second partition or not exact) as much as one. They are believed
where they explain more than they excuse.

Rows are read from the last to the first. Every subtree keeps one cost and *all* its equally good
derivations, so the rows with more than one good parent can be named. Nothing here knows a name.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from budgets.reading.sums import STRONG_DIGITS, Amounts, Row, Sums, plus

WEIGHT_OF_A_BREAK = 2
NARROW = 4  # states kept per place once a row has used up its share of steps
STEPS = 40_000  # over the whole table, an eighth of them for one row; then the search narrows
LAST_STEPS = 100  # for one row, once the table's steps are used up

# Deviation of rows that do not add up and their number, number of weak sums, tolerated deviation.
# For a whole table: rows without a parent and their like, and the two deviations.
Cost = tuple[int, ...]
Key = tuple[int, int, Amounts]  # parts, parts that do not add up, sum by column
NOTHING: Cost = (0, 0, 0, 0)


Way = TypeVar("Way", bound=tuple)


@dataclass(slots=True, eq=False)
class Choice(Generic[Way]):
    """What can be derived in several equally good ways; with no way at all it is the beginning."""

    cost: Cost
    extra: int = 0  # partitions beyond the first: no reason to believe less, but to prefer others
    ways: list[Way] = field(default_factory=list)
    broken: bool = False

    @property
    def best(self) -> Way | None:
        """The way with the fewest partitions, then the first."""
        return min(self.ways, key=lambda way: way[0], default=None)


class Part(NamedTuple):
    """How a run of subtrees ends: in this row, read so."""

    extra: int
    before: "Choice[Part]"
    row: int
    tree: "Choice[Partition]"


class Partition(NamedTuple):
    """How a row's subtree ends: in this partition."""

    extra: int
    before: "Choice[Partition] | None"
    run: "Choice[Part]"


class Found(NamedTuple):
    """A run that adds up."""

    end: int
    run: Choice[Part]
    cost: Cost
    lone: bool
    near: bool
    strong: bool


@dataclass(slots=True)
class Forest:
    parents: list[int | None]
    sections: list[int]  # which of its parent's partitions a row stands in
    candidates: list[set[int | None]]  # the parents it has in any of the best forests
    broken: set[int]
    cut_off: set[int]
    score: Cost

    @property
    def tops(self) -> int:
        return self.parents.count(None)


def grow(rows: Sequence[Row], *, commit: bool, lenient: bool, steps: int = STEPS) -> Forest:
    """The best forest over rows printed parent first. No row may be all zero.

    commit: a row whose sum cannot be a coincidence is not also tried as childless.
    lenient: sums that almost add up are tried as well.
    """
    return _Search(rows, commit, lenient, steps).forest()


def _offer(slots: dict[Any, Choice], key: Any, cost: Cost, way: Part | Partition) -> Choice:
    known = slots.get(key)
    if known is None or cost < known.cost:
        known = slots[key] = Choice(cost, way.extra, [way])
    elif cost == known.cost:
        known.extra = min(known.extra, way.extra)
        known.ways.append(way)
    return known


class _Frontier:
    """The runs begun so far, by the place they have come to."""

    def __init__(self, start: int, width: int) -> None:
        self.places = [start]
        self.runs: dict[int, dict[Key, Choice[Part]]] = {
            start: {(0, 0, (0,) * width): Choice(NOTHING)}
        }

    def offer(self, place: int, key: Key, cost: Cost, way: Part) -> None:
        if place not in self.runs:
            self.runs[place] = {}
            heapq.heappush(self.places, place)
        _offer(self.runs[place], key, cost, way)

    def pop(self) -> tuple[int, dict[Key, Choice[Part]]]:
        """The nearest place: nothing that is still to be offered can come to it."""
        place = heapq.heappop(self.places)
        return place, self.runs.pop(place)


class _Search:
    def __init__(self, rows: Sequence[Row], commit: bool, lenient: bool, steps: int) -> None:
        self.sums = Sums(rows)
        self.n = len(rows)
        self.commit, self.lenient, self.steps = commit, lenient, steps
        self.taken = self.broad = self.end = 0
        self.cut_off: set[int] = set()
        # Row -> end of its subtree -> how it can be read.
        self.sound: list[dict[int, Choice[Partition]]] = [{} for _ in rows]
        self.broken: list[dict[int, Choice[Partition]]] = [{} for _ in rows]

    def forest(self) -> Forest:
        for i in reversed(range(self.n)):
            share = self.steps // 8
            self.broad = min(self.taken + share, self.steps)
            self.end = self.taken + (3 * share if self.taken < self.steps else LAST_STEPS)
            self._read(i)
        top = self._top()
        return _drawn(top, self.n, self.cut_off)

    # -- one row and what may stand below it

    def _read(self, i: int) -> None:
        reached: dict[tuple[int, bool], Choice[Partition]] = {}
        sure = False
        places = [(i + 1, False)]
        while places:
            start, near = place = heapq.heappop(places)
            before = reached.get(place)
            for found in self._runs(i, start, allow_near=self._may_break(i, start, sure)):
                sure = sure or found.strong
                there = (found.end, near or found.near)
                if self._may_go_on(i, found) and there not in reached:
                    heapq.heappush(places, there)
                self._add(i, found, before, there, reached)
        if not (sure and self.commit):
            self.sound[i][i + 1] = Choice(NOTHING)

    def _may_break(self, i: int, start: int, sure: bool) -> bool:
        return self.lenient and (i == 0 or (start == i + 1 and not sure))

    def _may_go_on(self, i: int, found: Found) -> bool:
        # After a lone row comes no further partition: that would be a row below the lone row.
        return not found.lone and (i == 0 or not found.near)

    def _add(
        self,
        i: int,
        found: Found,
        before: Choice[Partition] | None,
        there: tuple[int, bool],
        reached: dict[tuple[int, bool], Choice[Partition]],
    ) -> None:
        cost, way = found.cost, Partition(found.run.extra, None, found.run)
        if before is not None:
            cost = plus(cost, before.cost)
            way = Partition(found.run.extra + before.extra + 1, before, found.run)
        if self._may_go_on(i, found):
            _offer(reached, there, cost, way)
        end, is_broken = there
        trees = self.broken[i] if is_broken else self.sound[i]
        _offer(trees, end, cost, way).broken = is_broken

    # -- the runs below row i that begin at a place

    def _runs(self, i: int, start: int, *, allow_near: bool) -> list[Found]:
        frontier = _Frontier(start, len(self.sums.values[i]))
        found = []
        while frontier.places and not self._is_at_end(i):
            place, runs = frontier.pop()
            for key, run in sorted(self._narrowed(i, runs).items()):
                if key[0]:
                    found += self._judged(i, start, place, key, run, allow_near)
                if place < self.n:
                    self._extend(i, place, key, run, frontier, allow_near)
        return found

    def _judged(
        self, i: int, start: int, end: int, key: Key, run: Choice[Part], allow_near: bool
    ) -> list[Found]:
        parts, _, total = key
        verdict = self.sums.judge(i, total, parts, allow_near=allow_near)
        if verdict is None:
            return []
        weak = verdict.weak or (start > i + 1 and verdict.digits < STRONG_DIGITS)
        cost = (0, 0, int(weak), verdict.deviation)
        if verdict.near:
            cost = (verdict.deviation, 1, 0, 0)
        cost = plus(run.cost, cost)
        return [Found(end, run, cost, parts == 1, verdict.near, verdict.strong)]

    def _extend(
        self,
        i: int,
        place: int,
        key: Key,
        run: Choice[Part],
        frontier: _Frontier,
        allow_near: bool,
    ) -> None:
        self.taken += 1
        parts, breaks, total = key
        total = plus(total, self.sums.values[place])
        if not self.sums.has_room(i, total, parts + 1, allow_near=allow_near):
            return
        trees = [(end, tree, 0) for end, tree in self._narrowed(i, self.sound[place]).items()]
        if not breaks:  # at most one row per partition may itself not add up
            trees += [(end, tree, 1) for end, tree in self.broken[place].items()]
        self.taken += len(trees)
        for end, tree, broken in trees:
            way = Part(run.extra + tree.extra, run, place, tree)
            key = (parts + 1, breaks + broken, total)
            frontier.offer(end, key, plus(run.cost, tree.cost), way)

    def _narrowed(self, i: int, found: dict[Any, Choice]) -> dict[Any, Choice]:
        """The few with most structure: fewest parts, or the ends that lie farthest away."""
        if len(found) <= NARROW or self.taken <= self.broad:
            return found
        self.cut_off.add(i)
        keys = sorted(found)
        keys = keys[-NARROW:] if isinstance(keys[0], int) else keys[:NARROW]
        return {key: found[key] for key in keys}

    def _is_at_end(self, i: int) -> bool:
        if self.taken > self.end:
            self.cut_off.add(i)
        return self.taken > self.end

    # -- the whole table

    def _top(self) -> Choice[Part]:
        """The cheapest way to the end of the table."""
        best: dict[int, Choice[Part]] = {0: Choice((0, 0, 0))}
        for i in range(self.n):
            if i not in best:
                continue
            trees = list(self.sound[i].items())
            if i == 0 and self.n in self.broken[0]:
                trees.append((self.n, self.broken[0][self.n]))
            for end, tree in trees:
                wrong, breaks, weak, deviation = tree.cost
                open_ends = 1 + WEIGHT_OF_A_BREAK * breaks + weak
                cost = plus(best[i].cost, (open_ends, wrong, deviation))
                _offer(best, end, cost, Part(best[i].extra + tree.extra, best[i], i, tree))
        return best[self.n]


def _drawn(top: Choice[Part], n: int, cut_off: set[int]) -> Forest:
    forest = Forest([None] * n, [0] * n, [set() for _ in range(n)], set(), cut_off, top.cost)
    waiting = [(part.row, part.tree) for part in _parts(top)]
    while waiting:
        i, tree = waiting.pop()
        if tree.broken:
            forest.broken.add(i)
        for section, partition in enumerate(_partitions(tree)):
            for part in _parts(partition.run):
                forest.parents[part.row], forest.sections[part.row] = i, section
                waiting.append((part.row, part.tree))
    _collect(top, forest.candidates)
    return forest


def _partitions(tree: Choice[Partition]) -> list[Partition]:
    found = []
    partition = tree.best
    while partition is not None:
        found.append(partition)
        partition = partition.before.best if partition.before else None
    return found[::-1]


def _parts(run: Choice[Part]) -> list[Part]:
    found = []
    while (part := run.best) is not None:
        found.append(part)
        run = part.before
    return found


def _collect(top: Choice[Part], candidates: list[set[int | None]]) -> None:
    """Every parent a row has in any of the equally good forests."""
    seen: set[int] = set()
    waiting: list[tuple[Choice, int | None]] = [(top, None)]
    while waiting:
        choice, owner = waiting.pop()
        if id(choice) in seen:
            continue
        seen.add(id(choice))
        for way in choice.ways:
            if isinstance(way, Part):
                candidates[way.row].add(owner)
                waiting.append((way.tree, way.row))
            else:
                waiting.append((way.run, owner))
            if way.before is not None:
                waiting.append((way.before, owner))
