import sys

from django.core.management.base import BaseCommand

from budgets.checks import BLOCKED
from reports.ledger import check_ledger


class Command(BaseCommand):
    help = (
        "모든 규칙을 데이터베이스 전체에 적용합니다. B 수준의 위반이 있으면 1로 끝납니다. "
        "사유를 적은 예외는 뒤에 따로 적고 위반으로 세지 않습니다."
    )

    def handle(self, **options):
        problems = check_ledger()
        for problem in problems:
            level = "예외" if problem.excepted else problem.level
            why = f" (예외: {problem.excepted})" if problem.excepted else ""
            words = f"{problem.place}: {problem.words}{why}"
            self.stdout.write(f"{level} {problem.rule:>2} {words}")
        left = [problem for problem in problems if not problem.excepted]
        counts = {level: sum(p.level == level for p in left) for level in "BPW"}
        said = ", ".join(f"{level} {count}건" for level, count in counts.items())
        self.stdout.write(f"규칙 위반 {said}. 사유를 적은 예외 {len(problems) - len(left)}건")
        if counts[BLOCKED]:
            sys.exit(1)
