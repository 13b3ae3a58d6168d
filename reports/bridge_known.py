"""What is known of how the 예산현액 of a date came about: the changes that an office entered, as far as its
published amounts hold them, and what settlement reports say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from budgets.models import BudgetChange, Figure, ReportingDate
from budgets.past import past_of
from departments.models.cell import State
from reports.bridge_brought import Brought, with_brought
from reports.bridge_ledger import Begun, Known, Ledger
from reports.bridge_stated import ADDED, Item, Stated, read_stated
from reports.dates import When, when_of, written
from reports.execution import Execution
from reports.rollup import Leaf
from reports.table import Gap

_Kind = BudgetChange.Kind
_STEP_OF = {
    _Kind.SUPPLEMENT: "supplement",
    _Kind.BROUGHT: "brought",
    _Kind.RESERVE: "reserve",
    _Kind.REALLOCATION: "reallocation",
    _Kind.TRANSFER: "transfer",
    _Kind.INNER: "inner",
    _Kind.HANDED_OVER: "handed_over",
}


def read_ledger(
    dates: Sequence[ReportingDate], found: Execution, brought: Brought | None = None
) -> Ledger:
    """Of one office's date. `brought`: what the 결산 of the year before says of its lines."""
    begun: dict[int, Begun] = {}
    entered: list[Known] = []
    for each in dates:
        past = past_of(each.book_id)
        own = _begun(each, found, past)
        begun |= own
        entered += _entered(each, found, past, own)
    ledger = Ledger(begun=begun).with_known(entered)
    if brought is not None:
        ledger = with_brought(ledger, brought)
    return with_stated(ledger, read_stated(dates, (x.pk for x in found.leaves)), found)


def with_stated(ledger: Ledger, stated: Stated, found: Execution) -> Ledger:
    """What was entered and is stated as well counts once. That there was none is said of the account
    that a settlement speaks of: where there are several, nobody knows of which."""
    left = {leaf.pk: ledger.left(leaf) for leaf in found.leaves}
    told = {(each.step, each.sides) for each in ledger.known}
    more = []
    for item in stated.items:
        how = item.standing(left)
        if (item.step, item.sides(ADDED)) not in told:
            more.append(_stated(item, how))
    led = ledger.with_known(more)
    accounts = {found.names.programs[leaf.program].account for leaf in found.leaves}
    if len(accounts) != 1:
        return led
    unsettled = {
        step: frozenset(x.pk for x in _unnamed(step, stated, found) if _own(x, found) in its)
        for step, its in stated.whole.items()
    }
    led = led.with_none(
        (leaf.pk, step)
        for step, lines in unsettled.items()
        for leaf in _unnamed(step, stated, found)
        if leaf.pk not in lines
    )
    return replace(led, nothing=stated.nothing, unsettled=unsettled)


def _unnamed(step: str, stated: Stated, found: Execution) -> Iterable[Leaf]:
    """Lines that no item of a step names."""
    named = {line for item in stated.items if item.step == step for line in item.lines}
    return (leaf for leaf in found.leaves if leaf.pk not in named)


def _own(leaf: Leaf, found: Execution) -> int:
    return found.names.programs[leaf.program].parent


def _stated(item: Item, how: str) -> Known:
    return Known(
        item.step,
        item.label,
        item.day,
        item.words,
        item.won,
        how,
        item.source,
        item.sides(how),
        item.lines,
        item.href,
    )


# --- from where it leads --------------------------------------------------------------------------


def _begun(each: ReportingDate, found: Execution, past: Mapping) -> dict[int, Begun]:
    """The first 예산 of the year that is published by that day. A line that was not in it had nothing,
    if its department's others are there."""
    if each.stage == ReportingDate.Stage.BUDGET:
        return {}
    on = "statement__filing__reporting_date"
    figures = Figure.objects.published().filter(
        **{
            f"{on}__book": each.book_id,
            f"{on}__stage": ReportingDate.Stage.BUDGET,
            f"{on}__day__lte": each.day,
        }
    )
    figures = figures.exclude(appropriated_state=State.ABSENT).order_by(f"{on}__day", "pk")
    fields = ("line", "pk", "appropriated", "appropriated_state", "statement__filing__department")
    rows = list(figures.values_list(*fields, on))
    whens = _whens({row[-1] for row in rows})
    first: dict[int, Begun] = {}
    departments: dict[int, Begun] = {}
    for line, pk, won, state, department, day in rows:
        cell = won if state == State.VALUE else Gap.DASH if state == State.DASH else Gap.BLANK
        first.setdefault(line, Begun(whens[day], cell, pk))
        departments.setdefault(department, Begun(whens[day], Gap.DASH))
    here = {leaf.pk for leaf in found.leaves}
    own = {}
    for leaf in found.leaves:
        lives = [leaf.pk, *(x.line for x in past.get(leaf.pk, ()) if x.line not in here)]
        department = found.names.programs[leaf.program].parent
        known = next((first[line] for line in lives if line in first), departments.get(department))
        if known:
            own[leaf.pk] = known
    return own


def _whens(dates: Collection[int]) -> dict[int, When]:
    if not dates:
        return {}
    found = ReportingDate.objects.filter(pk__in=dates).select_related("book")
    return {each.pk: when_of(each) for each in found}


# --- what was entered -----------------------------------------------------------------------------


def _entered(
    each: ReportingDate, found: Execution, past: Mapping, begun: Mapping[int, Begun]
) -> Iterable[Known]:
    """Those decided by that day whose lines, or what became of them, stand on the date; of what another
    office gave or got there is but one side here."""
    here = {leaf.pk for leaf in found.leaves}
    heir = {life.line: line for line, chain in past.items() if line in here for life in chain}
    book = "program__book"
    of_book = Q(**{f"taken_from__{book}": each.book_id}) | Q(**{f"given_to__{book}": each.book_id})
    changes = BudgetChange.objects.published().filter(of_book, decided_on__lte=each.day)
    both = ("taken_from__program", "given_to__program")
    for own in changes.select_related(*both).order_by("decided_on", "pk"):
        sides = [
            (line.pk if line.pk in here else heir.get(line.pk), won)
            for line, won in ((own.taken_from, -own.won), (own.given_to, own.won))
            if line is not None and line.program.book_id == each.book_id
        ]
        if any(line is None for line, _ in sides):
            continue
        if own.kind == _Kind.SUPPLEMENT:  # an 예산액 holds those until its day
            sides = [pair for pair in sides if _is_after(own, begun.get(pair[0]))]
        if sides:
            yield Known(
                _STEP_OF[own.kind],
                own.kind,
                written(own.decided_on),
                (str(own.taken_from or "-"), str(own.given_to or "-")),
                own.won,
                ADDED,
                f"예산 변동 {own.number}",
                tuple(sides),
                frozenset(line for line, _ in sides),
            )


def _is_after(own: BudgetChange, begun: Begun | None) -> bool:
    return begun is not None and own.decided_on > begun.when.day
