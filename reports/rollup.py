"""Leaves added up to their programs, departments, offices and accounts. Pure, level by level.

Sums are lists: a mask of what was met in each column, then the amounts. A parent takes its
children's sums, never its leaves: adding every leaf to every level costs six times as much.

Claims are held against sums of `reports.leaves.added`, which says why it is another way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from budgets.measures import MEASURES
from departments.cells import ABSENT, BLANK, VALUE
from reports.table import Cell, Gap

_COUNT = len(MEASURES)
_CARRIED = tuple(MEASURES).index("carried")

Sums = list[int]  # the mask, then one amount a measure


def empty() -> Sums:
    return [0] * (_COUNT + 1)


def add(into: Sums, more: Sequence[int]) -> None:
    """One at a time, where parts come one by one; `summed` takes them together."""
    into[0] |= more[0]
    for at in range(1, _COUNT + 1):
        into[at] += more[at]


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


def is_plain(mask: int) -> bool:
    """Whether each column holds nothing but values, or nothing at all: no cell needs a second look."""
    return all(mask >> 4 * at & 15 in (VALUE, ABSENT) for at in range(_COUNT))


class Leaf(NamedTuple):
    """A line's amounts in force, with what places it."""

    pk: int  # the line's
    program: int
    name: str
    code: str
    position: int
    sums: Sequence[int]
    figure: int = 0  # where it comes from, should anyone ask


class Node(NamedTuple):
    """A program, department or office with what stands under it."""

    mark: str
    pk: int
    sums: Sequence[int]
    below: list  # of nodes; of a program's, leaves


_IN_ORDER = attrgetter("position", "pk")


def programs_of(leaves: Iterable[Leaf]) -> list[Node]:
    """One node a program, its leaves in the council's order."""
    found: defaultdict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        found[leaf.program].append(leaf)
    return [
        Node("program", pk, summed(own), sorted(own, key=_IN_ORDER)) for pk, own in found.items()
    ]


def grouped(nodes: Iterable[Node], parent_of: Mapping[int, int], mark: str) -> list[Node]:
    """One level up, in the order in which the parents are first met."""
    found: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        found[parent_of[node.pk]].append(node)
    return [Node(mark, pk, summed(own), own) for pk, own in found.items()]


def leaves_under(nodes: Iterable[Node | Leaf]) -> Iterable[Leaf]:
    for node in nodes:
        if type(node) is Leaf:
            yield node
        else:
            yield from leaves_under(node.below)


def summed(parts: Sequence[Leaf | Node]) -> Sums:
    return together([part.sums for part in parts])


def together(sums: Sequence[Sequence[int]]) -> Sums:
    """By name: most are of three or four parts, too few to be worth turning into columns."""
    met = a = b = c = d = e = 0
    for mask, one, two, three, four, five in sums:
        met |= mask
        a += one
        b += two
        c += three
        d += four
        e += five
    return [met, a, b, c, d, e]
