"""The verbs of 예산 변동: record one, take one back, note the day on which the council was told."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from budgets.cautions import Caution, Move, Side, cautions
from budgets.expected import UNKNOWN, expected_on
from budgets.filing import NotYours, Refused
from budgets.guards import FOREIGN_CHANGE
from budgets.models import Book, BudgetChange, CouncilNotice, LineItem
from departments.models import Person
from departments.rights import rights_of
from departments.text import clean


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
    seen: Collection[str] = (),
    by: Person,
    at: datetime,
    key: UUID | None,
) -> BudgetChange:
    """With both sides where there are two. What a side may be, the database says, too. `seen`: the
    codes of the cautions that whoever records it has acknowledged."""
    _must_run(by, taken_from, given_to)
    _one_at_a_time(taken_from, given_to)
    if (done := done_before(key)) is not None:
        return done
    taken_from, given_to = _fresh(taken_from), _fresh(given_to)
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
    today = timezone.localdate(at)
    if found := why_not(change, today):
        raise Refused(found)
    change.full_clean()
    if unseen := [each for each in cautions_of(change, today) if each.rule.code not in seen]:
        raise Refused([f"{each.rule.words} {each.words}" for each in unseen])
    change.save()
    return change


def why_not(change: BudgetChange, today: date) -> list[str]:
    """What speaks against its day and its two sides, all of it; None is not spoken of."""
    found = []
    sides = [line for line in (change.taken_from, change.given_to) if line is not None]
    books = [line.program.book for line in sides]
    if change.decided_on is not None:
        if change.decided_on > today:
            found.append("결정일이 오늘보다 뒤입니다.")
        if any(change.decided_on.year not in (y := book.fiscal_year, y - 1) for book in books):
            found.append("결정일이 그 회계연도의 것이 아닙니다.")
        # What would move before a line is there would until then be in no 예산현액.
        found += [
            f"‘{line}’: {line.begins_on:%Y. %-m. %-d.}부터 있는 세부사업입니다. 결정일에 있던 사업을 고르십시오."
            for line in sides
            if line.begins_on is not None and change.decided_on < line.begins_on
        ]
        # No later date asks for it: what moved into it would be in no 예산현액.
        found += [
            f"‘{line}’: {line.ends_on:%Y. %-m. %-d.}에 끝난 세부사업입니다. 이어받은 사업이 있으면 그것을 고르십시오."
            for line in sides
            if line.ends_on is not None and change.decided_on > line.ends_on
        ]
    is_apart = len({book.fiscal_year if change.kind == "이체" else book.pk for book in books}) > 1
    return [*found, FOREIGN_CHANGE] if is_apart else found


def cautions_of(change: BudgetChange, today: date) -> list[Caution]:
    """Against what is known on that day; of one that is recorded, on its own day and without it: what
    it gave is not missing before it was given."""
    day = today if change.pk is None else change.decided_on
    giver, receiver = (_side(line, day, change.pk) for line in (change.taken_from, change.given_to))
    return cautions(Move(change.kind, change.won, change.decided_on, giver, receiver))


def _side(line: LineItem | None, day: date, but: int | None) -> Side | None:
    if line is None:
        return None
    program = line.program
    found = expected_on(program.book_id, day, [program.department_id]).get(line.pk, UNKNOWN)
    own = sum(each.won for each in found.moves if each.change == but)
    return Side(
        str(line),
        program.pk,
        str(program),
        program.department_id,
        str(program.department),
        program.account_id,
        str(program.account),
        str(program.book),
        program.book.fiscal_year,
        program.book.basis == Book.Basis.REGROUPED,
        None if found.won is None else found.won - own,
    )


@transaction.atomic
def take_back(
    *, change: BudgetChange, reason: str, by: Person, at: datetime, key: UUID | None
) -> BudgetChange:
    """A row of its own with the sides exchanged: what was written stays written."""
    change = BudgetChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    _must_run(by, change.taken_from, change.given_to)
    if (done := done_before(key)) is not None:
        return done
    if change.takes_back_id is not None:
        raise Refused("거두는 변동은 다시 거두지 않습니다. 변동을 새로 적으십시오.")
    if _is_taken_back(change):
        raise Refused("이미 거둔 변동입니다.")
    if not clean(reason):
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
    """The same said twice is said once: a form that was sent again."""
    change = BudgetChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    _must_run(by, change.taken_from, change.given_to)
    if change.kind not in BudgetChange.TOLD:
        raise Refused("의회에 분기마다 보고하는 것은 전용과 이체입니다.")
    if told_on < change.decided_on:
        raise Refused("보고한 날이 결정일보다 앞섭니다.")
    if told_on > timezone.localdate(at):
        raise Refused("보고한 날이 오늘보다 뒤입니다.")
    if done := CouncilNotice.objects.filter(change=change).first():
        if (done.told_on, done.paper, done.by_id) == (told_on, clean(paper), by.pk):
            return done
        raise Refused("보고한 날이 이미 적혀 있습니다.")
    if change.takes_back_id is not None or _is_taken_back(change):
        raise Refused("거둔 변동은 보고할 것이 없습니다.")
    return CouncilNotice.objects.create(change=change, told_on=told_on, paper=paper, by=by, at=at)


@transaction.atomic
def tell_of_several(
    *, changes: Sequence[BudgetChange], told_on: date, paper: str = "", by: Person, at: datetime
) -> list[CouncilNotice]:
    """A quarter's list goes to the council in one letter: all of them, or none and every reason."""
    if not changes:
        raise Refused("보고한 변동을 고르십시오.")
    notices, found = [], []
    for change in sorted(changes, key=lambda each: each.pk):  # locked in one order by everybody
        try:
            facts = {"told_on": told_on, "paper": paper, "by": by, "at": at}
            notices.append(tell_council(change=change, **facts))
        except Refused as refused:
            found += [f"{change.number}: {words}" for words in refused.messages]
    if found:
        raise Refused(found)
    return notices


def done_before(key: UUID | None) -> BudgetChange | None:
    return None if key is None else BudgetChange.objects.filter(key=key).first()


def _fresh(line: LineItem | None) -> LineItem | None:
    """As it is under the lock: who was earlier may have ended it, moved it or taken it away."""
    if line is None:
        return None
    beside = ("program__book", "program__department", "program__account")
    found = LineItem.objects.select_related(*beside).filter(pk=line.pk).first()
    if found is None:
        raise Refused(f"‘{line}’: 그사이에 지워진 세부사업입니다.")
    return found


def _is_taken_back(change: BudgetChange) -> bool:
    return BudgetChange.objects.filter(takes_back=change).exists()


def _one_at_a_time(*lines: LineItem | None) -> None:
    """The changes of a book are recorded one after the other: a form sent twice at once, too."""
    books = {line.program.book_id for line in lines if line is not None}
    list(Book.objects.select_for_update().filter(pk__in=books).order_by("pk").values("pk"))


def _must_run(person: Person, *lines: LineItem | None) -> None:
    """Whoever records it runs the offices of both sides."""
    own = rights_of(person).operates
    if any(line.program.department_id not in own for line in lines if line is not None):
        raise NotYours
