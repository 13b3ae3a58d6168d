"""Where the values of a drawing are written: beside their marks, and not across each other. Pure.

A value that finds no room beside its mark stands a little farther off, and a thin line leads to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_TALL, _WIDE = 12, 7.5  # of a letter, in bold
_ABOVE, _BELOW, _BESIDE = 9, 19, 9
_OFF, _ROW, _ROWS = 20, 15, 4  # of what stands farther off
_EDGE = 6  # from the middle of a mark to where a line from it begins


Way = tuple[tuple[float, float], tuple[float, float]]  # from one place to another


def width_of(words: str) -> float:
    return sum(_WIDE if letter.isascii() else _TALL for letter in words)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_in(self, frame: "Box") -> bool:
        return (
            frame.left <= self.left
            and self.right <= frame.right
            and frame.top <= self.top
            and self.bottom <= frame.bottom
        )

    def is_crossed(self, way: Way) -> bool:
        """Whether a straight line runs through it: cut at each edge, something of it is left."""
        (x, y), (to_x, to_y) = way
        first, last = 0.0, 1.0
        for at, step, low, high in (
            (x, to_x - x, self.left, self.right),
            (y, to_y - y, self.top, self.bottom),
        ):
            if not step:
                if not low < at < high:
                    return False
                continue
            ends = sorted(((low - at) / step, (high - at) / step))
            first, last = max(first, ends[0]), min(last, ends[1])
        return first < last


class Place(NamedTuple):
    """Of a text, as SVG says it."""

    x: float
    y: float
    anchor: str

    def box(self, words: str) -> Box:
        width = width_of(words)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        left = self.x - before
        return Box(left, self.y - _TALL, left + width, self.y + 2)


@dataclass(slots=True)
class Labels:
    """`frame`: what no label leaves; `taken`: the marks, and then every label that found its place;
    `ways`: lines that no label stands on."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    def place(self, x: float, y: float, words: str, *, is_beside: bool = False) -> Place | None:
        """The first free place about a mark; nowhere rather than across another."""
        return self.first_free(_about(x, y, is_beside=is_beside), words)

    def first_free(self, places: Iterable[Place], words: str) -> Place | None:
        for each in places:
            if self._is_free(box := each.box(words)):
                self.taken.append(box)
                return each
        return None

    def led(self, x: float, y: float, words: str) -> tuple[Place, Way] | None:
        """The first free place farther off, and the line that leads there from the mark."""
        for each, way in _farther(x, y):
            box = each.box(words)
            if self._is_free(box) and not any(other.is_crossed(way) for other in self.taken):
                self.taken.append(box)
                self.ways.append(way)
                return each, way
        return None

    def _is_free(self, box: Box) -> bool:
        return (
            box.is_in(self.frame)
            and not any(box.meets(other) for other in self.taken)
            and not any(box.is_crossed(way) for way in self.ways)
        )


def _about(x: float, y: float, *, is_beside: bool) -> Iterable[Place]:
    if is_beside:  # between the names of this lane and of the next
        yield Place(x + _BESIDE, y + 5, "start")
        yield Place(x - _BESIDE, y + 5, "end")
        return
    for at in (y - _ABOVE, y + _BELOW):
        yield Place(x, at, "middle")
    yield Place(x + _BESIDE, y + 4, "start")
    yield Place(x - _BESIDE, y + 4, "end")
    for at in (y - _ABOVE, y + _BELOW):
        yield Place(x, at, "start")
        yield Place(x, at, "end")


def _farther(x: float, y: float) -> Iterable[tuple[Place, Way]]:
    """Right and left of a mark, row by row away from it."""
    for row in range(1, _ROWS + 1):
        for rows in (-row, row):
            for side, anchor in ((1, "start"), (-1, "end")):
                place = Place(x + side * _OFF, y + 4 + rows * _ROW, anchor)
                way = (x + side * _EDGE, y), (place.x - side * 2, place.y - 4)
                yield place, way
