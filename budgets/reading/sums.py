"""Whether rows add up to a row, and how much of a coincidence it would be if they were strangers.

Figures are rounded, so a total may be off by half a unit for itself and for each part (rule 6).
"""

from collections.abc import Sequence
from operator import add
from typing import NamedTuple

Row = Sequence[int | None]
Amounts = tuple[int, ...]

STRONG_DIGITS = 6  # one chance in a million
WEAK_DIGITS = 5  # what a sum that is only tolerated should hit
PLAUSIBLE = 5  # 3 is not "about 2": the largest figure may be off by a fifth of itself at most
NEAR = 20  # a sum that does not add up is off by a twentieth at most, or off in one column only


class Verdict(NamedTuple):
    deviation: int  # over all columns
    near: bool  # does not add up, but nearly
    weak: bool  # adds up only by tolerance, and the figures are small
    strong: bool  # cannot be a coincidence
    digits: int


def tolerated(deviation: int, parts: int) -> bool:
    return 2 * abs(deviation) <= parts + 1


def digits(values: Row, deviations: Sequence[int] = ()) -> int:
    """Significant digits a coincidence would have to hit. A column printed twice counts once."""
    told = {abs(v) for v in values if v}
    lost = sum(len(str(2 * abs(d))) for d in deviations if d)
    return sum(len(str(v).rstrip("0")) for v in told) - lost


def plus(a: Amounts, b: Amounts) -> Amounts:
    return tuple(map(add, a, b))


class Sums:
    """The rows of a table as totals. A column that a total leaves blank does not count for it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.values = [tuple(v or 0 for v in row) for row in rows]
        self.told = [[c for c, v in enumerate(row) if v is not None] for row in rows]
        self.widest = [max(range(len(v)), key=lambda c, v=v: abs(v[c])) for v in self.values]
        # Where nothing is negative, a sum that has grown too large stays too large.
        self.grows = [min(column) >= 0 for column in zip(*self.values, strict=True)]

    def has_room(self, i: int, total: Amounts, parts: int, *, allow_near: bool) -> bool:
        """Whether row i may still be the total once more parts are added."""
        values, over = self.values[i], 0
        for c in self.told[i]:
            excess = total[c] - values[c]
            if excess <= 0 or not self.grows[c] or self._tolerated(i, c, excess, parts):
                continue
            if not allow_near:
                return False
            over += NEAR * excess > values[c]
        return over == 0 or (over == 1 and len(self.told[i]) > 1)

    def judge(self, i: int, total: Amounts, parts: int, *, allow_near: bool) -> Verdict | None:
        """Whether row i is the total of so many parts."""
        values = self.values[i]
        off = {c: values[c] - total[c] for c in self.told[i]}
        wrong = [c for c, d in off.items() if d and not self._tolerated(i, c, d, parts)]
        deviation = sum(map(abs, off.values()))
        if wrong:
            near = allow_near and self._is_near(i, off, wrong, parts)
            return Verdict(deviation, True, False, False, 0) if near else None
        told = digits(self.rows[i], list(off.values()))
        weak = deviation > 0 and told < WEAK_DIGITS
        return Verdict(deviation, False, weak, parts > 1 and told >= STRONG_DIGITS, told)

    def _tolerated(self, i: int, column: int, deviation: int, parts: int) -> bool:
        if column == self.widest[i] and PLAUSIBLE * abs(deviation) > abs(self.values[i][column]):
            return False
        return tolerated(deviation, parts)

    def _is_near(self, i: int, off: dict[int, int], wrong: list[int], parts: int) -> bool:
        values = self.values[i]
        if parts > 1 and all(NEAR * abs(off[c]) <= abs(values[c]) for c in wrong):
            return True
        right = [values[c] for c in off if c not in wrong]
        return len(wrong) == 1 and digits(right) > 2
