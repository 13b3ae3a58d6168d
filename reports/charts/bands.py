"""What followed what, through time: a band for each name, and marks where one became another. Pure.

A band is full where something is known to have been, and broken over days that nobody can tell. Each
kind of link has a mark of its own and says its word beside it, so that no colour is needed; what finds
no room is told in words, and in the table. Where everything stands from left to right is the scale's
to say (reports/charts/scales.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.charts.labels import Box, Labels, Place, width_of
from reports.charts.scales import LEFT, RIGHT, Scale, Spot
from reports.charts.svg import Origin, circle, drawing, line, link, polygon, rect, text

_NEAR = 7  # between arrows that begin on the same day
_FINGER = 24  # what is pressed is at least as wide
_ROW = 20  # of the legend
_PAST = (0, 12, 26, 40)  # arrows that end where a band begins
_BEFORE = 40  # a mark there, and its word


@dataclass(frozen=True, slots=True)
class Size:
    """`is_close`: between the lanes is room for names alone; what a mark says stands beside it."""

    top: int = 30
    lane: int = 54
    band: int = 14
    mark: int = 6
    is_close: bool = False


FEW, MANY = Size(), Size(38, 28, 8, 5, is_close=True)


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    name: str
    href: str
    lane: int
    first: Spot | None  # known to be there from; None: since before anything is told
    last: Spot | None  # known to be there until; None: still, as far as is told


@dataclass(frozen=True, slots=True)
class Tie:
    """`first` and `last`: between which it happened; the same where that is known."""

    kind: str
    before: str  # the key of a band, "" where nobody knows or there is none
    after: str
    first: Spot
    last: Spot
    form: str  # one of FORMS
    href: str = ""  # where its evidence is


FORMS = ("round", "square", "up", "down", "diamond", "cross", "ring", "query")


def band_chart(
    title: str,
    bands: Sequence[Band],
    ties: Sequence[Tie],
    scale: Scale,
    origin: Origin,
    *,
    name: str = "lineage",
    size: Size = FEW,
    told: str = "",
) -> str:
    """`told`: what is said of it to who cannot see it, where that is not every tie in turn."""
    if not bands:
        return ""
    chart = _Chart({band.key: band for band in bands}, tuple(ties), scale, size)
    told = told or " ".join(f"{chart.words(tie)}." for tie in ties)
    return drawing(scale.width, chart.height, title, told, chart.parts(), name, origin=origin)


@dataclass(frozen=True, slots=True)
class _Chart:
    by_key: Mapping[str, Band]
    ties: tuple[Tie, ...]
    scale: Scale
    size: Size

    @property
    def bottom(self) -> int:
        return (
            self.size.top + (max(band.lane for band in self.by_key.values()) + 1) * self.size.lane
        )

    @property
    def height(self) -> float:
        rows = {y for _, _, _, y in self._legend()}
        return self.bottom + 14 + _ROW * len(rows)

    def parts(self) -> list[str]:
        room = self._room()
        return [
            *self.scale.lines(22, self.bottom),
            *self._arrows(),
            *self._broken(),
            *(part for band in self.by_key.values() for part in self._band(band, room)),
            *self._marks(room),
            *(part for each in self._legend() for part in self._legend_entry(*each)),
        ]

    def words(self, tie: Tie) -> str:
        before, after = (band.name if band else "없음" for band in self._ends_of(tie))
        return f"{tie.kind}: {before} → {after} ({self.scale.words(tie.first, tie.last)})"

    def _middle(self, band: Band) -> float:
        return self.size.top + band.lane * self.size.lane + self.size.lane / 2

    def _band(self, band: Band, room: Labels) -> Iterable[str]:
        """A name stands above its band, or below where another name is."""
        left, right = self.scale.ends(band.first, band.last)
        tall = self.size.band
        top = self._middle(band) - tall / 2
        # A band is thin for a finger: the whole lane above and below it leads on, too.
        over = min(7, (self.size.lane - tall) / 2)
        parts = [
            rect(left, top - over, right - left, tall + 2 * over, "touch"),
            rect(left, top, right - left, tall, "band"),
        ]
        places = _about_close if self.size.is_close else _about_name
        place = room.first_free(places(left, right, top, tall), band.name)
        if place:
            parts.append(text(place.x, place.y, band.name, "name", place.anchor))
        yield link(band.href, parts, band.name)

    def _ends_of(self, tie: Tie) -> tuple[Band | None, Band | None]:
        return self.by_key.get(tie.before), self.by_key.get(tie.after)

    def _is_across(self, tie: Tie) -> bool:
        before, after = self._ends_of(tie)
        return bool(before and after and before.lane != after.lane)

    def _broken(self) -> Iterable[str]:
        """Days over which nobody can say which of two names it was, or whether it was."""
        for tie in self.ties:
            if tie.first < tie.last:
                own = next(band for band in reversed(self._ends_of(tie)) if band)
                y = self._middle(own)
                yield line(self.scale.x(tie.first), y, self.scale.x(tie.last), y, "maybe")

    def _at(self, tie: Tie, at: int) -> float:
        """Where the mark of a tie stands: in the middle of its days."""
        x = (self.scale.x(tie.first) + self.scale.x(tie.last)) / 2 + at * _NEAR
        return min(max(x, LEFT + self.size.mark), self.scale.width - RIGHT - self.size.mark)

    def _placed(self) -> Iterable[tuple[Tie, float, float]]:
        """Ties with where their marks stand: those of one band and day beside each other."""
        met: dict[tuple, int] = {}
        for tie in self.ties:
            before, after = self._ends_of(tie)
            own = before or after
            key = (own.lane, tie.first, tie.last)
            at = met[key] = met.get(key, -1) + 1
            yield tie, self._at(tie, 2 * at), self._middle(own)

    def _arrows(self) -> Iterable[str]:
        for tie, x, y in self._placed():
            if self._is_across(tie):
                end = self._middle(self.by_key[tie.after])
                way = 1 if end > y else -1
                edge = end - way * self.size.band / 2
                shape = "way guessed" if tie.form == "query" else "way"
                yield line(x, y, x, edge - 5 * way, shape)
                yield polygon([(x, edge), (x - 4, edge - 7 * way), (x + 4, edge - 7 * way)], "tip")

    def _marks(self, room: Labels) -> Iterable[str]:
        for tie, x, y in self._placed():
            parts = [_mark(tie.form, x, y, self.size.mark)]
            if place := room.place(x, y, tie.kind, is_beside=self.size.is_close):
                parts.append(text(place.x, place.y, tie.kind, "tick", place.anchor))
            if tie.href:
                half = _FINGER / 2
                parts.insert(0, rect(x - half, y - half, _FINGER, _FINGER, "touch"))
                yield link(tie.href, parts, self.words(tie))
            else:
                yield from parts

    def _room(self) -> Labels:
        taken, half, mark = [], self.size.band / 2, self.size.mark
        for band in self.by_key.values():
            (left, right), y = self.scale.ends(band.first, band.last), self._middle(band)
            taken.append(Box(left, y - half, right, y + half))
        for tie, x, y in self._placed():
            taken.append(Box(x - mark, y - mark, x + mark, y + mark))
            if self._is_across(tie):
                end = self._middle(self.by_key[tie.after])
                taken.append(Box(x - 3, min(y, end), x + 3, max(y, end)))
        return Labels(Box(0, self.size.top - 8, self.scale.width, self.bottom), taken)

    def _legend(self) -> list[tuple[str, str, float, float]]:
        """Every form with its word, beside each other as long as there is room."""
        x, y, found = float(LEFT), self.bottom + 24.0, []
        for form, words in dict.fromkeys((tie.form, tie.kind) for tie in self.ties):
            wide = 22 + width_of(words) + 18
            if x > LEFT and x + wide > self.scale.width - RIGHT:
                x, y = float(LEFT), y + _ROW
            found.append((form, words, x, y))
            x += wide
        return found

    def _legend_entry(self, form: str, words: str, x: float, y: float) -> Iterable[str]:
        yield _mark(form, x + self.size.mark, y - 4, self.size.mark)
        yield text(x + 22, y, words, "tick")


def _about_name(left: float, right: float, top: float, tall: float) -> Iterable[Place]:
    for y in (top - 5, top + tall + 13):
        yield Place(left, y, "start")
        yield Place(right, y, "end")
        yield Place((left + right) / 2, y, "middle")


def _about_close(left: float, right: float, top: float, tall: float) -> Iterable[Place]:
    """What is written below would be read as the name of the next lane."""
    for past in _PAST:
        yield Place(left + past, top - 5, "start")
    yield Place(left - _BEFORE, top + tall / 2 + 4, "end")
    yield Place(right, top - 5, "end")
    yield Place(right + _BEFORE, top + tall / 2 + 4, "start")


def _mark(form: str, x: float, y: float, size: float) -> str:
    if form == "square":
        return rect(x - size, y - size, 2 * size, 2 * size, "tie")
    if form == "up":
        return polygon([(x, y - size), (x + size, y + size), (x - size, y + size)], "tie")
    if form == "down":
        return polygon([(x, y + size), (x + size, y - size), (x - size, y - size)], "tie")
    if form == "diamond":
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        return polygon(corners, "tie open-tie")
    if form == "cross":
        ends = (
            (x - size, y - size, x + size, y + size),
            (x - size, y + size, x + size, y - size),
        )
        return "".join(line(*each, "cross") for each in ends)
    if form == "query":
        drawn = circle(x, y, size + 2, "tie open-tie")
        return drawn + text(x, y + 4, "?", "tick", "middle")
    return circle(x, y, size, "tie open-tie" if form == "ring" else "tie")
