from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from budgets.demo import (
    NotADemonstration,
    make_people,
    must_be_the_demonstration,
    new_password,
)


class Command(BaseCommand):
    help = "시연의 데이터베이스에 부서마다 담당자, 실국마다 검토자와 총괄을 만들고 보여 줍니다."

    def handle(self, **options):
        password = new_password()
        try:
            must_be_the_demonstration(
                is_demo=settings.DEMO,
                database=settings.DATABASES["default"],
                folder=settings.BASE_DIR,
            )
            parts = make_people(password=password, at=timezone.now())
        except NotADemonstration as refused:
            raise CommandError(str(refused)) from None
        wide = max((len(part.username) for part in parts), default=0)
        self.stdout.write(
            f"시연용 계정 {len(parts)}개. 비밀번호는 모두 {password} (실행할 때마다 바뀝니다)"
        )
        for part in parts:
            self.stdout.write(f"  {part.username:<{wide}}  {part.role:\u3000<3}  {part.words}")
