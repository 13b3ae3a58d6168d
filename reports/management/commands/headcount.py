from dataclasses import dataclass, field

from django.core.management.base import BaseCommand

from budgets.models import Claim
from departments.models import Headcount
from reports.tidy import print_csv

COLUMNS = ["document", "as_of", "department", "group", "authorised", "actual", "place"]
_MEASURES = ("authorised", "actual")


@dataclass
class _Row:
    place: int
    order: tuple[int, int]  # totals first, as the tables print them
    said: dict[str, str] = field(default_factory=dict)


class Command(BaseCommand):
    help = "문서의 인력 표를 CSV로 냅니다. 인쇄된 합계와 소계도 함께."

    def handle(self, **options):
        rows = {**_totals(), **_parts()}
        in_print = sorted(rows.items(), key=lambda pair: _in_print(*pair))
        print_csv(self.stdout, COLUMNS, (_cells(key, row) for key, row in in_print))


def _in_print(key: tuple, row: _Row) -> tuple:
    return key[0], row.place, row.order


def _cells(key: tuple, row: _Row) -> tuple:
    return (*key, *(row.said.get(measure, "") for measure in _MEASURES), row.place)


def _parts() -> dict[tuple, _Row]:
    heads = Headcount.objects.select_related("document", "department").order_by("pk")
    return {
        (head.document.key, head.as_of, head.department.name, head.group): _Row(
            head.place,
            (1, head.position),
            {m: _said(getattr(head, f"{m}_state"), getattr(head, m)) for m in _MEASURES},
        )
        for head in heads
    }


def _totals() -> dict[tuple, _Row]:
    claims = Claim.objects.filter(shape=Claim.Shape.TABLE, measure__in=_MEASURES)
    rows: dict[tuple, _Row] = {}
    for claim in claims.select_related("document", "department").order_by("pk"):
        key = (claim.document.key, claim.as_of, claim.department.name, claim.group)
        row = rows.setdefault(key, _Row(claim.place, (0, claim.position)))
        number = None if claim.value is None else int(claim.value)
        row.said[claim.measure] = _said(claim.state, number)
    return rows


def _said(state: str, number: int | None) -> str:
    """A dash stays a dash; a blank cell and a column that is not there are both empty here."""
    return {"value": str(number), "dash": "-"}.get(state, "")
