"""Another date beside the 집행현황표: its columns, and what is different now.

What only the other date has stands in the table as well, with dashes of its own: else the sums of
that date would not be those of the lines under them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgets.measures import MEASURES
from reports.cuts import COMMITTED, SPENT, rate_of
from reports.dates import When
from reports.execution import Execution
from reports.matched import (
    Untold,
    account_of,
    change,
    department_of,
    has,
    masks_of,
    matched,
    nothing,
    office_of,
    sums_of,
)
from reports.rollup import Leaf, Node, Sums, add, cells, empty, leaves_under, summed
from reports.structure import Named, Structure
from reports.successors import Successors
from reports.table import Cell, Column, Kind, minus
from reports.two_dates import Side, bases_of, measure_notes

_LAST = 10**6  # behind every place that a table has


@dataclass(frozen=True, slots=True)
class Beside:
    own: When
    other: When
    theirs: dict[int, Sequence[int]]  # by line
    lines: dict[int, Leaf]  # of the other date, each by the line beside which it stands
    masks: dict[int, tuple[int, int]]  # by account: which columns the other date has, and the own
    only_there: frozenset[int]  # lines that the own date does not have
    moved: frozenset[int]  # lines that changed their department
    untold_there: Untold
    untold_here: tuple[str, ...]  # offices, departments and accounts that are left out
    there: Structure

    def bases(self, account: int) -> tuple[int, int]:
        return bases_of(*self.masks[account])

    def columns(self, account: int) -> tuple[Column, ...]:
        base, own = self.bases(account)
        key, label = list(MEASURES)[base], list(MEASURES.values())[base]
        short, commits = self.other.short, self._commits(account)
        own_label = list(MEASURES.values())[own]
        return (
            Column(f"other_{key}", f"{short} {label}", Kind.WON),
            *((Column("other_committed", f"{short} 원인행위액", Kind.WON),) if commits else ()),
            Column("other_spent", f"{short} 집행액", Kind.WON),
            Column("other_rate", f"{short} 집행률", Kind.RATE, ("other_spent", f"other_{key}")),
            Column(
                "change",
                f"{own_label} 증감",
                Kind.WON,
                (list(MEASURES)[own], f"other_{key}"),
                title=f"이 기준일의 {own_label} − {short} {label}",
            ),
            Column(
                "points",
                "집행률 증감",
                Kind.POINTS,
                title=f"이 기준일의 집행률 − {short} 집행률, 퍼센트포인트",
            ),
        )

    def cells(self, account: int, nodes: Sequence[Node | Leaf]) -> tuple[Cell, ...]:
        there, here = self.bases(account)
        own, other = cells(summed(nodes)), cells(self._sums(nodes))
        rates = rate_of(other), rate_of(own)
        return (
            other[there],
            *((other[COMMITTED],) if self._commits(account) else ()),
            other[SPENT],
            rates[0],
            change(own[here], other[there]),
            minus(rates[1], rates[0]),
        )

    def _commits(self, account: int) -> bool:
        """원인행위액 stands beside where either date has any; where only the own has, as absent."""
        return any(has(mask, COMMITTED) for mask in self.masks[account])

    def _sums(self, nodes: Sequence[Node | Leaf]) -> Sums:
        sums = empty()
        for node in nodes:
            add(sums, self.theirs[node.pk] if type(node) is Leaf else self._sums(node.below))
        return sums

    def notes(self, account: int, nodes: Sequence[Node | Leaf]) -> list[str]:
        """Of the lines that stand under these; what is left out of them all is said of all."""
        short, shown = self.other.short, {leaf.pk for leaf in leaves_under(nodes)}
        said = list(measure_notes(self.other, self.own, self.masks[account], self.bases(account)))
        if there := len(self.only_there.intersection(shown)):
            said.append(
                f"이 표에는 {short}에만 있는 세부사업이 {there}개 있습니다. "
                "이 기준일의 칸은 ‘-’입니다."
            )
        if not self.moved.isdisjoint(shown):
            said.append(
                f"부서를 옮긴 사업은 {short} 금액도 이 기준일의 부서에 넣었습니다. "
                "그래서 부서의 합계가 그 자료에 인쇄된 것과 다를 수 있습니다."
            )
        offices, without = self.untold_there.lacking(account, self.there)
        if offices:
            said.append(f"{short} 자료가 없는 실국: {', '.join(offices)}")
        if without and not self.masks[account][0]:
            said.append(f"{short} 자료에는 이 회계의 표가 없습니다. 0원이라는 뜻이 아닙니다.")
        elif without:
            said.append(f"{short} 자료에 이 회계의 표가 없는 실국: {', '.join(without)}")
        elif departments := self.untold_there.unpublished(self.there):
            said.append(f"{short} 자료가 공개되지 않은 부서: {', '.join(departments)}")
        if self.untold_here:
            told = ", ".join(self.untold_here)
            said.append(f"이 기준일에 자료가 없어 {short} 금액에서 뺀 것: {told}")
        return said


def set_beside(own: Side, other: Side, successors: Successors) -> tuple[Execution, Beside]:
    """The own date with the lines that only the other has, and the other's amounts for each."""
    pairs, programs, untold_there, untold_here = _pairs(own, other, successors)
    own_masks, masks = masks_of(own.found), masks_of(other.found)
    merged = _Merged(own.found, other.found.names, successors, programs)
    theirs: dict[int, Sequence[int]] = {}
    lines: dict[int, Leaf] = {}
    only_there: set[int] = set()
    moved: set[int] = set()
    for here, there, how in pairs:
        if here is None and how == "untold":
            continue
        names = own.found.names if here else other.found.names
        account = account_of((here or there).pk, names)
        if here is None:
            merged.take(there.pk, nothing(own_masks.get(account, 0)))
            only_there.add(there.pk)
        elif there and not _stayed(here, there, own, other, successors):
            moved.add(here.pk)
        if there:
            lines[(here or there).pk] = there
        theirs[(here or there).pk] = sums_of(there, how, masks.get(account, 0))
    beside = Beside(
        own.when,
        other.when,
        theirs,
        lines,
        {account: (masks.get(account, 0), mask) for account, mask in own_masks.items()},
        frozenset(only_there),
        frozenset(moved),
        untold_there,
        _left_out(pairs, untold_here, other.found.names),
        other.found.names,
    )
    return merged.execution, beside


def _pairs(own: Side, other: Side, successors: Successors):
    """Here, there and how, whichever of the two is the earlier; and the own program of each other."""
    if other.when.age < own.when.age:
        told = matched(other, own, successors)
        pairs = [(x.now, x.before, x.how) for x in told.pairs]
        return pairs, told.programs, told.untold_before, told.untold_now
    told = matched(own, other, successors)
    programs = {now: before for before, now in told.programs.items()}
    return (
        [(x.before, x.now, x.how) for x in told.pairs],
        programs,
        told.untold_now,
        told.untold_before,
    )


def _stayed(here: Leaf, there: Leaf, own: Side, other: Side, successors: Successors) -> bool:
    codes = (
        side.found.names.departments[department_of(leaf.pk, side.found.names)].code
        for side, leaf in ((own, here), (other, there))
    )
    return successors.is_same(*codes)


def _left_out(pairs, untold: Untold, names: Structure) -> tuple[str, ...]:
    told = {}
    for here, there, how in pairs:
        if here is None and how == "untold":
            account, office = account_of(there.pk, names), office_of(there.pk, names)
            if office in untold.offices:
                told[next(d.name for d in names.departments.values() if d.code == office)] = None
            elif (office, account) in untold.accounts:
                told[names.accounts[account]] = None
            else:
                told[names.departments[department_of(there.pk, names)].name] = None
    return tuple(told)


class _Merged:
    """The own date's table with room for lines of another, each in the department that it would have."""

    def __init__(
        self,
        own: Execution,
        other: Structure,
        successors: Successors,
        programs: dict[int, int],
    ):
        self.other, self.successors, self.known = other, successors, programs
        names = own.names
        self.names = replace(
            names,
            lines=dict(names.lines),
            programs=dict(names.programs),
            departments=dict(names.departments),
        )
        self.leaves = list(own.leaves)
        self.departments = {
            successors.last_name(names.departments[pk].code): pk
            for pk in {department_of(leaf.pk, names) for leaf in own.leaves}
        }
        self.offices = {
            successors.last_name(names.departments[parent].code): parent
            for pk in self.departments.values()
            if (parent := names.departments[pk].parent)
        }

    @property
    def execution(self) -> Execution:
        return Execution(self.names, self.leaves)

    def take(self, line: int, sums: Sums) -> None:
        own = self.other.lines[line]
        program = self._program(own.parent)
        self.names.lines[line] = own._replace(parent=program, order=_last(own))
        self.leaves.append(Leaf(line, program, own.name, own.code, _last(own)[0], sums))

    def _program(self, pk: int) -> int:
        """The own one that it is; else it stands in its department as it is called here."""
        own = self.other.programs[pk]
        department = self._department(own.parent)
        known = self.known.get(pk)
        if known is not None and self.names.programs[known].parent == department:
            return known
        self.names.programs.setdefault(pk, own._replace(parent=department, order=_last(own)))
        return pk

    def _department(self, pk: int) -> int:
        """What it is called here; one that is gone stands in the office as it is called here."""
        own = self.other.departments[pk]
        code = self.successors.last_name(own.code)
        if code not in self.departments:
            if own.parent is not None:
                office = self.successors.last_name(self.other.departments[own.parent].code)
                own = own._replace(parent=self.offices.get(office, own.parent))
            self.names.departments[pk] = own
            self.departments[code] = pk
        return self.departments[code]


def _last(own: Named) -> tuple:
    return own.order[0] + _LAST, *own.order[1:]
