"""세입 in the office: which years were entered, drafts included; one account of a year as a form, with
its versions and their confirmation."""

from dataclasses import dataclass, replace

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import receiving, revenue_file, revenue_sheet
from budgets.amounts import Unit
from budgets.measures import REVENUE_MEASURES
from budgets.models import Account, Book, RevenueReturn
from budgets.models.change import offices_of
from budgets.receiving import newest, returns_of, rows_in
from budgets.revenue_sheet import LEVELS, Line, with_blanks
from budgets.rows_file import gone
from budgets.typed_rows import MOST_ROWS, box_name
from budgets.views.asking import unit_sent
from budgets.views.entry_file import Came, offered
from budgets.views.facing import unit_of
from budgets.views.fields import day_field
from budgets.views.versioned import UNITS, OfficePage, entered_page, offices_read
from departments.door import signed_in
from departments.models import Department


class DayForm(forms.Form):
    stage = forms.ChoiceField(label="단계", choices=[("결산", "결산"), ("집행", "집행")])
    day = day_field("기준일")


@require_safe
@signed_in
def own_revenues(request):
    offices, may = offices_read(request), request.rights.enters
    rows = RevenueReturn.objects.filter(office__in=offices).select_related("account")
    new = [_ways(office) for office in offices if office.pk in may]
    return entered_page(request, _Page, rows, ("-fiscal_year", "office", "account"), new)


def _ways(office: Department) -> tuple[Department, list[tuple[str, str]]]:
    """The accounts of the office's newest book, of this year and the two before."""
    accounts = _accounts(office)
    this = timezone.localdate().year
    known = Book.objects.filter(office=office).values_list("fiscal_year", flat=True)
    years = sorted({*known, this, this - 1}, reverse=True)
    return office, [
        (f"{year}년 {account}", reverse("own_revenue", args=[office.pk, year, account.pk]))
        for year in years
        for account in accounts
    ]


def _accounts(office: Department) -> list[Account]:
    own = Account.objects.filter(programs__book__office=office)
    return list(own.distinct().order_by("pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_revenue(request, pk, year, account):
    return _asked(request, pk, year, account).answer()


@require_safe
@signed_in
def revenue_template(request, pk, year, account):
    return _asked(request, pk, year, account).template_xlsx()


def _asked(request, pk: int, year: int, account: int) -> "_Page":
    office = get_object_or_404(offices_of(request.rights.reads), pk=pk)
    purse = next((each for each in _accounts(office) if each.pk == account), None)
    if purse is None or not 1948 <= year <= timezone.localdate().year:
        raise Http404
    return _Page(request, office, purse, year)


@dataclass(frozen=True, slots=True)
class _Typed:
    lines: list[Line]
    unit: Unit
    days: forms.Form


class _Page(OfficePage):
    template, listed = "budgets/revenue.html", "budgets/revenues.html"
    called = "세입"
    units = UNITS

    def __init__(self, request, office: Department, account: Account, year: int):
        self.account, self.year = account, year
        super().__init__(request, office, returns_of(office, account, year))

    @property
    def address(self) -> str:
        return reverse("own_revenue", args=[self.office.pk, self.year, self.account.pk])

    @property
    def heading(self) -> str:
        return f"{self.office} {self.year}년 {self.account} 세입"

    def sent(self) -> _Typed:
        posted = self.request.POST
        return _Typed(revenue_sheet.sent(posted), unit_sent(self.request), DayForm(posted))

    def stored(self, shown: RevenueReturn | None) -> _Typed:
        unit = self._unit(shown)
        lines = revenue_sheet.drawn(rows_in(shown), unit)
        first = {
            "stage": shown.stage if shown else "결산",
            "day": shown.day if shown else f"{self.year}-12-31",
        }
        lines = with_blanks(lines) if self.may_write else lines
        return _Typed(lines, unit, DayForm(initial=first))

    def _unit(self, shown: RevenueReturn | None) -> Unit:
        label = shown.unit if shown else Unit.THOUSAND.label
        return unit_of(self.request.GET.get("unit") or label)

    def with_more(self, typed: _Typed) -> _Typed:
        return replace(typed, lines=with_blanks(typed.lines))

    def texts(self, typed: _Typed) -> list[str]:
        return [text for line in typed.lines for text in line.cells.values()]

    def in_unit(self, typed: _Typed, unit: Unit) -> _Typed:
        lines = revenue_sheet.in_other_unit(typed.lines, typed.unit, unit)
        return replace(typed, lines=lines, unit=unit)

    def read(self, typed: _Typed):
        read = revenue_sheet.reading(typed.lines, typed.unit)
        if not typed.days.is_valid():
            return None, read.wrong
        return typed.days.cleaned_data | {"unit": typed.unit, "rows": read.rows}, read.wrong

    def unread(self, typed: _Typed):
        return revenue_sheet.beyond(self.request.POST, typed.lines)

    def hand_in(self, read: dict, **facts) -> RevenueReturn:
        known = {"office": self.office, "account": self.account, "fiscal_year": self.year}
        return receiving.hand_in_revenue(**known, **read, **facts)

    def confirm(self, returned: RevenueReturn, **facts):
        return receiving.confirm_revenue(returned=returned, **facts)

    def parts(self):
        """The rows of the newest version; where there is none yet, the categories of the year before."""
        last = self.last or newest(self.office, self.account, self.year - 1)
        unit = self._unit(last)
        lines = revenue_sheet.drawn(rows_in(last), unit)
        if self.last is None:
            lines = [revenue_sheet.blank(line.level, line.name) for line in lines]
        name = f"{self.office.name}_{self.year}_{self.account}_세입"
        return name, [revenue_file.template(self.heading, lines, unit)]

    def from_file(self, given: Came, typed: _Typed):
        found = revenue_file.read(given.sheets, self.year, given.unit)
        offered(found.unit, found.filling)
        if found.filling.misfits and not found.lines:
            return None, found.filling
        names = (row.name for row in rows_in(self.last))
        found.filling.notes += gone("과목", names, (line.name for line in found.lines))
        filled = replace(typed, lines=found.lines, unit=found.unit or Unit.WON)
        return filled, found.filling

    def drawn(self, typed: _Typed, shown, boxes: set[str]) -> dict:
        return {
            "heading": self.heading,
            "office": self.office,
            "account": self.account,
            "year": self.year,
            "form": typed.days,
            "unit": typed.unit,
            "levels": [str(level) for level in LEVELS],
            "measures": REVENUE_MEASURES.values(),
            "lines": [
                {
                    "at": at,
                    "line": line,
                    "boxes": [
                        (name := box_name(at, m), label, line.cells[m], name in boxes, was.get(m))
                        for m, label in REVENUE_MEASURES.items()
                    ],
                    "is_wrong": bool({box_name(at, part) for part in ("name", "level")} & boxes),
                }
                for at, line, was in self.each(typed.lines, lambda: self._otherwise(typed))
            ],
            "most": MOST_ROWS,
        }

    def _otherwise(self, typed: _Typed) -> list[dict[str, str]]:
        before = revenue_sheet.drawn(rows_in(self.last), typed.unit)
        return revenue_sheet.otherwise(typed.lines, before, typed.unit)
