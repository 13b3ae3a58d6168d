"""By which thresholds a reader ranks, as the address says them: ?below=30&top=20&bands=30,60,90,100."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reports.asked import read_with_choices
from reports.choices import Choices, percent_tenths
from reports.percent import percent_short
from reports.two_views import PRINTED, TODAY, read_organisation, words_of

MOST = 500
_MOST_BANDS = 10
_FILTERS = ("unit", "department", "kind", "q")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """?below=30&top=20&bands=30,60,90,100; rates in tenths of a percent."""

    below: int = 300
    top: int = 20
    bands: tuple[int, ...] = (300, 600, 900, 1000)
    choices: Choices = field(default_factory=Choices)
    organisation: str = PRINTED

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return (
            *words_of(self.organisation),
            *self.choices.words,
            ("부진 기준", f"집행률 {percent_short(self.below)} 미만"),
            ("순위", f"{self.top}위까지"),
        )

    @property
    def unusual_words(self) -> tuple[tuple[str, str], ...]:
        usual = Thresholds().words
        bands = ",".join(percent_short(edge) for edge in self.bands)
        told = (*self.words, *((("구간", bands),) if self.bands != Thresholds().bands else ()))
        return tuple(each for each in told if each not in usual)


def read_thresholds(said: Mapping[str, str]) -> Thresholds:
    choices, found = read_with_choices(said, _READERS, _FILTERS)
    return Thresholds(**found, choices=choices)


def _below(value: str) -> int:
    try:
        tenths = percent_tenths(value)
    except ValueError:
        tenths = 0
    if not 0 < tenths <= 10_000:
        raise ValueError(f"부진 기준 ‘{value}’: 0보다 크고 1000 이하인 비율을 30처럼 적습니다.")
    return tenths


def _top(value: str) -> int:
    top = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0
    if not 0 < top <= MOST:
        raise ValueError(f"순위 ‘{value}’: 1부터 {MOST}까지의 수를 적습니다.")
    return top


def _bands(value: str) -> tuple[int, ...]:
    try:
        edges = [percent_tenths(part.strip()) for part in value.split(",")]
    except ValueError:
        edges = []
    if edges != sorted({*edges} - {0}) or not 0 < len(edges) <= _MOST_BANDS:
        raise ValueError(
            f"구간 ‘{value}’: 커지는 비율을 30,60,90처럼 {_MOST_BANDS}개까지 적습니다."
        )
    return tuple(edges)


_READERS: dict[str, Callable[[str], object]] = {
    "below": _below,
    "top": _top,
    "bands": _bands,
    "organisation": read_organisation,
}
