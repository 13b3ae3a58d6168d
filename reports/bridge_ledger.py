"""What is known of how an 예산현액 came about, line by line, and from where it leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.bridge import Moves, added, bridge
from reports.cuts import APPROPRIATED, BUDGET
from reports.dates import When
from reports.rollup import Leaf, cells
from reports.table import Cell


@dataclass(frozen=True, slots=True)
class Known:
    """A change that some source tells; `sides`: what lines of the date came by."""

    step: str
    label: str
    day: str
    words: tuple[str, str]  # from where, to where
    won: int
    how: str
    source: str
    sides: tuple[tuple[int, int], ...]
    lines: frozenset[int]
    href: str = ""  # of the source


@dataclass(frozen=True, slots=True)
class Begun:
    """What a published 예산 of the same structure says of a line, from which 추경 lead on."""

    when: When
    cell: Cell
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    moves: dict[int, Moves] = field(default_factory=dict)  # by line
    known: tuple[Known, ...] = ()
    begun: dict[int, Begun] = field(default_factory=dict)  # by line
    nothing: frozenset[str] = frozenset()
    # By step, lines one of which gave or took something: a source names their department alone.
    unsettled: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, lines: Iterable[int], *, is_whole: bool = True) -> dict[str, int]:
        """`is_whole`: of all lines of an account; of some of them it may be unknown what they moved,
        though others of them moved nothing."""
        own = frozenset(lines)
        found = added(self.moves.get(line, {}) for line in own)
        return {
            step: won
            for step, won in found.items()
            if won or is_whole or not own & self.unsettled.get(step, frozenset())
        }

    def begin(self, line: Leaf) -> Cell:
        """As voted first, where that is published; else what the date itself prints."""
        own = self.begun.get(line.pk)
        return own.cell if own else cells(line.sums)[APPROPRIATED]

    def left(self, line: Leaf) -> Cell:
        own = self.moves.get(line.pk, {})
        return bridge(self.begin(line), cells(line.sums)[BUDGET], own).unexplained

    def with_known(self, more: Sequence[Known]) -> "Ledger":
        moves = {line: dict(own) for line, own in self.moves.items()}
        for each in more:
            for line, won in each.sides:
                own = moves.setdefault(line, {})
                own[each.step] = own.get(each.step, 0) + won
        return replace(self, moves=moves, known=(*self.known, *more))

    def with_none(self, untouched: Iterable[tuple[int, str]]) -> "Ledger":
        """Lines, and steps of which a source tells that they took no part."""
        moves = {line: dict(own) for line, own in self.moves.items()}
        for line, step in untouched:
            moves.setdefault(line, {}).setdefault(step, 0)
        return replace(self, moves=moves)
