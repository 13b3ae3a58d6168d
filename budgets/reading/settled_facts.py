"""What a settlement says of changes, carried amounts and the remainder, as values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budgets.amounts import unit_named
from budgets.reading.facts import DateKey

MOVES = ("이용", "전용", "변경사용", "이체")
CARRIED, LAPSED, RESERVE = "이월", "집행잔액", "예비비"
CHANGES = (*MOVES, RESERVE)
DECIDED, REORGANISED, TOLD = "결정", "조직개편", "의회 보고"
LineKey = tuple[str, str]  # account and path


@dataclass(frozen=True, slots=True)
class SaidDay:
    """Of an act: a day, or the first and last of a month."""

    act: str
    first: date
    last: date
    printed: str
    place: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the words of the report."""

    printed: str
    value: Decimal | None  # None: printed, but no number
    unit: str
    place: int

    @property
    def said(self) -> str:
        """With its unit, which a table says in its head."""
        is_bare = not self.printed.endswith(("원", "억"))
        return f"{self.printed}{self.unit}" if is_bare else self.printed

    @property
    def won(self) -> int | None:
        return None if self.value is None else int(self.value * unit_named(self.unit).value)


@dataclass(frozen=True, slots=True)
class Settled:
    """A heading, or an item below one."""

    place: int
    heading: str
    money: Money | None = None
    count: int | None = None
    is_none: bool = False
    name: str = ""
    reason: str = ""
    kind: str = ""
    taken_from: LineKey | None = None
    given_to: LineKey | None = None
    from_department: str = ""
    to_department: str = ""
    from_item: str = ""
    to_item: str = ""
    line: LineKey | None = None
    items: tuple["Settled", ...] = ()
    days: tuple[SaidDay, ...] = ()

    def with_days(self, days: list[SaidDay]) -> "Settled":
        return replace(self, days=(*self.days, *days))

    def lowest(self) -> Iterator["Settled"]:
        """It, or what it is made of."""
        if not self.items:
            yield self
        for item in self.items:
            yield from item.lowest()

    def with_lowest(self, others: Iterator["Settled"]) -> "Settled":
        """With these, in their order, instead of its own lowest."""
        if not self.items:
            return next(others)
        return replace(self, items=tuple(item.with_lowest(others) for item in self.items))


@dataclass(frozen=True, slots=True)
class Settlement:
    when: DateKey
    headings: tuple[Settled, ...]
