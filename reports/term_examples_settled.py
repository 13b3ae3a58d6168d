"""Examples of the 용어 of a year's end: what was moved, what nobody explains, what was left and why."""

from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from budgets.models import BudgetChange, SettlementItem
from reports.bridge_asked import read_asked_of_bridge
from reports.bridge_brought import read_brought
from reports.bridge_known import read_ledger
from reports.bridge_report import bridge_report
from reports.bridge_whole import read_wholes
from reports.cuts import APPROPRIATED, BUDGET
from reports.dates import when_of, written
from reports.execution import read_execution
from reports.successors import Successors
from reports.term_wholes import Example, Whole, won

_CHANGES = ("추경", "예비비", "이용", "전용", "변경사용", "이체")
_REASONS = {"낙찰차액": "낙찰차액", "집행사유-미발생": "미발생"}
_BESIDE = ("reporting_date__book__office", "document")


def of_settlements(
    wholes: Sequence[Whole], successors: Successors
) -> Iterator[tuple[str, Example]]:
    yield from _changes()
    yield from _reasons()
    yield from _unexplained(wholes, successors)


def _items() -> QuerySet[SettlementItem]:
    newest = SettlementItem.objects.published().select_related(*_BESIDE)
    return newest.order_by("-reporting_date__day", "document__key", "position")


def _changes() -> Iterator[tuple[str, Example]]:
    """As a settlement counts them, or else the last that an office entered."""
    heads: dict[str, SettlementItem] = {}
    for item in _items().filter(parent=None, heading__in=_CHANGES):
        known = heads.get(item.heading)
        if known is None or (known.is_none and not item.is_none):
            heads[item.heading] = item
    entered: dict[str, BudgetChange] = {}
    office = "program__book__office"
    own = BudgetChange.objects.published().order_by("-decided_on", "-pk")
    for change in own.select_related(f"given_to__{office}", f"taken_from__{office}"):
        entered.setdefault(change.kind, change)
    for kind in _CHANGES:
        head = heads.get(kind)
        if kind in entered and (head is None or head.is_none):
            yield kind, _of_entered(entered[kind])
        elif head:
            yield kind, _of_settlement(head, _counted(head))


def _counted(head: SettlementItem) -> str:
    if head.is_none:
        return f"{head.heading}: 해당사항 없음"
    many = f"{head.count}건 " if head.count is not None else ""
    return f"{head.heading} {many}{won(head.won) if head.won is not None else ''}".strip()


def _of_settlement(item: SettlementItem, words: str) -> Example:
    book, when = item.reporting_date.book, when_of(item.reporting_date)
    href = reverse("settlement", args=[book.office.code, when, ""])
    return Example(words, f"{book.office.name} {when.words}", href)


def _of_entered(change: BudgetChange) -> Example:
    book = change.sides[0].program.book
    href = reverse("register", args=[book.office.code, book.fiscal_year, ""])
    words = f"{change.number}: {won(change.won)}, {written(change.decided_on)} 결정"
    return Example(words, f"{book.office.name} {book.fiscal_year}년 변동 대장", href)


def _reasons() -> Iterator[tuple[str, Example]]:
    left = _items().filter(heading=SettlementItem.Heading.LAPSED, won__isnull=False)
    named = Q(*(("name__contains", name) for name in _REASONS.values()), _connector=Q.OR)
    items = list(left.filter(named))
    for anchor, name in _REASONS.items():
        if item := next((each for each in items if name in each.name), None):
            yield anchor, _of_settlement(item, f"{item.name}: {won(item.won)}")


def _unexplained(wholes: Sequence[Whole], successors: Successors) -> Iterator[tuple[str, Example]]:
    """Of the newest date on which some of the difference has no reason, as its 다리 says it."""
    for whole in wholes:
        if not whole.knows(APPROPRIATED, BUDGET) or not _differs(whole):
            continue
        dates, when, office = [whole.date], when_of(whole.date), whole.date.book.office
        found = read_execution(dates)
        ledger = read_ledger(dates, found, read_brought(dates, when, found, successors))
        told = (when, office.code, found, ledger, read_wholes(dates), read_asked_of_bridge({}))
        for table in bridge_report(*told).tables:
            keys = [column.key for column in table.columns]
            left = table.rows[0].cells[keys.index("unexplained")]
            if isinstance(left, int) and left:
                words = f"예산액과 예산현액의 차이 가운데 {won(left)}"
                href = reverse("bridge", args=[office.code, when, ""])
                yield "출처-미기재", Example(words, whole.says("").source, href)
                return


def _differs(whole: Whole) -> bool:
    return whole.cells[APPROPRIATED] != whole.cells[BUDGET]
