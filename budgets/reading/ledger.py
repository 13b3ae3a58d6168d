"""From a report's budget tables to leaf rows and claims.

What a table is about (unit, day, stage, account) stands above it or in its head (`context`); who
and what its rows are follows from how they add up (`hierarchy`). A table that lacks a unit or a
date, or that holds an amount nobody can read, is a named problem and gives no figures at all.

A report may print the same amounts twice, in all detail and in sum. The table of most rows gives
the figures; what the others print is claimed of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgets.measures import Measures, total
from budgets.reading.budget_table import BudgetTable
from budgets.reading.columns import budget_head, strange_head
from budgets.reading.context import GENERAL_ACCOUNT, Undated, Unreadable
from budgets.reading.dates import find_settled_year
from budgets.reading.expense_counts import expense_counts
from budgets.reading.facts import ClaimFacts, DateKey, LeafRow, Problem, Sheet
from budgets.reading.lines import Line
from budgets.reading.names import kind_named
from budgets.reading.statistic_facts import StatisticFacts
from budgets.reading.strangers import strangers
from budgets.reading.table_claims import Claims
from budgets.reading.tables import TextTable, find_tables
from budgets.tally import EXPENSE
from departments.text import squeezed

FRONT = 15  # lines of a title page
Rows = dict[tuple[DateKey, str], list[LeafRow]]


@dataclass(frozen=True, slots=True)
class Ledger:
    sheets: tuple[Sheet, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]
    departments: tuple[tuple[str, int], ...] = ()  # that the tables name, each with its line
    places: frozenset[int] = frozenset()  # of all lines of its tables
    spent: tuple[StatisticFacts, ...] = ()  # on what, of amounts that another table holds
    incomplete: frozenset[tuple[DateKey, str]] = frozenset()  # of which rows gave no figures


def read_ledger(
    lines: Sequence[Line],
    office: str,
    departments: Sequence[str],
    elsewhere: frozenset[int] = frozenset(),
) -> Ledger:
    """`elsewhere`: lines of tables that another reader has read."""
    tables, claims, problems, places = _tables(lines, office, frozenset(departments), elsewhere)
    for table in tables:
        table.owner = _feeder(table, tables) or table.owner
    across = _across(tables)
    filing = _filing([table for table in tables if table not in across])
    sheets = [sheet for table in filing for sheet in table.sheets()]
    rows: Rows = {}
    spent: list[StatisticFacts] = []
    for sheet in sheets:
        rows.setdefault((sheet.when, sheet.account), []).extend(sheet.rows)
    incomplete = {key for table in filing if table.hierarchy.unread for key in table.speaks_of()}
    for table in tables:
        problems += table.problems()
        if table in across:
            own = expense_counts(table)
            spent += [own] if own else []
            words = f"같은 날 같은 회계의 다른 표에 들어 있는 {EXPENSE}라 "
            words += "장부에 두지 않고 통계로 둠" if own else "저장하지 않고 합계만 대조함"
            problems.append(Problem(table.table.head_place, words))
            claims += _by_own_cells(table)
            continue
        told = Claims(table, is_part=_is_part(table, filing))
        if table not in filing and any(key in rows for key in table.speaks_of() - incomplete):
            for found in told.repeating(rows):
                (problems if isinstance(found, Problem) else claims).append(found)
            continue
        if table not in filing or not table.filed():
            told = Claims(table, stands_alone=True)
        claims += told.told()
        if table not in filing:
            words = "세부사업이 없는 표라 금액을 저장하지 않고 인쇄값으로만 둠"
            problems.append(Problem(table.table.head_place, words))
    problems += strangers(filing, lines, departments)
    named: dict[str, int] = {}
    for name, place in (each for table in tables for each in table.named_departments()):
        named.setdefault(name, place)
    named_once = tuple(named.items())
    return Ledger(
        *(tuple(sheets), tuple(claims), tuple(problems), named_once),
        *(frozenset(places), tuple(spent), frozenset(incomplete)),
    )


def _tables(
    lines: Sequence[Line], office: str, departments: frozenset[str], elsewhere: frozenset[int]
) -> tuple[list[BudgetTable], list[ClaimFacts], list[Problem], set[int]]:
    settled = settled_year(lines)
    tables: list[BudgetTable] = []
    claims: list[ClaimFacts] = []  # of tables that are not stored
    problems: list[Problem] = []
    inside = set(elsewhere)
    for found in find_tables(lines, budget_head):
        inside |= found.places
        try:
            if not found.rows:
                raise Unreadable("표의 머리 아래에서 행을 찾지 못했습니다.")
            tables.append(BudgetTable(found, office, departments, settled))
        except Undated as undated:
            problems.append(Problem(found.head_place, f"{undated} 저장하지 않고 합계만 대조함"))
            claims += _of_own_cells(found, office, departments)
        except Unreadable as unreadable:
            problems.append(Problem(unreadable.place or found.head_place, str(unreadable)))
    _share_account(tables, lines)
    _add_accounts(tables)
    for index, line in enumerate(lines):
        if line.place not in inside and (strange := strange_head(lines, index)):
            problems.append(Problem(strange.place, strange.words))
    return tables, claims, problems, inside


def _of_own_cells(
    found: TextTable, office: str, departments: frozenset[str]
) -> Iterator[ClaimFacts]:
    """What a table without a day prints that its own cells tell."""
    try:
        table = BudgetTable(found, office, departments, None, is_undated=True)
    except Unreadable:
        return
    yield from _by_own_cells(table)


def _by_own_cells(table: BudgetTable) -> Iterator[ClaimFacts]:
    told = Claims(table, stands_alone=True).told()
    yield from (claim for claim in told if claim.formula)


def _across(tables: Sequence[BudgetTable]) -> list[BudgetTable]:
    """업무추진비 by 과목 or 분야 is spent out of the programs that another table of the day prints: to
    store both would count it twice."""
    own = [table for table in tables if EXPENSE in squeezed(table.context.title)]
    others = {key for table in tables if table not in own for key in table.speaks_of()}
    return [table for table in own if table.speaks_of() & others]


def _share_account(tables: Sequence[BudgetTable], lines: Sequence[Line]) -> None:
    """A table under no account, whose rows another names under one, is of that account, in a report
    that speaks of no general one."""
    if any(GENERAL_ACCOUNT in squeezed(line.text) for line in lines):
        return
    for table in tables:
        names = {squeezed(row.name) for row in table.rows if not table.says_total(row)}
        owners = {
            other.context.account
            for other in tables
            if other.context.account not in (None, GENERAL_ACCOUNT)
            and names
            and names <= {squeezed(row.name) for row in other.rows}
        }
        if table.context.account == GENERAL_ACCOUNT and len(owners) == 1:
            table.context = replace(table.context, account=owners.pop())


def _add_accounts(tables: Sequence[BudgetTable]) -> None:
    """A table under no account is of several together where its total is that of a table of accounts,
    and not that of the general one among them."""
    for table in tables:
        for other in tables:
            own = sorted(other.account_rows)
            if table.context.account != GENERAL_ACCOUNT or table.account_rows or len(own) < 2:
                continue
            general = [i for i in own if squeezed(other.rows[i].name) == GENERAL_ACCOUNT]
            totals = [i for i, row in enumerate(other.rows) if other.says_total(row)]
            said = [_said(table, i) for i, row in enumerate(table.rows) if table.says_total(row)]
            if any(
                _is_same(each, _said(other, i)) for each in said[:1] for i in totals
            ) and not any(_is_same(each, _said(other, i)) for each in said[:1] for i in general):
                names = "·".join(other.rows[i].name for i in own)
                table.context = replace(table.context, account=names)


def _said(table: BudgetTable, index: int) -> dict[tuple[str, int | None], int]:
    """What a row says, by meaning and year."""
    return {
        (table.columns[at].role, table.columns[at].year): amount.won
        for at, amount in table.amounts[index].items()
        if table.columns[at].is_amount and amount.won
    }


def _is_same(mine: dict, theirs: dict) -> bool:
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[key] == theirs[key] for key in shared)


def settled_year(lines: Sequence[Line]) -> int | None:
    """The year whose settlement the whole report is, as its title page says."""
    front = [line.text for line in lines if not line.is_blank][:FRONT]
    return next((year for text in front if (year := find_settled_year(text))), None)


def _feeder(table: BudgetTable, tables: Sequence[BudgetTable]) -> str:
    """Whose a fund's rows are where no row is a department: those of who pays into it."""
    fund = squeezed(table.context.account or "")
    if fund in ("", GENERAL_ACCOUNT) or table.departments:
        return ""
    for other in tables:
        for sheet in other.sheets() if other.context.account != table.context.account else ():
            for row in sheet.rows:
                if fund in squeezed(row.name):
                    return row.department
    return ""


# --- the same amounts printed twice ---------------------------------------------------------------


def _filing(tables: Sequence[BudgetTable]) -> list[BudgetTable]:
    """The tables that give figures: of those that print the same amounts the one of most rows."""
    rows = {table: _rows(table) for table in tables if not table.holds_sums_only}
    kept: list[BudgetTable] = []
    for table in sorted(rows, key=lambda table: -sum(map(len, rows[table].values()))):
        if not any(_says_again(table, rows[table], rows[other]) for other in kept):
            kept.append(table)
    return [table for table in tables if table in kept]


def _is_part(table: BudgetTable, filing: Sequence[BudgetTable]) -> bool:
    """Whether other tables give figures of the same day and account: then its total is its own."""
    others = {key for other in filing if other is not table for key in other.speaks_of()}
    return table in filing and bool(table.speaks_of() & others)


def _rows(table: BudgetTable) -> Rows:
    rows: Rows = {}
    for sheet in table.sheets():
        rows.setdefault((sheet.when, sheet.account), []).extend(sheet.rows)
    return rows


def _says_again(table: BudgetTable, rows: Rows, others: Rows) -> bool:
    return any(
        _is_again(rows[key], others[key], table.office) for key in rows.keys() & others.keys()
    )


def _is_again(rows: list[LeafRow], others: list[LeafRow], office: str) -> bool:
    """The same sum, the same names, or only kinds, of one department or of the whole office."""
    who, whose = ({row.department for row in each} for each in (rows, others))
    if _sums(rows) == _sums(others):
        return True
    if office in who ^ whose:  # one of the two does not say whose its rows are
        return not _own_names(rows) or bool(_own_names(rows) & _own_names(others))
    for department in who & whose:
        mine, theirs = ([r for r in each if r.department == department] for each in (rows, others))
        names = _own_names(mine)
        if not names or names & _own_names(theirs) or _sums(mine) == _sums(theirs):
            return True
    return False


def _own_names(rows: Sequence[LeafRow]) -> set[str]:
    """Those that tell rows apart: 기본경비 stands in every department."""
    names = {name for row in rows for name in (row.program, row.name)}
    return {squeezed(name) for name in names if not kind_named(name)}


def _sums(rows: Sequence[LeafRow]) -> Measures:
    return total(Measures(**{m: amount.won for m, amount in row.amounts.items()}) for row in rows)
