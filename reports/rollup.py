"""Leaves added up to their programs, departments, offices and accounts. Pure, level by level.

Sums are lists: a mask of what was met in each column, then the amounts. A parent takes its
children's sums, never its leaves: adding every leaf to every level costs six times as much.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from budgets.measures import MEASURES
from reports.table import Cell, Gap

VALUE, DASH, BLANK, ABSENT = 1, 2, 4, 8
_BITS = {"value": VALUE, "dash": DASH, "blank": BLANK, "absent": ABSENT}
_COUNT = len(MEASURES)
_CARRIED = tuple(MEASURES).index("carried")

Sums = list[int]  # the mask, then one amount a measure


@cache
def mask_of(states: tuple[str, ...]) -> int:
    return sum(_BITS[state] << 4 * at for at, state in enumerate(states))


def empty() -> Sums:
    return [0] * (_COUNT + 1)


def add(into: Sums, more: Sequence[int]) -> None:
    into[0] |= more[0]
    into[1] += more[1]
    into[2] += more[2]
    into[3] += more[3]
    into[4] += more[4]
    into[5] += more[5]


def _outcome(met: int, measure: int) -> Gap | None:
    """None: the amount itself. 이월액 alone may stand on few lines: what none names was not carried."""
    if met == ABSENT or not met:
        return Gap.ABSENT
    if met == BLANK:
        return Gap.BLANK
    if met & BLANK or (met & ABSENT and measure != _CARRIED):
        return Gap.UNKNOWN
    return None if met & VALUE else Gap.DASH


_OUTCOMES = [[_outcome(met, at) for met in range(16)] for at in range(_COUNT)]


def cells(sums: Sequence[int]) -> list[Cell]:
    """One for each measure."""
    met = sums[0]
    found: list[Cell] = []
    for at in range(_COUNT):
        gap = _OUTCOMES[at][met & 15]
        found.append(sums[at + 1] if gap is None else gap)
        met >>= 4
    return found


class Leaf(NamedTuple):
    line: int
    sums: Sequence[int]
    figure: int = 0  # where it comes from, should anyone ask


class Node(NamedTuple):
    """A program, department or office with what stands under it; a line has nothing under it."""

    mark: str
    pk: int
    sums: Sequence[int]
    below: list["Node"]


def grouped(nodes: Iterable[Node], parent_of: dict[int, int], mark: str) -> list[Node]:
    """One level up, in the order in which the parents are first met."""
    found: dict[int, Node] = {}
    for node in nodes:
        pk = parent_of[node.pk]
        parent = found.get(pk)
        if parent is None:
            found[pk] = parent = Node(mark, pk, empty(), [])
        parent.below.append(node)
        add(parent.sums, node.sums)
    return list(found.values())


def summed(nodes: Iterable[Node]) -> Sums:
    sums = empty()
    for node in nodes:
        add(sums, node.sums)
    return sums
