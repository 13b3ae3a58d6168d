from collections.abc import Iterator

from django.core.management.base import BaseCommand

from budgets.models import BudgetChange, SettlementItem
from departments.models import Department
from reports.change_rows import NONE
from reports.moves import Headed, Move, entered_moves, newest_publication, stated_moves
from reports.tidy import print_csv

COLUMNS = [
    "document",
    "place",
    "office",
    "year",
    "heading",
    "kind",
    "name",
    "won",
    "count",
    "from_department",
    "from_line",
    "from_item",
    "to_department",
    "to_line",
    "to_item",
    "decided_first",
    "decided_last",
    "due",
    "told_first",
    "told_last",
    "state",
]


class Command(BaseCommand):
    help = (
        "예산의 변동을 CSV로 냅니다: 문서에 적힌 이용, 전용, 변경사용, 이체, 예비비, 다음연도 이월과 담당자가 등록한 변동. "
        "count는 그 행의 건수이고, 문서가 이름을 적지 않은 건은 한 행에 모아 ‘이름 없음’이라고 적습니다. 공개된 것만."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="공개되지 않은 것도")

    def handle(self, **options):
        print_csv(self.stdout, COLUMNS, _rows(is_all=options["all"]))


def _rows(*, is_all: bool) -> Iterator[tuple]:
    items, changes = SettlementItem.objects.all(), BudgetChange.objects.standing()
    if not is_all:
        items, changes = SettlementItem.objects.published(), BudgetChange.objects.published()
    for office in Department.objects.filter(kind=Department.Kind.OFFICE).order_by("code"):
        as_of = newest_publication(office)
        if as_of is None:
            continue  # nothing of it is published, so that nothing is due as of any day
        own = items.filter(reporting_date__book__office=office)
        for headed in stated_moves(own, as_of):
            yield from map(_row, headed.moves)
            yield from _unnamed(headed)
        yield from map(_row, entered_moves(changes.of_offices([office]), as_of))


def _unnamed(each: Headed) -> Iterator[tuple]:
    """So that the rows add up to the heading: what it counts and does not name, or that there is
    none."""
    about = (each.document, each.place, each.office, each.year, each.heading, "")
    if each.is_none:
        yield (*about, NONE, "", 0, *[""] * 12)
        return
    count = (each.count or 0) - sum(move.count or 1 for move in each.moves)
    amounts = [move.won for move in each.moves]
    won = None if each.won is None or None in amounts else each.won - sum(amounts)
    if count > 0 or (won or 0) > 0:
        yield (*about, "이름 없음", _plain(won), max(count, 0) or "", *[""] * 12)


def _row(move: Move) -> tuple:
    decided, told = move.decided, move.told
    return (
        move.document,
        move.place or "",
        move.office,
        move.year,
        move.heading,
        move.kind,
        move.name,
        _plain(move.won),
        move.count or 1,
        move.given.department,
        move.given.line,
        move.given.item,
        move.received.department,
        move.received.line,
        move.received.item,
        min((day.first for day in decided), default=""),
        max((day.last for day in decided), default=""),
        move.owed.due[1] if move.owed.due else "",
        min((day.first for day in told), default=""),
        max((day.last for day in told), default=""),
        move.owed.state,
    )


def _plain(cell) -> str:
    return "" if cell is None else str(cell)
