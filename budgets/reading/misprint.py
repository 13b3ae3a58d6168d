"""One part of a table, whose first row should add up the others, and one amount of it is wrong.

One row is supposed misprinted: a parent, or one of its parts. A supposition is believed if it makes
everything else add up and no other does so as well. One slip in one amount is likelier than
anything else; then the better is what explains more rows. A part that adds up as it is printed
needs no supposition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.outline import Outline, Reason, outline
from budgets.reading.slips import is_slip
from budgets.reading.sums import NEAR, Row, tolerated

CLEARLY_MORE = 2  # times: of two suppositions alike, only so much the smaller is believed
FEW_ROWS = 14  # so many can be tried with a level between
_HARMLESS = frozenset({Reason.ZERO_ROW, Reason.EQUAL_ROWS})
Parents = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What must be supposed for a part to add up: less of it is better."""

    leaves: int  # the more rows stand below others, the more is explained
    columns: int  # that are misprinted in the one row
    by: int  # how much is misprinted
    parents: Parents
    is_slip: bool = False  # what is printed looks like what should be

    @property
    def rank(self) -> tuple[bool, int, int]:
        return not self.is_slip, self.leaves, self.columns


def is_flat(rows: Sequence[Row]) -> bool:
    """Whether nothing below the first row looks like a level."""
    return outline(rows[1:]).parents == (None,) * (len(rows) - 1)


def settle(
    rows: Sequence[Row],
    kinds: Sequence[str | None],
    *,
    is_whole: bool = True,
    may_be_flat: bool = True,
) -> Parents | None:
    """The parents within a part, if its sums allow just one reading.

    A part that lacks a row is not expected to add up: nothing is supposed of it. One whose rows
    all seem to stand on one level is not supposed to, where other parts of the table have two.
    """
    if len(rows) == 1:
        return (None,) if is_whole else None
    found = outline(rows)
    if _is_one_tree(found, _HARMLESS):
        return found.parents
    if not is_whole:
        return None
    readings = _Part(rows, kinds, may_be_flat).readings()
    return _best([*readings, *_nearly(found)], kinds)


def _nearly(found: Outline) -> Iterator[Reading]:
    """The outline's own reading, where it is sure of all but some rows that are near their sums."""
    if _is_one_tree(found, _HARMLESS | {Reason.DOES_NOT_ADD_UP}):
        broken = [u for u in found.unsettled if u.reason is Reason.DOES_NOT_ADD_UP]
        off = [d for u in broken for d in u.deviation if d]
        slip = len(broken) == 1 and is_slip_of_one(
            found.rows,
            broken[0].row,
            [c for c in found.children(broken[0].row) if not found.children(c)],
            [-(d or 0) for d in broken[0].deviation],
        )
        yield Reading(len(found.leaves), len(off), sum(map(abs, off)), found.parents, slip)


def sum_of(rows: Sequence[Row], indexes: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(rows[i][c] or 0 for i in indexes) for c in range(len(rows[0])))


def _best(readings: Sequence[Reading], kinds: Sequence[str | None]) -> Parents | None:
    kept = [r for r in readings if keeps_kinds(r.parents, kinds)]
    if not kept:
        return None
    best = min(kept, key=lambda r: (*r.rank, r.by))
    others = [r for r in kept if r.parents != best.parents]
    # How much a slip is off says nothing of how likely it is.
    is_clear = all(
        r.rank > best.rank or (not best.is_slip and r.by >= CLEARLY_MORE * best.by) for r in others
    )
    return best.parents if is_clear else None


def keeps_kinds(parents: Parents, kinds: Sequence[str | None]) -> bool:
    beside = [_stands_beside(kind) for kind in kinds]
    return all(not beside[i] or not p or kinds[i] == kinds[p] for i, p in enumerate(parents))


def _stands_beside(kind: str | None) -> bool:
    """기본경비 and 전출금 stand beside programs, not below one."""
    return kind not in (None, "정책사업")


class _Part:
    """Every tree that adds up by itself is taken as one row: its top."""

    def __init__(self, rows: Sequence[Row], kinds: Sequence[str | None], may_be_flat: bool):
        self.rows, self.kinds, self.may_be_flat = rows, kinds, may_be_flat
        inner = outline(rows[1:])
        doubtful = {u.row for u in inner.unsettled if u.reason is Reason.DOES_NOT_ADD_UP}
        sound = (None if p in doubtful else p for p in inner.parents)
        self.within: Parents = (None, *(None if p is None else p + 1 for p in sound))
        self.tops = [0, *(i for i, p in enumerate(self.within) if i and p is None)]
        self.bare = frozenset(i for i in self.tops[1:] if i not in self.within)

    def readings(self) -> list[Reading]:
        """With levels between only where one level needs more than a slip: it takes long."""
        found = [*self.of_one_level(), *self.of_first_row()]
        return found if any(r.is_slip for r in found) else [*found, *self.of_more_levels()]

    def of_one_level(self) -> Iterator[Reading]:
        """A run of tops stands below the row before it, and one of them all is wrong."""
        for start in range(2, len(self.tops)):
            for end in range(start + 1, len(self.tops) + 1):
                parts = self.tops[start:end]
                beside = [i for i in self.tops[1:] if i not in parts]
                parent = parts[0] - 1
                off = columns_off(self.rows, parent, parts)
                if not any(off) or self._is_silent(parent, parts):
                    continue
                # The parent is wrong, and its parts make up for it in the first row's sum,
                corrected = [*(i for i in beside if i != parent), *parts]
                is_parent = parent in self.bare and self._adds_up(corrected)
                # or a part is.
                is_part = self._is_one_wrong(parts, off) and self._adds_up(beside)
                if is_parent or is_part:
                    wrong = [i for i in parts if is_part and i in self.bare]
                    slip = is_slip_of_one(self.rows, parent if is_parent else None, wrong, off)
                    yield self._reading(dict.fromkeys(parts, parent), off, slip)

    def of_more_levels(self) -> Iterator[Reading]:
        few = [self.rows[i] for i in self.tops]
        if len(few) > FEW_ROWS:
            return
        for parent in (at for at, i in enumerate(self.tops) if i in self.bare):
            for end in range(parent + 2, len(few) + 1):
                inner = outline(few[parent + 1 : end])
                parts = [parent + 1 + i for i in inner.children(None)]
                off = columns_off(few, parent, parts)
                wrong = [i for i in parts if self._is_one_wrong([self.tops[i]], off)]
                for at, by in ((parent, off), *((i, [-d for d in off]) for i in wrong[-1:])):
                    if any(by) and (parents := _if_sound(few, at, by)):
                        below = {self.tops[i]: self.tops[p] for i, p in enumerate(parents) if p}
                        is_parent = at == parent
                        slip = is_slip_of_one(
                            few, at if is_parent else None, [] if is_parent else wrong, off
                        )
                        yield self._reading(below, by, slip)

    def of_first_row(self) -> Iterator[Reading]:
        """The first row is wrong; but not while a row beside it looks like a parent gone wrong."""
        off = columns_off(self.rows, 0, self.tops[1:])
        slip = is_slip_of_one(self.rows, 0, sorted(self.bare), off)
        # Groups stored beside their rows would come to twice as much.
        is_near = all(NEAR * abs(d) <= abs(v or 0) for v, d in zip(self.rows[0], off, strict=True))
        is_one_level = self.may_be_flat and len(self.bare) == len(self.rows) - 1
        if (is_one_level and (slip or is_near)) or all(
            _stands_beside(self.kinds[i]) for i in self.bare
        ):
            yield self._reading({}, off, slip)

    def _adds_up(self, parts: Sequence[int]) -> bool:
        return adds_up(self.rows, 0, parts)

    def _is_silent(self, parent: int, parts: Sequence[int]) -> bool:
        """A row with a dash where its parts have amounts does not add them up."""
        sums = sum_of(self.rows, parts)
        return any(v is None and s for v, s in zip(self.rows[parent], sums, strict=True))

    def _is_one_wrong(self, parts: Sequence[int], off: Sequence[int]) -> bool:
        """Whether a row without parts, put right, would still be something, and not less."""
        right = [
            [(v or 0) - d for v, d in zip(self.rows[i], off, strict=True)]
            for i in parts
            if i in self.bare
        ]
        return any(any(row) and min(row) >= 0 for row in right)

    def _reading(self, below: dict[int, int], off: Sequence[int], slip: bool) -> Reading:
        tops = {i: below.get(i, 0) for i in self.tops[1:]}
        parents = (None, *(tops.get(i, p) for i, p in enumerate(self.within) if i))
        leaves = len(parents) - len({p for p in parents if p is not None})
        return Reading(leaves, sum(map(bool, off)), sum(map(abs, off)), parents, slip)


def _if_sound(rows: Sequence[Row], at: int, by: Sequence[int]) -> Parents | None:
    changed = tuple((v or 0) + d if d else v for v, d in zip(rows[at], by, strict=True))
    found = outline([*rows[:at], changed, *rows[at + 1 :]])
    return found.parents if _is_one_tree(found, _HARMLESS) else None


def is_slip_of_one(
    rows: Sequence[Row], parent: int | None, parts: Sequence[int], off: Sequence[int]
) -> bool:
    """Whether one amount, of the parent or of a part, misprinted in one place, is all."""
    wrong = [c for c, d in enumerate(off) if d]
    if len(wrong) != 1:
        return False
    c, d = wrong[0], off[wrong[0]]
    cells = [(rows[i][c], -d) for i in parts] + ([] if parent is None else [(rows[parent][c], d)])
    return any(is_slip(cell, (cell or 0) + by) for cell, by in cells)


def adds_up(rows: Sequence[Row], parent: int, parts: Sequence[int]) -> bool:
    return all(tolerated(d, len(parts)) for d in columns_off(rows, parent, parts))


def columns_off(rows: Sequence[Row], parent: int, parts: Sequence[int]) -> list[int]:
    sums = sum_of(rows, parts)
    return [0 if v is None else s - v for v, s in zip(rows[parent], sums, strict=True)]


def _is_one_tree(found: Outline, harmless: frozenset[Reason]) -> bool:
    has_one_top = found.parents[0] is None and None not in found.parents[1:]
    return has_one_top and {u.reason for u in found.unsettled} <= harmless
