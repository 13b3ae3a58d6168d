"""What a report leaves out of a change: of a moved item from where, to where, or on which day."""

from collections.abc import Iterator

from budgets.reading.facts import Problem
from budgets.reading.settled_facts import DECIDED, MOVES, REORGANISED, Settled

_OF_ITEMS = ("전용", "변경사용")  # moved between 목, so both are asked of it


def what_is_missing(head: Settled) -> Iterator[Problem]:
    """One problem for each item that lacks something, at its own place."""
    if not head.is_none and head.money and not head.items:
        yield Problem(head.place, f"{head.heading}: 무엇의 금액인지 적힌 내역을 찾지 못함")
    for item in (one for each in head.items for one in each.lowest()):
        missing = ", ".join(_missing(item))
        if missing:
            name = f" ‘{item.name}’" if item.name else ""
            amount = f" {item.money.said}" if item.money else ""
            yield Problem(item.place, f"{item.heading}{name}{amount}: {missing}을 찾지 못함")


def _missing(item: Settled) -> Iterator[str]:
    """Each in words that end alike, so that one particle fits them all."""
    if item.heading not in MOVES:
        if item.line is None:
            yield "쓴 사업"
    elif item.heading == "이체":  # between departments, whose lines may end with them
        if not item.from_department:
            yield "준 쪽"
        if not item.to_department:
            yield "받은 쪽"
    else:
        if item.taken_from is None:
            yield "준 사업"
        if item.given_to is None:
            yield "받은 사업"
        if item.heading in _OF_ITEMS and not (item.from_item and item.to_item):
            yield "양쪽의 목"
    if not any(day.act in (DECIDED, REORGANISED) for day in item.days):
        yield "결정한 날"
