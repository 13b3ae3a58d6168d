"""정원과 현원: how many persons departments had on each day that a report counts them, and what budget
came to each of them.

A day of persons stands beside the money of the same fiscal year, on the nearest date that has the budget
and not 업무추진비 alone or a few lines of it: nothing is divided across years, by an unknown number or by
nobody, and accounts are never added.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from budgets.tally import EXPENSE
from departments.models import Department, Headcount
from departments.text import squeezed
from reports import organisation
from reports.asked_sums import AskedSums
from reports.called_today import Owner
from reports.choices import Choices
from reports.cuts import APPROPRIATED, BUDGET, base_of
from reports.dates import dates_of_offices, when_of, written
from reports.department_people import persons
from reports.execution import Execution, read_each
from reports.head_sources import RELATED, source_words
from reports.printed_persons import PEOPLE, Printed, links_of, marks_of, printed_of, whole_of
from reports.rollup import Leaf, cells, summed
from reports.sources import sources_of
from reports.successors import Successors
from reports.table import Cell, Column, Gap, Kind, Mark, Report, Row, Table, minus
from reports.timeline import span, text
from reports.works import kin_of

HEADS = "heads"
NO_DATE = "그해의 자료 없음"
NO_LINES = "이 회계의 사업 없음"
NO_BUDGET = "업무추진비 말고는 자료 없음"
_KEYS = tuple(MEASURES)


@dataclass(frozen=True, slots=True)
class Counted:
    """A department, or an office with all of its own, on a day. `then`: whose persons and budget these
    are; others than `own` where departments of then stand under one of today."""

    own: Department
    then: tuple[Department, ...]
    day: date
    cells: tuple[Cell, Cell]  # 정원, 현원
    is_whole: bool  # an office, by the sum of its departments
    links: tuple[str, ...]  # where both are printed
    marks: Mapping[int, Mark]  # what is printed in the place of which
    is_kept: bool = False  # in today's organisation, and nobody is it today

    @property
    def name(self) -> str:
        return Owner(self.own.name, self.own.pk, self.is_kept).words

    @property
    def was(self) -> str:
        """What it was called, where that is another name."""
        names = [each.name for each in self.then]
        return "" if names == [self.own.name] else ", ".join(names)

    @property
    def office(self) -> int:
        """Of then, by its key."""
        return self.then[0].parent_id or self.then[0].pk

    @property
    def vacant(self) -> Cell:
        return minus(*self.cells)


@dataclass(frozen=True, slots=True)
class People:
    office: Department
    counted: list[Counted]  # newest first, an office before its departments
    sources: tuple[str, ...]
    dates: list[ReportingDate]
    read: dict[int, Execution]  # of the dates that stand beside a day of persons
    departments: Mapping[int, Department]  # that readers know
    is_today: bool = False


def read_people(office: Department, successors: Successors) -> People:
    pairs = successors.pairs
    codes = kin_of(office.code, pairs)
    known = organisation.departments().select_related("parent").in_bulk()
    departments = {pk: each for pk, each in known.items() if each.office.code in codes}
    heads = (
        Headcount.objects.in_force()
        .filter(department__in=departments)
        .select_related(*RELATED)
        .order_by("-as_of", "department__position", "department", "position", "pk")
    )
    by_day: dict[date, dict[int, list[Headcount]]] = defaultdict(dict)
    sources: dict[str, None] = {}
    for head in heads:
        by_day[head.as_of].setdefault(head.department_id, []).append(head)
        sources[source_words(head)] = None
    printed = printed_of(list(departments)) if by_day else {}
    counted = [
        each for day, own in by_day.items() for each in _counted(day, own, departments, printed)
    ]
    dates = dates_of_offices(codes)
    beside = {x.pk: x for each in counted for x in beside_of(each, dates)}
    read = read_each(list(beside.values())) if beside else {}
    return People(office, counted, tuple(sorted(sources)), dates, read, known)


def _counted(
    day: date,
    own: dict[int, list[Headcount]],
    departments: dict[int, Department],
    printed: Printed,
) -> Iterable[Counted]:
    offices: dict[int, list[int]] = {}
    for pk in own:
        offices.setdefault(departments[pk].parent_id or pk, []).append(pk)
    for office, below in offices.items():
        every = [head for pk in below for head in own[pk]]
        yield _count(departments[office], day, every, printed, is_whole=True)
        for pk in below:
            if pk != office:
                yield _count(departments[pk], day, own[pk], printed, is_whole=False)


def _count(
    own: Department, day: date, heads: Sequence[Headcount], printed: Printed, *, is_whole: bool
) -> Counted:
    cells = _cells(heads, own.pk, day, printed)
    links = links_of(printed, heads, own.pk)
    marks = marks_of(printed, cells, own.pk, day)
    return Counted(own, (own,), day, cells, is_whole, links, marks)


def _cells(heads: Sequence[Headcount], pk: int, day: date, printed) -> tuple[Cell, Cell]:
    return tuple(
        persons(
            [(getattr(head, f"{measure}_state"), getattr(head, measure)) for head in heads],
            whole_of(printed, pk, day, measure),
        )
        for measure in PEOPLE
    )


def beside_of(counted: Counted, dates: Iterable[ReportingDate]) -> list[ReportingDate]:
    """The office's dates of the same fiscal year, the nearest first, as its departments then were."""
    there = [
        each
        for each in dates
        if each.book.office_id == counted.office
        and each.book.fiscal_year == counted.day.year
        and not when_of(each).is_regrouped
    ]
    return sorted(there, key=lambda each: (abs(each.day - counted.day), when_of(each).age))


# --- the report -----------------------------------------------------------------------------------


def people_report(found: People, unit: Unit, trends: Sequence[Table] = ()) -> Report:
    """`trends`: what stands before the tables of the days."""
    accounts = accounts_of(found)
    tables, beside = [_heads(found)], {}
    for account, name in accounts.items():
        shares = shares_of(found, account, unit)
        tables.append(_per_head(found, shares, account, name, is_first=len(tables) == 1))
        beside |= {each.date.pk: each.date for each in shares if each.date}
    days = [each.day for each in found.counted]
    when = " ~ ".join(written(day) for day in sorted({min(days), max(days)})) if days else ""
    sources = dict.fromkeys((*found.sources, *sources_of(list(beside.values()))))
    return Report(
        title=f"{found.office} 정원과 현원",
        office=found.office.name,
        when=when if days else span(()),
        unit=unit,
        tables=tuple(table for table in (*trends, *tables) if table.rows),
        sources=tuple(sources),
        file=f"{found.office}_정원과_현원",
        name=f"{found.office} 정원과 현원",
    )


def _used(found: People) -> list[ReportingDate]:
    return [each for each in found.dates if each.pk in found.read]


def accounts_of(found: People) -> dict[int, str]:
    """That some date beside a day of persons speaks of."""
    told = {
        (program := own.names.programs[leaf.program]).account: own.names.accounts[program.account]
        for own in found.read.values()
        for leaf in own.leaves
    }
    return dict(sorted(told.items()))


def _heads(found: People) -> Table:
    columns = (
        *was_columns(found),
        *(Column(measure, label, Kind.COUNT) for measure, label in PEOPLE.items()),
        Column("vacant", "결원", Kind.COUNT, title="정원 - 현원"),
    )
    rows = tuple(
        _row(found, each, (*each.cells, each.vacant), (*each.links, "")) for each in found.counted
    )
    marks = {
        (at, column + found.is_today): mark
        for at, each in enumerate(found.counted)
        for column, mark in each.marks.items()
    }
    over = [each for each in found.counted if isinstance(each.vacant, int) and each.vacant < 0]
    notes = [
        "결원은 정원에서 현원을 뺀 수입니다. 정원이 적혀 있지 않은 기준일의 결원은 알 수 없습니다."
    ]
    if over:
        names = ", ".join(f"{each.name} {written(each.day)}" for each in over)
        notes.append(f"현원이 정원보다 많은 곳: {names}")
    title, label = "정원, 현원, 결원 (명)", "기준일 / 부서"
    return Table(HEADS, title, columns, rows, tuple(notes), label, marks=marks)


def was_columns(found: People) -> tuple[Column, ...]:
    return (text("was", "그때의 이름"),) if found.is_today else ()


def _row(found: People, each: Counted, cells_of: tuple[Cell, ...], links: tuple[str, ...]) -> Row:
    href = f"/departments/{each.own.pk}"
    if found.is_today:
        cells_of, links = (each.was, *cells_of), ("", *links)
    if each.is_whole:
        name = f"{written(each.day)} {each.name}"
        return Row(0, "total", name, each.own.code, href, "", cells_of, links)
    return Row(1, "department", each.name, each.own.code, href, "", cells_of, links)


@dataclass(frozen=True, slots=True)
class Share:
    """What a department has of one account beside its persons."""

    counted: Counted
    date: ReportingDate | None
    won: Cell
    measure: str
    href: str
    why: str = ""  # there is none

    @property
    def per_head(self) -> Cell:
        """Half up, in won."""
        actual = self.counted.cells[1]
        if not isinstance(self.won, int) or not isinstance(actual, int) or actual <= 0:
            return Gap.DASH
        return (2 * self.won + actual) // (2 * actual)


def shares_of(found: People, account: int, unit: Unit) -> list[Share]:
    choices = Choices(unit=unit)
    sums = {
        each.pk: AskedSums(when_of(each), found.read[each.pk], choices, is_everyone=False)
        for each in _used(found)
    }
    return [_share(each, found, account, sums) for each in found.counted]


def _share(each: Counted, found: People, account: int, sums: Mapping[int, AskedSums]) -> Share:
    there = [
        (own, _leaves(each, own, found.read[own.pk], account))
        for own in beside_of(each, found.dates)
    ]
    lines = [_budgeted(leaves, found.read[own.pk]) for own, leaves in there if leaves]
    for own, leaves in there:
        known = _budgeted(leaves or (), found.read[own.pk])
        is_drawn = own.stage == ReportingDate.Stage.BUDGET
        if known and (is_drawn or not any(known < other for other in lines)):
            return _priced(each, own, leaves, sums[own.pk])
    unknown = next((own for own, leaves in there if leaves is None), None)
    if unknown:
        return Share(each, unknown, Gap.UNKNOWN, "", "")
    why = NO_BUDGET if any(leaves for _, leaves in there) else NO_LINES if there else NO_DATE
    return Share(each, None, Gap.DASH, "", "", why)


def _budgeted(leaves: Iterable[Leaf], own: Execution) -> frozenset[int]:
    """The lines but 업무추진비, which a department pays out of its budget."""
    programs = own.names.programs
    return frozenset(
        leaf.pk
        for leaf in leaves
        if EXPENSE not in squeezed(f"{leaf.name} {programs[leaf.program].name}")
    )


def _priced(each: Counted, own: ReportingDate, leaves: list[Leaf], asked: AskedSums) -> Share:
    row = cells(summed(leaves))
    measure = _KEYS[APPROPRIATED if row[BUDGET] is Gap.ABSENT else BUDGET]
    mark = "office" if each.is_whole else "department"
    way = asked.way(mark, frozenset(leaf.pk for leaf in leaves)) or asked.named(leaves)
    href = way.to(measure, asked.choices.unit) if way else ""
    return Share(each, own, base_of(row), MEASURES[measure], href)


def _leaves(each: Counted, date: ReportingDate, own: Execution, account: int) -> list[Leaf] | None:
    """None: of an office, where a department has not published its part."""
    names = own.names
    there = [leaf for leaf in own.leaves if names.programs[leaf.program].account == account]
    if not each.is_whole:
        own_of = {department.pk for department in each.then}
        return [leaf for leaf in there if names.programs[leaf.program].parent in own_of]
    told = {names.programs[leaf.program].parent for leaf in own.leaves}
    wanted = {
        program.parent
        for program in names.programs.values()
        if program.book == date.book_id and program.is_there(date.day)
    }
    return there if wanted <= told else None


def _per_head(
    found: People, shares: list[Share], account: int, name: str, *, is_first: bool
) -> Table:
    """Of other accounts than the first only the days that have any: most have none."""
    told = {each.counted.day for each in shares if is_first or each.won is not Gap.DASH}
    columns = (
        *was_columns(found),
        Column("actual", PEOPLE["actual"], Kind.COUNT),
        text("within", "예산의 기준일"),
        Column("won", "예산", Kind.WON),
        Column("per_head", "1인당 예산", Kind.WON, title="예산 ÷ 현원"),
    )
    rows = tuple(
        _row(
            found,
            share.counted,
            (share.counted.cells[1], _money(share), share.won, share.per_head),
            (share.counted.links[1], "", share.href, ""),
        )
        for share in shares
        if share.counted.day in told
    )
    notes = (
        "현원으로 나눈 예산입니다. 같은 회계연도의 기준일 가운데 그 부서의 예산이 적힌 가장 가까운 것의 금액이고, "
        "예산현액이 없는 자료는 예산액입니다. 업무추진비나 일부 사업만 적힌 기준일은 쓰지 않습니다. "
        "현원이나 그해의 예산이 없으면 ‘-’입니다.",
    )
    return Table(
        f"per-head-{account}",
        f"1인당 예산: {name}",
        columns,
        rows,
        notes,
        name_label="기준일 / 부서",
    )


def _money(share: Share) -> str:
    if share.date is None:
        return share.why
    words = when_of(share.date).words
    return f"{words} {share.measure}".strip()
