"""One department, or one office, over all its dates, and the departments before and after it.

What another name came to stands in rows of its own, marked as such: nothing is added across names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from budgets.measures import MEASURES
from budgets.models import Account, Figure, Program, ReportingDate, Statement
from departments.models import Department, Succession
from reports.choices import Choices
from reports.dates import when_of
from reports.lineage import heirs_of
from reports.rollup import Sums, add, empty
from reports.sources import sources_in
from reports.table import Report, Table
from reports.timeline import Stand, newest_first, span, text, timeline
from reports.work import execution_href
from reports.works import pairs_of, successions

OWN, EARLIER, LATER = "이 부서", "이전 부서", "이후 부서"


class Part(NamedTuple):
    """A department of an office, or a program of a department."""

    mark: str
    pk: int


@dataclass(slots=True)
class Sum:
    """What an owner comes to on a date in an account."""

    sums: Sums = field(default_factory=empty)
    parts: dict[Part, Sums] = field(default_factory=dict)

    def take(self, part: Part, sums: Sequence[int]) -> None:
        add(self.sums, sums)
        add(self.parts.setdefault(part, empty()), sums)


@dataclass(frozen=True, slots=True)
class Record:
    own: Department
    kinship: dict[int, str]  # of the department itself and of all before and after it
    links: list[Succession]
    departments: dict[int, Department]
    programs: dict[int, Program]
    accounts: dict[int, str]
    dates: dict[int, ReportingDate]
    sums: dict[tuple[int, int, int], Sum]  # account, date, owner
    sources: tuple[str, ...]


def read_record(own: Department) -> Record:
    departments = Department.objects.in_bulk()
    links = successions()
    kinship = _kinship(own, departments.values(), links)
    sums, statements = _sums(own, kinship)
    dates = ReportingDate.objects.select_related("book__office")
    programs = {part.pk for each in sums.values() for part in each.parts if part.mark == "program"}
    return Record(
        own,
        kinship,
        [each for each in links if {each.before_id, each.after_id} & set(kinship)],
        departments,
        Program.objects.in_bulk(programs),
        dict(Account.objects.order_by("pk").values_list("pk", "name")),
        dates.in_bulk({date for _, date, _ in sums}),
        sums,
        sources_in(Statement.objects.filter(pk__in=statements)),
    )


def _kinship(
    own: Department, departments: Iterable[Department], links: Iterable[Succession]
) -> dict[int, str]:
    heirs = heirs_of(pairs_of(links))
    found = {own.pk: OWN}
    for each in departments:
        if own.code in heirs.get(each.code, ()):
            found.setdefault(each.pk, EARLIER)
        elif each.code in heirs.get(own.code, ()):
            found.setdefault(each.pk, LATER)
    return found


def _sums(own: Department, owners: Iterable[int]) -> tuple[dict, set[int]]:
    """By account, date and owner; and the statements that they come from."""
    owner, department = F("line__program__department"), F("line__program__department")
    if own.kind == Department.Kind.OFFICE:
        owner = Coalesce(F("line__program__department__parent"), department)
    figures = Figure.objects.published().annotate(owner=owner).filter(owner__in=list(owners))
    rows = figures.order_by("line__program__position", "line__program").values_list(
        "statement",
        "line__program__account",
        "statement__filing__reporting_date",
        "owner",
        "line__program__department",
        "line__program",
        "states",
        *MEASURES,
    )
    found: dict[tuple[int, int, int], Sum] = {}
    statements = set()
    for statement, account, date, owner_pk, department_pk, program, states, *amounts in rows:
        part = (
            Part("program", program)
            if department_pk == owner_pk
            else Part("department", department_pk)
        )
        sums = (states, *(won or 0 for won in amounts))
        found.setdefault((account, date, owner_pk), Sum()).take(part, sums)
        statements.add(statement)
    return found, statements


# --- the report -----------------------------------------------------------------------------------


def department_report(record: Record, choices: Choices) -> Report:
    own = record.own
    accounts = sorted({account for account, _, _ in record.sums})
    tables = [
        table
        for account in accounts
        for table in (_figures(record, account), _parts(record, account))
        if table.rows
    ]
    return Report(
        title=f"{own} 연도별 예산·집행",
        office=own.office.name,
        when=span(when_of(date) for date in record.dates.values()),
        unit=choices.unit,
        tables=tuple(tables),
        sources=record.sources,
        chosen=choices.words,
        file=f"{own}_연도별" if own.parent is None else f"{own.parent}_{own}_연도별",
        name="연도별 예산·집행",
    )


def called(department: Department, departments: dict[int, Department]) -> str:
    """A name that the same office has had once and another twice says which it is."""
    office = departments.get(department.parent_id)
    return f"{department.name} ({office.name})" if office else department.name


def stands_of(record: Record, account: int) -> list[Stand]:
    """Newest first; on one day the department itself before those of other names."""
    found = [
        _stand(record, date, owner, each.sums)
        for (of, date, owner), each in record.sums.items()
        if of == account
    ]
    found.sort(key=lambda stand: stand.told[1][0] != OWN)
    return newest_first(found)


def _stand(record: Record, date: int, owner: int, sums: Sums) -> Stand:
    reporting_date, whose = record.dates[date], record.departments[owner]
    when = when_of(reporting_date)
    several = len(record.kinship) > 1
    return Stand(
        when,
        sums,
        _execution(record, reporting_date, whose),
        code=whose.code,
        told=(
            (called(whose, record.departments), f"/departments/{owner}"),
            (record.kinship[owner], ""),
        ),
        series=called(whose, record.departments) if several else "",
    )


def _execution(record: Record, date: ReportingDate, whose: Department) -> str:
    only = None if whose.kind == Department.Kind.OFFICE else whose
    return execution_href(date.book.office.code, when_of(date), only)


def _figures(record: Record, account: int) -> Table:
    name = record.accounts[account]
    told = (text("whose", "부서"), text("kinship", "관계"))
    return timeline(name, name, stands_of(record, account), told=told)


def _parts(record: Record, account: int) -> Table:
    """Each date's own sum with what it is made of: the rows of no other name."""
    own = {
        date: each
        for (of, date, owner), each in record.sums.items()
        if of == account and owner == record.own.pk
    }
    rows: list[Stand] = []
    for date in sorted(own, key=lambda pk: when_of(record.dates[pk]).age, reverse=True):
        rows += _unfolded(record, record.dates[date], own[date])
    marks = {part.mark for each in own.values() for part in each.parts}
    what = "부서" if marks == {"department"} else "정책사업"
    name = record.accounts[account]
    return timeline(
        f"{name} {what}", f"{name} 기준일별 {what}", rows, name_label=f"기준일 / {what}"
    )


def _unfolded(record: Record, date: ReportingDate, found: Sum) -> Iterable[Stand]:
    when = when_of(date)
    yield Stand(when, found.sums, _execution(record, date, record.own), mark="total")
    parts = found.parts.items()
    if all(part.mark == "department" for part in found.parts):
        parts = sorted(parts, key=lambda pair: _place(record.departments[pair[0].pk]))
    for part, sums in parts:
        of = record.departments if part.mark == "department" else record.programs
        thing = of[part.pk]
        href = f"/{part.mark}s/{part.pk}"
        yield Stand(when, sums, href, code=thing.code, mark=part.mark, name=str(thing), level=1)


def _place(department: Department) -> tuple[int, str]:
    return department.position, department.code
