"""What every act on a structure has in common: who may, whether it was done, its record, its days.

A Book is locked for the length of an act, so that two acts come one after the other, and then the
filings of its dates, in the order in which all who lock several of them do: what is handed in at the
same moment is of the lines as they were before, which the act then sees, or as they are after it.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max

from budgets.filing import NotYours, Refused
from budgets.models import Book, BudgetChange, Figure, Filing, LineItem, Program, Step
from budgets.models import StructureRecord as Record
from departments.models import Department, Person
from departments.rights import rights_of
from departments.text import clean

Act = Record.Act
LONGEST_CODE = 300


def must_run(person: Person, office: int) -> None:
    if office not in rights_of(person).operates:
        raise NotYours


def begin(
    book: Book | int, by: Person, reason: str, key: UUID | None
) -> tuple[Book, Record | None]:
    """The locked Book, and the record of this very request where it was carried out before."""
    own = Book.objects.select_for_update().get(pk=getattr(book, "pk", book))
    must_run(by, own.office_id)
    _hold_filings(own)
    done = done_before(key, by)
    if done is None:
        must_say(reason)
    return own, done


def _hold_filings(book: Book) -> None:
    filings = Filing.objects.select_for_update().filter(reporting_date__in=book.dates.values("pk"))
    list(filings.order_by("pk").values("pk"))


def done_before(key: UUID | None, by: Person) -> Record | None:
    return None if key is None else Record.objects.filter(key=key, by=by).first()


def must_say(reason: str) -> None:
    if not clean(reason):
        raise Refused("사유를 적어야 합니다.")


def record(book: Book, act: str, subject: str, **facts) -> Record:
    """`facts`: by, at, reason, key, and what was before and after, from which day."""
    longest = {"subject": 300, "before": 300, "after": 300}
    said = {"subject": subject, **facts}
    for name, most in longest.items():
        if len(said.get(name, "")) > most:
            said[name] = said[name][: most - 1] + "…"
    return Record.objects.create(book=book, act=act, **said)


def save(row: models.Model) -> None:
    """In the words of the model's own rules where it breaks one."""
    try:
        row.full_clean()
    except ValidationError as wrong:
        raise Refused(wrong.messages) from None
    row.save()


# --- names and places -----------------------------------------------------------------------------


def words_of_line(line: LineItem) -> str:
    return f"{words_of_program(line.program)} › {line}"


def words_of_program(program: Program) -> str:
    return f"{program.department} › {program}"


def code_in(kind: type[models.Model], wanted: str) -> str:
    """Not taken yet: what was renamed or ended keeps the code that it had."""
    wanted = wanted[: LONGEST_CODE - 8]
    taken = set(kind.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    code, count = wanted, 1
    while code in taken:
        count += 1
        code = f"{wanted} ({count})"
    return code


def program_code(book: Book, account, department: Department, name: str) -> str:
    return code_in(Program, f"{book.code}/{account.name}/{department.name}/{name}")


def line_code(program: Program, name: str) -> str:
    return code_in(LineItem, f"{program.code}/{name}")


def last_place(rows: models.QuerySet) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def put_after(row: LineItem | Program, rows: models.QuerySet, leader) -> None:
    """Right behind its leader, first where there is none; the others keep the order they have."""
    others = [each for each in rows.order_by("position", "pk") if each.pk != row.pk]
    at = 0 if leader is None else [each.pk for each in others].index(leader.pk) + 1
    others.insert(at, row)
    for position, each in enumerate(others, 1):
        if each.position != position:
            each.position = position
            type(each).objects.filter(pk=each.pk).update(position=position)


# --- what is used, and which days are free --------------------------------------------------------


def is_used(*lines: LineItem) -> bool:
    """Whether anything speaks of one of them: an amount that was handed in, or a change."""
    changed = models.Q(taken_from__in=lines) | models.Q(given_to__in=lines)
    return (
        Figure.objects.filter(line__in=lines).exists()
        or BudgetChange.objects.filter(changed).exists()
    )


def must_be_in_the_year(book: Book, day: date) -> None:
    if day.year != book.fiscal_year:
        raise Refused(f"{book.fiscal_year}년 안의 날이어야 합니다.")


def must_be_a_first_day(book: Book, day: date | None) -> date:
    """Of a line that takes another's place: on the day before, the other is still there."""
    if day is None:
        raise Refused("이미 낸 금액이 있으므로, 언제부터인지 그 첫날을 적어야 합니다.")
    must_be_in_the_year(book, day)
    if (day.month, day.day) == (1, 1):
        raise Refused("연초부터 바뀌는 것은 그 해의 편성체계를 만들 때 바꿉니다.")
    return day


def must_exist(department: Department, book: Book, since: date | None) -> None:
    if department.pk != book.office_id and department.parent_id != book.office_id:
        raise Refused("편성체계의 실국에 속한 부서가 아닙니다.")
    asked = book.organised_on or since or date(book.fiscal_year, 1, 1)
    if not (department.exists_on(asked) or (since is None and _exists_in(department, book))):
        raise Refused(f"{department}: {asked:%Y. %-m. %-d.}에 없는 부서입니다.")


def _exists_in(department: Department, book: Book) -> bool:
    """On any day of the year: a department may begin in its middle."""
    if book.organised_on is not None:
        return False
    first, last = date(book.fiscal_year, 1, 1), date(book.fiscal_year, 12, 31)
    return (department.valid_from is None or department.valid_from <= last) and (
        department.valid_to is None or department.valid_to >= first
    )


def settle_dates(
    book: Book,
    departments: Collection[int],
    since: date | None,
    by: Person,
    at: datetime,
    *,
    changes_told: bool = True,
) -> None:
    """The dates that are open already, after an act that changes which lines they ask for.

    What was handed in was handed in of the lines that there were: then the act is refused, and begins
    on a later day. Where nothing was, the page of the grid asks for the new lines, and a department
    that had none is asked, too. `changes_told`: whether the act touches dates with amounts at all.
    """
    dates = book.dates.filter(**({} if since is None else {"day__gte": since})).order_by(
        "day", "pk"
    )
    for asked in dates:
        filings = {each.department_id: each for each in asked.filings.order_by("pk")}
        words = f"{asked.day:%Y. %-m. %-d.} {asked.stage}"
        is_told = any(filings[d].statements.exists() for d in departments if d in filings)
        if is_told or any(each.published_id for each in filings.values()):
            if not changes_told:
                continue
            raise Refused(
                f"{words} 기준일에 이미 낸 금액이 있어 그날의 사업을 바꿀 수 없습니다. "
                "그 뒤의 날부터 바꾸십시오."
            )
        there = set(
            LineItem.objects.current_on(asked.day)
            .filter(program__book=book, program__department__in=departments)
            .values_list("program__department", flat=True)
        )
        for department in Department.objects.filter(pk__in=departments).order_by("pk"):
            if department.pk in there and department.pk not in filings and filings:
                _ask(asked, department, book, by, at)
            if department.pk not in there and department.pk in filings:
                raise Refused(
                    f"{words} 기준일에 {department}에서 낼 사업이 남지 않습니다. "
                    "그 뒤의 날부터 바꾸십시오."
                )


def _ask(asked, department: Department, book: Book, by: Person, at: datetime) -> None:
    if not department.exists_on(book.organised_on or asked.day):
        raise Refused(f"{asked.day:%Y. %-m. %-d.} 기준일에 없는 부서입니다: {department}")
    filing = Filing.objects.create(reporting_date=asked, department=department)
    Step.objects.create(filing=filing, act=Step.Act.OPENED, by=by, at=at)


def amounts_left(lines: Collection[LineItem]) -> list[Figure]:
    """Of each what was last handed in of it, where that is not nothing."""
    figures = Figure.objects.standing().filter(line__in=lines)
    ordered = figures.select_related("statement__filing__reporting_date").order_by(
        "line__position", "line", "statement__filing__reporting_date__day", "pk"
    )
    newest = {figure.line_id: figure for figure in ordered}
    return [
        each
        for each in newest.values()
        if any((each.appropriated, each.budget, each.committed, each.spent))
    ]
