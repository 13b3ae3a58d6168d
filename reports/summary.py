"""What stands in the analysts' workbook: sums by department, kind and program on each date, and what
each work and program had the year before, with how it was known again.

Sums are `reports.rollup`'s, so that a gap is no zero; accounts are never in one sum.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.choices import Misread
from reports.cuts import APPROPRIATED, BUDGET, base_of, rate_of
from reports.dates import EVERYONE, When, when_of, written
from reports.execution import NO_KIND, Execution, read_each, with_lines
from reports.lineage import EVIDENCE, Work, links_between
from reports.rollup import Leaf, Sums, add, cells, empty
from reports.structure import Structure
from reports.successors import read_successors
from reports.table import Cell, Gap, minus, ratio

COLUMNS = {**MEASURES, "rate": "집행률"}
_UNITS = {unit.label: unit for unit in Unit}
NEW, ENDED = "새로 생김 (앞에 같은 사업이 없음)", "끝남 (뒤에 같은 사업이 없음)"


@dataclass(frozen=True, slots=True)
class Chosen:
    """?office=…&year=…&measure=…&unit=…; what is not chosen is all."""

    offices: tuple[str, ...]
    years: tuple[int, ...]
    measures: tuple[str, ...] = tuple(COLUMNS)
    unit: Unit = Unit.THOUSAND


def read_chosen(said: Mapping[str, Sequence[str]], dates: Iterable[ReportingDate]) -> Chosen:
    dates = list(dates)
    offices = list(dict.fromkeys(each.book.office.code for each in dates))
    years = sorted({each.book.fiscal_year for each in dates})
    known = {
        "office": ("실국", offices),
        "year": ("회계연도", [str(year) for year in years]),
        "measure": ("금액", list(COLUMNS)),
        "unit": ("단위", list(_UNITS)),
    }
    problems = [f"‘{name}’은(는) 모르는 조건입니다." for name in said if name not in known]
    found: dict[str, list[str]] = {}
    for name, (label, values) in known.items():
        asked = [value for value in said.get(name, ()) if value]
        problems += [
            f"{label} ‘{value}’: {', '.join(values)} 가운데에서 고릅니다."
            for value in asked
            if value not in values
        ]
        found[name] = [value for value in values if value in asked] or values
    units = [value for value in said.get("unit", ()) if value]
    if len(units) > 1:
        problems.append("‘unit’ 조건이 두 번 이상 적혀 있습니다.")
    if not problems and not any(
        each.book.office.code in found["office"] and str(each.book.fiscal_year) in found["year"]
        for each in dates
    ):
        problems.append("고른 실국은 고른 회계연도에 공개된 자료가 없습니다.")
    if problems:
        raise Misread(problems)
    return Chosen(
        tuple(found["office"]),
        tuple(int(year) for year in found["year"]),
        tuple(found["measure"]),
        _UNITS[units[-1]] if units else Unit.THOUSAND,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a pivot on one date: its sums."""

    row: tuple[str, ...]
    date: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Change:
    """A work or a program now and before; None where it was not there."""

    office: str
    department: str
    program: str
    name: str
    was: str  # its earlier name where that is another
    before_on: str
    now_on: str
    years: int
    measure: str  # what is compared
    before: Cell | None
    now: Cell | None
    change: Cell
    rate: Cell
    evidence: str


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
        every = [leaf for leaves in self.leaves.values() for leaf in leaves]
        structure = next((found.names for found in read.values()), Structure())
        self.names: Structure = with_lines(Execution(structure, every)).names
        self.heirs = read_successors().heirs

    @property
    def accounts(self) -> list[int]:
        """Those that the dates have, general accounts first as the council has them."""
        met = {
            self.names.programs[self.names.lines[leaf.pk].parent].account
            for leaves in self.leaves.values()
            for leaf in leaves
        }
        return sorted(met)

    @property
    def file(self) -> str:
        """홍보기획관_2022-2023_예산집행_요약.xlsx"""
        offices = dict.fromkeys(each.book.office.name for each in self.dates)
        years = [each.book.fiscal_year for each in self.dates] or list(self.chosen.years)
        whose = next(iter(offices)) if len(offices) == 1 else EVERYONE
        span = f"{min(years)}-{max(years)}" if min(years) < max(years) else f"{min(years)}"
        return f"{whose}_{span}_예산집행_요약.xlsx"

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

    def _of(self, date: int, account: int) -> list[Leaf]:
        return [
            leaf
            for leaf in self.leaves[date]
            if self.names.programs[self.names.lines[leaf.pk].parent].account == account
        ]

    # --- pivots -----------------------------------------------------------------------------------

    def by_department(self, account: int) -> list[Entry]:
        return self._pivot(account, lambda leaf: self._place(leaf)[:2])

    def by_kind(self, account: int) -> list[Entry]:
        return self._pivot(account, lambda leaf: (self._program(leaf).kind or NO_KIND,))

    def by_program(self, account: int) -> list[Entry]:
        return self._pivot(account, self._place)

    def _pivot(self, account: int, row_of: Callable[[Leaf], tuple[str, ...]]) -> list[Entry]:
        """합계 comes first; the rows in the order of the council's tables, newest date first."""
        found: list[Entry] = []
        for date in self.dates:
            sums: dict[tuple[str, ...], Sums] = {}
            whole = empty()
            for leaf in sorted(self._of(date.pk, account), key=self._order):
                add(sums.setdefault(row_of(leaf), empty()), leaf.sums)
                add(whole, leaf.sums)
            if sums:
                width = len(next(iter(sums)))
                total = ("합계", *[""] * (width - 1))
                found.append(Entry(total, date.pk, cells(whole)))
                found += [Entry(row, date.pk, cells(told)) for row, told in sums.items()]
        return found

    def _program(self, leaf: Leaf):
        return self.names.programs[self.names.lines[leaf.pk].parent]

    def _place(self, leaf: Leaf) -> tuple[str, str, str]:
        program = self._program(leaf)
        department = self.names.departments[program.parent]
        office = self.names.departments.get(department.parent, department)
        return office.name, department.name, program.name

    def _order(self, leaf: Leaf) -> tuple:
        program = self._program(leaf)
        department = self.names.departments[program.parent]
        return department.order, program.order, self.names.lines[leaf.pk].order

    # --- the year before --------------------------------------------------------------------------

    def changes(self, account: int, *, of_programs: bool) -> list[list[Change]]:
        """A list for each pair of dates, the newest first; the first of each is 합계."""
        pairs = [(self._before(now), now) for now in self._newest_of_years()]
        told = [
            self._compared(before, now, account, of_programs) for before, now in pairs if before
        ]
        return [changes for changes in told if changes]

    def _newest_of_years(self) -> list[ReportingDate]:
        """Of each office and year, in the structure as it was drawn."""
        found: dict[tuple[int, int], ReportingDate] = {}
        for each in self.dates:  # the newest first
            if not when_of(each).is_regrouped:
                found.setdefault((each.book.office_id, each.book.fiscal_year), each)
        return list(found.values())

    def _before(self, now: ReportingDate) -> ReportingDate | None:
        """Of the last year that is there: what was regrouped for comparing, at the same stage, and
        nearest to the same day of the year.
        """
        mine = now.book.office.code
        earlier = [
            each
            for each in self.dates
            if each.book.fiscal_year < now.book.fiscal_year
            and mine in self.heirs.get(each.book.office.code, {each.book.office.code})
        ]
        if not earlier:
            return None
        year = max(each.book.fiscal_year for each in earlier)
        day = now.day.timetuple().tm_yday
        return max(
            (each for each in earlier if each.book.fiscal_year == year),
            key=lambda each: (
                each.stage == now.stage,
                when_of(each).is_regrouped,
                -abs(each.day.timetuple().tm_yday - day),
                each.pk,
            ),
        )

    def _compared(
        self, before: ReportingDate, now: ReportingDate, account: int, of_programs: bool
    ) -> list[Change]:
        was, is_ = (self._nodes(date, account, of_programs) for date in (before, now))
        if not was or not is_:
            return []
        pick, measure = _comparable(_whole(was), _whole(is_))
        works = [[node.work for node in nodes.values()] for nodes in (was, is_)]
        links = {link.now: link for link in links_between(*works, self.heirs)}
        met = {link.before for link in links.values()}
        spans = _Span(
            when_of(before).words,
            when_of(now).words,
            now.book.fiscal_year - before.book.fiscal_year,
            measure,
        )
        rows = [_total(spans, pick(_whole(was)), pick(_whole(is_)))]
        for pk, node in is_.items():
            link = links.get(pk)
            old = was[link.before] if link else None
            rows.append(_change(spans, old, node, EVIDENCE[link.how] if link else NEW, pick))
        rows += [
            _change(spans, node, None, ENDED, pick) for pk, node in was.items() if pk not in met
        ]
        return rows

    def _nodes(self, date: ReportingDate, account: int, of_programs: bool) -> dict[int, "_Node"]:
        found: dict[int, _Node] = {}
        for leaf in sorted(self._of(date.pk, account), key=self._order):
            line = self.names.lines[leaf.pk]
            program = self.names.programs[line.parent]
            pk, name = (line.parent, program.name) if of_programs else (leaf.pk, line.name)
            if pk not in found:
                department = self.names.departments[program.parent].code
                above = "" if of_programs else program.name
                work = Work(pk, name, above, department, str(account))
                found[pk] = _Node(work, self._place(leaf), empty())
            add(found[pk].sums, leaf.sums)
        return found


@dataclass(frozen=True, slots=True)
class _Node:
    work: Work
    place: tuple[str, str, str]
    sums: Sums

    @property
    def cells(self) -> list[Cell]:
        return cells(self.sums)


@dataclass(frozen=True, slots=True)
class _Span:
    before_on: str
    now_on: str
    years: int
    measure: str


_Pick = Callable[[Sequence[Cell]], Cell]


def _whole(nodes: Mapping[int, _Node]) -> list[Cell]:
    sums = empty()
    for node in nodes.values():
        add(sums, node.sums)
    return cells(sums)


def _comparable(was: Sequence[Cell], is_: Sequence[Cell]) -> tuple[_Pick, str]:
    """예산액 where both have it; else what a rate would stand on, and its name on either side."""
    if isinstance(was[APPROPRIATED], int) and isinstance(is_[APPROPRIATED], int):
        return (lambda row: row[APPROPRIATED]), "예산액"
    labels = ["예산액" if row[BUDGET] is Gap.ABSENT else "예산현액" for row in (was, is_)]
    return base_of, " → ".join(dict.fromkeys(labels))


def _total(span: _Span, before: Cell, now: Cell) -> Change:
    change = minus(now, before)
    where = ("합계", "", "", "", "")
    return Change(*where, *_said(span), before, now, change, ratio(change, before), "")


def _change(span: _Span, was: _Node | None, now: _Node | None, why: str, pick: _Pick) -> Change:
    node = now or was
    before, after = (None if each is None else pick(each.cells) for each in (was, now))
    change = _difference(after, before)
    rate = ratio(change, Gap.DASH if before is None else before)
    earlier = was.work.name if was and now and was.work.name != now.work.name else ""
    office, department, program = node.place
    where = (office, department, program, node.work.name, earlier)
    return Change(*where, *_said(span), before, after, change, rate, why)


def _difference(now: Cell | None, before: Cell | None) -> Cell:
    """A work that was not there, or that is printed as "-" on one side, had nothing there."""
    if any(isinstance(cell, int) for cell in (now, before)):
        now, before = (0 if cell in (None, Gap.DASH) else cell for cell in (now, before))
    told = [cell for cell in (now, before) if cell is not None]
    return minus(*told) if len(told) == 2 else told[0]


def _said(span: _Span) -> tuple[str, str, int, str]:
    return span.before_on, span.now_on, span.years, span.measure


def shown(entry: Sequence[Cell], measure: str) -> Cell:
    """The cell of a pivot under one of COLUMNS."""
    return rate_of(entry) if measure == "rate" else entry[list(MEASURES).index(measure)]
