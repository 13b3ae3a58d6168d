"""Pieces of drawings. Pure strings; every text is escaped here.

A chart is drawn from the values of the table beside it and says so to who cannot see it. Shapes get
classes, never styles: the content security policy allows no inline style, and print has its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Origin:
    """The table that a chart is drawn from: the id of its heading, and what it is called."""

    heading: str
    words: str


def drawing(
    width: float,
    height: float,
    title: str,
    desc: str,
    parts: Iterable[str],
    name: str = "",
    *,
    shape: str = "",
    origin: Origin | None = None,
) -> str:
    """`name` makes ids that are alone on the page. A picture hides what is in it: links must not be."""
    ids = f"chart-{name}" if name else "chart"
    drawn = "".join(parts)
    role = "group" if "<a " in drawn else "img"
    by = f" {escape(origin.heading)}" if origin else ""
    if origin:
        desc = f"{desc} ‘{origin.words}’ 표에서 그렸습니다."
    return (
        f'<svg class="{f"chart {shape}".strip()}" viewBox="0 0 {width:g} {height:g}" role="{role}"'
        f' aria-labelledby="{escape(ids)}-title" aria-describedby="{escape(ids)}-desc{by}">'
        f'<title id="{escape(ids)}-title">{escape(title)}</title>'
        f'<desc id="{escape(ids)}-desc">{escape(desc)}</desc>{drawn}</svg>'
    )


def rect(x: float, y: float, width: float, height: float, shape: str) -> str:
    return (
        f'<rect class="{shape}" x="{x:.1f}" y="{y:.1f}"'
        f' width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"/>'
    )


def circle(x: float, y: float, radius: float, shape: str) -> str:
    return f'<circle class="{shape}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def polygon(corners: Iterable[tuple[float, float]], shape: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon class="{shape}" points="{points}"/>'


def text(x: float, y: float, words: str, shape: str = "", anchor: str = "start") -> str:
    return f'<text class="{shape}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, shape: str) -> str:
    return f'<line class="{shape}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def path(points: Iterable[tuple[float, float]], shape: str) -> str:
    way = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{shape}" d="M{way}"/>'


def link(href: str, parts: Iterable[str], label: str = "") -> str:
    told = f' aria-label="{escape(label)}"' if label else ""
    return f'<a href="{escape(href)}"{told}>{"".join(parts)}</a>'
