"""What each work and program of the analysts' workbook had the year before, and how it was known.

A work is followed as `reports.lineage` has it, through renamings and reorganisations; a program that
got another name, by its lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budgets.models import ReportingDate
from reports.cuts import APPROPRIATED, BUDGET, base_of
from reports.dates import when_of
from reports.lineage import Link, Work, links_between, program_links
from reports.rollup import Leaf, Sums, add, cells, empty
from reports.summary import TOTAL, Summary
from reports.table import Cell, Gap, minus, ratio

NEW, ENDED = "새로 생김 (앞에 같은 사업이 없음)", "끝남 (뒤에 같은 사업이 없음)"


@dataclass(frozen=True, slots=True)
class Span:
    """Which two dates are compared, and by what."""

    before_on: str
    now_on: str
    years: int
    measure: str


@dataclass(frozen=True, slots=True)
class Change:
    """A work or a program now and before; None where it was not there."""

    office: str
    department: str
    program: str
    name: str
    was: str  # its earlier name where that is another
    span: Span
    before: Cell | None
    now: Cell | None
    change: Cell
    rate: Cell
    evidence: str

    @property
    def is_total(self) -> bool:
        return self.office == TOTAL


def changes(summary: Summary, account: int, *, of_programs: bool) -> list[list[Change]]:
    """A list for each pair of dates, the newest first; the first of each is 합계."""
    pairs = [(_before(now, summary), now) for now in _newest_of_years(summary)]
    told = [
        _compared(summary, before, now, account, of_programs=of_programs)
        for before, now in pairs
        if before
    ]
    return [own for own in told if own]


def _newest_of_years(summary: Summary) -> list[ReportingDate]:
    """Of each office and year, in the structure as it was drawn."""
    found: dict[tuple[int, int], ReportingDate] = {}
    for each in summary.dates:  # the newest first
        if not when_of(each).is_regrouped:
            found.setdefault((each.book.office_id, each.book.fiscal_year), each)
    return list(found.values())


def _before(now: ReportingDate, summary: Summary) -> ReportingDate | None:
    """Of the last year that is there: what was regrouped for comparing, at the same stage, and
    nearest to the same day of the year.
    """
    mine = now.book.office.code
    earlier = [
        each
        for each in summary.dates
        if each.book.fiscal_year < now.book.fiscal_year
        and mine in summary.heirs.get(each.book.office.code, {each.book.office.code})
    ]
    if not earlier:
        return None
    year = max(each.book.fiscal_year for each in earlier)
    day = now.day.timetuple().tm_yday
    return max(
        (each for each in earlier if each.book.fiscal_year == year),
        key=lambda each: (
            each.stage == now.stage,
            when_of(each).is_regrouped,
            -abs(each.day.timetuple().tm_yday - day),
            each.pk,
        ),
    )


# --- two dates ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Node:
    work: Work
    place: tuple[str, str, str]
    sums: Sums

    @property
    def cells(self) -> list[Cell]:
        return cells(self.sums)


_Nodes = Mapping[int, _Node]
_Pick = Callable[[Sequence[Cell]], Cell]


def _compared(
    summary: Summary, before: ReportingDate, now: ReportingDate, account: int, *, of_programs: bool
) -> list[Change]:
    own = [summary.of(date.pk, account) for date in (before, now)]
    if not all(own):
        return []
    lines = tuple(_nodes(summary, leaves) for leaves in own)
    was, is_ = lines
    links = _links(lines, summary)
    if of_programs:
        was, is_ = (_nodes(summary, leaves, of_programs=True) for leaves in own)
        links = program_links(
            [node.work for node in was.values()],
            [node.work for node in is_.values()],
            links,
            {leaf.pk: leaf.program for leaves in own for leaf in leaves},
            summary.heirs,
        )
    pick, measure = _comparable(_whole(was), _whole(is_))
    years = now.book.fiscal_year - before.book.fiscal_year
    span = Span(when_of(before).words, when_of(now).words, years, measure)
    return [
        _total(span, pick(_whole(was)), pick(_whole(is_))),
        *_told(span, was, is_, links, pick),
    ]


def _nodes(
    summary: Summary, leaves: Sequence[Leaf], *, of_programs: bool = False
) -> dict[int, _Node]:
    found: dict[int, _Node] = {}
    for leaf in leaves:
        program = summary.program(leaf)
        pk = leaf.program if of_programs else leaf.pk
        if pk not in found:
            name, above = (program.name, "") if of_programs else (leaf.name, program.name)
            department = summary.names.departments[program.parent].code
            work = Work(pk, name, above, department, str(program.account))
            found[pk] = _Node(work, summary.place(leaf, by_line=not of_programs), empty())
        add(found[pk].sums, leaf.sums)
    return found


def _links(sides: tuple[_Nodes, _Nodes], summary: Summary) -> list[Link]:
    was, is_ = ([node.work for node in nodes.values()] for nodes in sides)
    return links_between(was, is_, summary.heirs, summary.stated)


def _told(span: Span, was: _Nodes, is_: _Nodes, links: Sequence[Link], pick: _Pick) -> list[Change]:
    """Everything of the later date, then what only the earlier one has."""
    known = {link.now: link for link in links}
    met = {link.before for link in links}
    rows = []
    for pk, node in is_.items():
        link = known.get(pk)
        old = was[link.before] if link else None
        rows.append(_change(span, old, node, link.evidence if link else NEW, pick))
    ended = (node for pk, node in was.items() if pk not in met)
    return rows + [_change(span, node, None, ENDED, pick) for node in ended]


def _whole(nodes: _Nodes) -> list[Cell]:
    sums = empty()
    for node in nodes.values():
        add(sums, node.sums)
    return cells(sums)


def _comparable(was: Sequence[Cell], is_: Sequence[Cell]) -> tuple[_Pick, str]:
    """예산액 where both have it; else what a rate would stand on, and its name on either side."""
    if isinstance(was[APPROPRIATED], int) and isinstance(is_[APPROPRIATED], int):
        return (lambda row: row[APPROPRIATED]), "예산액"
    labels = ["예산액" if row[BUDGET] is Gap.ABSENT else "예산현액" for row in (was, is_)]
    return base_of, " → ".join(dict.fromkeys(labels))


def _total(span: Span, before: Cell, now: Cell) -> Change:
    change = minus(now, before)
    return Change(TOTAL, "", "", "", "", span, before, now, change, ratio(change, before), "")


def _change(span: Span, was: _Node | None, now: _Node | None, why: str, pick: _Pick) -> Change:
    node = now or was
    before, after = (None if each is None else pick(each.cells) for each in (was, now))
    change = _difference(after, before)
    rate = ratio(change, Gap.DASH if before is None else before)
    earlier = was.work.name if was and now and was.work.name != now.work.name else ""
    where = (*node.place, node.work.name, earlier)
    return Change(*where, span, before, after, change, rate, why)


def _difference(now: Cell | None, before: Cell | None) -> Cell:
    """A work that was not there, or that is printed as "-" on one side, had nothing there."""
    if any(isinstance(cell, int) for cell in (now, before)):
        now, before = (0 if cell in (None, Gap.DASH) else cell for cell in (now, before))
    told = [cell for cell in (now, before) if cell is not None]
    return minus(*told) if len(told) == 2 else told[0]
