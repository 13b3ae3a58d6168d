"""What one budget table prints besides its figures: totals, rates and changes, as claims.

Where another table gave the figures, every cell is a claim of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgets.amounts import Refused, parse_amount, parse_rate
from budgets.reading.budget_table import BudgetTable
from budgets.reading.columns import Column
from budgets.reading.facts import (
    ClaimFacts,
    DateKey,
    LeafRow,
    Problem,
    Scope,
    Term,
    in_printed_unit,
    path_of,
)
from budgets.reading.names import distinct, gathers_programs, kind_named
from budgets.reading.table_terms import COUNTED, NOTHING, sum_beside, sum_of_rows, worked_out
from departments.text import squeezed

LONGEST_SUBJECT = 200
_RATES = ("rate", "change_rate")
_NO_RATE = ("순증", "신규")  # said where there is nothing to divide by


class Claims:
    def __init__(self, table: BudgetTable, *, is_part: bool = False, stands_alone: bool = False):
        """`is_part`: of what the report prints of its account, day by day. `stands_alone`: no figures
        are known of what it speaks of, but its own cells follow from each other."""
        self.table, self.is_part, self.stands_alone = table, is_part, stands_alone
        self.incomplete = table.hierarchy.incomplete

    def told(self) -> Iterator[ClaimFacts]:
        leaves = frozenset(self.table.filed())
        for index in self._read():
            scope, subject = self._scope(index)
            for at, known in enumerate(self.table.columns):
                if not (known.is_amount and index in leaves):
                    yield from self._claim(index, at, subject, scope)

    def repeating(
        self, rows: dict[tuple[DateKey, str], list[LeafRow]]
    ) -> Iterator[ClaimFacts | Problem]:
        """Where another table gave the figures: every cell says again what stands there."""
        for index in self._read():
            scope, subject = self._scope(index)
            for at, known in enumerate(self.table.columns):
                there = rows.get((self.table.context.when(known), scope.account), [])
                found = _repeated(scope, there, self.table.office)
                if found is None:
                    words = "다른 표에 없는 행이라 금액을 저장하지 않음"
                    yield Problem(self.table.rows[index].place, f"{subject}: {words}")
                    break
                yield from self._claim(index, at, subject, found)

    def _read(self) -> Iterator[int]:
        return iter(range(len(self.table.rows)))

    def _is_cut(self, index: int, at: int, terms: Sequence[Term]) -> bool:
        """A sum over rows of which one could not be read is no more than they come to."""
        if index not in self.incomplete or not self.table.gaps:
            return False
        _, value = self._value(self.table.columns[at], self.table.rows[index].cells[at])
        return value != sum(term.value for term in terms)

    def _gives_nothing(self, index: int) -> bool:
        """Of a row without figures only that can be told which follows from its own cells."""
        return index in self.table.hierarchy.unread - self.table.departments

    def _claim(self, index: int, at: int, subject: str, scope: Scope) -> Iterator[ClaimFacts]:
        known, row = self.table.columns[at], self.table.rows[index]
        if known.role == "beside" or known.is_part:
            yield from self._beside_claim(index, at, subject)
            return
        if known.role == "note":
            return
        if known.is_kind:
            yield from self._kind_claim(index, at, subject)
            return
        changes = known.role in ("change", "change_rate")
        aimed = replace(
            scope,
            when=self.table.context.when(known),
            before=self.table.context.before if changes else None,
        )
        state, value = self._value(known, row.cells[at])
        unit = "%" if known.role in _RATES else self.table.context.unit.label
        printed = row.cells[at] or "(빈칸)"
        said = f"{subject} ({known.year}년)" if known.year else subject
        said = said[:LONGEST_SUBJECT]
        is_by_cells = self.stands_alone or index in self.incomplete
        formula, terms = worked_out(self.table, index, at) if is_by_cells else NOTHING
        if formula == "합" and self._is_cut(index, at, terms):
            formula, terms = NOTHING
        if self._gives_nothing(index) and not formula:
            return
        if formula or index in self.incomplete - self.table.departments:
            aimed = Scope()
        yield ClaimFacts(
            *(row.place, "표", said, known.role, printed, state, value, unit),
            *(aimed, formula, terms),
        )

    def _kind_claim(self, index: int, at: int, subject: str) -> Iterator[ClaimFacts]:
        """What is carried of one kind, where the row adds up others."""
        formula, terms = sum_of_rows(self.table, index, at)
        if formula:
            printed, label = self.table.rows[index].cells[at], self.table.table.columns[at]
            state, value = self._value(self.table.columns[at], printed)
            yield ClaimFacts(
                *(self.table.rows[index].place, "표", f"{subject} {label}"[:LONGEST_SUBJECT]),
                *("carried", printed or "(빈칸)", state, value, self.table.context.unit.label),
                *(Scope(), formula, terms),
            )

    def _beside_claim(self, index: int, at: int, subject: str) -> Iterator[ClaimFacts]:
        """What is counted or paid beside the ledger, where the row adds up others."""
        found = sum_beside(self.table, index, at)
        if found:
            own, terms = found
            said = f"{subject} {self.table.table.columns[at]}"[:LONGEST_SUBJECT]
            measure = "count" if own.unit == COUNTED else "cost"
            yield ClaimFacts(
                *(own.place, "표", said, measure, own.printed, "value", own.value, own.unit),
                *(Scope(), "합", terms),
            )

    def _value(self, known: Column, cell: str):
        try:
            if known.role in _RATES and squeezed(cell) in _NO_RATE:
                return "dash", None
            if known.role in _RATES:
                rate = parse_rate(cell)
                return rate.state, rate.percent
            amount = parse_amount(cell, self.table.context.unit)
        except Refused:
            return "unread", None
        won = amount.won
        return amount.state, None if won is None else in_printed_unit(won, self.table.context.unit)

    def _scope(self, index: int) -> tuple[Scope, str]:
        """What a row speaks of: the whole that its name says, if that is what stands below it."""
        row, account = self.table.rows[index], self.table.account(index)
        if index in self.table.hierarchy.summaries:
            return self._kind_scope(index), row.name
        if self._speaks_of_account(index):
            if self.table.titled:
                return Scope(account=account, department=self.table.titled), self.table.titled
            filed = [leaf for leaf in self.table.filed() if self.table.account(leaf) == account]
            lines = self._keys(filed) if self.is_part else ()
            return Scope(account=account, lines=lines), row.name
        if self._gives_nothing(index):  # whose it is, nothing told
            return Scope(), row.name
        department, program, line = self.table.names(index)
        scope = Scope(account=account, department=department, program=program or None)
        if index in self.table.hierarchy.leaves:
            said = _said(department, program, "" if program == line else line)
            return replace(scope, line=line or None), said
        if not program:
            return self._whole(index, scope), department
        return self._whole(index, scope), _said(
            department, program, "" if program == line else line
        )

    def _speaks_of_account(self, index: int) -> bool:
        if index in self.table.account_rows or self.table.is_total(index):
            return True
        return self.table.says_total(self.table.rows[index]) and len(self.table.chain(index)) == 1

    def _kind_scope(self, index: int) -> Scope:
        kind, account = kind_named(self.table.rows[index].name), self.table.account(index)
        nodes = self.table.hierarchy.summaries[index]
        within = [
            leaf for leaf in self.table.filed() if {*nodes} & {*self.table.hierarchy.chain(leaf)}
        ]
        named = [
            i for i in self.table.hierarchy.summaries if kind_named(self.table.rows[i].name) == kind
        ]
        same = {leaf for leaf in self.table.filed() if self.table.kind(leaf) == kind}
        if kind and not self.is_part and (same == {*within} if nodes else len(named) == 1):
            return Scope(account=account, kind=kind, department=self.table.titled or None)
        return Scope(account=account, lines=self._keys(within)) if within else Scope()

    def _whole(self, index: int, scope: Scope) -> Scope:
        """The scope itself if it holds just the leaves below the row, else these by name."""
        within = [leaf for leaf in self.table.filed() if index in self.table.hierarchy.chain(leaf)]
        same = [
            leaf
            for leaf in self.table.filed()
            if self.table.account(leaf) == scope.account
            and self.table.names(leaf)[0] == scope.department
            and scope.program in (None, self.table.names(leaf)[1])
        ]
        if within == same or index in self.table.hierarchy.unread:
            return scope
        only = {self.table.names(leaf)[:2] for leaf in within} == {
            (scope.department, scope.program)
        }
        owners = {self.table.names(leaf)[0] for leaf in within}
        return Scope(
            account=scope.account,
            department=owners.pop() if len(owners) == 1 else None,
            program=scope.program if only else None,
            lines=self._keys(within),
        )

    def _keys(self, leaves: Sequence[int]) -> tuple[tuple[str, str], ...]:
        by_account: dict[str, list[int]] = {}
        for leaf in self.table.filed():
            by_account.setdefault(self.table.account(leaf), []).append(leaf)
        keys = {}
        for account, filed in by_account.items():
            paths = distinct(path_of(*self.table.names(leaf)) for leaf in filed)
            keys |= {leaf: (account, path) for leaf, path in zip(filed, paths, strict=True)}
        return tuple(keys[leaf] for leaf in leaves)


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
