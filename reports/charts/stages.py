"""예산현액 in its three stages: paid, committed and not yet paid, not committed. One bar or several.

Each bar is a hundred percent wide. Where more was spent than committed, or committed than there
was, no bar is honest: then the words say so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.charts.svg import drawing, line, link, rect, text
from reports.percent import cell_words
from reports.table import Cell, Gap, tenths

_WIDTH = 720
_NAME, _RATE = 150, 64
_ROW, _BAR = 30, 18
_TOP = 24
_FROM_BASE = 0.001  # a sliver thinner than this share is not drawn

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
) -> str:
    """`elapsed`: tenths of a percent of the year gone by, drawn as a line across the bars.
    `show` writes amounts beside the words of the stages, where there is one bar."""
    if not bars:
        return ""
    height = _TOP + _ROW * len(bars) + (18 if elapsed is not None else 4)
    parts = list(_legend(bars, show if len(bars) == 1 else None))
    for at, bar in enumerate(bars):
        parts += _bar(bar, _TOP + _ROW * at)
    if elapsed is not None:
        parts += _elapsed(elapsed, height)
    return drawing(_WIDTH, height, title, _told(bars, elapsed), parts, name)


def _legend(bars: Sequence[Stages], show: Callable[[int], str] | None):
    told = {
        (word, shape): f"{word} {show(won)} {cell_words(tenths(won, bar.base))}" if show else word
        for bar in bars
        for word, shape, won in bar.parts or ()
    }
    x = float(_NAME if not show else 0)
    for (_, shape), words in told.items():
        yield rect(x, 4, 12, 12, f"stage {shape}")
        yield text(x + 18, 14, words, "tick")
        x += 34 + sum(12 if ord(letter) > 0x1100 else 7 for letter in words)


def _bar(bar: Stages, y: float):
    label = text(_NAME - 10, y + _BAR - 4, bar.name, "name", "end")
    yield link(bar.href, [label]) if bar.href else label
    width = _WIDTH - _NAME - _RATE
    if bar.parts is None:
        yield text(_NAME, y + _BAR - 4, _why_not(bar), "tick")
        return
    x = float(_NAME)
    for _, shape, won in bar.parts:
        share = won / bar.base
        if share >= _FROM_BASE:
            yield rect(x, y, width * share, _BAR, f"stage {shape}")
        x += width * share
    yield text(_WIDTH, y + _BAR - 4, cell_words(tenths(bar.spent, bar.base)), "value", "end")


def _why_not(bar: Stages) -> str:
    if not isinstance(bar.base, int) or not isinstance(bar.spent, int):
        return "집행 자료 없음" if bar.spent in (Gap.ABSENT, Gap.DASH) else "합계를 알 수 없음"
    return "집행이 원인행위나 현액보다 커서 그리지 않음" if bar.base > 0 else "나눌 금액 없음"


def _elapsed(elapsed: int, height: float):
    x = _NAME + (_WIDTH - _NAME - _RATE) * min(elapsed, 1000) / 1000
    yield line(x, _TOP - 4, x, height - 14, "elapsed")
    anchor = "end" if elapsed > 850 else "middle"
    yield text(x, height - 2, f"연중 경과 {cell_words(elapsed)}", "tick", anchor)


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
