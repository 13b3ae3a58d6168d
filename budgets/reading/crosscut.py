"""Which rows a cross total adds up.

An office prints its total twice: by kind (사업예산, 기본경비, 재무활동) and by department.
The rows by kind hold no figures of their own; each adds up some of the departments' rows, and
every such row belongs to exactly one of them. Only the sums decide; names say what to try first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgets.reading.sums import Row, tolerated

STEPS = 50_000
MANY = 500  # more nodes than this are not searched: chance alone would make them add up


@dataclass(frozen=True, slots=True)
class Cover:
    """parts[t]: the nodes total t adds up. None if the nodes cannot be shared out so."""

    parts: tuple[tuple[int, ...], ...] | None
    rival: tuple[tuple[int, ...], ...] | None = None  # another way, just as good
    complete: bool = True  # False: the search was cut off, there may be others
    steps: int = 0  # that it took


def cover(
    totals: Sequence[Row],
    nodes: Sequence[Row],
    alike: Sequence[Sequence[bool]] = (),
    steps: int = STEPS,
) -> Cover:
    """Share the nodes out to the totals. alike[t][k]: node k bears the name of total t."""
    if len(nodes) > MANY:
        return Cover(None, complete=False)
    left = steps
    for exact in (True, False):
        search = _Search(totals, nodes, alike, exact, left)
        search.share(0, frozenset(range(len(nodes))))
        left = search.steps
        if search.found or search.cut_off:
            break
    parts, rival = ([*search.found, None, None])[:2]
    # Sums and names together leave no doubt, even if there was no time to look for a rival.
    complete = not search.cut_off or (rival is None and _as_named(parts, alike))
    return Cover(parts, rival, complete=complete, steps=steps - left)


def _as_named(parts: tuple[tuple[int, ...], ...] | None, alike: Sequence[Sequence[bool]]) -> bool:
    """Every node that bears a total's name is added up by that total, and by no other; at most one
    total is added up by nodes of other names."""
    if not parts or not alike:
        return False
    named = [t for t in range(len(parts)) if any(alike[t])]
    own = all(set(parts[t]) == {k for k, yes in enumerate(alike[t]) if yes} for t in named)
    return own and len(named) >= len(parts) - 1


@dataclass(slots=True)
class _Search:
    totals: Sequence[Row]
    nodes: Sequence[Row]
    alike: Sequence[Sequence[bool]]
    exact: bool
    steps: int
    found: list[tuple[tuple[int, ...], ...]] = field(default_factory=list)
    least: int | None = None
    order: list[int] = field(init=False)
    shares: dict[int, tuple[int, ...]] = field(default_factory=dict)
    grows: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        # The largest total comes last and gets what is left over.
        self.order = sorted(range(len(self.totals)), key=lambda t: _size(self.totals[t]))
        width = len(self.totals[0])
        every = [*self.totals, *self.nodes]
        self.grows = [all((row[c] or 0) >= 0 for row in every) for c in range(width)]

    @property
    def cut_off(self) -> bool:
        return self.steps <= 0

    @property
    def done(self) -> bool:
        # Inexact ways must all be seen to find the one that deviates least.
        return self.cut_off or (self.exact and len(self.found) > 1)

    def share(self, turn: int, left: frozenset[int]) -> None:
        t = self.order[turn]
        if turn == len(self.order) - 1:
            self._offer(t, tuple(sorted(left)))
            return
        pool = sorted(left, key=lambda k: (not self._is_alike(t, k), -_size(self.nodes[k]), k))
        after = self._sums_from(pool)
        self._pick(turn, left, pool, after, 0, (), tuple(v or 0 for v in self.totals[t]))

    def _pick(self, turn, left, pool, after, first, picked, rest) -> None:
        """Extend picked by nodes of pool[first:]; rest is what the total still lacks."""
        t = self.order[turn]
        if self._fits(t, rest, len(picked)):
            self.shares[t] = tuple(sorted(picked))
            self.share(turn + 1, left.difference(picked))
        for at in range(first, len(pool)):
            self.steps -= 1
            if self.done or not self._reachable(t, rest, after[at], len(pool)):
                return
            lacking = tuple(r - (v or 0) for r, v in zip(rest, self.nodes[pool[at]], strict=True))
            if self._has_room(t, lacking, len(picked) + 1):
                self._pick(turn, left, pool, after, at + 1, (*picked, pool[at]), lacking)

    def _sums_from(self, pool: list[int]) -> list[tuple[int, ...]]:
        sums = [(0,) * len(self.totals[0])]
        for k in reversed(pool):
            sums.append(tuple(s + (v or 0) for s, v in zip(sums[-1], self.nodes[k], strict=True)))
        return sums[::-1]

    def _offer(self, last: int, rest: tuple[int, ...]) -> None:
        shares = {**self.shares, last: rest}
        parts = tuple(shares[t] for t in range(len(self.totals)))
        deviation = 0
        for t, nodes in enumerate(parts):
            lacking = self._lacking(t, nodes)
            if not self._fits(t, lacking, len(nodes)):
                return
            deviation += sum(abs(d) for d in lacking)
        if self.least is None or deviation < self.least:
            self.least, self.found = deviation, []
        if deviation == self.least and parts not in self.found:
            self.found.append(parts)

    def _lacking(self, t: int, nodes: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(
            0 if v is None else v - sum(self.nodes[k][c] or 0 for k in nodes)
            for c, v in enumerate(self.totals[t])
        )

    def _is_alike(self, t: int, k: int) -> bool:
        return bool(self.alike) and self.alike[t][k]

    def _off(self, lacking: int, count: int) -> bool:
        return lacking != 0 if self.exact else not tolerated(lacking, count)

    def _fits(self, t: int, rest: tuple[int, ...], count: int) -> bool:
        told = [rest[c] for c, v in enumerate(self.totals[t]) if v is not None]
        return count > 0 and not any(self._off(r, count) for r in told)

    def _has_room(self, t: int, rest: tuple[int, ...], count: int) -> bool:
        return not any(
            r < 0 and self.grows[c] and self.totals[t][c] is not None and self._off(r, count)
            for c, r in enumerate(rest)
        )

    def _reachable(
        self, t: int, rest: tuple[int, ...], available: tuple[int, ...], count: int
    ) -> bool:
        return not any(
            r > a and self.grows[c] and self.totals[t][c] is not None and self._off(r - a, count)
            for c, (r, a) in enumerate(zip(rest, available, strict=True))
        )


def _size(row: Row) -> int:
    return sum(abs(v or 0) for v in row)
