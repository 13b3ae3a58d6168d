"""세입 in the office: which years were entered, drafts included; one account of a year as a form, with
its versions and their confirmation."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
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
from budgets.typed import UNITS, why_unit_stays
from budgets.typed_rows import MOST_ROWS, Wrong, box_name
from budgets.views.asking import (
    asked_version,
    carried_out,
    key_of_act,
    new_key,
    number_of,
    unit_sent,
)
from budgets.views.entry_file import FILL, FileEntry, came, offered, template_file
from budgets.views.facing import unit_of
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.models import Department
from departments.pages import form_page
from departments.text import squeezed

SAVE, PUBLISH, MORE, UNIT = "save", "publish", "more", "unit-"


class DayForm(forms.Form):
    stage = forms.ChoiceField(label="단계", choices=[("결산", "결산"), ("집행", "집행")])
    day = day_field("기준일")


@require_safe
@signed_in
def own_revenues(request):
    """Of the offices in which, or in a division of which, this person has any role."""
    if not request.rights.has_any:
        raise Http404
    offices = list(offices_of(request.rights.reads).order_by("position", "code"))
    own = RevenueReturn.objects.filter(office__in=offices)
    rows = own.select_related("office", "account", "by", "publication").order_by(
        "-fiscal_year", "office__position", "account", "-version"
    )
    newest_ones: dict[tuple, RevenueReturn] = {}
    for row in rows:
        newest_ones.setdefault((row.office_id, row.account_id, row.fiscal_year), row)
    may = request.rights.enters
    context = {
        "rows": newest_ones.values(),
        "new": [_ways(office) for office in offices if office.pk in may],
    }
    return render(request, "budgets/revenues.html", context)


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
    """Who has a role in the office reads it; three acts, each asks who may."""
    page = _asked(request, pk, year, account)
    if request.method != "POST":
        return page.draw(asked_version(request, page.own, page.last))
    act = request.POST.get("act", "")
    if act == PUBLISH and page.runs:
        return _confirm(page)
    if not page.may_write or not (act in (SAVE, MORE, FILL) or act.startswith(UNIT)):
        raise Http404
    lines, unit = revenue_sheet.sent(request.POST), unit_sent(request)
    days = DayForm(request.POST)
    if act == SAVE:
        return _save(page, lines, unit, days)
    if act == FILL:
        return _fill(page, lines, unit, days)
    if act == MORE:
        return page.draw(None, with_blanks(lines), unit, days)
    other = unit_of(act.removeprefix(UNIT))
    texts = [text for line in lines for text in line.cells.values()]
    if stays := why_unit_stays(texts, unit, other):
        request.refusals = stays
        return page.draw(None, lines, unit, days)
    return page.draw(None, revenue_sheet.in_other_unit(lines, unit, other), other, days)


@require_safe
@signed_in
def revenue_template(request, pk, year, account):
    """The rows of the newest version; where there is none yet, the categories of the year before."""
    page = _asked(request, pk, year, account)
    if not page.may_write:
        raise Http404
    last = page.last or newest(page.office, page.account, year - 1)
    unit = unit_of(request.GET.get("unit") or (last.unit if last else Unit.THOUSAND.label))
    lines = revenue_sheet.drawn(rows_in(last), unit)
    if page.last is None:
        lines = [Line(line.level, line.name, dict.fromkeys(line.cells, "")) for line in lines]
    title = f"{page.office} {year}년 {page.account} 세입"
    name = f"{page.office.name}_{year}_{page.account}_세입"
    return template_file([revenue_file.template(title, lines, unit)], name)


def _asked(request, pk: int, year: int, account: int) -> "_Page":
    office = get_object_or_404(offices_of(request.rights.reads), pk=pk)
    purse = next((each for each in _accounts(office) if each.pk == account), None)
    if purse is None or not 1948 <= year <= timezone.localdate().year:
        raise Http404
    return _Page(request, office, purse, year)


class _Page:
    def __init__(self, request, office: Department, account: Account, year: int):
        self.request, self.office, self.account, self.year = request, office, account, year
        self.last = newest(office, account, year)
        self.may_write = office.pk in request.rights.enters
        self.runs = office.pk in request.rights.confirms

    @property
    def own(self):
        return returns_of(self.office, self.account, self.year)

    @property
    def address(self) -> str:
        return reverse("own_revenue", args=[self.office.pk, self.year, self.account.pk])

    def entry(self) -> FileEntry:
        known = [self.office.pk, self.year, self.account.pk]
        return FileEntry(reverse("revenue_template", args=known))

    def was(self, lines: list[Line], unit: Unit, file: FileEntry) -> list[dict[str, str]]:
        """Of each row what the newest version says otherwise, where a file filled the form."""
        if not file.is_filled or self.last is None:
            return [{}] * len(lines)
        return revenue_sheet.otherwise(lines, revenue_sheet.drawn(rows_in(self.last), unit), unit)

    def draw(
        self,
        shown: RevenueReturn | None,
        lines: list[Line] | None = None,
        unit: Unit | None = None,
        days: forms.Form | None = None,
        wrong: tuple[Wrong, ...] = (),
        *,
        is_refused: bool = False,
        file: FileEntry | None = None,
    ):
        is_last = lines is not None or shown == self.last
        may_write = self.may_write and is_last
        if lines is None:
            label = shown.unit if shown else Unit.THOUSAND.label
            unit = unit_of(self.request.GET.get("unit") or label)
            lines = revenue_sheet.drawn(rows_in(shown), unit)
            lines = with_blanks(lines) if may_write else lines
        refusals = getattr(self.request, "refusals", [])
        boxes = {each.box for each in wrong}
        file = file or self.entry()
        first = {
            "stage": shown.stage if shown else "결산",
            "day": shown.day if shown else f"{self.year}-12-31",
        }
        context = {
            "heading": f"{self.office} {self.year}년 {self.account} 세입",
            "office": self.office,
            "account": self.account,
            "year": self.year,
            "address": self.address,
            "shown": self.last if is_last else shown,
            "last": self.last,
            "is_last": is_last,
            "may_write": may_write,
            "runs": self.runs,
            "form": days or DayForm(initial=first),
            "unit": unit,
            "units": UNITS,
            "levels": [str(level) for level in LEVELS],
            "measures": REVENUE_MEASURES.values(),
            "lines": [
                _drawn(at, line, boxes, was)
                for at, (line, was) in enumerate(
                    zip(lines, self.was(lines, unit, file), strict=True)
                )
            ],
            "most": MOST_ROWS,
            "told": file.told(wrong),
            "file": file,
            "refusals": refusals,
            "versions": self.own.select_related("by", "publication__by").order_by("-version"),
            "follows": self.last.version if self.last else 0,
            "key": new_key(),
        }
        is_refused = is_refused or bool(wrong or file.misfits)
        return form_page(self.request, "budgets/revenue.html", context, is_refused=is_refused)


def _drawn(at: int, line: Line, wrong: set[str], was: Mapping[str, str]) -> dict:
    boxes = [
        (box_name(at, m), label, line.cells[m], box_name(at, m) in wrong, was.get(m))
        for m, label in REVENUE_MEASURES.items()
    ]
    return {
        "at": at,
        "line": line,
        "boxes": boxes,
        "is_wrong": box_name(at, "name") in wrong or box_name(at, "level") in wrong,
    }


def _save(page: _Page, lines: list[Line], unit: Unit, days: forms.Form):
    read = revenue_sheet.reading(lines, unit)
    wrong = (*read.wrong, *revenue_sheet.beyond(page.request.POST, lines))
    if not days.is_valid() or wrong:
        return page.draw(None, lines, unit, days, wrong, is_refused=True)
    follows = number_of(page.request, "follows")
    done: list[RevenueReturn] = []
    carried_out(
        page.request,
        None,
        lambda **said: done.append(receiving.hand_in_revenue(**said)),
        office=page.office,
        account=page.account,
        fiscal_year=page.year,
        unit=unit,
        rows=read.rows,
        follows=follows,
        by=page.request.user,
        at=timezone.now(),
        key=key_of_act(page.request),
        **days.cleaned_data,
    )
    if not done:
        return page.draw(None, lines, unit, days)
    words = f"세입 제{done[0].version}판을 냈습니다. 낸 사람이 아닌 검토자나 총괄이 공개합니다."
    messages.success(page.request, words)
    return redirect(page.address)


def _fill(page: _Page, lines: list[Line], unit: Unit, days: forms.Form):
    """What a file says, in the place of what was typed; or what is wrong with the file."""
    file, given = page.entry(), came(page.request)
    file.name, file.misfits = given.name, given.misfits
    if given.misfits:
        return page.draw(None, lines, unit, days, file=file)
    found = revenue_file.read(given.sheets, page.year, given.unit)
    offered(found.unit, found.filling)
    read = revenue_sheet.reading(found.lines, found.unit or Unit.WON)
    if found.filling.misfits:
        file.refuse(found.filling, read.wrong if found.lines else ())
        return page.draw(None, lines, unit, days, file=file)
    file.fill(found.filling)
    if gone := _gone(page.last, found.lines):
        file.notes = [*file.notes, f"앞의 판에 있고 파일에 없는 과목: {', '.join(gone)}"]
    return page.draw(None, found.lines, found.unit, days, read.wrong, file=file)


def _gone(last: RevenueReturn | None, lines: list[Line]) -> list[str]:
    now = {squeezed(line.name) for line in lines}
    return [row.name for row in rows_in(last) if squeezed(row.name) not in now]


def _confirm(page: _Page):
    version = number_of(page.request, "version")
    returned = get_object_or_404(page.own, version=version)
    facts = {"returned": returned, "by": page.request.user, "at": timezone.now()}
    if carried_out(page.request, None, receiving.confirm_revenue, **facts):
        messages.success(page.request, f"세입 제{version}판을 공개했습니다.")
        return redirect(page.address)
    return page.draw(returned)
