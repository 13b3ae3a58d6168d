"""The 예산 변동 that a finding concerns: of the amount that it names, or of a line that it concerns.

What the settlement of a document says, and what the office entered, as far as either is published.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from budgets.models import BudgetChange, FindingFact, LineItem, SettlementItem
from reports.called_today import AS_PRINTED, Called
from reports.dates import written
from reports.finding_rows import Told
from reports.places import place_words


@dataclass(frozen=True, slots=True)
class Move:
    kind: str
    given: str
    received: str
    won: int | None
    reason: str
    source: str
    office: str  # its code
    year: int
    document: str = ""  # its key


def moves_of(lines: Sequence[int]) -> list[Move]:
    """What came to some lines, went from them, or was carried over of them."""
    sides = Q(taken_from__in=lines) | Q(given_to__in=lines)
    carried = Q(heading="이월", line__in=lines)
    return [*_items(SettlementItem.objects.filter(sides | carried)), *_entered(sides)]


def read_moves(told: Told) -> list[Move]:
    lines = [each.line_id for each in told.finding.lines.all()]
    sides = Q(taken_from__in=lines) | Q(given_to__in=lines)
    return [*_settled(told, sides), *_entered(sides)]


def _settled(told: Told, sides: Q) -> list[Move]:
    amounts = [
        int(fact.value) for fact in told.finding.facts.all() if fact.kind == FindingFact.Kind.AMOUNT
    ]
    named = Q(document=told.finding.document_id, won__in=amounts)
    own = SettlementItem.objects.filter(sides | named, heading__in=SettlementItem.TWO_SIDED)
    return _items(own, told.called)


def _items(asked: QuerySet[SettlementItem], called: Called = AS_PRINTED) -> list[Move]:
    """The items themselves, not the heading that adds them up."""
    own = asked.published().filter(items=None, is_none=False).select_related(*_BESIDE)
    return [_of_item(item, called) for item in own.order_by("document", "position")]


_BESIDE = (
    *("document", "taken_from", "given_to", "from_department", "to_department", "line"),
    "reporting_date__book__office",
)


def _of_item(item: SettlementItem, called: Called) -> Move:
    book = item.reporting_date.book
    is_carried = item.heading == SettlementItem.Heading.CARRIED
    given, received = (
        _side(line, department and called.department(department).words, part)
        for line, department, part in (
            (item.taken_from or item.line, item.from_department, item.from_item),
            (item.given_to, item.to_department, item.to_item),
        )
    )
    return Move(
        f"{item.kind}이월" if item.kind else item.heading,
        given,
        "다음연도" if is_carried else received,
        item.won,
        item.reason or "-",
        place_words(item.document.key, item.place),
        book.office.code,
        book.fiscal_year,
        item.document.key,
    )


def _entered(sides: Q) -> list[Move]:
    book = "program__book__office"
    own = BudgetChange.objects.published().filter(sides)
    rows = own.select_related(f"taken_from__{book}", f"given_to__{book}")
    return [
        Move(
            change.kind,
            _side(change.taken_from),
            _side(change.given_to),
            change.won,
            change.reason,
            f"{change.number}, {written(change.decided_on)} 결정",
            change.sides[0].program.book.office.code,
            change.sides[0].program.book.fiscal_year,
        )
        for change in rows.order_by("decided_on", "pk")
    ]


def _side(line: LineItem | None, department: str | None = None, item: str = "") -> str:
    """As far as it is named: the line, or else the department, and the 목."""
    named = line or department
    words = [str(named)] if named else []
    return " ".join([*words, *([f"({item})" if words else item] if item else [])]) or "-"
