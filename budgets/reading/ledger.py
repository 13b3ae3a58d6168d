"""From a report's budget tables to leaf rows and claims.

What a table is about (unit, day, stage, account) stands above it or in its head; who and what its
rows are follows from how they add up (`outline`). A table that lacks a unit or a date, or that
holds an amount nobody can read, is a named problem and gives no figures at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from budgets.amounts import Amount, Refused, Unit, parse_amount, parse_rate, unit_named
from budgets.reading.columns import Column, budget_head, column
from budgets.reading.dates import find_day, find_fiscal_year
from budgets.reading.facts import (
    DRAWN,
    REGROUPED,
    ClaimFacts,
    DateKey,
    LeafRow,
    Problem,
    Scope,
    Sheet,
    in_printed_unit,
)
from budgets.reading.lines import Line
from budgets.reading.organisation import DIVISION
from budgets.reading.outline import Outline, outline
from budgets.reading.tables import TextTable, find_tables
from departments.text import squeezed

GENERAL_ACCOUNT = "일반회계"
_UNIT = re.compile(r"단위\s*:\s*(천원|백만원|억원|원)|^\((천원|백만원|억원|원)\)$")
_FUND = re.compile(r"^기\s*금\s+(.+)$")
_TITLED = re.compile(r"\((.+)\)\s*$")
_KINDS = {
    "재무활동": ("재무활동", "전출금", "예치", "예탁", "보전지출"),
    "행정운영경비": ("행정운영경비", "기본경비", "인력운영비", "일반예산", "기금관리비"),
    "정책사업": ("정책사업", "사업예산", "고유목적"),
}


@dataclass(frozen=True, slots=True)
class Ledger:
    sheets: tuple[Sheet, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a table."""

    unit: Unit
    dates: dict[int | None, DateKey]  # by the year of the column; None where columns have none
    account: str
    title: str

    def when(self, column: Column | None = None) -> DateKey:
        return self.dates[column.year if column and column.year else self.latest]

    @property
    def latest(self) -> int | None:
        return max(self.dates, key=lambda year: year or 0)

    @property
    def before(self) -> DateKey | None:
        earlier = [year for year in self.dates if year != self.latest]
        return self.dates[earlier[0]] if earlier else None


class Unreadable(Exception):
    pass


def read_ledger(lines: Sequence[Line], office: str, departments: Sequence[str]) -> Ledger:
    sheets: list[Sheet] = []
    claims: list[ClaimFacts] = []
    problems: list[Problem] = []
    for table in find_tables(lines, budget_head):
        problems += [
            Problem(odd.place, f"표의 행으로 읽지 못함: {odd.text}") for odd in table.oddities
        ]
        try:
            reading = _TableReading(table, office, departments, sheets)
        except Unreadable as unreadable:
            problems.append(Problem(table.head_place, str(unreadable)))
            continue
        sheets += reading.sheets()
        claims += reading.claims()
        problems += reading.problems()
    return Ledger(tuple(sheets), tuple(claims), tuple(problems))


def kind_named(name: str) -> str | None:
    word = squeezed(name)
    return next((kind for kind, words in _KINDS.items() if any(w in word for w in words)), None)


def _context(table: TextTable, columns: Sequence[Column]) -> Context:
    title = next((line.text for line in table.above if not _is_caption(line.text)), "")
    return Context(_unit(table, columns), _dates(table, columns), _account(table), title)


def _is_caption(text: str) -> bool:
    return bool(_UNIT.search(text)) and text.startswith("(")


def _unit(table: TextTable, columns: Sequence[Column]) -> Unit:
    units = {c.unit for c in columns if c.unit}
    if len(units) == 1:
        return units.pop()
    for line in table.above[:4]:
        if found := _UNIT.search(line.text):
            return unit_named(found[1] or found[2])
    raise Unreadable("표의 단위를 찾지 못했습니다.")


def _dates(table: TextTable, columns: Sequence[Column]) -> dict[int | None, DateKey]:
    years = sorted({c.year for c in columns if c.year})
    if years:
        return {year: _budget_date(year, years[-1]) for year in years}
    for line in table.above[:6]:
        day = find_day(line.text) if re.search("기준|현재", line.text) else None
        if day:
            return {None: DateKey(day.year, DRAWN, day, "집행")}
        year = find_fiscal_year(line.text)
        if year:
            stage, month, of_month = ("결산", 12, 31) if _is_settlement(table) else ("예산", 1, 1)
            return {None: DateKey(year, DRAWN, date(year, month, of_month), stage)}
    raise Unreadable("표의 기준일을 찾지 못했습니다.")


def _is_settlement(table: TextTable) -> bool:
    return any((known := column(c)) and known.role == "spent" for c in table.columns)


def _budget_date(year: int, this_year: int) -> DateKey:
    """A budget table prints last year regrouped to this year's organisation."""
    new_year = date(this_year, 1, 1)
    if year == this_year:
        return DateKey(year, DRAWN, new_year, "예산")
    return DateKey(year, REGROUPED, date(year, 1, 1), "예산", new_year)


def _account(table: TextTable) -> str:
    for line in table.above[:6]:
        if fund := _FUND.match(line.text):
            return fund[1]
        if found := re.search(r"(\S*(?:일반|특별)회계)", line.text):
            return found[1]
    return GENERAL_ACCOUNT


class _TableReading:
    """One table: its cells read, its rows placed."""

    def __init__(self, table: TextTable, office: str, departments, earlier: list[Sheet]):
        self.table, self.office = table, office
        self.known = frozenset(departments)
        self.columns = [column(text) for text in table.columns]
        self.context = _context(table, self.columns)
        self.amounts = [self._amounts(row) for row in table.rows]
        self.outline = self._outline()
        self.kinds = self._kinds()
        self.owner = self._owner(earlier)

    def _amounts(self, row) -> dict[int, Amount]:
        found = {}
        for index, (known, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if known.is_amount:
                try:
                    found[index] = parse_amount(cell, self.context.unit)
                except Refused as refused:
                    raise Unreadable(f"{row.place}행 {row.name}: {refused}") from None
        return found

    def _outline(self) -> Outline:
        wons = [a.won for row in self.amounts for a in row.values() if a.won]
        unit = self.context.unit.value
        while unit > 1 and any(won % unit for won in wons):
            unit //= 10
        return outline(
            [
                [a.won if a.won is None else a.won // unit for a in row.values()]
                for row in self.amounts
            ],
            names=[kind_named(row.name) or row.name for row in self.table.rows],
        )

    def _kinds(self) -> dict[int, str]:
        """Which kind a node is, from the cross total that adds it up."""
        return {
            node: kind
            for summary, nodes in self.outline.summaries.items()
            if (kind := kind_named(self.table.rows[summary].name))
            for node in nodes
        }

    def _owner(self, earlier: list[Sheet]) -> str:
        """Whose rows these are where no row is a department: a fund's are its feeder's."""
        for sheet in earlier:
            for row in sheet.rows:
                if self.context.account != GENERAL_ACCOUNT and self.context.account in row.name:
                    return row.department
        return self.office

    # --- places ---------------------------------------------------------------------------

    def _is_department(self, index: int) -> bool:
        name = squeezed(self.table.rows[index].name)
        return name in self.known or bool(DIVISION.match(name))

    def _chain(self, index: int) -> list[int]:
        """From just below the office down to the row itself."""
        chain = [index]
        while (parent := self.outline.parents[chain[0]]) is not None:
            chain.insert(0, parent)
        while len(chain) > 1 and self._is_total(chain[0]):
            chain.pop(0)
        return chain

    def _is_total(self, index: int) -> bool:
        """A top row over departments, or over everything there is."""
        below = self.outline.children(index)
        if self.outline.parents[index] is not None or not below:
            return False
        tops = [i for i, parent in enumerate(self.outline.parents) if parent is None]
        return any(self._is_department(child) for child in below) or tops == [index]

    def _names(self, index: int) -> tuple[str, str, str]:
        """Department, program and line of a row; a program without lines is its own line."""
        chain = self._chain(index)
        department = self.owner
        if self._is_department(chain[0]):
            department = squeezed(self.table.rows[chain.pop(0)].name)
        elif len(chain) == 1 and self._is_only_level():
            return department, self._title(), self.table.rows[index].name
        if not chain:
            return department, "", ""
        program, line = self.table.rows[chain[0]].name, self.table.rows[chain[-1]].name
        return department, program, line

    def _is_only_level(self) -> bool:
        """No departments and no programs: just a total and its parts, as 업무추진비 by 과목."""
        leaves = self.outline.leaves
        return all(len(self._chain(leaf)) == 1 for leaf in leaves) and not any(
            self._is_department(leaf) for leaf in leaves
        )

    def _title(self) -> str:
        titled = _TITLED.search(self.context.title)
        return titled[1] if titled else self.context.title

    @property
    def _by_department(self) -> bool:
        """A table of departments without programs repeats sums: it holds claims only."""
        return all(self._is_department(leaf) for leaf in self.outline.leaves)

    # --- figures --------------------------------------------------------------------------

    def sheets(self) -> Iterator[Sheet]:
        if self._by_department:
            return
        for year, when in self.context.dates.items():
            yield Sheet(when, self.context.account, self.context.unit, tuple(self._leaves(year)))

    def _leaves(self, year: int | None) -> Iterator[LeafRow]:
        for index in self.outline.leaves:
            department, program, name = self._names(index)
            yield LeafRow(
                department,
                program,
                self._kind(index),
                name,
                self.table.rows[index].place,
                {
                    self.columns[at].role: amount
                    for at, amount in self.amounts[index].items()
                    if self.columns[at].year in (None, year)
                },
            )

    def _kind(self, index: int) -> str | None:
        chain = self._chain(index)
        for node in reversed(chain):
            if node in self.kinds:
                return self.kinds[node]
        if self._is_department(chain[0]):
            chain = chain[1:]
        if self._is_only_level() or not chain:
            return None
        return kind_named(self.table.rows[chain[0]].name) or "정책사업"

    # --- claims ---------------------------------------------------------------------------

    def claims(self) -> Iterator[ClaimFacts]:
        leaves = frozenset(self.outline.leaves) if not self._by_department else frozenset()
        for index, row in enumerate(self.table.rows):
            scope, subject = self._scope(index)
            for at, known in enumerate(self.columns):
                if known.role == "note" or (known.is_amount and index in leaves):
                    continue
                changes = known.role in ("change", "change_rate")
                aimed = replace(
                    scope,
                    when=self.context.when(known),
                    before=self.context.before if changes else None,
                )
                yield self._claim(row, known, row.cells[at], subject, aimed)

    def _claim(self, row, known: Column, cell: str, subject: str, scope: Scope) -> ClaimFacts:
        is_rate = known.role in ("rate", "change_rate")
        unit = "%" if is_rate else self.context.unit.label
        try:
            if is_rate:
                rate = parse_rate(cell)
                state, value = rate.state, rate.percent
            else:
                amount = parse_amount(cell, self.context.unit)
                state = amount.state
                value = (
                    None if amount.won is None else in_printed_unit(amount.won, self.context.unit)
                )
        except Refused:
            state, value = "unread", None
        return ClaimFacts(
            row.place, "표", subject, known.role, cell or "(빈칸)", state, value, unit, scope
        )

    def _scope(self, index: int) -> tuple[Scope, str]:
        row, account = self.table.rows[index], self.context.account
        if self._is_total(index):
            return Scope(account=account), row.name
        if index in self.outline.summaries:
            return Scope(account=account, kind=kind_named(row.name)), row.name
        department, program, line = self._names(index)
        scope = Scope(account=account, department=department)
        if not program:
            return scope, department
        scope = replace(scope, program=program)
        if index in self.outline.leaves:
            only = program == line
            return replace(scope, line=line), _said(department, program, "" if only else line)
        if program == line:
            return scope, _said(department, program)
        within = [leaf for leaf in self.outline.leaves if index in self._chain(leaf)]
        paths = tuple((account, "/".join(self._names(leaf))) for leaf in within)
        return replace(scope, lines=paths), _said(department, program, line)

    def problems(self) -> Iterator[Problem]:
        for unsettled in self.outline.unsettled:
            row = self.table.rows[unsettled.row]
            yield Problem(row.place, f"{row.name}: 계층을 산술로 정하지 못함 ({unsettled.reason})")


def _said(*names: str) -> str:
    return " / ".join(name for name in names if name)
