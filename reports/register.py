"""변동 대장: what changed an office's budget in one year, and whether the council heard of it in time.

What documents state and what officers entered stand apart and are never added: they may be the same.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from budgets.amounts import Unit
from budgets.models import BudgetChange, SettlementItem
from departments.models import Department
from reports.called_today import AS_PRINTED, Called
from reports.change_rows import COLUMNS, headed_rows, named_notes, row_of
from reports.dates import published_dates, written
from reports.file_names import file_name
from reports.moves import (
    ORDER,
    Headed,
    Move,
    entered_moves,
    newest_publication,
    stated_moves,
)
from reports.owed import LATE, OVERDUE, UNCLEAR, UNDATED, UNSTATED
from reports.sources import sources_of
from reports.table import Gap, Report, Row, Table

_COUNTED = (LATE, OVERDUE, UNSTATED, UNCLEAR, UNDATED)
_APART = (
    "문서에 적힌 변동과 담당자가 등록한 변동은 같은 것일 수 있어 서로 더하지 않습니다. "
    "등록한 변동은 그 금액이 들어간 제출본이 공개된 뒤에 보입니다."
)


@dataclass(frozen=True, slots=True)
class Found:
    """Of an office and a year, as of its newest publication."""

    as_of: date
    headed: tuple[Headed, ...]
    entered: tuple[Move, ...]

    def under(self, called: Called) -> "Found":
        """With both sides of each change under the names that a page calls them by."""
        headed = tuple(each.under(called) for each in self.headed)
        return replace(self, headed=headed, entered=tuple(x.under(called) for x in self.entered))

    @property
    def moves(self) -> list[Move]:
        return [*(move for each in self.headed for move in each.moves), *self.entered]

    @property
    def states(self) -> Counter[str]:
        return Counter(move.owed.state for move in self.moves)


def register_years(office: Department) -> list[int]:
    """Of which anything is published; newest first."""
    own = {each.book.fiscal_year for each in published_dates(office)}
    return sorted(own, reverse=True)


def read_register(office: Department, year: int) -> Found:
    as_of = newest_publication(office)
    items = SettlementItem.objects.published().filter(
        reporting_date__book__office=office, reporting_date__book__fiscal_year=year
    )
    changes = BudgetChange.objects.published().of_offices([office])
    entered = [move for move in entered_moves(changes, as_of) if move.year == year]
    return Found(as_of, tuple(stated_moves(items, as_of)), tuple(entered))


def register(
    office: Department, year: int, found: Found, unit: Unit, called: Called = AS_PRINTED
) -> Report:
    dates = [each for each in published_dates(office) if each.book.fiscal_year == year]
    name = called.department(office).words
    report = Report(
        title=f"{name} {year}년 예산 변동 대장",
        office=name,
        when=f"{year}년",
        unit=unit,
        tables=tuple(_tables(found.under(called))),
        sources=sources_of(dates),
        chosen=(("보고 상태의 기준", written(found.as_of)),),
        file=file_name(f"{name}_{year}_변동_대장", ()),
        name=f"{year}년 변동 대장",
    )
    return called.told(report)


def _tables(found: Found) -> Sequence[Table]:
    if found.headed:
        notes = (*named_notes(found.headed), *((_APART,) if found.entered else ()))
        yield Table(
            "stated", "문서에 적힌 변동", COLUMNS, tuple(headed_rows(found.headed)), notes, "변동"
        )
    for account in dict.fromkeys(move.account for move in found.entered):
        own = [move for move in found.entered if move.account == account]
        title = f"담당자가 등록한 변동: {account}"
        yield Table("entered", title, COLUMNS, tuple(_entered(own)), (), "변동")


def _entered(moves: Sequence[Move]) -> Sequence[Row]:
    for heading in ORDER:
        own = [move for move in moves if move.heading == heading]
        if not own:
            continue
        cells = [len(own), sum(move.won for move in own), *[Gap.BLANK] * (len(COLUMNS) - 2)]
        yield Row(0, "heading", heading, "", "", "", cells)
        for move in own:
            yield row_of(move, 1)


def counted(found: Found) -> list[tuple[str, str, int]]:
    """What has to be asked about, in words; what nothing is of is left out, but the two that a
    reader looks for."""
    states = found.states
    words = {
        LATE: "늦게 보고",
        OVERDUE: "기한 지남, 미보고",
        UNSTATED: "기한 지남, 보고일이 출처에 없음",
        UNCLEAR: "기한 안인지 알 수 없음",
        UNDATED: "결정일이 출처에 없음",
    }
    return [
        (state.replace(" ", "-"), words[state], states[state])
        for state in _COUNTED
        if states[state] or state in (LATE, OVERDUE)
    ]
