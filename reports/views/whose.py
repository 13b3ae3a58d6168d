"""Whose page it is: an office by its code, or all of them."""

from django.shortcuts import get_object_or_404

from departments.models import Department
from reports.dates import EVERYONE


def whose(office: str) -> Department | None:
    return None if office == EVERYONE else get_object_or_404(Department, code=office)
