"""Who gave to whom in a case of several givers and takers, where amounts leave but one answer."""

from collections.abc import Iterator, Sequence

_MOST = 7  # on one side: of more, amounts may come out even by chance
Pair = tuple[int, int]  # a giver and a taker


def only_pairing(gives: Sequence[int], takes: Sequence[int]) -> list[Pair] | None:
    """Each taker had its amount of one giver, or each giver gave its own to one taker, and nobody
    has anything left; None where this can be in more than one way, or in none."""
    if max(len(gives), len(takes)) > _MOST or sum(gives) != sum(takes):
        return None
    if min(*gives, *takes) <= 0:
        return None
    found = {frozenset(enumerate(own)) for own in _shared(gives, takes)}
    found = {frozenset((giver, taker) for taker, giver in own) for own in found}
    found |= {frozenset(enumerate(own)) for own in _shared(takes, gives)}
    return sorted(found.pop()) if len(found) == 1 else None


def _shared(wholes: Sequence[int], parts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """To which whole each part belongs, so that all come out even."""
    if not parts:
        if not any(wholes):
            yield ()
        return
    for at, left in enumerate(wholes):
        if parts[0] <= left:
            rest = [*wholes[:at], left - parts[0], *wholes[at + 1 :]]
            for others in _shared(rest, parts[1:]):
                yield (at, *others)
