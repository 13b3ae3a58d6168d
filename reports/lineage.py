"""Which line of one date is which line of another, through renamings and reorganisations. Pure.

A line is known again by its name without blanks and marks, in the department that it was in or, if
it is not there, in one that followed. Of lines that stand in no such department one of the same
name is the same work, moved. A name that is no longer there may be known by what it alone quotes
(「서울사랑」), or by a likeness that can mean nothing else (reports/likeness.py). Where two lines could
be meant, none is: they are told as ended and new.

A program is known again as a line is; one that got another name also by its lines.

Before all of this comes what whoever keeps the structure has recorded: it wins over every likeness,
and what it names is known by no other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from budgets.reading.names import key_of, kind_named
from reports import likeness
from reports.likeness import Likened

_QUOTED = re.compile(r"[「『‘'“\"]([^」』’'”\"]+)[」』’'”\"]")
How = Literal["same", "moved", "renamed", "lines", "stated", "stated moved"] | likeness.How
EVIDENCE: dict[How, str] = {
    "same": "같은 이름, 같은 부서 (이어받은 부서)",
    "moved": "같은 이름, 다른 부서",
    "renamed": "따옴표 안의 고유한 이름이 같음",
    "lines": "세부사업의 과반이 이어짐",
    "stated": "기록된 연결",
    "stated moved": "기록된 연결 (다른 정책사업으로 옮김)",
    **likeness.EVIDENCE,
}
MOVED: frozenset[How] = frozenset({"moved", "stated moved"})


@dataclass(frozen=True, slots=True)
class Work:
    """A line as it stands on one date."""

    pk: int
    name: str
    program: str
    department: str  # its code
    account: str


@dataclass(frozen=True, slots=True)
class Link:
    before: int
    now: int
    how: How

    @property
    def evidence(self) -> str:
        return EVIDENCE[self.how]


class Part(NamedTuple):
    """Of a line that was several before, or became several: one of them beside it."""

    before: int
    now: int
    is_split: bool


Hit = tuple[int, bool, bool]  # what is reached; through a move; as a part


class Stated:
    """Lines that somebody has said to be the same, by what each is joined to: `links` are (before,
    after, whether it went to another program by itself); `parts` (before, after) those that several
    lines became, or that became several: they are joined, and none is the other."""

    def __init__(
        self,
        links: Iterable[tuple[int, int, bool]] = (),
        parts: Iterable[tuple[int, int]] = (),
    ):
        self._beside: dict[int, list[Hit]] = defaultdict(list)
        self._after: dict[int, list[Hit]] = defaultdict(list)
        told = [(before, (after, moved, False)) for before, after, moved in links]
        told += [(before, (after, False, True)) for before, after in parts]
        for before, hit in told:
            self._beside[before].append(hit)
            self._beside[hit[0]].append((before, *hit[1:]))
            self._after[before].append(hit)

    def between(
        self, before: Collection[int], now: Collection[int]
    ) -> tuple[list[Link], frozenset[int]]:
        """Those that are nearest to each other, and all that are joined to anything of the other
        side: through a name in between, or through a year that stands beside both."""
        there, here = self._both(before, now)
        found = [
            Link(one[0], pk, "stated moved" if one[1] else "stated")
            for pk, hits in there.items()
            if (one := _alone(hits)) and (other := _alone(here[one[0]])) and other[0] == pk
        ]
        joined = (
            pk
            for side in (there, here)
            for pk, hits in side.items()
            if len(hits) == 1 or any(is_part for _, _, is_part in hits)
        )
        return found, frozenset(joined)

    def parts(self, before: Collection[int], now: Collection[int]) -> list[Part]:
        there, here = self._both(before, now)
        pairs = {(hit, pk) for pk, hits in there.items() for hit, _, is_part in hits if is_part}
        pairs |= {(pk, hit) for pk, hits in here.items() for hit, _, is_part in hits if is_part}
        sources = Counter(now for _, now in pairs)
        return [Part(one, other, sources[other] == 1) for one, other in sorted(pairs)]

    def within(self, lines: Collection[int]) -> list[Link]:
        """Of the lines of one book, which took the place of which."""
        own = frozenset(lines)
        found = (
            (pk, _alone(self._nearest(pk, own - {pk}, self._after)))
            for pk in lines
            if pk in self._after
        )
        return [
            Link(pk, one[0], "stated moved" if one[1] else "stated") for pk, one in found if one
        ]

    def _both(
        self, before: Collection[int], now: Collection[int]
    ) -> tuple[dict[int, list[Hit]], dict[int, list[Hit]]]:
        """What the lines of either side reach on the other."""
        before, now = frozenset(before), frozenset(now)
        there = {pk: self._nearest(pk, before, self._beside) for pk in now if pk in self._beside}
        here = {pk: self._nearest(pk, now, self._beside) for pk in before if pk in self._beside}
        return there, here

    def _nearest(
        self, pk: int, wanted: frozenset[int], beside: Mapping[int, list[Hit]]
    ) -> list[Hit]:
        """Step by step; all that are as near."""
        met, ring = {pk}, [(pk, False, False)]
        while ring:
            ring = [
                (other, moved or moves, is_part or parts)
                for one, moved, is_part in ring
                for other, moves, parts in beside.get(one, ())
                if other not in met
            ]
            met |= {one for one, _, _ in ring}
            if reached := [each for each in ring if each[0] in wanted]:
                return reached
        return []


def _alone(hits: Sequence[Hit]) -> Hit | None:
    """Where two are as near, neither is meant; nor is one that is but a part."""
    return hits[0] if len(hits) == 1 and not hits[0][2] else None


NOTHING_STATED = Stated()


def heirs_of(links: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Department -> every department that followed it, directly or later; each follows itself.

    `links`: (before, after) codes of the successions that name both sides.
    """
    after = defaultdict(set)
    for before, now in links:
        after[before].add(now)
    return {code: frozenset(_reached(code, after)) for code in list(after)}


def _reached(code: str, after: dict[str, set[str]]) -> set[str]:
    found, open_codes = {code}, [code]
    while open_codes:
        for heir in after.get(open_codes.pop(), ()):
            if heir not in found:
                found.add(heir)
                open_codes.append(heir)
    return found


def links_between(
    before: Sequence[Work],
    now: Sequence[Work],
    heirs: dict[str, frozenset[str]],
    stated: Stated = NOTHING_STATED,
    *,
    by_likeness: bool = True,
) -> list[Link]:
    """Each line at most once; what is in no link ended or is new."""
    found, joined = stated.between([work.pk for work in before], [work.pk for work in now])
    left, right = ([work for work in side if work.pk not in joined] for side in (before, now))

    def take(how: How, key: Callable[[Work], object], *, follows: bool) -> None:
        nonlocal left, right
        met = _pairs(left, right, key, heirs if follows else None)
        found.extend(Link(one.pk, other.pk, how) for one, other in met)
        gone, there = {one.pk for one, _ in met}, {other.pk for _, other in met}
        left = [work for work in left if work.pk not in gone]
        right = [work for work in right if work.pk not in there]

    take("same", lambda work: (work.department, _name(work), key_of(work.program)), follows=False)
    take("same", lambda work: (_name(work), key_of(work.program)), follows=True)
    take("same", _name, follows=True)
    take("moved", lambda work: None if kind_named(work.name) else _name(work), follows=False)
    take("renamed", _quoted, follows=True)
    if by_likeness and left and right:
        sides = [[likened(work) for work in side] for side in (left, right)]
        names = [work.name for work in before], [work.name for work in now]
        met = likeness.alike(*sides, names, follower(heirs))
        found.extend(Link(one.pk, other.pk, how) for one, other, how in met)
    return found


def likened(work: Work) -> Likened:
    return Likened(work.pk, work.name, work.department, work.account)


def follower(heirs: Mapping[str, frozenset[str]]) -> Callable[[str, str], bool]:
    return lambda before, now: now in heirs.get(before, {before})


def program_links(
    before: Sequence[Work],
    now: Sequence[Work],
    lines: Iterable[Link],
    program_of: Mapping[int, int],
    heirs: dict[str, frozenset[str]],
) -> list[Link]:
    """`lines`: what is known of theirs; `program_of`: every line's program, on both sides.

    More than half of the lines of each: so no program can go on as two, nor come from two. Lines that
    went to a department that did not follow take no program with them.
    """
    found = links_between(before, now, heirs, by_likeness=False)
    gone, there = {link.before for link in found}, {link.now for link in found}
    sizes = Counter(program_of.values())
    shared = Counter(
        (program_of[link.before], program_of[link.now]) for link in lines if link.how not in MOVED
    )
    return found + [
        Link(one, other, "lines")
        for (one, other), count in shared.items()
        if not (one in gone or other in there) and 2 * count > max(sizes[one], sizes[other])
    ]


def _name(work: Work) -> tuple[str, str]:
    return work.account, key_of(work.name)


def _quoted(work: Work) -> tuple[str, str] | None:
    quoted = _QUOTED.findall(work.name)
    return (work.account, key_of(quoted[0])) if len(quoted) == 1 else None


def _pairs(
    left: Sequence[Work],
    right: Sequence[Work],
    key: Callable[[Work], object],
    heirs: dict[str, frozenset[str]] | None,
) -> list[tuple[Work, Work]]:
    """Those that can only mean each other."""
    by_key = defaultdict(list)
    for work in left:
        if (known := key(work)) is not None:
            by_key[known].append(work)
    wanted: dict[int, list[Work]] = {}
    wanting: dict[int, list[Work]] = defaultdict(list)
    for work in right:
        candidates = [
            one
            for one in by_key.get(key(work), ())
            if heirs is None or work.department in heirs.get(one.department, {one.department})
        ]
        wanted[work.pk] = candidates
        for one in candidates:
            wanting[one.pk].append(work)
    return [
        (wanted[work.pk][0], work)
        for work in right
        if len(wanted[work.pk]) == 1 and len(wanting[wanted[work.pk][0].pk]) == 1
    ]
