"""The 예산 변동 that a finding concerns: of the amount that it names, or of a line that it concerns.

What the settlement of a document says, and what the office entered, as far as either is published.
"""

from dataclasses import dataclass

from django.db.models import Q

from budgets.models import BudgetChange, FindingFact, LineItem, SettlementItem
from reports.dates import written
from reports.finding_rows import Told


@dataclass(frozen=True, slots=True)
class Move:
    kind: str
    given: str
    received: str
    won: int | None
    reason: str
    source: str
    document: str = ""  # its key


def read_moves(told: Told) -> list[Move]:
    lines = [each.line_id for each in told.finding.lines.all()]
    sides = Q(taken_from__in=lines) | Q(given_to__in=lines)
    return [*_settled(told, sides), *_entered(sides)]


def _settled(told: Told, sides: Q) -> list[Move]:
    """The items themselves, not the heading that adds them up."""
    amounts = [
        int(fact.value) for fact in told.finding.facts.all() if fact.kind == FindingFact.Kind.AMOUNT
    ]
    named = Q(document=told.finding.document_id, won__in=amounts)
    own = SettlementItem.objects.published().filter(
        sides | named, heading__in=SettlementItem.TWO_SIDED, items=None, is_none=False
    )
    beside = ("document", "taken_from", "given_to", "from_department", "to_department")
    return [_of_item(item) for item in own.select_related(*beside).order_by("document", "position")]


def _of_item(item: SettlementItem) -> Move:
    return Move(
        item.heading,
        _side(item.taken_from, item.from_department, item.from_item),
        _side(item.given_to, item.to_department, item.to_item),
        item.won,
        item.reason or "-",
        f"{item.document.key} {item.place}줄",
        item.document.key,
    )


def _entered(sides: Q) -> list[Move]:
    own = BudgetChange.objects.published().filter(sides).select_related("taken_from", "given_to")
    return [
        Move(
            change.kind,
            _side(change.taken_from),
            _side(change.given_to),
            change.won,
            change.reason,
            f"{change.number}, {written(change.decided_on)} 결정",
        )
        for change in own.order_by("decided_on", "pk")
    ]


def _side(line: LineItem | None, department=None, item: str = "") -> str:
    """As far as it is named: the line, or else the department, and the 목."""
    named = line or department
    words = [str(named)] if named else []
    return " ".join([*words, *([f"({item})" if words else item] if item else [])]) or "-"
