from collections.abc import Iterator

from django.core.management.base import BaseCommand

from budgets.measures import MEASURES
from budgets.models import Figure
from reports.tidy import print_csv

COLUMNS = {
    "document": "statement__document__key",
    "office": "line__program__book__office__name",
    "account": "line__program__account__name",
    "fiscal_year": "line__program__book__fiscal_year",
    "basis": "line__program__book__basis",
    "stage": "statement__filing__reporting_date__stage",
    "as_of": "statement__filing__reporting_date__day",
    "department": "line__program__department__name",
    "kind": "line__program__kind",
    "program": "line__program__name",
    "line": "line__name",
}


class Command(BaseCommand):
    help = "세부사업의 금액을 한 줄에 하나씩 CSV로 냅니다. 공개된 제출본만."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="공개되지 않은 현재 제출본도")

    def handle(self, **options):
        figures = Figure.objects.standing() if options["all"] else Figure.objects.published()
        cells = [name for measure in MEASURES for name in (measure, f"{measure}_state")]
        rows = figures.order_by(
            "statement__document__key",
            "line__program__book__office",
            "statement__filing__reporting_date__book__code",
            "line__program__account",
            "line__position",
            "pk",
        ).values_list(*COLUMNS.values(), "place", "places", *cells)
        header = [*COLUMNS, "measure", "state", "won", "place"]
        lines = (line for row in rows.iterator(chunk_size=2000) for line in _tidy(row))
        print_csv(self.stdout, header, lines)


def _tidy(row: tuple) -> Iterator[tuple]:
    """One row a measure; a column that the report does not have gives none."""
    width = len(COLUMNS)
    about, (place, places), cells = row[:width], row[width : width + 2], row[width + 2 :]
    for measure, won, state in zip(MEASURES, cells[::2], cells[1::2], strict=True):
        if state != "absent":
            yield (*about, measure, state, won, places.get(measure, place))
