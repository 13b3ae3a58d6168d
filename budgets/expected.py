"""What the recorded changes make of a line's 예산현액, and from where they begin.

They begin from the 예산액 as last voted. Where no 예산액 is published, from the 예산현액 of the last
published date, to which only the changes decided after that date are added. A line that began in the
middle of the year, from no other, begins from nothing. Where none of it is known, nothing is expected:
what one does not know, one does not expect. An interval ends with its day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from budgets.models import BudgetChange, Figure, ReportingDate
from budgets.past import Pasts, past_of
from budgets.rules import told

Stage = ReportingDate.Stage
_NAMED = 3  # changes that a sentence names before it counts the others


@dataclass(frozen=True, slots=True)
class Moved:
    """A change as one line feels it: with its sign."""

    change: int
    kind: str
    decided_on: date
    won: int

    @property
    def words(self) -> str:
        return f"{self.decided_on:%-m. %-d.} {self.kind} {'+' * (self.won > 0)}{told(self.won)}"


@dataclass(frozen=True, slots=True)
class Base:
    won: int
    day: date
    is_voted: bool

    @property
    def words(self) -> str:
        measure = "예산액" if self.is_voted else f"{self.day:%Y. %-m. %-d.} 예산현액"
        return f"{measure} {told(self.won)}"

    def counts(self, moved: Moved) -> bool:
        """What was voted holds the 추경 until then; what was in force holds everything until then."""
        return moved.decided_on > self.day or (self.is_voted and moved.kind != "추경")


@dataclass(frozen=True, slots=True)
class Expected:
    base: Base | None
    moves: tuple[Moved, ...]  # those that count
    brought: tuple[Moved, ...] = ()  # every 이월 of the year, held by the base or not

    @property
    def won(self) -> int | None:
        return None if self.base is None else self.base.won + sum(each.won for each in self.moves)

    @property
    def told(self) -> str:
        return told(self.won)

    @property
    def told_moves(self) -> str:
        """Where there is no base to add them to."""
        return told(sum(each.won for each in self.moves))

    @property
    def words(self) -> str:
        """‘예산액 100원과 적힌 변동(5. 2. 전용 △10원)’; "" where nothing is expected."""
        if self.base is None:
            return ""
        since = "적힌" if self.base.is_voted else "그 뒤의"
        return f"{self.base.words}과 {since} 변동({_named(self.moves) or '없음'})"

    @property
    def brought_words(self) -> str:
        return _named(self.brought)


def _named(moves: tuple[Moved, ...]) -> str:
    """‘5. 2. 전용 △10원, 8. 5. 이체 +20원 외 2건’."""
    named = ", ".join(each.words for each in moves[:_NAMED])
    rest = len(moves) - _NAMED
    return f"{named}{f' 외 {rest}건' if rest > 0 else ''}"


UNKNOWN = Expected(None, ())
# Of a line that began in the middle of the year and came from no other: all it has was given to it.
NOTHING = Base(0, date.min, is_voted=True)


def expected_on(
    book: int, day: date, departments: Collection[int], past: Pasts | None = None
) -> dict[int, Expected]:
    """By line, those of which something is known: a base, or a change until that day. A line that
    took another's place in the year goes on from what that had."""
    past = past_of(book) if past is None else past
    asked = {*departments, *(each.department for chain in past.values() for each in chain)}
    own_bases = _bases(book, day, asked)
    own_moves, begun = _moves(book, day, asked)
    bases, moves = dict(own_bases), dict(own_moves)
    for line, chain in past.items():
        lives = [line, *(each.line for each in chain)]
        known = [own_bases[each] for each in lives if each in own_bases]
        if known:
            bases[line] = next((each for each in known if each.is_voted), known[0])
        if came := [each for life in lives for each in own_moves.get(life, ())]:
            moves[line] = sorted(came, key=lambda each: (each.decided_on, each.change))
    found = {}
    for line in bases.keys() | moves.keys():
        base = bases.get(line)
        if base is None and line in begun and line not in past:
            base = NOTHING
        all_own = moves.get(line, ())
        own = [each for each in all_own if base is None or base.counts(each)]
        brought = [each for each in all_own if each.kind == BudgetChange.Kind.BROUGHT]
        found[line] = Expected(base, tuple(own), tuple(brought))
    return found


def _bases(book: int, day: date, departments: Collection[int]) -> dict[int, Base]:
    """The last that was voted; where nothing was, the last that was in force."""
    on = "statement__filing__reporting_date__day"
    stage = "statement__filing__reporting_date__stage"
    is_voted = Q(**{stage: Stage.BUDGET, f"{on}__lte": day}, appropriated__isnull=False)
    is_in_force = ~Q(**{stage: Stage.BUDGET}) & Q(**{f"{on}__lt": day}, budget__isnull=False)
    figures = Figure.objects.published().filter(
        is_voted | is_in_force,
        statement__filing__department__in=departments,
        statement__filing__reporting_date__book=book,
    )
    bases: dict[int, Base] = {}
    for line, said, then, voted, budget in figures.order_by(on, "pk").values_list(
        "line", stage, on, "appropriated", "budget"
    ):
        if said == Stage.BUDGET:
            bases[line] = Base(voted, then, is_voted=True)
        elif line not in bases or not bases[line].is_voted:
            bases[line] = Base(budget, then, is_voted=False)
    return bases


def _moves(
    book: int, day: date, departments: Collection[int]
) -> tuple[dict[int, list[Moved]], set[int]]:
    """By line; and which of the lines began in the middle of the year."""
    sides = [
        Q(
            **{
                f"{side}__program__book": book,
                f"{side}__program__department__in": departments,
            }
        )
        for side in ("taken_from", "given_to")
    ]
    changes = BudgetChange.objects.standing().filter(sides[0] | sides[1], decided_on__lte=day)
    moves: dict[int, list[Moved]] = {}
    begun = set()
    for pk, kind, then, won, *sides in changes.order_by("decided_on", "pk").values_list(
        *("pk", "kind", "decided_on", "won"),
        *("taken_from", "taken_from__begins_on", "given_to", "given_to__begins_on"),
    ):
        giver, giver_began, receiver, receiver_began = sides
        for line, began, signed in ((giver, giver_began, -won), (receiver, receiver_began, won)):
            if line is not None:
                moves.setdefault(line, []).append(Moved(pk, kind, then, signed))
                if began is not None:
                    begun.add(line)
    return moves, begun
