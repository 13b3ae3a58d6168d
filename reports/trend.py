"""추이: what an office, a department or a program came to, date by date, under each of its names.

Only honest lines: 예산, 집행 and 결산 are series of their own, and so are dates of 집행 that lie more than
a month of the year apart. A year without a report breaks a line.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Program, ReportingDate
from budgets.reading.names import key_of
from reports.asked import one_of, read_asked, read_unit
from reports.dates import When, when_of
from reports.execution import ROUNDED, Execution, is_rounded, rate_of, read_each, with_lines
from reports.lineage import Link
from reports.rollup import Leaf, add, cells, empty
from reports.structure import Structure
from reports.successors import Successors
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.works import kin_of, program_links_of, volumes_of, works_of

RATE = "rate"
CHARTS = {RATE: "집행률", **MEASURES}
NO_REPORT = "자료 없음"


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
    departments: dict[int, set[int]]  # by book, whether they said anything or not
    links: list[Link]  # of programs, from each book to the next

    def is_partial(self, each: ReportingDate) -> bool:
        """Whether a department has not published its part of the date."""
        names = self.names
        told = {names.programs[names.lines[x.line].parent].parent for x in self.leaves[each.pk]}
        return not self.departments[each.book_id] <= told


def read_trend(dates: Sequence[ReportingDate], successors: Successors) -> Told:
    own = sorted(dates, key=lambda each: (when_of(each).age, each.pk))
    read = read_each(own)
    leaves = {pk: found.leaves for pk, found in read.items()}
    structure = next((found.names for found in read.values()), Structure())
    every = [leaf for each in leaves.values() for leaf in each]
    names = with_lines(Execution(structure, every)).names
    books = {each.book_id for each in own}
    departments: dict[int, set[int]] = {book: set() for book in books}
    programs = Program.objects.filter(book__in=books).order_by("pk")
    for book, department in programs.values_list("book", "department"):
        departments[book].add(department)
    pairs = [(before, after) for before, after, _ in successors.steps if before and after]
    volumes = volumes_of(kin_of(own[0].book.office.code, pairs))
    links = program_links_of(works_of(volumes), volumes, pairs)
    return Told(own, leaves, names, departments, links)


class Entry:
    """One account of one date."""

    __slots__ = ("called", "cells", "day", "is_partial", "office", "stage", "when", "year")

    def __init__(self, each: ReportingDate, called: str, sums: Sequence[int], is_partial: bool):
        self.is_partial = is_partial
        self.when: When = when_of(each)
        self.day, self.stage, self.year = each.day, each.stage, each.book.fiscal_year
        self.office = each.book.office.code
        self.called = called
        self.cells: list[Cell] = cells(sums)

    def value(self, measure: str) -> Cell:
        return rate_of(self.cells) if measure == RATE else self.cells[_AT[measure]]


_AT = {measure: at for at, measure in enumerate(MEASURES)}


def trend(
    office: str, told: Told, successors: Successors, asked: Asked, sources: tuple[str, ...] = ()
) -> Report:
    found = entries_of(told, successors, asked)
    accounts = told.names.accounts
    subject = " ".join(part for part in (office, asked.department, asked.program) if part)
    days = [each.day for entries in found.values() for each in entries]
    when = f"{min(days).year}~{max(days).year}년" if days else ""
    return Report(
        title=f"{subject} 추이",
        office=office,
        when=when,
        unit=asked.unit,
        tables=tuple(
            _table(
                accounts[pk],
                entries,
                asked,
                _parts(told, successors, asked),
                _renamed(told, successors, asked),
            )
            for pk, entries in sorted(found.items())
        ),
        sources=sources,
        chosen=asked.words,
        file="_".join([*subject.split(), "추이"]),
        name=f"{subject} 추이",
    )


def entries_of(told: Told, successors: Successors, asked: Asked) -> dict[int, list[Entry]]:
    """By account, oldest first."""
    names = told.names
    chosen = programs_chosen(told, successors, asked)
    lines = {pk for pk, line in names.lines.items() if line.parent in chosen}
    found: dict[int, list[Entry]] = {}
    for each in told.dates:
        sums: dict[int, list[int]] = {}
        called: dict[int, dict[str, None]] = {}
        for leaf in told.leaves[each.pk]:
            if leaf.line in lines:
                program = names.programs[names.lines[leaf.line].parent]
                add(sums.setdefault(program.account, empty()), leaf.sums)
                told_as = called.setdefault(program.account, {})
                told_as[_called(each, program, names, asked)] = None
        is_partial = not (asked.department or asked.program) and told.is_partial(each)
        for account, own in sums.items():
            entry = Entry(each, ", ".join(called[account]), own, is_partial)
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


# --- table ----------------------------------------------------------------------------------------


def _table(
    title: str, entries: list[Entry], asked: Asked, parts: list[str], renamed: list[str]
) -> Table:
    shown = [m for m in MEASURES if any(isinstance(e.value(m), int) for e in entries)]
    columns = (
        Column("stage", "단계", Kind.TEXT),
        Column("called", "그때 이름", Kind.TEXT),
        *(Column(measure, MEASURES[measure], Kind.WON) for measure in shown),
        Column(RATE, CHARTS[RATE], Kind.RATE),
    )
    rows = tuple(_rows(entries, [*shown, RATE]))
    return Table(
        key=title,
        title=title,
        columns=columns,
        rows=rows,
        notes=tuple(_notes(entries, columns, rows, asked, parts, renamed)),
        name_label="기준일",
    )


def _rows(entries: list[Entry], measures: list[str]) -> Iterable[Row]:
    last: int | None = None
    for each in entries:
        if last is not None and each.year > last + 1:
            yield _gap(last + 1, each.year - 1, len(measures))
        last = each.year
        said = (each.value(measure) for measure in measures)
        yield Row(1, LEAF, each.when.words, "", href_of(each), "", (each.stage, each.called, *said))


def _gap(first: int, last: int, count: int) -> Row:
    years = f"{first}~{last}년" if first < last else f"{first}년"
    return Row(1, LEAF, years, "", "", "", (NO_REPORT, "", *[Gap.ABSENT] * count))


def href_of(each: Entry) -> str:
    return f"/execution/{each.office}/{each.when.slug}"


def _notes(
    entries, columns, rows, asked: Asked, parts: list[str], renamed: list[str]
) -> Iterable[str]:
    yield (
        "예산, 집행, 결산은 따로 잇고, 집행은 한 해의 같은 무렵(한 달 이내)끼리만 잇습니다. "
        "보고가 없는 해에서는 선을 끊습니다."
    )
    bases = {_base(each) for each in entries if isinstance(each.value(RATE), int)}
    if "예산액" in bases:
        only = "" if len(bases) == 1 else " 예산현액이 없는 자료에서"
        yield f"집행률은{only} 집행액을 예산액으로 나눈 비율입니다."
    if any(each.when.is_regrouped for each in entries):
        yield "재편은 뒤의 조직으로 다시 묶은 금액입니다. 같은 해에 당초 편성의 예산이 있으면 선은 그것만 잇습니다."
    if partial := [each.when.short for each in entries if each.is_partial]:
        yield (
            f"아직 공개하지 않은 부서가 있어 공개된 부서만의 합계이고, 그림에서 뺀 기준일: {', '.join(partial)}"
        )
    if parts:
        yield f"나뉘거나 합쳐진 부서의 금액은 잇지 않았습니다: {', '.join(parts)}"
    if asked.program:
        yield "정책사업은 이름이나 세부사업으로 이어진 것만 따르고, 둘 이상이 맞으면 잇지 않습니다."
    if renamed:
        yield f"이름이 바뀐 정책사업: {', '.join(renamed)}"
    if is_rounded(columns, rows, asked.unit):
        yield ROUNDED


def _base(each: Entry) -> str:
    return "예산액" if each.value("budget") is Gap.ABSENT else "예산현액"
