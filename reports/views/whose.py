"""Whose page it is: an office by its code, or all of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from departments.models import Department
from reports.dates import EVERYONE


def whose(office: str) -> Department | None:
    """An address is exact: what a field would trim away is another address, and leads nowhere."""
    if office == EVERYONE:
        return None
    own = get_object_or_404(Department, code=office)
    if own.code != office:
        raise Http404(f"‘{office}’이라는 실국은 없습니다.")
    return own
