"""Whether the council was told of a change in time, as far as the sources say. Pure.

Days may be months: what was decided in February was decided between its first and last day. Late is
what is late even so. The day as of which it is asked is given, never that of the clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from budgets.quarters import due_on

TOLD_KINDS = ("전용", "이체")  # to the council, by the end of the month after the quarter

NOT_DUE = ""
IN_TIME, LATE, UNCLEAR = "in time", "late", "unclear"
OVERDUE, UNSTATED, OPEN = "overdue", "unstated", "open"
UNDATED = "undated"
WORDS = {
    NOT_DUE: "-",
    IN_TIME: "기한 안에 보고",
    LATE: "늦게 보고",
    UNCLEAR: "기한 안인지 알 수 없음",
    OVERDUE: "기한 지남, 미보고",
    UNSTATED: "기한 지남, 보고일이 출처에 없음",
    OPEN: "아직 보고 기한 전",
    UNDATED: "결정일이 출처에 없음",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A day of a source, or the first and the last of a month; and where it says so."""

    first: date
    last: date
    printed: str
    document: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    state: str
    due: tuple[date, date] | None = None  # earliest and latest: by the month of the decision
    days: int = 0  # so many too late
    is_least: bool = False  # of a month nobody says the day

    @property
    def words(self) -> str:
        if not self.days:
            return WORDS[self.state]
        least = " 이상" if self.is_least else ""
        return f"{WORDS[self.state]} ({self.days}일{least})"


def owed(
    kind: str,
    decided: Sequence[Said],
    told: Sequence[Said],
    as_of: date,
    *,
    is_entered: bool = False,
) -> Owed:
    """`is_entered`: by an officer, who notes a report to the council there; where a document names
    no day of it, nobody says that there was none."""
    if kind not in TOLD_KINDS:
        return Owed(NOT_DUE)
    if not decided:
        return Owed(UNDATED)
    due = due_on(min(day.first for day in decided)), due_on(max(day.last for day in decided))
    if told:
        return _reported(due, told)
    if as_of <= due[1]:
        return Owed(OPEN, due)
    return Owed(OVERDUE, due, (as_of - due[1]).days) if is_entered else Owed(UNSTATED, due)


def _reported(due: tuple[date, date], told: Sequence[Said]) -> Owed:
    """By whichever of several days is the earliest."""
    first, last = min(day.first for day in told), min(day.last for day in told)
    if first > due[1]:
        is_least = first != last or due[0] != due[1]
        return Owed(LATE, due, (first - due[1]).days, is_least)
    return Owed(IN_TIME if last <= due[0] else UNCLEAR, due)
