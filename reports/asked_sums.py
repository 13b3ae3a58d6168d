"""How the sums of a date are asked for: by the very lines that they add up, whatever a row calls them.

A row of another table than the 집행현황표 (of two dates, of many) may hold what moved, or only what became
something. Its sum leads to `/sums` where an address says exactly its lines, and nowhere else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import quote

from budgets.amounts import Unit
from budgets.measures import MEASURES
from reports.choices import Choices
from reports.dates import EVERYONE, When
from reports.execution import Execution, chosen_of
from reports.rollup import Leaf
from reports.sum_scope import RATE, asked, sum_path

Lines = frozenset[int]
_WHOLE, _OFFICE, _DEPARTMENT, _PROGRAM = "total", "office", "department", "program"


class Way(NamedTuple):
    """An address but for its measure."""

    path: str
    conditions: str

    def to(self, measure: str, unit: Unit = Unit.THOUSAND) -> str:
        said = "" if unit is Unit.THOUSAND else f"&unit={quote(unit.label)}"
        return f"{self.path}{measure}?{self.conditions}{said}"

    def to_all(self, unit: Unit) -> tuple[str, ...]:
        """Of every measure, and of the rate behind them."""
        return tuple(self.to(measure, unit) for measure in (*MEASURES, RATE))


def way_to(office: str, when: When, account: str, **own: str) -> Way:
    """`own`: a department's name or a program's key."""
    said = "".join(f"&{name}={quote(value)}" for name, value in own.items())
    return Way(sum_path(office, when), asked(account, Choices()) + said)


class AskedSums:
    """`is_everyone`: whether `found` is all that any office says on the date."""

    def __init__(self, when: When, found: Execution, choices: Choices, *, is_everyone: bool):
        self.when, self.names, self.choices = when, found.names, choices
        leaves = chosen_of(found, choices)
        offices = {self._office(leaf) for leaf in found.leaves}
        of_all = is_everyone and len(offices) > 1
        groupings: dict[str, Callable[[Leaf], tuple]] = {
            _WHOLE: lambda leaf: (self._account(leaf), EVERYONE),
            _OFFICE: lambda leaf: (self._account(leaf), self._office(leaf)),
            _DEPARTMENT: lambda leaf: (
                *(self._account(leaf), self._office(leaf)),
                self._department(leaf).name,
            ),
            _PROGRAM: lambda leaf: (self._account(leaf), self._office(leaf), leaf.program),
        }
        if not of_all:
            del groupings[_WHOLE]
        self.known = {
            mark: {lines: self._way(mark, key) for key, lines in _grouped(leaves, key_of).items()}
            for mark, key_of in groupings.items()
        }

    def way(self, mark: str, lines: Lines) -> Way | None:
        """Where several say the same lines, the one that the row is about."""
        for each in sorted(self.known, key=lambda each: (each != mark, _ORDER.index(each))):
            if found := self.known[each].get(lines):
                return found
        return None

    def _way(self, mark: str, key: tuple) -> Way:
        account, office, *own = key
        said = asked(self.names.accounts[account], self.choices)
        if own:
            said += f"&{mark}={quote(str(own[0]))}"
        return Way(sum_path(office, self.when), said)

    def _account(self, leaf: Leaf) -> int:
        return self.names.programs[leaf.program].account

    def _department(self, leaf: Leaf):
        return self.names.departments[self.names.programs[leaf.program].parent]

    def _office(self, leaf: Leaf) -> str:
        """An office may hold programs itself."""
        own = self._department(leaf)
        return self.names.departments[own.parent].code if own.parent else own.code


_ORDER = (_WHOLE, _OFFICE, _DEPARTMENT, _PROGRAM)


def _grouped(leaves: Iterable[Leaf], key_of: Callable[[Leaf], tuple]) -> dict[tuple, Lines]:
    found = defaultdict(set)
    for leaf in leaves:
        found[key_of(leaf)].add(leaf.pk)
    return {key: frozenset(lines) for key, lines in found.items()}
