"""예산현액 in its three stages: paid, committed and not yet paid, not committed. One bar or several.

Each bar is a hundred percent wide. Where more was spent than committed, or committed than there
was, no bar is honest: then the words say so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.svg import Origin, drawing, line, link, rect, text
from reports.percent import cell_words
from reports.table import Cell, Gap, tenths

_FROM_BASE = 0.001  # a sliver thinner than this share is not drawn


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is for bars, and for what stands left and right of them, or above."""

    width: int
    name: int  # left of a bar; none: names stand above
    rate: int
    row: int
    bar: int

    @property
    def length(self) -> int:
        return self.width - self.name - self.rate

    @property
    def above(self) -> int:
        return 0 if self.name else self.row - self.bar - 10


BROAD = Room(width=640, name=130, rate=56, row=30, bar=18)
NARROW = Room(width=358, name=0, rate=0, row=46, bar=18)  # a telephone: letters keep their size
_LEGEND = 24

PAID, COMMITTED, OPEN = "집행", "원인행위 후 미집행", "미원인행위"


@dataclass(frozen=True, slots=True)
class Stages:
    name: str
    base: Cell
    committed: Cell
    spent: Cell
    href: str = ""

    @property
    def parts(self) -> list[tuple[str, str, int]] | None:
        """(word, class, won) from left to right; None where the stages do not lie in each other."""
        if not isinstance(self.base, int) or not isinstance(self.spent, int) or self.base <= 0:
            return None
        if not isinstance(self.committed, int):
            if not 0 <= self.spent <= self.base:
                return None
            return [(PAID, "paid", self.spent), ("미집행", "open", self.base - self.spent)]
        if not 0 <= self.spent <= self.committed <= self.base:
            return None
        return [
            (PAID, "paid", self.spent),
            (COMMITTED, "committed", self.committed - self.spent),
            (OPEN, "open", self.base - self.committed),
        ]


def stage_bars(
    title: str,
    bars: Sequence[Stages],
    *,
    name: str = "",
    elapsed: int | None = None,
    show: Callable[[int], str] | None = None,
    room: Room = BROAD,
    shape: str = "",
    origin: Origin | None = None,
) -> str:
    """`elapsed`: tenths of a percent of the year gone by, drawn as a line across the bars.
    `show` writes amounts beside the words of the stages, where there is one bar."""
    if not bars:
        return ""
    legend, top = _legend(bars, show if len(bars) == 1 else None, room)
    height = top + room.row * len(bars) + (18 if elapsed is not None else 4)
    parts = [*legend]
    for at, bar in enumerate(bars):
        parts += _bar(bar, top + room.row * at, room)
    if elapsed is not None:
        parts += _elapsed(elapsed, top, len(bars), room)
    told = _told(bars, elapsed)
    return drawing(room.width, height, title, told, parts, name, shape=shape, origin=origin)


def _legend(
    bars: Sequence[Stages], show: Callable[[int], str] | None, room: Room
) -> tuple[list[str], int]:
    """With where it ends: what does not fit beside the last stands in the next line."""
    told = {
        (word, shape): f"{word} {show(won)} {cell_words(tenths(won, bar.base))}" if show else word
        for bar in bars
        for word, shape, won in bar.parts or ()
    }
    start = 0 if show else room.name
    x, y, parts = start, 0, []
    for (_, shape), words in told.items():
        wide = 18 + sum(11.2 if ord(letter) > 0x1100 else 6 for letter in words)
        if x > start and x + wide > room.width:
            x, y = start, y + 20
        parts += [rect(x, y + 4, 12, 12, f"stage {shape}"), text(x + 18, y + 14, words, "tick")]
        x += wide + 16
    return parts, y + _LEGEND


def _bar(bar: Stages, y: float, room: Room):
    line_of_words = y + (13 if room.above else room.bar - 4)
    label = (
        text(room.name - 10, line_of_words, bar.name, "name", "end")
        if room.name
        else text(0, line_of_words, bar.name, "name")
    )
    yield link(bar.href, [label]) if bar.href else label
    top = y + room.above
    if bar.parts is None:
        yield text(room.name, top + room.bar - 4, _why_not(bar), "tick")
        return
    x = float(room.name)
    for _, shape, won in bar.parts:
        share = won / bar.base
        if share >= _FROM_BASE:
            yield rect(x, top, room.length * share, room.bar, f"stage {shape}")
        x += room.length * share
    rate = cell_words(tenths(bar.spent, bar.base))
    yield text(room.width, line_of_words, rate, "value", "end")


def _why_not(bar: Stages) -> str:
    if not isinstance(bar.base, int) or not isinstance(bar.spent, int):
        return "집행 자료 없음" if bar.spent in (Gap.ABSENT, Gap.DASH) else "합계를 알 수 없음"
    return "집행이 원인행위나 현액보다 커서 그리지 않음" if bar.base > 0 else "나눌 금액 없음"


def _elapsed(elapsed: int, top: float, count: int, room: Room):
    """One line across all bars; where names stand between them, a piece across each."""
    x = room.name + room.length * min(elapsed, 1000) / 1000
    end = top + room.row * count
    if room.above:
        for at in range(count):
            y = top + room.row * at + room.above
            yield line(x, y - 3, x, y + room.bar + 3, "elapsed")
    else:
        yield line(x, top - 4, x, end + 4, "elapsed")
    anchor = "end" if elapsed > 850 else "middle"
    if not room.name and elapsed < 250:
        anchor = "start"
    yield text(x, end + 16, f"연중 경과 {cell_words(elapsed)}", "tick", anchor)


def _told(bars: Sequence[Stages], elapsed: int | None) -> str:
    said = []
    for bar in bars:
        if bar.parts is None:
            said.append(f"{bar.name}: {_why_not(bar)}.")
            continue
        shares = (f"{word} {cell_words(tenths(won, bar.base))}" for word, _, won in bar.parts)
        said.append(f"{bar.name}: {', '.join(shares)}.")
    if elapsed is not None:
        said.append(f"연중 경과 {cell_words(elapsed)}.")
    return " ".join(said)
