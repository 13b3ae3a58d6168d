"""편성체계 for the operator: the Books of his offices, one of them, and a program or a line of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from budgets.models import Book, Figure, LineItem
from budgets.structuring import books, lines, programs
from budgets.structuring.acts import amounts_left, is_used
from budgets.structuring.books import Frame
from budgets.structuring.joining import links_known
from budgets.structuring.totals import totals_beside
from budgets.views import structure_forms as forms
from budgets.views.joining import join_offers, links_told
from budgets.views.structure_acts import (
    Offer,
    acts_page,
    books_of,
    carry_out,
    departments_of,
    lines_of,
    offices_of,
    programs_of,
)
from departments.door import signed_in

SHOWN = 100  # records on a page
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@signed_in
def structure(request):
    own = books_of(request)
    offer = Offer(
        "open",
        "빈 편성체계 만들기",
        "만들기",
        _open_empty,
        "빈 편성체계를 만들었습니다. 정책사업부터 더합니다.",
        forms.EmptyBookForm,
        {"offices": offices_of(request)},
        "지난 편성체계가 있으면 그것에서 만드는 편이 낫습니다. 사업이 해마다 이어진 것으로 남습니다.",
    )
    drawn, done = carry_out(request, [offer])
    if done:
        return redirect("structure")
    counted = own.annotate(
        program_count=Count("programs", distinct=True),
        line_count=Count("programs__lines", distinct=True),
        date_count=Count("dates", distinct=True),
    ).order_by("-fiscal_year", "office__position", "office", "basis")
    return acts_page(request, "budgets/structure.html", {"books": counted, "acts": drawn})


def _open_empty(*, office, fiscal_year, **facts):
    return books.open_book(frame=Frame(office, fiscal_year), **facts)


# --- one Book -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A line on the page of its Book."""

    line: LineItem
    has_figures: bool
    was: tuple[LineItem, ...]
    becomes: tuple[LineItem, ...]


@require_http_methods(METHODS)
@signed_in
def book(request, pk):
    own = get_object_or_404(books_of(request), pk=pk)
    offer = Offer(
        "add",
        "정책사업 더하기",
        "더하기",
        programs.add_program,
        "정책사업을 더했습니다. 그 이름을 눌러 세부사업을 더합니다.",
        forms.AddProgramForm,
        {"departments": departments_of(own)},
    )
    drawn, done = carry_out(request, [offer], book=own)
    if done:
        return redirect("book", own.pk)
    found = _purses(own, request.rights.operates)
    context = {
        "book": own,
        "purses": found,
        "program_count": sum(len(groups) for _, groups in found),
        "line_count": LineItem.objects.going_on().filter(program__book=own).count(),
        "is_drawn": own.basis == Book.Basis.DRAWN,
        "totals": [] if own.basis == Book.Basis.DRAWN else totals_beside(own),
        "acts": drawn,
        "records": own.records.select_related("by")[:SHOWN],
    }
    return acts_page(request, "budgets/book.html", context)


def _purses(own: Book, run: Collection[int]) -> list[tuple]:
    """By account, its programs in council order with their lines."""
    ordered = own.programs.select_related("department", "account").order_by(
        "account", "position", "pk"
    )
    told = Exists(Figure.objects.filter(line=OuterRef("pk")).order_by())
    rows = LineItem.objects.filter(program__book=own).annotate(has_figures=told)
    was, becomes = _links(own, run)
    places: dict[int, list[Place]] = {}
    for line in rows.order_by("position", "pk"):
        place = Place(line, line.has_figures, _of(was, line), _of(becomes, line))
        places.setdefault(line.program_id, []).append(place)
    return [
        (account, [(each, places.get(each.pk, [])) for each in group])
        for account, group in groupby(ordered, key=lambda program: program.account)
    ]


def _links(
    own: Book, run: Collection[int]
) -> tuple[dict[int, list[LineItem]], dict[int, list[LineItem]]]:
    """What the lines were before, in whichever Book, and what they became."""
    sides = ("before__program", "after__program")
    ends = [f"{side}__{end}" for side in sides for end in ("book", "department")]
    links = links_known(run).standing().select_related(*ends)
    was: dict[int, list[LineItem]] = {}
    for link in links.filter(after__program__book=own):
        was.setdefault(link.after_id, []).append(link.before)
    becomes: dict[int, list[LineItem]] = {}
    for link in links.filter(before__program__book=own):
        becomes.setdefault(link.before_id, []).append(link.after)
    return was, becomes


def _of(found: dict[int, list[LineItem]], line: LineItem) -> tuple[LineItem, ...]:
    return tuple(found.get(line.pk, ()))


# --- one program ----------------------------------------------------------------------------------


@require_http_methods(METHODS)
@signed_in
def program(request, pk):
    own = get_object_or_404(programs_of(request), pk=pk)
    there = list(own.lines.order_by("position", "pk"))
    drawn, done = carry_out(request, list(_program_offers(own, there)), program=own)
    if done:
        return redirect("book", own.book_id)
    context = {"program": own, "book": own.book, "lines": there, "acts": drawn}
    return acts_page(request, "budgets/book_program.html", context)


def _program_offers(own, there: list[LineItem]) -> Iterable[Offer]:
    going_on = [line for line in there if line.ends_on is None]
    is_fixed = len(going_on) < len(there) or is_used(*going_on)
    is_told = Figure.objects.filter(line__in=there).exists()
    departments = departments_of(own.book).exclude(pk=own.department_id)
    siblings = own.lines.filter(ends_on=None).order_by("position", "pk")
    yield Offer(
        "add",
        "세부사업 더하기",
        "더하기",
        lines.add_line,
        "세부사업을 더했습니다.",
        forms.AddLineForm,
        {"siblings": siblings},
    )
    if not is_fixed or going_on:
        yield Offer(
            "rename",
            "이름 바꾸기",
            "바꾸기",
            programs.rename_program,
            "정책사업의 이름을 바꾸었습니다.",
            forms.NamedFromForm if is_fixed else forms.NameForm,
            note=_GOES_ON if is_fixed else "",
        )
        yield Offer(
            "move",
            "다른 부서로 옮기기",
            "옮기기",
            programs.move_program,
            "정책사업을 옮겼습니다.",
            forms.MovedProgramForm if is_fixed else forms.MoveProgramForm,
            {"departments": departments},
            note=_GOES_ON if is_fixed else "",
        )
    if not is_told:
        others = own.book.programs.exclude(pk=own.pk).filter(account=own.account_id)
        yield Offer(
            "place",
            "차례 바꾸기",
            "바꾸기",
            programs.place_program,
            "차례를 바꾸었습니다.",
            forms.PlaceForm,
            {"siblings": others.select_related("department").order_by("position", "pk")},
        )
    if going_on:
        yield Offer(
            "end",
            "끝내기",
            "끝내기",
            programs.end_program,
            "정책사업을 끝냈습니다.",
            forms.EndWithAmountsForm if amounts_left(going_on) else forms.EndForm,
            note="이어지고 있는 세부사업을 모두 그날로 끝냅니다.",
        )
    if not there:
        yield Offer("remove", "지우기", "지우기", programs.remove_program, "정책사업을 지웠습니다.")


# --- one line -------------------------------------------------------------------------------------

_GOES_ON = (
    "낸 금액이 있어 지나간 기준일의 이름과 자리는 그대로 남습니다. 적은 첫날부터 새 사업이 이어받고, "
    "두 사업은 이어진 것으로 기록됩니다."
)


@require_http_methods(METHODS)
@signed_in
def line(request, pk):
    own = get_object_or_404(lines_of(request), pk=pk)
    offers = [*_line_offers(own), *join_offers(request, own)]
    drawn, done = carry_out(request, offers, line=own)
    if done:
        return redirect("book", own.program.book_id)
    was, becomes = _links(own.program.book, request.rights.operates)
    context = {
        "line": own,
        "program": own.program,
        "book": own.program.book,
        "was": _of(was, own),
        "becomes": _of(becomes, own),
        "links": links_told(request, own),
        "left": next(iter(amounts_left([own])), None),
        "acts": drawn,
    }
    return acts_page(request, "budgets/book_line.html", context)


def _line_offers(own: LineItem) -> Iterable[Offer]:
    if own.ends_on is not None:
        if not own.went_on.filter(after__program__book=own.program.book_id).exists():
            done = "끝낸 것을 거두었습니다. 사업이 다시 이어집니다."
            yield Offer("resume", "다시 잇기", "다시 잇기", lines.resume_line, done)
        return
    used = is_used(own)
    siblings = own.program.lines.exclude(pk=own.pk).filter(ends_on=None)
    others = own.program.book.programs.exclude(pk=own.program_id)
    others = others.filter(account=own.program.account_id).select_related("department")
    note = _GOES_ON if used else ""
    yield Offer(
        "rename",
        "이름 바꾸기",
        "바꾸기",
        lines.rename_line,
        "세부사업의 이름을 바꾸었습니다.",
        forms.NamedFromForm if used else forms.NameForm,
        note=note,
    )
    yield Offer(
        "move",
        "다른 정책사업으로 옮기기",
        "옮기기",
        lines.move_line,
        "세부사업을 옮겼습니다.",
        forms.MovedLineForm if used else forms.MoveLineForm,
        {"programs": others.order_by("department__position", "position", "pk")},
        note=note,
    )
    if not own.figures.exists():
        yield Offer(
            "place",
            "차례 바꾸기",
            "바꾸기",
            lines.place_line,
            "차례를 바꾸었습니다.",
            forms.PlaceForm,
            {"siblings": siblings.order_by("position", "pk")},
        )
    yield Offer(
        "end",
        "끝내기",
        "끝내기",
        lines.end_line,
        "세부사업을 끝냈습니다.",
        forms.EndWithAmountsForm if amounts_left([own]) else forms.EndForm,
    )
    if not used:
        came = own.came_from.filter(before__program__book=own.program.book_id).exists()
        yield Offer(
            "remove",
            "지우기",
            "지우기",
            lines.remove_line,
            "세부사업을 지웠습니다.",
            note="앞 사업이 끝나지 않은 것으로 다시 이어집니다." if came else "",
        )
