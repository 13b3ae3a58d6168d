"""Where the values of a drawing are written: beside their marks, and not across each other. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_TALL, _WIDE = 12, 7.5  # of a letter, in bold
_ABOVE, _BELOW, _BESIDE = 9, 19, 9


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


class Place(NamedTuple):
    """Of a text, as SVG says it."""

    x: float
    y: float
    anchor: str

    def box(self, words: str) -> Box:
        width = sum(_WIDE if letter.isascii() else _TALL for letter in words)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        left = self.x - before
        return Box(left, self.y - _TALL, left + width, self.y + 2)


@dataclass(slots=True)
class Labels:
    """`frame`: what no label leaves; `taken`: the marks, and then every label that found its place."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def place(self, x: float, y: float, words: str) -> Place | None:
        """The first free place about a mark; nowhere rather than across another."""
        return self.first_free(_about(x, y), words)

    def first_free(self, places: Iterable[Place], words: str) -> Place | None:
        for each in places:
            box = each.box(words)
            if box.is_in(self.frame) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return each
        return None


def _about(x: float, y: float) -> Iterable[Place]:
    for at in (y - _ABOVE, y + _BELOW):
        yield Place(x, at, "middle")
    yield Place(x + _BESIDE, y + 4, "start")
    yield Place(x - _BESIDE, y + 4, "end")
    for at in (y - _ABOVE, y + _BELOW):
        yield Place(x, at, "start")
        yield Place(x, at, "end")
