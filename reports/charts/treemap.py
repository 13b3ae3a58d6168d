"""A treemap: area is an amount, shade is a rate, both printed in the cell where there is room.

Squarified (Bruls, Huizing, van Wijk, 2000): rows are filled as long as their cells become squarer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.svg import Origin, drawing, link, rect, text
from reports.percent import cell_words
from reports.table import Cell

_GAP = 1.0
_LETTER = 11.5  # width of a Korean letter at 12 px, with room
_SHADES = ((300, "r0"), (500, "r1"), (700, "r2"), (900, "r3"))  # tenths of a percent, below


@dataclass(frozen=True, slots=True)
class Tile:
    name: str
    size: int
    rate: Cell
    href: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float
    width: float
    height: float


BROAD = Place(0, 0, 640, 260)
NARROW = Place(0, 0, 358, 420)  # what a telephone has, so that letters keep their size


def treemap(
    title: str,
    tiles: Sequence[Tile],
    show: Callable[[int], str],
    *,
    name: str = "",
    room: Place = BROAD,
    shape: str = "",
    origin: Origin | None = None,
) -> str:
    """Tiles of no size, or less, have no area: they stand in the table beside it."""
    shown = sorted((t for t in tiles if t.size > 0), key=lambda t: -t.size)
    if not shown:
        return ""
    places = squarified([tile.size for tile in shown], room)
    parts = [_tile(tile, place, show) for tile, place in zip(shown, places, strict=True)]
    desc = " ".join(f"{t.name} {show(t.size)}, 집행률 {cell_words(t.rate)}." for t in shown)
    return drawing(room.width, room.height, title, desc, parts, name, shape=shape, origin=origin)


def squarified(sizes: Sequence[int], room: Place) -> list[Place]:
    """Places of these sizes, given from large to small, that fill the room."""
    places: list[Place] = []
    scale = room.width * room.height / sum(sizes)
    areas = [size * scale for size in sizes]
    while areas:
        side = min(room.width, room.height)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(
            areas[:count], side
        ):
            count += 1
        row, room = _fill(areas[:count], room)
        places += row
        areas = areas[count:]
    return places


def _worst(areas: Sequence[float], side: float) -> float:
    """How far from a square the worst cell of a row is."""
    whole = sum(areas)
    return max(side**2 * max(areas) / whole**2, whole**2 / (side**2 * min(areas)))


def _fill(areas: Sequence[float], room: Place) -> tuple[list[Place], Place]:
    """A row along the shorter side, and the room that is left."""
    whole = sum(areas)
    row = []
    if room.width >= room.height:
        thick, at = whole / room.height, room.y
        for area in areas:
            row.append(Place(room.x, at, thick, area / thick))
            at += area / thick
        return row, Place(room.x + thick, room.y, room.width - thick, room.height)
    thick, at = whole / room.width, room.x
    for area in areas:
        row.append(Place(at, room.y, area / thick, thick))
        at += area / thick
    return row, Place(room.x, room.y + thick, room.width, room.height - thick)


def _tile(tile: Tile, place: Place, show: Callable[[int], str]) -> str:
    parts = [
        rect(
            place.x + _GAP,
            place.y + _GAP,
            place.width - 2 * _GAP,
            place.height - 2 * _GAP,
            _shade(tile.rate),
        )
    ]
    lines = [tile.name, show(tile.size), cell_words(tile.rate)]
    fits = int((place.width - 12) / _LETTER)
    room = int((place.height - 8) / 16)
    if fits >= 4 and room >= 1:
        written = [_cut(words, fits) for words in lines][: min(room, 3)]
        parts += [
            text(place.x + 7, place.y + 18 + 16 * at, words, "tile-name" if at == 0 else "tile")
            for at, words in enumerate(written)
        ]
    told = f"{tile.name} {show(tile.size)}, 집행률 {cell_words(tile.rate)}"
    inside = [f"<title>{_escaped(told)}</title>", *parts]
    return link(tile.href, inside, told) if tile.href else f"<g>{''.join(inside)}</g>"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(words: str, letters: int) -> str:
    """Wide letters fill the room; figures and points are half as wide."""
    width = 0.0
    for at, letter in enumerate(words):
        width += 1 if ord(letter) > 0x1100 else 0.6
        if width > letters:
            return words[: max(at - 1, 1)] + "…"
    return words


def _shade(rate: Cell) -> str:
    if not isinstance(rate, int):
        return "tile-box unknown"
    return f"tile-box {next((shade for below, shade in _SHADES if rate < below), 'r4')}"
