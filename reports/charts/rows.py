"""What drawings have in common whose bars lie in rows, each with its name. Pure."""

from dataclasses import dataclass

from reports.charts.svg import link, text

BAR = 16
_LETTER, _DIGIT = 12.0, 7.5


@dataclass(frozen=True, slots=True)
class Room:
    width: int
    name: int  # left of the bars; none: names stand above them
    row: int

    @property
    def above(self) -> int:
        return 0 if self.name else 18


def name_of_row(words: str, y: float, room: Room, href: str = "", told: str = "") -> str:
    """`told`: what a listener hears of where it leads."""
    end = "end" if room.name else "start"
    label = text(room.name - 10 if room.name else 0, y + 13, words, "name", end)
    return link(href, [label], told) if href else label


def wide(words: str) -> float:
    return sum(_LETTER if ord(letter) > 0x1100 else _DIGIT for letter in words)
