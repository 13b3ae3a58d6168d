"""Which dates have a 다리: those with an 예산현액, and an 예산액 from which it leads there."""

from collections.abc import Collection

from django.db.models import Q

from budgets.models import Claim, Figure, ReportingDate
from departments.models.cell import State
from reports.cuts import APPROPRIATED, BUDGET
from reports.execution import Execution, with_lines
from reports.matched import has, masks_of


def dates_with_bridges(dates: Collection[ReportingDate]) -> set[int]:
    """An 예산액 is printed beside it, or of the whole of an account, or is that of a published 예산 of
    the same structure and an earlier day."""
    date = "statement__published_in__reporting_date"
    own = Figure.objects.filter(**{f"{date}__in": [each.pk for each in dates]}).order_by()
    amounts = own.exclude(budget_state=State.ABSENT).values_list(date, "appropriated_state")
    states = set(amounts.distinct())
    both = {pk for pk, state in states if state != State.ABSENT}
    return both | _begun([each for each in dates if each.pk in {pk for pk, _ in states} - both])


def has_bridge(found: Execution, dates: Collection[ReportingDate]) -> bool:
    """Of one date, whose amounts are read already."""
    masks = masks_of(with_lines(found)).values()
    ends = [mask for mask in masks if has(mask, BUDGET)]
    return any(has(mask, APPROPRIATED) for mask in ends) or bool(ends and _begun(dates))


def _begun(dates: Collection[ReportingDate]) -> set[int]:
    found = _voted(dates) if dates else set()
    left = [each for each in dates if each.pk not in found]
    return found | (_printed(left) if left else set())


def _voted(dates: Collection[ReportingDate]) -> set[int]:
    budgets = ReportingDate.objects.filter(
        stage=ReportingDate.Stage.BUDGET,
        filings__published__isnull=False,
        book__in={each.book_id for each in dates},
    )
    days = list(budgets.values_list("book", "day").distinct())
    return {
        each.pk for each in dates if any(b == each.book_id and day <= each.day for b, day in days)
    }


def _printed(dates: Collection[ReportingDate]) -> set[int]:
    """What a document prints of all of an account (reports/bridge_whole.py reads its amounts)."""
    claims = Claim.objects.published().filter(
        Q(account__isnull=False, kind="", department=None, program=None, line=None, lines=None),
        reporting_date__in=[each.pk for each in dates],
        measure=Claim.Measure.APPROPRIATED,
        state=Claim.State.VALUE,
    )
    return set(claims.values_list("reporting_date", flat=True).distinct())
