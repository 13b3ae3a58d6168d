"""Where the lines of two dates stand: in their programs, departments and offices, under both names.

A line stands once where it stayed in its department, in the program that it has on the later date;
printed as on its dates, one that moved stands in both departments, with the amounts of each date, so
that every department is the sum that its report prints. A department that went to another office
stands in the later one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.reading.names import key_of
from reports.became import MOVED, Became, department_named, line_of, towards
from reports.choices import Choices
from reports.matched import Pair, department_of, sums_of
from reports.rollup import Leaf, Sums, together
from reports.structure import Named, Structure
from reports.table import LEAF
from reports.two_dates import Side


class Stand(NamedTuple):
    """A row before it is drawn: an office, a department, a program or a line."""

    mark: str
    pk: int
    name: str
    code: str
    kind: str
    then: Sums
    now: Sums
    below: list["Stand"]
    state: str = ""
    remark: str = ""
    pair: Pair | None = None  # of a line, as far as it stands here


class _Line(NamedTuple):
    stand: Stand
    order: tuple
    pair: Pair


@dataclass(slots=True)
class _Names:
    """What something is called on the dates on which it has lines, and where it stands among others."""

    then: dict[int, Named] = field(default_factory=dict)
    now: dict[int, Named] = field(default_factory=dict)

    @property
    def newest(self) -> tuple[int, Named]:
        return next(iter((self.now or self.then).items()))

    @property
    def each(self) -> set[str]:
        return {own.name for side in (self.then, self.now) for own in side.values()}

    @property
    def words(self) -> str:
        then, now = (
            ", ".join(dict.fromkeys(own.name for own in side.values()))
            for side in (self.then, self.now)
        )
        if not now or not then or key_of(then) == key_of(now):
            return now or then
        return f"{then} → {now}"


@dataclass(slots=True)
class _Program(_Names):
    lines: list[_Line] = field(default_factory=list)


@dataclass(slots=True)
class _Department(_Names):
    programs: dict[int, _Program] = field(default_factory=dict)


class Placed:
    """The lines of one account."""

    def __init__(self, then: Side, now: Side, became: Became, *, is_today: bool):
        self.then, self.now, self.became, self.is_today = then, now, became, is_today
        self.successors = became.successors
        self.stayed: set[str] = set()  # departments of which nobody knows who does their work today
        self.departments: dict[str, _Department] = {}
        self.by_code = {own.code: (pk, own) for pk, own in now.found.names.departments.items()}

    def take(self, pair: Pair, state: str, masks: tuple[int, int]) -> None:
        if state != MOVED or self.is_today:
            self._put(pair, state, self.became.remark(pair, state), masks)
            return
        there, here = (
            department_named(self.then, pair.before),
            department_named(self.now, pair.now),
        )
        self._put(Pair(pair.before, None, pair.how), state, towards(here), masks)
        self._put(Pair(None, pair.now, pair.how), state, f"{there}에서", masks)

    def _put(self, pair: Pair, state: str, remark: str, masks: tuple[int, int]) -> None:
        side, leaf = (self.now, pair.now) if pair.now else (self.then, pair.before)
        own = line_of(side, leaf)
        then, now = (
            sums_of(each, pair.how, mask)
            for each, mask in zip((pair.before, pair.now), masks, strict=True)
        )
        kind = side.found.names.programs[leaf.program].kind or ""
        stand = Stand(LEAF, leaf.pk, own.name, own.code, kind, then, now, [], state, remark, pair)
        program = self._program(pair, self._department(pair))
        program.lines.append(_Line(stand, (pair.now is None, own.order), pair))

    def is_found(self, pair: Pair, choices: Choices) -> bool:
        """On one of its dates, as the 집행현황표 of that date finds it: by its program and its own name."""
        return any(
            choices.finds(side.found.names.programs[leaf.program].name, line_of(side, leaf).name)
            for side, leaf in ((self.then, pair.before), (self.now, pair.now))
            if leaf
        )

    def _program(self, pair: Pair, department: _Department) -> _Program:
        """By the later date's program; a line that changed its own does not name it for the earlier."""
        known = self.became.told.programs
        before = pair.before and known.get(pair.before.program, pair.before.program)
        key = pair.now.program if pair.now else before
        found = department.programs.setdefault(key, _Program())
        if pair.now:
            found.now[pair.now.program] = self.now.found.names.programs[pair.now.program]
        if before == key:
            found.then[pair.before.program] = self.then.found.names.programs[pair.before.program]
        return found

    def _department(self, pair: Pair) -> _Department:
        side, leaf = (self.now, pair.now) if pair.now else (self.then, pair.before)
        code = _department_of(leaf, side.found.names)[1].code
        if self.is_today:
            key, is_known = self.successors.today(code)
            if not is_known:
                self.stayed.add(key)
            found = self.departments.setdefault(key, _Department())
            pk, own = self.by_code[key]
            found.now[pk] = own
            return found
        found = self.departments.setdefault(self.successors.last_name(code), _Department())
        for side, leaf, called in (
            (self.then, pair.before, found.then),
            (self.now, pair.now, found.now),
        ):
            if leaf is not None:
                pk, own = _department_of(leaf, side.found.names)
                called[pk] = own
        return found

    # --- what is chosen of it

    def stands(self, department: str, is_chosen: Callable[[Stand, Pair], bool]) -> list[Stand]:
        """Departments, under offices where there are several; both in the councils' order."""
        offices: dict[str, tuple[_Names, list[tuple[tuple, Stand]]]] = {}
        for found in self.departments.values():
            if department and department not in found.each:
                continue
            if below := _programs(found, is_chosen):
                stand = _over("department", found, below)
                office, stands = offices.setdefault(self._office(found), (_Names(), []))
                self._name(office, found)
                stands.append((_order(found), stand))
        told = [
            (_order(office), _over("office", office, _sorted(stands)))
            for office, stands in offices.values()
        ]
        return told[0][1].below if len(told) == 1 else _sorted(told)

    @property
    def resettled(self) -> list[str]:
        """Departments that stood in another office on the earlier date."""
        return sorted(
            found.words
            for found in self.departments.values()
            if len(
                {self._last_name(pk, own) for pk, own in (*found.then.items(), *found.now.items())}
            )
            > 1
        )

    def _office(self, department: _Department) -> str:
        return self._last_name(*department.newest)

    def _last_name(self, pk: int, own: Named) -> str:
        return self.successors.last_name(self._parent(pk, own)[1].code)

    def _name(self, office: _Names, department: _Department) -> None:
        for called, sides in ((office.then, department.then), (office.now, department.now)):
            for pk, own in sides.items():
                if self._last_name(pk, own) == self._office(department):
                    parent, named = self._parent(pk, own)
                    called[parent] = named

    def _parent(self, pk: int, own: Named) -> tuple[int, Named]:
        """An office may hold programs itself."""
        return (
            (own.parent, self.now.found.names.departments[own.parent]) if own.parent else (pk, own)
        )


def _department_of(leaf: Leaf, names: Structure) -> tuple[int, Named]:
    pk = department_of(leaf.pk, names)
    return pk, names.departments[pk]


def _programs(department: _Department, is_chosen: Callable[[Stand, Pair], bool]) -> list[Stand]:
    found = []
    for program in department.programs.values():
        lines = [x for x in program.lines if is_chosen(x.stand, x.pair)]
        if lines:
            below = [line.stand for line in sorted(lines, key=lambda line: line.order)]
            found.append(((not program.now, _order(program)), _over("program", program, below)))
    return _sorted(found)


def _over(mark: str, names: _Names, below: list[Stand]) -> Stand:
    pk, own = names.newest
    then, now = summed_up(below)
    return Stand(mark, pk, names.words, own.code, own.kind or "", then, now, below)


def summed_up(stands: Iterable[Stand]) -> tuple[Sums, Sums]:
    stands = list(stands)
    return together([each.then for each in stands]), together([each.now for each in stands])


def _order(names: _Names) -> tuple:
    return min(own.order for own in (names.now or names.then).values())


def _sorted(ordered: list[tuple[tuple, Stand]]) -> list[Stand]:
    return [stand for _, stand in sorted(ordered, key=lambda pair: pair[0])]
