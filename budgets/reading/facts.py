"""What a report says, as values: the contract between reading and whatever records it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from budgets.amounts import Amount, Unit, exact_in_unit
from budgets.reading.revenue_facts import Revenue

if TYPE_CHECKING:  # they stand on these facts themselves
    from budgets.reading.finding_facts import FindingFacts
    from budgets.reading.settled_facts import Settlement
    from budgets.reading.statistic_facts import StatisticFacts

DRAWN, REGROUPED = "당초", "재편"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reading met and could not settle. Told, never swallowed."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    key: str
    office: str
    title: str
    printed_on: str
    reported_on: date | None
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class TeamFacts:
    department: str
    name: str
    duty: str
    place: int


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What a department does itself, not through a team."""

    department: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Heads:
    """One department's cells in one group: a state and, if it is a value, a number."""

    department: str
    group: str
    authorised: tuple[str, int | None]
    actual: tuple[str, int | None]
    place: int
    places: dict[str, int] = field(default_factory=dict)  # where one stands on another line


@dataclass(frozen=True, slots=True)
class DateKey:
    """A reporting date before it has an id."""

    fiscal_year: int
    basis: str
    day: date
    stage: str
    organised_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeafRow:
    department: str
    program: str
    kind: str | None
    name: str
    place: int
    amounts: dict[str, Amount]  # only the columns that the table has
    places: dict[str, int] = field(default_factory=dict)  # where one came from elsewhere

    @property
    def path(self) -> str:
        return path_of(self.department, self.program, self.name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The leaf rows of one table for one date and account."""

    when: DateKey
    account: str
    unit: Unit  # stated once for the table, multiplied at the door
    rows: tuple[LeafRow, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which leaf figures a claim speaks of."""

    when: DateKey | None = None
    before: DateKey | None = None
    account: str | None = None
    kind: str | None = None
    department: str | None = None
    program: str | None = None
    line: str | None = None
    lines: tuple[tuple[str, str], ...] = ()  # (account, path), where a sentence names several
    group: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A value that the same document prints, from which another can be worked out again."""

    label: str
    printed: str  # of a day: its ISO text
    value: Decimal
    unit: str
    place: int


# How a claim follows from its terms, in their order (reports/recomputed.py works it out).
FORMULAS = ("합", "차", "비중", "증감률", "평균", "곱", "같음", "요일", "일수")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    place: int
    shape: str  # 표 / 문장
    subject: str
    measure: str
    printed: str
    state: str
    value: Decimal | None
    unit: str
    scope: Scope
    formula: str = ""  # where it is no matter of leaf figures: one of FORMULAS
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A title of what the office wants or does, with the lines that are its own where known."""

    position: int
    parent: int | None  # by its position
    kind: str
    number: str
    title: str
    place: int
    begins: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Report:
    document: DocumentFacts
    departments: tuple[tuple[str, int], ...]  # name and the line it first stands on
    teams: tuple[TeamFacts, ...]
    duties: tuple[DutyFacts, ...]
    headcount_day: date | None
    heads: tuple[Heads, ...]
    sheets: tuple[Sheet, ...]
    claims: tuple[ClaimFacts, ...]
    endings: tuple[tuple[str, date, int], ...]  # 폐지: department, first day without it, place
    problems: tuple[Problem, ...]
    settlements: tuple["Settlement", ...] = ()
    revenues: tuple[Revenue, ...] = ()
    findings: tuple["FindingFacts", ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    statistics: tuple["StatisticFacts", ...] = ()


def path_of(*names: str) -> str:
    return "/".join(name for name in names if name)


def in_printed_unit(won: int, unit: Unit) -> Decimal:
    """Without the zeros that only the conversion brought in: 476, not 476.00000000."""
    exact = exact_in_unit(won, unit)
    whole = exact.to_integral_value()
    return whole if exact == whole else exact.normalize()
