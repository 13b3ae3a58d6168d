"""추이 of all offices: what each came to, year by year; one that was renamed under all of its names.

Of each year, stage and structure an office's newest date alone, and added up by the database: what
this costs must not grow with every month that is kept. An office's own 추이 has all of its dates.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Sum

from budgets.measures import MEASURES
from budgets.models import Account, Figure, Filing, Program, ReportingDate
from departments.models import Department
from reports.asked_sums import way_to
from reports.choices import Misread
from reports.dates import EVERYONE, when_of
from reports.rollup import Sums, add, empty
from reports.successors import Successors
from reports.table import Report
from reports.trend import Asked, read_asked_of_trend
from reports.trend_table import Entry, trend_table, years_words

_ONLY_NEWEST = (
    "실국마다 한 해의 단계별 마지막 기준일만 나옵니다. 다른 기준일은 그 실국의 추이에 있습니다."
)

Offices = dict[str, list[Entry]]  # by an office's last name, oldest first


def read_asked_of_everyone(said: Mapping[str, str]) -> Asked:
    asked = read_asked_of_trend(said)
    if asked.department or asked.program:
        raise Misread(["부서와 정책사업은 한 실국의 것입니다. 그 실국의 추이에서 고르십시오."])
    return asked


def newest_dates() -> list[ReportingDate]:
    """Of each office, year, stage and structure; oldest first."""
    published = Filing.objects.filter(published__isnull=False).order_by()
    date = "reporting_date"
    rows = published.values_list(
        f"{date}__book__office",
        f"{date}__book__fiscal_year",
        f"{date}__book__basis",
        f"{date}__stage",
        f"{date}__day",
        date,
    ).distinct()
    newest = {row[:4]: row[5] for row in sorted(rows, key=lambda row: row[4:])}
    dates = ReportingDate.objects.filter(pk__in=newest.values()).order_by("pk")
    found = dates.select_related("book__office")
    return sorted(found, key=lambda each: (when_of(each).age, each.pk))


def read_everyone(dates: Sequence[ReportingDate], successors: Successors) -> dict[str, Offices]:
    """By account; offices in the council's order."""
    sums, departments = _sums(dates), _departments(dates)
    names = {
        code: (name, (position, code))
        for code, name, position in Department.objects.values_list("code", "name", "position")
    }
    accounts = dict(Account.objects.order_by("pk").values_list("pk", "name"))
    found: dict[int, dict[str, list[Entry]]] = defaultdict(dict)
    for each in dates:
        office, told = each.book.office, sums[each.pk]
        is_partial = not departments[each.pk] <= {department for _, department in told}
        by_account: dict[int, Sums] = {}
        for (account, _), own in told.items():
            add(by_account.setdefault(account, empty()), own)
        for account, own in by_account.items():
            entries = found[account].setdefault(successors.last_name(office.code), [])
            way = way_to(office.code, when_of(each), accounts[account])
            entries.append(Entry(each, office.name, own, is_partial, way))
    return {
        accounts[account]: {
            names[code][0]: offices[code] for code in sorted(offices, key=lambda c: names[c][1])
        }
        for account, offices in sorted(found.items())
    }


def _sums(dates: Sequence[ReportingDate]) -> dict[int, dict[tuple[int, int], Sums]]:
    """By date: what each account and department came to. The states of cells are kept apart, for
    a dash, a blank and a missing column are no zero."""
    date = "statement__published_in__reporting_date"
    account, department = "line__program__account", "line__program__department"
    figures = Figure.objects.filter(**{f"{date}__in": [each.pk for each in dates]}).order_by()
    rows = figures.values_list(date, account, department, "states").annotate(
        *(Sum(measure) for measure in MEASURES)
    )
    found: dict[int, dict[tuple[int, int], Sums]] = defaultdict(dict)
    for pk, of_account, of_department, states, *amounts in rows:
        sums = found[pk].setdefault((of_account, of_department), empty())
        add(sums, (states, *(int(won or 0) for won in amounts)))
    return found


def _departments(dates: Sequence[ReportingDate]) -> dict[int, set[int]]:
    """By date, whether they said anything or not; without those whose lines are of other days."""
    programs = Program.objects.filter(book__in={each.book_id for each in dates}).order_by()
    days = ("lines__begins_on", "lines__ends_on")
    by_book = defaultdict(list)
    for book, *told in programs.values_list("book", "department", *days).distinct():
        by_book[book].append(told)
    return {
        each.pk: {
            department
            for department, first, last in by_book[each.book_id]
            if (first or each.day) <= each.day <= (last or each.day)
        }
        for each in dates
    }


def trend_of_everyone(
    told: dict[str, Offices], asked: Asked, sources: tuple[str, ...] = ()
) -> Report:
    years = [each.day.year for offices in told.values() for own in offices.values() for each in own]
    return Report(
        title=f"{EVERYONE} 추이",
        office=EVERYONE,
        when=years_words(min(years), max(years)) if years else "",
        unit=asked.unit,
        tables=tuple(
            trend_table(account, offices, asked.unit, (_ONLY_NEWEST,))
            for account, offices in told.items()
        ),
        sources=sources,
        chosen=asked.words,
        file=f"{EVERYONE}_추이",
        name=f"{EVERYONE} 추이",
    )
