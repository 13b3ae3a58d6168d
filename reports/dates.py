"""Reporting dates as pages name them: 2022-07-01-집행, of one office or of all of them.

Only dates with something published exist for a reader, and what is read of them are the published
statements. `stamp` changes whenever any of it does, so that a kept page can be told from a stale one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef

from budgets.models import Book, Filing, ReportingDate
from departments.models import Department

EVERYONE = "전체"  # in the place of an office's name in an address
_SLUG = re.compile(r"(\d{4}-\d{2}-\d{2})-(예산|집행|결산)(-재편)?")
_STAGES = ["예산", "집행", "결산"]


_PUBLISHED = Exists(
    Filing.objects.filter(reporting_date=OuterRef("pk"), published__isnull=False).order_by()
)


@dataclass(frozen=True, slots=True)
class When:
    """A day and a stage, of the structure as drawn or as regrouped later."""

    day: date
    stage: str
    is_regrouped: bool = False

    @property
    def slug(self) -> str:
        return f"{self.day.isoformat()}-{self.stage}{'-재편' if self.is_regrouped else ''}"

    @property
    def is_settled(self) -> bool:
        """The year is over: what was not spent was carried over, or lapsed."""
        return self.stage == "결산"

    @property
    def basis(self) -> str:
        return Book.Basis.REGROUPED if self.is_regrouped else Book.Basis.DRAWN

    @property
    def words(self) -> str:
        """As a report's caption says it."""
        told = {"예산": "예산", "집행": "기준", "결산": "결산"}[self.stage]
        regrouped = " (뒤의 조직으로 재편)" if self.is_regrouped else ""
        if self.stage == "집행":
            return f"{written(self.day)} 기준{regrouped}"
        return f"{self.day.year}년 {told}{regrouped}"

    @property
    def short(self) -> str:
        """As the head of a column says it."""
        regrouped = "(재편)" if self.is_regrouped else ""
        if self.stage == "집행":
            return f"{written(self.day)}{regrouped}"
        return f"{self.day.year}년 {self.stage}{regrouped}"

    @property
    def age(self) -> tuple:
        """What sorts the newest last."""
        return self.day, _STAGES.index(self.stage), not self.is_regrouped


def written(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def read_slug(slug: str) -> When | None:
    found = _SLUG.fullmatch(slug)
    try:
        return found and When(date.fromisoformat(found[1]), found[2], bool(found[3]))
    except ValueError:
        return None


def when_of(reporting_date: ReportingDate) -> When:
    regrouped = reporting_date.book.basis == Book.Basis.REGROUPED
    return When(reporting_date.day, reporting_date.stage, regrouped)


def published_dates(office: Department | None = None) -> list[ReportingDate]:
    """Newest first; of one office or of all."""
    dates = ReportingDate.objects.filter(filings__published__isnull=False).distinct()
    if office is not None:
        dates = dates.filter(book__office=office)
    dates = dates.select_related("book__office").order_by("pk")
    return sorted(dates, key=lambda each: (when_of(each).age, -each.pk), reverse=True)


def newest_whens(office: Department | None, count: int) -> list[When]:
    """The newest dates that a reader may open, each once however many offices have it."""
    dates = ReportingDate.objects.filter(_PUBLISHED)
    if office is not None:
        dates = dates.filter(book__office=office)
    # Days first: of many offices each day has as many rows, and all years would be looked through.
    days = list(dates.order_by("-day").values_list("day", flat=True).distinct()[:count])
    rows = dates.filter(day__in=days).values_list("day", "stage", "book__basis").order_by()
    found = {When(d, stage, basis == Book.Basis.REGROUPED) for d, stage, basis in rows.distinct()}
    return sorted(found, key=lambda when: when.age, reverse=True)[:count]


def offices_on_each() -> dict[When, set[str]]:
    """The codes of the offices that have each date, newest first."""
    dates = ReportingDate.objects.filter(_PUBLISHED).order_by()
    rows = dates.values_list("day", "stage", "book__basis", "book__office__code").distinct()
    found: dict[When, set[str]] = {}
    for day, stage, basis, code in rows:
        when = When(day, stage, basis == Book.Basis.REGROUPED)
        found.setdefault(when, set()).add(code)
    return dict(sorted(found.items(), key=lambda each: each[0].age, reverse=True))


def dates_of_offices(codes: Collection[str]) -> list[ReportingDate]:
    """Newest first; of several offices."""
    dates = ReportingDate.objects.filter(
        filings__published__isnull=False, book__office__code__in=codes
    )
    dates = dates.select_related("book__office").order_by("pk").distinct()
    return sorted(dates, key=lambda each: (when_of(each).age, -each.pk), reverse=True)


def whens_of_offices(codes: Collection[str]) -> list[tuple[When, str, str]]:
    """The same with the office's code and name, for who has only to name them."""
    dates = ReportingDate.objects.filter(_PUBLISHED, book__office__code__in=codes).order_by("pk")
    rows = dates.values_list(
        "day", "stage", "book__basis", "book__office__code", "book__office__name"
    )
    found = [
        (When(day, stage, basis == Book.Basis.REGROUPED), code, name)
        for day, stage, basis, code, name in rows
    ]
    return sorted(found, key=lambda each: each[0].age, reverse=True)


def dates_on(when: When, office: Department | None) -> list[ReportingDate]:
    """The published dates that an address names: one, or one of each office."""
    dates = ReportingDate.objects.filter(
        _PUBLISHED, day=when.day, stage=when.stage, book__basis=when.basis
    )
    if office is not None:
        dates = dates.filter(book__office=office)
    dates = dates.select_related("book__office")
    return list(dates.order_by("book__office__position", "book__office__code", "pk"))


def stamp() -> tuple[int | None, int | None, int]:
    """The newest publication, the newest entry of the administrators' log and the number of acts on a
    structure or organisation and of every other kind of publication, in one query: as long as all are
    the same, so is everything that a reader may see.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return cursor.fetchone()


# Acts are counted, since one that is committed late may have the lower number: none is ever removed.
_STAMP = """
    SELECT (SELECT MAX(id) FROM budgets_publication), (SELECT MAX(id) FROM django_admin_log),
        (SELECT COUNT(*) FROM budgets_structurerecord)
            + (SELECT COUNT(*) FROM departments_organisationrecord)
            + (SELECT COUNT(*) FROM budgets_findingpublication)
            + (SELECT COUNT(*) FROM budgets_statisticpublication)
            + (SELECT COUNT(*) FROM departments_headcountpublication)
            + (SELECT COUNT(*) FROM budgets_taskpublication)
            + (SELECT COUNT(*) FROM budgets_revenuepublication)
            + (SELECT COUNT(*) FROM budgets_explanationpublication)
"""
