"""Where a drawing of what followed what has its days, or its books, from left to right. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from reports.charts.svg import line, text

LEFT, RIGHT = 12, 16
_MOST_YEARS = 14
_BESIDE = 5  # a mark stands just inside what begins with it

Spot = date | int


class Scale(Protocol):
    width: int

    def x(self, spot: Spot) -> float: ...

    def ends(self, first: Spot | None, last: Spot | None) -> tuple[float, float]: ...

    def lines(self, top: float, bottom: float) -> Iterable[str]: ...

    def words(self, first: Spot, last: Spot) -> str: ...


class Years:
    """Days as far apart as they are. `days`: of which something is told."""

    width = 720

    def __init__(self, days: Sequence[date]):
        self.years = range(min(days).year, max(days).year + 1)
        self.first = date(self.years[0], 1, 1).toordinal()
        self.last = date(self.years[-1], 12, 31).toordinal()

    def x(self, spot: date) -> float:
        share = (spot.toordinal() - self.first) / (self.last - self.first)
        return LEFT + min(max(share, 0), 1) * (self.width - LEFT - RIGHT)

    def ends(self, first: date | None, last: date | None) -> tuple[float, float]:
        """A day is too narrow to be seen."""
        left = self.x(first) if first else LEFT
        right = self.x(last) if last else self.width - RIGHT
        return (left, right) if right - left >= 4 else (max(left - 4, LEFT), max(right, left))

    def lines(self, top: float, bottom: float) -> Iterable[str]:
        every = -(-len(self.years) // _MOST_YEARS)
        for at, year in enumerate(self.years):
            x = self.x(date(year, 1, 1))
            yield line(x, top, x, bottom, "grid")
            if at % every == 0:
                yield text(self.x(date(year, 7, 1)), top - 4, f"{year}", "tick", "middle")
        yield line(self.width - RIGHT, top, self.width - RIGHT, bottom, "grid")

    def words(self, first: date, last: date) -> str:
        days = " ~ ".join(
            f"{day.year}. {day.month}. {day.day}." for day in dict.fromkeys((first, last))
        )
        return days.removesuffix(".")


class Stops:
    """One column for each, in their order: what is told of days that lie years apart, or in one.

    Something happens at the beginning of a column, between it and the one before.
    """

    def __init__(self, names: Sequence[str], width: int):
        self.names, self.width = names, width
        self._wide = (width - LEFT - RIGHT) / len(names)

    def x(self, spot: int) -> float:
        return self._edge(spot) + _BESIDE

    def ends(self, first: int | None, last: int | None) -> tuple[float, float]:
        left = 0 if first is None else first
        right = len(self.names) - 1 if last is None else last
        return self._edge(left), self._edge(right + 1)

    def lines(self, top: float, bottom: float) -> Iterable[str]:
        for at, name in enumerate(self.names):
            yield line(self._edge(at), top, self._edge(at), bottom, "grid")
            yield text(self._edge(at) + self._wide / 2, top - 4, name, "tick", "middle")
        yield line(self.width - RIGHT, top, self.width - RIGHT, bottom, "grid")

    def words(self, first: int, last: int) -> str:
        return f"{self.names[first - 1]} → {self.names[last]}"

    def _edge(self, at: int) -> float:
        return LEFT + at * self._wide
