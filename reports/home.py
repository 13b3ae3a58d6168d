"""현황: what every office came to on its newest date, in pictures drawn from that date's table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.urls import reverse

from budgets.models import Claim, Filing, ReportingDate
from departments.models import Department
from reports.became import states_of
from reports.choices import Choices, Misread
from reports.claims import Checked, checked_claims
from reports.dates import When, published_dates, stamp, when_of
from reports.execution import Execution, execution, read_each, with_lines
from reports.overview import Office, Overview
from reports.percent import percent_words
from reports.picture import Picture, cell, changed_words, picture, same_time_of_year
from reports.reconcile import DIFFERS
from reports.successors import Successors, read_successors
from reports.two_dates import Side
from reports.work import programs

_DIFFERING = "reports.home.differing"  # where they are kept, with the stamp they are of
_PICTURED = 5  # so many offices are drawn; of more, those that are asked for


@dataclass(frozen=True, slots=True)
class Now:
    """An office with its newest date."""

    office: Office
    when: When | None = None
    href: str = ""
    pictures: tuple[Picture, ...] = ()
    other_years: tuple[tuple[str, str, str], ...] = ()  # words, address, rates
    before: str = ""  # words of the date before
    changed: str = ""
    comparison: str = ""  # where that stands line by line
    differing: tuple[Checked, ...] = ()


def home(found: Overview, asked: str = "", into: str = "") -> list[Now]:
    """`asked`: an office's code. `into`: a department's or program's code for the tiles."""
    offices = [office for office in found.offices if not asked or office.code == asked]
    drawn = [office for office in offices if office.dates]
    drawn = drawn if len(drawn) <= _PICTURED else []
    dates = published_dates()
    shown = {office.pk: _shown(office, dates) for office in drawn}
    read = read_each(list({d.pk: d for each in shown.values() for d in each.all}.values()))
    successors = read_successors()
    differing = _differing_of([each.latest for each in shown.values()])
    return [
        _now(office, shown[office.pk], read, successors, differing, into)
        if office.pk in shown
        else Now(office)
        for office in offices
    ]


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
    return Department.objects.filter(code=code).exists() or programs().filter(code=code).exists()


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


def _now(
    office: Office,
    shown: _Shown,
    found: dict[int, Execution],
    successors: Successors,
    differing: dict[int, list[Checked]],
    into: str,
) -> Now:
    latest = shown.latest
    when = when_of(latest)
    report = execution(when, office.name, found[latest.pk], Choices())
    return Now(
        office,
        when,
        reverse("execution", args=[office.code, when, ""]),
        tuple(
            picture(
                table,
                when,
                name=f"o{office.pk}-{at}",
                into=into,
                base_href="?into=",
            )
            for at, table in enumerate(report.tables)
        ),
        tuple(_other_year(d, found) for d in shown.other_years),
        _words(shown.before) if shown.before else "",
        _changed(shown, found, successors) if shown.before else "",
        _comparison(office, shown) if shown.before else "",
        tuple(differing.get(latest.pk, ())),
    )


def _of_book(found: Execution, book: int) -> Execution:
    """By itself: what other books hold says nothing of what this date lacks."""
    programs = {pk: own for pk, own in found.names.programs.items() if own.book == book}
    return replace(found, names=replace(found.names, programs=programs))


def _comparison(office: Office, shown: _Shown) -> str:
    dates = [when_of(each) for each in (shown.before, shown.latest)]
    return reverse("compare", args=[office.code, *dates, ""])


def _words(reporting_date: ReportingDate) -> str:
    return f"{reporting_date.book.office.name} {when_of(reporting_date).words}"


def _changed(shown: _Shown, found: dict[int, Execution], successors: Successors) -> str:
    """As the comparison of the two dates counts its lines, account by account."""
    dates = (shown.before, shown.latest)
    sides = [Side(when_of(d), with_lines(_of_book(found[d.pk], d.book_id))) for d in dates]
    return changed_words(states_of(*sides, successors))


def _other_year(date: ReportingDate, found: dict[int, Execution]) -> tuple[str, str, str]:
    when, office = when_of(date), date.book.office
    report = execution(when, office.name, found[date.pk], Choices(depth="합계"))
    rates = (cell(table, table.rows[0], "rate") for table in report.tables)
    told = ", ".join(
        f"{table.title} {percent_words(rate)}"
        for table, rate in zip(report.tables, rates, strict=True)
        if isinstance(rate, int)
    )
    return _words(date), reverse("execution", args=[office.code, when, ""]), told


def _differing_of(dates: Sequence[ReportingDate]) -> dict[int, list[Checked]]:
    """By date, what is wrong in the documents that it comes from."""
    filings = Filing.objects.filter(reporting_date__in=dates, published__document__isnull=False)
    pairs = filings.order_by().values_list("reporting_date", "published__document").distinct()
    every = _differing()
    found: dict[int, list[Checked]] = {}
    for date, document in sorted(pairs):
        found.setdefault(date, []).extend(every.get(document, ()))
    return found


def _differing() -> dict[int, list[Checked]]:
    """By document, the printed values that the lines contradict. Checked anew after a publication."""
    now = stamp()
    kept, found = cache.get(_DIFFERING, ("", {}))
    if kept != now:
        found = {}
        for each in checked_claims(Claim.objects.published()):
            if each.verdict.verdict == DIFFERS:
                found.setdefault(each.claim.document_id, []).append(each)
        cache.set(_DIFFERING, (now, found), timeout=None)
    return found
