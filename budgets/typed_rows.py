"""Rows that somebody types into a form, whatever they hold. Pure."""

import re
from collections.abc import Collection, Mapping

from budgets.revenue_sheet import Wrong, box_name
from departments.text import clean


def unread(
    posted: Mapping[str, str], count: int, parts: Collection[str], most: int
) -> tuple[Wrong, ...]:
    """Fields with something in them that are in none of the first `count` rows."""
    known = "|".join(map(re.escape, parts))
    rows = {
        int(found[1])
        for name, text in posted.items()
        if clean(text) and (found := re.fullmatch(rf"(?:{known})-([0-9]{{1,5}})", name))
    }
    if not (more := {at for at in rows if at >= count}):
        return ()
    words = f"{len(more)}줄을 읽지 않았습니다. 한 표는 {most}줄까지입니다."
    where = f"{min(more) + 1}번째 줄부터"
    return (Wrong(box_name(max(count - 1, 0), next(iter(parts))), where, words),)


def in_order(wrong: Collection[Wrong]) -> tuple[Wrong, ...]:
    return tuple(sorted(wrong, key=lambda each: int(each.box.rpartition("-")[2])))
