"""Django's own, with the record that every change of an account leaves."""

from django.contrib.auth.management.commands import createsuperuser
from django.db import transaction
from django.utils import timezone

from departments.access import record_keeper
from departments.models import Person


class Command(createsuperuser.Command):
    @transaction.atomic
    def handle(self, *args, **options):
        known = set(Person.objects.values_list("pk", flat=True))
        told = super().handle(*args, **options)
        for person in Person.objects.exclude(pk__in=known):
            record_keeper(person=person, at=timezone.now(), reason="서버 관리 명령")
        return told
