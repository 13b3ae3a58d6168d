"""The verbs of a 세부사업: add, rename, move, place, end, resume, remove.

Of a line that nothing was said of yet, these are plain changes. One with figures stays what it was on
the dates that have them: it ends, and from the next day another stands in its place, joined to it.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from budgets.filing import Refused
from budgets.models import LineItem, LineLink, Program
from budgets.models import StructureRecord as Record
from budgets.structuring.acts import (
    Act,
    amounts_left,
    begin,
    is_used,
    last_place,
    line_code,
    must_be_a_first_day,
    must_be_in_the_year,
    must_exist,
    put_after,
    record,
    save,
    settle_dates,
    words_of_line,
)
from departments.models import Person

How = LineLink.How
ENDED = "이미 끝난 세부사업입니다."


@transaction.atomic
def add_line(
    *,
    program: Program,
    name: str,
    after: LineItem | None = None,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """Behind `after`, else last. `day`: its first; needed where amounts of the year are in already."""
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    if day is not None:
        must_be_in_the_year(book, day)
    must_exist(program.department, book, day)
    line = LineItem(program=program, begins_on=day)
    _call(line, name)
    line.code, line.position = line_code(program, line.name), last_place(program.lines.all())
    save(line)
    if after is not None:
        _put(line, after)
    made = record(
        book, Act.ADDED, words_of_line(line), day=day, by=by, at=at, reason=reason, key=key
    )
    settle_dates(book, [program.department_id], day, by, at)
    return made


@transaction.atomic
def rename_line(
    *,
    line: LineItem,
    name: str,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = going_on(line)
    was, before = line.name, words_of_line(line)
    renamed = LineItem(program=line.program)
    _call(renamed, name, but=line)
    if renamed.name == was:
        raise Refused("같은 이름입니다.")
    used = is_used(line)
    made = record(
        book,
        Act.RENAMED,
        before,
        before=was,
        after=renamed.name,
        day=day if used else None,
        by=by,
        at=at,
        reason=reason,
        key=key,
    )
    if used:
        go_on(line, line.program, renamed.name, day, How.RENAMED, made)
        settle_dates(book, [line.program.department_id], day, by, at)
    else:
        line.name, line.reading = renamed.name, ""
        save(line)
    return made


@transaction.atomic
def move_line(
    *,
    line: LineItem,
    program: Program,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """To another program of the same Book, and so maybe to another department or account."""
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = going_on(line)
    if program.book_id != book.pk:
        raise Refused("다른 편성체계로는 옮길 수 없습니다.")
    if program.pk == line.program_id:
        raise Refused("이미 그 정책사업에 있습니다.")
    if program.account_id != line.program.account_id:
        raise Refused("다른 회계로는 옮길 수 없습니다. 회계 사이의 금액은 서로 더하지 않습니다.")
    _must_be_alone(LineItem(program=program, name=line.name))
    used, before, giver = is_used(line), words_of_line(line), line.program.department_id
    must_exist(program.department, book, day if used else line.begins_on)
    made = record(
        book,
        Act.MOVED,
        before,
        before=before,
        after=words_of_line(LineItem(program=program, name=line.name)),
        day=day if used else None,
        by=by,
        at=at,
        reason=reason,
        key=key,
    )
    if used:
        go_on(line, program, line.name, day, How.MOVED, made)
    else:
        take_along(line, program)
    since = day if used else line.begins_on
    settle_dates(book, {giver, program.department_id}, since, by, at)
    return made


@transaction.atomic
def place_line(
    *,
    line: LineItem,
    after: LineItem | None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """Behind another of its program, or first. What is published keeps the order in which it was."""
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = going_on(line)
    if line.figures.exists():
        raise Refused("금액이 있는 세부사업의 차례는 다음 해의 편성체계에서 바꿉니다.")
    if after is not None and (after.program_id != line.program_id or after.pk == line.pk):
        raise Refused("같은 정책사업의 다른 세부사업 뒤에만 둘 수 있습니다.")
    _put(line, after)
    where = f"{after} 다음" if after else "맨 앞"
    said = {"by": by, "at": at, "reason": reason, "key": key}
    return record(book, Act.PLACED, words_of_line(line), after=where, **said)


@transaction.atomic
def end_line(
    *,
    line: LineItem,
    day: date,
    leaves_amounts: bool = False,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """`day`: its last. Amounts of the year that it had are on no later date: whoever ends it says that
    he knows (`leaves_amounts`)."""
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = going_on(line)
    must_be_in_the_year(book, day)
    if line.begins_on and day < line.begins_on:
        raise Refused("마지막 날이 첫날보다 앞섭니다.")
    if (left := amounts_left([line])) and not leaves_amounts:
        told = left[0].statement.filing.reporting_date
        raise Refused(
            f"{told.day:%Y. %-m. %-d.} 기준으로 금액이 있습니다. 끝내면 뒤의 기준일과 결산에서 "
            "그 금액이 빠집니다. 이어받는 사업이 있으면 끝내지 말고 이름을 바꾸거나 옮기십시오."
        )
    _must_not_be_told_after(line, day)
    LineItem.objects.filter(pk=line.pk).update(ends_on=day)
    said = {"day": day, "by": by, "at": at, "reason": reason, "key": key}
    made = record(book, Act.ENDED, words_of_line(line), after=f"{day:%Y. %-m. %-d.}까지", **said)
    settle_dates(book, [line.program.department_id], day + timedelta(days=1), by, at)
    return made


@transaction.atomic
def resume_line(
    *, line: LineItem, by: Person, at: datetime, reason: str, key: UUID | None
) -> Record:
    """One that was ended by mistake, and that no other goes on from."""
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = _fresh(line)
    ended = line.ends_on
    if ended is None:
        raise Refused("끝나지 않은 세부사업입니다.")
    if line.went_on.filter(after__program__book=book).exists():
        raise Refused("이어받은 사업이 있습니다. 그 사업을 지우면 다시 이어집니다.")
    _must_be_alone(line)
    LineItem.objects.filter(pk=line.pk).update(ends_on=None)
    said = {"by": by, "at": at, "reason": reason, "key": key}
    before = f"{ended:%Y. %-m. %-d.}까지"
    made = record(book, Act.RESUMED, words_of_line(line), before=before, **said)
    settle_dates(book, [line.program.department_id], ended + timedelta(days=1), by, at)
    return made


@transaction.atomic
def remove_line(
    *, line: LineItem, by: Person, at: datetime, reason: str, key: UUID | None
) -> Record:
    """One that nothing was said of. What it took the place of goes on as it was."""
    book, done = begin(line.program.book_id, by, reason, key)
    if done:
        return done
    line = going_on(line)
    if is_used(line):
        raise Refused("금액이나 예산 변동이 있는 세부사업은 지울 수 없습니다. 끝낼 수 있습니다.")
    words, since, departments = words_of_line(line), line.begins_on, {line.program.department_id}
    came = LineLink.objects.standing().filter(after=line, before__program__book=book).first()
    try:
        line.delete()
    except ProtectedError:
        if line.went_on.filter(record__act=Act.JOINED).exists():
            raise Refused(
                "다른 사업으로 이어진 것으로 적은 적이 있어 지울 수 없습니다. 끝낼 수 있습니다."
            ) from None
        raise Refused("다른 편성체계가 이 사업을 가져갔습니다. 그쪽에서 먼저 지우십시오.") from None
    before = ""
    if came is not None:
        LineItem.objects.filter(pk=came.before_id).update(ends_on=None)
        departments.add(came.before.program.department_id)
        before = f"{words_of_line(came.before)} 다시 이어짐"
    said = {"by": by, "at": at, "reason": reason, "key": key}
    made = record(book, Act.REMOVED, words, after=before, **said)
    # What stood on no statement is missed by none.
    settle_dates(book, departments, since, by, at, changes_told=came is not None)
    return made


# --- what programs do with their lines, too -------------------------------------------------------


def going_on(line: LineItem) -> LineItem:
    """Read anew under the Book's lock: who was earlier may have made another of it."""
    seen, line = line, _fresh(line)
    if line.ends_on is not None:
        raise Refused(ENDED)
    if (line.name, line.program_id) != (seen.name, seen.program_id):
        raise Refused(f"그사이에 달라진 세부사업입니다: {words_of_line(line)}. 다시 확인하십시오.")
    return line


def _fresh(line: LineItem) -> LineItem:
    rows = LineItem.objects.select_related("program__department", "program__account")
    found = rows.filter(pk=line.pk).first()
    if found is None:
        raise Refused("그사이에 지워진 세부사업입니다.")
    return found


def go_on(
    line: LineItem, program: Program, name: str, day: date | None, how: str, made: Record
) -> LineItem:
    """It ends, and from `day` on the new one stands in its place."""
    first = must_be_a_first_day(made.book, day)
    if line.begins_on and first <= line.begins_on:
        raise Refused(
            f"이 사업은 {line.begins_on:%Y. %-m. %-d.}부터 있습니다. 그 뒤의 날을 적으십시오."
        )
    last = first - timedelta(days=1)
    _must_not_be_told_after(line, last)
    LineItem.objects.filter(pk=line.pk).update(ends_on=last)
    heir = LineItem(
        program=program,
        code=line_code(program, name),
        name=name,
        reading=line.reading if name == line.name else "",
        position=last_place(program.lines.all()),
        begins_on=first,
    )
    save(heir)
    if program.pk == line.program_id:
        _put(heir, line)
    LineLink.objects.create(before=line, after=heir, how=how, record=made)
    return heir


def _must_not_be_told_after(line: LineItem, last: date) -> None:
    """A day on which it has figures stays one of its days."""
    told = line.figures.filter(statement__filing__reporting_date__day__gt=last)
    figure = (
        told.select_related("statement__filing__reporting_date")
        .order_by("-statement__filing__reporting_date__day")
        .first()
    )
    if figure is not None:
        words = figure.statement.filing.reporting_date.day
        raise Refused(
            f"{line}: {words:%Y. %-m. %-d.} 기준일에 이미 낸 금액이 있어 그날까지는 있어야 합니다."
        )


def take_along(line: LineItem, program: Program) -> None:
    """What nothing was said of yet just stands elsewhere."""
    line.program, line.position = program, last_place(program.lines.all())
    save(line)


def _call(line: LineItem, name: str, but: LineItem | None = None) -> None:
    line.name = LineItem._meta.get_field("name").to_python(name)
    if not line.name:
        raise Refused("이름을 적어야 합니다.")
    _must_be_alone(line, but)


def _must_be_alone(line: LineItem, but: LineItem | None = None) -> None:
    """Two of one name under one program could not be told apart by anybody."""
    same = LineItem.objects.going_on().filter(program=line.program, name=line.name)
    if same.exclude(pk__in=[each.pk for each in (line, but) if each and each.pk]).exists():
        raise Refused("이 정책사업에 같은 이름의 세부사업이 이미 있습니다.")


def _put(line: LineItem, after: LineItem | None) -> None:
    put_after(line, line.program.lines.all(), after)
