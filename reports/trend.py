"""추이: what an office, a department or a program came to, date by date, under each of its names.

Only honest lines: 예산, 집행 and 결산 are series of their own, and so are dates of 집행 that lie more than
a month of the year apart. A year without a report breaks a line.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import Unit
from budgets.models import ReportingDate
from budgets.reading.names import key_of
from reports.asked import known_department, one_of, read_asked, read_unit
from reports.asked_sums import AskedSums
from reports.choices import Choices, Misread
from reports.dates import when_of
from reports.execution import Execution, read_each, with_lines
from reports.lineage import Link
from reports.rollup import Leaf, add, empty
from reports.structure import Structure
from reports.successors import Successors
from reports.table import Report
from reports.trend_table import CHARTS, Entry, trend_table
from reports.works import kin_of, program_links_of, volumes_of, works_of


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    department: str = ""
    program: str = ""
    measure: str = ""

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "부서": self.department,
            "정책사업": self.program,
            "그림": CHARTS.get(self.measure, ""),
        }
        return tuple((label, value) for label, value in said.items() if value)


def read_asked_of_trend(said: Mapping[str, str]) -> Asked:
    readers = {
        "unit": read_unit,
        "department": str,
        "program": str,
        "measure": one_of("그림", tuple(CHARTS)),
    }
    return replace(Asked(), **read_asked(said, readers))


@dataclass(frozen=True, slots=True)
class Told:
    """All that the dates of an office say."""

    dates: list[ReportingDate]  # oldest first
    leaves: dict[int, list[Leaf]]  # by date
    names: Structure
    departments: dict[int, set[int]]  # by date, whether they said anything or not
    links: list[Link]  # of programs, from each book to the next

    def is_partial(self, each: ReportingDate) -> bool:
        """Whether a department has not published its part of the date."""
        names = self.names
        told = {names.programs[names.lines[x.pk].parent].parent for x in self.leaves[each.pk]}
        return not self.departments[each.pk] <= told


def read_trend(dates: Sequence[ReportingDate], successors: Successors) -> Told:
    own = sorted(dates, key=lambda each: (when_of(each).age, each.pk))
    read = read_each(own)
    leaves = {pk: found.leaves for pk, found in read.items()}
    structure = next((found.names for found in read.values()), Structure())
    every = [leaf for each in leaves.values() for leaf in each]
    names = _told_of(with_lines(Execution(structure, every)))
    departments = {
        each.pk: {
            program.parent
            for program in structure.programs.values()
            if program.book == each.book_id and program.is_there(each.day)
        }
        for each in own
    }
    pairs = successors.pairs
    volumes = volumes_of(kin_of(own[0].book.office.code, pairs))
    links = program_links_of(works_of(volumes), volumes, pairs, successors.stated)
    return Told(own, leaves, names, departments, links)


def _told_of(found: Execution) -> Structure:
    """Without programs that no line of these dates has: a book holds some that only drafts speak of."""
    met = {leaf.program for leaf in found.leaves}
    programs = {pk: own for pk, own in found.names.programs.items() if pk in met}
    return replace(found.names, programs=programs)


def trend(
    office: str, told: Told, successors: Successors, asked: Asked, sources: tuple[str, ...] = ()
) -> Report:
    _known(told, successors, asked)
    found = entries_of(told, successors, asked)
    accounts = told.names.accounts
    notes = tuple(_notes(told, successors, asked))
    subject = " ".join(part for part in (office, asked.department, asked.program) if part)
    days = [each.day for entries in found.values() for each in entries]
    when = f"{min(days).year}~{max(days).year}년" if days else ""
    return Report(
        title=f"{subject} 추이",
        office=office,
        when=when,
        unit=asked.unit,
        tables=tuple(
            trend_table(accounts[pk], entries, asked.unit, notes)
            for pk, entries in sorted(found.items())
        ),
        sources=sources,
        chosen=asked.words,
        file="_".join([*subject.split(), "추이"]),
        name=f"{subject} 추이",
    )


def _known(told: Told, successors: Successors, asked: Asked) -> None:
    """A table of nothing would say that there was nothing."""
    names = told.names
    there = {names.departments[program.parent] for program in names.programs.values()}
    divisions = sorted(there, key=lambda each: each.order)
    known_department(asked.department, list(dict.fromkeys(each.name for each in divisions)))
    if asked.program and not programs_chosen(told, successors, asked):
        of = f"‘{asked.department}’" if asked.department else "이 실국"
        raise Misread([f"정책사업 ‘{asked.program}’: {of}의 공개된 정책사업이 아닙니다."])


def entries_of(told: Told, successors: Successors, asked: Asked) -> dict[int, list[Entry]]:
    """By account, oldest first."""
    names = told.names
    mark = "program" if asked.program else "department" if asked.department else "office"
    chosen = programs_chosen(told, successors, asked)
    lines = {pk for pk, line in names.lines.items() if line.parent in chosen}
    found: dict[int, list[Entry]] = {}
    for each in told.dates:
        sums: dict[int, list[int]] = {}
        own_lines: dict[int, set[int]] = {}
        called: dict[int, dict[str, None]] = {}
        for leaf in told.leaves[each.pk]:
            if leaf.pk in lines:
                program = names.programs[names.lines[leaf.pk].parent]
                add(sums.setdefault(program.account, empty()), leaf.sums)
                own_lines.setdefault(program.account, set()).add(leaf.pk)
                told_as = called.setdefault(program.account, {})
                told_as[_called(each, program, names, asked)] = None
        is_partial = not (asked.department or asked.program) and told.is_partial(each)
        said = Execution(names, told.leaves[each.pk])
        sums_asked = AskedSums(when_of(each), said, Choices(), is_everyone=False)
        for account, own in sums.items():
            way = sums_asked.way(mark, frozenset(own_lines[account]))
            entry = Entry(each, ", ".join(called[account]), own, is_partial, way)
            found.setdefault(account, []).append(entry)
    return found


def _called(each: ReportingDate, program, names: Structure, asked: Asked) -> str:
    """What it was called on the day; a program with the department that it stood in."""
    department = names.departments[program.parent].name
    if asked.program:
        return f"{program.name} ({department})"
    return department if asked.department else each.book.office.name


def programs_chosen(told: Told, successors: Successors, asked: Asked) -> set[int]:
    """Those of the department; of the name, with what they are in other books under other names."""
    names = told.names
    own = codes_named(asked.department, names, successors)
    there = {
        pk
        for pk, each in names.programs.items()
        if not asked.department or names.departments[each.parent].code in own
    }
    if not asked.program:
        return there
    named = {pk for pk in there if key_of(names.programs[pk].name) == key_of(asked.program)}
    return there & joined(named, told.links)


def joined(programs: Iterable[int], links: Iterable[Link]) -> set[int]:
    """With all that they are known from and known again in."""
    beside: dict[int, list[int]] = {}
    for link in links:
        beside.setdefault(link.before, []).append(link.now)
        beside.setdefault(link.now, []).append(link.before)
    found = set(programs)
    coming = list(found)
    while coming:
        for pk in beside.get(coming.pop(), ()):
            if pk not in found:
                found.add(pk)
                coming.append(pk)
    return found


def _renamed(told: Told, successors: Successors, asked: Asked) -> list[str]:
    """Where a followed program got another name, and how it is known."""
    if not asked.program:
        return []
    chosen, programs = programs_chosen(told, successors, asked), told.names.programs
    return [
        f"{programs[link.before].name} → {programs[link.now].name} ({link.evidence})"
        for link in told.links
        if {link.before, link.now} <= chosen
        and key_of(programs[link.before].name) != key_of(programs[link.now].name)
    ]


def codes_named(name: str, names: Structure, successors: Successors) -> set[str]:
    """The departments of these books that have or had the name, under all of their names."""
    there = {names.departments[program.parent] for program in names.programs.values()}
    named = {each.code for each in there if each.name == name}
    return {code for each in named for code in successors.names_of(each)}


def _parts(told: Told, successors: Successors, asked: Asked) -> list[str]:
    """What came from or went to others, which no line can follow."""
    if not asked.department:
        return []
    known = {each.code: each.name for each in told.names.departments.values()}
    steps = successors.parts(codes_named(asked.department, told.names, successors))
    return [f"{known[before]} → {known[after]} ({kind})" for before, after, kind in steps]


def _notes(told: Told, successors: Successors, asked: Asked) -> Iterable[str]:
    if parts := _parts(told, successors, asked):
        yield f"나뉘거나 합쳐진 부서의 금액은 잇지 않았습니다: {', '.join(parts)}"
    if asked.program:
        yield "정책사업은 이름이나 세부사업으로 이어진 것만 따르고, 둘 이상이 맞으면 잇지 않습니다."
    if renamed := _renamed(told, successors, asked):
        yield f"이름이 바뀐 정책사업: {', '.join(renamed)}"
