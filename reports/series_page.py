"""What is drawn beside the tables of a series: means of a day and shares, where two dates tell them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from budgets.amounts import Unit
from reports.charts.lines import Point, line_chart
from reports.charts.lines import Series as Line
from reports.percent import percent_words
from reports.seasons import with_breaks
from reports.series import Group, Series, Telling
from reports.series_report import divided, items_of, payer_of, shared_groups
from reports.table import Report
from reports.timeline import Stand
from reports.timeline import charts as charts_of_stands

Drawn = tuple[str, str]  # a caption and its drawing


def series_page(report: Report, series: Series, stands: Sequence[Stand]) -> dict[str, Any]:
    payer = payer_of(series)
    drawn = {"over_time": _daily(series)}
    for at, name in enumerate(shared_groups(series)):
        drawn[f"shares/{name}"] = _shares(series, name, at)
    if payer:
        drawn["payer"] = charts_of_stands("payer", str(payer.own.line), stands)
    return {
        "series": series,
        "payer": payer,
        "has_money": bool(payer and stands),
        "parts": [(table, drawn.get(table.key, [])) for table in report.tables],
        "units": [unit.label for unit in Unit],
    }


def _daily(series: Series) -> list[Drawn]:
    """Of wholes of different length only their means can be set side by side."""
    points = [
        (telling, int(daily.quantize(Decimal(1), ROUND_HALF_UP)))
        for telling, group in _wholes(series)
        if (daily := telling.daily(group)) is not None
    ]
    if len(points) < 2 or not series.has_days:
        return []
    caption = f"일평균 (단위: {_wholes(series)[0][1].unit})"
    line = Line("일평균", with_breaks([Point(told.own.last, value) for told, value in points]))
    chart = line_chart(f"{series.name} {caption}", [line], lambda value: f"{value:,}", name="daily")
    return [(caption, chart)]


def _wholes(series: Series) -> list[tuple[Telling, Group]]:
    """Oldest first; of one day the one that tells more, as a table does."""
    found: dict[tuple, tuple[Telling, Group]] = {}
    for telling in reversed(series.tellings):
        for group in telling.groups:
            if telling.own.last and group.total is not None and not group.name:
                found[telling.own.last, group.unit] = (telling, group)
    units = [group.unit for _, group in found.values()]
    return [each for each in found.values() if each[1].unit == units[-1]]


def _shares(series: Series, name: str, at: int) -> list[Drawn]:
    told = [each for each in divided(series, name) if each[0].own.last]
    if len({telling.own.last for telling, _ in told}) < 2:
        return []
    lines = [
        Line(
            item,
            with_breaks([Point(telling.own.last, _share(group, item)) for telling, group in told]),
        )
        for item in items_of(told)
    ]
    caption = f"{name} 비중".strip()
    chart = line_chart(f"{series.name} {caption}", lines, percent_words, name=f"shares-{at}")
    return [(caption, chart)]


def _share(group: Group, item: str) -> int | None:
    count = next((each for each in group.counts if each.item == item), None)
    share = group.share(count) if count else None
    return share if isinstance(share, int) else None
