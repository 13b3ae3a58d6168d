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

    def say(self, measure: str, state: str, number: int | None, place: int) -> None:
        self.cells[measure] = _cell(state, number)
        self.places[measure] = place


class Command(BaseCommand):
    help = (
        "문서의 인력 표를 CSV로 냅니다. 인쇄된 합계와 소계도 함께. authorised(정원)와 actual(현원)은 "
        "수이거나, 인쇄된 ‘-’이거나, 빈칸이면 blank, 읽을 수 없으면 unread이고, 문서에 그런 열이 없으면 비어 있습니다. "
        "두 수가 다른 줄에 있으면 place는 그 가운데 앞의 줄입니다."
    )

    def handle(self, **options):
        rows = {**_totals(), **_parts()}
        in_print = sorted(rows.items(), key=lambda pair: _in_print(*pair))
        print_csv(self.stdout, COLUMNS, (_line(key, row) for key, row in in_print))


def _in_print(key: tuple, row: _Row) -> tuple:
    return key[0], min(row.places.values()), row.order


def _line(key: tuple, row: _Row) -> tuple:
    cells = (row.cells.get(measure, "") for measure in _MEASURES)
    return (*key, *cells, min(row.places.values()))


def _parts() -> dict[tuple, _Row]:
    rows: dict[tuple, _Row] = {}
    for head in Headcount.objects.select_related("document", "department").order_by("pk"):
        key = (head.document.key, head.as_of, head.department.name, head.group)
        row = rows[key] = _Row((1, head.position))
        for m in _MEASURES:
            row.say(m, getattr(head, f"{m}_state"), getattr(head, m), head.place_of(m))
    return rows


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
