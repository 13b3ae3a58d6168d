"""Accounts and rights: the verbs. Each leaves a record that nobody can change."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from departments.models import AccessRecord, Department, Membership, Person
from departments.text import clean

PROGRAM = "프로그램"  # who acts where nobody is logged in


class Refused(ValidationError):
    """What cannot be done, and why, in words for the person who asked."""


class NotYours(Exception):
    """The person has no such right here. Pages answer that it is not there."""


class Taken(Refused):
    """The login name is somebody's."""


class Hashed(str):
    """A password that is hashed already: the people of a demonstration share one, hashed once."""


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    password: str,
    department: Department,
    role: str,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> Person:
    """With its first role: an account without one would be nobody's to look after.

    Asked once more by the same person in the same words (a double click, a retry after a cut
    connection), it is the account that was opened, as long as nothing was done to it since."""
    person = Person(username=Person.normalize_username(username), name=name)
    _give_password(person, password)
    # Whether the name is free is asked of the database alone: two may ask at the same moment.
    person.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        there = Person.objects.get(username=person.username)
        if _is_as_opened(there, name, password, department, role, by, reason):
            return there
        raise Taken("이미 쓰는 로그인 이름입니다.") from None
    _record(AccessRecord.Act.OPENED, person, by, at, "", f"{person.username} {person.name}", reason)
    give(person=person, department=department, role=role, by=by, at=at, reason=reason)
    return person


@transaction.atomic
def disable(*, person: Person, by: Person | None, at: datetime, reason: str) -> None:
    """Ends the sessions that are open, for good: they do not come back with the account."""
    held = _locked(person)
    if not held.is_active and _is_said_again(held, AccessRecord.Act.DISABLED, by, reason):
        return
    if not held.is_active:
        raise Refused("이미 정지된 계정입니다.")
    if by is not None and by.pk == held.pk:
        raise Refused("자기 계정은 스스로 정지할 수 없습니다.")
    _must_say(reason)
    Person.objects.filter(pk=held.pk).update(
        is_active=False, sessions_ended=F("sessions_ended") + 1
    )
    person.refresh_from_db()
    _record(AccessRecord.Act.DISABLED, person, by, at, "사용", "정지", reason)


@transaction.atomic
def enable(*, person: Person, by: Person | None, at: datetime, reason: str) -> None:
    held = _locked(person)
    if held.is_active and _is_said_again(held, AccessRecord.Act.ENABLED, by, reason):
        return
    if held.is_active:
        raise Refused("정지된 계정이 아닙니다.")
    _must_say(reason)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    person.refresh_from_db()
    _record(AccessRecord.Act.ENABLED, person, by, at, "정지", "사용", reason)


@transaction.atomic
def set_password(
    *, person: Person, password: str, by: Person | None, at: datetime, reason: str = ""
) -> None:
    _locked(person)
    _give_password(person, password)
    person.save(update_fields=["password"])
    _record(AccessRecord.Act.PASSWORD, person, by, at, "", "", reason)


@transaction.atomic
def give(
    *,
    person: Person,
    department: Department,
    role: str,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> Membership:
    held = _roles(_locked(person))
    there = Membership.objects.filter(person=person, department=department, role=role).first()
    if there and _is_said_again(person, AccessRecord.Act.GIVEN, by, reason, held):
        return there
    if role == Membership.Role.OPERATOR and department.kind != Department.Kind.OFFICE:
        raise Refused("총괄은 실국에만 둡니다.")
    membership = Membership(person=person, department=department, role=role)
    membership.full_clean()
    membership.save()
    _record(AccessRecord.Act.GIVEN, person, by, at, held, _roles(person), reason)
    return membership


@transaction.atomic
def take(*, membership: Membership, by: Person | None, at: datetime, reason: str) -> None:
    person = _locked(membership.person)
    _must_say(reason)
    if by is not None and by.pk == person.pk and membership.role == Membership.Role.OPERATOR:
        raise Refused("자기 총괄 역할은 스스로 거둘 수 없습니다. 다른 총괄이 거둡니다.")
    held = _roles(person)
    Membership.objects.filter(pk=membership.pk).delete()
    _record(AccessRecord.Act.TAKEN, person, by, at, held, _roles(person), reason)


def record_lock(*, username: str, person: Person | None, at: datetime, until: datetime) -> None:
    AccessRecord.objects.create(
        at=at,
        act=AccessRecord.Act.LOCKED,
        subject=person,
        subject_name=clean(username) or "(보이지 않는 글자)",
        by_name=PROGRAM,
        after=f"{until:%Y-%m-%d %H:%M:%S%z}까지",
    )


def _give_password(person: Person, password: str) -> None:
    if isinstance(password, Hashed):
        person.password = str(password)
    else:
        person.set_password(password)


def _is_as_opened(person, name, password, department, role, by, reason) -> bool:
    """By its own records. Who has another password by now has a record of it: nobody learns here
    whether a guess is right."""
    records = person.access_records.order_by("pk").values_list("act", "by", "after", "reason")
    whose, why = by and by.pk, clean(reason)
    said = [
        (AccessRecord.Act.OPENED, whose, f"{person.username} {clean(name)}", why),
        (AccessRecord.Act.GIVEN, whose, clean(f"{department.code} {role}"), why),
    ]
    return list(records) == said and (
        person.password == str(password)
        if isinstance(password, Hashed)
        else check_password(password, person.password)
    )


def _is_said_again(person: Person, act, by, reason: str, after: str = "") -> bool:
    """Whether the last thing done to the account is this very act, of the same person for the same
    reason: the form was sent twice."""
    last = person.access_records.first()
    if last is None or (last.act, last.by_id, last.reason) != (act, by and by.pk, clean(reason)):
        return False
    return not after or last.after == after


def _locked(person: Person) -> Person:
    """One change of a person at a time; SQLite has one writer anyway."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _roles(person: Person) -> str:
    held = Membership.objects.filter(person=person).select_related("department")
    words = ", ".join(sorted(f"{each.department.code} {each.role}" for each in held))
    return words if len(words) <= 200 else f"{words[:180]}… 외 (모두 {len(held)}개)"


def record_keeper(*, person: Person, at: datetime, reason: str) -> None:
    """Of who keeps the installation, made by a command on the server."""
    told = f"{person.username} {person.name} (자료 관리)"
    _record(AccessRecord.Act.OPENED, person, None, at, "", told, reason)


def record_password(*, person: Person, at: datetime, reason: str) -> None:
    """Changed by a command on the server."""
    _record(AccessRecord.Act.PASSWORD, person, None, at, "", "", reason)


def _must_say(reason: str) -> None:
    if not clean(reason):
        raise Refused("사유를 적어야 합니다.")


def _record(act, person, by, at, before, after, reason) -> None:
    AccessRecord.objects.create(
        at=at,
        act=act,
        subject=person,
        subject_name=f"{person.name} ({person.username})",
        by=by,
        by_name=f"{by.name} ({by.username})" if by else PROGRAM,
        before=before,
        after=after,
        reason=reason,
    )
