"""What a report counts, as values: petitions by field, votes, visitors, what was spent on what.

A printed sum is a claim and no value; where only a sum is printed, it is the value itself, under the
name WHOLE.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.reading.facts import DateKey

WHOLE = "계"
STATED, PROVED = "문서에 적힘", "일평균으로 증명"


@dataclass(frozen=True, slots=True)
class CountFacts:
    item: str
    group: str  # "" where the series counts one thing only
    unit: str
    state: str  # value, dash, blank, unread
    value: Decimal | None
    printed: str
    place: int
    share: str = ""  # as printed beside it: 67.1%


@dataclass(frozen=True, slots=True)
class Payer:
    """The line that pays for what is counted, and why that is said."""

    when: DateKey
    account: str
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class StatisticFacts:
    place: int
    series: str
    values: tuple[CountFacts, ...]
    first: date | None = None
    last: date | None = None
    span: str = ""  # how its days are known
    daily: Decimal | None = None  # the mean of a day, as printed
    daily_place: int | None = None
    department: str = ""
    why_department: str = ""
    payer: Payer | None = None
