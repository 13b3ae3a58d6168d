"""What a line was in the same Book before it got another name or place there."""

from typing import NamedTuple

from budgets.models import LineLink


class Past(NamedTuple):
    line: int
    department: int


Pasts = dict[int, tuple[Past, ...]]  # by line, the latest first


def past_of(book: int) -> Pasts:
    """Of the lines that took the place of another of this Book."""
    links = LineLink.objects.filter(before__program__book=book, after__program__book=book)
    rows = links.values_list("after", "before", "before__program__department")
    came = {after: Past(before, department) for after, before, department in rows}
    return {line: _chain(line, came) for line in came}


def _chain(line: int, came: dict[int, Past]) -> tuple[Past, ...]:
    chain = []
    while (each := came.get(line)) is not None:
        chain.append(each)
        line = each.line
    return tuple(chain)
