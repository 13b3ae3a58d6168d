"""What is not published yet, for whoever reads drafts: which dates, and one of them by departments."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets.board import board
from budgets.models import Filing
from budgets.open_dates import open_dates
from departments.door import signed_in


@require_safe
@signed_in
def drafts(request):
    """One date at a time: its problems are asked of the rules, and there may be many dates."""
    if not request.rights.reads:
        raise Http404
    own = Filing.objects.read_by(request.rights)
    dates = open_dates(own)
    shown = _chosen(request.GET.get("date", ""), dates)
    context = {
        "dates": dates,
        "shown": shown,
        "is_published": shown and shown.is_published,
        "standings": shown and board(shown.asked, timezone.now(), own),
    }
    return render(request, "budgets/drafts.html", context)


def _chosen(said, dates):
    """The one that is asked for, else the first; what is not among them is not there."""
    if not said:
        return dates[0] if dates else None
    found = next((each for each in dates if str(each.asked.pk) == said), None)
    if found is None:
        raise Http404
    return found
