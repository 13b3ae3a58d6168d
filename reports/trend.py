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
from reports.todays import departments_today
from reports.trend_table import CHARTS, Entry, trend_table, years_words
from reports.two_views import ORGANISATIONS, PRINTED, TODAY, read_organisation
from reports.works import (
    Volume,
    Works,
    kin_of,
    links_of,
    program_links_of,
    volumes_of,
    works_of,
)


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    department: str = ""
    program: str = ""
    measure: str = ""
    organisation: str = PRINTED

    @property
    def is_today(self) -> bool:
        """Of a department, or of the whole office as it is today."""
        return self.organisation == TODAY

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "조직": ORGANISATIONS[TODAY] if self.is_today else "",
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
        "organisation": read_organisation,
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
    works: Works
    volumes: list[Volume]

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
    works = works_of(volumes)
    links = program_links_of(works, volumes, pairs, successors.stated)
    return Told(own, leaves, names, departments, links, works, volumes)


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
    when = years_words(min(days).year, max(days).year) if days else ""
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
    if asked.is_today and not todays_of(asked.department, told, successors):
        problem = "이어받은 부서를 하나로 알 수 없어 오늘의 조직으로는 볼 수 없습니다."
        raise Misread([f"부서 ‘{asked.department}’: {problem}"])
    if asked.program and not programs_chosen(told, successors, asked):
        of = f"‘{asked.department}’" if asked.department else "이 실국"
        raise Misread([f"정책사업 ‘{asked.program}’: {of}의 공개된 정책사업이 아닙니다."])


def entries_of(told: Told, successors: Successors, asked: Asked) -> dict[int, list[Entry]]:
    """By account, oldest first."""
    names = told.names
    mark = "program" if asked.program else "department" if asked.department else "office"
    lines = _lines_chosen(told, successors, asked)
    found: dict[int, list[Entry]] = {}
    for each in told.dates:
        sums: dict[int, list[int]] = {}
        own_lines: dict[int, list[Leaf]] = {}
        called: dict[int, dict[str, None]] = {}
        for leaf in told.leaves[each.pk]:
            if leaf.pk in lines:
                program = names.programs[names.lines[leaf.pk].parent]
                add(sums.setdefault(program.account, empty()), leaf.sums)
                own_lines.setdefault(program.account, []).append(leaf)
                told_as = called.setdefault(program.account, {})
                told_as[_called(each, program, names, asked)] = None
        is_partial = not (asked.department or asked.program) and told.is_partial(each)
        said = Execution(names, told.leaves[each.pk])
        sums_asked = AskedSums(when_of(each), said, Choices(), is_everyone=False)
        for account, own in sums.items():
            there = own_lines[account]
            way = sums_asked.way(mark, frozenset(leaf.pk for leaf in there))
            if asked.is_today:  # what no department had by that name is asked for line by line
                way = way or sums_asked.named(there)
            entry = Entry(each, ", ".join(called[account]), own, is_partial, way)
            found.setdefault(account, []).append(entry)
    return found


def _called(each: ReportingDate, program, names: Structure, asked: Asked) -> str:
    """What it was called on the day; a program with the department that it stood in."""
    department = names.departments[program.parent].name
    if asked.program:
        return f"{program.name} ({department})"
    return department if asked.department else each.book.office.name


def _lines_chosen(told: Told, successors: Successors, asked: Asked) -> set[int]:
    chosen = programs_chosen(told, successors, asked)
    lines = {pk for pk, line in told.names.lines.items() if line.parent in chosen}
    if not asked.is_today:
        return lines
    wanted = todays_of(asked.department, told, successors)
    return {pk for pk, code in todays(told, successors).items() if pk in lines and code in wanted}


def todays_of(department: str, told: Told, successors: Successors) -> set[str]:
    """Who does its work today; nobody where that cannot be said. Of no department: of the office."""
    if not department:
        return _of_office(told, successors)
    known = map(successors.today, codes_named(department, told.names, successors))
    return {code for code, is_known in known if is_known}


def _of_office(told: Told, successors: Successors) -> set[str]:
    """The departments that its lines are with today, as far as they are of the office itself."""
    departments = told.names.departments
    own = {each.book.office_id for each in told.dates}
    offices = {successors.last_name(departments[pk].code) for pk in own}
    by_code = {each.code: each for each in departments.values()}

    def office_of(code: str) -> str:
        parent = by_code[code].parent
        return successors.last_name(departments[parent].code if parent else code)

    met = {code for code in todays(told, successors).values() if code}
    return {code for code in met if office_of(code) in offices}


def todays(told: Told, successors: Successors) -> dict[int, str | None]:
    """Which department does the work of each line today."""
    code_of = {work.pk: work.department for each in told.works.lines.values() for work in each}
    links = links_of(told.works.lines, told.volumes, successors.pairs, successors.stated)
    return departments_today(code_of, links, successors)


def programs_chosen(told: Told, successors: Successors, asked: Asked) -> set[int]:
    """Those of the department; of the name, with what they are in other books under other names."""
    names = told.names
    own = codes_named(asked.department, names, successors)
    there = {
        pk
        for pk, each in names.programs.items()
        if not asked.department or asked.is_today or names.departments[each.parent].code in own
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
    if not asked.department or asked.is_today:
        return []
    known = {each.code: each.name for each in told.names.departments.values()}
    steps = successors.parts(codes_named(asked.department, told.names, successors))
    return [f"{known[before]} → {known[after]} ({kind})" for before, after, kind in steps]


def _left_out(told: Told, successors: Successors) -> list[str]:
    """Departments with lines of which nobody can say who does them today."""
    return _departments_of(
        (pk for pk, code in todays(told, successors).items() if code is None), told
    )


def _departments_of(lines: Iterable[int], told: Told) -> list[str]:
    """As far as the lines are of these dates."""
    names = told.names
    own = (names.programs[names.lines[pk].parent].parent for pk in lines if pk in names.lines)
    return list(dict.fromkeys(names.departments[pk].name for pk in own))


def _notes_of_office(told: Told, successors: Successors) -> Iterable[str]:
    """What went to other offices, and what came from them of which these dates do not tell."""
    own, known = _of_office(told, successors), todays(told, successors)
    gone = _departments_of((pk for pk, code in known.items() if code and code not in own), told)
    if gone:
        yield f"오늘은 다른 실국의 일이어서 넣지 않은 사업이 있는 부서: {', '.join(gone)}"
    names = {each.code: each.name for each in told.names.departments.values()}
    came = dict.fromkeys(
        names[work.department]
        for each in told.works.lines.values()
        for work in each
        if known.get(work.pk) in own and work.pk not in told.names.lines
    )
    if came:
        yield f"오늘은 이 실국의 일이나 다른 실국의 자료에 있어 넣지 못한 사업이 있는 부서: {', '.join(came)}"


def _notes(told: Told, successors: Successors, asked: Asked) -> Iterable[str]:
    if asked.is_today:
        yield (
            "오늘의 조직: 사업마다 마지막으로 이어진 부서에 넣고, 더 이어지지 않는 사업은 그때의 부서를 "
            "이어받은 부서에 넣었습니다."
        )
        if left := _left_out(told, successors):
            yield (
                "이어받은 부서를 하나로 알 수 없어 어느 부서에도 넣지 않은 사업이 있는 부서: "
                + ", ".join(left)
            )
        if not asked.department:
            yield from _notes_of_office(told, successors)
    if parts := _parts(told, successors, asked):
        yield f"나뉘거나 합쳐진 부서의 금액은 잇지 않았습니다: {', '.join(parts)}"
    if asked.program:
        yield "정책사업은 이름이나 세부사업으로 이어진 것만 따르고, 둘 이상이 맞으면 잇지 않습니다."
    if renamed := _renamed(told, successors, asked):
        yield f"이름이 바뀐 정책사업: {', '.join(renamed)}"
