"""Whose page it is: an office by its code, or all of them; and which of its dates."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from budgets.models import ReportingDate
from departments.models import Department
from reports.dates import EVERYONE, When, dates_on


def whose(office: str) -> Department | None:
    """An address is exact: what a field would trim away is another address, and leads nowhere."""
    if office == EVERYONE:
        return None
    own = get_object_or_404(Department, code=office)
    if own.code != office:
        raise Http404(f"‘{office}’이라는 실국은 없습니다.")
    return own


def whose_on(office: str, when: When) -> tuple[Department | None, list[ReportingDate]]:
    """With what is published of that date; without any there is no page."""
    own = whose(office)
    dates = dates_on(when, own)
    if not dates:
        raise Http404(f"{office}의 {when.words} 자료가 없습니다.")
    return own, dates
