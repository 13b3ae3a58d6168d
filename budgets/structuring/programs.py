"""The verbs of a 정책사업: add, rename, move to another department, place, end, remove.

A program has no days of its own: it is there on the days of its lines. One whose lines have figures
keeps its name and its department: its lines go on in another, joined to what they were.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from budgets.filing import Refused
from budgets.models import Account, Book, LineLink, Program
from budgets.models import StructureRecord as Record
from budgets.structuring.acts import (
    Act,
    amounts_left,
    begin,
    is_used,
    last_place,
    must_be_a_first_day,
    must_exist,
    program_code,
    put_after,
    record,
    save,
    settle_dates,
    words_of_program,
)
from budgets.structuring.lines import end_line, go_on, take_along
from departments.models import Department, Person


@transaction.atomic
def add_program(
    *,
    book: Book,
    department: Department,
    account: Account,
    name: str,
    kind: str | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """Without lines it asks nobody for anything yet."""
    book, done = begin(book, by, reason, key)
    if done:
        return done
    must_exist(department, book, None)
    program = _new(book, department, account, name, kind or None)
    said = {"by": by, "at": at, "reason": reason, "key": key}
    return record(book, Act.ADDED, words_of_program(program), **said)


@transaction.atomic
def rename_program(
    *,
    program: Program,
    name: str,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    program = _fresh(program)
    name = _clean(name)
    if name == program.name:
        raise Refused("같은 이름입니다.")
    used = _is_fixed(program)
    said = {"day": day if used else None, "by": by, "at": at, "reason": reason, "key": key}
    was = words_of_program(program)
    made = record(book, Act.RENAMED, was, before=program.name, after=name, **said)
    if not used:
        program.name, program.reading = name, ""
        save(program)
    else:
        _go_on_as(program, program.department, name, day, made)
        settle_dates(book, [program.department_id], day, by, at)
    return made


@transaction.atomic
def move_program(
    *,
    program: Program,
    department: Department,
    day: date | None = None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """With all its lines, to another department."""
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    program = _fresh(program)
    giver = program.department_id
    if department.pk == giver:
        raise Refused("이미 그 부서의 정책사업입니다.")
    used = _is_fixed(program)
    must_exist(department, book, day if used else None)
    said = {"day": day if used else None, "by": by, "at": at, "reason": reason, "key": key}
    words, was = words_of_program(program), str(program.department)
    made = record(book, Act.MOVED, words, before=was, after=str(department), **said)
    if used:
        _go_on_as(program, department, program.name, day, made)
    else:
        program.department = department
        save(program)
    settle_dates(book, {giver, department.pk}, day if used else None, by, at)
    return made


@transaction.atomic
def place_program(
    *,
    program: Program,
    after: Program | None,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    program = _fresh(program)
    if program.lines.filter(figures__isnull=False).exists():
        raise Refused("금액이 있는 정책사업의 차례는 다음 해의 편성체계에서 바꿉니다.")
    if after is not None and (after.book_id != book.pk or after.pk == program.pk):
        raise Refused("같은 편성체계의 다른 정책사업 뒤에만 둘 수 있습니다.")
    put_after(program, book.programs.all(), after)
    where = f"{words_of_program(after)} 다음" if after else "맨 앞"
    said = {"by": by, "at": at, "reason": reason, "key": key}
    return record(book, Act.PLACED, words_of_program(program), after=where, **said)


@transaction.atomic
def end_program(
    *,
    program: Program,
    day: date,
    leaves_amounts: bool = False,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """With each of its lines that goes on."""
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    program = _fresh(program)
    lines = list(program.lines.going_on())
    if not lines:
        raise Refused("이어지고 있는 세부사업이 없습니다.")
    with_amounts = {figure.line_id for figure in amounts_left(lines)}
    left = [str(line) for line in lines if line.pk in with_amounts]
    if left and not leaves_amounts:
        raise Refused(
            f"금액이 있는 세부사업이 있습니다: {', '.join(left)}. 끝내면 뒤의 기준일과 결산에서 그 "
            "금액이 빠집니다. 이어받는 정책사업이 있으면 끝내지 말고 이름을 바꾸거나 옮기십시오."
        )
    said = {"by": by, "at": at, "reason": reason}
    after = f"{day:%Y. %-m. %-d.}까지, 세부사업 {len(lines)}개"
    words = words_of_program(program)
    made = record(book, Act.ENDED, words, day=day, after=after, key=key, **said)
    for line in lines:
        end_line(line=line, day=day, leaves_amounts=True, key=None, **said)
    return made


@transaction.atomic
def remove_program(
    *, program: Program, by: Person, at: datetime, reason: str, key: UUID | None
) -> Record:
    book, done = begin(program.book_id, by, reason, key)
    if done:
        return done
    program = _fresh(program)
    if program.lines.exists():
        raise Refused("세부사업이 있는 정책사업은 지울 수 없습니다.")
    words = words_of_program(program)
    try:
        program.delete()
    except ProtectedError:
        raise Refused("이 정책사업을 쓰는 자료가 있어 지울 수 없습니다.") from None
    return record(book, Act.REMOVED, words, by=by, at=at, reason=reason, key=key)


def _new(book: Book, department, account: Account, name: str, kind: str | None) -> Program:
    name = _clean(name)
    program = Program(
        book=book,
        department=department,
        account=account,
        name=name,
        kind=kind,
        code=program_code(book, account, department, name),
        position=last_place(book.programs.all()),
    )
    save(program)
    return program


def _clean(name: str) -> str:
    clean = Program._meta.get_field("name").to_python(name)
    if not clean:
        raise Refused("이름을 적어야 합니다.")
    return clean


def _fresh(program: Program) -> Program:
    found = Program.objects.select_related("department", "account").filter(pk=program.pk).first()
    if found is None:
        raise Refused("그사이에 지워진 정책사업입니다.")
    if (found.name, found.department_id) != (program.name, program.department_id):
        words = words_of_program(found)
        raise Refused(f"그사이에 달라진 정책사업입니다: {words}. 다시 확인하십시오.")
    return found


def _is_fixed(program: Program) -> bool:
    """Whether a page that speaks of a day before could print it."""
    lines = list(program.lines.all())
    return any(line.ends_on is not None for line in lines) or is_used(*lines)


def _go_on_as(program: Program, department, name: str, day: date | None, made: Record) -> None:
    """Under its name it may have been there before: then it is there again."""
    first = must_be_a_first_day(made.book, day)
    lines = list(program.lines.going_on().order_by("position", "pk"))
    if not lines:
        raise Refused("이어지고 있는 세부사업이 없습니다.")
    own = Program.objects.filter(
        book=program.book_id, account=program.account_id, department=department, name=name
    ).first()
    if own is None:
        own = _new(made.book, department, program.account, name, program.kind)
        put_after(own, made.book.programs.all(), program)
    elif own.lines.going_on().exists():
        raise Refused(
            f"{department}에 같은 이름의 정책사업이 있습니다. 세부사업을 하나씩 그리로 옮기십시오."
        )
    for line in lines:
        if line.begins_on is not None and line.begins_on >= first:
            take_along(line, own)
        else:
            go_on(line, own, line.name, first, LineLink.How.TOGETHER, made)
