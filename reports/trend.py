"""추이: what an office, a department or a program came to, date by date, under each of its names.

Only honest lines: 예산, 집행 and 결산 are series of their own, and so are dates of 집행 that lie more than
a month of the year apart. A year without a report breaks a line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Program, ReportingDate
from budgets.reading.names import key_of
from reports.asked import one_of, read_asked, read_unit
from reports.charts.lines import Point, Series, line_chart
from reports.dates import When, when_of
from reports.draw import percent_words
from reports.execution import ROUNDED, Execution, is_rounded, rate_of, read_each, with_lines
from reports.rollup import Leaf, add, cells, empty
from reports.seasons import season_words, seasons, with_breaks
from reports.structure import Structure
from reports.successors import Successors
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table

RATE = "rate"
CHARTS = {RATE: "집행률", **MEASURES}
SHOWN_FIRST = (RATE, "budget", "appropriated")  # where nobody asked for another
NO_REPORT = "자료 없음"
_FULL = 1000  # tenths of a percent


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

    def is_partial(self, each: ReportingDate) -> bool:
        """Whether a department has not published its part of the date."""
        names = self.names
        told = {names.programs[names.lines[x.line].parent].parent for x in self.leaves[each.pk]}
        return not self.departments[each.book_id] <= told


def read_trend(dates: Sequence[ReportingDate]) -> Told:
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
    return Told(own, leaves, names, departments)


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
    found = _entries(told, successors, asked)
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
            _table(accounts[pk], entries, asked, _parts(told, successors, asked))
            for pk, entries in sorted(found.items())
        ),
        sources=sources,
        chosen=asked.words,
        file="_".join([*subject.split(), "추이"]),
        name=f"{subject} 추이",
    )


def _entries(told: Told, successors: Successors, asked: Asked) -> dict[int, list[Entry]]:
    """By account, oldest first."""
    names = told.names
    lines = _chosen(names, successors, asked)
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


def _chosen(names: Structure, successors: Successors, asked: Asked) -> set[int]:
    own = codes_named(asked.department, names, successors)
    programs = {
        pk
        for pk, each in names.programs.items()
        if (not asked.department or names.departments[each.parent].code in own)
        and (not asked.program or key_of(each.name) == key_of(asked.program))
    }
    return {pk for pk, line in names.lines.items() if line.parent in programs}


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


def _table(title: str, entries: list[Entry], asked: Asked, parts: list[str]) -> Table:
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
        notes=tuple(_notes(entries, columns, rows, asked, parts)),
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


def _notes(entries, columns, rows, asked: Asked, parts: list[str]) -> Iterable[str]:
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
        yield "같은 이름의 정책사업만 따릅니다. 이름이 바뀐 정책사업은 그 이름으로 찾습니다."
    if is_rounded(columns, rows, asked.unit):
        yield ROUNDED


def _base(each: Entry) -> str:
    return "예산액" if each.value("budget") is Gap.ABSENT else "예산현액"


# --- charts ---------------------------------------------------------------------------------------


Drawn = tuple[str, str]  # a caption and its drawing


def charts(told: Told, successors: Successors, asked: Asked) -> dict[str, list[Drawn]]:
    """By account: what the table beside it says, drawn."""
    shown = (asked.measure,) if asked.measure else SHOWN_FIRST
    found = {}
    for account, entries in _entries(told, successors, asked).items():
        name = told.names.accounts[account]
        drawn = (_chart(name, account, measure, entries) for measure in shown)
        found[name] = [(title, chart) for title, chart in drawn if chart]
    return found


def _chart(name: str, account: int, measure: str, entries: list[Entry]) -> Drawn:
    is_rate = measure == RATE
    unit = _telling(measure, entries)
    write: Callable[[int], str] = percent_words if is_rate else lambda won: show(won, unit)
    title = f"{CHARTS[measure]}{'' if is_rate else f' (단위: {unit.label})'}"
    series = series_of(measure, entries)
    ceiling = _FULL if is_rate else None
    whole = f"{name} {title}"
    return title, line_chart(whole, series, write, name=f"{measure}-{account}", ceiling=ceiling)


def _telling(measure: str, entries: list[Entry]) -> Unit:
    """The largest unit that leaves every amount two digits, so that nothing is lost in the drawing."""
    values = [each.value(measure) for each in entries if measure != RATE]
    least = min((abs(won) for won in values if isinstance(won, int) and won), default=0)
    return next((unit for unit in reversed(Unit) if least >= 10 * unit.value), Unit.WON)


def series_of(measure: str, entries: Sequence[Entry]) -> list[Series]:
    found = [
        Series("예산", _points(measure, _drawn_first(entries))),
        *(
            Series(f"집행 ({season_words(x.day for x in season)})", _points(measure, season))
            for season in seasons([x for x in entries if x.stage == "집행"], lambda x: x.day)
        ),
        Series("결산", _points(measure, [each for each in entries if each.stage == "결산"])),
    ]
    return [each for each in found if any(point.value is not None for point in each.points)]


def _drawn_first(entries: Sequence[Entry]) -> list[Entry]:
    """One budget a year: as it was drawn, or where nobody reports that as it was regrouped."""
    budgets = [each for each in entries if each.stage == "예산"]
    drawn = {each.year for each in budgets if not each.when.is_regrouped}
    return [each for each in budgets if not each.when.is_regrouped or each.year not in drawn]


def _points(measure: str, entries: Sequence[Entry]) -> tuple[Point, ...]:
    known = [(each, Gap.UNKNOWN if each.is_partial else each.value(measure)) for each in entries]
    return with_breaks(
        [
            Point(each.day, value if isinstance(value, int) else None, href_of(each))
            for each, value in known
        ]
    )
