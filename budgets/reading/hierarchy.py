"""Which row stands below which, also where one printed amount is wrong.

The sums decide (`outline`). Where they leave a department or a total without its rows, some amount
is misprinted, and the table is taken apart at its departments. In each part one row is supposed
misprinted, and believed to be if that makes everything else add up in just one way. A part for
which no such row is found gives no figures, and is named. A table without departments and total
has no parts to hold on to (`untotalled`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from budgets.reading.misprint import adds_up, is_flat, settle, sum_of
from budgets.reading.outline import Outline, Reason, outline
from budgets.reading.sums import Row, tolerated
from budgets.reading.untotalled import Untotalled, settle_untotalled

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

    @property
    def incomplete(self) -> frozenset[int]:
        """Rows that speak of more than is stored: those above rows that give no figures, these
        themselves, and what adds up rows wherever they stand."""
        above = {row for i in self.unread for row in self.chain(i)}
        return frozenset(above | self.summaries.keys()) if above else frozenset()

    def chain(self, i: int) -> list[int]:
        """From the top down to the row itself."""
        chain = [i]
        while (parent := self.parents[chain[0]]) is not None:
            chain.insert(0, parent)
        return chain


def arrange(rows: Sequence[Row], names: Sequence[str], named: Named) -> Hierarchy:
    found = _arranged(rows, names, named)
    remarks = {*found.remarks, *_empty_heads(rows, found)}
    return replace(found, remarks=tuple(sorted(remarks)))


def _empty_heads(rows: Sequence[Row], found: Hierarchy) -> Iterator[tuple[int, str]]:
    """Rows without an amount, where a group stands elsewhere, right before rows without a group."""
    leaves = {*found.leaves}
    for i in found.leaves:
        beside = found.children(found.parents[i])
        follows = i + 1 in leaves and i + 1 in beside and any(rows[i + 1])
        if not any(rows[i]) and follows and any(found.children(k) for k in beside):
            yield i, _WORDS[Reason.ZERO_ROW]


def _arranged(rows: Sequence[Row], names: Sequence[str], named: Named) -> Hierarchy:
    found = outline(rows, names=names)
    if _is_sound(found, named) and not named.gaps:
        return _as_found(found)
    if _is_untotalled(named, len(rows)):
        return _untotalled(rows, names, named)
    if found.totals == "above":
        return _TakenApart(rows, named).hierarchy()
    return _turned(_TakenApart(rows[::-1], _turned_rows(len(rows), named)).hierarchy())


def _is_untotalled(named: Named, n: int) -> bool:
    return not named.departments and not named.totals & {0, n - 1}


def _untotalled(rows: Sequence[Row], names: Sequence[str], named: Named) -> Hierarchy:
    found = outline(rows, names, lenient=False)
    settled = settle_untotalled(found, named.kinds, named.gaps)
    tells_direction = any(len(found.children(i)) > 1 for i in range(len(rows)))
    if found.totals == "below" or (not tells_direction and settled.is_as(found)):
        turned = _turned_rows(len(rows), named)
        upside_down = outline(rows[::-1], names[::-1], lenient=False)
        below = settle_untotalled(upside_down, turned.kinds, turned.gaps)
        if found.totals == "below" or not below.is_as(upside_down):
            return _turned(_drawn_untotalled(upside_down, below))
    nearly = outline(rows, names)
    if settled.is_as(found) and not named.gaps and _goes_further(nearly, found, named):
        return _as_found(nearly)
    return _drawn_untotalled(found, settled)


def _goes_further(nearly: Outline, found: Outline, named: Named) -> bool:
    """Whether what only nearly adds up takes nothing away from what does, nor mixes kinds."""
    kinds = named.kinds
    broken = {u.row for u in nearly.unsettled if u.reason is Reason.DOES_NOT_ADD_UP}
    own = {i for row in broken for i in nearly.children(row)}
    return not any(found.children(row) for row in broken) and all(
        kinds[i] in (None, kinds[nearly.parents[i]]) for i in own
    )


def _drawn_untotalled(found: Outline, settled: Untotalled) -> Hierarchy:
    moved = {i for i, p in enumerate(settled.parents) if p != found.parents[i]}
    settled_rows = moved | {settled.parents[i] for i in moved} | settled.unread
    leaves = (
        i
        for i in range(len(found.rows))
        if i not in settled.parents and i not in found.summaries and i not in settled.unread
    )
    remarks = [(u.row, _WORDS[u.reason]) for u in found.unsettled if u.row not in settled_rows]
    remarks += [(i, f"{_OPEN}: 금액을 저장하지 않음") for i in settled.unread]
    drawn = Hierarchy(
        settled.parents, tuple(leaves), found.summaries, tuple(remarks), settled.unread
    )
    return replace(drawn, remarks=tuple(sorted({*remarks, *_deviations(found.rows, drawn)})))


def _deviations(rows: Sequence[Row], found: Hierarchy) -> Iterator[tuple[int, str]]:
    """Rows that their rows do not add up to."""
    for parent in range(len(rows)):
        left_out = found.summaries.keys() | found.unread
        children = [i for i in found.children(parent) if i not in left_out]
        if children and not adds_up(rows, parent, children):
            yield parent, _WORDS[Reason.DOES_NOT_ADD_UP]


def _as_found(found: Outline) -> Hierarchy:
    remarks = dict.fromkeys((u.row, _WORDS[u.reason]) for u in found.unsettled)
    return Hierarchy(found.parents, found.leaves, found.summaries, tuple(remarks))


def _is_sound(found: Outline, named: Named) -> bool:
    """No total and no department was left without its rows, nor they without it."""
    if _is_untotalled(named, len(found.rows)):
        return not {Reason.STANDS_ALONE, Reason.DOES_NOT_ADD_UP} & {
            u.reason for u in found.unsettled
        }
    leaves = set(found.leaves)
    if leaves == named.departments or len(found.rows) == 1:
        return True
    if any(u.reason is Reason.DOES_NOT_ADD_UP for u in found.unsettled):
        return False
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


def _turned_rows(n: int, named: Named) -> Named:
    """Of the same table upside down: totals that are printed last come first."""
    return Named(
        frozenset(n - 1 - i for i in named.totals),
        frozenset(n - 1 - i for i in named.departments),
        named.kinds[::-1],
        frozenset(n - gap for gap in named.gaps),
    )


def _turned(found: Hierarchy) -> Hierarchy:
    last = len(found.parents) - 1
    return Hierarchy(
        tuple(None if p is None else last - p for p in reversed(found.parents)),
        tuple(last - i for i in reversed(found.leaves)),
        {last - i: tuple(sorted(last - k for k in of)) for i, of in found.summaries.items()},
        tuple(sorted((last - i, words) for i, words in found.remarks)),
        frozenset(last - i for i in found.unread),
    )


class _TakenApart:
    def __init__(self, rows: Sequence[Row], named: Named):
        self.rows, self.named = rows, named
        self.parents: list[int | None] = [None] * len(rows)
        self.summaries: dict[int, tuple[int, ...]] = {}
        self.remarks: list[tuple[int, str]] = []
        self.may_be_flat = True
        self.unread: set[int] = set()  # parts that no reading explains, their first rows too

    def hierarchy(self) -> Hierarchy:
        total, parts = self._parts()
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
        drawn = Hierarchy(
            tuple(self.parents), tuple(leaves), self.summaries, (), frozenset(self.unread)
        )
        remarks = {*self.remarks, *_deviations(self.rows, drawn)}
        return replace(drawn, remarks=tuple(sorted(remarks)))

    def _parts(self) -> tuple[int | None, list[list[int]]]:
        """The total, and the runs of rows that each begin with what they should add up to."""
        rows = range(len(self.rows))
        total = next((i for i in (0, len(rows) - 1) if i in self.named.totals), None)
        rest = [i for i in rows if i != total]
        if not self.named.departments:
            summaries = self._summaries(rest, total)
            part = [i for i in rest if i not in summaries]
            return total, [[total, *part]]
        starts = [*sorted(self.named.departments), len(rows)]
        before = [i for i in rest if i < starts[0]]
        for i in sorted(set(before) - self._summaries(before, total)):
            self.unread.add(i)
            self.remarks.append((i, f"{_OPEN}: 금액을 저장하지 않음"))
        for i in self.summaries:
            self.parents[i] = total
        return total, [[i for i in range(*pair) if i != total] for pair in pairwise(starts)]

    def _summaries(self, rows: Sequence[int], total: int | None) -> set[int]:
        """The kinds that are printed one after another and come to the total by themselves."""
        wholes = [sum_of(self.rows, sorted(self.named.departments))]
        if total is not None:
            wholes.append(sum_of(self.rows, [total]))
        block: list[int] = []
        for i in rows:
            if self.named.kinds[i] is None:
                break
            block.append(i)
            if self._come_to(block, wholes) and (self.named.departments or len(block) > 1):
                self.summaries = dict.fromkeys(block, ())
        return set(self.summaries)

    def _come_to(self, block: Sequence[int], wholes: Sequence[tuple[int, ...]]) -> bool:
        """In one column at least: in another an amount may be wrong."""
        sums = sum_of(self.rows, block)
        return any(
            w and tolerated(s - w, len(block))
            for whole in wholes
            for s, w in zip(sums, whole, strict=True)
        )

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
