"""The officer's desk: what is due, what came back and why, what waits, what readers see. And the
operator's: which dates are ready to be published, which changes the council was not told of."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets import counted, explaining, planning, receiving
from budgets.left_open import left_open
from budgets.models import BudgetChange, Filing, Step
from budgets.open_dates import open_dates
from budgets.register import overdue
from budgets.rules import Problem
from budgets.turn import WRITTEN_IN, corrects, why_closed
from budgets.views.ways import returned_words, ways_of
from departments import staffing
from departments.door import signed_in

State = Filing.State


@dataclass(frozen=True, slots=True)
class Due:
    """A filing that is with its writer."""

    filing: Filing
    until: datetime | None  # None where there is no deadline: a correction
    left: str
    is_late: bool
    closed: str
    problems: int | None  # None where nothing was saved yet
    returned: Step | None
    ways: list[tuple[str, str]]


@require_safe
@signed_in
def desk(request):
    rights = request.rights
    if not (rights.writes or rights.operates):
        raise Http404
    now = timezone.now()
    own = (
        Filing.objects.written_by(request.rights)
        .select_related("reporting_date__book__office", "department", "standing", "published")
        .order_by("reporting_date__deadline", "-reporting_date__day", "department__position", "pk")
    )
    # What a document brought is nobody's to write: without a deadline it is only shown.
    asked = [one for one in own if one.reporting_date.deadline is not None]
    context = {
        "open_dates": rights.operates and open_dates(Filing.objects.operated_by(rights)),
        "overdue": rights.operates
        and overdue(BudgetChange.objects.read_by(rights), timezone.localdate(now)),
        "explained": rights.operates and explaining.waiting(rights.operates),
        "counted": rights.operates and counted.waiting(rights.operates),
        "planned": rights.operates and planning.waiting(rights.operates),
        "staffed": rights.operates and staffing.waiting(rights.operates),
        "returned": rights.operates and receiving.waiting(rights.operates),
        "due": _due([one for one in asked if one.state in WRITTEN_IN], now),
        "waiting": [
            (one, ways_of(one))
            for one in asked
            if one.state in (State.SUBMITTED, State.APPROVED, State.CORRECTING)
        ],
        "published": [
            (one, ways_of(one))
            for one in sorted(own, key=lambda one: one.reporting_date.day, reverse=True)
            if one.published_id
        ],
    }
    return render(request, "budgets/desk.html", context)


def _due(filings: list[Filing], now: datetime) -> list[Due]:
    by_date = defaultdict(list)
    for one in filings:
        by_date[one.reporting_date].append(one)
    left = {}
    for asked, own in by_date.items():
        left |= left_open(asked, own)
    return [_told(one, left.get(one.pk, []), now) for one in filings]


def _told(filing: Filing, left: list[Problem], now: datetime) -> Due:
    # A correction that came back has no deadline, and is never late.
    deadlines = (filing.reporting_date.deadline, filing.open_until)
    until = None if corrects(filing) else max(filter(None, deadlines))
    return Due(
        filing,
        until,
        days_left(until, now) if until else "",
        until is not None and until < now,
        why_closed(filing, now),
        None if filing.standing_id is None else len(left),
        returned_words(filing),
        ways_of(filing),
    )


def days_left(until: datetime, now: datetime) -> str:
    """By the calendar, as people count: what ends today is not a day off."""
    days = (timezone.localdate(until) - timezone.localdate(now)) // timedelta(days=1)
    if until < now:
        return f"{-days}일 지남" if days else "오늘 지남"
    return f"{days}일 남음" if days else "오늘까지"
