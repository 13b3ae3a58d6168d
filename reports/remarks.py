"""What has to be said of a date as a whole, on its page and in every file: who handed in nothing, and
what was corrected. A department that has to hand in and of which nothing is published is 미제출: not a
row that is silently missing, and not zero.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Exists, OuterRef

from budgets.models import Filing, LineItem, ReportingDate
from reports.corrections import (
    Correction,
    corrections_of,
    corrections_table,
    published_filings,
)
from reports.dates import When, when_of
from reports.known import Known
from reports.table import MISSING, Report, Table


@dataclass(frozen=True, slots=True)
class Missing:
    """A department with a part in a published date, of which nothing is published."""

    date: int
    when: When
    department: str  # with its office where there are several


@dataclass(frozen=True)
class Remarks:
    missing: list[Missing] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    # Once for all pages that know these remarks.

    @cached_property
    def of_one_date(self) -> Table | None:
        return corrections_table(self.corrections, several=False)

    @cached_property
    def of_several_dates(self) -> Table | None:
        return corrections_table(self.corrections, several=True)


def read_remarks(
    dates: Sequence[ReportingDate],
    *,
    with_office: bool = True,
    departments: Collection[int] | None = None,
) -> Remarks:
    """Of dates of which something is published. One query, where nothing has to be said.
    `with_office`: before the name of each department, where the dates are of several.
    `departments`: whose part in them, if not everybody's."""
    known = {each.pk: each for each in dates}
    several = with_office and len({each.book.office_id for each in dates}) > 1
    filings = published_filings(list(known))
    if departments is not None:
        filings = filings.filter(department__in=departments)
    rows = filings.order_by("department__position", "department__code").values_list(
        "pk", "reporting_date", "published", "department__name", "office_name"
    )
    missing, corrected = [], []
    for pk, date, published, department, office in rows:
        if published is None:
            name = f"{office} {department}" if several else department
            missing.append(Missing(date, when_of(known[date]), name))
        else:
            corrected.append(pk)
    told = corrections_of(corrected, with_office=several) if corrected else []
    return Remarks(missing, told)


def remarked(report: Report, dates: Sequence[ReportingDate], known: Known | None = None) -> Report:
    """The report with what has to be said of its dates."""
    if not dates:
        return report
    found = known(read_remarks, tuple(dates)) if known else read_remarks(dates)
    several = len({when_of(each) for each in dates}) > 1
    return with_remarks(report, found, several=several)


def with_remarks(report: Report, found: Remarks, *, several: bool) -> Report:
    """`several`: dates, so that what is said of one names it."""
    return replace(
        report,
        missing=tuple(missing_names(found.missing, several=several)),
        notes=(
            *report.notes,
            *missing_words(found.missing, several=several),
            *(_words(each, several) for each in found.corrections),
        ),
        corrections=found.of_several_dates if several else found.of_one_date,
    )


def remarks_of_departments(departments: Collection[int]) -> Remarks:
    """Over all dates in which they have a part."""
    return read_remarks(_dates_of(departments), departments=departments)


def remarks_of_lines(lines: Collection[LineItem]) -> Remarks:
    """Over all dates of the books that they stand in: whose part nobody saw, and their own amounts
    where they were corrected."""
    own = {line.pk for line in lines}
    books = {line.program.book_id for line in lines}
    departments = {line.program.department_id for line in lines}
    dates = [each for each in _dates_of(departments) if each.book_id in books]
    found = read_remarks(dates, departments=departments)
    return replace(found, corrections=list(_narrowed(found.corrections, own)))


def _dates_of(departments: Collection[int]) -> list[ReportingDate]:
    """Of which something is published, by whomever."""
    published = Filing.objects.filter(reporting_date=OuterRef("pk"), published__isnull=False)
    own = Filing.objects.filter(reporting_date=OuterRef("pk"), department__in=departments)
    dates = ReportingDate.objects.filter(Exists(published), Exists(own))
    return sorted(dates.select_related("book__office"), key=lambda each: when_of(each).age)


def _narrowed(corrections: Iterable[Correction], lines: Collection[int]) -> Iterable[Correction]:
    for each in corrections:
        if changes := tuple(change for change in each.changes if change.line in lines):
            yield replace(each, changes=changes)


def missing_names(missing: Sequence[Missing], *, several: bool) -> Iterable[str]:
    """`several`: dates."""
    for each in missing:
        yield f"{each.when.short} {each.department}" if several else each.department


def missing_words(missing: Sequence[Missing], *, several: bool) -> Iterable[str]:
    """A sentence for each date."""
    for when in dict.fromkeys(each.when for each in missing):
        own = [each for each in missing if each.when == when]
        names = ", ".join(missing_names(own, several=False))
        date = f"{when.short} " if several else ""
        yield (
            f"{date}{MISSING}: {names}. 금액이 공개되지 않아 합계와 비율에 들어 있지 않으며, "
            "0원이라는 뜻이 아닙니다."
        )


def _words(each: Correction, several: bool) -> str:
    return f"{each.when.short} {each.words}" if several else each.words


def words_by_date(dates: Sequence[ReportingDate]) -> dict[int, list[str]]:
    """For who shows each date under its office: what has to be said of it, with its day."""
    found = read_remarks(dates, with_office=False)
    told: dict[int, list[str]] = {}
    for date in dict.fromkeys(each.date for each in found.missing):
        own = [each for each in found.missing if each.date == date]
        told.setdefault(date, []).extend(missing_words(own, several=True))
    for each in found.corrections:
        told.setdefault(each.date, []).append(_words(each, True))
    return told
