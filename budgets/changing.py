"""The verbs of 예산 변동: record one, take one back, note the day on which the council was told."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.filing import NotYours, Refused
from budgets.models import BudgetChange, CouncilNotice, LineItem
from departments.models import Person
from departments.rights import rights_of


@transaction.atomic
def record_change(
    *,
    kind: str,
    taken_from: LineItem | None,
    given_to: LineItem | None,
    won: int,
    decided_on: date,
    reason: str,
    turn: int | None = None,
    paper: str = "",
    by: Person,
    at: datetime,
    key: UUID | None,
) -> BudgetChange:
    """With both sides where there are two. What a side may be, the database says, too."""
    _must_run(by, taken_from, given_to)
    if key is not None and (done := BudgetChange.objects.filter(key=key).first()):
        return done
    if decided_on > at.date():
        raise Refused("결정일이 오늘보다 뒤입니다.")
    years = {line.program.book.fiscal_year for line in (taken_from, given_to) if line is not None}
    if any(decided_on.year not in (year, year - 1) for year in years):
        raise Refused("결정일이 그 회계연도의 것이 아닙니다.")
    change = BudgetChange(
        kind=kind,
        taken_from=taken_from,
        given_to=given_to,
        won=won,
        decided_on=decided_on,
        turn=turn,
        reason=reason,
        paper=paper,
        by=by,
        at=at,
        key=key,
    )
    change.full_clean()
    change.save()
    return change


@transaction.atomic
def take_back(
    *, change: BudgetChange, reason: str, by: Person, at: datetime, key: UUID | None
) -> BudgetChange:
    """A row of its own with the sides exchanged: what was written stays written."""
    change = BudgetChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    _must_run(by, change.taken_from, change.given_to)
    if key is not None and (done := BudgetChange.objects.filter(key=key).first()):
        return done
    if change.takes_back_id is not None:
        raise Refused("거두는 변동은 다시 거두지 않습니다. 변동을 새로 적으십시오.")
    if BudgetChange.objects.filter(takes_back=change).exists():
        raise Refused("이미 거둔 변동입니다.")
    if not reason.strip():
        raise Refused("거두는 사유를 적어야 합니다.")
    back = BudgetChange(
        kind=change.kind,
        taken_from=change.given_to,
        given_to=change.taken_from,
        won=change.won,
        decided_on=change.decided_on,
        turn=change.turn,
        reason=reason,
        takes_back=change,
        by=by,
        at=at,
        key=key,
    )
    back.full_clean()
    back.save()
    return back


@transaction.atomic
def tell_council(
    *, change: BudgetChange, told_on: date, paper: str = "", by: Person, at: datetime
) -> CouncilNotice:
    _must_run(by, change.taken_from, change.given_to)
    if change.kind not in BudgetChange.TOLD:
        raise Refused("의회에 분기마다 보고하는 것은 전용과 이체입니다.")
    if told_on < change.decided_on:
        raise Refused("보고한 날이 결정일보다 앞섭니다.")
    if told_on > at.date():
        raise Refused("보고한 날이 오늘보다 뒤입니다.")
    if CouncilNotice.objects.filter(change=change).exists():
        raise Refused("보고한 날이 이미 적혀 있습니다.")
    return CouncilNotice.objects.create(change=change, told_on=told_on, paper=paper, by=by, at=at)


def _must_run(person: Person, *lines: LineItem | None) -> None:
    """Whoever records it runs the offices of both sides."""
    own = rights_of(person).operates
    if any(line.program.department_id not in own for line in lines if line is not None):
        raise NotYours
