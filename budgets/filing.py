"""The verbs of a filing: open, hand in, submit, send back, approve, publish, correct, extend.

Each is one transaction over a locked filing. Each asks who acts, whether the filing stands where
the person saw it stand, and whether this very request was carried out before: then it has no
second effect. What is refused is refused with words for the person who asked.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from budgets.amounts import Unit
from budgets.facing import asked_of, known_of, lines_of
from budgets.left_open import left_open, standing_problems
from budgets.models import Book, Filing, LineItem, ReportingDate, Statement, Step, Upload
from budgets.rows import Row, Waived
from budgets.rules import BLOCKED, Problem, levels_of, needed, problems
from budgets.statements import rows_of, says_the_same, write
from budgets.structuring.totals import unlike_as_drawn
from budgets.turn import (
    REVIEWED_IN,
    SENT_BACK_FROM,
    WRITTEN_IN,
    corrects,
    why_closed,
    why_late,
)
from departments.access import NotYours, Refused
from departments.models import Department, Person
from departments.rights import rights_of
from departments.text import clean

State, Act = Filing.State, Step.Act
HANDED = (Act.HANDED_IN, Act.SUBMITTED, Act.CORRECTED)


class Conflict(Exception):
    """The filing does not stand where the person saw it stand: somebody was earlier."""

    def __init__(self, filing: Filing):
        super().__init__("그사이에 다른 사람이 저장했습니다.")
        self.filing = filing


class Problems(Refused):
    """Problems that nothing answers."""

    def __init__(self, found: Sequence[Problem]):
        super().__init__([problem.words for problem in found])
        self.found = list(found)


# --- the operator opens a date --------------------------------------------------------------------


@transaction.atomic
def open_date(
    *,
    book: Book,
    day: date,
    stage: str,
    deadline: datetime,
    asks_below: int | None,
    by: Person,
    at: datetime,
    key: UUID | None = None,
) -> ReportingDate:
    """With a filing for each department that has lines in the book."""
    book = Book.objects.select_for_update().get(pk=book.pk)  # one date of it is opened at a time
    must(by, "operates", book.office_id)
    if (done := opened_before(book, key)) is not None:
        return done
    if deadline <= at:
        raise Refused("제출 기한이 이미 지났습니다.")
    if abs(day.year - book.fiscal_year) > 1:  # voted the year before, settled the year after
        raise Refused(f"{book.fiscal_year}년 편성체계의 기준일이 아닙니다.")
    asked = ReportingDate(book=book, day=day, stage=stage, deadline=deadline, asks_below=asks_below)
    try:
        asked.full_clean()
    except ValidationError as wrong:
        raise Refused(wrong.messages) from None
    asked.save()
    lines = LineItem.objects.current_on(day).filter(program__book=book)
    departments = Department.objects.filter(programs__lines__in=lines)
    departments = list(departments.distinct().order_by("position", "code"))
    if not departments:
        raise Refused("이 편성체계에는 세부사업이 없습니다.")
    asked_on = book.organised_on or day
    gone = [each.name for each in departments if not each.exists_on(asked_on)]
    if gone:
        raise Refused(f"그 기준일에 없는 부서의 사업이 있습니다: {', '.join(gone)}")
    for department in departments:
        filing = Filing.objects.create(reporting_date=asked, department=department)
        Step.objects.create(filing=filing, act=Act.OPENED, by=by, at=at, key=key)
    return asked


@transaction.atomic
def extend(
    *, filing: Filing, until: datetime, by: Person, at: datetime, words: str, key: UUID | None
) -> None:
    """After the deadline only those whom the operator names, until the moment that he names."""
    filing = _locked(filing)
    must(by, "operates", filing.department_id)
    if done_before(filing, key):
        return
    deadline = filing.reporting_date.deadline
    if deadline is None:
        raise Refused("문서에서 옮긴 기준일에는 제출 기한이 없습니다.")
    if until <= at:
        raise Refused("이미 지난 때까지 열 수는 없습니다.")
    if not clean(words):
        raise Refused("연장하는 사유를 적어야 합니다.")
    if until <= deadline:
        raise Refused("제출 기한보다 뒤의 때를 적어야 합니다.")
    if filing.state not in WRITTEN_IN or filing.published_id is not None:
        raise Refused(f"{filing.get_state_display()} 상태여서 연장할 것이 없습니다.")
    Filing.objects.filter(pk=filing.pk).update(open_until=until)
    _step(filing, Act.EXTENDED, None, by, at, words, key, until=until)


# --- the officer writes ---------------------------------------------------------------------------


@transaction.atomic
def hand_in(
    *,
    filing: Filing,
    rows: Sequence[Row],
    waived: Iterable[Waived] = (),
    follows: Statement | int | None,
    by: Person,
    at: datetime,
    method: str = Statement.Method.GRID,
    unit: str = Unit.WON.label,
    upload: Upload | None = None,
    reason: str = "",
    key: UUID | None,
) -> Statement:
    """A new statement of all the department's lines, if the filing stands where the writer began.

    What says the same as what stands already makes none. A published filing is corrected: that
    needs a reason, and readers go on seeing what is published until the correction is, too.
    """
    filing = _locked(filing)
    must(by, "writes", filing.department_id)
    if (done := done_before(filing, key)) is not None:
        _must_say_it_again(filing, done, rows)
        return done.statement
    correcting = is_corrected(filing, at)
    _must_follow(filing, follows)  # before the reason: a form drawn for a draft asks for none
    if correcting and not clean(reason):
        raise Refused("공개된 금액을 바로잡는 사유를 적어야 합니다.")
    _must_be_all(filing, rows)
    found = _problems(filing, rows)
    if blocked := [each for each in found if each.rule.level == BLOCKED]:
        raise Problems(blocked)
    levels = levels_of(found)
    waived = needed(waived, levels)
    if filing.standing_id and says_the_same(filing.standing, rows, waived):
        statement = filing.standing
        if filing.state != State.RETURNED:
            return statement
        # What was sent back may be right as it is: its writer says so by handing it in again.
    else:
        why = reason if correcting else ""
        facts = {"method": method, "unit": unit, "upload": upload, "reason": why}
        statement = write(filing, rows, waived, levels, by=by, at=at, **facts)
    state = State.CORRECTING if correcting else State.DRAFT
    _go(filing, state, standing=statement)
    _step(filing, Act.CORRECTED if correcting else Act.HANDED_IN, statement, by, at, reason, key)
    return statement


@transaction.atomic
def submit(
    *, filing: Filing, statement: Statement | int, by: Person, at: datetime, key: UUID | None
) -> None:
    filing = _locked(filing)
    must(by, "writes", filing.department_id)
    if done_before(filing, key):
        return
    _must_stand(filing, statement)
    if filing.state != State.DRAFT:
        raise Refused(f"{filing.get_state_display()} 상태에서는 제출할 수 없습니다.")
    if words := why_late(filing, at):
        raise Refused(words)
    _must_answer_all(filing)
    _go(filing, State.SUBMITTED)
    _step(filing, Act.SUBMITTED, filing.standing, by, at, "", key)


# --- the reviewer ---------------------------------------------------------------------------------


@transaction.atomic
def send_back(
    *,
    filing: Filing,
    statement: Statement | int,
    by: Person,
    at: datetime,
    words: str,
    key: UUID | None,
) -> None:
    """What was approved, too, until it is published: else it would be published wrong."""
    filing = _locked(filing)
    must(by, "reviews", filing.department_id)
    if done_before(filing, key):
        return
    _must_stand(filing, statement)
    if filing.state not in SENT_BACK_FROM:
        raise Refused(f"{filing.get_state_display()} 상태에서는 돌려보낼 수 없습니다.")
    if not clean(words):
        raise Refused("왜 돌려보내는지 적어야 합니다.")
    _go(filing, State.RETURNED)
    _step(filing, Act.RETURNED, filing.standing, by, at, words, key)


@transaction.atomic
def approve(
    *, filing: Filing, statement: Statement | int, by: Person, at: datetime, key: UUID | None
) -> None:
    """Exactly that statement, and never one's own."""
    filing = _locked(filing)
    must(by, "reviews", filing.department_id)
    if done_before(filing, key):
        return
    _must_stand(filing, statement)
    if filing.state not in REVIEWED_IN:
        raise Refused(f"{filing.get_state_display()} 상태에서는 확인할 수 없습니다.")
    if is_own_work(filing, by):
        raise Refused("자기가 내거나 쓴 제출본은 스스로 확인할 수 없습니다.")
    _must_answer_all(filing)
    _go(filing, State.APPROVED)
    _step(filing, Act.APPROVED, filing.standing, by, at, "", key)


# --- the office publishes -------------------------------------------------------------------------


@transaction.atomic
def publish(
    *,
    reporting_date: ReportingDate,
    missing: Collection[int],
    by: Person,
    at: datetime,
    key: UUID | None,
    statements: Collection[int] | None = None,
) -> list[Filing]:
    """All that is approved, in one step. What is not yet published and not approved either is named
    in `missing` (departments), or nothing is published. `statements`: those that the operator saw
    would be published; where others have been approved since, he looks again. What the rules find
    since it was approved (the date before was corrected, the budget changed) must be answered first:
    one date of a Book is published at a time, so that each sees what the other has just said."""
    Book.objects.select_for_update().get(pk=reporting_date.book_id)  # then filings: acts.begin, too
    filings = list(
        Filing.objects.select_for_update().filter(reporting_date=reporting_date).order_by("pk")
    )
    must(by, "operates", reporting_date.book.office_id)
    if key is not None and Step.objects.filter(filing__in=filings, key=key).exists():
        return []
    approved = [filing for filing in filings if filing.state == State.APPROVED]
    absent = {
        filing.department_id
        for filing in filings
        if filing.state != State.APPROVED and filing.published_id is None
    }
    if unnamed := absent - set(missing):
        raise Refused(
            f"확인되지 않은 부서가 있습니다: {_names(unnamed)}. "
            "빼고 공개하려면 미제출로 표시하십시오."
        )
    if come := set(missing) - absent:
        raise Refused(f"그사이에 달라진 부서가 있습니다: {_names(come)}. 다시 확인하십시오.")
    if not approved:
        raise Refused("확인된 제출본이 없습니다.")
    if statements is not None and {each.standing_id for each in approved} != set(statements):
        raise Refused("그사이에 공개할 제출본이 달라졌습니다. 아래를 다시 확인하십시오.")
    if left := left_open(reporting_date, approved):
        unanswered = [filing.department_id for filing in approved if filing.pk in left]
        raise Refused(
            f"확인한 뒤에 답할 문제가 생긴 부서가 있습니다: {_names(unanswered)}. "
            "검토자가 돌려보내면 부서가 고치거나 예외를 적어 다시 냅니다."
        )
    shown = [each.standing_id if each in approved else each.published_id for each in filings]
    if unlike := unlike_as_drawn(reporting_date, shown):
        raise Refused(unlike)
    for filing in approved:
        _go(filing, State.PUBLISHED, published=filing.standing)
        _step(filing, Act.PUBLISHED, filing.standing, by, at, "", key)
    return approved


# --- what they have in common ---------------------------------------------------------------------


def is_own_work(filing: Filing, person: Person) -> bool:
    """Who wrote what stands, or ever handed it in, may not approve it."""
    if filing.standing and filing.standing.handed_in_by_id == person.pk:
        return True
    handed = filing.steps.filter(statement=filing.standing, act__in=HANDED, by=person)
    return filing.standing is not None and handed.exists()


def _problems(filing: Filing, rows: Sequence[Row]) -> list[Problem]:
    return problems(rows, known_of(filing), asked_of(filing.reporting_date))


def _names(departments: Collection[int]) -> str:
    own = Department.objects.filter(pk__in=departments).order_by("position", "code")
    return ", ".join(own.values_list("name", flat=True)) or "알 수 없는 부서"


def _locked(filing: Filing) -> Filing:
    """Without what stands: who waited for the lock would have the row as it is now, joined by
    PostgreSQL to the statement that stood before, which is none."""
    return (
        Filing.objects.select_for_update(of=("self",))
        .select_related("reporting_date__book", "department")
        .get(pk=filing.pk)
    )


def must(person: Person, right: str, department: int) -> None:
    if department not in getattr(rights_of(person), right):
        raise NotYours


def done_before(filing: Filing, key: UUID | None) -> Step | None:
    return None if key is None else filing.steps.filter(key=key).select_related("statement").first()


def opened_before(book: Book, key: UUID | None) -> ReportingDate | None:
    by_request = {"filings__steps__key": key, "filings__steps__act": Act.OPENED}
    return None if key is None else ReportingDate.objects.filter(book=book, **by_request).first()


def is_corrected(filing: Filing, at: datetime) -> bool:
    """Whether writing now would correct what is published. Refused where nothing can be written."""
    if words := why_closed(filing, at):
        raise Refused(words)
    return corrects(filing)


def _must_follow(filing: Filing, follows: Statement | int | None) -> None:
    if getattr(follows, "pk", follows) != filing.standing_id:
        raise Conflict(filing)


def _must_say_it_again(filing: Filing, done: Step, rows: Sequence[Row]) -> None:
    """The form that was gone back to, changed and sent again is no repetition: its amounts are new."""
    said = {row.told for row in rows_of(done.statement)} if done.statement else set()
    if said != {row.told for row in rows}:
        raise Conflict(filing)


def _must_stand(filing: Filing, statement: Statement | int) -> None:
    if getattr(statement, "pk", statement) != filing.standing_id or filing.standing_id is None:
        raise Conflict(filing)


def _must_be_all(filing: Filing, rows: Sequence[Row]) -> None:
    """Not one line too few, none twice, none of another department."""
    own = {line.pk: str(line) for line in lines_of(filing)}
    given = [row.line for row in rows]
    wrong = [f"{own[line]}: 빠졌습니다." for line in own if line not in given]
    wrong += [f"{own[line]}: 두 번 나옵니다." for line in own if given.count(line) > 1]
    if foreign := sum(line not in own for line in given):
        wrong.append(f"이 부서의 세부사업이 아닌 줄이 {foreign}개 있습니다.")
    if wrong:
        raise Refused(wrong)


def _must_answer_all(filing: Filing) -> None:
    if found := standing_problems(filing):
        raise Problems(found)


def _go(filing: Filing, state: str, **pointers: Statement) -> None:
    """By an UPDATE of its own, which the triggers look at."""
    Filing.objects.filter(pk=filing.pk).update(state=state, **pointers)
    filing.refresh_from_db()


def _step(filing, act, statement, by, at, words, key, until=None) -> None:
    Step.objects.create(
        filing=filing, act=act, statement=statement, by=by, at=at, words=words, key=key, until=until
    )
