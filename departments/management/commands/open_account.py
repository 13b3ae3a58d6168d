"""The first 총괄 of an office: nobody is there yet who could open the account on a page."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from departments import access
from departments.models import Department, Membership, Person


class Command(BaseCommand):
    help = "계정을 열고 역할을 줍니다. 비밀번호는 물어보거나 표준 입력의 첫 줄에서 읽습니다."

    def add_arguments(self, parser):
        parser.add_argument("username", help="로그인 이름")
        parser.add_argument("name", help="이름")
        parser.add_argument("department", help="실국이나 부서의 코드")
        parser.add_argument("--role", default="총괄", choices=Membership.Role.values)
        parser.add_argument("--reason", default="설치하면서 엶")

    def handle(self, username, name, department, role, reason, **options):
        own = Department.objects.filter(code=department).first()
        if own is None:
            offices = Department.objects.filter(kind=Department.Kind.OFFICE).order_by("code")
            known = ", ".join(offices.values_list("code", flat=True)) or "없음"
            raise CommandError(f"‘{department}’: 없는 부서입니다. 실국의 코드: {known}")
        password = _password()
        try:
            validate_password(password, Person(username=username, name=name))
            access.open_account(
                username=username,
                name=name,
                password=password,
                department=own,
                role=role,
                by=None,
                at=timezone.now(),
                reason=reason,
            )
        except ValidationError as wrong:
            raise CommandError("\n".join(wrong.messages)) from None
        self.stdout.write(f"{own} {role} {name} ({username}) 계정을 열었습니다.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, again = getpass("비밀번호: "), getpass("한 번 더: ")
    if first != again:
        raise CommandError("두 비밀번호가 다릅니다.")
    return first
