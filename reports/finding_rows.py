"""시정·권고사항 as readers may see them: those published, with the steps, departments and lines that are.

The day that ages are counted to is the newest published one, as for the organisation (0020): no clock
is asked, so that a page changes when something is published, and not overnight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, QuerySet, Subquery

from budgets.models import Filing, Finding, FindingLine, FindingStep
from budgets.reading.names import key_of
from departments.models import Department
from reports import organisation
from reports.called_today import AS_PRINTED, Called, Owner
from reports.dates import written
from reports.finding_ages import Day, age_words, band_of, months_between
from reports.places import line_words, place_words
from reports.works import published_lines

DONE = "완료"
UNKNOWN = "상태 미기재"
STATUSES = (DONE, "추진 중", "검토 중", "미추진", UNKNOWN)


@dataclass(frozen=True, slots=True)
class Told:
    """One of them, on the day that its age is counted to."""

    finding: Finding
    as_of: date | None
    later: Finding | None = None  # the same thing, as a newer document prints it
    called: Called = AS_PRINTED

    @property
    def departments(self) -> list[Department]:
        return list(self.finding.departments.all())

    @property
    def owners(self) -> list[Owner]:
        """The departments as the page calls them; of two that are one today, once."""
        return list(dict.fromkeys(map(self.called.department, self.departments)))

    @property
    def office(self) -> Owner:
        return self.called.department(self.finding.office)

    @property
    def whose(self) -> str:
        """Departments by name; what a document prints where they are not known."""
        own = ", ".join(each.words for each in self.owners)
        return own or self.finding.whose or "-"

    @property
    def steps(self) -> list[FindingStep]:
        return list(self.finding.steps.all())

    @property
    def last(self) -> FindingStep | None:
        """The newest step that says how far it is."""
        said = [step for step in self.steps if step.status]
        return max(said, key=lambda step: (_told_on(step), step.pk), default=None)

    @property
    def status(self) -> str:
        return self.last.status if self.last else UNKNOWN

    @property
    def is_open(self) -> bool:
        return self.status != DONE

    @property
    def day(self) -> date | None:
        """Of the document that speaks of it, as the audit's own day is not printed."""
        finding = self.finding
        return finding.document.reported_on if finding.document else finding.raised_on

    @property
    def months(self) -> int | None:
        known = self.day and self.as_of
        return months_between(self.day, self.as_of) if known else None

    @property
    def age(self) -> str:
        return age_words(self.months)

    @property
    def band(self) -> str:
        return band_of(self.months)

    @property
    def source(self) -> str:
        finding = self.finding
        if finding.document is None:
            return "부서가 적음"
        return place_words(finding.document.key, finding.place, finding.until)

    @property
    def named_days(self) -> list[Day]:
        return [
            Day(fact.words, fact.first, fact.last, f"{fact.side}, {line_words(fact.place)}")
            for fact in self.finding.facts.all()
            if fact.first
        ]


def span_words(first: date | None, last: date | None) -> str:
    """A month as a month: it is not known more exactly."""
    if first is None or last is None:
        return "-"
    if first == last:
        return written(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}. {first.month}."
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}년"
    return f"{written(first)} ~ {written(last)}"


def published_findings() -> QuerySet[Finding]:
    """Of offices that readers know, each with what of it they may see."""
    steps = FindingStep.objects.published().select_related("document").order_by("pk")
    lines = FindingLine.objects.filter(line__in=published_lines()).select_related("line")
    return (
        Finding.objects.published()
        .filter(office__in=organisation.departments().values("pk"))
        .select_related("office", "document")
        .prefetch_related(
            Prefetch("departments", organisation.departments().order_by("position", "code")),
            Prefetch("steps", steps),
            Prefetch("lines", lines.order_by("pk")),
            "facts",
        )
        .order_by("-fiscal_year", "document__key", "position", "pk")
    )


def read_told(findings: QuerySet[Finding] | None = None, called: Called = AS_PRINTED) -> list[Told]:
    own = list(published_findings() if findings is None else findings)
    as_of = newest_day()
    later = _printed_again(own)
    return [Told(finding, as_of, later.get(finding.pk), called) for finding in own]


def newest_day() -> date | None:
    """The newest of which something is published: a settlement's own day is long past when the report
    on it, and on what was found, comes out."""
    published = Filing.objects.filter(published__isnull=False)
    days = published.aggregate(
        day=Max("reporting_date__day"),
        reported=Max(_newest("document__reported_on")),
        raised=Max(_newest("raised_on")),
    )
    return max(filter(None, days.values()), default=None)


def _newest(day: str) -> Subquery:
    told = Finding.objects.published().filter(**{f"{day}__isnull": False})
    return Subquery(told.order_by(f"-{day}").values(day)[:1])


def _told_on(step: FindingStep) -> date:
    """When a step was the newest word: of a document on the day of its report."""
    reported = step.document and step.document.reported_on
    return reported or step.last or date.min


def _printed_again(findings: Sequence[Finding]) -> dict[int, Finding]:
    """The same title of the same office, year and audit in a newer document, by the older one's key."""
    groups: dict[tuple, list[Finding]] = {}
    for finding in findings:
        if finding.document is not None:
            key = (finding.office_id, finding.fiscal_year, finding.source, key_of(finding.title))
            groups.setdefault(key, []).append(finding)
    later = {}
    for own in groups.values():
        newest = max(own, key=lambda each: (each.document.key, each.position))
        later |= {each.pk: newest for each in own if each.document_id != newest.document_id}
    return later
