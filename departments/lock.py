"""Five wrong passwords close a login name for fifteen minutes, whoever asks and from wherever.

Counted in the database, before the password is looked at: however many processes ask at once, no
more than five passwords are tried in a quarter of an hour.
"""

from datetime import datetime, timedelta

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from departments.access import record_lock
from departments.models import FailedLogin, Person

TRIES, CLOSED_FOR = 5, timedelta(minutes=15)


def locked_until(username: str, now: datetime) -> datetime | None:
    """When the lock opens, where there is one."""
    found = FailedLogin.objects.filter(username=_key(username), locked_until__gt=now).first()
    return found and found.locked_until


@transaction.atomic
def begin_try(username: str, now: datetime) -> bool:
    """Whether this try may go on; it counts as failed until `succeeded` says otherwise."""
    key = _key(username)
    FailedLogin.objects.get_or_create(username=key, defaults={"last_at": now})
    tries = FailedLogin.objects.select_for_update().get(username=key)
    if tries.locked_until and tries.locked_until > now:
        return False
    if tries.locked_until or now - tries.last_at >= CLOSED_FOR:
        tries.count, tries.locked_until = 0, None
    tries.count, tries.last_at = tries.count + 1, now
    if tries.count >= TRIES:
        tries.locked_until = now + CLOSED_FOR
    tries.save()
    return True


@transaction.atomic
def failed(username: str, now: datetime) -> None:
    """The fifth is written down where the operator sees it."""
    until = locked_until(username, now)
    if until:
        person = Person.objects.filter(username=_key(username)).first()
        record_lock(username=_key(username), person=person, at=now, until=until)


def succeeded(username: str) -> None:
    FailedLogin.objects.filter(username=_key(username)).delete()


class LockingBackend(ModelBackend):
    """Django's own, behind the lock. Every door goes through here, the administration's too."""

    def authenticate(self, request, username=None, password=None, **credentials):
        if not username or password is None:
            return None
        now = timezone.now()
        if not begin_try(username, now):
            raise PermissionDenied
        person = super().authenticate(request, username=username, password=password)
        if person is None:
            failed(username, now)
        else:
            succeeded(username)
        return person


def _key(username: str) -> str:
    return Person.normalize_username(username)[:150]
