"""세입: from the tables of a report and the prose around them to categories, sources and claims.

A report may print the revenue of a year twice. The table of most categories gives the amounts; what
the others print is claimed of their own sums alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import BLANK, Amount
from budgets.reading.columns import budget_head, strange_head
from budgets.reading.context import Unreadable
from budgets.reading.facts import ClaimFacts, Problem
from budgets.reading.lines import Line
from budgets.reading.names import key_of
from budgets.reading.revenue_claims import prose_claims, table_claims
from budgets.reading.revenue_facts import SOURCE, Collection, Revenue, RevenueRow
from budgets.reading.revenue_head import revenue_head, strange_revenue_head
from budgets.reading.revenue_prose import Collected, Found, Named, around, read_prose
from budgets.reading.revenue_table import RevenueTable
from budgets.reading.tables import find_tables


@dataclass(frozen=True, slots=True)
class Revenues:
    revenues: tuple[Revenue, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]
    places: frozenset[int]  # lines that no other reader needs to name


def read_revenue(lines: Sequence[Line], office: str, settled: int | None) -> Revenues:
    """`settled`: the year whose settlement the whole report is, if it is one."""
    tables, problems, places = _tables(lines, office, settled)
    heads = places | {
        line.place
        for i, line in enumerate(lines)
        if budget_head(lines, i) or strange_head(lines, i)
    }
    kept = _fullest(tables)
    revenues: list[Revenue] = []
    claims: list[ClaimFacts] = []
    for table in tables:
        problems += table.problems()
        claims += table_claims(table)
        if table not in kept:
            words = "같은 해의 세입 표가 또 있어 금액을 저장하지 않고 인쇄값으로만 둠"
            problems.append(Problem(table.table.head_place, words))
            continue
        names = {i: name for i, name in enumerate(table.names) if i not in table.sums}
        found = list(
            read_prose(around(lines, table.table.places, heads - table.table.places), names)
        )
        said = _Told(table, found)
        revenues += said.revenues()
        problems += said.problems
        claims += prose_claims(table, found)
    return Revenues(tuple(revenues), tuple(claims), tuple(problems), places)


def _tables(
    lines: Sequence[Line], office: str, settled: int | None
) -> tuple[list[RevenueTable], list[Problem], frozenset[int]]:
    tables: list[RevenueTable] = []
    problems: list[Problem] = []
    places: set[int] = set()
    for found in find_tables(lines, revenue_head):
        places |= found.places
        try:
            tables.append(RevenueTable(found, office, settled))
        except Unreadable as unreadable:
            problems.append(Problem(unreadable.place or found.head_place, str(unreadable)))
    for index, line in enumerate(lines):
        strange = None if line.place in places else strange_revenue_head(lines, index)
        if strange and not strange_head(lines, index):  # else it is named as a budget table's
            problems.append(Problem(strange.place, strange.words))
    return tables, problems, frozenset(places)


def _fullest(tables: Sequence[RevenueTable]) -> list[RevenueTable]:
    """Of those of one day and account the one of most categories, the first of equals."""
    kept: list[RevenueTable] = []
    taken: set[tuple] = set()
    for table in sorted(tables, key=lambda each: -len(each.leaves)):
        speaks_of = {(table.when, table.account(leaf)) for leaf in table.leaves}
        if not speaks_of & taken:
            kept.append(table)
            taken |= speaks_of
    return kept


class _Told:
    """What the prose says of one table, at the rows it says it of."""

    def __init__(self, table: RevenueTable, found: Sequence[Found]):
        self.table = table
        self.named = _once(each for each in found if isinstance(each, Named))
        self.collected = [each for each in found if isinstance(each, Collected)]
        self.problems = [each for each in found if isinstance(each, Problem)]

    def revenues(self) -> Iterator[Revenue]:
        found = list(self.table.revenues())
        for revenue, nodes in found:
            at = {node: i for i, node in enumerate(nodes)}
            sources = tuple(self._source(each, at) for each in self.named if each.row in at)
            collections = tuple(self._collections(revenue, at, is_only=len(found) == 1))
            yield replace(revenue, rows=(*revenue.rows, *sources), collections=collections)
        if found:
            self.problems += self._too_much()

    def _source(self, each: Named, at: Mapping[int, int]) -> RevenueRow:
        received = {"received": Amount("value", each.won)}
        return RevenueRow(SOURCE, each.name, at[each.row], each.place, received, each.is_open)

    def _collections(
        self, revenue: Revenue, at: Mapping[int, int], *, is_only: bool
    ) -> Iterator[Collection]:
        for each in self.collected:
            if each.row is None and not is_only:
                words = "미수납액을 어느 회계에서 받았는지 알 수 없어 저장하지 않음"
                self.problems.append(Problem(each.place, words))
            if (each.row is None and not is_only) or (each.row is not None and each.row not in at):
                continue
            won = self._open(each.row) if each.won is None else each.won
            if won is None:
                words = "받은 미수납액이 얼마인지 알 수 없어 저장하지 않음"
                self.problems.append(Problem(each.place, words))
                continue
            row = None if each.row is None else at[each.row]
            yield Collection(row, each.day, won, each.is_all, each.place)

    def _open(self, row: int | None) -> int | None:
        """What was uncollected of a category, or of all."""
        row = self.table.total if row is None else row
        own = self.table.leaves if row is None else [row]
        wons = [self.table.amounts[each].get("uncollected", BLANK) for each in own]
        if any(amount.state == "blank" for amount in wons):
            return None
        return sum(amount.won or 0 for amount in wons)

    def _too_much(self) -> Iterator[Problem]:
        for row in dict.fromkeys(each.row for each in self.named):
            received = self.table.amounts[row].get("received")
            own = [each for each in self.named if each.row == row]
            if received and received.won is not None and sum(e.won for e in own) > received.won:
                words = f"{self.table.names[row]}: 밝힌 세입원의 합이 수납액보다 큼"
                yield Problem(own[0].place, words)


def _once(found: Iterator[Named]) -> list[Named]:
    """A source that is told twice in the same words counts once."""
    return list({(each.row, key_of(each.name), each.won): each for each in found}.values())
