import sys

from django.core.management.base import BaseCommand

from budgets.checks import BLOCKED
from reports.ledger import check_ledger


class Command(BaseCommand):
    help = "모든 규칙을 데이터베이스 전체에 적용합니다. B 수준의 위반이 있으면 1로 끝납니다."

    def handle(self, **options):
        problems = check_ledger()
        for problem in problems:
            self.stdout.write(f"{problem.level} {problem.rule:>2} {problem.place}: {problem.words}")
        counts = {level: sum(p.level == level for p in problems) for level in "BPW"}
        said = ", ".join(f"{level} {count}건" for level, count in counts.items())
        self.stdout.write(f"규칙 위반 {said}")
        if counts[BLOCKED]:
            sys.exit(1)
