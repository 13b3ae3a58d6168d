"""The lines of one date beside those of another: which is which, and what only one of them has."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal, NamedTuple

from budgets.models import ReportingDate
from departments.cells import ABSENT, DASH
from reports.dates import When, when_of
from reports.execution import Execution, with_lines
from reports.lineage import How, Link, Part, Work, links_between, program_links
from reports.rollup import Leaf, Sums, empty
from reports.structure import Structure
from reports.successors import Successors
from reports.table import Cell, Gap, minus

_MEASURES = len(empty()) - 1
NOWHERE: Sums = [sum(ABSENT << 4 * at for at in range(_MEASURES)), *[0] * _MEASURES]


class Side(NamedTuple):
    """One of the two dates."""

    when: When
    found: Execution


def side_of(dates: Sequence[ReportingDate], read: Mapping[int, Execution]) -> Side:
    """Of several dates that were read together: only their own programs, as others say nothing of
    what is missing here. `dates`: one, or those of several offices on one day."""
    first = read[dates[0].pk].names
    books = {each.book_id for each in dates}
    programs = {pk: own for pk, own in first.programs.items() if own.book in books}
    leaves = [leaf for each in dates for leaf in read[each.pk].leaves]
    found = Execution(replace(first, programs=programs), leaves)
    return Side(when_of(dates[0]), with_lines(found))


class Pair(NamedTuple):
    """A line on one date or on both."""

    before: Leaf | None
    now: Leaf | None
    how: (
        How | Literal["untold"] | None
    )  # None: there is only one; untold: nobody reported the other


class Untold(NamedTuple):
    """What a date should speak of and does not; nothing can be said of its lines."""

    accounts: frozenset[tuple[str, int]]  # offices, and an account of which they have nothing there
    departments: frozenset[str]  # of which nothing is published
    offices: frozenset[str]  # that have nothing at all there, nor has any that they are kin to
    published: frozenset[str]  # departments that say something there, in whichever office

    def holds(self, office: str, account: int, departments: Set[str]) -> bool:
        if office in self.offices:  # what its department does may be told by another office
            return not departments & self.published
        return (office, account) in self.accounts or bool(departments & self.departments)

    def lacking(self, account: int, names: Structure) -> tuple[list[str], list[str]]:
        """The offices that have nothing at all, and those that have nothing of the account."""
        known = {own.code: own.name for own in names.departments.values()}
        codes = {office for office, its in self.accounts if its == account}
        return (
            sorted(known[code] for code in codes & self.offices),
            sorted(known[code] for code in codes - self.offices),
        )

    def unpublished(self, names: Structure) -> list[str]:
        """Departments of an office that others of it have published before."""
        return sorted(d.name for d in names.departments.values() if d.code in self.departments)


class Matched(NamedTuple):
    pairs: list[Pair]
    programs: dict[int, int]  # of the earlier date, and which of the later one each is
    untold_before: Untold
    untold_now: Untold
    parts: tuple[Part, ...] = ()  # of lines that became one, and of one that became several

    def parts_of(self, pair: Pair) -> list[Part]:
        """Of a line on one date: those of the other that it was recorded to be, together or in part."""
        if pair.before is None or pair.now is None:
            own = (pair.now or pair.before).pk
            return [each for each in self.parts if own in (each.before, each.now)]
        return []


def department_of(line: int, names: Structure) -> int:
    return names.programs[names.lines[line].parent].parent


def code_of(line: int, names: Structure) -> str:
    return names.departments[department_of(line, names)].code


def office_of(line: int, names: Structure) -> str:
    """An office may hold programs itself."""
    own = names.departments[department_of(line, names)]
    return names.departments[own.parent].code if own.parent else own.code


def account_of(line: int, names: Structure) -> int:
    return names.programs[names.lines[line].parent].account


def matched(then: Side, today: Side, successors: Successors) -> Matched:
    """In the order of the later date; what only the earlier one has comes after."""
    before, now = then.found, today.found
    untold_before = _untold(then, now, successors)
    untold_now = _untold(today, before, successors)
    earlier = {leaf.pk: leaf for leaf in before.leaves}
    found = _links(before, now, successors)
    links = {link.now: link for link in found}
    known = {link.before for link in found}
    followed = _followed(successors)
    pairs = []
    for leaf in now.leaves:
        if link := links.get(leaf.pk):
            pairs.append(Pair(earlier[link.before], leaf, link.how))
        else:
            code = code_of(leaf.pk, now.names)
            kin = followed.get(code, set()) | {code}
            is_untold = _holds(untold_before, leaf, now.names, kin)
            pairs.append(Pair(None, leaf, "untold" if is_untold else None))
    for leaf in before.leaves:
        if leaf.pk not in known:
            code = code_of(leaf.pk, before.names)
            kin = successors.heirs.get(code, frozenset()) | {code}
            is_untold = _holds(untold_now, leaf, before.names, kin)
            pairs.append(Pair(leaf, None, "untold" if is_untold else None))
    programs = _programs(before, now, found, successors)
    sides = ([leaf.pk for leaf in each.leaves] for each in (before, now))
    parts = tuple(successors.stated.parts(*sides))
    return Matched(pairs, programs, untold_before, untold_now, parts)


def _links(before: Execution, now: Execution, successors: Successors) -> list[Link]:
    """A line of one book is itself on every date; others are known again by what they are called."""
    itself = {leaf.pk for leaf in now.leaves} & {leaf.pk for leaf in before.leaves}
    was, is_ = _works(before, itself), _works(now, itself)
    others = links_between(was, is_, successors.heirs, successors.stated)
    return [*(Link(line, line, "same") for line in itself), *others]


def _programs(
    before: Execution, now: Execution, links: Sequence[Link], successors: Successors
) -> dict[int, int]:
    """A program of one book is itself, too; others are known again by name or by their lines."""
    itself = {leaf.program for leaf in now.leaves} & {leaf.program for leaf in before.leaves}
    others = program_links(
        _held(before, itself),
        _held(now, itself),
        links,
        {leaf.pk: leaf.program for found in (before, now) for leaf in found.leaves},
        successors.heirs,
    )
    return {pk: pk for pk in itself} | {link.before: link.now for link in others}


def _held(found: Execution, but: set[int]) -> list[Work]:
    names = found.names
    return [
        Work(pk, own.name, "", names.departments[own.parent].code, names.accounts[own.account])
        for pk in dict.fromkeys(leaf.program for leaf in found.leaves)
        if pk not in but and (own := names.programs[pk])
    ]


def _works(found: Execution, but: set[int]) -> list[Work]:
    names = found.names
    return [
        Work(
            leaf.pk,
            names.lines[leaf.pk].name,
            names.programs[names.lines[leaf.pk].parent].name,
            code_of(leaf.pk, names),
            names.accounts[account_of(leaf.pk, names)],
        )
        for leaf in found.leaves
        if leaf.pk not in but
    ]


def _holds(untold: Untold, leaf: Leaf, names: Structure, kin: Set[str]) -> bool:
    return untold.holds(office_of(leaf.pk, names), account_of(leaf.pk, names), kin)


def _untold(side: Side, other: Execution, successors: Successors) -> Untold:
    """What the other speaks of, office by office: another office's table says nothing of an own one."""
    found = side.found
    told, wanted = _accounts(found), _accounts(other)
    offices, accounts = set(), set()
    for office, own in wanted.items():
        there = [told[kin] for kin in successors.related(office) if kin in told]
        if not there:
            offices.add(office)
        accounts |= {(office, account) for account in own.difference(*there)}
    names = found.names
    departments = {department_of(x.pk, names) for x in found.leaves}
    # What ended before that day, or began after it, has nothing to tell of it.
    asked = (program for program in names.programs.values() if program.is_there(side.when.day))
    missing = {program.parent for program in asked} - departments
    return Untold(
        frozenset(accounts),
        frozenset(names.departments[pk].code for pk in missing),
        frozenset(offices),
        frozenset(names.departments[pk].code for pk in departments),
    )


def _accounts(found: Execution) -> dict[str, set[int]]:
    """By office."""
    told: dict[str, set[int]] = {}
    for leaf in {leaf.program: leaf for leaf in found.leaves}.values():
        office = office_of(leaf.pk, found.names)
        told.setdefault(office, set()).add(account_of(leaf.pk, found.names))
    return told


def _followed(successors: Successors) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for before, heirs in successors.heirs.items():
        for heir in heirs:
            found.setdefault(heir, set()).add(before)
    return found


# --- what a line that is not there adds -----------------------------------------------------------


def masks_of(found: Execution) -> dict[int, int]:
    """By account: which columns a date has at all."""
    masks: dict[int, int] = {}
    for leaf in found.leaves:
        account = account_of(leaf.pk, found.names)
        masks[account] = masks.get(account, 0) | leaf.sums[0]
    return masks


def has(mask: int, measure: int) -> bool:
    return (mask >> 4 * measure) & 15 not in (0, ABSENT)


def nothing(mask: int) -> Sums:
    """Of a line that did not exist: a dash in every column that its date has."""
    states = (DASH if has(mask, at) else ABSENT for at in range(_MEASURES))
    return [sum(state << 4 * at for at, state in enumerate(states)), *[0] * _MEASURES]


def sums_of(leaf: Leaf | None, how: str | None, mask: int) -> Sequence[int]:
    if leaf is not None:
        return leaf.sums
    return NOWHERE if how == "untold" else nothing(mask)


def change(now: Cell, before: Cell) -> int | Gap:
    """What began changed by all of it, and what ended too; beside what nobody told nothing did."""
    if now is Gap.DASH and isinstance(before, int):
        return -before
    if before is Gap.DASH and isinstance(now, int):
        return now
    return minus(now, before)
