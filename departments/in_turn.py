"""What the entries of an office have in common: one after another, each after the version seen last, and
published by somebody else. Their models have the version, `by`, `at` and `key`, and a publication."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, QuerySet

from departments.access import NotYours, Refused
from departments.guards import OWN_WORDS
from departments.models import Department, Person
from departments.rights import rights_of


def one_at_a_time(department: Department) -> None:
    """In the whole office: a form sent twice at once is recorded once, and of one day one department
    tells."""
    office = department.parent_id or department.pk
    list(Department.objects.select_for_update().filter(pk=office).values("pk"))


def must_follow(last, follows: int) -> None:
    """`last`: the newest version, or none; `follows`: the one that was seen last, 0 where there was
    none."""
    if (last.version if last else 0) == follows:
        return
    if last is None:
        raise Refused("아직 낸 판이 없습니다. 화면을 새로 열어 다시 내십시오.")
    raise Refused(
        f"그사이에 {last.by} 님이 제{last.version}판을 냈습니다. 아래에는 입력한 것이 그대로 "
        "있으니, 그 판을 보고 다시 누르면 그 뒤의 판이 됩니다."
    )


def newest_of(versions: QuerySet):
    return versions.order_by("-version").first()


def unpublished(versions: QuerySet, *same: str) -> QuerySet:
    """The newest of each that is alike in these, where nobody has published it."""
    alike = {name: OuterRef(name) for name in same}
    later = versions.model.objects.filter(**alike, version__gt=OuterRef("version"))
    own = versions.filter(publication=None).exclude(Exists(later))
    return own.select_related("by").order_by("at", "pk")


def turn(
    office: Department, versions: QuerySet, *, follows: int, by: Person, key: UUID | None
) -> tuple[Model | None, Model | None]:
    """Of one who enters something for the office: what this very request handed in before, and the
    version that another is to follow."""
    if office.kind != Department.Kind.OFFICE or office.pk not in rights_of(by).enters:
        raise NotYours
    one_at_a_time(office)
    if done := key and versions.model.objects.filter(key=key).first():
        return done, None
    last = newest_of(versions)
    must_follow(last, follows)
    return None, last


def hand_in(made: Model, rows: Iterable[Model]) -> None:
    """A version with all its rows. `rows` may make each after the one before it is stored."""
    try:
        for one in chain([made], rows):
            one.full_clean()
            one.save()
    except ValidationError as wrong:
        raise Refused(wrong.messages) from None


def confirm(
    returned: Model,
    versions: QuerySet,
    publications: QuerySet,
    *,
    by: Person,
    at: datetime,
    also: Callable[[], None] = lambda: None,
):
    """By one who reviews for the office or runs it and did not enter it: the newest alone. Readers have
    it from then on. What was published already stays as it was. `also`: what else may forbid it."""
    if returned.office_id not in rights_of(by).confirms:
        raise NotYours
    one_at_a_time(returned.office)
    if done := publications.filter(returned=returned).first():
        return done
    if returned.by_id == by.pk:
        raise Refused(OWN_WORDS)
    if returned != newest_of(versions):
        raise Refused("그 뒤의 판이 있습니다. 가장 새 판을 공개합니다.")
    also()
    return publications.create(returned=returned, by=by, at=at)
