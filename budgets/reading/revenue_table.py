"""One table of revenue: its cells read, its categories placed by how they add up.

Only the lowest categories hold amounts. An amount nobody can read makes the whole table
`Unreadable`: half a table adds up to nothing.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.amounts import Amount, Refused, parse_amount
from budgets.reading.context import Unreadable, account_above, date_above, near_above, unit_above
from budgets.reading.facts import Problem
from budgets.reading.hierarchy import Hierarchy, Named, arrange
from budgets.reading.misprint import adds_up
from budgets.reading.names import is_account_row, is_total_named
from budgets.reading.revenue_facts import CATEGORY, Revenue, RevenueRow
from budgets.reading.revenue_head import column
from budgets.reading.revenue_paths import (
    Path,
    account_beside,
    by_paths,
    categories_of,
    paths_of,
)
from budgets.reading.tables import NUMBER, TextTable

_MARK = re.compile(r"^(?:[-–ㆍ·∙•○●◦ㅇ▶▷■□*※]|\(?\d{1,2}\)|\d{1,2}\.|[①-⑳]|[가-하]\.)\s*")
_YEAR = re.compile(r"^(?:['‘’′]?\d{2}|(?:19|20)\d{2})\s*(?:년도?|회계연도|\.)?$")


class RevenueTable:
    def __init__(self, table: TextTable, office: str, settled: int | None):
        if not table.rows:
            raise Unreadable("표의 머리 아래에서 행을 찾지 못했습니다.")
        if all(_YEAR.match(row.name) for row in table.rows):
            raise Unreadable("세입 표를 읽지 않음: 행이 과목이 아니라 연도임")
        self.table, self.rows = table, table.rows
        self.columns = [column(text) for text in table.columns]
        near = near_above(table.above)
        self.unit = unit_above({c.unit for c in self.columns if c.is_amount}, near)
        self.when = date_above(near, table.over, executed=True, settled=settled)
        self.names = [_MARK.sub("", row.name) or row.name for row in self.rows]
        self.totals = frozenset(
            i for i, name in enumerate(self.names) if is_total_named(name, office)
        )
        self.account_rows = frozenset(i for i, n in enumerate(self.names) if is_account_row(n))
        self.titled = "" if self.account_rows else account_above(near, table.over)
        self.amounts = [self._amounts(i) for i in range(len(self.rows))]
        self.additive = self._additive()
        self.gaps = self._gaps()
        self.paths = paths_of(self.rows, self.names)
        self._refuse_doubles()
        self.hierarchy = self._arranged()

    def _refuse_doubles(self) -> None:
        """Of two rows of one name under the same categories one would be lost."""
        seen: set[Path] = set()
        for path, row in zip(self.paths, self.rows, strict=False):
            if path in seen:
                raise Unreadable(
                    f"세입 표를 읽지 않음: {' / '.join(path)}이(가) 두 번 나옴", row.place
                )
            seen.add(path)

    def _amounts(self, index: int) -> dict[str, Amount]:
        """By the column's meaning, with those that have no place in the ledger."""
        row, found = self.rows[index], {}
        for known, cell in zip(self.columns, row.cells, strict=True):
            if known.is_amount or known.is_beside:
                try:
                    found[known.role] = parse_amount(cell, self.unit)
                except Refused as refused:
                    raise Unreadable(f"표를 읽지 않음: {row.name}: {refused}", row.place) from None
        return found

    def _additive(self) -> list[list[int | None]]:
        """In the printed unit, as rounding is counted in it. A dash is nothing, a blank unknown."""
        stored = [c.role for c in self.columns if c.is_amount]
        return [
            [
                None if row[m].state == "blank" else (row[m].won or 0) // self.unit.value
                for m in stored
            ]
            for row in self.amounts
        ]

    def _gaps(self) -> frozenset[int]:
        """Where a line with numbers, inside the table, could not be read as a row."""
        cut = [
            odd.place
            for odd in self.table.oddities
            if any(NUMBER.match(word) for cell in odd.cells for word in cell.split(" "))
        ]
        return frozenset(sum(row.place < place for row in self.rows) for place in cut)

    def _arranged(self) -> Hierarchy:
        """By the merged cells beside the rows, else by the sums.

        Where all rows together settle nothing, the total may be the one that is wrong, or a row
        that only the total adds up: then the others are placed by themselves, under it."""
        if self.paths:
            return by_paths(self.paths, self.totals, self.additive)
        found = self._placed(range(len(self.rows)))
        last = len(self.rows) - 1
        total = next((i for i in (0, last) if i in self.totals), None)
        if not found.unread or total is None or self.account_rows:
            return found
        rest = [i for i in range(len(self.rows)) if i != total]
        placed = self._placed(rest)
        if placed.unread:
            return found
        parents: list[int | None] = [None] * len(self.rows)
        for i, parent in zip(rest, placed.parents, strict=True):
            parents[i] = total if parent is None else rest[parent]
        tops = [i for i in rest if parents[i] == total]
        remarks = [(rest[i], words) for i, words in placed.remarks]
        if not adds_up(self.additive, total, tops):
            remarks.append((total, "아래 행을 더한 것과 다름"))
        return Hierarchy(
            tuple(parents),
            tuple(rest[i] for i in placed.leaves),
            {rest[i]: tuple(rest[k] for k in of) for i, of in placed.summaries.items()},
            tuple(sorted(remarks)),
        )

    def _placed(self, rows: Sequence[int]) -> Hierarchy:
        at = {row: i for i, row in enumerate(rows)}
        gaps = (sum(row < gap for row in rows) for gap in self.gaps)
        totals = frozenset(at[i] for i in self.totals if i in at)
        return arrange(
            [self.additive[i] for i in rows],
            [self.names[i] for i in rows],
            Named(totals, frozenset(), (None,) * len(rows), frozenset(gaps)),
        )

    # --- what it is made of -----------------------------------------------------------------------

    def children(self, index: int) -> list[int]:
        left_out = self.hierarchy.unread | self.hierarchy.summaries.keys()
        return [i for i in self.hierarchy.children(index) if i not in left_out]

    @property
    def leaves(self) -> list[int]:
        """Of a known account, and no sums that nothing adds up to."""
        no_category = self.sums | self.hierarchy.unread
        return [i for i in self.hierarchy.leaves if i not in no_category and self.account(i)]

    @property
    def sums(self) -> frozenset[int]:
        """Rows that are no category: totals and accounts."""
        return self.totals | self.account_rows

    @property
    def total(self) -> int | None:
        """The row over all categories."""
        tops = [i for i in sorted(self.totals) if self.hierarchy.parents[i] is None]
        return tops[0] if tops else None

    def account(self, index: int) -> str:
        if beside := account_beside(self.rows[index]):
            return beside
        above = [i for i in self.hierarchy.chain(index) if i in self.account_rows]
        return self.names[above[-1]] if above else self.titled

    def chain(self, index: int) -> list[int]:
        """Its categories, from the highest down to the row itself."""
        return [i for i in self.hierarchy.chain(index) if i not in self.sums]

    def revenues(self) -> Iterator[tuple[Revenue, list[int]]]:
        """Each account's part, and which row of the table each of its rows is."""
        leaves = self.leaves
        for account in dict.fromkeys(self.account(leaf) for leaf in leaves):
            own = [leaf for leaf in leaves if self.account(leaf) == account]
            if self.paths:
                yield self._by_paths(account, own)
                continue
            inside = {node for leaf in own for node in self.chain(leaf)}
            nodes = sorted(
                inside, key=self.chain
            )  # a parent before its rows, wherever it is printed
            rows = tuple(self._row(node, nodes, frozenset(own)) for node in nodes)
            yield self._revenue(account, rows), nodes

    def _revenue(self, account: str, rows: tuple[RevenueRow, ...]) -> Revenue:
        when, place = self.when, self.table.head_place
        return Revenue(when.fiscal_year, when.day, when.stage, account, self.unit, rows, (), place)

    def _by_paths(self, account: str, own: Sequence[int]) -> tuple[Revenue, list[int]]:
        """A category that only merged cells name has a row where they begin, and is none of the table;
        one with its 소계 has that row."""
        chains = {i: categories_of(path) for i, path in enumerate(self.paths)}
        printed = {chains[i]: i for i in own}
        stands = {chains[i]: i for i in chains if i not in self.sums}
        paths = dict.fromkeys(
            chains[leaf][:n] for leaf in own for n in range(1, len(chains[leaf]) + 1)
        )
        first = {
            path: stands.get(path, next(i for i in own if chains[i][: len(path)] == path))
            for path in paths
        }
        order = sorted(paths, key=lambda path: (first[path], len(path)))
        at = {path: i for i, path in enumerate(order)}
        rows = tuple(
            RevenueRow(
                CATEGORY,
                path[-1],
                at.get(path[:-1]),
                self.rows[first[path]].place,
                self._told(printed[path]) if path in printed else {},
            )
            for path in order
        )
        nodes = [stands.get(path, -1 - i) for i, path in enumerate(order)]
        return self._revenue(account, rows), nodes

    def _row(self, node: int, nodes: Sequence[int], leaves: frozenset[int]) -> RevenueRow:
        above = self.chain(node)[:-1]
        return RevenueRow(
            CATEGORY,
            self.names[node],
            nodes.index(above[-1]) if above else None,
            self.rows[node].place,
            self._told(node) if node in leaves else {},
        )

    def _told(self, row: int) -> dict[str, Amount]:
        stored = {c.role for c in self.columns if c.is_amount}
        return {m: amount for m, amount in self.amounts[row].items() if m in stored}

    # --- problems ---------------------------------------------------------------------------------

    def problems(self) -> Iterator[Problem]:
        for odd in self.table.oddities:
            yield Problem(odd.place, f"표의 행으로 읽지 못함: {odd.text}")
        for index, words in self.hierarchy.remarks:
            if self._is_named_sum(index):
                continue
            yield Problem(self.rows[index].place, f"{self.names[index]}: {words}")
        for leaf in self.hierarchy.leaves:
            name, place = self.names[leaf], self.rows[leaf].place
            if leaf in self.sums:
                yield Problem(place, f"{name}: 더한 행을 찾지 못해 인쇄값으로만 둠")
            elif not self.account(leaf):
                yield Problem(place, f"{name}: 어느 회계인지 몰라 금액을 저장하지 않음")
        yield from self._notable()

    def _is_named_sum(self, index: int) -> bool:
        """A total of one row only: which of the two is which, the name says."""
        alike = {i for i, row in enumerate(self.additive) if row == self.additive[index]}
        return len(alike) > 1 and bool(alike & self.sums)

    def _notable(self) -> Iterator[Problem]:
        beside = [
            text
            for text, known in zip(self.table.columns, self.columns, strict=True)
            if known.is_beside
        ]
        if beside:
            printed = ", ".join(f"‘{text}’" for text in beside)
            yield Problem(self.table.head_place, f"세입 표의 {printed} 열은 저장하지 않음")
        for name, row, amounts in zip(self.names, self.rows, self.amounts, strict=True):
            if any(a.won is not None and a.won < 0 for a in amounts.values()):
                yield Problem(row.place, f"{name}: 음수 금액이 있음")
