"""One year's budget in two organisations: from which department to which the money of each line went.

A line that is known again takes with it what it has in both; what it has less there went elsewhere,
and what it has more came from elsewhere. Where from is told by arithmetic (reports/shifts.py), or it
is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from budgets.models import ReportingDate
from reports.cuts import APPROPRIATED, BUDGET
from reports.dates import when_of
from reports.matched import Pair, Side, account_of, department_of, has, masks_of, matched
from reports.rollup import Leaf, cells
from reports.shifts import shifts_of
from reports.successors import Successors
from reports.table import Gap

WHOLE, EQUAL, PARTS = "사업째 옮김", "같은 금액", "더하면 같은 금액"


@dataclass(frozen=True, slots=True)
class Held:
    """A line in one of the two, with what it has there."""

    leaf: Leaf
    department: str  # its code
    place: str  # the department's last code: of one that was only renamed, the same
    won: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """The same line in both, or a line that only one of them has."""

    before: Held | None
    after: Held | None

    @property
    def change(self) -> int:
        return (self.after.won if self.after else 0) - (self.before.won if self.before else 0)

    @property
    def has_moved(self) -> bool:
        return bool(self.before and self.after and self.before.place != self.after.place)


@dataclass(frozen=True, slots=True)
class Move:
    """What was taken from one line and given to another, or went with a line; `parts` are all the
    amounts of an equality, those that were taken and those that were given."""

    giver: Held
    taker: Held
    won: int
    how: str
    parts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    @property
    def places(self) -> tuple[str, str]:
        return self.giver.place, self.taker.place


class Regrouping:
    """The lines of one account. `base`: which measure both have."""

    def __init__(self, account: int, then: Side, now: Side, base: int, meetings: list[Meeting]):
        self.account, self.then, self.now, self.base = account, then, now, base
        self.meetings = meetings

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.then, self.now

    @cached_property
    def held(self) -> tuple[list[Held], list[Held]]:
        return (
            [each.before for each in self.meetings if each.before],
            [each.after for each in self.meetings if each.after],
        )

    @property
    def totals(self) -> tuple[int, int]:
        before, after = self.held
        return sum(each.won for each in before), sum(each.won for each in after)

    @cached_property
    def moves(self) -> list[Move]:
        return [*self._with_their_lines, *self._between_lines]

    @property
    def _with_their_lines(self) -> Iterable[Move]:
        for each in self.meetings:
            if each.has_moved and (won := min(each.before.won, each.after.won)) > 0:
                yield Move(each.before, each.after, won, WHOLE)

    @property
    def _between_lines(self) -> Iterable[Move]:
        given = {at: -each.change for at, each in enumerate(self.meetings) if each.change < 0}
        taken = {at: each.change for at, each in enumerate(self.meetings) if each.change > 0}
        for shift in shifts_of(given, taken):
            parts = tuple(given[at] for at in shift.given), tuple(taken[at] for at in shift.taken)
            how = EQUAL if len(shift.given) == len(shift.taken) else PARTS
            for giver in shift.given:
                for taker in shift.taken:
                    won = min(given[giver], taken[taker])
                    ends = self.meetings[giver].before, self.meetings[taker].after
                    yield Move(*ends, won, how, parts)

    def told(self, meeting: Meeting) -> list[Move]:
        """The moves that explain why a line has more or less."""
        is_given = meeting.change < 0
        return [
            move
            for move in self.moves
            if move.how != WHOLE
            and (move.giver is meeting.before if is_given else move.taker is meeting.after)
        ]

    @cached_property
    def untold(self) -> list[Meeting]:
        """Lines that have more or less, and nobody can say from where or to where."""
        return [each for each in self.meetings if each.change and not self.told(each)]

    def proofs(self, before: set[str], after: set[str]) -> list[Meeting]:
        """Lines that stand in these departments then and in those now."""
        return [
            each
            for each in self.meetings
            if each.before
            and each.after
            and each.before.department in before
            and each.after.department in after
            and (each.before.won or each.after.won)
        ]


def regroupings(then: Side, now: Side, successors: Successors) -> tuple[list[Regrouping], bool]:
    """One an account; and whether all of it could be told: not of lines that have no amount."""
    told = matched(then, now, successors)
    masks = masks_of(then.found), masks_of(now.found)
    found: dict[int, list[Meeting]] = {}
    is_whole = True
    for pair in told.pairs:
        side, leaf = (now, pair.now) if pair.now else (then, pair.before)
        account = account_of(leaf.pk, side.found.names)
        base = _base(*(mask.get(account, 0) for mask in masks))
        meeting = None if base is None else _meeting(pair, then, now, base, successors)
        if meeting is None:
            is_whole = False
        else:
            found.setdefault(account, []).append(meeting)
    return [
        Regrouping(account, then, now, _base(*(mask[account] for mask in masks)), meetings)
        for account, meetings in sorted(found.items())
    ], is_whole


def _base(then: int, now: int) -> int | None:
    """예산액 first: a year that is regrouped is so as it was voted."""
    for measure in (APPROPRIATED, BUDGET):
        if has(then, measure) and has(now, measure):
            return measure
    return None


def _meeting(
    pair: Pair, then: Side, now: Side, base: int, successors: Successors
) -> Meeting | None:
    if pair.how == "untold":
        return None
    sides = [
        _held(leaf, side, base, successors) if leaf else None
        for leaf, side in ((pair.before, then), (pair.now, now))
    ]
    if any(leaf and not held for leaf, held in zip((pair.before, pair.now), sides, strict=True)):
        return None
    return Meeting(*sides)


def _held(leaf: Leaf, side: Side, base: int, successors: Successors) -> Held | None:
    won = cells(leaf.sums)[base]
    if won is Gap.DASH:  # there is such a line, and it has nothing
        won = 0
    if not isinstance(won, int):
        return None
    names = side.found.names
    code = names.departments[department_of(leaf.pk, names)].code
    return Held(leaf, code, successors.last_name(code), won)


# --- which dates stand for a year -----------------------------------------------------------------


def years_of(dates: Iterable[ReportingDate]) -> dict[int, tuple[list[ReportingDate], ...]]:
    """Years that are published in both organisations: the newest date of each, or those of several
    offices that have it."""
    found: dict[int, tuple[list[ReportingDate], list[ReportingDate]]] = {}
    for each in dates:
        sides = found.setdefault(each.book.fiscal_year, ([], []))
        sides[when_of(each).is_regrouped].append(each)
    return {
        year: tuple(_newest(own) for own in sides)
        for year, sides in sorted(found.items(), reverse=True)
        if all(sides)
    }


def _newest(dates: list[ReportingDate]) -> list[ReportingDate]:
    last = max((when_of(each) for each in dates), key=lambda when: when.age)
    return [each for each in dates if when_of(each) == last]
