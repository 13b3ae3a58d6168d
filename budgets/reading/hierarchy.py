"""Which row stands below which, also where one printed amount is wrong.

The sums decide (`outline`). Where they leave a department or a total without its rows, some amount
is misprinted, and the table is taken apart at its departments. In each part one row is supposed
misprinted, and believed to be if that makes everything else add up in just one way. A part for
which no such row is found gives no figures, and is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budgets.reading.misprint import is_flat, settle, sum_of
from budgets.reading.outline import Outline, Reason, outline
from budgets.reading.sums import Row, tolerated

_OPEN = "계층을 산술로 정하지 못함"
_WORDS = {
    Reason.AMBIGUOUS: f"{_OPEN} (상위 행이 둘 이상 가능)",
    Reason.ZERO_ROW: f"{_OPEN} (금액이 없는 행)",
    Reason.EQUAL_ROWS: f"{_OPEN} (위 행과 같은 금액)",
    Reason.DOES_NOT_ADD_UP: "아래 행을 더한 것과 다름",
    Reason.STANDS_ALONE: f"{_OPEN} (위아래 행과 더해지지 않음)",
    Reason.TOO_MANY_READINGS: f"{_OPEN} (경우가 너무 많음)",
    Reason.NO_COVER: "어느 행을 더한 것인지 찾지 못함",
    Reason.SEVERAL_COVERS: "어느 행을 더한 것인지 둘 이상 가능",
    Reason.COVER_CUT_OFF: "어느 행을 더한 것인지 다 견주지 못함",
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the rows' names say of themselves, by index."""

    totals: frozenset[int]
    departments: frozenset[int]
    kinds: tuple[str | None, ...]
    gaps: frozenset[int] = frozenset()  # rows above which one could not be read


@dataclass(frozen=True, slots=True)
class Hierarchy:
    parents: tuple[int | None, ...]
    leaves: tuple[int, ...]  # where figures are stored
    summaries: dict[int, tuple[int, ...]]  # cross total -> the rows it adds up, if known
    remarks: tuple[tuple[int, str], ...] = ()
    unread: frozenset[int] = frozenset()  # rows that give no figures, named in the remarks
    _below: dict[int | None, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        below: dict[int | None, list[int]] = {}
        for i, parent in enumerate(self.parents):
            below.setdefault(parent, []).append(i)
        object.__setattr__(self, "_below", below)

    def children(self, i: int | None) -> Sequence[int]:
        return self._below.get(i, ())

    def chain(self, i: int) -> list[int]:
        """From the top down to the row itself."""
        chain = [i]
        while (parent := self.parents[chain[0]]) is not None:
            chain.insert(0, parent)
        return chain


def arrange(rows: Sequence[Row], names: Sequence[str], named: Named) -> Hierarchy:
    found = outline(rows, names=names)
    if _is_sound(found, named) and not named.gaps:
        remarks = ((u.row, _WORDS[u.reason]) for u in found.unsettled)
        return Hierarchy(
            found.parents, found.leaves, found.summaries, tuple(dict.fromkeys(remarks))
        )
    return _TakenApart(rows, found, named).hierarchy()


def _is_sound(found: Outline, named: Named) -> bool:
    """No total and no department was left without its rows, nor they without it."""
    leaves = set(found.leaves)
    if leaves == named.departments or len(found.rows) == 1:
        return True
    if any(u.reason is Reason.DOES_NOT_ADD_UP for u in found.unsettled):
        return not (named.departments or named.totals)
    tops = found.children(None)
    if leaves & named.totals or (named.totals & set(tops) and len(tops) > 1):
        return False
    if any(not {i, *found.ancestors(i)} & named.departments for i in leaves & set(tops)):
        return not named.departments
    return not any(_is_bereft(i, found, named) for i in leaves & named.departments)


def _is_bereft(department: int, found: Outline, named: Named) -> bool:
    """A department without rows of its own is one only if no row of another make follows it."""
    beside = department + (1 if found.totals == "above" else -1)
    others = named.departments | named.totals
    return 0 <= beside < len(found.rows) and beside not in others


class _TakenApart:
    def __init__(self, rows: Sequence[Row], found: Outline, named: Named):
        self.rows, self.found, self.named = rows, found, named
        self.parents: list[int | None] = [None] * len(rows)
        self.summaries: dict[int, tuple[int, ...]] = {}
        self.remarks: list[tuple[int, str]] = []
        self.may_be_flat = True
        self.unread: set[int] = set()  # parts that no reading explains, their first rows too

    def hierarchy(self) -> Hierarchy:
        total, parts = self._parts()
        if parts is None:
            return self._as_found()
        self.may_be_flat = all(is_flat([self.rows[i] for i in part]) for part in parts)
        for part in parts:
            self.parents[part[0]] = total if part[0] != total else None
            self._settle(part)
        has_children = set(self.parents)
        leaves = (
            i
            for i in range(len(self.rows))
            if i not in has_children | self.unread and i not in self.summaries and i != total
        )
        return Hierarchy(
            tuple(self.parents),
            tuple(leaves),
            self.summaries,
            tuple(sorted({*self.remarks, *self._deviations()})),
            frozenset(self.unread),
        )

    def _as_found(self) -> Hierarchy:
        """Without departments and total there is nothing to hold on to: it stays as it was found."""
        remarks = dict.fromkeys((u.row, _WORDS[u.reason]) for u in self.found.unsettled)
        return Hierarchy(
            self.found.parents, self.found.leaves, self.found.summaries, tuple(remarks)
        )

    def _parts(self) -> tuple[int | None, list[list[int]] | None]:
        """The total, and the runs of rows that each begin with what they should add up to."""
        rows = range(len(self.rows))
        total = next((i for i in (0, len(rows) - 1) if i in self.named.totals), None)
        rest = [i for i in rows if i != total]
        if not self.named.departments:
            summaries = self._summaries(rest)
            part = [i for i in rest if i not in summaries]
            return total, None if total is None else [[total, *part]]
        starts = [*sorted(self.named.departments), len(rows)]
        before = [i for i in rest if i < starts[0]]
        for i in set(before) - self._summaries(before):
            self.unread.add(i)
            self.remarks.append((i, f"{_OPEN}: 금액을 저장하지 않음"))
        for i in self.summaries:
            self.parents[i] = total
        return total, [[i for i in range(*pair) if i != total] for pair in pairwise(starts)]

    def _summaries(self, rows: Sequence[int]) -> set[int]:
        """The kinds that are printed one after another, before anything they add up."""
        block: list[int] = []
        for i in rows:
            if self.named.kinds[i] is None:
                break
            block.append(i)
        if self.named.departments or len(block) > 1:
            self.summaries = dict.fromkeys(block, ())
        return set(self.summaries)

    def _settle(self, part: list[int]) -> None:
        kinds = [self.named.kinds[i] for i in part]
        is_whole = not self.named.gaps & {*part[1:], part[-1] + 1}
        settled = settle(
            [self.rows[i] for i in part],
            kinds,
            is_whole=is_whole,
            may_be_flat=self.may_be_flat,
        )
        if settled is None:
            self.unread |= set(part)
            self.remarks.append((part[0], f"{_OPEN}: 아래 행의 금액을 저장하지 않음"))
            return
        for i, parent in zip(part[1:], settled[1:], strict=True):
            self.parents[i] = part[parent]

    def _deviations(self) -> Iterator[tuple[int, str]]:
        below: dict[int, list[int]] = {}
        for i, parent in enumerate(self.parents):
            if parent is not None and i not in self.summaries and i not in self.unread:
                below.setdefault(parent, []).append(i)
        for parent, children in below.items():
            sums = sum_of(self.rows, children)
            off = [v - s for v, s in zip(self.rows[parent], sums, strict=True) if v is not None]
            if not all(tolerated(d, len(children)) for d in off):
                yield parent, _WORDS[Reason.DOES_NOT_ADD_UP]
