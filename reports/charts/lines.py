"""Amounts or rates over time: a mark for each reporting date, a line only where one is honest.

Marks are joined within one series alone, and never across a gap: a series is one measure at one
stage, so that what was planned, spent half way and settled are three lines and not one. A value that
finds no room at its mark is not written there: it is told in words, and in the table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reports.charts.labels import Box, Labels
from reports.charts.svg import circle, drawing, line, link, path, polygon, rect, text

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 20, 34
_STEPS = 4
_MARK = 4
_MOST_YEARS = 14
_UPWARDS = ((0, -1.25), (1.25, 1), (-1.25, 1))
_ON_A_CORNER = ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0))
_COLOURS, _FORMS = 8, 4


class Look(NamedTuple):
    """A series has a colour, and a form of its own, since not everybody tells colours apart."""

    colour: str  # a class of the stylesheet
    form: int


@dataclass(frozen=True, slots=True)
class Point:
    day: date
    value: int | None  # None breaks the line
    href: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    points: tuple[Point, ...]  # by day


def line_chart(
    title: str,
    series: Sequence[Series],
    show: Callable[[int], str],
    *,
    name: str = "",
    ceiling: int | None = None,
) -> str:
    """`show` writes a value; `ceiling` is where the scale ends at least (1000 for 100 %)."""
    drawn = [each for each in series if any(p.value is not None for p in each.points)]
    points = [p for each in drawn for p in each.points if p.value is not None]
    if not points:
        return ""
    scale = _Scale(points, ceiling)
    parts = [*_grid(scale, show), *_years(scale)]
    room = _room(drawn, scale)
    looks = list(zip(_looks(len(drawn)), drawn, strict=True))
    for look, each in looks:
        parts += _ways(each, look, scale)
    for look, each in looks:  # above every line, so that none runs across a value
        parts += _values(each, look, scale, show, room)
    parts += _legend(drawn)
    height = _HEIGHT + 20 * len(drawn)
    return drawing(_WIDTH, height, title, _told(drawn, show), parts, name)


def _looks(count: int) -> list[Look]:
    """Where the colours begin anew they come with other forms."""
    return [Look(f"s{at % _COLOURS + 1}", (at + at // _COLOURS) % _FORMS) for at in range(count)]


def _room(series: Sequence[Series], scale: "_Scale") -> Labels:
    """For values: what is drawn of them already are their marks."""
    frame = Box(_LEFT - 4, 0, _WIDTH, _HEIGHT - _BOTTOM + 4)
    marks = []
    for point in (p for each in series for p in each.points if p.value is not None):
        x, y, half = scale.x(point.day), scale.y(point.value), _MARK + 1
        marks.append(Box(x - half, y - half, x + half, y + half))
    ways = [
        way for each in series for run in _runs(each.points) for way in pairwise(_at(run, scale))
    ]
    return Labels(frame, marks, ways)


class _Scale:
    def __init__(self, points: Sequence[Point], ceiling: int | None):
        values = [point.value for point in points]
        self.low = min(0, *values)
        self.high = max(_round_up(max(1, *values)), ceiling or 0)
        days = [point.day for point in points]
        # Whole years, so that what was settled on 31 December stands in its own.
        self.first_year, self.last_year = min(days).year, max(days).year
        self.first = date(self.first_year, 1, 1).toordinal()
        self.last = date(self.last_year, 12, 31).toordinal()

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _round_up(value: int) -> int:
    """To 1, 2, 4 or 8 times a power of ten, so that four steps have short names."""
    size = 10 ** (len(str(value)) - 1)
    return next(n * size for n in (1, 2, 4, 8, 10, 20) if n * size >= value)


def _grid(scale: _Scale, show: Callable[[int], str]):
    for step in range(_STEPS + 1):
        value = scale.low + (scale.high - scale.low) * step // _STEPS
        y = scale.y(value)
        yield line(_LEFT, y, _WIDTH - _RIGHT, y, "axis" if value == 0 else "grid")
        yield text(_LEFT - 8, y + 4, show(value), "tick", "end")


def _years(scale: _Scale):
    """A year's name stands between its beginning and its end; of many every second or third."""
    count = scale.last_year - scale.first_year + 1
    every = -(-count // _MOST_YEARS)
    for year in range(scale.first_year, scale.last_year + 1):
        x = scale.x(date(year, 1, 1))
        yield line(x, _HEIGHT - _BOTTOM, x, _HEIGHT - _BOTTOM + 5, "axis")
        if (year - scale.first_year) % every == 0:
            middle = scale.x(date(year, 7, 1))
            yield text(middle, _HEIGHT - _BOTTOM + 20, f"{year}", "tick", "middle")
    yield line(_WIDTH - _RIGHT, _HEIGHT - _BOTTOM, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM + 5, "axis")


def _ways(series: Series, look: Look, scale: _Scale):
    for run in _runs(series.points):
        if len(run) > 1:
            yield path(_at(run, scale), f"line {look.colour}")


def _at(points: Iterable[Point], scale: _Scale) -> list[tuple[float, float]]:
    return [(scale.x(p.day), scale.y(p.value)) for p in points]


def _values(series: Series, look: Look, scale: _Scale, show: Callable[[int], str], room: Labels):
    for point in series.points:
        if point.value is not None:
            x, y = scale.x(point.day), scale.y(point.value)
            words = show(point.value)
            label = _label(x, y, words, room)
            drawn = _mark(x, y, look) + label
            yield link(point.href, (drawn,), "" if label else words) if point.href else drawn


def _label(x: float, y: float, words: str, room: Labels) -> str:
    if place := room.place(x, y, words):
        return text(place.x, place.y, words, "value", place.anchor)
    if led := room.led(x, y, words):
        place, (start, end) = led
        return line(*start, *end, "leader") + text(place.x, place.y, words, "value", place.anchor)
    return ""


def _mark(x: float, y: float, look: Look) -> str:
    name = f"mark {look.colour}"
    if look.form == 0:
        return rect(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK, name)
    if look.form == 1:
        return circle(x, y, _MARK + 0.5, name)
    corners = _UPWARDS if look.form == 2 else _ON_A_CORNER
    return polygon([(x + dx * _MARK, y + dy * _MARK) for dx, dy in corners], name)


def _runs(points: Sequence[Point]):
    run: list[Point] = []
    for point in points:
        if point.value is None:
            yield run
            run = []
        else:
            run.append(point)
    yield run


def _legend(series: Sequence[Series]):
    for at, (look, each) in enumerate(zip(_looks(len(series)), series, strict=True)):
        y = _HEIGHT + 8 + 20 * at
        yield _mark(_LEFT + _MARK, y - _MARK, look)
        yield text(_LEFT + 16, y, each.label, "tick")


def _told(series: Sequence[Series], show: Callable[[int], str]) -> str:
    """All that the drawing says, in words."""
    return " ".join(
        f"{each.label}: "
        + ", ".join(
            f"{p.day.year}. {p.day.month}. {p.day.day}. {show(p.value)}"
            for p in each.points
            if p.value is not None
        )
        + "."
        for each in series
    )
