"""사업의 계보: the lines of an office from book to book, a drawing for each department.

A line under one name in one department is a band; another name, or another department, is another band
on the next lane. Where several have the same to tell they are one band that counts them: always those
that went on as they were, and others where they are many. Everything is drawn from what the tables
say, and leads to its row there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from reports.became import department_named
from reports.charts.bands import MANY, Band, Tie, band_chart
from reports.charts.scales import Stops
from reports.charts.svg import Origin
from reports.dates import When
from reports.line_descent import (
    ENDED,
    KINDS,
    MERGED,
    MOVED,
    NEW,
    QUESTION,
    RENAMED,
    SAME,
    SPLIT,
    UNTOLD,
    Going,
    Turn,
    asked_anchor,
    goings_of,
    questions_of,
)
from reports.matched import Side, code_of
from reports.rollup import Leaf
from reports.table import Table

_WIDTH = 1040
_LANES = 22  # of one drawing: what a sheet of paper holds
_MOST = 12  # of one department, alike and drawn each by itself
_FORM = {
    RENAMED: "round",
    MOVED: "square",
    MERGED: "down",
    SPLIT: "up",
    NEW: "diamond",
    ENDED: "cross",
    QUESTION: "query",
    UNTOLD: "ring",
}
_ALIKE = {SAME: "그대로 이어진 세부사업", UNTOLD: "견줄 수 없는 세부사업"}


@dataclass(slots=True, eq=False)
class Run:
    """A line under one name in one department, from one column to another."""

    line: int  # as which it stands in the last of them
    name: str
    departments: list[str]  # one, under all its names
    home: str  # its code under the last of them
    account: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Event:
    """At the beginning of a column."""

    kind: str
    before: Run | None
    after: Run | None
    column: int
    anchor: str  # of the row that tells of it


@dataclass(frozen=True, slots=True)
class Family:
    """Runs that became one another, with what happened to them."""

    runs: tuple[Run, ...]
    events: tuple[Event, ...]

    @property
    def newest(self) -> Run:
        return max(self.runs, key=lambda run: run.last)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(event.kind for event in self.events)

    def is_asked(self, department: str, kind: str) -> bool:
        is_its = not department or any(department in run.departments for run in self.runs)
        return is_its and (not kind or kind in (self.kinds or (SAME,)))

    @property
    def fate(self) -> tuple | None:
        """What those have alike that are one band; None of what is like no other."""
        if len(self.runs) > 1:
            return None
        (run,) = self.runs
        return run.account, run.first, run.last, self.kinds


@dataclass(frozen=True, slots=True)
class Picture:
    caption: str
    told: str  # how many of its lines went on, were renamed and so on
    drawn: str


def pictures(
    turns: Sequence[Turn], tables: Sequence[Table], *, department: str = "", kind: str = ""
) -> list[Picture]:
    """`tables`: those that the page shows. `department` and `kind`: "" for all of them."""
    columns = _columns(turns)
    anchors = frozenset(anchor for table in tables for anchor in table.anchors)
    if not anchors:
        return []
    origin = _origin(tables)
    homes: dict[str, list[Family]] = defaultdict(list)
    for family in _families(turns, columns):
        homes[family.newest.home].append(family)
    scale = Stops([when.short for when in columns], _WIDTH)
    found: list[Picture] = []
    for whole in homes.values():
        own = [each for each in whole if each.is_asked(department, kind)]
        parts = list(_parts(own))
        for at, part in enumerate(parts, 1):
            name = _called(whole)
            caption = f"{name} ({at}/{len(parts)})" if len(parts) > 1 else name
            chart = _Drawing(scale, anchors, f"lines-{len(found) + 1}")
            told = _counts(own) if at == 1 else ""
            found.append(Picture(caption, told, chart.of(caption, part, origin)))
    return found


def _origin(tables: Sequence[Table]) -> Origin:
    """The first of the tables that lead from book to book, in the name of all of them."""
    own = [(at, table.title) for at, table in enumerate(tables, 1) if table.anchors]
    (at, title), others = own[0], len(own) - 1
    return Origin(f"table-{at}", f"{title} 등 {len(own)}개" if others else title)


def _columns(turns: Iterable[Turn]) -> list[When]:
    """Regrouped after as drawn, whatever day of the year each speaks of."""
    whens = {side.when for turn in turns for side in (turn.then, turn.now)}
    return sorted(whens, key=lambda when: (when.day.year, when.is_regrouped, when.day))


# --- which runs there are -------------------------------------------------------------------------


def _families(turns: Sequence[Turn], columns: Sequence[When]) -> list[Family]:
    """What goes on longest stands first, in the order of the newest book."""
    runs: dict[int, Run] = {}  # by the line as which each stands
    events: list[Event] = []
    at = {when: column for column, when in enumerate(columns)}
    for turn in reversed(turns):
        for goings in goings_of(turn).values():
            for going in goings:
                events += _event(going, runs, at)
            events += _questions(turn, goings, runs, at)
    found = _joined(list(dict.fromkeys(runs.values())), events)
    return sorted(found, key=lambda family: (-family.newest.last, family.newest.line))


def _event(going: Going, runs: dict[int, Run], at: Mapping[When, int]) -> Iterator[Event]:
    turn, before, now = going.turn, going.pair.before, going.pair.now
    column = at[turn.now.when]
    if going.parts:
        yield from _parted(going, runs, at)
        return
    if going.kind == ENDED or (going.kind == UNTOLD and now is None):
        run = runs.setdefault(before.pk, _run(turn, turn.then, before, at))
        yield Event(going.kind, run, None, run.last + 1, going.anchor)
        return
    if going.kind in (NEW, UNTOLD):
        run = runs.setdefault(now.pk, _run(turn, turn.now, now, at))
        yield Event(going.kind, None, run, column, going.anchor)
        return
    was = runs.setdefault(before.pk, _run(turn, turn.then, before, at))
    if going.kind == SAME:
        was.last, was.line, was.name = column, now.pk, now.name
        was.departments.append(department_named(turn.now, now))
        runs[now.pk] = was
        return
    runs[now.pk] = _run(turn, turn.now, now, at)
    yield Event(going.kind, was, runs[now.pk], column, going.anchor)


def _parted(going: Going, runs: dict[int, Run], at: Mapping[When, int]) -> Iterator[Event]:
    """Told once of each of the several, and not once more of the one."""
    turn = going.turn
    one, other = (
        [runs.setdefault(leaf.pk, _run(turn, side, leaf, at)) for leaf in leaves]
        for side, leaves in zip((turn.then, turn.now), going.sides, strict=True)
    )
    is_split = going.kind == SPLIT
    if is_split is (going.pair.now is not None):
        own = runs[(going.pair.now or going.pair.before).pk]
        before, after = (one[0], own) if is_split else (own, other[0])
        yield Event(going.kind, before, after, at[turn.now.when], going.anchor)


def _questions(
    turn: Turn, goings: Sequence[Going], runs: Mapping[int, Run], at: Mapping[When, int]
) -> Iterator[Event]:
    """What may be the same, and is told as ended and new."""
    for ended, new, _ in questions_of(turn, goings):
        before, after = runs[ended.pair.before.pk], runs[new.pair.now.pk]
        anchor = asked_anchor(ended, new)
        yield Event(QUESTION, before, after, at[turn.now.when], anchor)


def _run(turn: Turn, side: Side, leaf: Leaf, at: Mapping[When, int]) -> Run:
    names, column = side.found.names, at[side.when]
    program = names.programs[leaf.program]
    return Run(
        leaf.pk,
        leaf.name,
        [department_named(side, leaf)],
        turn.successors.last_name(code_of(leaf.pk, names)),
        names.accounts[program.account],
        column,
        column,
    )


def _joined(runs: Sequence[Run], events: Sequence[Event]) -> list[Family]:
    family = {run: run for run in runs}

    def head(run: Run) -> Run:
        while family[run] is not run:
            run = family[run]
        return run

    for event in events:
        if event.before and event.after:
            family[head(event.after)] = head(event.before)
    members: dict[Run, list[Run]] = defaultdict(list)
    for run in runs:
        members[head(run)].append(run)
    told: dict[Run, list[Event]] = defaultdict(list)
    for event in events:
        told[head(event.before or event.after)].append(event)
    return [
        Family(
            tuple(sorted(own, key=lambda run: (run.first, run.line))),
            tuple(sorted(told[first], key=lambda event: event.column)),
        )
        for first, own in members.items()
    ]


# --- how they are drawn ---------------------------------------------------------------------------


def _called(families: Sequence[Family]) -> str:
    """A department under its last name, and those that it had before."""
    own = [run for family in families for run in family.runs if run.home == families[0].newest.home]
    names = dict.fromkeys(
        name
        for run in sorted(own, key=lambda run: run.last, reverse=True)
        for name in reversed(run.departments)
    )
    last, *earlier = names
    return f"{last} (이전: {', '.join(earlier)})" if earlier else last


def _counts(families: Iterable[Family]) -> str:
    counts = Counter(kind for family in families for kind in family.kinds or (SAME,))
    return ", ".join(f"{kind} {counts[kind]}개" for kind in KINDS if counts[kind])


def _parts(families: Sequence[Family]) -> Iterator[list[list[Family]]]:
    """Families, and those that are drawn as one, as many as one drawing holds."""
    part, lanes = [], 0
    for group in _alike(families):
        wide = len(group[0].runs)
        if part and lanes + wide > _LANES:
            yield part
            part, lanes = [], 0
        part.append(group)
        lanes += wide
    if part:
        yield part


def _alike(families: Sequence[Family]) -> list[list[Family]]:
    found: dict[object, list[Family]] = {}
    for family in families:
        found.setdefault(family.fate or family.runs[0], []).append(family)
    return [
        group
        for own in found.values()
        for group in (
            [own] if len(own) > _MOST or not set(own[0].kinds) - {UNTOLD} else [[x] for x in own]
        )
    ]


@dataclass(frozen=True, slots=True)
class _Drawing:
    scale: Stops
    anchors: Collection[str]
    name: str

    def of(self, caption: str, groups: Sequence[Sequence[Family]], origin: Origin) -> str:
        bands: list[Band] = []
        ties: list[Tie] = []
        for group in groups:
            keys = {run: str(len(bands) + at) for at, run in enumerate(group[0].runs)}
            for run, key in keys.items():
                bands.append(self._band(run, key, group))
            ties += [self._tie(event, keys, group) for event in group[0].events]
        told = f"{caption}: {_counts(family for group in groups for family in group)}."
        return band_chart(
            f"{caption} 사업의 계보",
            bands,
            ties,
            self.scale,
            origin,
            name=self.name,
            size=MANY,
            told=told,
        )

    def _band(self, run: Run, key: str, group: Sequence[Family]) -> Band:
        is_elsewhere = run.home != group[0].newest.home
        name = f"{run.name} ({run.departments[-1]})" if is_elsewhere else run.name
        href = f"/lines/{run.line}"
        if len(group) > 1:
            kind = next(iter(group[0].kinds), SAME)
            words = f"{_ALIKE.get(kind, '세부사업')} {len(group)}개"
            name = f"{words} ({run.account})"
            href = _chosen(run, kind)
        return Band(key, name, href, int(key), run.first, run.last)

    def _tie(self, event: Event, keys: Mapping[Run, str], group: Sequence[Family]) -> Tie:
        before, after = (keys[run] if run else "" for run in (event.before, event.after))
        own = event.after or event.before
        if len(group) > 1:
            href = _chosen(own, event.kind)
        elif event.anchor in self.anchors:
            href = f"#{event.anchor}"
        else:
            href = f"/lines/{own.line}"
        at = event.column
        return Tie(event.kind, before, after, at, at, _FORM[event.kind], href)


def _chosen(run: Run, kind: str) -> str:
    """The rows of the tables that a band counts."""
    return f"?{urlencode({'department': run.departments[-1], 'kind': kind})}"
