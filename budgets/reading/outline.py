"""The hierarchy of a printed table, decided by arithmetic.

Neither the order nor the look of names says which row belongs to which. A row is the parent of the
rows below it (or, where totals are printed last, above it) if they add up to it in every column it
prints; a printed parent of n rounded children may be off by (n + 1) / 2. What the sums leave open
is not guessed in silence: the row is placed as well as can be, and named in `unsettled`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from budgets.reading.crosscut import STEPS, Cover, cover
from budgets.reading.placing import Reason, Unsettled, known_first, place
from budgets.reading.sums import STRONG_DIGITS, Row, digits

__all__ = ["Outline", "Reason", "Row", "Unsettled", "outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    rows: tuple[tuple[int | None, ...], ...]
    totals: Literal["above", "below"]  # where a parent is printed
    parents: tuple[int | None, ...]  # None: top level
    sections: tuple[int, ...]  # which of its parent's partitions a row stands in
    leaves: tuple[int, ...]  # where figures are stored: childless and no cross total
    summaries: dict[int, tuple[int, ...]]  # cross total -> the rows it adds up
    unsettled: tuple[Unsettled, ...]
    _below: dict[int | None, tuple[int, ...]] = field(repr=False, compare=False)

    def children(self, i: int | None, section: int | None = None) -> tuple[int, ...]:
        """All children, or those of one partition. children(None) is the top level."""
        below = self._below.get(i, ())
        return below if section is None else tuple(c for c in below if self.sections[c] == section)

    def ancestors(self, i: int) -> tuple[int, ...]:
        """From the parent up to the top."""
        found = []
        above = self.parents[i]
        while above is not None:
            found.append(above)
            above = self.parents[above]
        return tuple(found)

    def depth(self, i: int) -> int:
        return len(self.ancestors(i))

    def descendants(self, i: int) -> tuple[int, ...]:
        found = list(self.children(i))
        for child in found:
            found += self.children(child)
        return tuple(sorted(found))

    def main_section(self, i: int) -> int:
        """The partition that holds the figures: the one with most rows, the last of equals."""
        sizes: dict[int, int] = {}
        for child in self.children(i):
            section = self.sections[child]
            sizes[section] = sizes.get(section, 0) + 1 + len(self.descendants(child))
        return max(sizes, key=lambda s: (sizes[s], s), default=0)

    def parts(self, i: int) -> tuple[int, ...]:
        """The children that hold the figures; cross totals are left out."""
        return self.children(i, self.main_section(i))

    def deviation(self, i: int, section: int | None = None) -> tuple[int | None, ...]:
        """Printed − sum of children, by column; None where no total is printed or none is due."""
        parts = self.parts(i) if section is None else self.children(i, section)
        return tuple(
            None if v is None or not parts else v - sum(self.rows[p][c] or 0 for p in parts)
            for c, v in enumerate(self.rows[i])
        )


def outline(
    rows: Sequence[Row], names: Sequence[str] | None = None, *, lenient: bool = True
) -> Outline:
    """Find the hierarchy of flat rows: additive columns only, None for a dash or a blank.

    Names only say what to try first for a cross total; they never prove anything.
    lenient: where rows are left over, sums that almost add up are tried as well.
    """
    table = tuple(tuple(row) for row in rows)
    if len({len(row) for row in table}) > 1:
        raise ValueError("rows differ in their number of columns")
    if names is not None and len(names) != len(table):
        raise ValueError("there are not as many names as rows")
    placing = place(table, lenient=lenient)
    below: dict[int | None, tuple[int, ...]] = {}
    for i, parent in enumerate(placing.parents):
        below[parent] = (*below.get(parent, ()), i)
    draft = Outline(
        table, placing.totals, placing.parents, placing.sections, (), {}, placing.unsettled, below
    )
    return _with_summaries(_with_deviations(draft), names)


def _with_deviations(draft: Outline) -> Outline:
    unsettled = (
        replace(u, deviation=_worst(draft, u.row)) if u.reason is Reason.DOES_NOT_ADD_UP else u
        for u in draft.unsettled
    )
    return replace(draft, unsettled=tuple(unsettled))


def _worst(draft: Outline, i: int) -> tuple[int | None, ...]:
    """Of several partitions the one that is off most."""
    sections = sorted({draft.sections[c] for c in draft.children(i)}, reverse=True)
    return max(
        (draft.deviation(i, section) for section in sections),
        key=lambda deviation: sum(abs(d or 0) for d in deviation),
    )


# -- cross totals


def _with_summaries(draft: Outline, names: Sequence[str] | None) -> Outline:
    summaries: dict[int, tuple[int, ...]] = {}
    unsettled = list(draft.unsettled)
    steps = STEPS
    for i in range(len(draft.rows)):
        main = draft.main_section(i)
        for section in sorted({draft.sections[c] for c in draft.children(i)} - {main}):
            totals = _childless(draft, draft.children(i, section))
            told = [t for t in totals if any(draft.rows[t])]
            nodes, result = _share_out(draft, told, draft.parts(i), names, steps)
            steps -= result.steps
            summaries |= dict.fromkeys(totals, ())
            if result.parts is None and digits(draft.rows[i]) < STRONG_DIGITS:
                unsettled += _by_chance(draft, i)
            for at, t in enumerate(told):
                parts, rival = _its_share(nodes, result, at)
                summaries[t] = parts
                if reason := _doubt(result, bool(rival)):
                    unsettled.append(Unsettled(t, reason, known_first(rival)))
    leaves = (i for i in range(len(draft.rows)) if not draft.children(i) and i not in summaries)
    return replace(
        draft,
        leaves=tuple(leaves),
        summaries=summaries,
        unsettled=_each_once(unsettled),
    )


def _each_once(unsettled: list[Unsettled]) -> tuple[Unsettled, ...]:
    merged: dict[tuple[int, Reason], Unsettled] = {}
    for u in unsettled:
        known = merged.setdefault((u.row, u.reason), u)
        both = known_first({*known.candidates, *u.candidates})
        merged[u.row, u.reason] = replace(known, candidates=both)
    return tuple(merged[key] for key in sorted(merged))


def _childless(draft: Outline, rows: tuple[int, ...]) -> tuple[int, ...]:
    below = {d for i in rows for d in draft.descendants(i)}
    return tuple(i for i in sorted({*rows, *below}) if not draft.children(i))


def _by_chance(draft: Outline, i: int) -> list[Unsettled]:
    """Two partitions of a small total that do not explain each other may not be two partitions."""
    named = {u.row for u in draft.unsettled}
    doubtful = (c for c in draft.children(i) if c not in named)
    return [Unsettled(c, Reason.AMBIGUOUS, (i, None)) for c in doubtful]


def _its_share(nodes: list[int], result: Cover, at: int) -> tuple[tuple[int, ...], set[int]]:
    """The rows one cross total adds up, and those it may or may not."""
    if result.parts is None:
        return (), set()
    share = {nodes[k] for k in result.parts[at]}
    rival = {nodes[k] for k in (result.rival or result.parts)[at]}
    return tuple(sorted(share)), share ^ rival


def _doubt(result: Cover, has_rival: bool) -> Reason | None:
    if has_rival:
        return Reason.SEVERAL_COVERS
    if not result.complete:
        return Reason.COVER_CUT_OFF
    return Reason.NO_COVER if result.parts is None else None


def _share_out(
    draft: Outline,
    totals: list[int],
    parts: tuple[int, ...],
    names: Sequence[str] | None,
    steps: int,
) -> tuple[list[int], Cover]:
    """Each cross total's rows: first of the parts' children; if none fit, ever further down.

    Rows without any amount are nobody's part.
    """
    nodes: list[int] = []
    level, finer = None, _one_level_down(draft, parts)
    result = Cover(None)
    while result.parts is None and result.complete and finer != level:
        level, finer = finer, _one_level_down(draft, finer)
        nodes = [k for k in level if any(draft.rows[k])]
        alike = [[names[t] == names[k] for k in nodes] for t in totals] if names else ()
        taken = result.steps
        result = cover(
            [draft.rows[t] for t in totals], [draft.rows[k] for k in nodes], alike, steps - taken
        )
        result = replace(result, steps=taken + result.steps)
    return nodes, result


def _one_level_down(draft: Outline, nodes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(below for node in nodes for below in draft.parts(node) or (node,))
