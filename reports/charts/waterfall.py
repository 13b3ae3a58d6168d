"""From one amount to another by steps, each bar where the one before it ended. Pure.

Steps are rows, so that no name stands across another. Where the steps are small beside the ends, the
scale begins above zero: then the bars of the ends are broken, and the drawing says where it begins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.rows import BAR, Room, name_of_row, wide
from reports.charts.svg import Origin, drawing, line, polygon, rect, text
from reports.table import Cell

_TOP, _FOOT = 4, 22
_SMALL = 0.2  # of the largest amount: what moves by less is drawn larger


@dataclass(frozen=True, slots=True)
class Step:
    """`is_end`: an amount that stands on the ground; else what is added to the one before."""

    name: str
    cell: Cell
    is_end: bool = False
    href: str = ""


BROAD = Room(width=720, name=130, row=26)
NARROW = Room(width=358, name=0, row=44)


def waterfall(
    title: str,
    steps: Sequence[Step],
    show: Callable[[int], str],
    *,
    name: str = "",
    room: Room = BROAD,
    shape: str = "",
    origin: Origin | None = None,
) -> str:
    """`show` writes an amount, with △ before what is less than nothing."""
    spans = _spans(steps)
    known = [span for span in spans if span is not None]
    if not known:
        return ""
    scale = _Scale(known, steps, show, room)
    parts = []
    for at, (step, span) in enumerate(zip(steps, spans, strict=True)):
        y = _TOP + room.row * at
        parts += _row(step, span, y, scale, show, room)
        follows = spans[at + 1 :]
        if span is not None and (after := next((s for s in follows if s is not None), None)):
            x = scale.x(span[1])
            reach = 1 + follows.index(after)
            end = y + room.row * reach + room.above
            parts.append(line(x, y + room.above + BAR, x, end, "grid"))
    foot = _TOP + room.row * len(steps) + 12
    if scale.is_broken:
        parts.append(
            text(room.name, foot, f"가로축은 0이 아니라 {show(scale.low)}에서 시작", "tick")
        )
    told = " ".join(f"{step.name} {_said(step, show)}." for step in steps)
    height = foot + (_FOOT - 12 if scale.is_broken else 0)
    return drawing(room.width, height, title, told, parts, name, shape=shape, origin=origin)


def _spans(steps: Sequence[Step]) -> list[tuple[int, int] | None]:
    """From where to where each bar goes; nothing for what is not known."""
    at, spans = 0, []
    for step in steps:
        if not isinstance(step.cell, int):
            spans.append(None)
        elif step.is_end:
            spans.append((0, step.cell))
            at = step.cell
        else:
            spans.append((at, at + step.cell))
            at += step.cell
    return spans


class _Scale:
    """Room is left for what is written behind the longest bar."""

    def __init__(self, spans, steps: Sequence[Step], show: Callable[[int], str], room: Room):
        ends = [end for _, end in spans]
        least, most = min(ends), max(ends)
        moved = most - least
        self.is_broken = 0 < moved < _SMALL * most and least > 0
        self.low = _round_down(least - moved // 2, moved) if self.is_broken else min(0, least)
        self.high = max(most, 0)
        self.left = room.name
        words = max(wide(_said(step, show)) for step in steps)
        self.size = (room.width - room.name - words - 12) / ((self.high - self.low) or 1)

    def x(self, won: int) -> float:
        return self.left + (max(won, self.low) - self.low) * self.size


def _round_down(won: int, moved: int) -> int:
    """To where a reader's eye can hold it."""
    size = 10 ** max(len(str(moved)) - 1, 0)
    return won // size * size


def _row(step: Step, span, y: float, scale: _Scale, show: Callable[[int], str], room: Room):
    top = y + room.above
    yield name_of_row(step.name, y, room, step.href, f"{step.name} {_said(step, show)}")
    if span is None:
        yield text(room.name + 4, top + 13, _said(step, show), "tick")
        return
    left, right = sorted(map(scale.x, span))
    shape = "end" if step.is_end else "rose" if span[1] >= span[0] else "fell"
    yield rect(left, top, max(right - left, 1), BAR, f"change {shape}")
    if step.is_end and scale.is_broken:
        yield _break(scale.left + 14, top)
    yield text(right + 5, top + 13, _said(step, show), "value")


def _break(x: float, top: float) -> str:
    """Across the bar of an end, whose beginning is not drawn."""
    return polygon(
        [(x, top - 2), (x + 5, top - 2), (x + 1, top + BAR + 2), (x - 4, top + BAR + 2)], "break"
    )


def _said(step: Step, show: Callable[[int], str]) -> str:
    if not isinstance(step.cell, int):
        return step.cell.value or "빈칸"
    plus = "+" if not step.is_end and step.cell > 0 else ""
    return f"{plus}{show(step.cell)}"
