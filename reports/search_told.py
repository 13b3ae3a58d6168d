"""찾기 beside the ledger: what documents tell besides amounts of lines, as far as it is published. One
query a kind of thing; the same thing in several documents is one entry."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from django.db.models import F
from django.urls import reverse

from budgets.models import Revenue, StatisticValue, Task
from budgets.reading.names import key_of
from departments.words import found_in
from reports.entries import Dated, Entry
from reports.finding_rows import published_findings
from reports.series import BESIDE, Telling, told_statistics
from reports.sources import document_words
from reports.task_sources import sources

FINDINGS, TASKS, SERIES, REVENUES = "시정·권고", "과제", "통계", "세입"
TOLD_GROUPS = (FINDINGS, TASKS, SERIES, REVENUES)


class _Place(NamedTuple):
    """Where something is told of; the newest stand first."""

    name: str
    under: str
    dated: Dated


def told_entries(text: str, last_name: Callable[[str], str]) -> list[Entry]:
    """`last_name`: the code under which an office is known today, by any that it had."""
    return [*_findings(text), *_tasks(text), *_series(text, last_name), *_revenues(text)]


def _findings(text: str) -> Iterable[Entry]:
    for each in published_findings():
        if not found_in(text, str(each), each.source, each.whose):
            continue
        year = f"{each.fiscal_year}년" if each.fiscal_year else ""
        under = " › ".join(filter(None, (each.office.name, year, each.source)))
        own = each.document
        dates = (Dated(own.key, reverse("document", args=[own.key, ""])),) if own else ()
        href = reverse("finding", args=[each.pk, ""])
        yield Entry(FINDINGS, str(each), href, under, dates=dates, dated="문서")


def _tasks(text: str) -> Iterable[Entry]:
    """A title that several reports print is one entry, leading to the newest; what an office entered of
    a year leads before them."""
    found: dict[tuple, list[_Place]] = {}
    rank = {(x.is_entered, x.of): (at, x) for at, x in enumerate(sources())}
    told = [*Task.objects.published(), *Task.objects.entered()]
    own = [(*rank[each.is_entered, each.document_id or each.returned_id], each) for each in told]
    for _, source, each in sorted(own, key=lambda one: (one[0], one[2].position)):
        if found_in(text, each.title):
            under = f"{source.office.name} › {each.get_kind_display()}"
            key = source.office.pk, each.kind, key_of(each.title)
            dated = Dated(source.key, source.href)
            found.setdefault(key, []).append(_Place(str(each), under, dated))
    yield from _entries(TASKS, found, "문서")


def _series(text: str, last_name: Callable[[str], str]) -> Iterable[Entry]:
    """By the name of a series, or of what it counts."""
    items: dict[int, set[str]] = {}
    counted = StatisticValue.objects.published().order_by()
    for pk, item in counted.values_list("statistic", "item").distinct():
        items.setdefault(pk, set()).add(item)
    found: dict[tuple, list[_Place]] = {}
    told = (Telling(each, ()) for each in told_statistics().select_related(*BESIDE))
    for telling in sorted(told, key=lambda one: one.order, reverse=True):
        each = telling.own
        names = (each.series, *sorted(items.get(each.pk, ())))
        if any(found_in(text, name) for name in names):
            office = each.office
            key = last_name(office.code), key_of(each.series)
            words = telling.key or telling.words
            dated = Dated(words, reverse("statistic", args=[each.pk, ""]))
            found.setdefault(key, []).append(_Place(each.series, office.name, dated))
    yield from _entries(SERIES, found, "문서와 때")


def _revenues(text: str) -> Iterable[Entry]:
    """Categories, and the sources that the prose names under them."""
    found: dict[tuple, list[_Place]] = {}
    rows = Revenue.objects.published().select_related("office", "parent")
    newest = F("document__key").desc(nulls_first=True)  # the databases differ in it
    for each in rows.order_by("-fiscal_year", newest, "pk"):
        if found_in(text, each.name):
            above = each.parent.name if each.parent else ""
            under = " › ".join(filter(None, (each.office.name, above)))
            key = each.office_id, above, key_of(each.name)
            href = reverse("revenue", args=[each.office.code, each.fiscal_year, ""])
            place = _Place(each.name, under, Dated(f"{each.fiscal_year}년", href))
            found.setdefault(key, []).append(place)
    yield from _entries(REVENUES, found, "회계연도")


def _entries(group: str, found: Mapping[tuple, list[_Place]], dated: str) -> Iterable[Entry]:
    for places in found.values():
        newest = places[0]
        dates = tuple(dict.fromkeys(place.dated for place in places))
        yield Entry(group, newest.name, newest.dated.href, newest.under, dates=dates, dated=dated)


def document_entry(key: str, title: str, printed_on: str, dates: tuple[Dated, ...]) -> Entry:
    """What it prints and whether that is right is on its own page; what it says of a date on that."""
    name = document_words(key, title, "")
    return Entry("문서", name, reverse("document", args=[key, ""]), printed_on, dates=dates)
