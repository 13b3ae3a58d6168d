from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from budgets.loading import Unloadable, load_folder


class Command(BaseCommand):
    help = "fixtures/ 의 보고서를 데이터베이스에 넣습니다. 이미 있는 문서는 그대로 둡니다."

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures"
        )

    def handle(self, *, folder, **options):
        try:
            loaded = load_folder(folder)
        except Unloadable as reason:
            raise CommandError(str(reason)) from None
        said = (
            f"{len(loaded)}건을 넣었습니다: {', '.join(loaded)}"
            if loaded
            else "새 문서가 없습니다."
        )
        self.stdout.write(f"보고서 {said}")
