from django.core.management.base import BaseCommand
from django.db.models import Q

from budgets.models import Statistic
from budgets.reading.statistic_facts import WHOLE
from reports.management.commands.claims import plain
from reports.series import Counted, Group, Telling, groups_of, told_statistics, values_of
from reports.tidy import print_csv

COLUMNS = [
    "document",
    "place",
    "office",
    "series",
    "first",
    "last",
    "item",
    "group",
    "unit",
    "state",
    "value",
    "share",
]


class Command(BaseCommand):
    help = (
        "문서가 센 것을 CSV로 냅니다. 문장에만 있는 합계의 item은 ‘"
        + WHOLE
        + "’입니다. 부서가 적은 것은 공개된 것만 내고 document와 place가 없습니다. state가 value가 아니면 "
        "value는 비어 있고, share(%)는 인쇄값이 아니라 항목을 더한 값에서 다시 셈한 비중입니다."
    )

    def add_arguments(self, parser):
        parser.add_argument("--document", help="문서 기호 하나만, 예: 2022-07")

    def handle(self, *, document=None, **options):
        is_told = Q(document__isnull=False) | Q(pk__in=told_statistics().values("pk"))
        own = Statistic.objects.filter(is_told).select_related(
            "document__office", "department__parent"
        )
        if document:
            own = own.filter(document__key=document)
        statistics = list(own.order_by("document__key", "place", "position", "pk"))
        values = values_of([each.pk for each in statistics])
        tellings = [Telling(each, groups_of(values.get(each.pk, ()))) for each in statistics]
        print_csv(self.stdout, COLUMNS, (row for each in tellings for row in _rows(each)))


def _rows(telling: Telling):
    own = telling.own
    for group in telling.groups:
        for count in group.counts:
            yield (
                *(telling.key, count.place or "", own.office.code, own.series),
                *(own.first or "", own.last or "", count.item, group.name, count.unit, count.state),
                *(plain(count.value), _share(group, count)),
            )


def _share(group: Group, count: Counted) -> str:
    """In percent, to one decimal; of what is no part of a whole nothing."""
    share = group.share(count) if group.is_divided else None
    return f"{share / 10:.1f}" if isinstance(share, int) else ""
