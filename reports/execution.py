"""집행현황표: one date of one office, or of all, in the form of the council's report.

합계, then what each kind comes to, then 담당관, 정책사업, 세부사업; each account is a table of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from django.db.models import QuerySet

from budgets.measures import MEASURES
from budgets.models import Figure, Program, ReportingDate
from reports.choices import Choices, is_unfolded
from reports.cuts import cut_of, rate_of
from reports.dates import When
from reports.execution_columns import columns_of, rank_by
from reports.execution_told import report_of, table_of
from reports.rollup import Leaf, Node, Sums, cells, grouped, leaves_under, programs_of, summed
from reports.settled import NOT_UNSPENT, settled_notes, untold_programs
from reports.structure import Named, Structure, structure_of
from reports.table import LEAF, Cell, Column, Gap, Report, Row, Table

KIND_TITLES = {
    Program.Kind.POLICY: "사업예산",
    Program.Kind.OPERATING: "행정운영경비(기본경비)",
    Program.Kind.FINANCING: "재무활동",
}
NO_KIND = "종류 미기재"

FIELDS = (
    "pk",
    "line",
    "line__program",
    "line__name",
    "line__reading",
    "line__code",
    "line__position",
    "states",
    *MEASURES,
)

_NONE: frozenset[int] = frozenset()
Tree = dict[int, list[Node]]  # the departments, or offices, of each account


@dataclass(frozen=True, slots=True)
class Execution:
    """What stands on a date, before anything is chosen of it."""

    names: Structure
    leaves: list[Leaf]

    @property
    def figure_of(self) -> dict[int, int]:
        """By line."""
        return {leaf.pk: leaf.figure for leaf in self.leaves}

    @property
    def divisions(self) -> list[str]:
        """The departments that have lines, in the council's order, each name once."""
        programs, departments = self.names.programs, self.names.departments
        own = {programs[pk].parent for pk in {leaf.program for leaf in self.leaves}}
        ordered = sorted(own, key=lambda pk: departments[pk].order)
        return list(dict.fromkeys(departments[pk].name for pk in ordered))


class Beside(Protocol):
    """Another date, as columns behind a table's own (reports/beside.py)."""

    other: When

    def columns(self, account: int) -> tuple[Column, ...]: ...

    def cells(self, account: int, nodes: Sequence[Node]) -> tuple[Cell, ...]: ...

    def notes(self, account: int, nodes: Sequence[Node]) -> list[str]: ...


def read_execution(dates: Sequence[ReportingDate]) -> Execution:
    names = structure_of({each.book_id for each in dates})
    return Execution(names, list(map(leaf_of, _figures(dates).values_list(*FIELDS))))


def read_each(dates: Sequence[ReportingDate]) -> dict[int, Execution]:
    """Several dates at once, each by itself, by key: for pages that show more than one."""
    names = structure_of({each.book_id for each in dates})
    found = {each.pk: Execution(names, []) for each in dates}
    date = "statement__published_in__reporting_date"
    for row in _figures(dates).values_list(*FIELDS, date):
        found[row[-1]].leaves.append(leaf_of(row[:-1]))
    return found


def with_lines(found: Execution) -> Execution:
    """For who asks a line by its key: its name and program are with its figures already."""
    lines = {x.pk: Named(x.name, x.code, x.program, (x.position, x.pk)) for x in found.leaves}
    return Execution(replace(found.names, lines=lines), found.leaves)


def _figures(dates: Sequence[ReportingDate]) -> QuerySet[Figure]:
    published = {"statement__published_in__reporting_date__in": [each.pk for each in dates]}
    return Figure.objects.filter(**published).order_by()


def leaf_of(row: tuple) -> Leaf:
    figure, line, program, name, reading, code, position, met, a, b, c, d, e = row
    sums = met, a or 0, b or 0, c or 0, d or 0, e or 0
    return Leaf(line, program, reading or name, code, position, sums, figure)


def execution(
    when: When,
    office: str,
    found: Execution,
    choices: Choices,
    sources: tuple[str, ...] = (),
    beside: Beside | None = None,
) -> Report:
    tables = [table for _, table in tables_of(found, choices, beside, is_settled=when.is_settled)]
    return report_of(when, office, tables, choices, sources, beside.other.words if beside else "")


def tables_of(
    found: Execution,
    choices: Choices,
    beside: Beside | None = None,
    *,
    is_settled: bool = False,
    untold: frozenset[int] | None = None,
) -> list[tuple[int, Table]]:
    """One an account, by its key. `untold`: where another organisation knows it than `found`."""
    leaves = chosen_of(found, choices)
    if is_settled and untold is None:
        untold = untold_programs(found.leaves, found.names)
    return [
        (account, _table(account, nodes, found.names, choices, beside, untold))
        for account, nodes in sorted(trees_of(leaves, found.names).items())
    ]


def chosen_of(found: Execution, choices: Choices) -> list[Leaf]:
    """The lines that every chosen filter lets through; sums are of these, and say so."""
    names, leaves = found.names, found.leaves
    programs = names.programs
    if choices.department:
        own = {pk for pk, d in names.departments.items() if choices.department == d.name}
        leaves = [leaf for leaf in leaves if programs[leaf.program].parent in own]
    if choices.kind:
        wanted = None if choices.kind == NO_KIND else choices.kind
        leaves = [leaf for leaf in leaves if programs[leaf.program].kind == wanted]
    if choices.text:
        spoken = {pk: program.name for pk, program in programs.items()}
        leaves = [x for x in leaves if choices.finds(spoken[x.program], x.name)]
    if choices.band:
        low, high = choices.band
        leaves = [x for x in leaves if _within(rate_of(cells(x.sums)), low, high)]
    return leaves


def _within(rate: Cell, low: int, high: int) -> bool:
    return isinstance(rate, int) and low <= rate < high


def trees_of(leaves: Iterable[Leaf], names: Structure) -> Tree:
    """By account: departments, under offices where there are several."""
    programs = sorted(programs_of(leaves), key=lambda node: names.programs[node.pk].order)
    department_of = {pk: program.parent for pk, program in names.programs.items()}
    by_account: dict[int, list[Node]] = {}
    for node in programs:
        by_account.setdefault(names.programs[node.pk].account, []).append(node)
    return {
        account: _offices(grouped(nodes, department_of, "department"), names)
        for account, nodes in by_account.items()
    }


def _offices(departments: list[Node], names: Structure) -> list[Node]:
    office_of = {pk: d.parent or pk for pk, d in names.departments.items()}
    departments.sort(key=lambda node: names.departments[node.pk].order)
    if len({office_of[node.pk] for node in departments}) < 2:
        return departments
    offices = grouped(departments, office_of, "office")
    return sorted(offices, key=lambda node: names.departments[node.pk].order)


# --- one account ----------------------------------------------------------------------------------


def _table(
    account: int,
    nodes: list[Node],
    names: Structure,
    choices: Choices,
    beside: Beside | None,
    untold: frozenset[int] | None,
) -> Table:
    """`untold`: after the year, of which programs nobody says what was carried over."""
    whole = summed(nodes)
    there = cells(whole)
    columns = columns_of(there, choices, is_settled=untold is not None)
    cut = cut_of(columns, whole)
    lapsed = next((at for at, column in enumerate(columns) if column.key == "lapsed"), 0)
    drawing = _Drawing(
        names, choices, cut, rank_by(columns, choices), account, beside, untold or _NONE, lapsed
    )
    rows = [Row(0, "total", "합계", "", "", "", drawing.cells(nodes))]
    kinds = by_kind(nodes, names)
    if set(kinds) != {None}:
        rows += [
            Row(
                1,
                "kind",
                KIND_TITLES.get(kind, NO_KIND),
                "",
                "",
                kind or "",
                drawing.cells(programs),
            )
            for kind, programs in kinds.items()
        ]
    if choices.depth != "합계":
        _unfold(rows, nodes, 1, drawing)
    notes = beside.notes(account, nodes) if beside else []
    if untold is not None:
        lines = list(leaves_under(nodes))
        notes = [*settled_notes(lines, untold, names), *notes]
        if "unspent" in choices.columns:
            notes.insert(0, NOT_UNSPENT)
    if beside:
        columns += beside.columns(account)
    count = _lines_under(nodes)
    return table_of(names.accounts[account], there, columns, tuple(rows), choices, count, notes)


def by_kind(nodes: Iterable[Node], names: Structure) -> dict[str | None, list[Node]]:
    programs: dict[str | None, list[Node]] = {kind: [] for kind in (*KIND_TITLES, None)}
    for node in nodes:
        for department in node.below if node.mark == "office" else (node,):
            for program in department.below:
                programs[names.programs[program.pk].kind].append(program)
    return {kind: found for kind, found in programs.items() if found}


@dataclass(frozen=True, slots=True)
class _Drawing:
    names: Structure
    choices: Choices
    cut: Callable[[Sums], tuple[Cell, ...]]
    rank: Callable[[Row], tuple] | None
    account: int
    beside: Beside | None
    untold: frozenset[int]  # programs of which nobody says what was carried over
    lapsed_at: int

    def cells(self, nodes: Sequence[Node | Leaf]) -> tuple[Cell, ...]:
        own = self.cut(nodes[0].sums if len(nodes) == 1 else summed(nodes))
        if self.untold and not self.untold.isdisjoint(leaf.program for leaf in leaves_under(nodes)):
            own = (*own[: self.lapsed_at], Gap.UNKNOWN, *own[self.lapsed_at + 1 :])
        return own + self.beside.cells(self.account, nodes) if self.beside else own


def _unfold(rows: list[Row], nodes: Iterable[Node], level: int, drawing: _Drawing) -> None:
    """Depth first; within a level in the council's order, or by the chosen column."""
    for row, node in _ranked(
        [(_department(node, level, drawing), node) for node in nodes], drawing
    ):
        rows.append(row)
        if not is_unfolded(node.mark, drawing.choices.depth):
            continue
        if node.mark == "office":
            _unfold(rows, node.below, level + 1, drawing)
        else:
            _unfold_programs(rows, node.below, level + 1, drawing)


def _unfold_programs(rows: list[Row], nodes: Iterable[Node], level: int, drawing: _Drawing) -> None:
    """Most of a page; a city has thousands of these."""
    goes_on = is_unfolded("program", drawing.choices.depth)
    for row, node in _ranked([(_program(node, level, drawing), node) for node in nodes], drawing):
        rows.append(row)
        if goes_on and row.mark != LEAF:
            lines = _lines(node.below, level + 1, row.kind, drawing)
            rows += sorted(lines, key=drawing.rank) if drawing.rank else lines


def _ranked(told: list[tuple[Row, Node]], drawing: _Drawing) -> list[tuple[Row, Node]]:
    return sorted(told, key=lambda pair: drawing.rank(pair[0])) if drawing.rank else told


def _department(node: Node, level: int, drawing: _Drawing) -> Row:
    own = drawing.names.departments[node.pk]
    href = f"/departments/{node.pk}"
    return Row(level, node.mark, own.name, own.code, href, "", drawing.cells((node,)))


def _program(node: Node, level: int, drawing: _Drawing) -> Row:
    own = drawing.names.programs[node.pk]
    kind, below = own.kind or "", node.below
    if len(below) == 1 and below[0].name == own.name:  # 기본경비 is printed once
        return _lines(below, level, kind, drawing)[0]
    cells = drawing.cells((node,))
    return Row(level, "program", own.name, own.code, f"/programs/{node.pk}", kind, cells)


def _lines(leaves: Sequence[Leaf], level: int, kind: str, drawing: _Drawing) -> list[Row]:
    if drawing.beside or drawing.untold:
        told = [drawing.cells((leaf,)) for leaf in leaves]
    else:
        cut = drawing.cut
        told = [cut(leaf.sums) for leaf in leaves]
    return [
        Row(level, LEAF, leaf.name, leaf.code, f"/lines/{leaf.pk}", kind, cells)
        for leaf, cells in zip(leaves, told, strict=True)
    ]


def _lines_under(nodes: Iterable[Node | Leaf]) -> int:
    """Whether they are unfolded or not."""
    return sum(1 if type(node) is Leaf else _lines_under(node.below) for node in nodes)
