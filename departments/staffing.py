"""The verbs of an office's persons: 정원 and 현원 of one day are handed in, and confirmed by somebody else.
Nothing of them is ever changed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from departments.access import NotYours, Refused
from departments.in_turn import confirm, hand_in, newest_of, turn, unpublished
from departments.models import (
    Department,
    Headcount,
    HeadcountPublication,
    HeadcountReturn,
    Person,
)

MEASURES = ("authorised", "actual")
_SAID = {"value", "dash", "absent"}  # a blank says nothing, and somebody is there to be asked
FIRST_YEAR = 1948


@dataclass(frozen=True, slots=True)
class Heads:
    """정원 and 현원 of one group of ranks: the state of each, and the number."""

    department: int
    group: str
    authorised: tuple[str, int | None]
    actual: tuple[str, int | None]


def returns_of(office: Department, day: date):
    return HeadcountReturn.objects.filter(office=office, as_of=day)


def newest(office: Department, day: date) -> HeadcountReturn | None:
    return newest_of(returns_of(office, day))


def waiting(offices: Collection[int]) -> list[HeadcountReturn]:
    """The newest of each day of theirs, where nobody has confirmed it."""
    own = HeadcountReturn.objects.filter(office__in=offices).select_related("office")
    return list(unpublished(own, "office", "as_of"))


def counted_on(office: Department, day: date) -> list[Department]:
    """The office itself and its divisions on that day: whom its persons are counted by."""
    own = Department.objects.existing_on(day).filter(Q(pk=office.pk) | Q(parent=office))
    return sorted(own, key=lambda each: (each.pk != office.pk, each.position, each.code))


def missing(departments: Collection[Department], told: Collection[int]) -> list[Department]:
    """Of whom nothing is said. Persons of the office itself are counted only where it has some, or where
    it has no divisions."""
    divisions = [each for each in departments if each.parent_id]
    return [each for each in divisions or departments if each.pk not in told]


def rows_in(returned: HeadcountReturn | None) -> list[Heads]:
    if returned is None:
        return []
    own = returned.rows.order_by("position")
    return [
        Heads(
            each.department_id,
            each.group,
            (each.authorised_state, each.authorised),
            (each.actual_state, each.actual),
        )
        for each in own
    ]


def document_of(office: Department, day: date) -> str:
    """The key of one that counts the office on that day; nothing where none does."""
    printed = Headcount.objects.filter(Q(department=office) | Q(department__parent=office))
    own = printed.filter(returned=None, as_of=day).order_by("document__key")
    return own.values_list("document__key", flat=True).first() or ""


@transaction.atomic
def hand_in_heads(
    *,
    office: Department,
    day: date,
    rows: Collection[Heads],
    follows: int,
    by: Person,
    at: datetime,
    key: UUID | None,
) -> HeadcountReturn:
    """`follows`: the version that was seen last, 0 where there was none."""
    own = returns_of(office, day)
    done, last = turn(office, own, follows=follows, by=by, key=key)
    if done:
        return done
    if last and rows_in(last) == list(rows):
        raise Refused("앞의 판과 같습니다.")
    _must_be_its_day(office, day, at)
    _must_be_whole(office, day, rows)
    made = HeadcountReturn(office=office, as_of=day, version=follows + 1, by=by, at=at, key=key)
    hand_in(made, _counts(made, rows))
    return made


def _must_be_its_day(office: Department, day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Refused("기준일이 오늘보다 뒤입니다.")
    if day.year < FIRST_YEAR:
        raise Refused(f"기준일은 {FIRST_YEAR}년부터입니다.")
    _must_not_be_printed(office, day)


def _must_not_be_printed(office: Department, day: date) -> None:
    """Readers would see the document's count."""
    if document := document_of(office, day):
        raise Refused(
            f"이날의 인력은 {document} 문서에 적혀 있습니다. 문서에 적힌 것은 여기서 고치지 않습니다."
        )


def _must_be_whole(office: Department, day: date, rows: Collection[Heads]) -> None:
    """What is not said of a division would be missing from the office's sum without a word."""
    departments = counted_on(office, day)
    if {each.department for each in rows} - {each.pk for each in departments}:
        raise NotYours
    wrong = [
        f"{each}: 인원이 없습니다." for each in missing(departments, {x.department for x in rows})
    ]
    cells = [getattr(each, measure) for each in rows for measure in MEASURES]
    if {state for state, _ in cells} - _SAID:
        wrong.append("빈칸이 있습니다. 없으면 ‘0’이나 ‘-’를 적습니다.")
    wrong += [
        "한 열은 모든 줄에 적거나 모든 줄에서 비웁니다."
        for measure in MEASURES
        if len({getattr(each, measure)[0] == "absent" for each in rows}) > 1
    ]
    if all(state == "absent" for state, _ in cells):
        wrong.append("정원이나 현원을 적습니다.")
    if wrong:
        raise Refused(wrong)


def _counts(returned: HeadcountReturn, rows: Collection[Heads]) -> Iterator[Headcount]:
    for position, row in enumerate(rows, 1):
        (may_state, may), (has_state, has) = row.authorised, row.actual
        yield Headcount(
            returned=returned,
            department_id=row.department,
            as_of=returned.as_of,
            group=row.group,
            position=position,
            authorised=may,
            authorised_state=may_state,
            actual=has,
            actual_state=has_state,
        )


@transaction.atomic
def confirm_heads(*, returned: HeadcountReturn, by: Person, at: datetime) -> HeadcountPublication:
    """Not where a document counts them: readers would go on seeing its count."""
    office, day = returned.office, returned.as_of
    return confirm(
        returned,
        returns_of(office, day),
        HeadcountPublication.objects,
        by=by,
        at=at,
        also=lambda: _must_not_be_printed(office, day),
    )
