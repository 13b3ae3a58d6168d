"""오늘의 조직으로 본 집행현황: the lines of one date under the departments that do their work today.

What the date itself printed is the 집행현황표; here the same amounts are grouped anew, and nothing is
added to them or left out: what nobody can place stands by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.measures import MEASURES
from reports.asked_sums import AskedSums
from reports.choices import Choices
from reports.cuts import cut_of
from reports.dates import When
from reports.execution import Execution
from reports.execution_columns import columns_of
from reports.rollup import Leaf, cells, summed
from reports.successors import Successors
from reports.sum_scope import RATE
from reports.table import LEAF, Cell, Column, Gap, Report, Row, Table
from reports.timeline import text
from reports.todays import departments_today
from reports.works import kin_of, links_of, volumes_of, works_of

NOBODY = "오늘의 부서를 알 수 없음"
_WHOSE = text("whose", "그때의 부서")


def read_todays(offices: str | Iterable[str], successors: Successors) -> dict[int, str | None]:
    """By line: which department does its work today. `offices`: the code of one, or of several."""
    pairs = successors.pairs
    codes = [offices] if isinstance(offices, str) else offices
    volumes = volumes_of(frozenset().union(*(kin_of(code, pairs) for code in codes)))
    lines = works_of(volumes).lines
    code_of = {work.pk: work.department for each in lines.values() for work in each}
    links = links_of(lines, volumes, pairs, successors.stated)
    return departments_today(code_of, links, successors)


def execution_today(
    when: When,
    office: str,
    found: Execution,
    todays: Mapping[int, str | None],
    unit: Unit,
    sources: tuple[str, ...] = (),
    *,
    is_everyone: bool = False,
) -> Report:
    """`is_everyone`: of all offices, each with its departments of today."""
    by_account: dict[int, list[Leaf]] = {}
    for leaf in found.leaves:
        by_account.setdefault(found.names.programs[leaf.program].account, []).append(leaf)
    sums = AskedSums(when, found, Choices(unit=unit), is_everyone=is_everyone)
    return Report(
        title=f"{office} 오늘의 조직으로 본 집행현황",
        office=office,
        when=when.words,
        unit=unit,
        tables=tuple(
            _Account(account, leaves, found, todays, sums).table()
            for account, leaves in sorted(by_account.items())
        ),
        sources=sources,
        chosen=(("조직", "오늘의 조직"),),
        file=f"{office}_{when.slug}_오늘의_조직",
        name=f"{when.words.removesuffix(' 기준')} 오늘의 조직 집행현황",
    )


@dataclass(frozen=True, slots=True)
class _Account:
    account: int
    leaves: list[Leaf]
    found: Execution
    todays: Mapping[int, str | None]
    sums: AskedSums

    def table(self) -> Table:
        whole = summed(self.leaves)
        there = cells(whole)
        columns = columns_of(there, Choices())
        cut = cut_of(columns, whole)
        groups = self._groups()
        name = self.found.names.accounts[self.account]
        return Table(
            key=name,
            title=name,
            columns=(_WHOSE, *columns),
            rows=tuple(self._rows(groups, columns, cut)),
            notes=tuple(self._notes(groups)),
            name_label="오늘의 부서 / 사업명",
        )

    def _groups(self) -> dict[int | None, list[Leaf]]:
        """By today's department, in its order; what nobody can place comes last."""
        departments = self.found.names.departments
        by_code = {own.code: pk for pk, own in departments.items()}
        found: dict[int | None, list[Leaf]] = {}
        for leaf in sorted(self.leaves, key=self._order):
            code = self.todays.get(leaf.pk)
            found.setdefault(by_code[code] if code else None, []).append(leaf)
        ordered = sorted(
            (pk for pk in found if pk),
            key=lambda pk: (departments[self._office_of(pk)].order, departments[pk].order),
        )
        return {pk: found[pk] for pk in [*ordered, *([None] if None in found else [])]}

    def _order(self, leaf: Leaf) -> tuple:
        """As printed: the councils' order of then."""
        names = self.found.names
        program = names.programs[leaf.program]
        own = names.departments[program.parent]
        return own.order, program.order, leaf.position, leaf.pk

    def _rows(self, groups, columns: Sequence[Column], cut) -> Iterable[Row]:
        def led(level: int, mark: str, pk: int | None, own: Sequence[Leaf]) -> Row:
            cells_of = ("", *cut(summed(own)))
            return self._led(self._named(level, mark, pk)._replace(cells=cells_of), own, columns)

        total = Row(0, "total", "합계", "", "", "", ("", *cut(summed(self.leaves))))
        yield self._led(total, self.leaves, columns)
        above = None
        for pk, own in groups.items():
            office = self._office_of(pk) if self.sums.is_everyone else None
            if office and office != above:
                above = office
                yield led(1, "office", office, self._of_office(groups, office))
            level = 2 if office else 1
            if pk is None or pk != office:  # an office may hold programs itself
                yield led(level, "department", pk, own)
                level += 1
            for leaf in own:
                href = f"/lines/{leaf.pk}"
                cells_of = (self._whose(leaf), *cut(leaf.sums))
                row = Row(level, LEAF, leaf.name, leaf.code, href, "", cells_of)
                yield self._led(row, [leaf], columns)

    def _named(self, level: int, mark: str, pk: int | None) -> Row:
        if pk is None:
            return Row(level, mark, NOBODY, "", "", "", ())
        named = self.found.names.departments[pk]
        return Row(level, mark, named.name, named.code, f"/departments/{pk}", "", ())

    def _office_of(self, pk: int | None) -> int | None:
        """Of today's department."""
        return pk and (self.found.names.departments[pk].parent or pk)

    def _of_office(self, groups: Mapping[int | None, list[Leaf]], office: int) -> list[Leaf]:
        return [leaf for pk, own in groups.items() if self._office_of(pk) == office for leaf in own]

    def _whose(self, leaf: Leaf) -> str:
        names = self.found.names
        return names.departments[names.programs[leaf.program].parent].name

    def _led(self, row: Row, leaves: Sequence[Leaf], columns: Sequence[Column]) -> Row:
        keys = [column.key for column in columns]
        shown = list(zip(keys, row.cells[1:], strict=True))
        return row._replace(links=("", *(self._link(*each, row.mark, leaves) for each in shown)))

    def _link(self, key: str, cell: Cell, mark: str, leaves: Sequence[Leaf]) -> str:
        """An amount of a line is a figure; a sum is asked for by just these lines."""
        if cell is Gap.ABSENT or (key not in MEASURES and key != RATE):
            return ""
        if mark == LEAF and key in MEASURES:
            return f"/figures/{leaves[0].figure}/{key}"
        is_office = mark == "total" and not self.sums.is_everyone
        level = "office" if is_office else mark
        way = self.sums.way(level, frozenset(leaf.pk for leaf in leaves))
        way = way or self.sums.named(leaves)
        return way.to(key, self.sums.choices.unit) if way else ""

    def _notes(self, groups: Mapping[int | None, list[Leaf]]) -> Iterable[str]:
        yield (
            "사업마다 마지막으로 이어진 부서에 넣고, 더 이어지지 않는 사업은 그때의 부서를 이어받은 부서에 "
            "넣었습니다. 합계는 이 기준일의 집행현황표와 같습니다."
        )
        if None in groups:
            names = ", ".join(dict.fromkeys(self._whose(leaf) for leaf in groups[None]))
            yield f"이어받은 부서를 하나로 알 수 없는 부서의 사업은 따로 둡니다: {names}"
