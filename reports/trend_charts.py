"""The drawings of a 추이: marks of each date, joined only where they are alike."""

from collections.abc import Callable, Mapping, Sequence

from budgets.amounts import Unit, show
from reports.charts.lines import Point, Series, line_chart
from reports.percent import percent_words
from reports.seasons import season_words, seasons, with_breaks
from reports.table import Gap
from reports.trend_table import CHARTS, RATE, Entry, href_of

SHOWN_FIRST = (RATE, "budget", "appropriated")  # where nobody asked for another
_FULL = 1000  # tenths of a percent

Drawn = tuple[str, str]  # a caption and its drawing


def charts(name: str, key: str, entries: list[Entry], asked: str) -> list[Drawn]:
    """Of one table; `key` tells its drawings from those of another on the page."""
    shown = (asked,) if asked else SHOWN_FIRST
    drawn = (chart(name, key, measure, entries) for measure in shown)
    return [(title, chart) for title, chart in drawn if chart]


def first_charts(account: str, offices: Mapping[str, list[Entry]], asked: str) -> list[Drawn]:
    """One drawing an office: the rate, where it has any, or what was asked for."""
    found = []
    for at, (office, entries) in enumerate(offices.items()):
        drawn = charts(f"{office} {account}", f"{account}-{at}", entries, asked)[:1]
        found += [(f"{office} {title}", chart) for title, chart in drawn]
    return found


def chart(name: str, key: str, measure: str, entries: list[Entry]) -> Drawn:
    is_rate = measure == RATE
    unit = _telling(measure, entries)
    write: Callable[[int], str] = percent_words if is_rate else lambda won: show(won, unit)
    title = f"{CHARTS[measure]}{'' if is_rate else f' (단위: {unit.label})'}"
    series = series_of(measure, entries)
    ceiling = _FULL if is_rate else None
    whole = f"{name} {title}"
    return title, line_chart(whole, series, write, name=f"{measure}-{key}", ceiling=ceiling)


def _telling(measure: str, entries: list[Entry]) -> Unit:
    """The largest unit that leaves every amount two digits, so that nothing is lost in the drawing."""
    values = [each.value(measure) for each in entries if measure != RATE]
    least = min((abs(won) for won in values if isinstance(won, int) and won), default=0)
    return next((unit for unit in reversed(Unit) if least >= 10 * unit.value), Unit.WON)


def series_of(measure: str, entries: Sequence[Entry]) -> list[Series]:
    found = [
        Series("예산", _points(measure, _drawn_first(entries))),
        *(
            Series(f"집행 ({season_words(x.day for x in season)})", _points(measure, season))
            for season in seasons([x for x in entries if x.stage == "집행"], lambda x: x.day)
        ),
        Series("결산", _points(measure, [each for each in entries if each.stage == "결산"])),
    ]
    return [each for each in found if any(point.value is not None for point in each.points)]


def _drawn_first(entries: Sequence[Entry]) -> list[Entry]:
    """One budget a year: as it was drawn, or where nobody reports that as it was regrouped."""
    budgets = [each for each in entries if each.stage == "예산"]
    drawn = {each.year for each in budgets if not each.when.is_regrouped}
    return [each for each in budgets if not each.when.is_regrouped or each.year not in drawn]


def _points(measure: str, entries: Sequence[Entry]) -> tuple[Point, ...]:
    known = [(each, Gap.UNKNOWN if each.is_partial else each.value(measure)) for each in entries]
    return with_breaks(
        [
            Point(each.day, value if isinstance(value, int) else None, href_of(each))
            for each, value in known
        ]
    )
