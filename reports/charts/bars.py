"""Amounts side by side as bars, the longest as wide as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.svg import Origin, drawing, rect, text

_ROW, _BAR, _GAP = 44, 14, 6


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    won: int
    words: str  # what stands at its end


def amount_bars(
    title: str, bars: Sequence[Bar], *, name: str, width: int, shape: str, origin: Origin
) -> str:
    """Names stand above, so that they have room on a telephone, too. Below zero nothing is drawn."""
    longest = max((bar.won for bar in bars), default=0)
    if longest <= 0:
        return ""
    parts: list[str] = []
    for at, bar in enumerate(bars):
        top = _ROW * at + 16
        parts += [
            text(0, top, bar.name, "name"),
            text(width, top, bar.words, "value", "end"),
            rect(0, top + _GAP, width, _BAR, "stage open"),
            rect(0, top + _GAP, width * bar.won / longest, _BAR, "stage paid"),
        ]
    told = " ".join(f"{bar.name}: {bar.words}." for bar in bars)
    height = _ROW * len(bars)
    return drawing(width, height, title, told, parts, name, shape=shape, origin=origin)
