"""What stands in the analysts' workbook: sums by department, kind and program on each date.

Sums are `reports.rollup`'s, so that a gap is no zero; accounts are never in one sum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.called_today import read_called
from reports.cuts import rate_of
from reports.dates import EVERYONE, When, when_of, written
from reports.execution import NO_KIND, read_each
from reports.remarks import words_by_date
from reports.rollup import Leaf, Sums, add, cells, empty
from reports.structure import Named, Structure
from reports.successors import read_successors
from reports.summary_asked import Chosen
from reports.table import Cell

TOTAL = "합계"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a pivot on one date: its sums."""

    row: tuple[str, ...]
    date: int
    cells: Sequence[Cell]


class Summary:
    def __init__(self, dates: Sequence[ReportingDate], chosen: Chosen):
        self.chosen = chosen
        self.dates = [
            each
            for each in dates
            if each.book.office.code in chosen.offices and each.book.fiscal_year in chosen.years
        ]
        read = read_each(self.dates)
        self.leaves = {pk: found.leaves for pk, found in read.items()}
        self.names = next((found.names for found in read.values()), Structure())
        successors = read_successors()
        self.heirs, self.stated = successors.heirs, successors.stated
        offices = dict.fromkeys(each.book.office.code for each in self.dates)
        today = {"is_today": chosen.is_today, "successors": successors}
        self.called = read_called(**today, office=list(offices))
        told = words_by_date(self.dates)
        self.remarks = [
            f"{each.book.office} {words}" for each in self.dates for words in told.get(each.pk, ())
        ]

    @property
    def accounts(self) -> list[int]:
        """Those that the dates have, general accounts first as the council has them."""
        return sorted({self.program(x).account for own in self.leaves.values() for x in own})

    @property
    def file(self) -> str:
        """홍보기획관_2022-2023_예산집행_요약.xlsx"""
        offices = dict.fromkeys(each.book.office.name for each in self.dates)
        years = [each.book.fiscal_year for each in self.dates] or list(self.chosen.years)
        whose = next(iter(offices)) if len(offices) == 1 else EVERYONE
        span = f"{min(years)}-{max(years)}" if min(years) < max(years) else f"{min(years)}"
        view = "_오늘의_조직" if self.chosen.is_today else ""
        return f"{whose}_{span}_예산집행_요약{view}.xlsx"

    def when(self, date: int) -> When:
        return when_of(next(each for each in self.dates if each.pk == date))

    def label(self, date: ReportingDate) -> str:
        """Short enough for an axis; with the office where it is not the one of the newest date."""
        when, newest = when_of(date), self.dates[0].book.office.code
        regrouped = " 재편" if when.is_regrouped else ""
        words = f"{written(when.day)}" if when.stage == "집행" else f"{when.day.year} {when.stage}"
        office = date.book.office
        mine = newest in self.heirs.get(office.code, {office.code})
        return f"{words}{regrouped}" + ("" if mine else f" {office.name}")

    def of(self, date: int, account: int) -> list[Leaf]:
        """In the order of the council's tables."""
        own = (leaf for leaf in self.leaves[date] if self.program(leaf).account == account)
        return sorted(own, key=self._order)

    def program(self, leaf: Leaf) -> Named:
        return self.names.programs[leaf.program]

    def place(self, leaf: Leaf, *, by_line: bool = True) -> tuple[str, str, str]:
        """Of a line in the view that was chosen, or of its program, which went to nobody in parts."""
        program = self.program(leaf)
        department = self.names.departments[program.parent]
        office = self.names.departments.get(department.parent, department)
        own = self.called.of(program.parent, department.name, leaf.pk if by_line else 0)
        house = self.called.office_of(own, department.parent or program.parent, office.name)
        return house.words, own.words, program.name

    def kind(self, leaf: Leaf) -> str:
        return self.program(leaf).kind or NO_KIND

    def _order(self, leaf: Leaf) -> tuple:
        program = self.program(leaf)
        department = self.names.departments[program.parent]
        return department.order, program.order, leaf.position, leaf.pk

    # --- pivots -----------------------------------------------------------------------------------

    def by_department(self, account: int) -> list[Entry]:
        return self._pivot(account, lambda leaf: self.place(leaf)[:2])

    def by_kind(self, account: int) -> list[Entry]:
        return self._pivot(account, lambda leaf: (self.kind(leaf),))

    def by_program(self, account: int) -> list[Entry]:
        """With their kinds, so that both other pivots can be added up from this one."""
        return self._pivot(account, lambda leaf: (*self.place(leaf), self.kind(leaf)))

    def _pivot(self, account: int, row_of: Callable[[Leaf], tuple[str, ...]]) -> list[Entry]:
        """합계 comes first; the rows in the order of the council's tables, newest date first."""
        found: list[Entry] = []
        for date in self.dates:
            sums: dict[tuple[str, ...], Sums] = {}
            whole = empty()
            for leaf in self.of(date.pk, account):
                add(sums.setdefault(row_of(leaf), empty()), leaf.sums)
                add(whole, leaf.sums)
            if sums:
                width = len(next(iter(sums)))
                total = (TOTAL, *[""] * (width - 1))
                found.append(Entry(total, date.pk, cells(whole)))
                found += [Entry(row, date.pk, cells(told)) for row, told in sums.items()]
        return found


def shown(entry: Sequence[Cell], measure: str) -> Cell:
    """The cell of a pivot under one of `summary_asked.COLUMNS`."""
    return rate_of(entry) if measure == "rate" else entry[list(MEASURES).index(measure)]
