"""What a report says of revenue, as values: categories, the sources named under them, and what was
collected of the remainder later."""

from dataclasses import dataclass
from datetime import date

from budgets.amounts import Amount, Unit

CATEGORY, SOURCE = "과목", "출처"


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """`parent`: the place in `Revenue.rows` of the row above it. A parent holds no amounts: it is the
    sum of its rows; what is printed of it is claimed."""

    kind: str
    name: str
    parent: int | None
    place: int
    amounts: dict[str, Amount]  # only the columns that its table has
    is_open: bool = False  # of a source: '등' follows, so that not all are named


@dataclass(frozen=True, slots=True)
class Collection:
    """What came in after the books were closed. `row` None: of all categories."""

    row: int | None
    day: date
    won: int
    is_all: bool
    place: int


@dataclass(frozen=True, slots=True)
class Revenue:
    """One table of one account, with what the prose around it names."""

    fiscal_year: int
    day: date
    stage: str
    account: str
    unit: Unit
    rows: tuple[RevenueRow, ...]
    collections: tuple[Collection, ...]
    place: int  # of its head
