"""One budget table: its cells read, its rows placed, its printed totals turned into claims.

An amount nobody can read makes the whole table `Unreadable`: half a table adds up to nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgets.amounts import Amount, Refused, parse_amount, parse_rate
from budgets.reading.columns import Column, columns_of
from budgets.reading.context import GENERAL_ACCOUNT, Context, Unreadable, read_context
from budgets.reading.facts import (
    ClaimFacts,
    DateKey,
    LeafRow,
    Problem,
    Scope,
    Sheet,
    in_printed_unit,
    path_of,
)
from budgets.reading.hierarchy import Named, arrange
from budgets.reading.names import (
    distinct,
    gathers_programs,
    is_account_row,
    is_division,
    is_total_named,
    kind_named,
)
from budgets.reading.tables import NUMBER, Row, TextTable
from departments.text import squeezed

_NUMBERING = re.compile(r"^(?:[①-⑳□■○●◆▢▶ㅇ-]|[가-하]\.|\d{1,2}(?:-\d)?(?:[.)]|\s))\s*")
_RATES = ("rate", "change_rate")
_NO_RATE = ("순증", "신규")  # said where there is nothing to divide by


class BudgetTable:
    def __init__(
        self, table: TextTable, office: str, departments: frozenset[str], settled: int | None
    ):
        self.table, self.office, self.known = table, office, departments
        self.rows = table.rows
        self.columns: list[Column] = columns_of(table.columns)
        self.account_rows = frozenset(i for i, r in enumerate(self.rows) if is_account_row(r.name))
        self.context: Context = read_context(
            self.columns, table.above, own_accounts=bool(self.account_rows), settled=settled
        )
        self.amounts = [self._amounts(row) for row in self.rows]
        self.departments = self._departments()
        self.hierarchy = arrange(
            self._additive(),
            [kind_named(row.name) or row.name for row in self.rows],
            Named(
                frozenset(i for i, row in enumerate(self.rows) if self._is_total_named(row)),
                self.departments,
                tuple(kind_named(row.name) for row in self.rows),
                self._gaps(),
            ),
        )
        self.kinds = self._kinds()
        self.titled = self._titled_department()
        self.owner = self.titled or office
        self.is_part = False  # of what the report prints of its account, day by day

    def _amounts(self, row: Row) -> dict[int, Amount]:
        found = {}
        for index, (known, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            if known.is_amount or known.is_part:
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
        bare = (_NUMBERING.sub("", title) for title in titles)
        named |= {squeezed(title) for title in bare if is_division(title)}
        return named.pop() if len(named) == 1 and not self.departments else ""

    def _kinds(self) -> dict[int, str]:
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

    # --- places -----------------------------------------------------------------------------------

    def _is_total_named(self, row: Row) -> bool:
        return is_total_named(row.name, self.office)

    def is_total(self, index: int) -> bool:
        """A top row over departments, or over everything there is."""
        row, below = self.rows[index], self.hierarchy.children(index)
        if self.hierarchy.parents[index] is not None or not below or index in self.departments:
            return False
        is_over_departments = any(child in self.departments for child in below)
        return is_over_departments or self._is_total_named(row)

    def _chain(self, index: int) -> list[int]:
        """From just below the office down to the row itself."""
        chain = [i for i in self.hierarchy.chain(index) if i not in self.account_rows]
        if len(chain) > 1 and self.is_total(chain[0]):
            return chain[1:]
        return chain

    def account(self, index: int) -> str | None:
        """Of the row that names it above, else of the whole table."""
        rows = [i for i in self.hierarchy.chain(index) if i in self.account_rows]
        return self.rows[rows[-1]].name if rows else self.context.account

    def names(self, index: int) -> tuple[str, str, str]:
        """Department, program and line of a row; a program without lines is its own line."""
        chain = self._chain(index)
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
            len(self._chain(leaf)) == 1
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
            self._is_total_named(self.rows[leaf]) or (leaf in sums and not self.names(leaf)[1])
            for leaf in leaves
        )

    def speaks_of(self) -> set[tuple[DateKey, str | None]]:
        """The dates and accounts that it speaks of."""
        accounts = {self.account(leaf) for leaf in self.hierarchy.leaves}
        return {(when, account) for when in self.context.dates.values() for account in accounts}

    # --- figures ----------------------------------------------------------------------------------

    def sheets(self) -> Iterator[Sheet]:
        accounts = dict.fromkeys(self.account(leaf) for leaf in self._filed())
        for year, when in self.context.dates.items():
            for account in accounts:
                rows = tuple(self._leaves(year, account))
                yield Sheet(when, account, self.context.unit, rows)

    def _filed(self) -> list[int]:
        return [i for i in self.hierarchy.leaves if self.account(i) and not self._is_left_out(i)]

    def _is_left_out(self, leaf: int) -> bool:
        sums_nothing = self._is_total_named(self.rows[leaf]) or leaf in self.account_rows
        return sums_nothing or (leaf in self.departments and not self.names(leaf)[1])

    def _leaves(self, year: int | None, account: str | None) -> Iterator[LeafRow]:
        for index in self._filed():
            if self.account(index) != account:
                continue
            department, program, name = self.names(index)
            yield LeafRow(
                department,
                program,
                self._kind(index),
                name,
                self.rows[index].place,
                {
                    self.columns[at].role: amount
                    for at, amount in self.amounts[index].items()
                    if self.columns[at].is_amount
                    and (year is None or self.columns[at].year in (None, year))
                },
            )

    def _kind(self, index: int) -> str | None:
        chain = self._chain(index)
        for node in reversed(chain):
            if node in self.kinds:
                return self.kinds[node]
        outside = [i for i in chain if i not in self.departments]
        if not outside or (len(outside) == 1 and self._is_only_level()):
            return None
        return kind_named(self.rows[outside[0]].name) or "정책사업"

    # --- claims -----------------------------------------------------------------------------------

    def claims(self) -> Iterator[ClaimFacts]:
        leaves = frozenset(self._filed())
        for index in self._read():
            scope, subject = self._scope(index)
            for at, known in enumerate(self.columns):
                if not (known.is_amount and index in leaves):
                    yield from self._claim(index, at, subject, scope)

    def claims_repeating(self, rows: dict[tuple[DateKey, str], list[LeafRow]]):
        """Where another table gave the figures: every cell says again what stands there."""
        for index in self._read():
            scope, subject = self._scope(index)
            for at, known in enumerate(self.columns):
                there = rows.get((self.context.when(known), scope.account), [])
                found = _repeated(scope, there, self.office)
                if found is None:
                    words = "다른 표에 없는 행이라 금액을 저장하지 않음"
                    yield Problem(self.rows[index].place, f"{subject}: {words}")
                    break
                yield from self._claim(index, at, subject, found)

    def _read(self) -> Iterator[int]:
        unread = self.hierarchy.unread - self.departments
        return (i for i in range(len(self.rows)) if i not in unread)

    def _claim(self, index: int, at: int, subject: str, scope: Scope) -> Iterator[ClaimFacts]:
        known, row = self.columns[at], self.rows[index]
        if known.role == "note" or known.is_part:
            return
        changes = known.role in ("change", "change_rate")
        aimed = replace(
            scope,
            when=self.context.when(known),
            before=self.context.before if changes else None,
        )
        state, value = self._value(known, row.cells[at])
        unit = "%" if known.role in _RATES else self.context.unit.label
        printed = row.cells[at] or "(빈칸)"
        said = f"{subject} ({known.year}년)" if known.year else subject
        yield ClaimFacts(row.place, "표", said, known.role, printed, state, value, unit, aimed)

    def _value(self, known: Column, cell: str):
        try:
            if known.role in _RATES and squeezed(cell) in _NO_RATE:
                return "dash", None
            if known.role in _RATES:
                rate = parse_rate(cell)
                return rate.state, rate.percent
            amount = parse_amount(cell, self.context.unit)
        except Refused:
            return "unread", None
        won = amount.won
        return amount.state, None if won is None else in_printed_unit(won, self.context.unit)

    def _scope(self, index: int) -> tuple[Scope, str]:
        """What a row speaks of: the whole that its name says, if that is what stands below it."""
        row, account = self.rows[index], self.account(index)
        if index in self.hierarchy.summaries:
            return self._kind_scope(index), row.name
        if self._speaks_of_account(index):
            if self.titled:
                return Scope(account=account, department=self.titled), self.titled
            filed = [leaf for leaf in self._filed() if self.account(leaf) == account]
            lines = self._keys(filed) if self.is_part else ()
            return Scope(account=account, lines=lines), row.name
        department, program, line = self.names(index)
        scope = Scope(account=account, department=department, program=program or None)
        if index in self.hierarchy.leaves:
            said = _said(department, program, "" if program == line else line)
            return replace(scope, line=line or None), said
        if not program:
            return self._whole(index, scope), department
        return self._whole(index, scope), _said(
            department, program, "" if program == line else line
        )

    def _speaks_of_account(self, index: int) -> bool:
        if index in self.account_rows or self.is_total(index):
            return True
        return self._is_total_named(self.rows[index]) and len(self._chain(index)) == 1

    def _kind_scope(self, index: int) -> Scope:
        kind, account = kind_named(self.rows[index].name), self.account(index)
        nodes = self.hierarchy.summaries[index]
        within = [leaf for leaf in self._filed() if {*nodes} & {*self.hierarchy.chain(leaf)}]
        named = [i for i in self.hierarchy.summaries if kind_named(self.rows[i].name) == kind]
        same = {leaf for leaf in self._filed() if self._kind(leaf) == kind}
        if kind and not self.is_part and (same == {*within} if nodes else len(named) == 1):
            return Scope(account=account, kind=kind, department=self.titled or None)
        return Scope(account=account, lines=self._keys(within)) if within else Scope()

    def _whole(self, index: int, scope: Scope) -> Scope:
        """The scope itself if it holds just the leaves below the row, else these by name."""
        within = [leaf for leaf in self._filed() if index in self.hierarchy.chain(leaf)]
        same = [
            leaf
            for leaf in self._filed()
            if self.account(leaf) == scope.account
            and self.names(leaf)[0] == scope.department
            and scope.program in (None, self.names(leaf)[1])
        ]
        if within == same or index in self.hierarchy.unread:
            return scope
        only = {self.names(leaf)[:2] for leaf in within} == {(scope.department, scope.program)}
        owners = {self.names(leaf)[0] for leaf in within}
        return Scope(
            account=scope.account,
            department=owners.pop() if len(owners) == 1 else None,
            program=scope.program if only else None,
            lines=self._keys(within),
        )

    def _keys(self, leaves: Sequence[int]) -> tuple[tuple[str, str], ...]:
        by_account: dict[str, list[int]] = {}
        for leaf in self._filed():
            by_account.setdefault(self.account(leaf), []).append(leaf)
        keys = {}
        for account, filed in by_account.items():
            paths = distinct(path_of(*self.names(leaf)) for leaf in filed)
            keys |= {leaf: (account, path) for leaf, path in zip(filed, paths, strict=True)}
        return tuple(keys[leaf] for leaf in leaves)

    # --- problems ---------------------------------------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        for odd in self.table.oddities:
            yield Problem(odd.place, f"표의 행으로 읽지 못함: {odd.text}")
        for index, words in self.hierarchy.remarks:
            yield Problem(self.rows[index].place, f"{self.rows[index].name}: {words}")
        for leaf in self.hierarchy.leaves:
            row = self.rows[leaf]
            if self._is_total_named(row):
                yield Problem(row.place, f"{row.name}: 더한 행을 찾지 못해 인쇄값으로만 둠")
            elif not self.account(leaf):
                yield Problem(row.place, f"{row.name}: 어느 회계인지 몰라 금액을 저장하지 않음")
        yield from self._parts_of_budgets()

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


def _repeated(scope: Scope, rows: Sequence[LeafRow], office: str) -> Scope | None:
    """The same scope as the figures know it; None if they know nothing of the kind."""
    if not rows or scope.lines:
        return None
    if scope.department is None:
        return scope
    own = [row for row in rows if row.department == scope.department]
    if not own and scope.department == office:  # said of nobody in particular
        own = list(rows)
    if not scope.program:
        return scope if own else None
    said = squeezed(scope.line or scope.program)
    kind = kind_named(said)
    if kind and (gathers_programs(said) or own == list(rows)):
        there = replace(scope, program=None, line=None, kind=kind)
        return replace(there, department=None) if own == list(rows) else there
    return _repeated_row(scope, own, said)


def _repeated_row(scope: Scope, own: Sequence[LeafRow], said: str) -> Scope | None:
    lines = [row for row in own if squeezed(row.name) == said]
    in_program = [row for row in lines if squeezed(row.program) == squeezed(scope.program)]
    for found in (in_program, lines):
        if scope.line and len(found) == 1:
            row = found[0]
            return replace(scope, department=row.department, program=row.program, line=row.name)
    programs = {(row.department, row.program) for row in own if squeezed(row.program) == said}
    if len(programs) == 1:
        department, program = programs.pop()
        return replace(scope, department=department, program=program, line=None)
    return None


def _said(*names: str) -> str:
    return " / ".join(name for name in names if name)
