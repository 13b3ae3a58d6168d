"""Which lines of expenditure a source of revenue pays for or comes from, with the evidence. Pure.

A name that both hold says so; amounts that are the same say more. Where a name is held by many lines
it tells nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from budgets.reading.names import key_of
from reports.revenue_tree import Node
from reports.table import Cell

SHORTEST = 4  # letters that two names share
MOST_LINES = 2  # that hold the same letters


@dataclass(frozen=True, slots=True)
class Spending:
    """A line as it was settled."""

    figure: int
    line: int
    name: str
    department: str
    budget: int | None
    spent: int | None
    department_key: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    source: Node
    spending: Spending
    shared: str
    amounts: tuple[str, ...]  # which of them are the same

    @property
    def evidence(self) -> str:
        told = [f"이름에 함께 있는 말: {self.shared}", *self.amounts]
        return ", ".join(told)


def links(
    sources: Sequence[Node], budgets: dict[int, Cell], lines: Sequence[Spending]
) -> Iterator[Link]:
    """`budgets`: 예산현액 of a source that is a whole category, by its key."""
    keys = [key_of(line.name) for line in lines]
    for source in sources:
        own = key_of(source.name)
        shared = [_shared(own, key) for key in keys]
        longest = max((len(each) for each in shared), default=0)
        if longest < SHORTEST:
            continue
        words = next(each for each in shared if len(each) == longest)
        if sum(words in key for key in keys) > MOST_LINES:
            continue
        for line, each in zip(lines, shared, strict=True):
            if len(each) == longest:
                yield Link(source, line, each, tuple(_same(source, budgets, line)))


def _shared(one: str, other: str) -> str:
    """The longest run of letters that both hold."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]


def _same(source: Node, budgets: dict[int, Cell], line: Spending) -> Iterator[str]:
    if line.spent and line.spent == source.received:
        yield "집행액과 수납액이 같음"
    if line.budget and line.budget == budgets.get(source.key):
        yield "세출과 세입의 예산현액이 같음"
