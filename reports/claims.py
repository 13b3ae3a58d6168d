"""Every printed value with its verdict: which leaves it speaks of, and what they give."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import QuerySet

from budgets.models import Claim
from departments.models import Department, Headcount, TeamSighting
from reports.leaves import UNITS, Leaf, added, published_leaves, within
from reports.persons import known_sum
from reports.recomputed import Given, given, recomputed
from reports.reconcile import (
    FROM_TERMS,
    PEOPLE,
    RATES,
    Exact,
    Parts,
    Printed,
    Verdict,
    amount,
    exact,
    judge,
)
from reports.year_before import set_years_before

_DERIVED = {*RATES, "lapsed"}


@dataclass(frozen=True, slots=True)
class Below:
    """One of what a total adds up, a level down: as its leaves give it, and as it is printed."""

    key: tuple
    leaves: tuple[Leaf, ...]
    won: int
    printed: Claim | None  # by the same document; what stands there is what the total adds up

    @property
    def judged(self) -> int:
        return (
            self.won if self.printed is None else int(self.printed.value * UNITS[self.printed.unit])
        )


@dataclass(frozen=True, slots=True)
class Checked:
    claim: Claim
    verdict: Verdict
    now: tuple[Leaf, ...] = ()  # what it speaks of, on its own date
    before: tuple[Leaf, ...] = ()  # and on the date that it compares with
    people: tuple[tuple[str, int | None], ...] = ()  # the cells of a headcount that it adds up
    below: tuple[Below, ...] = ()  # of a total, the very parts by which it was judged

    @property
    def lines(self) -> frozenset[int]:
        return frozenset(leaf.line for leaf in self.now)


def checked_claims(claims: QuerySet[Claim] | None = None) -> list[Checked]:
    """Of all claims, or of those that are given; a reader is given `Claim.objects.published()`."""
    asked = Claim.objects.all() if claims is None else claims
    claims = list(
        asked.select_related(
            "document__office",
            "account",
            "department",
            "program__book",
            "line__program__book",
            "reporting_date__book__office",
            "base_date__book__office",
        )
        .prefetch_related("lines")
        .order_by("document__key", "place", "position")
    )
    ledger = _Ledger(claims)
    of_a_line = groupby(claims, key=lambda claim: (claim.document_id, claim.place))
    return [checked for _, group in of_a_line for checked in _checked(list(group), ledger)]


def checked_against(claim: Claim, leaves: Sequence[Leaf]) -> Checked:
    """One amount, set against the lines that whoever states it names himself."""
    now = added(leaves)
    won = amount(claim.measure, now)
    unit = max((leaf.unit_won for leaf in leaves), default=1)
    parts = (Parts(len(leaves), won, unit),) if len(leaves) > 1 and won is not None else ()
    verdict = judge(_printed(claim), exact(claim.measure, now, None, parts))
    return Checked(claim, verdict, tuple(leaves))


def _checked(claims: list[Claim], ledger: "_Ledger") -> Iterator[Checked]:
    """The claims of one line: its amounts first, then what may have been worked out from them."""
    judged: dict[int, tuple[Printed, Verdict]] = {}
    for claim in sorted(claims, key=lambda claim: claim.measure in _DERIVED):
        printed = _printed(claim)
        if claim.formula:
            terms = [_given(term) for term in claim.terms]
            judged[claim.pk] = printed, recomputed(claim.formula, printed, terms, claim.unit)
            continue
        beside = list(judged.values())
        judged[claim.pk] = printed, judge(printed, ledger.exact(claim), beside)
    return (Checked(claim, judged[claim.pk][1], *ledger.spoken_of(claim)) for claim in claims)


def _printed(claim: Claim) -> Printed:
    return Printed(
        claim.measure,
        claim.printed,
        claim.state,
        claim.value,
        UNITS.get(claim.unit, 1),
        claim.shape == Claim.Shape.SENTENCE,
    )


def _given(term: dict) -> Given:
    return given(term["label"], term["printed"], Decimal(term["value"]), term["unit"])


class _Ledger:
    """The published leaves and headcounts, read once, and what the claims' own tables print."""

    def __init__(self, claims: list[Claim]):
        self.leaves: dict[int, list[Leaf]] = {}
        self.found: dict[tuple[int, int | None], list[Leaf]] = {}
        self.parts: dict[int, tuple[Below, ...]] = {}  # by claim, as they were judged
        set_years_before(claims)
        dates = {date for claim in claims for date in (claim.reporting_date_id, claim.base_date_id)}
        for leaf in published_leaves(dates - {None}):
            self.leaves.setdefault(leaf.date, []).append(leaf)
        heads = Headcount.objects.in_force().select_related("department__parent")
        self.heads = list(heads.order_by("pk"))
        self.teams = Counter(TeamSighting.objects.values_list("document_id", flat=True))
        self.printed = {
            (*_scope(claim), claim.measure, claim.document_id): claim
            for claim in claims
            if claim.shape == Claim.Shape.TABLE
            and claim.value is not None
            and claim.unit in UNITS
            and not claim.line_id
        }

    def exact(self, claim: Claim) -> Exact:
        if claim.measure in PEOPLE:
            return Exact(self._people(claim))
        if claim.measure in ("divisions", "teams"):
            return Exact(self._units(claim))
        if claim.measure in FROM_TERMS:
            return Exact(None)
        now = self._of(claim, claim.reporting_date_id)
        before = self._of(claim, claim.base_date_id)
        parts = self._added(claim, now, before) if claim.measure not in RATES else ()
        return exact(claim.measure, added(now), added(before), parts)

    def spoken_of(self, claim: Claim) -> tuple[tuple, tuple, tuple, tuple]:
        if claim.formula:
            return (), (), (), ()
        people = self._cells(claim) if claim.measure in PEOPLE else ()
        now, before = (
            tuple(self._of(claim, date)) for date in (claim.reporting_date_id, claim.base_date_id)
        )
        below = self.parts.get(claim.pk, ())
        return now, before, tuple((name, cell[1]) for name, cell in people), below

    def _of(self, claim: Claim, date: int | None) -> list[Leaf]:
        asked = claim.pk, date
        if asked not in self.found:
            self.found[asked] = self._let_through(claim, date)
        return self.found[asked]

    def _let_through(self, claim: Claim, date: int | None) -> list[Leaf]:
        if date is None or not _says_which(claim):
            return []
        leaves = self.leaves.get(date, [])
        if lines := {line.pk for line in claim.lines.all()}:
            return [leaf for leaf in leaves if leaf.line in lines]
        _, account, kind, department, program = _scope(claim)
        line = claim.line and within(claim.line.program.book.code, claim.line.code)
        return [
            leaf
            for leaf in leaves
            if leaf.account == account
            and kind in (None, leaf.kind)
            and department in (None, leaf.department_code)
            and program in (None, leaf.program_path)
            and line in (None, leaf.line_path)
        ]

    def _added(self, claim: Claim, now: list[Leaf], before: list[Leaf]) -> tuple[Parts, ...]:
        """What a printed amount adds up: its leaves, and the level printed just below it."""
        if not now:
            return ()
        unit = max(leaf.unit_won for leaf in now)
        leaves = amount(claim.measure, added(now), added(before))
        if leaves is None:
            return ()
        if len(now) == 1:  # 1,841,700천원 of a line that a table prints in 백만원
            is_finer = UNITS.get(claim.unit, unit) < unit
            return (Parts(1 + len(before), leaves, unit),) if is_finer else ()
        below = self.parts[claim.pk] = self._below(claim, now, before)
        terms = len(now) + len(before)
        sum_below = sum(part.judged for part in below)
        return (Parts(terms, leaves, unit), Parts(len(below), sum_below, unit))

    def _below(self, claim: Claim, now: list[Leaf], before: list[Leaf]) -> tuple[Below, ...]:
        """The next level as printed; where the document does not print it, as added up."""
        level = level_below(claim)
        below: dict[tuple, tuple[list[Leaf], list[Leaf]]] = {}
        for leaves, side in ((now, 0), (before, 1)):
            for leaf in leaves:
                below.setdefault(level(leaf), ([], []))[side].append(leaf)
        date, account, *_ = _scope(claim)
        return tuple(
            Below(
                key,
                tuple(mine or theirs),
                amount(claim.measure, added(mine), added(theirs)) or 0,
                self.printed.get((date, account, None, *key, claim.measure, claim.document_id)),
            )
            for key, (mine, theirs) in below.items()
        )

    def _cells(self, claim: Claim) -> list[tuple[str, tuple[str, int | None]]]:
        """Of the headcount, each with whose and which it is."""
        return [
            (
                f"{head.department.name} {head.group}",
                (getattr(head, f"{claim.measure}_state"), getattr(head, claim.measure)),
            )
            for head in self.heads
            if head.as_of == claim.as_of
            and claim.department in (head.department, head.department.office)
            and _in_group(head.group, claim.group)
        ]

    def _people(self, claim: Claim) -> int | None:
        cells = [cell for _, cell in self._cells(claim)]
        # A claim of a "-" is of nobody.
        printed = 0 if claim.state == "dash" else None if claim.value is None else int(claim.value)
        return known_sum(cells, printed)

    def _units(self, claim: Claim) -> int | None:
        if claim.measure == "teams":
            return self.teams[claim.document_id] or None
        heads = [h for h in self.heads if h.document_id == claim.document_id]
        kinds = {h.department_id for h in heads if h.department.kind == Department.Kind.DIVISION}
        return len(kinds) or None


def _says_which(claim: Claim) -> bool:
    """A sentence that was found to speak of no lines speaks of nothing that could be added up."""
    return bool(claim.account_id or claim.lines.all())


def _in_group(group: str, printed: str) -> bool:
    if printed == "총계":
        return True
    if printed.endswith(" 소계"):
        return group.startswith(printed.removesuffix("소계"))
    return group == printed


def _scope(claim: Claim) -> tuple:
    """What a table's claim is about, in words that hold for both structures of a year."""
    program = claim.program and within(claim.program.book.code, claim.program.code)
    department = claim.department and claim.department.code
    return claim.reporting_date_id, claim.account_id, claim.kind or None, department, program


def level_below(claim: Claim) -> Callable[[Leaf], tuple]:
    """Departments make up an office, programs a department or a kind, lines a program."""
    if claim.program_id or claim.lines.all():
        return lambda leaf: (leaf.department_code, leaf.program_path, leaf.line_path)
    if claim.department_id or claim.kind:
        return lambda leaf: (leaf.department_code, leaf.program_path)
    return lambda leaf: (leaf.department_code, None)
