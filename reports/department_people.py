"""Who a department is: its teams, its duties, and how many persons it may have and has.

A blank in a headcount table is drawn as a blank. A sum over one is known only where the document
prints a total that is the sum of the other cells: then its printer counted the blank as nobody
(docs/decisions/0012).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from departments.models import Department, Duty, Headcount, Team
from departments.models.validity import Validity
from reports.dates import written
from reports.head_sources import RELATED, place_of
from reports.persons import WHOLE, known_sum
from reports.persons import Cell as Told
from reports.places import place_words
from reports.printed_persons import PEOPLE, Printed, links_of, marks_of, printed_of, whole_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Mark, Row, Table
from reports.timeline import text


def validity_words(own: Validity, last: date | None) -> str:
    """An inexact day is the outermost that the reports leave possible, and says so. `last`: as far as
    readers know of it."""
    began = _day_words(own.valid_from, own.valid_from_exact, "빨라야") or "시작 미상"
    ended = _day_words(last, own.valid_to_exact, "늦어도") or "끝난 기록 없음"
    return f"{began} ~ {ended}"


def _day_words(day: date | None, is_exact: bool, outermost: str) -> str:
    if day is None:
        return ""
    return f"{written(day)} (확인됨)" if is_exact else f"{outermost} {written(day)}"


def about(own: Department, divisions: Sequence[Department]) -> list[Table]:
    """What there is of it."""
    tables = (_teams(own), _duties(own), _headcount(own, divisions))
    return [table for table in tables if table.rows]


def _teams(own: Department) -> Table:
    teams = own.teams.prefetch_related("sightings__document").order_by("position", "pk")
    columns = (text("duty", "업무"), text("span", "있던 때"), text("place", "적힌 곳"))
    rows = [
        Row(
            0,
            LEAF,
            team.name,
            "",
            "",
            "",
            (team.duty or Gap.BLANK, validity_words(team, team.valid_to), _seen(team)),
        )
        for team in teams
    ]
    return Table("teams", "팀", columns, tuple(rows), name_label="팀")


def _seen(team: Team) -> str:
    return ", ".join(place_words(each.document.key, each.place) for each in team.sightings.all())


def _duties(own: Department) -> Table:
    duties = Duty.objects.filter(department=own).select_related("document")
    rows = [
        Row(0, LEAF, duty.text, "", "", "", (place_words(duty.document.key, duty.place),))
        for duty in duties.order_by("document__key", "place")
    ]
    return Table("duties", "부서 업무", (text("place", "적힌 곳"),), tuple(rows), name_label="업무")


def _headcount(own: Department, divisions: Sequence[Department]) -> Table:
    whose = [own.pk, *(each.pk for each in divisions)]
    heads = Headcount.objects.in_force().filter(department__in=whose)
    heads = heads.select_related("department", *RELATED)
    by_day: dict = defaultdict(list)
    for head in heads.order_by("-as_of", "department__position", "department", "position", "pk"):
        by_day[head.as_of].append(head)
    columns = (
        *(Column(m, label, Kind.COUNT) for m, label in PEOPLE.items()),
        text("place", "적힌 곳"),
    )
    printed = printed_of(whose) if by_day else {}
    days = [_Day(own, day, found, printed) for day, found in by_day.items()]
    rows: list[Row] = []
    marks = {}
    for day in days:
        first = len(rows)
        rows += day.rows()
        marks |= {(first + row, column): mark for (row, column), mark in day.marks.items()}
    notes = tuple(note for day in days if (note := day.note))
    title = "정원과 현원 (명)"
    label = "기준일 / 직군·급"
    return Table("headcount", title, columns, tuple(rows), notes, label, marks=marks)


@dataclass(slots=True)
class _Day:
    """One day's table: the whole; then groups of ranks, or the departments of an office that counts
    by them."""

    own: Department
    day: date
    heads: list[Headcount]
    printed: Printed
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict, init=False)  # by row
    blanks: int = field(default=0, init=False)

    def rows(self) -> Iterable[Row]:
        when = f"{written(self.day)} 기준"
        whole = self._people(self.heads, self.own.pk)
        self.blanks = sum(
            getattr(head, f"{measure}_state") == "blank"
            for measure, cell in zip(PEOPLE, whole, strict=True)
            if isinstance(cell, int)
            for head in self.heads
        )
        links = (*links_of(self.printed, self.heads, self.own.pk), "")
        self._mark(0, whole, self.own.pk, WHOLE)
        yield Row(0, "total", when, "", "", "", (*whole, ""), links)
        groups: dict[tuple[str, str], list[Headcount]] = defaultdict(list)
        for head in self.heads:
            is_own = head.department_id == self.own.pk
            href = "" if is_own else f"/departments/{head.department_id}"
            groups[head.group if is_own else head.department.name, href].append(head)
        for at, ((name, href), found) in enumerate(groups.items(), 1):
            places = dict.fromkeys(map(place_of, found))
            # A total is printed of departments, not of one department's group of ranks.
            whose, group = found[0].department_id, WHOLE if href else name
            people = self._people(found, whose if href else None)
            self._mark(at, people, whose, group)
            links = links_of(self.printed, found, whose, group)
            cells = (*people, ", ".join(places))
            yield Row(1, LEAF, name, "", href, "", cells, (*links, links[-1]))

    def _mark(self, row: int, people: Sequence[Cell], whose: int, group: str) -> None:
        found = marks_of(self.printed, people, whose, self.day, group)
        self.marks |= {(row, column): mark for column, mark in found.items()}

    @property
    def note(self) -> str:
        if not self.blanks:
            return ""
        return (
            f"{written(self.day)} 기준 표에 빈칸이 {self.blanks}칸 있습니다. 빈칸을 0명으로 세어야 문서에 "
            "인쇄된 총계와 맞으므로 합계에서는 0명으로 셉니다."
        )

    def _people(self, heads: Sequence[Headcount], whose: int | None) -> list[Cell]:
        return [
            persons(
                [(getattr(h, f"{m}_state"), getattr(h, m)) for h in heads],
                whole_of(self.printed, whose, self.day, m),
            )
            for m in PEOPLE
        ]


def persons(cells: Sequence[Told], printed: int | None) -> Cell:
    """A dash counts nobody; an unread cell or half a column make a sum unknown."""
    states = {state for state, _ in cells}
    for state, alone in (("absent", Gap.ABSENT), ("dash", Gap.DASH), ("blank", Gap.BLANK)):
        if states == {state}:
            return alone
    found = known_sum(cells, printed)
    return Gap.UNKNOWN if found is None else found
