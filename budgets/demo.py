"""The people of a demonstration: an officer for each department, who reviews, who runs an office, who reads.

They are made only in the demonstration's own database and only while nobody else has an account
there, and get another password each time: no installation has an account that came with it.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from budgets.models import Book
from departments import access
from departments.latin import in_latin
from departments.models import AccessRecord, Department, Membership, Person

REASON = "시연용 계정"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
Role = Membership.Role


class NotADemonstration(Exception):
    """Where no demo people are made, and why."""


@dataclass(frozen=True, slots=True)
class Part:
    username: str
    role: str
    departments: tuple[Department, ...]

    @property
    def words(self) -> str:
        return ", ".join(
            f"{each.parent} {each}" if each.parent else str(each) for each in self.departments
        )


def must_be_the_demonstration(*, is_demo: bool, database: dict, folder: Path) -> None:
    own = folder / "db.sqlite3"
    is_own = database["ENGINE"].endswith("sqlite3") and Path(database["NAME"]) == own
    if not (is_demo and is_own):
        raise NotADemonstration(
            f"시연용 계정은 DEMO를 켠 시연의 데이터베이스({own})에만 만듭니다. "
            "다른 곳의 계정은 총괄이 만들고, 첫 총괄은 설치를 관리하는 사람이 만듭니다."
        )


def new_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def make_people(*, password: str, at: datetime) -> list[Part]:
    """Whoever is missing is made; everybody gets this password, and no other is good any more."""
    if stranger := _strangers().first():
        raise NotADemonstration(
            f"시연용이 아닌 계정({stranger.username})이 있어 시연용 계정을 만들지 않습니다."
        )
    parts = list(_parts())
    hashed = access.Hashed(make_password(password))  # once: hashing takes its time by design
    known = {person.username: person for person in Person.objects.all()}
    for part in parts:
        if part.username in known:
            access.set_password(
                person=known[part.username], password=hashed, by=None, at=at, reason=REASON
            )
        else:
            _open(part, hashed, at)
    return parts


def _open(part: Part, password: str, at: datetime) -> None:
    first, *others = part.departments
    said = {"role": part.role, "by": None, "at": at, "reason": REASON}
    name = f"{first} {part.role}"
    person = access.open_account(
        username=part.username, name=name, password=password, department=first, **said
    )
    for each in others:
        access.give(person=person, department=each, **said)


def _strangers():
    """Neither of the demonstration nor opened in it by one of its people."""
    opened = AccessRecord.objects.filter(act=AccessRecord.Act.OPENED)
    own = opened.filter(by=None, reason=REASON).values("subject")
    return Person.objects.exclude(pk__in=own).exclude(
        pk__in=opened.filter(by__in=own).values("subject")
    )


def _parts() -> Iterator[Part]:
    """By the newest book of each office, the newest office first, so that it has the plain names."""
    taken: set[str] = set()
    offices = []
    for book in _newest_books():
        office = book.office
        offices.append(office)
        divisions = Department.objects.filter(programs__book=book).distinct()
        for department in divisions.select_related("parent").order_by("position", "code"):
            yield Part(_login(department, "", taken), Role.OFFICER, (department,))
        for role in (Role.REVIEWER, Role.OPERATOR):
            yield Part(_login(office, f"-{in_latin(role)}", taken), role, (office,))
    if offices:
        yield Part(_free(in_latin(Role.READER), taken), Role.READER, tuple(offices))


def _newest_books() -> list[Book]:
    books = Book.objects.select_related("office").order_by("-fiscal_year", "office__position", "pk")
    newest: dict[int, Book] = {}
    for book in books:
        newest.setdefault(book.office_id, book)
    return list(newest.values())


def _login(department: Department, ending: str, taken: set[str]) -> str:
    stem = re.sub("(담당관|기획관|관|실|과)$", "", department.name) or department.name
    return _free((in_latin(stem) or f"dept{department.pk}") + ending, taken)


def _free(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}{number}"
    taken.add(free)
    return free
