"""업무와 예산 in the office: which years were entered, drafts included; one year's tree of tasks as a form,
with its versions and their confirmation."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import planning, task_file, task_sheet
from budgets.amounts import Unit
from budgets.models import Book, Task, TaskReturn
from budgets.models.change import offices_of
from budgets.rows_file import gone
from budgets.task_sheet import KINDS, PARTS, STATED, VISIONS, Known, Line
from budgets.typed import UNITS
from budgets.typed_rows import MOST_ROWS, box_name
from budgets.views.entry_file import Came, offered
from budgets.views.facing import unit_of
from budgets.views.fields import day_field
from budgets.views.versioned import OfficePage, entered_page, offices_read
from departments.door import signed_in
from departments.models import Department


class SheetForm(forms.Form):
    day = day_field("기준일")
    unit = forms.ChoiceField(
        label="금액의 단위", choices=[(unit.label, unit.label) for unit in UNITS]
    )

    def said_by(self, day: date | None, unit: Unit | None) -> tuple["SheetForm", list[str]]:
        """With what a file says, and what that changes."""
        told = {"day": day and day.isoformat(), "unit": unit and unit.label}
        said = {key: text for key, text in told.items() if text and text != self.data.get(key)}
        notes = [
            f"{self.fields[key].label}: {text} (파일에 적힌 대로)" for key, text in said.items()
        ]
        return SheetForm({**self.data.dict(), **said}), notes


def _first(shown: TaskReturn | None) -> dict:
    return {
        "day": shown.day if shown else timezone.localdate(),
        "unit": shown.unit if shown else Unit.MILLION.label,
    }


@require_safe
@signed_in
def own_plans(request):
    offices, may = offices_read(request), request.rights.enters
    rows = TaskReturn.objects.filter(office__in=offices)
    new = [(office, _ways(office)) for office in offices if office.pk in may]
    return entered_page(request, _Page, rows, ("-fiscal_year", "office"), new)


def _ways(office: Department) -> list[tuple[str, str]]:
    """The years of the office's books, and this one: newest first."""
    known = Book.objects.filter(office=office).values_list("fiscal_year", flat=True)
    years = sorted({*known, timezone.localdate().year}, reverse=True)
    return [(f"{year}년", reverse("own_plan", args=[office.pk, year])) for year in years]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_plan(request, pk, year):
    return _asked(request, pk, year).answer()


@require_safe
@signed_in
def plan_template(request, pk, year):
    return _asked(request, pk, year).template_xlsx()


def _asked(request, pk: int, year: int) -> "_Page":
    office = get_object_or_404(offices_of(request.rights.reads), pk=pk)
    if not 1948 <= year <= timezone.localdate().year + 1:
        raise Http404
    return _Page(request, office, year)


@dataclass(frozen=True)
class _Typed:
    lines: list[Line]
    form: SheetForm


class _Page(OfficePage):
    template, listed = "budgets/plan.html", "budgets/plans.html"
    called = "업무와 예산"

    def __init__(self, request, office: Department, year: int):
        self.year = year
        super().__init__(request, office, planning.returns_of(office, year))

    @cached_property
    def known(self) -> Known:
        return planning.known_to(self.office, self.year)

    @property
    def address(self) -> str:
        return reverse("own_plan", args=[self.office.pk, self.year])

    @property
    def heading(self) -> str:
        return f"{self.office} {self.year}년 업무와 예산"

    def sent(self) -> _Typed:
        return _Typed(task_sheet.sent(self.request.POST), SheetForm(self.request.POST))

    def stored(self, shown: TaskReturn | None) -> _Typed:
        lines = task_sheet.drawn(planning.rows_in(shown), self.known)
        if self.may_write:
            lines = task_sheet.with_blanks(lines)
        return _Typed(lines, SheetForm(initial=_first(shown)))

    def with_more(self, typed: _Typed) -> _Typed:
        return _Typed(task_sheet.with_blanks(typed.lines), typed.form)

    def read(self, typed: _Typed):
        """What is wrong with the rows is told even where the unit is not known: in thousands."""
        is_said = typed.form.is_valid()
        unit = unit_of(typed.form.cleaned_data["unit"]) if is_said else Unit.THOUSAND
        read = task_sheet.reading(typed.lines, unit, self.known)
        sheet = {"unit": unit, "day": typed.form.cleaned_data["day"]} if is_said else None
        return sheet and sheet | {"rows": read.rows}, read.wrong

    def unread(self, typed: _Typed):
        return task_sheet.beyond(self.request.POST, typed.lines)

    def hand_in(self, read: dict, **facts) -> TaskReturn:
        return planning.hand_in_tasks(office=self.office, fiscal_year=self.year, **read, **facts)

    def confirm(self, returned: TaskReturn, **facts):
        return planning.confirm_tasks(returned=returned, **facts)

    def parts(self):
        first, known = _first(self.last), self.known
        departments = {str(pk): name for pk, name in known.departments.items()}
        lines = task_sheet.drawn(planning.rows_in(self.last), known)
        told = self.heading, first["day"], unit_of(first["unit"]), lines, departments
        return f"{self.office.name}_{self.year}_업무와 예산", [task_file.template(*told)]

    def from_file(self, given: Came, typed: _Typed):
        found = task_file.read(given.sheets, self.year, given.unit, self.known.departments)
        offered(found.unit, found.filling)
        if found.filling.misfits and not found.lines:
            return None, found.filling
        names = (row.title for row in planning.rows_in(self.last))
        found.filling.notes += gone("제목", names, (line.title for line in found.lines))
        form, notes = typed.form.said_by(found.day, found.unit)
        found.filling.notes += notes
        return _Typed(found.lines, form), found.filling

    def _otherwise(self, typed: _Typed) -> list[dict[str, str]]:
        before = task_sheet.drawn(planning.rows_in(self.last), self.known)
        return task_sheet.otherwise(typed.lines, before, self.known)

    def drawn(self, typed: _Typed, shown: TaskReturn | None, boxes: set[str]) -> dict:
        departments = [(str(pk), name) for pk, name in self.known.departments.items()]
        return {
            "heading": self.heading,
            "office": self.office,
            "year": self.year,
            "most": MOST_ROWS,
            "form": typed.form,
            "kinds": [(kind, Task.Kind(kind).label) for kind in KINDS],
            "visions": [*VISIONS],
            "measures": [*STATED.items()],
            "departments": departments,
            "choices": self.known.lines.values(),
            "lines": [
                {
                    "at": at,
                    "line": line,
                    "kind": dict(Task.Kind.choices).get(line.kind, ""),
                    "measure": STATED.get(line.measure, ""),
                    "department": dict(departments).get(line.department, ""),
                    "depth": {**VISIONS, **task_sheet.TASKS}.get(line.kind, 0) + 1,
                    "was": dict.fromkeys(PARTS) | was,
                    "wrong": {part for part in PARTS if box_name(at, part) in boxes},
                }
                for at, line, was in self.each(typed.lines, lambda: self._otherwise(typed))
            ],
        }
