"""통계 in the office: which there are, drafts included; one version of one; a new one.

업무추진비 is a series with two blocks, by line and by field, which have to come to the same.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import counting, tally_file
from budgets.counted import (
    Known,
    counts_of,
    expense_programs,
    kin_of,
    ledger_of,
    line_that_paid,
    newest_version,
    other_items,
    readable,
    series_of,
    waiting,
)
from budgets.models import LineItem, Program, Statistic
from budgets.paying import going_on, lines_to_name
from budgets.tally import LINES, MOST_ROWS, Block, beyond, drawn, sent
from budgets.tally_read import Read, Wrong, read
from budgets.tally_sheets import beginning_expense, blank, filled_from_ledger
from budgets.views.asking import as_number, as_refusal, carried_out, key_of_act, new_key, number_of
from budgets.views.count_sheet import drawn_sheet
from budgets.views.entry_file import FILL as FILE
from budgets.views.entry_file import FileEntry, template_file
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.models import Department
from departments.pages import form_page

RECORD, CHECK, MORE, FILL = "record", "check", "more", "fill"


class CountForm(forms.Form):
    series = forms.CharField(
        label="통계의 이름",
        max_length=60,
        help_text="예: 민원 접수. 같은 이름이 있으면 이어집니다.",
    )
    first = day_field("첫날", "하루의 현황이면 비워 둡니다.", required=False)
    last = day_field("마지막 날 (기준일)")
    line = forms.ChoiceField(
        label="예산을 대는 세부사업",
        required=False,
        help_text="통계가 세는 일의 예산입니다. 없거나 여럿이면 비워 둡니다.",
    )
    reason = forms.CharField(label="고친 까닭", max_length=200)

    def __init__(self, *args, is_named: bool, is_again: bool, payers, **kwargs):
        super().__init__(*args, **kwargs)
        if payers:
            self.fields["line"].choices = _to_choose(payers)
        else:
            del self.fields["line"]
        if is_named:
            del self.fields["series"]
        if is_again:
            self.fields["last"].disabled = True
        else:
            del self.fields["reason"]

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and first > last:
            self.add_error("first", "첫날이 마지막 날보다 뒤입니다.")
        if last and last > timezone.localdate():
            self.add_error("last", "마지막 날이 오늘보다 뒤입니다.")
        return said


def _to_choose(payers: Sequence[LineItem]) -> list:
    """Under their books."""
    books: dict[str, list[tuple[str, str]]] = {}
    for line in payers:
        books.setdefault(str(line.program.book), []).append((str(line.pk), str(line)))
    return [("", "없음"), *books.items()]


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="거두는 까닭", max_length=200)


@require_safe
@signed_in
def own_counts(request):
    """Of the offices in which this person has any role."""
    rights = request.rights
    if not rights.has_any:
        raise Http404
    offices = _offices(rights.reads)
    entered = readable(offices).filter(document=None).order_by("-at", "-pk")
    public = set(Statistic.objects.published().filter(pk__in=entered).values_list("pk", flat=True))
    own = _offices(rights.writes)
    context = {
        "entered": [(one, one.pk in public) for one in entered],
        "waits": {one.pk for one in waiting(rights.operates) if one.by_id != request.user.pk},
        "series": _own_series(rights.writes) if own else [],
        "programs": expense_programs(rights.writes) if own else [],
        "may_write": bool(own),
    }
    return render(request, "budgets/counts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_count(request, pk):
    """One version. Two forms, each says which act it is: publish, take back."""
    offices = _offices(request.rights.reads)
    own = get_object_or_404(readable(offices).filter(document=None), pk=pk)
    is_newest = _is_newest(own)
    counts = counts_of(own)
    writes = own.department_id in request.rights.writes
    runs = own.department_id in request.rights.operates
    form = TakeBackForm()
    if request.method == "POST":
        act, key = request.POST.get("act", ""), key_of_act(request)
        if (act, True) not in (("take_back", writes), ("publish", runs)):
            raise Http404
        facts = {"statistic": own, "by": request.user, "at": timezone.now()}
        if act == "take_back":
            form = TakeBackForm(request.POST)
            done = "거두었습니다. 총괄이 공개하면 독자에게서도 사라집니다."
            verb = as_refusal(counting.take_back)
            is_done = form.is_valid() and carried_out(
                request, form, verb, **form.cleaned_data, key=key, **facts
            )
        else:
            done = "공개했습니다."
            is_done = carried_out(request, None, counting.publish, **facts)
        if is_done:
            messages.success(request, done)
            return redirect("own_counts" if act == "take_back" else request.path)
    same = readable(offices).filter(document=None, department=own.department, last=own.last)
    context = {
        "own": own,
        "is_public": Statistic.objects.published().filter(pk=pk).exists(),
        "is_newest": is_newest,
        "versions": same.filter(series=own.series).order_by("-version"),
        "sheet": drawn_sheet(blocks := drawn(counts, again=True, more=0), read(blocks)),
        "others": other_items(own) if counts else ([], []),
        "form": form if writes and is_newest and counts else None,
        "may_publish": runs and is_newest and own.by_id != request.user.pk,
        "refusals": getattr(request, "refusals", []),
        "key": new_key(),
    }
    return form_page(request, "budgets/count.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def count_new(request):
    """Of a department, and of a series, a program's 업무추진비 or a version that the address names."""
    begun = Begun(request)
    is_sent = request.method == "POST"
    act = request.POST.get("act", "")
    if is_sent and act not in (RECORD, CHECK, MORE, FILL, FILE):
        raise Http404
    asked = {"is_named": bool(begun.name), "is_again": begun.again is not None}
    asked["payers"] = begun.payers
    form = CountForm(request.POST if is_sent else None, initial=begun.said, **asked)
    blocks, found = (sent(request.POST) if is_sent else begun.blocks()), None
    file = _entry(request)
    if is_sent:
        is_valid, name = form.is_valid(), begun.name or form.cleaned_data.get("series", "")
        ledger = _ledger(begun, name, form, blocks)
        if act in (MORE, FILE):  # days and names are not asked for yet
            form = CountForm(initial=begun.said | request.POST.dict(), **asked)
        if act == FILE:
            blocks, found = _from_file(request, file, blocks, ledger)
        elif act == MORE:
            blocks = [block if block.is_whole else block.longer(5) for block in blocks]
        elif act == FILL:
            blocks = filled_from_ledger(blocks, ledger or {})
            if ledger is None:
                form.add_error(None, "이 날에 제출한 집행액이 없어 가져올 것이 없습니다.")
        else:
            found = _with_beyond(read(blocks, ledger), beyond(request.POST, blocks))
            is_right = act == RECORD and is_valid and not found.wrong
            if is_right and (done := _recorded(request, form, begun, name, found.counts)):
                messages.success(request, "적었습니다. 총괄이 공개하면 누구나 읽습니다.")
                return redirect("own_count", done.pk)
    told, newest = file.told(_told(found)), begun.again and _newest(begun.again)
    is_compared = newest and (file.is_filled or newest != begun.again)
    before = drawn(counts_of(newest), again=True, more=0) if is_compared else ()
    context = {
        "begun": begun,
        "form": form,
        "signed": file.signed(request, f"{begun.department} {begun.name or '새 통계'}", told),
        "sheet": drawn_sheet(blocks, found, before),
        "told": told,
        "file": file,
        "most": MOST_ROWS,
        "newest": newest,
        "is_right": found is not None and not found.wrong,
        "has_lines": any(block.label == LINES for block in blocks),
        "key": request.POST.get("key") or new_key(),
    }
    is_refused = bool(file.misfits or (found and found.wrong))
    return form_page(request, "budgets/count_new.html", context, form, is_refused=is_refused)


@require_safe
@signed_in
def count_template(request):
    """Of the series that the address names: its rows, with the last values beside."""
    begun = Begun(request)
    name = begun.name or "새 통계"
    title = f"{begun.department} {name}"
    parts = tally_file.template(title, begun.blocks())
    return template_file(parts, f"{begun.department.name}_{name}")


def _entry(request) -> FileEntry:
    query = request.META.get("QUERY_STRING", "")
    address = reverse("count_template")
    return FileEntry(f"{address}?{query}" if query else address, has_unit=False)


def _from_file(request, file: FileEntry, blocks, ledger) -> tuple[Sequence[Block], Read | None]:
    """What a file says, in the place of what was typed; or what is wrong with the file."""
    made = file.take(
        request,
        lambda given: tally_file.read(given.sheets, blocks),
        lambda made: _told(read(made, ledger)),
    )
    return (blocks, None) if made is None else (made, read(made, ledger))


def _told(found: Read | None) -> list[tuple[str, str, str]]:
    return [(each.field, "", each.words) for each in found.wrong] if found else []


def _with_beyond(found: Read, many: int) -> Read:
    """What the sheet has no room for is not left out in silence."""
    if not many:
        return found
    said = f"표에 들어가지 않아 읽지 않은 칸이 {many}개 있습니다. 한 표는 {MOST_ROWS}줄까지입니다."
    return replace(found, wrong=(*found.wrong, Wrong("", said)))


def _ledger(begun: "Begun", name: str, form, blocks) -> dict[str, int] | None:
    if not any(block.label == LINES for block in blocks):
        return None
    return ledger_of(begun.department, name, form.cleaned_data.get("last"))


def _recorded(request, form, begun: "Begun", name: str, counts) -> Statistic | None:
    said = form.cleaned_data
    facts = {"first": said["first"], "last": said["last"], "reason": said.get("reason", "")}
    payers = {str(line.pk): line for line in begun.payers}
    done: list[Statistic] = []
    carried_out(
        request,
        form,
        as_refusal(lambda **given: done.append(counting.enter(**given))),
        department=begun.department,
        series=name,
        counts=counts,
        line=payers.get(said.get("line", "")),
        begins=(begun.again and (number_of(request, "follows") or begun.again.version)) or 0,
        by=request.user,
        at=timezone.now(),
        key=key_of_act(request),
        **facts,
    )
    return done[0] if done else None


class Begun:
    """What the address says: whose, and what it begins with."""

    def __init__(self, request):
        rights, said = request.rights, request.GET
        if not rights.writes or not set(said) <= {"department", "of", "expense", "again"}:
            raise Http404
        own = Department.objects.filter(pk__in=rights.writes).select_related("parent")
        self.departments = list(own.order_by("position", "code"))
        self.again = self.known = self.program = None
        if number := _number(said, "again"):
            entered = readable(_offices(rights.writes)).filter(document=None)
            self.again = get_object_or_404(entered, pk=number, department__in=rights.writes)
            # What is sent is kept: the verb says that somebody was earlier.
            if request.method != "POST" and not _is_newest(self.again):
                raise Http404
        elif number := _number(said, "of"):
            last = get_object_or_404(readable(_offices(rights.writes)), pk=number)
            alike = [each for each in series_of(_offices(rights.writes)) if each.last == last]
            self.known = alike[0] if alike else Known(last)
        elif number := _number(said, "expense"):
            found = Program.objects.filter(pk=number, department__in=rights.writes)
            self.program = get_object_or_404(found.select_related("department"))
        self.department = self._department(_number(said, "department"))

    def _department(self, number: int) -> Department:
        by_key = {each.pk: each for each in self.departments}
        usual = self.again or self.program or (self.known and self.known.last)
        first = usual.department_id if usual and usual.department_id in by_key else None
        if self.again or self.program:
            return by_key[usual.department_id]
        if number and number not in by_key:
            raise Http404
        return by_key[number or first or next(iter(by_key))]

    @property
    def is_fixed(self) -> bool:
        return self.again is not None or self.program is not None

    @property
    def name(self) -> str:
        if self.again:
            return self.again.series
        if self.known:
            return self.known.name
        return self.program.name if self.program else ""

    @property
    def before(self) -> Statistic | None:
        """With whose values it begins, or beside whose they stand."""
        if self.again or self.known:
            return self.again or self.known.last
        if self.program is None:
            return None
        office = self.department.parent_id or self.department.pk
        key = Known(Statistic(series=self.program.name)).key
        return next((each.last for each in series_of([office]) if each.key == key), None)

    @cached_property
    def payers(self) -> list[LineItem]:
        """업무추진비 says itself of which lines it is."""
        return [] if self.program else lines_to_name(self.department, timezone.localdate())

    @property
    def said(self) -> dict:
        """A new version keeps its line; the next date has the one that goes on from it."""
        if self.again:
            own = {"first": self.again.first, "last": self.again.last}
            return own | {"line": str(self.again.line_id or "")}
        if self.known is None:
            return {}
        office = self.department.parent_id or self.department.pk
        paid = going_on(line_that_paid(self.known.last, [office]), self.payers)
        return {"line": str(paid.pk)} if paid else {}

    def blocks(self):
        before = self.before
        counts = counts_of(before) if before else []
        if self.program is not None:
            return beginning_expense(counts, [str(line) for line in self.program.lines.all()])
        return drawn(counts, again=bool(self.again)) if counts else [blank()]


def _offices(departments) -> set[int]:
    """The offices that have these departments, under all their names."""
    own = Department.objects.filter(pk__in=departments).values_list("pk", "parent")
    return kin_of({parent or pk for pk, parent in own})


def _own_series(writes) -> list[Known]:
    """Of his departments under all their names, or of none; another's is gone on with by its name."""
    mine = kin_of(writes)
    found = series_of(_offices(writes))
    return [each for each in found if each.last.department_id in {None, *mine}]


def _newest(own: Statistic) -> Statistic:
    return newest_version(own.department, own.series, own.last)


def _is_newest(own: Statistic) -> bool:
    return _newest(own) == own


def _number(said, name: str) -> int:
    return as_number(said.get(name) or "0")
