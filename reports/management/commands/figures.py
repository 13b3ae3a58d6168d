from django.core.management.base import BaseCommand

from budgets.models import Figure
from reports.bulk import HEADER, tidy_rows
from reports.tidy import print_csv


class Command(BaseCommand):
    help = "세부사업의 금액을 한 줄에 하나씩 CSV로 냅니다. 공개된 제출본만."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="공개되지 않은 현재 제출본도")

    def handle(self, **options):
        figures = Figure.objects.standing() if options["all"] else Figure.objects.published()
        print_csv(self.stdout, HEADER, tidy_rows(figures))
