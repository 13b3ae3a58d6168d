"""The organisation as readers know it: as far as what is published reaches.

What an office records of its organisation is a draft until a date that speaks of it is published: a
department that begins later, a reorganisation or an end on a later day is not told. No clock is
asked, so that a page changes when something is published, and not overnight (docs/decisions/0020).
"""

from django.db.models import Case, DateField, F, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from budgets.models import ReportingDate
from departments.models import Department, Succession


def _reached() -> Subquery:
    """The newest day of which something is published, or to whose organisation it was regrouped."""
    day = Greatest(F("day"), Coalesce(F("book__organised_on"), F("day")))
    published = ReportingDate.objects.filter(filings__published__isnull=False)
    newest = published.order_by().annotate(reached=day).order_by("-reached")
    return Subquery(newest.values("reached")[:1], output_field=DateField())


def departments() -> QuerySet[Department]:
    """`told_to`: the last day of each, where what is published reaches beyond it."""
    reached = _reached()
    has_begun = Q(valid_from__isnull=True) | Q(valid_from__lte=reached)
    has_ended = Case(When(valid_to__lt=reached, then=F("valid_to")))
    return Department.objects.filter(has_begun).annotate(told_to=has_ended)


def successions() -> QuerySet[Succession]:
    """What a document says was said in public, of whichever day."""
    is_recorded = Q(evidence=Succession.Evidence.RECORDED)
    has_happened = Q(day__isnull=True) | Q(day__lte=_reached())
    return Succession.objects.filter(~is_recorded | has_happened)
