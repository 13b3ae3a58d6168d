"""전년도 이월: what the 결산 of the year before says was carried over into the lines of a date.

Next year's opening is this year's closing (rule 7). A line that goes on brings what was carried over
of it; one of which the 결산 says that nothing was, or that began only now, brings nothing. Where what
was carried over cannot be placed, nobody knows whether a new line of that department has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgets.models import ReportingDate, SettlementItem
from reports.bridge_ledger import Known, Ledger
from reports.bridge_stated import ADDED
from reports.cuts import CARRIED
from reports.dates import When, dates_of_offices, when_of
from reports.execution import Execution, read_execution, with_lines
from reports.matched import Pair, Side, account_of, code_of, matched
from reports.rollup import Leaf, cells
from reports.successors import Successors
from reports.table import Cell, Gap

STEP, LABEL = "brought", "전년도 이월"
ENTERED = "변동 대장에 적은 이월이 있어 다리에 넣지 않음"
NOWHERE = "이어진 사업을 알 수 없어 다리에 넣지 않음"


@dataclass(frozen=True, slots=True)
class Brought:
    """What each line of a date brought, as far as it is known, and what of it went nowhere."""

    won: dict[int, int] = field(default_factory=dict)  # by line of the date
    came_from: dict[int, str] = field(default_factory=dict)
    lost: tuple[tuple[str, int], ...] = ()
    source: str = ""


def with_brought(ledger: Ledger, brought: Brought) -> Ledger:
    """What the office entered of a line stands; the 결산 is told beside it."""
    entered = {line for line, own in ledger.moves.items() if STEP in own}
    known = []
    for line, won in brought.won.items():
        if won:
            how = ENTERED if line in entered else ADDED
            sides = () if line in entered else ((line, won),)
            words = (brought.came_from[line], "이 사업" if how == ADDED else "-")
            known.append(_known(words, won, how, brought.source, sides, frozenset({line})))
    for name, won in brought.lost:
        known.append(_known((name, "-"), won, NOWHERE, brought.source, (), frozenset()))
    none = ((line, STEP) for line, won in brought.won.items() if not won)
    return ledger.with_known(known).with_none(none)


def _known(words, won, how, source, sides, lines) -> Known:
    return Known(STEP, LABEL, "-", words, won, how, source, sides, lines)


def read_brought(
    dates: Sequence[ReportingDate], when: When, found: Execution, successors: Successors
) -> Brought:
    """`dates`: of one office and day. What is regrouped comes from its own year."""
    book = dates[0].book
    if when.is_regrouped or when.stage == ReportingDate.Stage.BUDGET:
        return Brought()
    settled = _settled(book.office.code, book.fiscal_year - 1, successors)
    if not settled:
        return Brought()
    then = Side(when_of(settled[0]), with_lines(read_execution(settled)))
    told = matched(then, Side(when, with_lines(found)), successors)
    return _brought(told.pairs, then, found, _stated(settled))


def _settled(office: str, year: int, successors: Successors) -> list[ReportingDate]:
    """The last 결산 of that year: the office's own, else of those that it followed."""
    known = [
        each
        for each in dates_of_offices(successors.related(office))
        if each.stage == ReportingDate.Stage.SETTLEMENT
        and each.book.fiscal_year == year
        and not when_of(each).is_regrouped
    ]
    own = [each for each in known if each.book.office.code == office] or known
    return [each for each in own if when_of(each) == when_of(own[0])]


def _stated(settled: Sequence[ReportingDate]) -> dict[int, int] | None:
    """By line, what the prose of the 결산 says was carried over; None where it does not name all of it."""
    own = SettlementItem.objects.published().filter(
        reporting_date__in=[each.pk for each in settled],
        heading=SettlementItem.Heading.CARRIED,
    )
    items = list(own.order_by("document__key", "position"))
    heads = [each for each in items if each.parent_id is None]
    below = [each for each in items if each.parent_id is not None]
    if not heads or any(each.line_id is None or each.won is None for each in below):
        return None
    if sum(each.won or 0 for each in heads) != sum(each.won for each in below):
        return None
    found: dict[int, int] = {}
    for each in below:
        found[each.line_id] = found.get(each.line_id, 0) + each.won
    return found


def _brought(
    pairs: Iterable[Pair], then: Side, found: Execution, stated: dict[int, int] | None
) -> Brought:
    won: dict[int, int] = {}
    came_from: dict[int, str] = {}
    new: list[Leaf] = []
    lost: list[tuple[str, int]] = []
    open_accounts: set[int] = set()  # where something is not placed, or not known
    for pair in pairs:
        carried = _carried(pair.before, stated) if pair.before else None
        if pair.now is None:
            if carried != 0:
                open_accounts.add(account_of(pair.before.pk, then.found.names))
            if carried:
                lost.append((_words(pair.before, then), carried))
        elif pair.before is not None:
            if carried is not None:
                won[pair.now.pk] = carried
                came_from[pair.now.pk] = _words(pair.before, then)
        elif pair.how != "untold":
            new.append(pair.now)
    for leaf in new:
        if found.names.programs[leaf.program].account not in open_accounts:
            won[leaf.pk] = 0
    return Brought(won, came_from, tuple(lost), f"{then.when.words} 이월액")


def _carried(leaf: Leaf, stated: dict[int, int] | None) -> int | None:
    """As the table prints it; where it has no such column, as the report says it in words."""
    cell: Cell = cells(leaf.sums)[CARRIED]
    if cell is Gap.ABSENT:
        return stated.get(leaf.pk, 0) if stated is not None else None
    if cell is Gap.DASH:
        return 0
    return cell if isinstance(cell, int) else None


def _words(leaf: Leaf, side: Side) -> str:
    names = side.found.names
    code = code_of(leaf.pk, names)
    own = next(each.name for each in names.departments.values() if each.code == code)
    return f"{own} {leaf.name}"
