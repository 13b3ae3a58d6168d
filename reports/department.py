"""One department, or one office, over all its dates, and the departments before and after it.

What another name came to stands in rows of its own, marked as such: nothing is added across names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Account, Figure, Program, ReportingDate, Statement
from departments.models import Department, Succession
from reports import organisation
from reports.asked_sums import way_to
from reports.choices import Choices
from reports.dates import when_of
from reports.department_people import about
from reports.lineage import heirs_of
from reports.rollup import Sums, add, empty
from reports.sources import sources_in
from reports.table import Report, Table
from reports.timeline import Stand, newest_first, span, text, timeline
from reports.work import execution_href
from reports.works import pairs_of, successions

_WHOSE = (text("whose", "부서"), text("kinship", "관계"))
OWN, EARLIER, LATER = "이 부서", "이전 부서", "이후 부서"


Key = tuple[int, int, int]  # account, date, owner


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
    sums: dict[Key, Sum]
    sources: tuple[str, ...]
    about: list[Table]  # teams, duties, headcount

    @property
    def divisions(self) -> list[Department]:
        return divisions_of(self.own, self.departments.values())

    @property
    def filers(self) -> list[int]:
        """Who hands in for it and for all before and after it: an office does so by its divisions."""
        return [
            pk
            for pk, each in self.departments.items()
            if pk in self.kinship or each.parent_id in self.kinship
        ]


def divisions_of(own: Department, departments: Iterable[Department]) -> list[Department]:
    return sorted((each for each in departments if each.parent_id == own.pk), key=_place)


def read_record(own: Department) -> Record:
    departments = organisation.departments().in_bulk()
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
        about(own, divisions_of(own, departments.values())),
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
    found: dict[Key, Sum] = {}
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
        for table in (
            _figures(record, account, choices.unit),
            _parts(record, account, choices.unit),
        )
        if table.rows
    ]
    return Report(
        title=f"{own} 연도별 예산·집행",
        office=own.office.name,
        when=span(when_of(date) for date in record.dates.values()),
        unit=choices.unit,
        tables=(*tables, *record.about),
        sources=record.sources,
        chosen=choices.words,
        file=f"{own}_연도별" if own.parent is None else f"{own.parent}_{own}_연도별",
        name=f"{own} 연도별 예산·집행",
    )


def called(department: Department, departments: dict[int, Department]) -> str:
    """A name that the same office has had once and another twice says which it is."""
    office = departments.get(department.parent_id)
    return f"{department.name} ({office.name})" if office else department.name


def stands_of(record: Record, account: int, unit: Unit = Unit.THOUSAND) -> list[Stand]:
    """Newest first; on one day the department itself before those of other names."""
    found = [
        _stand(record, (of, date, owner), each.sums, unit)
        for (of, date, owner), each in record.sums.items()
        if of == account
    ]
    found.sort(key=lambda stand: stand.told[1][0] != OWN)
    return newest_first(found)


def _stand(record: Record, key: Key, sums: Sums, unit: Unit) -> Stand:
    account, date, owner = key
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
        figures=_figures_of(record, account, reporting_date, Part("department", owner), unit),
        series=called(whose, record.departments) if several else "",
    )


def _figures_of(
    record: Record, account: int, date: ReportingDate, part: Part, unit: Unit
) -> tuple[str, ...]:
    """What its sums are made of; nothing where a name stands for two departments of an office."""
    own: dict[str, str] = {}
    if part.mark == "program":
        own["program"] = str(part.pk)
    elif (whose := record.departments[part.pk]).pk != date.book.office_id:
        names = [x.name for x in record.departments.values() if x.parent_id == whose.parent_id]
        if names.count(whose.name) > 1:
            return ()
        own["department"] = whose.name
    way = way_to(date.book.office.code, when_of(date), record.accounts[account], **own)
    return way.to_all(unit)


def _execution(record: Record, date: ReportingDate, whose: Department) -> str:
    only = None if whose.kind == Department.Kind.OFFICE else whose
    return execution_href(date.book.office.code, when_of(date), only)


def _figures(record: Record, account: int, unit: Unit) -> Table:
    name = record.accounts[account]
    return timeline(name, name, stands_of(record, account, unit), told=_WHOSE)


def _parts(record: Record, account: int, unit: Unit) -> Table:
    """Each date's sum with what it is made of, under the name of that day. Another name's rows say
    how it is known to have gone on as this one, or this one as it."""
    there = [(date, owner) for of, date, owner in record.sums if of == account]
    is_told = len({owner for _, owner in there}) > 1
    there.sort(key=lambda key: record.kinship[key[1]] != OWN)
    there.sort(key=lambda key: when_of(record.dates[key[0]]).age, reverse=True)
    rows = [
        replace(row, told=row.told if is_told else (), said=row.said if is_told else ())
        for date, owner in there
        for row in _unfolded(record, (account, date, owner), unit)
    ]
    marks = {part.mark for date, owner in there for part in record.sums[account, date, owner].parts}
    what = "부서" if marks == {"department"} else "정책사업"
    name = record.accounts[account]
    return timeline(
        f"{name} {what}",
        f"{name} 기준일별 {what}",
        rows,
        told=_WHOSE if is_told else (),
        said=(text("known", "이어진 근거"),) if is_told else (),
        name_label=f"기준일 / {what}",
    )


def _unfolded(record: Record, key: Key, unit: Unit) -> Iterable[Stand]:
    account, date, owner = key
    found, of_date = record.sums[key], record.dates[date]
    known = (evidence_of(record, owner), "")
    own = _stand(record, key, found.sums, unit)
    yield replace(own, mark="total", said=(known,), code="", series="")
    parts = found.parts.items()
    if all(part.mark == "department" for part in found.parts):
        parts = sorted(parts, key=lambda pair: _place(record.departments[pair[0].pk]))
    for part, sums in parts:
        of = record.departments if part.mark == "department" else record.programs
        thing = of[part.pk]
        yield Stand(
            own.when,
            sums,
            f"/{part.mark}s/{part.pk}",
            code=thing.code,
            told=(("", ""), ("", "")),
            said=(("", ""),),
            figures=_figures_of(record, account, of_date, part, unit),
            mark=part.mark,
            name=str(thing),
            level=1,
        )


def evidence_of(record: Record, owner: int) -> str:
    """Every step between another name and this department: what happened, and how it is known."""
    if record.kinship[owner] == OWN:
        return ""
    ends = (owner, record.own.pk)
    steps = _steps(record.links, *(ends if record.kinship[owner] == EARLIER else ends[::-1]))
    return ", ".join(
        f"{each.before.name} → {each.after.name}: {each.kind} ({each.evidence})" for each in steps
    )


def _steps(links: Iterable[Succession], first: int, last: int) -> list[Succession]:
    """The shortest way from one to the other."""
    ways: dict[int, list[Succession]] = {first: []}
    coming = [first]
    for pk in coming:  # grows as it goes
        for each in links:
            if each.before_id == pk and each.after_id and each.after_id not in ways:
                ways[each.after_id] = [*ways[pk], each]
                coming.append(each.after_id)
    return ways.get(last, [])


def _place(department: Department) -> tuple[int, str]:
    return department.position, department.code
