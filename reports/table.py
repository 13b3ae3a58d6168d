"""What every report comes to, and what page, sheet, csv and json are drawn from. Pure.

A `Row` is flat: its level says what it stands under, as in the councils' own tables. Amounts are
whole won, rates whole tenths of a percent (469 is 46.9%), so that nothing is rounded twice. A cell
that is no number is a `Gap`: a dash, a blank, a missing column and an unknown sum are not zero, and
not each other.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.amounts import Unit


class Gap(enum.Enum):
    DASH = "-"
    BLANK = ""
    ABSENT = "없음"  # the source has no such column
    UNKNOWN = "알 수 없음"  # a sum over a blank, or over a column that only some lines have


Cell = int | str | Gap


class Kind(enum.Enum):
    WON = "won"
    RATE = "rate"  # tenths of a percent
    POINTS = "points"  # tenths of a percentage point: a difference of rates
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    key: str  # its name in csv and json, its class on the page
    label: str
    kind: Kind
    of: tuple[str, ...] = (
        "",
        "",
    )  # by keys: a rate's part and whole, a rest's whole and what it lost
    title: str = ""  # a longer word where the label is short
    is_optional: bool = False
    or_of: tuple[str, str] = ("", "")  # the same in rows that lack one of them
    is_named_by_data: bool = False  # its label stands in each cell: no stylesheet can know it


class Row(NamedTuple):
    level: int  # 0 the whole, each level deeper one more
    mark: str  # total, kind, office, department, program, line
    name: str
    code: str  # of what it is about, empty for sums
    href: str
    kind: str
    cells: Sequence[Cell]
    links: Sequence[str] = ()  # where each cell leads on the page, "" nowhere; or none at all


class Mark(NamedTuple):
    """Something else that a document printed in the place of a cell."""

    words: str
    href: str
    title: str


LEAF = "line"
MISSING = "미제출"


@dataclass(frozen=True, slots=True)
class Table:
    key: str
    title: str
    columns: tuple[Column, ...]  # of the cells; the name stands before them
    rows: Sequence[Row]  # a tuple, or reports.rows.Rows
    notes: tuple[str, ...] = ()
    name_label: str = "구분"
    absent: tuple[str, ...] = ()  # columns that the source does not have and that are not drawn
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)  # by row and column
    anchors: Sequence[str] = ()  # of every row: where a drawing leads to it

    @property
    def has_amounts(self) -> bool:
        """Whether a unit has to be said."""
        return any(column.kind is Kind.WON for column in self.columns)

    def at(self, key: str) -> int:
        return next(i for i, column in enumerate(self.columns) if column.key == key)


@dataclass(frozen=True, slots=True)
class Report:
    """One page: its tables with what has to stand around them wherever they go."""

    title: str
    office: str
    when: str  # "2022. 7. 1. 기준"
    unit: Unit
    tables: tuple[Table, ...]
    sources: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()  # filters and orders, as label and value
    file: str = ""  # its name without suffix
    name: str = ""  # what the siblings are called: "2022. 7. 1. 집행현황"
    missing: tuple[str, ...] = ()  # departments that handed in nothing: 미제출
    notes: tuple[str, ...] = ()  # what has to be said of the whole
    corrections: Table | None = None  # old and new, of what was corrected

    @property
    def count(self) -> int:
        return sum(len(table.rows) for table in self.tables)


def tenths(part: int, whole: int) -> int | Gap:
    """Of a percent, half up; nothing to divide by is a dash, not zero and not a hundred."""
    if whole <= 0:
        return Gap.DASH
    if part >= 0:
        return (2000 * part + whole) // (2 * whole)
    return -((-2000 * part + whole) // (2 * whole))


def ratio(part: Cell, whole: Cell) -> int | Gap:
    """As little known as what it is made of."""
    if isinstance(part, int) and isinstance(whole, int):
        return tenths(part, whole)
    unknown = [cell for cell in (part, whole) if not isinstance(cell, int)]
    return Gap.DASH if unknown[0] in (Gap.BLANK, Gap.DASH) else unknown[0]


def minus(whole: Cell, part: Cell) -> int | Gap:
    if isinstance(whole, int) and isinstance(part, int):
        return whole - part
    return next(cell for cell in (whole, part) if not isinstance(cell, int))
