"""Rows that somebody types into a form, whatever they hold. Pure."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from departments.text import clean

MOST_ROWS = 300


class Wrong(NamedTuple):
    box: str  # the name of the input
    where: str
    words: str


def box_name(at: int, part: str) -> str:
    return f"{part}-{at}"


def row_of(box: str) -> int:
    return int(box.rpartition("-")[2])


def sent(posted: Mapping[str, str], parts: Sequence[str]) -> list[dict[str, str]]:
    """Of each row its parts, the first of which is what makes it a row."""
    rows: list[dict[str, str]] = []
    while len(rows) < MOST_ROWS and box_name(len(rows), parts[0]) in posted:
        rows.append({part: posted.get(box_name(len(rows), part), "") for part in parts})
    return rows


def with_room(lines: Sequence, like: Callable, count: int) -> list:
    """What is filled in without holes, and `count` rows more, `like` the last."""
    filled = [line for line in lines if not line.is_blank]
    return [*filled, *[like(filled[-1] if filled else None)] * count]


def unread(posted: Mapping[str, str], count: int, parts: Collection[str]) -> tuple[Wrong, ...]:
    """Fields with something in them that are in none of the first `count` rows."""
    known = "|".join(map(re.escape, parts))
    rows = {
        int(found[1])
        for name, text in posted.items()
        if clean(text) and (found := re.fullmatch(rf"(?:{known})-([0-9]{{1,5}})", name))
    }
    if not (more := {at for at in rows if at >= count}):
        return ()
    words = f"{len(more)}줄을 읽지 않았습니다. 한 표는 {MOST_ROWS}줄까지입니다."
    where = f"{min(more) + 1}번째 줄부터"
    return (Wrong(box_name(max(count - 1, 0), next(iter(parts))), where, words),)


def paths(depths_and_names: Iterable[tuple[int, str]]) -> list[tuple[str, ...]]:
    """Of each row the names from the top of its tree down."""
    above: list[str] = []
    found = []
    for depth, name in depths_and_names:
        above[depth:] = [name]
        found.append(tuple(above))
    return found


def otherwise(
    now: Iterable[tuple[Hashable, Mapping[str, str]]],
    before: Iterable[tuple[Hashable, Mapping[str, str]]],
    meaning: Callable[[str], object] = str,
) -> list[dict[str, str]]:
    """Of each row what `before` says of the same, where that means something else."""
    known = dict(before)
    found = []
    for key, texts in now:
        was = {part: known.get(key, {}).get(part, "") for part in texts}
        found.append({p: was[p] for p in texts if meaning(was[p]) != meaning(texts[p])})
    return found


def in_order(wrong: Collection[Wrong]) -> tuple[Wrong, ...]:
    return tuple(sorted(wrong, key=lambda each: row_of(each.box)))
