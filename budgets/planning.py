"""The verbs of an office's 업무와 예산: a tree of tasks is handed in, and confirmed by somebody else. Nothing of
it is ever changed."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from budgets.amounts import Unit
from budgets.filing import NotYours, Refused
from budgets.models import Book, LineItem, Task, TaskPublication, TaskReturn
from budgets.task_sheet import Known, Reading, Row, drawn, reading
from departments.in_turn import confirm, hand_in, newest_of, turn, unpublished
from departments.models import Department, Person


def returns_of(office: Department, fiscal_year: int):
    return TaskReturn.objects.filter(office=office, fiscal_year=fiscal_year)


def newest(office: Department, fiscal_year: int) -> TaskReturn | None:
    return newest_of(returns_of(office, fiscal_year))


def waiting(offices: Collection[int]) -> list[TaskReturn]:
    """The newest of each year of theirs, where nobody has confirmed it."""
    own = TaskReturn.objects.filter(office__in=offices).select_related("office")
    return list(unpublished(own, "office", "fiscal_year"))


def known_to(office: Department, fiscal_year: int) -> Known:
    """What tasks of this year may name: the office's departments, and the lines of its book as drawn."""
    departments = Department.objects.filter(Q(pk=office.pk) | Q(parent=office)).filter(
        Q(valid_to=None) | Q(valid_to__year__gte=fiscal_year),
        Q(valid_from=None) | Q(valid_from__year__lte=fiscal_year),
    )
    lines = LineItem.objects.filter(
        program__book__office=office,
        program__book__fiscal_year=fiscal_year,
        program__book__basis=Book.Basis.DRAWN,
    ).select_related("program__department", "program__account")
    ordered = lines.order_by("program__department__position", "program__position", "position", "pk")
    return Known(
        {each.pk: each.name for each in departments.order_by("kind", "position", "code")},
        _told_apart(list(ordered)),
    )


def _told_apart(lines: list[LineItem]) -> dict[int, str]:
    """Each by its department and name; by as much more as tells it from others that are called so."""
    called = {each.pk: f"{each.program.department} {each}" for each in lines}
    for more in (lambda each: each.program, lambda each: each.program.account):
        often = Counter(called.values())
        called |= {
            each.pk: f"{called[each.pk]} ({more(each)})"
            for each in lines
            if often[called[each.pk]] > 1
        }
    return called


def rows_in(returned: TaskReturn | None) -> list[Row]:
    """In the order in which they were typed."""
    if returned is None:
        return []
    own = list(returned.rows.order_by("position"))
    place = {row.pk: at for at, row in enumerate(own)}
    return [
        Row(
            row.kind,
            row.title,
            place.get(row.parent_id),
            row.department_id,
            row.measure,
            row.said,
            row.won,
            row.line_id,
        )
        for row in own
    ]


@transaction.atomic
def hand_in_tasks(
    *,
    office: Department,
    fiscal_year: int,
    day: date,
    unit: Unit,
    rows: Collection[Row],
    follows: int,
    by: Person,
    at: datetime,
    key: UUID | None,
) -> TaskReturn:
    """`follows`: the version that was seen last, 0 where there was none."""
    own = returns_of(office, fiscal_year)
    done, last = turn(office, own, follows=follows, by=by, key=key)
    if done:
        return done
    if last and (last.day, last.unit, rows_in(last)) == (day, unit.label, list(rows)):
        raise Refused("앞의 판과 같습니다.")
    _must_be_its_day(day, fiscal_year, at)
    known = known_to(office, fiscal_year)
    if office.pk not in known.departments:
        raise Refused(f"{office}은 {fiscal_year}년에 있지 않은 실국입니다.")
    if wrong := checked(rows, unit, known).wrong:
        raise Refused([f"{each.where}: {each.words}" for each in wrong])
    made = TaskReturn(
        office=office,
        fiscal_year=fiscal_year,
        version=follows + 1,
        day=day,
        unit=unit.label,
        by=by,
        at=at,
        key=key,
    )
    hand_in(made, _tasks(made, rows))
    return made


def checked(rows: Collection[Row], unit: Unit, known: Known) -> Reading:
    """As if it were typed: what a form refuses no other way may bring."""
    if any(row.line is not None and row.line not in known.lines for row in rows):
        raise NotYours
    found = reading(drawn(rows, known), unit, known)
    if not found.wrong and list(found.rows) != list(rows):
        raise Refused("적은 금액이나 단계가 서로 맞지 않습니다.")
    return found


def _must_be_its_day(day: date, fiscal_year: int, at: datetime) -> None:
    """A year is planned in the one before it, and told of until its settlement is."""
    if day > timezone.localdate(at):
        raise Refused("기준일이 오늘보다 뒤입니다.")
    if not fiscal_year - 1 <= day.year <= fiscal_year + 1:
        raise Refused(f"{fiscal_year}회계연도의 기준일이 아닙니다.")


def _tasks(returned: TaskReturn, rows: Collection[Row]) -> Iterator[Task]:
    written: list[Task] = []
    for position, row in enumerate(rows, 1):
        one = Task(
            returned=returned,
            position=position,
            parent=None if row.above is None else written[row.above],
            kind=row.kind,
            title=row.title,
            department_id=row.department,
            measure=row.measure,
            said=row.said,
            won=row.won,
            line_id=row.line,
        )
        written.append(one)
        yield one


@transaction.atomic
def confirm_tasks(*, returned: TaskReturn, by: Person, at: datetime) -> TaskPublication:
    own = returns_of(returned.office, returned.fiscal_year)
    return confirm(returned, own, TaskPublication.objects, by=by, at=at)
