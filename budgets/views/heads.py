"""정원과 현원 in the office: which days were entered, drafts included; one day as a form, with its versions
and their confirmation."""

from datetime import date
from functools import cached_property

from django import forms
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import head_file, head_sheet
from budgets.amounts import Count
from budgets.head_sheet import EVERYBODY, MEASURES, WHOLE_OFFICE, Line, Row, with_blanks
from budgets.models.change import offices_of
from budgets.rows_file import gone
from budgets.typed_rows import MOST_ROWS, Wrong, box_name
from budgets.views.entry_file import Came
from budgets.views.fields import day_field
from budgets.views.versioned import OfficePage, entered_page, offices_read
from departments import staffing
from departments.door import signed_in
from departments.models import Department, Headcount, HeadcountReturn
from departments.staffing import FIRST_YEAR, Heads


class DayForm(forms.Form):
    day = day_field("기준일")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not _is_past(day):
            words = f"{FIRST_YEAR}년부터 오늘까지의 날을 적습니다."
            raise forms.ValidationError(words)
        return day


def _is_past(day: date) -> bool:
    return date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate()


@require_safe
@signed_in
def own_heads(request):
    """Of the offices in which, or in a division of which, this person has any role. An address with an
    office and a day leads to that day's form."""
    offices = offices_read(request)
    mine = {str(each.pk): each for each in offices if each.pk in request.rights.enters}
    asked = request.GET.get("office", "")
    if asked and asked not in mine:
        raise Http404
    forms_of = {}
    for key, office in mine.items():
        said = request.GET if key == asked else None
        form = forms_of[key] = DayForm(said, initial={"day": timezone.localdate()})
        form.auto_id = f"id_%s_{key}"
        if form.is_valid():
            return redirect("own_head", office.pk, form.cleaned_data["day"].isoformat())
    rows = HeadcountReturn.objects.filter(office__in=offices)
    new = [(office, forms_of[key]) for key, office in mine.items()]
    return entered_page(request, _Page, rows, ("-as_of", "office"), new)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_head(request, pk, day):
    return _asked(request, pk, day).answer()


@require_safe
@signed_in
def head_template(request, pk, day):
    return _asked(request, pk, day).template_xlsx()


def _asked(request, pk: int, day: str) -> "_Page":
    office = get_object_or_404(offices_of(request.rights.reads), pk=pk)
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if asked.isoformat() != day or not _is_past(asked):
        raise Http404
    return _Page(request, office, asked)


class _Page(OfficePage):
    template, listed = "budgets/head.html", "budgets/heads.html"
    called = "인력"
    has_unit = False

    def __init__(self, request, office: Department, day: date):
        self.office, self.day = office, day
        self.document = staffing.document_of(office, day)
        super().__init__(
            request,
            office,
            staffing.returns_of(office, day),
            may_write=bool(self.departments) and not self.document,
            may_confirm=not self.document,
        )

    @cached_property
    def departments(self) -> dict[int, str]:
        return {each.pk: each.name for each in staffing.counted_on(self.office, self.day)}

    @property
    def address(self) -> str:
        return reverse("own_head", args=[self.office.pk, self.day.isoformat()])

    @property
    def heading(self) -> str:
        return f"{self.office} {self.day:%Y. %-m. %-d.} 정원과 현원"

    @property
    def choices(self) -> dict[str, str]:
        return {str(pk): name for pk, name in self.departments.items()} | {EVERYBODY: WHOLE_OFFICE}

    def sent(self) -> list[Line]:
        return head_sheet.sent(self.request.POST)

    def stored(self, shown: HeadcountReturn | None) -> list[Line]:
        if shown is None:
            return self._offered()
        lines = _lines_of(shown)
        return with_blanks(lines) if self.may_write else lines

    def _offered(self) -> list[Line]:
        """The groups of the last day before this one that anybody counted; of others one row."""
        whose = Q(department__in=self.departments)
        before = Headcount.objects.in_force().filter(whose, as_of__lt=self.day)
        last = before.order_by("-as_of").values_list("as_of", flat=True).first()
        known = before.filter(as_of=last).order_by("department__position", "department", "position")
        groups: dict[int, list[str]] = {pk: [] for pk in self.departments}
        for department, group in known.values_list("department", "group"):
            groups[department].append(group)
        return [
            head_sheet.blank(str(pk), group)
            for pk, own in groups.items()
            for group in (own or ([] if self._is_office_of_many(pk) else [""]))
        ]

    def _is_office_of_many(self, pk: int) -> bool:
        return pk == self.office.pk and len(self.departments) > 1

    def with_more(self, typed: list[Line]) -> list[Line]:
        return with_blanks(typed)

    def read(self, typed: list[Line]):
        read = head_sheet.reading(typed, self.departments)
        wrong = [head_sheet.of_whom(each, typed, self.departments) for each in read.wrong]
        return read.rows, (*wrong, *self._unsaid(read.rows))

    def unread(self, typed: list[Line]):
        return head_sheet.beyond(self.request.POST, typed)

    def _unsaid(self, rows) -> list[Wrong]:
        """Of whom no row says anything: no box is wrong."""
        known = staffing.counted_on(self.office, self.day)
        told = {row.department for row in rows}
        words = "인원이 없습니다. 한 명도 없으면 ‘0’이나 ‘-’를 적습니다."
        return [Wrong("", each.name, words) for each in staffing.missing(known, told)]

    def hand_in(self, read: tuple[Row, ...], **facts) -> HeadcountReturn:
        rows = [_as_heads(each) for each in read]
        return staffing.hand_in_heads(office=self.office, day=self.day, rows=rows, **facts)

    def confirm(self, returned: HeadcountReturn, **facts):
        return staffing.confirm_heads(returned=returned, **facts)

    def parts(self):
        lines = _lines_of(self.last) if self.last else self._offered()
        name = f"{self.office.name}_{self.day:%Y-%m-%d}_정원과 현원"
        return name, [head_file.template(self.heading, self.day, lines, self.choices)]

    def from_file(self, given: Came, typed: list[Line]):
        found = head_file.read(given.sheets, self.day, self.departments)
        if found.filling.misfits and not found.lines:
            return None, found.filling
        names = (self._called(line) for line in _lines_of(self.last))
        found.filling.notes += gone("줄", names, map(self._called, found.lines))
        return found.lines, found.filling

    def _called(self, line: Line) -> str:
        return f"{self.choices.get(line.department, '')} {line.group}"

    def _otherwise(self, typed: list[Line]) -> list[dict[str, str]]:
        return head_sheet.otherwise(typed, _lines_of(self.last))

    def drawn(self, typed: list[Line], shown: HeadcountReturn | None, boxes: set[str]) -> dict:
        return {
            "heading": self.heading,
            "office": self.office,
            "day": self.day,
            "most": MOST_ROWS,
            "document": self.document,
            "is_there": bool(self.departments),
            "departments": self.choices.items(),
            "measures": MEASURES.values(),
            "lines": [
                {
                    "at": at,
                    "line": line,
                    "whose": self.choices.get(line.department, ""),
                    "boxes": [
                        (box := box_name(at, m), label, line.cells[m], box in boxes, was.get(m))
                        for m, label in MEASURES.items()
                    ],
                    "wrong": {p for p in ("department", "group") if box_name(at, p) in boxes},
                }
                for at, line, was in self.each(typed, lambda: self._otherwise(typed))
            ],
        }


def _lines_of(returned: HeadcountReturn | None) -> list[Line]:
    return head_sheet.drawn(_as_row(each) for each in staffing.rows_in(returned))


def _as_heads(row: Row) -> Heads:
    cells = {
        measure: ("absent", None) if count is None else (count.state, count.number)
        for measure, count in row.cells.items()
    }
    return Heads(row.department, row.group, **cells)


def _as_row(heads: Heads) -> Row:
    said = {measure: getattr(heads, measure) for measure in MEASURES}
    cells = {m: None if state == "absent" else Count(state, n) for m, (state, n) in said.items()}
    return Row(heads.department, heads.group, cells)
