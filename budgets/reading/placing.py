"""The place of every row under its parent, and the rows whose place the sums leave open.

Rows that are not zero are placed by their sums (`forest`), once with totals above their parts and
once with totals below, and the direction that explains more is taken. A row without any amount
adds nothing wherever it stands: it goes to the innermost group it can belong to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from budgets.reading.forest import Forest, grow
from budgets.reading.sums import Row, digits

FEW_ROWS = 40  # searched exhaustively
TELLING_DIGITS = 3  # 10 and 10 may well be strangers


class Reason(StrEnum):
    AMBIGUOUS = "ambiguous"  # several parents explain the table equally well
    ZERO_ROW = "zero_row"  # adds nothing wherever it stands
    EQUAL_ROWS = "equal_rows"  # repeats its parent, and no sum above says that it belongs there
    DOES_NOT_ADD_UP = "does_not_add_up"  # its children are known by what surrounds them
    STANDS_ALONE = "stands_alone"  # has neither parent nor children, though rows follow it
    TOO_MANY_READINGS = "too_many_readings"  # the search was cut off here
    NO_COVER = "no_cover"  # a cross total of nobody knows which rows
    SEVERAL_COVERS = "several_covers"  # a cross total of these or of those rows
    COVER_CUT_OFF = "cover_cut_off"  # a cross total whose rows could not all be tried


@dataclass(frozen=True, slots=True)
class Unsettled:
    row: int
    reason: Reason
    candidates: tuple[int | None, ...] = ()  # parents; for a cross total: rows it may add up
    deviation: tuple[int | None, ...] = ()  # printed − sum of children, by column


@dataclass(frozen=True, slots=True)
class Placing:
    parents: tuple[int | None, ...]
    sections: tuple[int, ...]
    unsettled: tuple[Unsettled, ...]
    totals: Literal["above", "below"]
    score: tuple[int, ...]


def place(table: Sequence[Row], *, lenient: bool = True) -> Placing:
    above = _place_parents_first(table, lenient)
    below = _mirrored(_place_parents_first(table[::-1], lenient))
    if above.score == below.score:
        return replace(above, unsettled=(*above.unsettled, *_either_way(above, below)))
    return min(above, below, key=lambda placing: placing.score)


def known_first(candidates: set[int | None]) -> tuple[int | None, ...]:
    return tuple(sorted(candidates, key=lambda i: (i is None, i or 0)))


def _mirrored(p: Placing) -> Placing:
    """The same placing, told of the table turned upside down."""
    last = len(p.parents) - 1

    def turn(i: int | None) -> int | None:
        return None if i is None else last - i

    unsettled = (
        replace(u, row=last - u.row, candidates=known_first({turn(c) for c in u.candidates}))
        for u in p.unsettled
    )
    return Placing(
        tuple(turn(parent) for parent in reversed(p.parents)),
        p.sections[::-1],
        tuple(unsettled),
        "below",
        p.score,
    )


def _either_way(above: Placing, below: Placing) -> Iterator[Unsettled]:
    named = {u.row for u in above.unsettled}
    for i, places in enumerate(zip(above.parents, below.parents, strict=True)):
        if places[0] != places[1] and i not in named:
            yield Unsettled(i, Reason.AMBIGUOUS, known_first(set(places)))


def _place_parents_first(table: Sequence[Row], lenient: bool) -> Placing:
    kept = [i for i, row in enumerate(table) if any(row)]
    rows = [table[i] for i in kept]
    forest = _best_forest(rows, lenient)
    places: list[tuple[int | None, int]] = [(None, 0)] * len(table)
    for i, parent, section in zip(kept, forest.parents, forest.sections, strict=True):
        places[i] = (None if parent is None else kept[parent], section)
    unsettled = [
        replace(
            u,
            row=kept[u.row],
            candidates=tuple(None if c is None else kept[c] for c in u.candidates),
        )
        for u in _doubts(rows, forest)
    ]
    unsettled += _place_zero_rows(table, places)
    parents, sections = zip(*places, strict=True) if places else ((), ())
    return Placing(parents, sections, tuple(unsettled), "above", forest.score)


def _best_forest(rows: list[Row], lenient: bool) -> Forest:
    thorough = len(rows) <= FEW_ROWS
    found = [grow(rows, commit=not thorough, lenient=False)]
    if thorough and found[0].cut_off:
        found.append(grow(rows, commit=True, lenient=False))
    if lenient and min(forest.tops for forest in found) > 1 and not found[-1].cut_off:
        if not thorough:
            found.append(grow(rows, commit=False, lenient=False))
        found.append(grow(rows, commit=True, lenient=True))
    return min(found, key=lambda forest: (forest.score, len(forest.cut_off)))


# -- what the sums leave open


def _doubts(rows: list[Row], forest: Forest) -> Iterator[Unsettled]:
    for i, candidates in enumerate(forest.candidates):
        if len(candidates) > 1:
            yield Unsettled(i, Reason.AMBIGUOUS, known_first(candidates))
    for i in sorted(forest.cut_off):
        yield Unsettled(i, Reason.TOO_MANY_READINGS)
    below = _children(forest.parents)
    for i in sorted(forest.broken):
        yield Unsettled(i, Reason.DOES_NOT_ADD_UP)
    tops = below.get(None, [])
    for i in tops:
        if i not in below and i + 1 < len(rows):
            yield Unsettled(i, Reason.STANDS_ALONE)
        yield from _detachable(rows, forest, below, i)


def _detachable(rows, forest, below, i) -> Iterator[Unsettled]:
    """What stands last below a top-level row might as well stand beside it: no sum forbids it."""
    is_only_tree = len(below[None]) == 1
    while i in below:
        last = below[i][-1]
        parts = [c for c in below[i] if forest.sections[c] == forest.sections[last]]
        off = _off(rows, i, parts)
        is_weak = digits(rows[i], [off]) < TELLING_DIGITS
        if len(parts) == 1 and is_weak:
            yield Unsettled(last, Reason.EQUAL_ROWS, (i, None))
        elif is_weak and (off or not is_only_tree):
            for part in parts:
                yield Unsettled(part, Reason.AMBIGUOUS, (i, None))
        elif _off(rows, i, parts[:-1]) < off and i not in forest.broken:
            yield Unsettled(last, Reason.AMBIGUOUS, (i, None))
        i = last


def _off(rows: list[Row], i: int, parts: list[int]) -> int:
    return sum(
        abs(v - sum(rows[p][c] or 0 for p in parts)) for c, v in enumerate(rows[i]) if v is not None
    )


def _children(parents: Sequence[int | None]) -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = {}
    for i, parent in enumerate(parents):
        below.setdefault(parent, []).append(i)
    return below


# -- rows without any amount


def _place_zero_rows(
    table: Sequence[Row], places: list[tuple[int | None, int]]
) -> Iterator[Unsettled]:
    for first, end in _zero_runs(table):
        before, after = first - 1, end if end < len(table) else None
        options = _places_between(places, before, after) if first else {None: 0}
        place = next(iter(options.items()))
        for i in range(first, end):
            places[i] = place
            candidates = {*options, *range(first, i)}
            if len(candidates) > 1 or _starts_section(places, before, after):
                yield Unsettled(i, Reason.ZERO_ROW, known_first(candidates))


def _zero_runs(table: Sequence[Row]) -> Iterator[tuple[int, int]]:
    first = None
    for i, row in enumerate([*table, (1,)]):
        if any(row):
            if first is not None:
                yield first, i
            first = None
        elif first is None:
            first = i


def _places_between(places, before: int, after: int | None) -> dict[int | None, int]:
    """Parent -> section for a row between two others, innermost parent first."""
    outermost = None if after is None else places[after][0]
    if outermost == before:
        return {before: 0}
    options = {}
    i = before
    while True:
        parent, section = places[i]
        options[parent] = section
        if parent == outermost or parent is None:
            return options
        i = parent


def _starts_section(places, before: int, after: int | None) -> bool:
    """Between two partitions of one parent a row may stand in either."""
    if after is None or before < 0 or places[after][0] is None:
        return False
    return places[after][0] == places[before][0] and places[after][1] != places[before][1]
