"""What stands around 세입 on its page: the sentence that is spoken of it, the drawing, other years."""

from typing import Any

from django.urls import reverse

from budgets.amounts import Unit, show
from budgets.measures import REVENUE_MEASURES
from reports.called_today import Houses
from reports.charts.bars import Bar, amount_bars
from reports.charts.svg import Origin
from reports.dates import written
from reports.percent import cell_words
from reports.revenue_read import OfAccount, Settled, revenue_years
from reports.same_year import REVENUE, same_year
from reports.table import Report, Row, Table, ratio

_WIDE, _NARROW = 640, 358


def revenue_page(report: Report, settled: Settled, houses: Houses) -> dict[str, Any]:
    return {
        "office": houses.own,
        "year": settled.fiscal_year,
        "spoken": [
            f"{_spoken(table, report.unit)} {_spoken_later(account, report.unit)}".strip()
            for table, account in zip(_of_categories(report), settled.accounts, strict=True)
        ],
        "charts": [
            (at, table.title, _drawings(table, at, report.unit))
            for at, table in enumerate(report.tables, 1)
            if table in _of_categories(report)
        ],
        "years": [
            (
                f"{year}년",
                reverse("revenue", args=[house.code, year, ""]),
                year == settled.fiscal_year,
            )
            for year, house in houses.years(revenue_years).items()
        ],
        "same_year": same_year(settled.office, settled.fiscal_year, REVENUE),
        "documents": [(each.key, each.label) for each in settled.others],
        "units": [unit.label for unit in Unit],
    }


def _of_categories(report: Report) -> list[Table]:
    return [table for table in report.tables if table.key.startswith("categories-")]


def _spoken(table: Table, unit: Unit) -> str:
    """'… 징수결정액은 …, 실제수납액은 …이고 …': as it is said in the council, without what is unknown."""
    cells = dict(zip((column.key for column in table.columns), table.rows[0].cells, strict=True))
    told = [
        f"{label}은 {show(cells[measure], unit)}{unit.label}"
        for measure, label in REVENUE_MEASURES.items()
        if isinstance(cells.get(measure), int) and measure != "appropriated"
    ]
    rate = cells.get("collection_rate")
    said = f", 징수율은 {cell_words(rate)}" if isinstance(rate, int) else ""
    return f"{', '.join(told)}{said}입니다." if told else ""


def _spoken_later(account: OfAccount, unit: Unit) -> str:
    """Of all categories together, the newest."""
    told = [each for each in account.later if each.category is None]
    if not told:
        return ""
    won = f"{show(told[-1].won, unit)}{unit.label}"
    return f"미수납액은 {written(told[-1].day)} 현재 {won}{'이 전액' if told[-1].is_all else '이'} 수납되었습니다."


def _drawings(table: Table, number: int, unit: Unit) -> list[str]:
    """실제수납액 of the lowest categories, each with its share, for a wide and a narrow page."""
    at = next((i for i, c in enumerate(table.columns) if c.key == "received"), None)
    if at is None:
        return []
    total, *rows = table.rows
    bars = [_bar(row, at, total, unit) for row in rows if row.mark == "line"]
    bars = [bar for bar in bars if bar]
    if len(bars) < 2:
        return []
    origin = Origin(f"table-{number}", table.title)
    return [
        amount_bars(
            f"{table.title} 실제수납액",
            bars,
            name=f"received-{number}-{shape}",
            width=width,
            shape=shape,
            origin=origin,
        )
        for shape, width in (("broad", _WIDE), ("narrow", _NARROW))
    ]


def _bar(row: Row, at: int, total: Row, unit: Unit) -> Bar | None:
    won = row.cells[at]
    if not isinstance(won, int):
        return None
    share = cell_words(ratio(won, total.cells[at]))
    return Bar(row.name, won, f"{show(won, unit)}{unit.label} ({share})")
