"""How the sums of a date are asked for: by the very lines that they add up, whatever a row calls them.

A row of another table than the 집행현황표 (of two dates, of many) may hold what moved, or only what became
something. Its sum leads to `/sums` where an address says exactly its lines, and nowhere else.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from budgets.amounts import Unit
from budgets.measures import MEASURES
from reports.choices import Choices
from reports.dates import EVERYONE, When
from reports.execution import NO_KIND, Execution, chosen_of
from reports.rollup import Leaf
from reports.sum_scope import RATE, asked, sum_path

Lines = frozenset[int]
_WHOLE, _OFFICE, _KIND = "total", "office", "kind"
_DEPARTMENT, _PROGRAM = "department", "program"
_CONDITIONS = {
    _WHOLE: (),
    _OFFICE: (),
    _KIND: ("kind",),
    _DEPARTMENT: ("department",),
    _PROGRAM: ("program",),
}


class Way(NamedTuple):
    """An address but for its measure."""

    path: str
    conditions: str
    unit: Unit = Unit.THOUSAND  # of whoever asks, where he says no other

    def to(self, measure: str, unit: Unit | None = None) -> str:
        """The unit is said once: twice would be an address that nobody can read."""
        unit = unit or self.unit
        said = "" if unit is Unit.THOUSAND else f"&unit={quote(unit.label)}"
        return f"{self.path}{measure}?{self.conditions}{said}"

    def to_all(self, unit: Unit | None = None) -> tuple[str, ...]:
        """Of every measure, and of the rate behind them."""
        return tuple(self.to(measure, unit) for measure in (*MEASURES, RATE))


MOST_NAMED = 200  # lines that an address names: servers take some four thousand letters


def way_to(office: str, when: When, account: str, **own: str) -> Way:
    """`own`: a department's name or a program's key."""
    said = "".join(f"&{name}={quote(value)}" for name, value in own.items())
    return Way(sum_path(office, when), asked(account, Choices()) + said)


class AskedSums:
    """`is_everyone`: whether `found` is all that any office says on the date."""

    def __init__(self, when: When, found: Execution, choices: Choices, *, is_everyone: bool):
        self.when, self.found, self.choices = when, found, choices
        self.names, self.is_everyone = found.names, is_everyone

    @cached_property
    def known(self) -> dict[str, dict[Lines, Way]]:
        """By the mark of the rows that are such sums. Who asks for lines by their keys needs none."""
        leaves = chosen_of(self.found, self.choices)
        offices = {self._office(leaf) for leaf in self.found.leaves}
        of_all = self.is_everyone and len(offices) > 1
        groupings: dict[str, Callable[[Leaf], tuple]] = {
            _WHOLE: lambda leaf: (self._account(leaf), EVERYONE),
            _OFFICE: lambda leaf: (self._account(leaf), self._office(leaf)),
            _KIND: lambda leaf: (self._account(leaf), self._office(leaf), self._kind(leaf)),
            _DEPARTMENT: lambda leaf: (
                *(self._account(leaf), self._office(leaf)),
                self._department(leaf).name,
            ),
            _PROGRAM: lambda leaf: (self._account(leaf), self._office(leaf), leaf.program),
        }
        if not of_all:
            del groupings[_WHOLE]
        return {
            mark: {lines: self._way(mark, key) for key, lines in _grouped(leaves, key_of).items()}
            for mark, key_of in groupings.items()
        }

    def way(self, mark: str, lines: Lines) -> Way | None:
        """Where several say the same lines, the one that the row is about."""
        for each in sorted(self.known, key=lambda each: (each != mark, _ORDER.index(each))):
            if found := self.known[each].get(lines):
                return found
        return None

    def line(self, leaf: Leaf) -> Way:
        return self._named([leaf])

    def named(self, leaves: Collection[Leaf]) -> Way | None:
        """Lines that no condition says, by their keys. None of an account is added to another's."""
        if len({self._account(leaf) for leaf in leaves}) != 1 or len(leaves) > MOST_NAMED:
            return None
        return self._named(leaves)

    def _named(self, leaves: Collection[Leaf]) -> Way:
        first, offices = next(iter(leaves)), {self._office(leaf) for leaf in leaves}
        office = offices.pop() if len(offices) == 1 else EVERYONE
        said = asked(self.names.accounts[self._account(first)], Choices())
        keys = ",".join(map(str, sorted(leaf.pk for leaf in leaves)))
        return Way(sum_path(office, self.when), f"{said}&line={keys}", self.choices.unit)

    def _way(self, mark: str, key: tuple) -> Way:
        account, office, *own = key
        said = asked(self.names.accounts[account], replace(self.choices, unit=Unit.THOUSAND))
        for name, value in zip(_CONDITIONS[mark], own, strict=True):
            said += f"&{name}={quote(str(value))}"
        return Way(sum_path(office, self.when), said, self.choices.unit)

    def _account(self, leaf: Leaf) -> int:
        return self.names.programs[leaf.program].account

    def _kind(self, leaf: Leaf) -> str:
        return self.names.programs[leaf.program].kind or NO_KIND

    def _department(self, leaf: Leaf):
        return self.names.departments[self.names.programs[leaf.program].parent]

    def _office(self, leaf: Leaf) -> str:
        """An office may hold programs itself."""
        own = self._department(leaf)
        return self.names.departments[own.parent].code if own.parent else own.code


_ORDER = tuple(_CONDITIONS)


def _grouped(leaves: Iterable[Leaf], key_of: Callable[[Leaf], tuple]) -> dict[tuple, Lines]:
    found = defaultdict(set)
    for leaf in leaves:
        found[key_of(leaf)].add(leaf.pk)
    return {key: frozenset(lines) for key, lines in found.items()}
