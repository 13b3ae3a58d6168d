from django.core.management.base import BaseCommand

from budgets.models.finding import Side
from reports.finding_rows import Told, read_told
from reports.finding_told import side_line
from reports.tidy import print_csv

COLUMNS = [
    "document",
    "place",
    "office",
    "year",
    "number",
    "title",
    "status",
    "status_first",
    "status_last",
    "department",
    "lines",
    "facts",
    "asked",
    "done",
]


class Command(BaseCommand):
    help = (
        "공개된 시정·권고사항을 CSV로 냅니다. department, lines, facts가 여럿이면 ‘ | ’로 잇습니다. "
        "asked와 done은 무엇을 요구하고 조치했는지를 읽은 낱말로 적은 한 줄입니다. 부서가 적은 것에는 document와 place가 없고, 읽지 못한 상태와 적히지 않은 날은 비어 있습니다."
    )

    def handle(self, **options):
        print_csv(self.stdout, COLUMNS, map(_row, read_told()))


def _row(told: Told) -> tuple:
    finding, last = told.finding, told.last
    return (
        finding.document.key if finding.document else "",
        finding.place or "",
        finding.office.name,
        finding.fiscal_year or "",
        finding.number,
        finding.title,
        last.status if last else "",
        last.first or "" if last else "",
        last.last or "" if last else "",
        " | ".join(each.name for each in told.departments),
        " | ".join(str(each.line) for each in finding.lines.all()),
        " | ".join(fact.words for fact in finding.facts.all()),
        side_line(told, Side.ASKED),
        side_line(told, Side.DONE),
    )
