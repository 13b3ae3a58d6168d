from collections.abc import Iterator

from django.core.management.base import BaseCommand
from django.db.models import F

from budgets.measures import REVENUE_MEASURES
from budgets.models import Revenue
from reports.revenue_sources import newest_only
from reports.tidy import print_csv

COLUMNS = ["document", "place", "office", "year", "path", "row", "measure", "state", "won"]
_REST = "나머지"
_GENERAL = "일반회계"  # what a path begins with only where it is another


class Command(BaseCommand):
    help = (
        "세입을 금액 하나에 한 줄씩 CSV로 냅니다. 공개된 것만. 실국이 적은 것은 가장 새 판이고 document가 비어 있습니다. row는 과목, 출처(문서가 밝힌 세입원) 또는 "
        "나머지(과목의 실제수납액에서 밝힌 세입원을 뺀 금액, state는 computed)입니다. 위 과목은 더하면 되므로 내지 않습니다."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="공개되지 않은 것도")

    def handle(self, **options):
        rows = Revenue.objects.all() if options["all"] else Revenue.objects.published()
        rows = rows.select_related("document", "office", "account", "returned").order_by(
            F("document__key").asc(nulls_last=True), "returned", "position"
        )
        print_csv(self.stdout, COLUMNS, _tidy(newest_only(rows)))


def _tidy(rows: list[Revenue]) -> Iterator[tuple]:
    below: dict[int, list[Revenue]] = {}
    named: dict[int, list[Revenue]] = {}
    paths: dict[int, str] = {}
    for row in rows:
        first = "" if row.account.name == _GENERAL else row.account.name
        paths[row.pk] = "/".join(filter(None, (paths.get(row.parent_id, first), row.name)))
        under = named if row.kind == Revenue.Kind.SOURCE else below
        under.setdefault(row.parent_id, []).append(row)
    for row in rows:
        if row.pk not in below:
            yield from _amounts(row, paths[row.pk])
        received = _received(row, below)
        if row.pk in named and received is not None:
            rest = received - sum(each.received for each in named[row.pk])
            if rest:
                path = f"{paths[row.pk]}/밝히지 않은 나머지"
                yield (*_about(row), path, _REST, "received", "computed", rest)


def _received(row: Revenue, below: dict[int, list[Revenue]]) -> int | None:
    """Of a category above others their sum; unknown where one of them is."""
    if row.pk not in below:
        return 0 if row.received_state == "dash" else row.received
    parts = [_received(each, below) for each in below[row.pk]]
    return None if None in parts else sum(parts)


def _amounts(row: Revenue, path: str) -> Iterator[tuple]:
    for measure in REVENUE_MEASURES:
        state = getattr(row, f"{measure}_state")
        if state != "absent":
            won = getattr(row, measure)
            yield (*_about(row), path, row.kind, measure, state, "" if won is None else won)


def _about(row: Revenue) -> tuple:
    """What nobody printed was entered: its place is the row of the version that counts."""
    if row.document is None:
        place = f"제{row.returned.version}판 {row.position}"
        return "", place, row.office.name, row.fiscal_year
    return row.document.key, row.place, row.office.name, row.fiscal_year
