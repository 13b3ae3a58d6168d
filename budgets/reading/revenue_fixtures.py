"""Revenue as fixtures: one object a row, parents first."""

from collections.abc import Iterator, Sequence

from budgets.measures import REVENUE_MEASURES
from budgets.reading.revenue_facts import Revenue, RevenueRow

Object = dict


def revenue_objects(
    document: list[str], office: str, revenues: Sequence[Revenue]
) -> Iterator[Object]:
    position = 0
    for revenue in revenues:
        about = {
            "document": document,
            "office": [office],
            "account": [revenue.account],
            "fiscal_year": revenue.fiscal_year,
        }
        keys = [[*document, position + at] for at in range(1, len(revenue.rows) + 1)]
        for row, key in zip(revenue.rows, keys, strict=True):
            yield {"model": "budgets.revenue", "fields": _row(about, revenue, row, key[-1], keys)}
        for each in revenue.collections:
            fields = about | {
                "place": each.place,
                "category": None if each.row is None else keys[each.row],
                "day": each.day.isoformat(),
                "won": each.won,
                "is_all": each.is_all,
            }
            yield {"model": "budgets.revenuecollection", "fields": fields}
        position += len(revenue.rows)


def _row(about: Object, revenue: Revenue, row: RevenueRow, position: int, keys: list) -> Object:
    amounts: Object = {}
    for measure in REVENUE_MEASURES:
        if measure in row.amounts:
            amount = row.amounts[measure]
            amounts |= {measure: amount.won, f"{measure}_state": amount.state}
    return (
        about
        | {
            "place": row.place,
            "position": position,
            "day": revenue.day.isoformat(),
            "stage": revenue.stage,
            "kind": row.kind,
            "parent": None if row.parent is None else keys[row.parent],
            "name": row.name,
            "unit": revenue.unit.label,
        }
        | amounts
        | {"is_open": row.is_open}
    )
