"""Reporting dates that are not all published: where their departments stand, counted.

Of the filings that somebody may come to, and of no others; all dates at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from budgets.models import Filing, ReportingDate

State = Filing.State
# A department of which nothing came stays 미제출 of a published date: there is nothing to be done.
UNDER_WAY = Q(standing__isnull=False) & ~Q(state=State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class OpenDate:
    """`states`: of each department, and whether readers see something of it."""

    asked: ReportingDate
    states: Sequence[tuple[str, bool]]

    @property
    def is_published(self) -> bool:
        return self.asked.is_published

    @property
    def approved(self) -> int:
        return sum(state == State.APPROVED for state, _ in self.states)

    @property
    def missing(self) -> int:
        """Neither approved nor published: readers would find nothing of it."""
        return sum(state != State.APPROVED and not is_read for state, is_read in self.states)

    @property
    def published(self) -> int:
        """Readers see something of it: what waits there corrects it."""
        return sum(is_read for _, is_read in self.states)

    @property
    def is_ready(self) -> bool:
        return bool(self.approved) and not self.missing

    @property
    def words(self) -> str:
        """제출 1, 공개 2 …, in the order of the way."""
        return counted([state for state, _ in self.states])


def counted(states: Sequence[str]) -> str:
    told = ((label, states.count(state)) for state, label in State.choices)
    return ", ".join(f"{label} {count}" for label, count in told if count)


def open_dates(filings: QuerySet[Filing]) -> list[OpenDate]:
    """By office, the newest first. `filings`: those that one may come to."""
    of_date = Filing.objects.filter(reporting_date=OuterRef("pk")).order_by()
    scoped = filings.filter(reporting_date=OuterRef("pk")).order_by()
    dates = ReportingDate.objects.annotate(
        is_published=Exists(of_date.filter(published__isnull=False))
    ).filter(Exists(scoped), Q(is_published=False) | Exists(scoped.filter(UNDER_WAY)))
    dates = dates.select_related("book__office").order_by(
        "book__office__position", "book__office", "-day", "-pk"
    )
    states = defaultdict(list)
    own = filings.filter(reporting_date__in=dates.order_by().values("pk")).order_by()
    for date, state, published in own.values_list("reporting_date", "state", "published"):
        states[date].append((state, published is not None))
    return [OpenDate(each, states[each.pk]) for each in dates]
