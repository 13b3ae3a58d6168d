"""The register of 예산 변동: an office's changes of one fiscal year, what they come to, what is owed.

A change that was taken back stays in the register and in no sum. Accounts are never added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from budgets.models import BudgetChange, LineItem
from budgets.quarters import days_late, due_on
from departments.models import Department

Kind = BudgetChange.Kind
DUES = {"untold": "미보고", "overdue": "기한 지남", "late": "늦게 보고"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the register shows it on a day."""

    change: BudgetChange
    today: date
    is_mine: bool  # whether whoever looks may take it back, and note its report

    @property
    def taken_back(self) -> BudgetChange | None:
        return getattr(self.change, "taken_back_by", None)

    @property
    def told(self):
        return getattr(self.change, "notice", None)

    @property
    def is_owed(self) -> bool:
        """Whether the council has to hear of it, still or again."""
        is_told = self.change.kind in BudgetChange.TOLD
        return is_told and self.told is None and self.taken_back is None

    @property
    def may_be_told(self) -> bool:
        return self.is_mine and self.is_owed

    @property
    def due(self) -> date | None:
        if self.change.kind not in BudgetChange.TOLD or (self.taken_back and not self.told):
            return None
        return due_on(self.change.decided_on)

    @property
    def days_late(self) -> int:
        if self.due is None:
            return 0
        told_on = self.told and self.told.told_on
        return days_late(self.change.decided_on, told_on, self.today)

    @property
    def standing(self) -> str:
        """Of the report to the council, in words."""
        if self.due is None:
            return "-"
        if self.told:
            late = f" ({self.days_late}일 늦음)" if self.days_late else ""
            return f"보고함{late}"
        if self.days_late:
            return f"기한 지남 {self.days_late}일"
        left = (self.due - self.today).days
        return f"미보고, {left}일 남음" if left else "미보고, 오늘까지"

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    def is_of(self, due: str) -> bool:
        match due:
            case "untold":
                return self.is_owed
            case "overdue":
                return self.is_owed and self.is_late
            case "late":
                return self.told is not None and self.is_late
        return True

    @property
    def kind_words(self) -> str:
        change = self.change
        return f"{change.turn}회 {change.kind}" if change.turn else change.kind

    @property
    def won(self) -> int:
        """With a sign where it has but one side."""
        is_less = self.change.given_to_id is None
        return -self.change.won if is_less else self.change.won


@dataclass(frozen=True, slots=True)
class Asked:
    """What of it. 0 as the year is every year."""

    offices: tuple[Department, ...]
    year: int = 0
    kind: str = ""
    due: str = ""
    line: LineItem | None = None

    def holds(self, line: LineItem) -> bool:
        if self.line is not None:
            return line.pk == self.line.pk
        book = line.program.book
        is_of_the_year = self.year in (0, book.fiscal_year)
        return is_of_the_year and any(book.office_id == office.pk for office in self.offices)


@dataclass(frozen=True, slots=True)
class Sum:
    """Of one kind in one account: what came, what went, what is left of it."""

    account: str
    kind: str
    count: int
    received: int
    given: int

    @property
    def net(self) -> int:
        return self.received - self.given

    @property
    def is_even(self) -> bool:
        return self.kind in BudgetChange.TWO_SIDED and self.net == 0

    @property
    def words(self) -> str:
        if self.kind not in BudgetChange.TWO_SIDED:
            return ""
        if self.is_even:
            return "준 금액과 받은 금액이 같아 0입니다."
        return "한쪽만 이 표의 것입니다. 다른 쪽은 여기에 들지 않습니다."


@dataclass(frozen=True, slots=True)
class Register:
    asked: Asked
    entries: tuple[Entry, ...]
    sums: tuple[Sum, ...]

    @property
    def title(self) -> str:
        offices, year = self.asked.offices, self.asked.year
        office = str(offices[0]) if len(offices) == 1 else "모든 실국"
        return f"{office} {f'{year}년' if year else '모든 해'} 예산 변동"

    @property
    def chosen(self) -> list[str]:
        """The conditions, in words."""
        asked = self.asked
        line = f"세부사업 {asked.line}" if asked.line else ""
        return [each for each in (line, asked.kind, DUES.get(asked.due, "")) if each]

    @property
    def counted(self) -> int:
        return sum(entry.taken_back is None for entry in self.entries)


def read_register(changes, asked: Asked, rights, today: date) -> Register:
    """Of `changes`, those that were asked for; newest last."""
    rows = beside(changes.filter(_sides(asked), takes_back=None)).order_by("decided_on", "pk")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    entries = [entry_of(change, rights, today) for change in rows]
    entries = [entry for entry in entries if entry.is_of(asked.due)]
    return Register(asked, tuple(entries), tuple(_sums(entries, asked)))


def _sides(asked: Asked) -> Q:
    """Changes of which at least one side is asked for."""
    found = Q()
    for side in ("taken_from", "given_to"):
        book = f"{side}__program__book"
        if asked.line is not None:
            found |= Q(**{side: asked.line})
        elif asked.year:
            year = {f"{book}__fiscal_year": asked.year}
            found |= Q(**{f"{book}__office__in": asked.offices}, **year)
        else:
            found |= Q(**{f"{book}__office__in": asked.offices})
    return found


_BESIDE = [
    "by",
    "notice__by",
    "taken_back_by__by",
    *(
        f"{side}__program__{part}"
        for side in ("taken_from", "given_to")
        for part in ("department", "account", "book__office")
    ),
]


def beside(changes):
    return changes.select_related(*_BESIDE)


def entry_of(change: BudgetChange, rights, today: date) -> Entry:
    own = all(line.program.department_id in rights.operates for line in change.sides)
    return Entry(change, today, own)


def overdue(changes, today: date) -> int:
    """How many the council should have heard of before that day."""
    owed = changes.standing().filter(kind__in=BudgetChange.TOLD, notice=None)
    days = owed.order_by().values_list("pk", "decided_on").distinct()
    return sum(days_late(decided_on, None, today) > 0 for _, decided_on in days)


def _sums(entries: Iterable[Entry], asked: Asked) -> Sequence[Sum]:
    found: dict[tuple[int, str], list] = {}
    for entry in entries:
        change = entry.change
        if entry.taken_back is not None:
            continue
        counted = set()
        for line, at in ((change.given_to, 2), (change.taken_from, 3)):
            if line is None or not asked.holds(line):
                continue
            key = (line.program.account_id, change.kind)
            own = found.setdefault(key, [line.program.account.name, 0, 0, 0])
            own[1] += key not in counted
            own[at] += change.won
            counted.add(key)
    order = list(Kind.values)
    return [
        Sum(found[key][0], key[1], *found[key][1:])
        for key in sorted(found, key=lambda key: (key[0], order.index(key[1])))
    ]
