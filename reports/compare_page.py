"""What stands around the 비교: which dates there are to compare, switches and filters."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from budgets.amounts import Unit
from reports.asked import read_said
from reports.became import STATES
from reports.choices import DEPTHS, order_words
from reports.compare import departments_of
from reports.comparison import SORTS, read_asked_of_comparison
from reports.dates import EVERYONE, When
from reports.family import Everyone, Family
from reports.seasons import is_same_time
from reports.successors import Successors
from reports.table import Report
from reports.two_dates import Side


def before(now: When, whens: Sequence[When], *, in_season: bool) -> When | None:
    """동기: the last earlier year's date of the same stage and time of the year; 전기: the last one."""
    earlier = [
        each
        for each in whens
        if each.stage == now.stage
        and each.age < now.age
        and (not in_season or (each.day.year < now.day.year and is_same_time(each.day, now.day)))
    ]
    return max(earlier, key=lambda each: each.age, default=None)


def offers(family: Family | Everyone, now: When) -> list[tuple[str, str]]:
    """동기 대비 and 전기 대비 of a date, as far as there are such dates."""
    found = []
    for label, in_season in (("동기 대비", True), ("전기 대비", False)):
        if then := before(now, family.comparable(now), in_season=in_season):
            href = reverse("compare", args=[family.code, then, now, ""])
            found.append((f"{label}: {then.short} → {now.short}", href))
    return found


def choosing_page(
    family: Family | Everyone, then: str = "", now: str = "", problem: str = ""
) -> dict:
    whens = family.whens
    return {
        "family": family,
        "problem": problem,
        "dates": [(when.slug, family.named(when)) for when in whens],
        "then": then or (whens[1].slug if len(whens) > 1 else ""),
        "now": now or (whens[0].slug if whens else ""),
        "offers": [(family.named(when), offers(family, when)) for when in whens],
    }


def compare_page(
    report: Report,
    request: HttpRequest,
    family: Family | Everyone,
    then: Side,
    now: Side,
    successors: Successors,
) -> dict[str, Any]:
    asked = read_asked_of_comparison(read_said(request.GET))
    return {
        "asked": asked,
        "family": family,
        "offices": [(side.when.short, family.named(side.when)) for side in (then, now)],
        "everyone": ""
        if family.office is None
        else reverse("compare", args=[EVERYONE, then.when, now.when, ""]),
        "executions": [
            (f"{side.when.short} 집행현황", reverse("execution", args=[code, side.when, ""]))
            for side in (then, now)
            for code in family.addresses(side.when)
        ],
        "offers": offers(family, now.when),
        "units": [unit.label for unit in Unit],
        "depths": [depth for depth in DEPTHS if family.office is None or depth != "실국"],
        "sorts": [
            (f"{sign}{key}", order_words(label, bool(sign)))
            for sign in ("-", "")
            for key, label in SORTS.items()
        ],
        "states": STATES,
        "departments": departments_of(then, now, successors, asked),
    }
