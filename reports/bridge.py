"""예산현액의 다리: by which steps an 예산액 came to be an 예산현액. Pure.

What is known is told step by step, and what no source explains is a step of its own: so the steps add
up to the won, whatever is known. A step of which nobody speaks is a dash; one of which a source says
that there was none is zero. A dash for an amount is what a table prints of a line that had nothing;
where an amount is not known, neither is what would be left to explain.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from reports.table import Cell, Gap

STEPS = {  # in the order of the law; the kinds of `BudgetChange` by what columns call them
    "supplement": "추경",
    "brought": "전년도 이월",
    "reserve": "예비비",
    "reallocation": "이용",
    "transfer": "전용",
    "inner": "변경사용",
    "handed_over": "이체",
}
UNEXPLAINED = "출처 미기재"

Moves = Mapping[str, int]  # won by step, with their signs


@dataclass(frozen=True, slots=True)
class Bridge:
    appropriated: Cell
    steps: tuple[Cell, ...]  # as STEPS has them
    unexplained: Cell
    budget: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.appropriated, *self.steps, self.unexplained, self.budget)

    @property
    def is_whole(self) -> bool:
        """Whether it leads from one end to the other."""
        return isinstance(self.unexplained, int)

    @property
    def levels(self) -> list[int]:
        """What it has come to after each step, from the 예산액 on."""
        first, *steps = (won_of(cell) for cell in self.cells[:-1])
        return list(accumulate(steps, initial=first))


def bridge(appropriated: Cell, budget: Cell, moves: Moves, nothing: Collection[str] = ()) -> Bridge:
    """`nothing`: steps of which a source says 해당사항 없음."""
    steps = tuple(moves.get(key, 0 if key in nothing else Gap.DASH) for key in STEPS)
    return Bridge(appropriated, steps, _left(appropriated, budget, steps), budget)


def _left(appropriated: Cell, budget: Cell, steps: Iterable[Cell]) -> Cell:
    ends = appropriated, budget
    if any(cell in (Gap.BLANK, Gap.UNKNOWN) for cell in ends):
        return Gap.UNKNOWN
    if Gap.ABSENT in ends or ends == (Gap.DASH, Gap.DASH):
        return Gap.DASH
    return won_of(budget) - won_of(appropriated) - sum(map(won_of, steps))


def won_of(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def added(each: Iterable[Moves]) -> dict[str, int]:
    """Of several lines: what one gave to another of them comes to nothing, which is not the same as
    that nobody spoke of it."""
    found: dict[str, int] = {}
    for moves in each:
        for key, won in moves.items():
            found[key] = found.get(key, 0) + won
    return found


def sum_of(each: Collection[Cell]) -> Cell:
    """Of the cells of a column, as `reports.rollup` adds what a table prints: what is not known of a
    part is not known of the whole."""
    gaps = {cell for cell in each if isinstance(cell, Gap)}
    numbers = [cell for cell in each if isinstance(cell, int)]
    if gaps <= {Gap.DASH}:
        return sum(numbers) if numbers else Gap.DASH
    return gaps.pop() if len(gaps) == 1 and not numbers else Gap.UNKNOWN
