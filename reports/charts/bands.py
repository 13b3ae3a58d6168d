"""What followed what, through time: a band for each name, and marks where one became another. Pure.

A band is full where something is known to have been, and broken over days that nobody can tell. Each
kind of link has a mark of its own and says its word beside it, so that no colour is needed; what finds
no room is told in words, and in the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.charts.labels import Box, Labels, Place
from reports.charts.svg import Origin, circle, drawing, line, link, polygon, rect, text

_WIDTH = 720
_LEFT, _RIGHT, _TOP = 12, 16, 30
_LANE, _BAND = 54, 14
_MARK = 6
_MOST_YEARS = 14
_NEAR = 7  # between arrows that begin on the same day


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    name: str
    href: str
    lane: int
    first: date | None  # known to be there from; None: since before anything is told
    last: date | None  # known to be there until; None: still, as far as is told


@dataclass(frozen=True, slots=True)
class Tie:
    """`first` and `last`: between which days it happened; the same where the day is known."""

    kind: str
    before: str  # the key of a band, "" where nobody knows or there is none
    after: str
    first: date
    last: date
    form: str  # one of FORMS


FORMS = ("round", "square", "up", "down", "diamond", "cross", "ring")


def band_chart(
    title: str, bands: Sequence[Band], ties: Sequence[Tie], days: Sequence[date], origin: Origin
) -> str:
    """`days`: of which something is told; they make the scale."""
    if not bands or not days:
        return ""
    scale = _Scale([*days, *(day for tie in ties for day in (tie.first, tie.last))])
    lanes = max(band.lane for band in bands) + 1
    bottom = _TOP + lanes * _LANE
    by_key = {band.key: band for band in bands}
    forms = list(dict.fromkeys((tie.form, tie.kind) for tie in ties))
    legend = _legend(forms, bottom + 34)
    room = _room(bands, ties, by_key, scale, bottom)
    parts = [
        *_years(scale, bottom),
        *_arrows(ties, by_key, scale),
        *_broken(ties, by_key, scale),
        *(part for band in bands for part in _band(band, scale, room)),
        *_marks(ties, by_key, scale, room),
        *legend,
    ]
    height = bottom + 34 + 20 * len(forms)
    return drawing(_WIDTH, height, title, _told(ties, by_key), parts, "lineage", origin=origin)


class _Scale:
    def __init__(self, days: Sequence[date]):
        self.years = range(min(days).year, max(days).year + 1)
        self.first = date(self.years[0], 1, 1).toordinal()
        self.last = date(self.years[-1], 12, 31).toordinal()

    def x(self, day: date | None, otherwise: float) -> float:
        if day is None:
            return otherwise
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return _LEFT + min(max(share, 0), 1) * (_WIDTH - _LEFT - _RIGHT)

    def ends(self, band: Band) -> tuple[float, float]:
        """A day is too narrow to be seen."""
        left, right = self.x(band.first, _LEFT), self.x(band.last, _WIDTH - _RIGHT)
        return (left, right) if right - left >= 4 else (max(left - 4, _LEFT), max(right, left))


def _middle(band: Band) -> float:
    return _TOP + band.lane * _LANE + _LANE / 2


def _years(scale: _Scale, bottom: float) -> Iterable[str]:
    every = -(-len(scale.years) // _MOST_YEARS)
    for at, year in enumerate(scale.years):
        x = scale.x(date(year, 1, 1), _LEFT)
        yield line(x, _TOP - 8, x, bottom, "grid")
        if at % every == 0:
            yield text(scale.x(date(year, 7, 1), _LEFT), _TOP - 12, f"{year}", "tick", "middle")
    yield line(_WIDTH - _RIGHT, _TOP - 8, _WIDTH - _RIGHT, bottom, "grid")


def _band(band: Band, scale: _Scale, room: Labels) -> Iterable[str]:
    """A name stands above its band, or below where another name is."""
    left, right = scale.ends(band)
    top = _middle(band) - _BAND / 2
    # A band is thin for a finger: the whole lane above and below it leads on, too.
    parts = [
        rect(left, top - 7, right - left, _BAND + 14, "touch"),
        rect(left, top, right - left, _BAND, "band"),
    ]
    place = room.first_free(_about_name(left, right, top), band.name)
    if place:
        parts.append(text(place.x, place.y, band.name, "name", place.anchor))
    yield link(band.href, parts, band.name)


def _about_name(left: float, right: float, top: float) -> Iterable[Place]:
    for y in (top - 5, top + _BAND + 13):
        yield Place(left, y, "start")
        yield Place(right, y, "end")
        yield Place((left + right) / 2, y, "middle")


def _ends_of(tie: Tie, by_key: dict[str, Band]) -> tuple[Band | None, Band | None]:
    return by_key.get(tie.before), by_key.get(tie.after)


def _is_across(tie: Tie, by_key: dict[str, Band]) -> bool:
    before, after = _ends_of(tie, by_key)
    return bool(before and after and before.lane != after.lane)


def _broken(ties: Sequence[Tie], by_key: dict[str, Band], scale: _Scale) -> Iterable[str]:
    """Days over which nobody can say which of two names it was, or whether it was."""
    for tie in ties:
        if tie.first < tie.last:
            own = next(band for band in reversed(_ends_of(tie, by_key)) if band)
            y = _middle(own)
            yield line(scale.x(tie.first, 0), y, scale.x(tie.last, 0), y, "maybe")


def _at(tie: Tie, at: int, scale: _Scale) -> float:
    """Where the mark of a tie stands: in the middle of its days."""
    x = (scale.x(tie.first, 0) + scale.x(tie.last, 0)) / 2 + at * _NEAR
    return min(max(x, _LEFT + _MARK), _WIDTH - _RIGHT - _MARK)


def _placed(
    ties: Sequence[Tie], by_key: dict[str, Band], scale: _Scale
) -> Iterable[tuple[Tie, float, float]]:
    """Ties with where their marks stand: those of one band and day beside each other."""
    met: dict[tuple, int] = {}
    for tie in ties:
        before, after = _ends_of(tie, by_key)
        own = before or after
        key = (own.lane, tie.first, tie.last)
        at = met[key] = met.get(key, -1) + 1
        yield tie, _at(tie, 2 * at, scale), _middle(own)


def _arrows(ties: Sequence[Tie], by_key: dict[str, Band], scale: _Scale) -> Iterable[str]:
    for tie, x, y in _placed(ties, by_key, scale):
        if _is_across(tie, by_key):
            end = _middle(by_key[tie.after])
            edge = end - _BAND / 2 if end > y else end + _BAND / 2
            way = 1 if end > y else -1
            yield line(x, y, x, edge - 5 * way, "way")
            yield polygon([(x, edge), (x - 4, edge - 7 * way), (x + 4, edge - 7 * way)], "tip")


def _marks(
    ties: Sequence[Tie], by_key: dict[str, Band], scale: _Scale, room: Labels
) -> Iterable[str]:
    for tie, x, y in _placed(ties, by_key, scale):
        yield _mark(tie.form, x, y)
        if place := room.place(x, y, tie.kind):
            yield text(place.x, place.y, tie.kind, "tick", place.anchor)


def _room(
    bands: Sequence[Band], ties: Sequence[Tie], by_key: dict[str, Band], scale: _Scale, bottom
) -> Labels:
    taken = []
    for band in bands:
        left, right = scale.ends(band)
        taken.append(Box(left, _middle(band) - _BAND / 2, right, _middle(band) + _BAND / 2))
    for tie, x, y in _placed(ties, by_key, scale):
        taken.append(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK))
        if _is_across(tie, by_key):
            end = _middle(by_key[tie.after])
            taken.append(Box(x - 3, min(y, end), x + 3, max(y, end)))
    return Labels(Box(0, _TOP - 8, _WIDTH, bottom), taken)


def _mark(form: str, x: float, y: float) -> str:
    if form == "square":
        return rect(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK, "tie")
    if form == "up":
        return polygon([(x, y - _MARK), (x + _MARK, y + _MARK), (x - _MARK, y + _MARK)], "tie")
    if form == "down":
        return polygon([(x, y + _MARK), (x + _MARK, y - _MARK), (x - _MARK, y - _MARK)], "tie")
    if form == "diamond":
        corners = [(x, y - _MARK), (x + _MARK, y), (x, y + _MARK), (x - _MARK, y)]
        return polygon(corners, "tie open-tie")
    if form == "cross":
        ends = (
            (x - _MARK, y - _MARK, x + _MARK, y + _MARK),
            (x - _MARK, y + _MARK, x + _MARK, y - _MARK),
        )
        return "".join(line(*each, "cross") for each in ends)
    return circle(x, y, _MARK, "tie open-tie" if form == "ring" else "tie")


def _legend(forms: Sequence[tuple[str, str]], top: float) -> Iterable[str]:
    for at, (form, words) in enumerate(forms):
        y = top + 20 * at
        yield _mark(form, _LEFT + _MARK, y - 4)
        yield text(_LEFT + 22, y, words, "tick")


def _told(ties: Sequence[Tie], by_key: dict[str, Band]) -> str:
    return " ".join(f"{_words(tie, by_key)}." for tie in ties)


def _words(tie: Tie, by_key: dict[str, Band]) -> str:
    before, after = (band.name if band else "없음" for band in _ends_of(tie, by_key))
    days = " ~ ".join(
        f"{day.year}. {day.month}. {day.day}." for day in dict.fromkeys((tie.first, tie.last))
    )
    return f"{tie.kind}: {before} → {after} ({days.removesuffix('.')})"
