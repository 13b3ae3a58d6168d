"""Amounts that rose and that fell, right and left of one line. Pure.

A fall has △ before it and its bar is of another pattern of colour: nobody has to tell them by colour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.rows import BAR, Room, name_of_row, wide
from reports.charts.svg import Origin, drawing, line, rect, text


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    value: int
    words: str = ""  # 신규, 종료
    href: str = ""


BROAD = Room(width=720, name=270, row=26)
NARROW = Room(width=358, name=0, row=44)


def diverging_bars(
    title: str,
    changes: Sequence[Change],
    show: Callable[[int], str],
    *,
    name: str = "",
    room: Room = BROAD,
    shape: str = "",
    origin: Origin | None = None,
) -> str:
    """In the order in which they come; `show` writes an amount, with △ before a fall."""
    if not changes:
        return ""
    scale = _Scale(changes, show, room)
    parts = [line(scale.zero, 0, scale.zero, room.row * len(changes) + 4, "axis")]
    for at, change in enumerate(changes):
        parts += _bar(change, room.row * at + 4, scale, show, room)
    told = " ".join(f"{each.name} {_said(each, show)}." for each in changes)
    height = room.row * len(changes) + 8
    return drawing(room.width, height, title, told, parts, name, shape=shape, origin=origin)


class _Scale:
    """Room is left for what is written at the end of the longest bar on either side."""

    def __init__(self, changes: Sequence[Change], show: Callable[[int], str], room: Room):
        falls = [each for each in changes if each.value < 0]
        rises = [each for each in changes if each.value >= 0]
        before = max((wide(_said(each, show)) + 8 for each in falls), default=0)
        behind = max((wide(_said(each, show)) + 8 for each in rises), default=0)
        low = max((-each.value for each in falls), default=0)
        high = max((each.value for each in rises), default=0)
        length = max(room.width - room.name - before - behind, 40)
        self.size = length / ((low + high) or 1)
        self.zero = room.name + before + low * self.size


def _bar(change: Change, y: float, scale: _Scale, show: Callable[[int], str], room: Room):
    width = abs(change.value) * scale.size
    top = y + room.above
    name = _cut(change.name, room.name - 14 if room.name else room.width)
    yield name_of_row(name, y, room, change.href, change.name)
    if change.value < 0:
        yield rect(scale.zero - width, top, width, BAR, "change fell")
        yield text(scale.zero - width - 5, top + 13, _said(change, show), "value", "end")
    else:
        yield rect(scale.zero, top, width, BAR, "change rose")
        yield text(scale.zero + width + 5, top + 13, _said(change, show), "value")


def _said(change: Change, show: Callable[[int], str]) -> str:
    return f"{show(change.value)}{f' {change.words}' if change.words else ''}"


def _cut(words: str, width: float) -> str:
    if wide(words) <= width:
        return words
    while words and wide(f"{words}…") > width:
        words = words[:-1]
    return f"{words}…"
