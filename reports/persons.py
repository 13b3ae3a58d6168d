"""Cells of a headcount table added up. Pure.

The page of a department and the check of printed totals add by these rules alone.
"""

from collections.abc import Sequence

Cell = tuple[str, int | None]  # its state, and how many persons
WHOLE = "총계"


def known_sum(cells: Sequence[Cell], printed: int | None) -> int | None:
    """None where it cannot be known. A blank says nothing by itself: where the total that is `printed`
    over it is the sum of the other cells, its printer counted it as nobody; else nobody knows."""
    states = {state for state, _ in cells}
    if not states or "unread" in states or "absent" in states:
        return None
    found = sum(persons or 0 for _, persons in cells)
    return None if "blank" in states and found != printed else found
