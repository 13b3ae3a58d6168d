"""Django's own, with the record that every change of an account leaves."""

from django.contrib.auth.management.commands import changepassword
from django.db import transaction
from django.utils import timezone

from departments.access import record_password
from departments.models import Person


class Command(changepassword.Command):
    @transaction.atomic
    def handle(self, *args, **options):
        told = super().handle(*args, **options)
        person = Person.objects.get(username=options["username"])
        record_password(person=person, at=timezone.now(), reason="서버 관리 명령")
        return told
