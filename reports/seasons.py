"""Which reporting dates of different years speak of the same time of the year. Pure.

Half a year's execution is no continuation of a quarter's: only dates that lie within a month of each
other may be joined, compared by their rates or offered as the same time, and none across a year of
which nobody reports. A month, because reports of the same season come some weeks earlier or later
(2022-07-01, 2018-06-30), and a quarter is three. A year's end is not near its beginning: what was
spent by then is all, or nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from reports.charts.lines import Point

SEASON = 31  # days
Item = TypeVar("Item")


def is_same_time(one: date, other: date) -> bool:
    """Of whichever years."""
    return abs(_day_of_year(one) - _day_of_year(other)) <= SEASON


def seasons(items: Iterable[Item], day: Callable[[Item], date]) -> list[list[Item]]:
    """Dates no two of which lie more than a month of the year apart."""
    found: list[list[Item]] = []
    for each in sorted(items, key=lambda each: (_day_of_year(day(each)), day(each))):
        if found and is_same_time(day(each), day(found[-1][0])):
            found[-1].append(each)
        else:
            found.append([each])
    return [sorted(season, key=day) for season in found]


def _day_of_year(day: date) -> int:
    return date(2000, day.month, day.day).timetuple().tm_yday  # the same in every year


def season_words(days: Iterable[date]) -> str:
    told = sorted({(day.month, day.day) for day in days})
    first, last = (f"{month}. {day}." for month, day in (told[0], told[-1]))
    return first if first == last else f"{first}~{last}"


def with_breaks(points: Sequence[Point]) -> tuple[Point, ...]:
    """With a break for every year that says nothing."""
    breaks = [
        Point(date(one.day.year + 1, 1, 1), None)
        for one, other in pairwise(points)
        if other.day.year > one.day.year + 1
    ]
    return tuple(sorted([*points, *breaks], key=lambda point: (point.day, point.value is not None)))
