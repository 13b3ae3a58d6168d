"""One budget table: its cells read, its rows placed, its leaves turned into rows of figures.

An amount nobody can read makes the whole table `Unreadable`: half a table adds up to nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from budgets.amounts import BLANK, Amount, Refused, parse_amount
from budgets.reading.columns import Column, columns_of
from budgets.reading.context import GENERAL_ACCOUNT, Context, Unreadable, is_account, read_context
from budgets.reading.facts import DateKey, LeafRow, Problem, Sheet
from budgets.reading.hierarchy import Named, arrange
from budgets.reading.names import (
    gathers_programs,
    is_account_row,
    is_division,
    is_total_named,
    kind_named,
    without_footnote,
)
from budgets.reading.tables import NUMBER, Row, TextTable
from budgets.reading.titles import bare
from departments.text import squeezed


class BudgetTable:
    def __init__(
        self,
        table: TextTable,
        office: str,
        departments: frozenset[str],
        settled: int | None,
        *,
        is_undated: bool = False,
    ):
        self.table, self.office, self.known = table, office, departments
        self.rows = tuple(self._without_mark(row) for row in table.rows)
        self.columns: list[Column] = columns_of(table.columns)
        self.account_rows = self._account_rows()
        self.context: Context = read_context(
            self.columns,
            table.above,
            table.over,
            own_accounts=bool(self.account_rows),
            settled=settled,
            is_undated=is_undated,
        )
        self.amounts = [self._amounts(row) for row in self.rows]
        self.gaps = self._gaps()
        self.departments = self._departments()
        self.hierarchy = arrange(
            self._additive(),
            [kind_named(row.name) or row.name for row in self.rows],
            Named(
                frozenset(i for i, row in enumerate(self.rows) if self.says_total(row)),
                self.departments,
                tuple(kind_named(row.name) for row in self.rows),
                self.gaps,
            ),
        )
        self.kinds = self._kinds_of_nodes()
        self.titled = self._titled_department()
        self.owner = self.titled or office

    def _account_rows(self) -> frozenset[int]:
        """A fund is one only beside other accounts: else a payment into it may be meant."""
        named = {i for i, row in enumerate(self.rows) if is_account_row(row.name)}
        funds = {i for i, row in enumerate(self.rows) if is_account(row.name)}
        return frozenset(named | funds if named else named)

    def _without_mark(self, row: Row) -> Row:
        """Of a department or a total: a program may be named '… 1)'."""
        bare = without_footnote(row.name)
        is_known = squeezed(bare) in self.known or is_division(bare)
        if bare != row.name and (is_known or is_total_named(bare, self.office)):
            return replace(row, name=bare)
        return row

    def _amounts(self, row: Row) -> dict[int, Amount]:
        found = {}
        for index, (known, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if known.is_amount or known.is_part or known.is_kind:
                try:
                    found[index] = parse_amount(cell, self.context.unit)
                except Refused as refused:
                    raise Unreadable(f"표를 읽지 않음: {row.name}: {refused}", row.place) from None
        return found

    def _additive(self) -> list[list[int | None]]:
        """In the unit that was printed: what rounding may explain is counted in it."""
        wons = [a.won for row in self.amounts for a in row.values() if a.won]
        unit = self.context.unit.value
        while unit > 1 and any(won % unit for won in wons):
            unit //= 10
        return [
            # A dash is nothing, so a row of dashes holds no row with values; a blank says nothing.
            [None if a.state == "blank" else (a.won or 0) // unit for a in row.values()]
            for row in self.amounts
        ]

    def _departments(self) -> frozenset[int]:
        """Rows that name a department: one that is known, or one by its word."""
        return frozenset(
            i
            for i, row in enumerate(self.rows)
            if squeezed(row.name) in self.known or is_division(row.name)
        )

    def _gaps(self) -> frozenset[int]:
        """Where a line with numbers, inside the table, could not be read as a row."""
        cut = [
            odd.place
            for odd in self.table.oddities
            if any(NUMBER.match(word) for cell in odd.cells for word in cell.split(" "))
        ]
        return frozenset(sum(row.place < place for row in self.rows) for place in cut)

    def _titled_department(self) -> str:
        """The one department that the title names, where the rows name none."""
        titles = [line.text for line in self.table.above[:4] if not line.is_tabular]
        named = {name for name in self.known for title in titles if name in squeezed(title)}
        own = (bare(title) for title in titles)
        named |= {squeezed(title) for title in own if is_division(title)}
        return named.pop() if len(named) == 1 and not self.departments else ""

    def _kinds_of_nodes(self) -> dict[int, str]:
        """Which kind a row is, from the cross total that adds it up."""
        return {
            node: kind
            for summary, nodes in self.hierarchy.summaries.items()
            if (kind := kind_named(self.rows[summary].name))
            for node in nodes
        }

    def named_departments(self) -> Iterator[tuple[str, int]]:
        """With the line that names each."""
        for i in sorted(self.departments):
            yield squeezed(self.rows[i].name), self.rows[i].place
        if not self.departments and self.owner != self.office:
            yield self.owner, self.table.head_place
        for i, row in enumerate(self.rows):
            for name in self._merged(i)[0]:
                yield name, row.place

    # --- places -----------------------------------------------------------------------------------

    def says_total(self, row: Row) -> bool:
        return is_total_named(row.name, self.office)

    def is_total(self, index: int) -> bool:
        """A top row over departments, or over everything there is."""
        row, below = self.rows[index], self.hierarchy.children(index)
        if self.hierarchy.parents[index] is not None or not below or index in self.departments:
            return False
        is_over_departments = any(child in self.departments for child in below)
        return is_over_departments or self.says_total(row)

    def chain(self, index: int) -> list[int]:
        """From just below the office down to the row itself."""
        chain = [i for i in self.hierarchy.chain(index) if i not in self.account_rows]
        if len(chain) > 1 and self.is_total(chain[0]):
            return chain[1:]
        return chain

    def account(self, index: int) -> str | None:
        """Of the row that names it above, else of the whole table."""
        rows = [i for i in self.hierarchy.chain(index) if i in self.account_rows]
        return self.rows[rows[-1]].name if rows else self.context.account

    def _merged(self, index: int) -> tuple[list[str], list[str]]:
        """Departments and programs that merged cells name to the left of a row."""
        whose, what = [], []
        for name in self.rows[index].above:
            is_department = squeezed(name) in self.known or is_division(name)
            (whose if is_department else what).append(squeezed(name) if is_department else name)
        return whose, what

    def names(self, index: int) -> tuple[str, str, str]:
        """Department, program and line of a row: by the sums it is part of, else by the cells it stands
        beside."""
        department, program, name = self._names_by_sums(index)
        whose, what = self._merged(index)
        if whose and department == self.owner:
            department = whose[-1]
        outside = [i for i in self.chain(index) if i not in self.departments]
        return department, what[0] if what and len(outside) == 1 else program, name

    def _names_by_sums(self, index: int) -> tuple[str, str, str]:
        """A program without lines is its own line."""
        chain = self.chain(index)
        places = [at for at, i in enumerate(chain) if i in self.departments]
        department = squeezed(self.rows[chain[places[-1]]].name) if places else self.owner
        above, below = (chain[: places[-1]], chain[places[-1] + 1 :]) if places else ([], chain)
        if not below:
            # Its share of a kind: the kind is all that is said of what it is for.
            is_share = above and index in self.hierarchy.leaves
            program = self.rows[above[-1]].name if is_share else ""
            return department, program, program
        while len(below) > 1 and gathers_programs(self.rows[below[0]].name):
            below = below[1:]
        if not places and len(below) == 1 and self._is_only_level():
            return department, self._title(), self.rows[index].name
        return department, self.rows[below[0]].name, self.rows[below[-1]].name

    def _is_only_level(self) -> bool:
        """No departments, no programs and no kinds: parts of one thing, as 업무추진비 by 과목."""
        return all(
            len(self.chain(leaf)) == 1
            and leaf not in self.departments
            and not kind_named(self.rows[leaf].name)
            for leaf in self.hierarchy.leaves
        )

    def _title(self) -> str:
        return self.context.title or self.context.account or GENERAL_ACCOUNT

    @property
    def holds_sums_only(self) -> bool:
        """Of departments or of accounts, without programs."""
        sums = self.departments | self.account_rows
        leaves = self.hierarchy.leaves
        return bool(leaves) and all(
            self.says_total(self.rows[leaf]) or (leaf in sums and not self.names(leaf)[1])
            for leaf in leaves
        )

    def speaks_of(self) -> set[tuple[DateKey, str | None]]:
        """The dates and accounts that it speaks of."""
        accounts = {self.account(leaf) for leaf in self.hierarchy.leaves}
        return {(when, account) for when in self.context.dates.values() for account in accounts}

    # --- figures ----------------------------------------------------------------------------------

    def sheets(self) -> Iterator[Sheet]:
        accounts = dict.fromkeys(self.account(leaf) for leaf in self.filed())
        for year, when in self.context.dates.items():
            for account in accounts:
                rows = tuple(self._leaves(year, account))
                yield Sheet(when, account, self.context.unit, rows)

    def filed(self) -> list[int]:
        return [i for i in self.hierarchy.leaves if self.account(i) and not self._is_left_out(i)]

    def _is_left_out(self, leaf: int) -> bool:
        sums_nothing = self.says_total(self.rows[leaf]) or leaf in self.account_rows
        return sums_nothing or (leaf in self.departments and not self.names(leaf)[1])

    def _leaves(self, year: int | None, account: str | None) -> Iterator[LeafRow]:
        for index in self.filed():
            if self.account(index) != account:
                continue
            department, program, name = self.names(index)
            yield LeafRow(
                department,
                program,
                self.kind(index),
                name,
                self.rows[index].place,
                {
                    self.columns[at].role: amount
                    for at, amount in self.amounts[index].items()
                    if self.columns[at].is_amount
                    and (year is None or self.columns[at].year in (None, year))
                }
                | self._carried(index),
            )

    def _carried(self, index: int) -> dict[str, Amount]:
        """Of its kinds, where no column says the whole. A blank one leaves it unknown."""
        kinds = [a for at, a in self.amounts[index].items() if self.columns[at].is_kind]
        if not kinds or any(known.role == "carried" for known in self.columns):
            return {}
        if any(each.state == "blank" for each in kinds):
            return {"carried": BLANK}
        known = [each.won for each in kinds if each.won is not None]
        return {"carried": Amount("value", sum(known)) if known else kinds[0]}

    def kind(self, index: int) -> str | None:
        chain = self.chain(index)
        if what := self._merged(index)[1]:
            return kind_named(what[0]) or "정책사업"
        for node in reversed(chain):
            if node in self.kinds:
                return self.kinds[node]
        outside = [i for i in chain if i not in self.departments]
        if not outside or (len(outside) == 1 and self._is_only_level()):
            return None
        return kind_named(self.rows[outside[0]].name) or "정책사업"

    # --- problems ---------------------------------------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        for odd in self.table.oddities:
            yield Problem(odd.place, f"표의 행으로 읽지 못함: {odd.text}")
        for index, words in self.hierarchy.remarks:
            yield Problem(self.rows[index].place, f"{self.rows[index].name}: {words}")
        for leaf in self.hierarchy.leaves:
            row = self.rows[leaf]
            if self.says_total(row):
                yield Problem(row.place, f"{row.name}: 더한 행을 찾지 못해 인쇄값으로만 둠")
            elif not self.account(leaf):
                yield Problem(row.place, f"{row.name}: 어느 회계인지 몰라 금액을 저장하지 않음")
        if beside := [
            f"‘{text}’"
            for text, known in zip(self.table.columns, self.columns, strict=True)
            if known.role == "beside"
        ]:
            yield Problem(self.table.head_place, f"{', '.join(beside)} 열은 저장하지 않음")
        yield from self._negatives()
        yield from self._parts_of_budgets()

    def _negatives(self) -> Iterator[Problem]:
        """A sign turns sums about, and a total into a part: what follows from it is to be seen."""
        for row, amounts in zip(self.rows, self.amounts, strict=True):
            if any(a.won is not None and a.won < 0 for a in amounts.values()):
                yield Problem(row.place, f"{row.name}: 음수 금액이 있음")

    def _parts_of_budgets(self) -> Iterator[Problem]:
        """본예산 and 추경 have no place in the ledger: they must add up to 예산액, and are named."""
        parts = [at for at, known in enumerate(self.columns) if known.is_part]
        if not parts:
            return
        printed = ", ".join(f"‘{self.table.columns[at]}’" for at in parts)
        words = f"{printed} 열은 저장하지 않고 예산액과 대조만 함"
        yield Problem(self.table.head_place, words)
        whole = next(at for at, known in enumerate(self.columns) if known.role == "appropriated")
        for row, amounts in zip(self.rows, self.amounts, strict=True):
            won = amounts[whole].won
            if won is not None and won != sum(amounts[at].won or 0 for at in parts):
                yield Problem(row.place, f"{row.name}: {printed}을 더한 것이 예산액과 다름")
