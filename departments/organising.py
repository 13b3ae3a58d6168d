"""The verbs of an organisation: a department is made, renamed, ended, an office is renamed; a
reorganisation is recorded.

A new name is another department, joined to the old one by a `Succession`: what was reported under
the old name keeps it. Whoever had a role in the old one has it in the new one, too.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from departments import access
from departments.access import NotYours, Refused
from departments.models import Department, Membership, Person, Succession
from departments.models import OrganisationRecord as Record
from departments.rights import rights_of
from departments.text import clean

Kind, Act = Succession.Kind, Record.Act
# By kind: how many may stand before and after. None: as many as there are, two at least.
SIDES = {
    Kind.SPLIT: (1, None),
    Kind.MERGED: (None, 1),
    Kind.CONTINUED: (1, 1),
    Kind.ABOLISHED: (1, 0),
}
YEARS = range(1948, 3000)


@transaction.atomic
def add_department(
    *,
    office: Department,
    name: str,
    day: date,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """`day`: its first."""
    if (done := _begin(office, day, by, reason, key)) is not None:
        return done
    made = _new(office, name, day)
    said = {"day": day, "by": by, "at": at, "reason": reason, "key": key}
    return _record(office, Act.ADDED, str(made), after=f"{day:%Y. %-m. %-d.}부터", **said)


@transaction.atomic
def rename_department(
    *,
    department: Department,
    name: str,
    day: date,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """From `day` on it is another, which those who worked in it write for."""
    office = department.office
    if (done := _begin(office, day, by, reason, key)) is not None:
        return done
    if department.kind != Department.Kind.DIVISION:
        raise Refused("실국의 이름은 실국의 이름 바꾸기로 바꿉니다.")
    was = str(department)
    heir = _new(office, name, day, position=department.position)
    if heir.name == was:
        raise Refused("같은 이름입니다.")
    said = {"by": by, "at": at, "reason": reason}
    _hand_over(department, heir, Kind.RENAMED, day, **said)
    record = {"before": was, "after": heir.name, "day": day, "key": key, **said}
    return _record(office, Act.RENAMED, was, **record)


@transaction.atomic
def rename_office(
    *,
    office: Department,
    name: str,
    day: date,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """From `day` on it is another, and its departments are others of the same names under it."""
    if (done := _begin(office, day, by, reason, key)) is not None:
        return done
    if office.kind != Department.Kind.OFFICE:
        raise Refused("부서의 이름은 그 부서의 쪽에서 바꿉니다.")
    was = str(office)
    name = Department._meta.get_field("name").to_python(name)
    if name == was:
        raise Refused("같은 이름입니다.")
    _must_have_begun(office, day)
    going_on = list(office.divisions.existing_on(day).order_by("position", "code"))
    heir = _new_office(name, day, office.position)
    said = {"by": by, "at": at, "reason": reason}
    for own in going_on:
        own_heir = _new(heir, own.name, day, position=own.position)
        _hand_over(own, own_heir, Kind.CONTINUED, day, **said)
    _hand_over(office, heir, Kind.RENAMED, day, **said)
    record = {"before": was, "after": heir.name, "day": day, "key": key, **said}
    return _record(office, Act.RENAMED, was, **record)


@transaction.atomic
def end_department(
    *,
    department: Department,
    day: date,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """`day`: its last."""
    office = department.office
    if (done := _begin(office, day, by, reason, key)) is not None:
        return done
    if department.kind != Department.Kind.DIVISION:
        raise Refused("실국은 설치를 관리하는 사람이 끝냅니다.")
    _end(department, day)
    said = {"day": day, "by": by, "at": at, "reason": reason, "key": key}
    return _record(office, Act.ENDED, str(department), after=f"{day:%Y. %-m. %-d.}까지", **said)


@transaction.atomic
def reorganise(
    *,
    office: Department,
    kind: str,
    before: Collection[Department],
    after: Collection[Department],
    day: date,
    ends_before: bool = False,
    by: Person,
    at: datetime,
    reason: str,
    key: UUID | None,
) -> Record:
    """Who followed whom, with both sides; `day`: the first of the new organisation."""
    if (done := _begin(office, day, by, reason, key)) is not None:
        return done
    _must_fit(kind, before, after)
    own = rights_of(by).operates
    if any(each.pk not in own for each in [*before, *after]):
        raise NotYours
    _must_be_there(before, day - timedelta(days=1), "개편 전날에 없는 부서입니다.")
    _must_be_there(after, day, "개편한 날에 없는 부서입니다.")
    for one, other in product(before, after or [None]):
        _join(one, other, kind, day, reason)
    if ends_before or kind == Kind.ABOLISHED:
        for each in set(before) - set(after):
            _end(each, day - timedelta(days=1))
    sides = [", ".join(str(each) for each in side) for side in (before, after)]
    said = {"day": day, "by": by, "at": at, "reason": reason, "key": key}
    return _record(
        office, Act.REORGANISED, str(Kind(kind)), before=sides[0], after=sides[1], **said
    )


def forerunners_of(offices: Collection[int]) -> frozenset[int]:
    """The offices that these followed, directly or through others."""
    pairs = Succession.objects.filter(
        before__kind=Department.Kind.OFFICE, after__kind=Department.Kind.OFFICE
    ).values_list("before", "after")
    found, known = set(offices), list(pairs)
    while more := {before for before, after in known if after in found} - found:
        found |= more
    return frozenset(found - set(offices))


def _begin(
    office: Department, day: date, by: Person, reason: str, key: UUID | None
) -> Record | None:
    """One act on an office at a time; what was carried out already is given back."""
    Department.objects.select_for_update(of=("self",)).get(pk=office.pk)
    if office.pk not in rights_of(by).operates:
        raise NotYours
    done = None if key is None else Record.objects.filter(key=key, by=by).first()
    if done is None and not clean(reason):
        raise Refused("사유를 적어야 합니다.")
    if done is None:
        _must_be_a_day(day)
    return done


def _must_be_a_day(day: date) -> None:
    """Of the years that a Book may have: what is ended by a slip of the pen stays ended."""
    if day.year not in YEARS:
        raise Refused(f"{YEARS[0]}년부터 {YEARS[-1]}년까지의 날이어야 합니다.")


def _new(office: Department, name: str, day: date, position: int | None = None) -> Department:
    name = Department._meta.get_field("name").to_python(name)
    there = Department.objects.existing_on(day).filter(parent=office, name=name)
    if there.exists():
        raise Refused("같은 실국에 같은 이름의 부서가 이미 있습니다.")
    if position is None:
        last = office.divisions.aggregate(last=models.Max("position"))["last"]
        position = (last or 0) + 1
    made = Department(
        code=_code(office, name, day),
        name=name,
        kind=Department.Kind.DIVISION,
        parent=office,
        position=position,
        valid_from=day,
        valid_from_exact=True,
    )
    _save(made)
    return made


def _new_office(name: str, day: date, position: int) -> Department:
    offices = Department.objects.filter(kind=Department.Kind.OFFICE)
    if offices.existing_on(day).filter(name=name).exists():
        raise Refused("같은 이름의 실국이 이미 있습니다.")
    is_taken = Department.objects.filter(code=name).exists()
    made = Department(
        code=f"{name} ({day.isoformat()})" if is_taken else name,
        name=name,
        kind=Department.Kind.OFFICE,
        position=position,
        valid_from=day,
        valid_from_exact=True,
    )
    _save(made)
    return made


def _must_have_begun(office: Department, day: date) -> None:
    """What begins under the old name only later could follow nobody."""
    later = [str(own) for own in office.divisions.filter(valid_from__gte=day).order_by("code")]
    if later:
        raise Refused(f"{', '.join(later)}: 새 이름의 첫날이나 그 뒤에 생기는 부서가 있습니다.")


def _hand_over(
    before: Department,
    after: Department,
    kind: str,
    day: date,
    *,
    by: Person,
    at: datetime,
    reason: str,
) -> None:
    """One ends and the other goes on, with everybody who has a role in it."""
    _end(before, day - timedelta(days=1))
    _join(before, after, kind, day, reason)
    for held in Membership.objects.filter(department=before).select_related("person"):
        access.give(
            person=held.person, department=after, role=held.role, by=by, at=at, reason=reason
        )


def _code(office: Department, name: str, day: date) -> str:
    code = f"{office.code}/{name}"
    return f"{code}/{day.isoformat()}" if Department.objects.filter(code=code).exists() else code


def _end(department: Department, day: date) -> None:
    held = Department.objects.get(pk=department.pk)  # as it stands under the lock of its office
    if held.valid_to is not None and held.valid_to_exact:
        raise Refused(f"{held}: 이미 {held.valid_to:%Y. %-m. %-d.}에 끝난 부서입니다.")
    held.valid_to, held.valid_to_exact = day, True
    _save(held)


def _join(before: Department | None, after: Department | None, kind, day: date, why: str) -> None:
    _save(
        Succession(
            before=before,
            after=after,
            kind=kind,
            day=day,
            evidence=Succession.Evidence.RECORDED,
            note=why,
        )
    )


def _must_fit(kind: str, before: Collection[Department], after: Collection[Department]) -> None:
    if kind not in SIDES:
        raise Refused("알 수 없는 개편입니다.")
    for side, count, words in zip((before, after), SIDES[kind], ("이전", "이후"), strict=True):
        if count is None and len(side) < 2:
            raise Refused(f"{kind}: {words} 부서를 둘 이상 고르십시오.")
        if count == 1 and len(side) != 1:
            raise Refused(f"{kind}: {words} 부서를 하나만 고르십시오.")
        if count == 0 and side:
            raise Refused(f"{kind}: {words} 부서를 고르지 않습니다.")


def _must_be_there(side: Collection[Department], day: date, words: str) -> None:
    if gone := [str(each) for each in side if not each.exists_on(day)]:
        raise Refused(f"{', '.join(gone)}: {words}")


def _save(row: models.Model) -> None:
    """What only the database knows of, such as a department's filings, is a refusal as well."""
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as wrong:
        raise Refused(wrong.messages) from None
    except IntegrityError as wrong:
        raise Refused(str(wrong).splitlines()[0]) from None


def _record(office: Department, act: str, subject: str, **facts) -> Record:
    return Record.objects.create(office=office, act=act, subject=subject, **facts)
