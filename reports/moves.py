"""What a budget was changed by, whoever says so: settlement reports, and officers in the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from budgets.models import BudgetChange, ChangeDay, LineItem, SettlementItem, Statement
from departments.models import Department
from reports.called_today import Called
from reports.owed import Owed, Said, owed

CARRIED, RESERVE = "다음연도 이월", "예비비"
# As a settlement report orders them; what comes into a year before what moves within it.
ORDER = ("추경", "전년도 이월", RESERVE, "이용", "전용", "변경사용", "이체", CARRIED)
_ENTERED = {"이월": "전년도 이월"}
_STATED = {"이월": CARRIED}


@dataclass(frozen=True, slots=True)
class Side:
    department: str = ""
    line: str = ""
    item: str = ""  # 목
    department_pk: int = 0
    line_pk: int = 0

    @property
    def words(self) -> str:
        return " / ".join(name for name in (self.department, self.line) if name)

    @property
    def href(self) -> str:
        if self.line_pk:
            return f"/lines/{self.line_pk}"
        return f"/departments/{self.department_pk}" if self.department_pk else ""

    def under(self, called: Called, *, by_line: bool) -> "Side":
        own = called.of(self.department_pk, self.department, self.line_pk if by_line else 0)
        return replace(self, department=own.words, department_pk=own.pk)


@dataclass(frozen=True, slots=True)
class Move:
    heading: str
    kind: str  # 명시, 사고, 계속비; of a 추경 which
    name: str
    won: int | None
    count: int | None
    given: Side
    received: Side
    reason: str
    decided: tuple[Said, ...]
    told: tuple[Said, ...]
    owed: Owed
    office: str
    year: int
    account: str = ""
    document: str = ""
    place: int = 0
    number: str = ""  # of an entered one
    is_reorganisation: bool = False  # its day is that on which the organisation changed

    def under(self, called: Called) -> "Move":
        """Both sides under the names that a page calls them by. What went from one department to another
        is told of these: the line that went is with the same one at both ends."""
        by_line = self.heading != "이체"
        sides = (side.under(called, by_line=by_line) for side in (self.given, self.received))
        return replace(self, **dict(zip(("given", "received"), sides, strict=True)))


@dataclass(frozen=True, slots=True)
class Headed:
    """What a settlement says of one heading as a whole."""

    heading: str
    count: int | None
    won: int | None
    is_none: bool
    document: str
    place: int
    office: str
    year: int
    moves: tuple[Move, ...]

    def under(self, called: Called) -> "Headed":
        return replace(self, moves=tuple(move.under(called) for move in self.moves))


_SIDES = [
    f"{side}__program__{part}"
    for side in ("taken_from", "given_to")
    for part in ("department", "account", "book__office")
]
_BESIDE = [
    "document",
    "from_department",
    "to_department",
    "line__program__department",
    "line__program__account",
    "reporting_date__book__office",
    *_SIDES,
]


def newest_publication(office: Department) -> date | None:
    """The last day on which figures of an office that anybody may read were handed in."""
    own = Statement.objects.filter(published_in__reporting_date__book__office=office).aggregate(
        newest=Max("handed_in_at")
    )
    return own["newest"] and timezone.localdate(own["newest"])


def stated_moves(items: QuerySet[SettlementItem], as_of: date) -> list[Headed]:
    """By document and in its order. The remainder is no change."""
    rows = list(
        items.exclude(heading="집행잔액")
        .select_related(*_BESIDE)
        .order_by("document__key", "position")
    )
    days: dict[int, list[ChangeDay]] = {}
    own = ChangeDay.objects.filter(item__in=[row.pk for row in rows])
    for day in own.select_related("document").order_by("place", "pk"):
        days.setdefault(day.item_id, []).append(day)
    below: dict[int, list[SettlementItem]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return [
        _headed(row, [_stated(one, days.get(one.pk, []), as_of) for one in _leaves(row, below)])
        for row in below.get(None, [])
    ]


def _leaves(row: SettlementItem, below) -> Iterable[SettlementItem]:
    for one in below.get(row.pk, []):
        if one.pk in below:
            yield from _leaves(one, below)
        else:
            yield one


def _headed(row: SettlementItem, moves: list[Move]) -> Headed:
    book = row.reporting_date.book
    return Headed(
        _STATED.get(row.heading, row.heading),
        row.count,
        row.won,
        row.is_none,
        row.document.key,
        row.place,
        book.office.name,
        book.fiscal_year,
        tuple(moves),
    )


def _stated(row: SettlementItem, days: Sequence[ChangeDay], as_of: date) -> Move:
    decided = [_said(day) for day in days if day.act != ChangeDay.Act.TOLD]
    told = [_said(day) for day in days if day.act == ChangeDay.Act.TOLD]
    given = _side(row.line or row.taken_from, row.from_department, row.from_item)
    received = _side(row.given_to, row.to_department, row.to_item)
    if row.heading == RESERVE:  # no line gave it
        given, received = received, given
    book = row.reporting_date.book
    lines = [line for line in (row.line, row.taken_from, row.given_to) if line]
    return Move(
        _STATED.get(row.heading, row.heading),
        row.kind,
        row.name,
        row.won,
        row.count,
        given,
        received,
        row.reason,
        tuple(decided),
        tuple(told),
        owed(row.heading, decided, told, as_of),
        book.office.name,
        book.fiscal_year,
        lines[0].program.account.name if lines else "",
        row.document.key,
        row.place,
        is_reorganisation=any(day.act == ChangeDay.Act.REORGANISED for day in days),
    )


def _said(day: ChangeDay) -> Said:
    return Said(day.first, day.last, day.printed, day.document.key, day.place)


def _side(line: LineItem | None, department: Department | None, item: str) -> Side:
    own = department or (line.program.department if line else None)
    return Side(
        own.name if own else "",
        str(line) if line else "",
        item,
        own.pk if own else 0,
        line.pk if line else 0,
    )


def entered_moves(changes: QuerySet[BudgetChange], as_of: date) -> list[Move]:
    rows = changes.select_related("notice", *_SIDES).order_by("decided_on", "pk")
    return [_entered(row, as_of) for row in rows]


def _entered(row: BudgetChange, as_of: date) -> Move:
    decided = [Said(row.decided_on, row.decided_on, "")]
    notice = getattr(row, "notice", None)
    told = [Said(notice.told_on, notice.told_on, "")] if notice else []
    program = row.sides[0].program
    return Move(
        _ENTERED.get(row.kind, row.kind),
        f"{row.turn}회" if row.turn else "",
        str(row.sides[-1]),
        row.won,
        None,
        _side(row.taken_from, None, ""),
        _side(row.given_to, None, ""),
        row.reason,
        tuple(decided),
        tuple(told),
        owed(row.kind, decided, told, as_of, is_entered=True),
        program.book.office.name,
        program.book.fiscal_year,
        program.account.name,
        number=row.number,
    )
