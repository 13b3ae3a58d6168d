"""Persons and the budget of each of them over time, drawn from their tables."""

from collections.abc import Iterable

from budgets.amounts import Unit, show
from reports.charts.lines import Point, Series, line_chart
from reports.overview import telling_unit
from reports.people import HEADS, People, Share, shares_of
from reports.printed_persons import PEOPLE
from reports.seasons import with_breaks
from reports.successors import Successors

Drawn = list[tuple[str, str]]


def people_charts(
    found: People, accounts: Iterable[int], successors: Successors, asked: Unit
) -> dict[str, Drawn]:
    """By the key of the table that each is drawn from. `asked`: the unit of the page, in which what a
    mark leads to is told, whatever unit the drawing tells."""
    drawn = {HEADS: _heads(found, successors)}
    for account in accounts:
        drawn[f"per-head-{account}"] = _per_head(found, account, successors, asked)
    return drawn


def _heads(found: People, successors: Successors) -> Drawn:
    """Of whole offices: what their departments come to stands in the table."""
    counted = [each for each in reversed(found.counted) if each.is_whole]
    names = {successors.last_name(each.own.code): each.own.name for each in counted}
    points: dict[str, list[Point]] = {}
    for each in counted:
        whose = "" if len(names) == 1 else f"{names[successors.last_name(each.own.code)]} "
        for label, cell in zip(PEOPLE.values(), each.cells, strict=True):
            value = cell if isinstance(cell, int) else None
            points.setdefault(f"{whose}{label}", []).append(Point(each.day, value))
    series = [Series(label, with_breaks(own)) for label, own in points.items()]
    return _drawn(found, "정원과 현원 (단위: 명)", series, lambda number: f"{number:,}", "heads")


def _per_head(found: People, account: int, successors: Successors, asked: Unit) -> Drawn:
    shares = [each for each in shares_of(found, account, asked) if isinstance(each.per_head, int)]
    if not shares:
        return []
    unit = telling_unit(*(each.per_head for each in shares))
    named = {each.counted.own.code: each.counted.own.name for each in reversed(shares)}
    groups: dict[str, list[Share]] = {}
    for each in reversed(shares):
        groups.setdefault(successors.last_name(each.counted.own.code), []).append(each)
    series = [
        Series(
            " → ".join(dict.fromkeys(named[each.counted.own.code] for each in own)),
            with_breaks(list(_points(own))),
        )
        for own in groups.values()
    ]
    title = f"1인당 예산 (단위: {unit.label})"
    return _drawn(found, title, series, lambda won: show(won, unit), f"per-head-{account}")


def _points(shares: list[Share]) -> Iterable[Point]:
    """A budget as voted and one as amended are not joined."""
    last = None
    for each in shares:
        if last and each.measure != last.measure:
            yield Point(each.counted.day, None)
        yield Point(each.counted.day, each.per_head, each.href)
        last = each


def _drawn(found: People, title: str, series: list[Series], write, name: str) -> Drawn:
    """What has a single day is a table already."""
    days = {point.day for each in series for point in each.points if point.value is not None}
    if len(days) < 2:
        return []
    return [(title, line_chart(f"{found.office} {title}", series, write, name=name))]
