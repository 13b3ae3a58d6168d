"""What there is of an office besides its execution tables, each kind with its years or dates.

One list, asked once for all offices of a page: a kind of which nothing is published is not told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from budgets.models import (
    BudgetChange,
    Finding,
    ReportingDate,
    Revenue,
    SettlementItem,
    Task,
    TaskReturn,
)
from departments.models import Department
from reports.bridge_dates import dates_with_bridges
from reports.dates import When, stamp, when_of
from reports.expense import dates_with_expenses
from reports.series import told_statistics

Stage = ReportingDate.Stage
_KEPT = "reports.rooms"  # with the stamp and the offices they are of


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    ways: tuple[tuple[str, str], ...]  # words and address, the newest first


def rooms(offices: Sequence[Department], dates: Sequence[ReportingDate]) -> dict[int, list[Room]]:
    """Asked once until something is published. `dates`: the published ones, the newest first."""
    now = stamp(), tuple(sorted(office.pk for office in offices))
    kept, found = cache.get(_KEPT, ("", None))
    if found is None or kept != now:
        found = read_rooms(offices, dates)
        cache.set(_KEPT, (now, found), timeout=None)
    return found


def read_rooms(
    offices: Sequence[Department], dates: Sequence[ReportingDate]
) -> dict[int, list[Room]]:
    own: dict[int, list[ReportingDate]] = defaultdict(list)
    for date in dates:
        own[date.book.office_id].append(date)
    known = _Known([office.pk for office in offices if own[office.pk]], dates)
    return {office.pk: list(_rooms(office, own[office.pk], known)) for office in offices}


class _Known:
    """Of which years and documents each office has what."""

    def __init__(self, offices: Sequence[int], dates: Sequence[ReportingDate]):
        own = [date for date in dates if date.book.office_id in offices]
        self.spent = dates_with_expenses(own)
        self.bridged = dates_with_bridges(own)
        revenue = Revenue.objects.published().filter(office__in=offices)
        moved = SettlementItem.objects.published()
        entered = BudgetChange.objects.published()
        book = "reporting_date__book__"
        self.revenue = _by_office(revenue, "office", "fiscal_year")
        self.moved = _by_office(moved, f"{book}office", f"{book}fiscal_year")
        for side in ("taken_from", "given_to"):
            whose = f"{side}__program__book__"
            years = _by_office(
                entered.filter(**{f"{side}__isnull": False}),
                f"{whose}office",
                f"{whose}fiscal_year",
            )
            for office, found in years.items():
                self.moved.setdefault(office, set()).update(found)
        self.tasks = _by_office(Task.objects.published(), "document__office", "document__key")
        self.plans = _by_office(TaskReturn.objects.in_force(), "office", "fiscal_year")
        self.findings = _by_office(Finding.objects.published(), "office", "pk")
        self.counted = _by_office(told_statistics().with_house(), "house", "pk")


def _by_office(found, office: str, what: str) -> dict[int, set]:
    by_office: dict[int, set] = defaultdict(set)
    for whose, each in found.order_by().values_list(office, what).distinct():
        by_office[whose].add(each)
    return by_office


def _rooms(office: Department, dates: Sequence[ReportingDate], known: _Known) -> Iterator[Room]:
    if not dates:
        return
    code = office.code
    drawn = [date for date in dates if not when_of(date).is_regrouped]
    years = _years(date for date in drawn if date.stage == Stage.BUDGET)
    yield from _room("예산 (전년 대비)", ((f"{y}년", _at("budget", code, y)) for y in years))
    running = [when_of(date) for date in drawn if date.stage != Stage.BUDGET]
    bridged = [when_of(date) for date in drawn if date.pk in known.bridged]
    yield from _room("예산현액의 다리", _dated("bridge", code, bridged))
    moved = sorted(known.moved.get(office.pk, ()), reverse=True)
    yield from _room("예산 변동 대장", ((f"{y}년", _at("register", code, y)) for y in moved))
    settled = [when for when in running if when.is_settled]
    yield from _room("결산", _dated("settlement", code, settled))
    revenue = sorted(known.revenue.get(office.pk, ()), reverse=True)
    yield from _room("세입 결산", ((f"{y}년", _at("revenue", code, y)) for y in revenue))
    spent = [when_of(date) for date in drawn if date in known.spent]
    yield from _room("업무추진비", _dated("expense", code, spent))
    if found := known.findings.get(office.pk):
        href = f"{reverse('findings', args=[''])}?{urlencode({'office': office.name})}"
        yield Room("시정·권고사항", ((f"{len(found)}건", href),))
    documents = sorted(known.tasks.get(office.pk, ()), reverse=True)
    plans = sorted(known.plans.get(office.pk, ()), reverse=True)
    entered = ((f"{year}년", _at("entered_tasks", code, year)) for year in plans)
    printed = ((key, _at("tasks", key)) for key in documents)
    yield from _room("업무와 예산", (*entered, *printed))
    if known.counted.get(office.pk):
        yield Room("통계", (("모든 통계", reverse("statistics", args=[""])),))
    yield Room(
        "조직과 계보",
        (
            ("부서", _at("lineage", code)),
            ("세부사업", _at("lineage_lines", code)),
            ("인력과 예산", _at("lineage_people", code)),
            *((("재편한 예산", _at("regrouped", code)),) if len(drawn) < len(dates) else ()),
        ),
    )


def _room(name: str, ways: Iterable[tuple[str, str]]) -> Iterator[Room]:
    if told := tuple(ways):
        yield Room(name, told)


def _years(dates: Iterable[ReportingDate]) -> list[int]:
    return sorted({date.book.fiscal_year for date in dates}, reverse=True)


def _dated(page: str, code: str, whens: Iterable[When]) -> Iterator[tuple[str, str]]:
    return ((when.words, reverse(page, args=[code, when, ""])) for when in whens)


def _at(page: str, *of) -> str:
    return reverse(page, args=[*of, ""])
