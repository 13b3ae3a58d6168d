"""A Book made from another: next year's, or the year's regrouped to a later organisation."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets.models import Book, LineItem, Program
from budgets.structuring import books as verbs
from budgets.structuring.books import Frame
from budgets.views.asking import carried_out, key_of_act, new_key
from budgets.views.structure import METHODS
from budgets.views.structure_acts import books_of, offices_of
from budgets.views.structure_forms import NextYearForm, ReasonForm, RegroupForm
from departments.door import signed_in
from departments.models import Department
from departments.pages import form_page


@dataclass(frozen=True, slots=True)
class Row:
    """A program on the form: which departments it may go to, and its lines, ticked or not."""

    program: Program
    chosen: int | None
    lines: tuple[tuple[LineItem, bool], ...]


@require_http_methods(METHODS)
@signed_in
def next_year(request, pk):
    own = get_object_or_404(books_of(request), pk=pk)
    first = {"year": own.fiscal_year + 1, "office": own.office_id}
    asked = NextYearForm(
        request.GET if "year" in request.GET else first, book=own, offices=offices_of(request)
    )
    frame = None
    if asked.is_valid():
        frame = Frame(asked.cleaned_data["office"], asked.cleaned_data["year"])
    return _make(request, own, frame, asked, title="다음 해 편성체계 만들기")


@require_http_methods(METHODS)
@signed_in
def regrouped(request, pk):
    own = get_object_or_404(books_of(request).filter(basis=Book.Basis.DRAWN), pk=pk)
    asked = RegroupForm(request.GET if "day" in request.GET else None)
    frame = None
    if asked.is_valid():
        frame = Frame(own.office, own.fiscal_year, asked.cleaned_data["day"])
    return _make(request, own, frame, asked, title="조직에 맞추어 다시 묶기")


def _make(request, own: Book, frame: Frame | None, asked, *, title: str):
    """Two steps on one address: for which year or day, then what goes where."""
    if frame is None and request.method == "POST":
        raise Http404
    said = request.POST if request.method == "POST" else None
    form = ReasonForm(said)
    programs = verbs.carried(own) if frame else []
    departments = {each.pk: each for each in verbs.departments_for(frame)} if frame else {}
    offered = verbs.offered(programs, frame) if frame else {}
    if said is not None:
        offered = {
            each.pk: departments.get(_number(said.get(f"department-{each.pk}", "")))
            for each in programs
        }
    is_regrouped = frame is not None and frame.organised_on is not None
    # Of what is regrouped nothing is left out, and the form has no boxes.
    has_boxes = said is not None and not is_regrouped
    taken = {_number(each) for each in said.getlist("line")} if has_boxes else None
    if has_boxes:
        # A box that the page did not have was not left empty by anybody.
        shown = {_number(each) for each in said.getlist("shown")}
        there = {line.pk for each in programs for line in each.carried_lines}
        taken |= there - shown
        if not there <= shown:
            form.add_error(None, "그사이에 더해진 세부사업이 있습니다. 다시 확인하십시오.")
    rows = [_row(each, offered[each.pk], taken) for each in programs]
    if said is not None and form.is_valid():
        left_out = [line.pk for row in rows for line, is_taken in row.lines if not is_taken]
        facts = {"by": request.user, "at": timezone.now(), "key": key_of_act(request)}
        made = {"book": own, "frame": frame, "departments": offered, "left_out": left_out}
        if carried_out(request, form, verbs.make_book, **made, **form.cleaned_data, **facts):
            same = {"fiscal_year": frame.fiscal_year, "basis": frame.basis}
            new = Book.objects.get(office=frame.office, **same)
            messages.success(request, f"{new} 편성체계를 만들었습니다.")
            return redirect("book", new.pk)
    context = {
        "book": own,
        "frame": frame,
        "title": title,
        "asked": asked,
        "form": form,
        "rows": rows,
        "departments": departments.values(),
        "program_count": len(rows),
        "line_count": sum(len(row.lines) for row in rows),
        "unplaced": [row.program for row in rows if row.chosen is None],
        "is_regrouped": is_regrouped,
        "is_there": frame is not None and _is_there(frame),
        "key": request.POST.get("key") or new_key(),
    }
    return form_page(request, "budgets/book_making.html", context, form)


def _row(program: Program, department: Department | None, taken: set[int] | None) -> Row:
    lines = tuple((line, taken is None or line.pk in taken) for line in program.carried_lines)
    return Row(program, department and department.pk, lines)


def _is_there(frame: Frame) -> bool:
    same = {"fiscal_year": frame.fiscal_year, "basis": frame.basis}
    return Book.objects.filter(office=frame.office, **same).exists()


def _number(said: str) -> int:
    """Of a page's own boxes; anything else is no number of anything."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
