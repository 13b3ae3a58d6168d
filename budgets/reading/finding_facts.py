"""What a report says of 시정·권고사항, as values: titles, statuses, figures and short labels. No prose."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.reading.facts import DateKey

ASKED, DONE = "요구", "조치"  # the two sides: what the audit says, what the office says


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a month or a year, as far as a text tells it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NamedFact:
    side: str
    kind: str  # 금액, 수, 시기, 근거, 이름, 일
    words: str
    place: int
    value: Decimal | None = None  # 금액 in 원
    unit: str = ""
    span: Span | None = None
    manner: str = ""  # of 일: 권고, 필요, 함, 추진 중


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line of the ledger, by the date and account it stands in and the line it is printed on."""

    when: DateKey
    account: str
    row: int
    how: str  # 이름, 낱말, 금액
    words: str


@dataclass(frozen=True, slots=True)
class FindingFacts:
    place: int
    until: int
    fiscal_year: int | None
    source: str
    number: str
    title: str
    whose: str
    departments: tuple[str, ...]
    status: str
    printed: str
    span: Span | None  # when it came to that status
    facts: tuple[NamedFact, ...]
    lines: tuple[NamedLine, ...] = ()
