"""What a printed cell may say, a bit each, so that what several lines say is joined by one |. Pure."""

from collections.abc import Iterable

BITS = {"value": 1, "dash": 2, "blank": 4, "absent": 8}
VALUE, DASH, BLANK, ABSENT = BITS.values()
WIDTH = len(BITS)  # bits a cell


def met(states: Iterable[str]) -> int:
    """Of several cells side by side."""
    return sum(BITS[state] << WIDTH * at for at, state in enumerate(states))
