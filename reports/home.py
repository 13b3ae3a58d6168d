"""현황: what every office came to on its newest date, in pictures drawn from that date's table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.models import Filing, ReportingDate
from reports.became import states_of
from reports.charts.svg import Origin
from reports.choices import Choices, Misread
from reports.claims import Checked
from reports.dates import EVERYONE, When, published_dates, when_of, written
from reports.execution import Execution, execution, read_each, with_lines
from reports.leading import leading
from reports.organisation import departments
from reports.overview import Office, Overview, Source
from reports.picture import Picture, drawn_rows, picture, same_time_of_year
from reports.rooms import Room, rooms
from reports.standing import (
    Part,
    changed,
    dates,
    divisions,
    joined,
    lagging_table,
    seasons,
    table_of,
)
from reports.standing import differing as differing_table
from reports.successors import Successors, read_successors
from reports.sum_scope import sum_path
from reports.table import Report, Table
from reports.tallies import Tallies, read_tallies
from reports.two_dates import Side
from reports.work import programs

_PICTURED = 5  # so many offices are drawn; of more, those that are asked for


@dataclass(frozen=True, slots=True)
class OfAccount:
    """One account of an office on its newest date, with the id of its place on the page."""

    name: str
    place: str
    divisions: Table
    lagging: Table | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """An office with its newest date."""

    office: Office
    when: When | None = None
    href: str = ""
    accounts: tuple[OfAccount, ...] = ()
    dates: Table | None = None
    seasons: Table | None = None  # the same time of other years
    changed: Table | None = None  # since the date before
    differing: Table | None = None
    is_checked: bool = False
    rooms: Sequence[Room] = ()
    documents: tuple[tuple[Source, Sequence[tuple[str, int, str]]], ...] = ()  # with verdicts

    @property
    def parts(self) -> list[Part]:
        name = self.office.name
        own = [self.seasons, self.changed, self.differing, self.dates]
        return [
            *(
                Part(name, each.name, table)
                for each in self.accounts
                for table in (each.divisions, each.lagging)
                if table
            ),
            *(Part(name, "", table) for table in own if table),
        ]


def home(found: Overview, asked: str = "", into: str = "") -> list[Now]:
    """`asked`: an office's code. `into`: a department's or program's code for the tiles."""
    offices = [office for office in found.offices if not asked or office.code == asked]
    drawn = [office for office in offices if office.dates]
    drawn = drawn if len(drawn) <= _PICTURED else []
    reporting_dates = published_dates()
    shown = {office.pk: _shown(office, reporting_dates) for office in drawn}
    read = read_each(list({d.pk: d for each in shown.values() for d in each.all}.values()))
    successors = read_successors()
    tallies = read_tallies()
    houses = [shown[office.pk].latest.book.office for office in drawn]
    ways = rooms(houses, reporting_dates) if houses else {}
    differing = _differing_of([each.latest for each in shown.values()], tallies)
    base_href = f"?{urlencode({'office': asked})}&into=" if asked else "?into="
    return [
        replace(
            _now(office, shown[office.pk], read, successors, differing, (into, base_href))
            if office.pk in shown
            else _undrawn(office),
            rooms=ways.get(office.pk, ()),
            documents=tuple(
                (each, tallies.of_document(each.key) if each.key else ())
                for each in office.documents
            ),
        )
        for office in offices
    ]


def report_of(nows: Sequence[Now], asked: str = "", into: str = "") -> Report:
    """All tables of the page, for its siblings."""
    offices = [now.office for now in nows]
    days = [office.latest.day for office in offices if office.latest]
    whose = offices[0].name if asked else "실국별"
    day = written(max(days)) if days else ""
    printed = dict.fromkeys(source.told for office in offices for source in office.sources)
    chosen = (("실국", offices[0].name) if asked else None, ("펼친 곳", into) if into else None)
    return Report(
        title=f"{whose} 예산·집행 현황",
        office=offices[0].name if asked else EVERYONE,
        when=f"{day} 기준" if asked and day else "실국마다 가장 최근 기준일",
        unit=Unit.THOUSAND,
        tables=joined(part for now in nows for part in now.parts),
        sources=tuple(sorted(printed)),
        chosen=tuple(each for each in chosen if each),
        file=f"{whose}_현황{f'_{max(days).isoformat()}' if days else ''}",
        name=f"{day} {whose} 현황".strip(),
    )


def read_asked(said: Mapping[str, str], found: Overview) -> tuple[str, str]:
    """An office and what its tiles show. A name that nobody has is refused: the page without it
    would be another page."""
    problems = [
        f"‘{name}’은(는) 모르는 조건입니다." for name in said if name not in ("office", "into")
    ]
    asked, into = (said.get(name, "").strip() for name in ("office", "into"))
    if asked and asked not in {office.code for office in found.offices}:
        problems.append(f"실국 ‘{asked}’: 그런 실국이 없습니다.")
    if into and not _is_known(into):
        problems.append(f"펼칠 곳 ‘{into}’: 그런 부서나 정책사업이 없습니다.")
    if problems:
        raise Misread(problems)
    return asked, into


def _is_known(code: str) -> bool:
    """To a reader: a program that is published nowhere is no program."""
    return departments().filter(code=code).exists() or programs().filter(code=code).exists()


@dataclass(frozen=True, slots=True)
class _Shown:
    latest: ReportingDate
    before: ReportingDate | None
    other_years: tuple[ReportingDate, ...]

    @property
    def all(self) -> list[ReportingDate]:
        return [d for d in (self.latest, self.before, *self.other_years) if d is not None]


def _shown(office: Office, dates: Sequence[ReportingDate]) -> _Shown:
    """The date before may be one of an office that this one followed."""
    houses = {office.pk} | {
        link.before.pk
        for link in office.links
        if link.before and link.after and link.after.pk == office.pk
    }
    latest = next(d for d in dates if d.book.office_id == office.pk)
    age = when_of(latest).age
    earlier = {
        when_of(d): d
        for d in dates
        if d.book.office_id in houses and when_of(d).age < age and not when_of(d).is_regrouped
    }
    others = same_time_of_year(when_of(latest), list(earlier))
    return _Shown(latest, next(iter(earlier.values()), None), tuple(earlier[w] for w in others))


def _undrawn(office: Office) -> Now:
    """Of too many offices to draw: their sums, without their lines."""
    if not office.latest:
        return Now(office)
    tables = tuple(table_of(entry) for entry in office.latest.entries)
    report = Report("", office.name, "", Unit.THOUSAND, tables)
    led = leading(report, {}, office.latest.sums, Choices())
    accounts = tuple(
        OfAccount(table.title, _place(office, at), divisions(table, table.rows, office.latest.when))
        for at, table in enumerate(led.tables)
    )
    return Now(office, accounts=accounts, dates=dates(office.dates))


def _now(
    office: Office,
    shown: _Shown,
    found: dict[int, Execution],
    successors: Successors,
    differing: dict[int, list[Checked]],
    tiles: tuple[str, str],
) -> Now:
    latest = shown.latest
    when, read = when_of(latest), found[latest.pk]
    wrong = differing.get(latest.pk, ())
    return Now(
        office,
        when,
        reverse("execution", args=[office.code, when, ""]),
        tuple(
            _account(table, when, read, office, at, tiles)
            for at, table in enumerate(_led(latest, found, Choices()).tables)
        ),
        dates(office.dates),
        _seasons(shown, found) if shown.other_years else None,
        _changed(office, shown, found, successors) if shown.before else None,
        differing_table(wrong) if wrong else None,
        is_checked=latest.deadline is None,  # a date that the office opened is printed nowhere yet
    )


def _place(office: Office, at: int) -> str:
    return f"o{office.pk}-{at}"


def _account(
    table: Table, when: When, read: Execution, office: Office, at: int, tiles: tuple[str, str]
) -> OfAccount:
    place, (into, base_href) = _place(office, at), tiles
    own = divisions(table, drawn_rows(table.rows, into, office.name), when)
    drawn = picture(
        table,
        when,
        name=place,
        into=into,
        base_href=base_href,
        origin=Origin(f"{place}-divisions", f"{table.title} {own.title}"),
    )
    lags = lagging_table(table, drawn.lagging, _departments(read)) if drawn.lagging else None
    return OfAccount(table.title, place, own, lags, drawn)


def _departments(found: Execution) -> dict[str, str]:
    """Whose each line is, by its page."""
    programs, departments = found.names.programs, found.names.departments
    return {
        f"/lines/{leaf.pk}": departments[programs[leaf.program].parent].name
        for leaf in found.leaves
    }


def _led(date: ReportingDate, found: dict[int, Execution], choices: Choices) -> Report:
    """The 집행현황표 of a date, each amount with where it comes from."""
    when, office, read = when_of(date), date.book.office, found[date.pk]
    report = execution(when, office.name, read, choices)
    led = leading(report, read.figure_of, sum_path(office.code, when), Choices())
    # Rows by themselves: the page picks some, and knows a row again by what it is.
    return replace(led, tables=tuple(replace(own, rows=tuple(own.rows)) for own in led.tables))


def _of_book(found: Execution, book: int) -> Execution:
    """By itself: what other books hold says nothing of what this date lacks."""
    programs = {pk: own for pk, own in found.names.programs.items() if own.book == book}
    return replace(found, names=replace(found.names, programs=programs))


def _comparison(office: Office, shown: _Shown) -> str:
    dates = [when_of(each) for each in (shown.before, shown.latest)]
    return reverse("compare", args=[office.code, *dates, ""])


def _words(reporting_date: ReportingDate) -> str:
    return f"{reporting_date.book.office.name} {when_of(reporting_date).words}"


def _changed(
    office: Office, shown: _Shown, found: dict[int, Execution], successors: Successors
) -> Table:
    """As the comparison of the two dates counts its lines, account by account."""
    both = (shown.before, shown.latest)
    sides = [Side(when_of(d), with_lines(_of_book(found[d.pk], d.book_id))) for d in both]
    counts = states_of(*sides, successors)
    return changed(_words(shown.before), _comparison(office, shown), counts)


def _seasons(shown: _Shown, found: dict[int, Execution]) -> Table:
    folded = Choices(depth="합계")
    return seasons(
        [
            (_words(d), reverse("execution", args=[d.book.office.code, when_of(d), ""]), table)
            for d in (shown.latest, *shown.other_years)
            for table in _led(d, found, folded).tables
        ]
    )


def _differing_of(dates: Sequence[ReportingDate], tallies: Tallies) -> dict[int, list[Checked]]:
    """By date, what is wrong in the documents that it comes from."""
    filings = Filing.objects.filter(reporting_date__in=dates, published__document__isnull=False)
    pairs = filings.order_by().values_list("reporting_date", "published__document__key").distinct()
    found: dict[int, list[Checked]] = {}
    for date, document in sorted(pairs):
        found.setdefault(date, []).extend(tallies.differing.get(document, ()))
    return found
