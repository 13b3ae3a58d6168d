"""Which amounts went where, by arithmetic alone. Pure.

Of two structures of the same money what one line has less another has more. Where an amount stands
just once on each side, it is the same money; so are two or three that add up to one. What could be
meant in more than one way is told as unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

_MOST_PARTS = 3
_MOST_TRIED = 30_000  # sums: of more amounts than that anything adds up to something

Amounts = Mapping[Hashable, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """One gave to several or several to one; both sides come to the same."""

    given: tuple[Hashable, ...]
    taken: tuple[Hashable, ...]


def shifts_of(given: Amounts, taken: Amounts) -> list[Shift]:
    """The fewest parts first; what belongs to a shift is in no other."""
    left, right = dict(given), dict(taken)
    found: list[Shift] = []
    for size in range(1, _MOST_PARTS + 1):
        candidates = [Shift((one,), many) for one, many in _sums(left, right, size)]
        if size > 1:
            candidates += [Shift(many, (one,)) for one, many in _sums(right, left, size)]
        for shift in _alone(candidates):
            found.append(shift)
            for key in shift.given:
                del left[key]
            for key in shift.taken:
                del right[key]
    return found


def _sums(ones: Amounts, many: Amounts, size: int) -> Iterable[tuple[Hashable, tuple]]:
    wanted = defaultdict(list)
    for key, won in ones.items():
        wanted[won].append(key)
    if _count(len(many), size) > _MOST_TRIED:
        return
    for parts in combinations(many, size):
        for key in wanted.get(sum(many[part] for part in parts), ()):
            yield key, parts


def _count(many: int, size: int) -> int:
    count = 1
    for at in range(size):
        count = count * (many - at) // (at + 1)
    return count


def _alone(candidates: list[Shift]) -> list[Shift]:
    """Those of which nothing could also be meant by another."""
    gives = Counter(key for each in candidates for key in each.given)
    takes = Counter(key for each in candidates for key in each.taken)
    return [
        each
        for each in candidates
        if all(gives[key] == 1 for key in each.given) and all(takes[key] == 1 for key in each.taken)
    ]
