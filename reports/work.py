"""One 세부사업, or one 정책사업, through all the years in which it is known again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Figure, LineItem, Program, ReportingDate, Statement
from departments.models import Department
from reports.asked_sums import way_to
from reports.choices import Choices
from reports.dates import When, when_of
from reports.mentions import Mention, closed_of, mentions_table, read_mentions
from reports.rollup import Sums, add, empty
from reports.sources import sources_in
from reports.successors import read_stated
from reports.sum_scope import RATE
from reports.table import LEAF, Report, Table
from reports.timeline import Stand, newest_first, span, text, timeline
from reports.works import (
    Step,
    chain_of,
    kin_of,
    links_of,
    pairs_of,
    program_links_of,
    published_lines,
    successions,
    volumes_of,
    works_of,
)

Level = Literal["line", "program"]
_ADDRESS = {"line": "/lines", "program": "/programs"}
_FIRST = "이어진 앞 사업 없음"
_SAME_BOOK = "같은 편성체계의 같은 사업"


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure with what it is of."""

    figure: int
    line: LineItem
    office: str  # its code
    when: When
    sums: Sequence[int]


@dataclass(frozen=True, slots=True)
class History:
    """A work as it stands in every book, and what was published of it."""

    level: Level
    own: LineItem | Program
    steps: list[Step]
    entries: list[Entry]
    sources: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()

    @property
    def program(self) -> Program:
        return self.own.program if isinstance(self.own, LineItem) else self.own

    @property
    def path(self) -> str:
        return f"{_ADDRESS[self.level]}/{self.own.pk}"


def read_history(level: Level, own: LineItem | Program) -> History:
    program = own.program if isinstance(own, LineItem) else own
    pairs = pairs_of(successions())
    volumes = volumes_of(kin_of(program.book.office.code, pairs))
    works, stated = works_of(volumes), read_stated()
    if level == "line":
        known, links = works.lines, links_of(works.lines, volumes, pairs, stated)
    else:
        known, links = works.programs, program_links_of(works, volumes, pairs, stated)
    steps = chain_of(own.pk, known, volumes, links)
    field = "line" if level == "line" else "line__program"
    figures = Figure.objects.published().filter(**{f"{field}__in": [step.pk for step in steps]})
    rows = list(figures.select_related(*_BESIDE).order_by("line__position", "pk"))
    entries = [_entry(figure) for figure in rows]
    return History(
        level,
        own,
        steps,
        entries,
        sources_in(Statement.objects.filter(pk__in={figure.statement_id for figure in rows})),
        tuple(
            read_mentions(
                {entry.line.pk for entry in entries},
                closed_of(entries, level),
                [step.pk for step in steps] if level == "program" else (),
            )
        ),
    )


_OFFICE = "program__book__office"
_BESIDE = (
    "line__program__account",
    "line__program__department",
    "statement__filing__reporting_date__book__office",
)


def _entry(figure: Figure) -> Entry:
    reporting_date: ReportingDate = figure.statement.filing.reporting_date
    office = reporting_date.book.office.code
    return Entry(figure.pk, figure.line, office, when_of(reporting_date), sums_of(figure))


def sums_of(figure: Figure) -> tuple[int, ...]:
    return (figure.states, *(getattr(figure, measure) or 0 for measure in MEASURES))


def lines() -> QuerySet[LineItem]:
    """With what their pages say of them; what is published nowhere has no page."""
    return published_lines().select_related("program__department", "program__account", _OFFICE)


def programs() -> QuerySet[Program]:
    published = published_lines().filter(program=OuterRef("pk")).order_by()
    found = Program.objects.filter(Exists(published))
    return found.select_related("department", "account", "book__office")


# --- the report -----------------------------------------------------------------------------------


def work_report(history: History, choices: Choices) -> Report:
    program, own = history.program, history.own
    stands = stands_of(history, choices.unit)
    tables = [
        timeline(
            program.account.name,
            program.account.name,
            stands,
            told=(text("whose", "부서"), text("work", "그때의 이름")),
            said=(text("known", "이어진 근거"),),
        )
    ]
    if history.level == "program":
        tables.append(_lines(history, choices.unit))
    if history.mentions:
        tables.append(mentions_table(history.mentions, choices.unit))
    return Report(
        title=f"{own} 연도별 예산·집행",
        office=program.book.office.name,
        when=span(entry.when for entry in history.entries),
        unit=choices.unit,
        tables=tuple(tables),
        sources=history.sources,
        chosen=choices.words,
        file=f"{program.department}_{own}_연도별",
        name=f"{own} 연도별 예산·집행",
    )


def stands_of(history: History, unit: Unit = Unit.THOUSAND) -> list[Stand]:
    """One for each date, newest first; what a program holds is added up."""
    known = {step.pk: step for step in history.steps}
    found: dict[tuple[int, When], list[Entry]] = {}
    for entry in history.entries:
        pk = entry.line.pk if history.level == "line" else entry.line.program_id
        found.setdefault((pk, entry.when), []).append(entry)
    told = _evidence(known, found)
    return newest_first(
        _stand(history.level, entries, told[pk, when], unit)
        for (pk, when), entries in found.items()
    )


def _evidence(known: dict[int, Step], found: Iterable[tuple[int, When]]) -> dict[tuple, str]:
    """How each date's work is known from the book before; later dates of a book just go on."""
    told, met = {}, set()
    for pk, when in sorted(found, key=lambda pair: pair[1].age):
        step = known[pk]
        told[pk, when] = _SAME_BOOK if pk in met else _known_by(step)
        met.add(pk)
    return told


def _known_by(step: Step) -> str:
    if step.link is None or step.before is None:
        return _FIRST
    same = step.before.pk == step.volume.pk
    whose = "같은 해의 앞 사업" if same else f"{step.before.words} 사업"
    return f"{whose}과 {step.link.evidence}"


def _stand(level: Level, entries: Sequence[Entry], evidence: str, unit: Unit) -> Stand:
    entry = entries[0]
    line, when = entry.line, entry.when
    work = line if level == "line" else line.program
    department = line.program.department
    return Stand(
        when,
        _added(entries),
        execution_href(entry.office, when, department),
        code=work.code,
        told=(
            (department.name, f"/departments/{department.pk}"),
            (str(work), f"{_ADDRESS[level]}/{work.pk}"),
        ),
        said=((evidence, ""),),
        figures=_of_line(entry, unit) if level == "line" else _of_sum(entry, unit),
    )


def _of_sum(entry: Entry, unit: Unit) -> tuple[str, ...]:
    """A program's sum comes from its lines."""
    program = entry.line.program
    way = way_to(entry.office, entry.when, program.account.name, program=str(program.pk))
    return way.to_all(unit)


def _of_line(entry: Entry, unit: Unit) -> tuple[str, ...]:
    """An amount is a figure; its rate is made of two."""
    line = entry.line
    way = way_to(entry.office, entry.when, line.program.account.name, line=str(line.pk))
    return (*(f"/figures/{entry.figure}/{measure}" for measure in MEASURES), way.to(RATE, unit))


def _added(entries: Iterable[Entry]) -> Sums:
    sums = empty()
    for entry in entries:
        add(sums, entry.sums)
    return sums


def execution_href(office: str, when: When, department: Department | None = None) -> str:
    href = reverse("execution", args=[office, when, ""])
    return f"{href}?department={quote(department.name)}" if department else href


def _lines(history: History, unit: Unit) -> Table:
    """Of a program's newest date: where its sum comes from."""
    own = [entry for entry in history.entries if entry.line.program_id == history.own.pk]
    newest = max((entry.when for entry in own), key=lambda when: when.age)
    on_it = [entry for entry in own if entry.when == newest]
    figures = _of_sum(on_it[0], unit)
    total = Stand(newest, _added(on_it), "", figures=figures, name="합계", mark="total")
    stands = [
        Stand(
            newest,
            entry.sums,
            f"/lines/{entry.line.pk}",
            code=entry.line.code,
            figures=_of_line(entry, unit),
            mark=LEAF,
            name=str(entry.line),
            level=1,
        )
        for entry in on_it
    ]
    title = f"세부사업 ({newest.words})"
    return timeline("lines", title, [total, *stands], name_label="세부사업")
