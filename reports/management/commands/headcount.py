from dataclasses import dataclass, field

from django.core.management.base import BaseCommand

from budgets.models import Claim
from departments.models import Headcount
from reports.tidy import print_csv

COLUMNS = ["document", "as_of", "department", "group", "authorised", "actual", "place"]
_MEASURES = ("authorised", "actual")


@dataclass
class _Row:
    order: tuple[int, int]  # totals first, as the tables print them
    cells: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    version: int = 0  # of what an office entered

    def say(self, measure: str, state: str, number: int | None, place: int) -> None:
        self.cells[measure] = _cell(state, number)
        self.places[measure] = place


class Command(BaseCommand):
    help = (
        "문서의 인력 표를 CSV로 냅니다. 인쇄된 합계와 소계도 함께. authorised(정원)와 actual(현원)은 "
        "수이거나, 인쇄된 ‘-’이거나, 빈칸이면 blank, 읽을 수 없으면 unread이고, 문서에 그런 열이 없으면 비어 있습니다. "
        "두 수가 다른 줄에 있으면 place는 그 가운데 앞의 줄입니다. 실국이 적어 공개한 것은 뒤에 가장 새 판으로, "
        "document가 비어 있고 place는 판과 줄입니다."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="실국이 적고 공개하지 않은 것도")

    def handle(self, **options):
        rows = {**_totals(), **_parts(is_all=options["all"])}
        in_print = sorted(rows.items(), key=lambda pair: _in_print(*pair))
        print_csv(self.stdout, COLUMNS, (_line(key, row) for key, row in in_print))


def _in_print(key: tuple, row: _Row) -> tuple:
    """Documents first; what offices entered by day."""
    document, day = key[:2]
    if not document:
        return True, day, row.order, row.version
    return False, document, min(row.places.values()), row.order


def _line(key: tuple, row: _Row) -> tuple:
    cells = (row.cells.get(measure, "") for measure in _MEASURES)
    place = min(row.places.values())
    return (*key[:4], *cells, f"제{row.version}판 {place}" if row.version else place)


def _parts(*, is_all: bool) -> dict[tuple, _Row]:
    rows: dict[tuple, _Row] = {}
    heads = Headcount.objects.all() if is_all else Headcount.objects.in_force()
    for head in heads.select_related("document", "returned__office", "department").order_by("pk"):
        if head.document is None:
            rows.update([_entered(head)])
            continue
        key = (head.document.key, head.as_of, head.department.name, head.group)
        row = rows[key] = _Row((1, head.position))
        for m in _MEASURES:
            row.say(m, getattr(head, f"{m}_state"), getattr(head, m), head.place_of(m))
    return rows


def _entered(head: Headcount) -> tuple[tuple, _Row]:
    """Versions say the same of one department: the row's own number tells them apart."""
    row = _Row((head.returned.office_id, head.position), version=head.returned.version)
    for m in _MEASURES:
        row.say(m, getattr(head, f"{m}_state"), getattr(head, m), head.position)
    return ("", head.as_of, head.department.name, head.group, head.pk), row


def _totals() -> dict[tuple, _Row]:
    claims = Claim.objects.filter(shape=Claim.Shape.TABLE, measure__in=_MEASURES)
    rows: dict[tuple, _Row] = {}
    for claim in claims.select_related("document", "department").order_by("pk"):
        key = (claim.document.key, claim.as_of, claim.department.name, claim.group)
        row = rows.setdefault(key, _Row((0, claim.position)))
        number = None if claim.value is None else int(claim.value)
        row.say(claim.measure, claim.state, number, claim.place)
    return rows


def _cell(state: str, number: int | None) -> str:
    """A dash as printed; a blank cell by its name, for nothing at all says: no such column."""
    return {"value": str(number), "dash": "-", "absent": ""}.get(state, state)
