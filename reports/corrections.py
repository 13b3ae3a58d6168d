"""정정: what readers saw before and what they see since, with the day, the reason and every amount.

Only from publication to publication: what was written, returned or approved in between is nobody's to
see, neither its amounts nor its words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import pairwise

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from budgets.measures import MEASURES
from budgets.models import Figure, Filing, Publication, Statement, Step
from budgets.rows import Row
from budgets.statements import differences, row_of
from reports.dates import When, when_of, written
from reports.rows import in_columns
from reports.table import LEAF, Cell, Column, Gap, Kind, Table
from reports.table import Row as TableRow

_GAPS = {"dash": Gap.DASH, "blank": Gap.BLANK, "absent": Gap.ABSENT}

CORRECTED = Exists(
    Publication.objects.filter(statement__filing=OuterRef("pk")).exclude(
        statement=OuterRef("published")
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """One amount of one line."""

    line: int
    name: str
    measure: str
    before: Cell
    after: Cell
    href: str  # where the new amount comes from


@dataclass(frozen=True, slots=True)
class Correction:
    """One publication that took the place of another."""

    on: Day
    date: int
    when: When
    department: str
    reason: str
    changes: tuple[Change, ...]

    @property
    def words(self) -> str:
        reason = f" (사유: {self.reason})" if self.reason else ""
        lines = list(dict.fromkeys(change.name for change in self.changes))
        if not lines:
            return f"정정: {written(self.on)} {self.department}, 금액은 그대로{reason}"
        more = f" 등 {len(lines)}개 사업" if len(lines) > 1 else ""
        return f"정정: {written(self.on)} {self.department} {lines[0]}{more}{reason}"


def corrections_of(filings: Collection[int], *, with_office: bool = False) -> list[Correction]:
    """Newest first. `with_office`: before the name of each department."""
    published = Statement.objects.filter(publication__isnull=False, filing__in=filings)
    statements: dict[int, list[Statement]] = defaultdict(list)
    for each in published.select_related(
        "filing__reporting_date__book__office", "filing__department", "publication"
    ).order_by("publication__pk"):
        statements[each.filing_id].append(each)
    own = {each.pk for every in statements.values() for each in every}
    figures: dict[int, list[Figure]] = defaultdict(list)
    of_these = Figure.objects.filter(statement__in=own).select_related("line")
    for figure in of_these.order_by("line__program", "line__position", "line"):
        figures[figure.statement_id].append(figure)
    steps = Step.objects.filter(act=Step.Act.PUBLISHED, statement__in=own).order_by("pk")
    days = dict(steps.values_list("statement", "at"))
    found = [
        (after.publication.pk, _correction(before, after, figures, days, with_office))
        for every in statements.values()
        for before, after in pairwise(every)
    ]
    return [each for _, each in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _correction(
    before: Statement, after: Statement, figures, days, with_office: bool
) -> Correction:
    filing = after.filing
    office = f"{filing.reporting_date.book.office.name} " if with_office else ""
    old, new = (figures[each.pk] for each in (before, after))
    names = {figure.line_id: str(figure.line) for figure in (*old, *new)}
    hrefs = {figure.line_id: f"/figures/{figure.pk}" for figure in new}
    changes = (
        Change(
            each.line,
            names[each.line],
            measure,
            _cell(each.before, measure),
            _cell(each.after, measure),
            f"{hrefs[each.line]}/{measure}" if each.line in hrefs else "",
        )
        for each in differences([row_of(x) for x in old], [row_of(x) for x in new])
        for measure in each.columns
        if measure in MEASURES
    )
    return Correction(
        timezone.localdate(days.get(after.pk, after.handed_in_at)),
        filing.reporting_date_id,
        when_of(filing.reporting_date),
        f"{office}{filing.department.name}",
        after.reason,
        tuple(each for each in changes if each.before != each.after),
    )


def _cell(row: Row | None, measure: str) -> Cell:
    if row is None:
        return Gap.ABSENT
    won = getattr(row.measures, measure)
    return _GAPS[row.state(measure)] if won is None else won


def corrections_table(found: Sequence[Correction], *, several: bool) -> Table | None:
    """Every amount that was corrected. `several`: dates, so that each row says which is its own."""
    rows = tuple(_rows(found, several))
    if not rows:
        return None
    told = (Column("corrected_date", "기준일", Kind.TEXT),) if several else ()
    columns = (
        *told,
        Column("corrected_on", "정정한 날", Kind.TEXT),
        Column("corrected_of", "부서", Kind.TEXT),
        Column("corrected_measure", "금액", Kind.TEXT),
        Column("corrected_before", "정정 전", Kind.WON),
        Column("corrected_after", "정정 후", Kind.WON),
        Column("corrected_reason", "사유", Kind.TEXT),
    )
    return Table("corrections", "정정", columns, in_columns(rows), name_label="세부사업")


def _rows(found: Iterable[Correction], several: bool) -> Iterable[TableRow]:
    for each in found:
        for change in each.changes:
            told = (each.when.short,) if several else ()
            cells = (
                *told,
                written(each.on),
                each.department,
                MEASURES[change.measure],
                change.before,
                change.after,
                each.reason or "-",
            )
            yield TableRow(0, LEAF, change.name, "", change.href, "", cells)


def published_filings(dates: Collection[int]) -> QuerySet[Filing]:
    """Those of which something is to be said beside their amounts: nothing is published of them, or
    another statement was."""
    own = Filing.objects.filter(reporting_date__in=dates).annotate(was_corrected=CORRECTED)
    return own.exclude(published__isnull=False, was_corrected=False).annotate(
        office_name=F("reporting_date__book__office__name")
    )
