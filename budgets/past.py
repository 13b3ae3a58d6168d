"""What a line was in the same Book before it got another name or place there, and what it became."""

from typing import NamedTuple

from budgets.models import LineLink


class Named(NamedTuple):
    """A line under another name, and whose it is there."""

    line: int
    department: int


Pasts = dict[int, tuple[Named, ...]]  # by line, the latest first
Heirs = dict[int, tuple[Named, ...]]  # by line, the next first


def past_of(book: int) -> Pasts:
    return past_and_heirs_of(book)[0]


def past_and_heirs_of(book: int) -> tuple[Pasts, Heirs]:
    """Of the lines that took the place of another of this Book, and of those that gave it up."""
    links = LineLink.objects.standing().filter(
        before__program__book=book, after__program__book=book
    )
    came, went = {}, {}
    sides = ("before", "before__program__department", "after", "after__program__department")
    for before, giver, after, taker in links.values_list(*sides):
        came[after], went[before] = Named(before, giver), Named(after, taker)
    return {line: _chain(line, came) for line in came}, {line: _chain(line, went) for line in went}


def _chain(line: int, links: dict[int, Named]) -> tuple[Named, ...]:
    chain = []
    while (each := links.get(line)) is not None:
        chain.append(each)
        line = each.line
    return tuple(chain)
