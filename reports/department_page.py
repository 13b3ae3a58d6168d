"""What stands around a department's figures: since when, before and after, teams, duties, headcount."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from budgets.amounts import Unit
from departments.models import Department, Duty, Headcount, Succession, Team
from departments.models.validity import Validity
from reports.dates import written
from reports.department import EARLIER, LATER, OWN, Record, called, stands_of
from reports.overview import day_words
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.timeline import charts, text

_PEOPLE = {"authorised": "정원", "actual": "현원"}


def department_page(report: Report, record: Record) -> dict[str, Any]:
    own = record.own
    divisions = [each for each in record.departments.values() if each.parent_id == own.pk]
    return {
        "own": own,
        "since": validity_words(own),
        "origins": _links(record, EARLIER),
        "heirs": _links(record, LATER),
        "divisions": [
            (each, validity_words(each))
            for each in sorted(divisions, key=lambda each: (each.position, each.code))
        ],
        "drawn": _drawn(report, record),
        "about": [table for table in _about(own, divisions) if table.rows],
        "units": [unit.label for unit in Unit],
    }


def _drawn(report: Report, record: Record) -> list:
    """Each table with the charts that stand above it."""
    account_of = {name: pk for pk, name in record.accounts.items()}
    return [
        (table, _charts(at, account_of[table.key], record))
        if table.key in account_of
        else (table, [])
        for at, table in enumerate(report.tables)
    ]


def _charts(at: int, account: int, record: Record) -> list[tuple[str, str]]:
    whose = f"{record.own} {record.accounts[account]}"
    return charts(f"account-{at}", whose, stands_of(record, account))


# --- since when, and who before and after ---------------------------------------------------------


def validity_words(own: Validity) -> str:
    """An inexact day is the outermost that the reports leave possible, and says so."""
    began = _day_words(own.valid_from, own.valid_from_exact, "빨라야") or "시작 미상"
    ended = _day_words(own.valid_to, own.valid_to_exact, "늦어도") or "끝난 기록 없음"
    return f"{began} ~ {ended}"


def _day_words(day: date | None, is_exact: bool, outermost: str) -> str:
    if day is None:
        return ""
    return f"{written(day)} (확인됨)" if is_exact else f"{outermost} {written(day)}"


@dataclass(frozen=True, slots=True)
class Kin:
    """A link of the chain; None where nobody knows which department."""

    kind: str
    before: tuple[int, str] | None
    after: tuple[int, str] | None
    when: str
    evidence: str
    meaning: str
    note: str
    source: str


def _links(record: Record, way: str) -> list[Kin]:
    """What leads here, or what leads on from here, however far."""
    there = {pk for pk, kinship in record.kinship.items() if kinship in (OWN, way)}
    side, other = ("after_id", "before_id") if way == EARLIER else ("before_id", "after_id")
    return [
        _kin(each, record.departments)
        for each in sorted(record.links, key=lambda link: link.day or link.not_after or date.max)
        if getattr(each, side) in there and getattr(each, other) in {*there, None}
    ]


def _kin(each: Succession, departments: dict[int, Department]) -> Kin:
    sides = [
        (side.pk, called(side, departments)) if side else None for side in (each.before, each.after)
    ]
    source = f"{each.document.key} 문서 {each.place}번째 줄" if each.document else ""
    return Kin(
        each.kind,
        *sides,
        day_words(each),
        each.evidence,
        each.get_evidence_display(),
        each.note,
        source,
    )


# --- teams, duties and headcount ------------------------------------------------------------------


def _about(own: Department, divisions: Sequence[Department]) -> list[Table]:
    return [_teams(own), _duties(own), _headcount(own, divisions)]


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
            (team.duty or Gap.BLANK, validity_words(team), _seen(team)),
        )
        for team in teams
    ]
    return Table("teams", "팀", columns, tuple(rows), name_label="팀")


def _seen(team: Team) -> str:
    return ", ".join(_place(each.document.key, each.place) for each in team.sightings.all())


def _place(key: str, line: int) -> str:
    return f"{key} 문서 {line}번째 줄"


def _duties(own: Department) -> Table:
    duties = Duty.objects.filter(department=own).select_related("document")
    rows = [
        Row(0, LEAF, duty.text, "", "", "", (_place(duty.document.key, duty.place),))
        for duty in duties.order_by("document__key", "place")
    ]
    return Table("duties", "부서 업무", (text("place", "적힌 곳"),), tuple(rows), name_label="업무")


def _headcount(own: Department, divisions: Sequence[Department]) -> Table:
    whose = [own.pk, *(each.pk for each in divisions)]
    heads = Headcount.objects.filter(department__in=whose).select_related("department", "document")
    by_day: dict = defaultdict(list)
    for head in heads.order_by("-as_of", "department__position", "department", "position", "pk"):
        by_day[head.as_of].append(head)
    columns = (
        *(Column(m, label, Kind.COUNT) for m, label in _PEOPLE.items()),
        text("place", "적힌 곳"),
    )
    rows = [
        row for day, found in by_day.items() for row in _day(own, f"{written(day)} 기준", found)
    ]
    return Table("headcount", "정원과 현원", columns, tuple(rows), name_label="기준일 / 직군·급")


def _day(own: Department, when: str, heads: Sequence[Headcount]) -> Iterable[Row]:
    """The whole; then groups of ranks, or the departments of an office that counts by them."""
    yield Row(0, "total", when, "", "", "", (*_people(heads), ""))
    groups: dict[tuple[str, str], list[Headcount]] = defaultdict(list)
    for head in heads:
        is_own = head.department_id == own.pk
        href = "" if is_own else f"/departments/{head.department_id}"
        groups[head.group if is_own else head.department.name, href].append(head)
    for (name, href), found in groups.items():
        places = dict.fromkeys(_place(head.document.key, head.place) for head in found)
        yield Row(1, LEAF, name, "", href, "", (*_people(found), ", ".join(places)))


def _people(heads: Sequence[Headcount]) -> list[Cell]:
    return [_persons([(getattr(h, f"{m}_state"), getattr(h, m)) for h in heads]) for m in _PEOPLE]


def _persons(cells: Sequence[tuple[str, int | None]]) -> Cell:
    """A dash counts nobody; a blank, an unread cell or half a column make a sum unknown."""
    states = {state for state, _ in cells}
    if states == {"absent"}:
        return Gap.ABSENT
    if states == {"dash"}:
        return Gap.DASH
    if states == {"blank"}:
        return Gap.BLANK
    if states & {"blank", "unread", "absent"}:
        return Gap.UNKNOWN
    return sum(persons or 0 for _, persons in cells)
