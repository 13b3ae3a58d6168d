"""The same lines in 오늘의 조직: the programs of a date under the departments that do their work today.

Every table that is drawn from a date's lines can be drawn of these, and comes to the same. A program
whose lines went to several departments stands in each of them with its own; a line that nobody can
place stands under a department of no name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from budgets.measures import MEASURES
from reports.asked_sums import AskedSums
from reports.choices import Choices
from reports.execution import Execution, chosen_of
from reports.rollup import Leaf
from reports.structure import Named
from reports.sum_scope import RATE
from reports.table import LEAF, Gap, Report, Row, Table

NOBODY = "오늘의 부서를 알 수 없음"
NOTE = (
    "오늘의 조직: 사업마다 마지막으로 이어진 부서에 넣고, 더 이어지지 않는 사업은 그때의 부서를 이어받은 부서에 "
    "넣었습니다. 합계는 그때의 조직으로 본 것과 같습니다."
)
# Beyond every key of the database: the parts of a program, and the department of no name.
INVENTED = 10**12
_LAST = 10**9


def in_todays(found: Execution, todays: Mapping[int, str | None]) -> Execution:
    """`todays`: by line, the code of the department; where it is not known, None or nothing."""
    names = found.names
    by_code = {own.code: pk for pk, own in names.departments.items()}
    parts: dict[int, dict[int, int]] = {}  # by program, which department has which part of it
    programs, leaves = dict(names.programs), []
    for leaf in found.leaves:
        department = by_code.get(todays.get(leaf.pk) or "", INVENTED)
        own = parts.setdefault(leaf.program, {})
        part = own.setdefault(department, leaf.program + INVENTED * (len(own) + 1))
        programs[part] = names.programs[leaf.program]._replace(parent=department)
        leaves.append(leaf._replace(program=part))
    met = {department for own in parts.values() for department in own}
    departments = names.departments
    if INVENTED in met:
        departments = departments | {INVENTED: _nobody(found, met)}
    return Execution(replace(names, programs=programs, departments=departments), leaves)


def _nobody(found: Execution, met: Collection[int]) -> Named:
    """Of the office that the others are of, or that the date is of where there are none."""
    departments = found.names.departments
    then = {found.names.programs[leaf.program].parent for leaf in found.leaves}
    offices = [departments[pk].parent for pk in sorted(met) if pk != INVENTED]
    offices += [departments[pk].parent or pk for pk in sorted(then)]
    return Named(NOBODY, "", offices[0], (_LAST, ""))


def real(pk: int) -> int:
    """What it is a part of; 0: nothing that has a page."""
    return pk % INVENTED


def parts_in(view: Execution, programs: Collection[int]) -> frozenset[int]:
    """Those programs of the date, as far as they or parts of them stand in the view."""
    return frozenset(pk for pk in view.names.programs if real(pk) in programs)


def as_printed(lines: Iterable[Leaf]) -> list[Leaf]:
    """The same lines in the programs of the date."""
    return [leaf._replace(program=real(leaf.program)) for leaf in lines]


def addressed(report: Report) -> Report:
    """With the pages that there are: a part of a program leads to the whole of it."""
    return replace(report, tables=tuple(map(_addressed, report.tables)))


def _addressed(table: Table) -> Table:
    return replace(table, rows=tuple(row._replace(href=_href(row.href)) for row in table.rows))


def _href(href: str) -> str:
    page, _, key = href.rpartition("/")
    if not key.isdecimal() or int(key) < INVENTED:
        return href
    return f"{page}/{real(int(key))}" if real(int(key)) else ""


def led(table: Table, view: Execution, sums: AskedSums, choices: Choices) -> Table:
    """Each amount to where it comes from, as the date itself tells it. `sums`: of the date as printed."""
    lines = chosen_of(view, choices)
    account = {pk: view.names.accounts[own.account] for pk, own in view.names.programs.items()}
    own = [leaf for leaf in lines if account[leaf.program] == table.key]
    keys = [column.key for column in table.columns]
    rows = tuple(_led(row, _under(row, own, view), keys, sums, choices) for row in table.rows)
    return replace(table, rows=rows)


def _under(row: Row, lines: Sequence[Leaf], view: Execution) -> list[Leaf]:
    """The lines whose sum a row is; before its address is made one that there is."""
    if row.mark == "total":
        return list(lines)
    programs, departments = view.names.programs, view.names.departments
    if row.mark == "kind":
        return [x for x in lines if (programs[x.program].kind or "") == row.kind]
    pk = int(row.href.rpartition("/")[2])

    def stands(leaf: Leaf) -> bool:
        own = programs[leaf.program].parent
        return pk in {
            LEAF: (leaf.pk,),
            "program": (leaf.program,),
            "department": (own,),
            "office": (departments[own].parent, own),
        }.get(row.mark, ())

    return [leaf for leaf in lines if stands(leaf)]


def _led(row: Row, lines: Sequence[Leaf], keys: Sequence[str], sums: AskedSums, choices) -> Row:
    if not lines:
        return row
    way = sums.way(row.mark, frozenset(leaf.pk for leaf in lines)) or sums.named(as_printed(lines))
    links = []
    for key, cell in zip(keys, row.cells, strict=True):
        if cell is Gap.ABSENT or (key not in MEASURES and key != RATE):
            links.append("")
        elif row.mark == LEAF and key in MEASURES:
            links.append(f"/figures/{lines[0].figure}/{key}")
        else:
            links.append(way.to(key, choices.unit) if way else "")
    return row._replace(links=tuple(links))
