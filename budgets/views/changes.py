"""The register of 예산 변동, with its siblings; one change; what is taken back, what the council heard."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import changing
from budgets.amounts import Unit
from budgets.expected import UNKNOWN, Expected, expected_on
from budgets.models import Book, BudgetChange, LineItem
from budgets.models.change import offices_of
from budgets.register import DUES, Asked, Register, beside, entry_of, read_register
from budgets.register_files import register_csv, register_xlsx
from budgets.typed import UNITS, written
from budgets.views.asking import as_number, carried_out, key_of_act, new_key, numbers_of
from budgets.views.attached import attached
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.pages import form_page

ALL = "전체"
CONDITIONS = ("office", "year", "kind", "due", "line", "unit")


class ToldForm(forms.Form):
    told_on = day_field("보고한 날")
    paper = forms.CharField(label="보고 문서", max_length=200, required=False)


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="거두는 사유", max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def changes(request):
    asked, years = _asked(request)
    form = ToldForm()
    chosen: list[int] = []
    if request.method == "POST":
        if request.POST.get("act") != "tell":
            raise Http404
        form, chosen = ToldForm(request.POST), numbers_of(request, "change")
        own = _readable(request).filter(pk__in=chosen)
        if len(own) != len(set(chosen)):
            raise Http404
        if form.is_valid() and _told(request, form, list(own)):
            messages.success(request, f"{len(own)}건을 의회에 보고한 것으로 적었습니다.")
            return redirect(request.get_full_path())
    register = read_register(_readable(request), asked, request.rights, timezone.localdate())
    unit = _unit(request, register)
    context = {
        "register": register,
        "rows": [(entry, written(entry.won, unit)) for entry in register.entries],
        "sums": [
            (each, *(written(won, unit) for won in (each.received, each.given, each.net)))
            for each in register.sums
        ],
        "expected": asked.line and expected_of(asked.line),
        "unit": unit,
        "switches": _switches(request, asked, years, unit),
        "query": request.META.get("QUERY_STRING", ""),
        "form": form,
        "chosen": chosen,
        "may_tell": any(entry.may_be_told for entry in register.entries),
    }
    return form_page(request, "budgets/changes.html", context, form)


def _told(request, form: ToldForm, own: list[BudgetChange]) -> bool:
    facts = {"changes": own, "by": request.user, "at": timezone.now()}
    return carried_out(request, form, changing.tell_of_several, **form.cleaned_data, **facts)


@require_safe
@signed_in
def changes_xlsx(request):
    register = _register(request)
    content = register_xlsx(register, timezone.localtime)
    return attached(content, f"{register.title}.xlsx")


@require_safe
@signed_in
def changes_csv(request):
    register = _register(request)
    content = register_csv(register, timezone.localtime)
    return attached(content, f"{register.title}.csv", "text/csv; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request, pk):
    """One change. Two forms, each says which act it is: take back, tell."""
    own = beside(_readable(request).filter(takes_back=None))
    one = get_object_or_404(own, pk=pk)
    entry = entry_of(one, request.rights, timezone.localdate())
    telling, taking = ToldForm(), TakeBackForm()
    if request.method == "POST":
        act, key = request.POST.get("act", ""), key_of_act(request)
        if not entry.is_mine or act not in ("tell", "take_back"):
            raise Http404
        facts = {"change": one, "by": request.user, "at": timezone.now()}
        if act == "tell":
            form = telling = ToldForm(request.POST)
            verb, done = changing.tell_council, "의회에 보고한 날을 적었습니다."
        else:
            form = taking = TakeBackForm(request.POST)
            verb, done = changing.take_back, "변동을 거두었습니다. 적은 것은 그대로 남습니다."
            facts["key"] = key
        if form.is_valid() and carried_out(request, form, verb, **form.cleaned_data, **facts):
            messages.success(request, done)
            return redirect("change", one.pk)
    today = timezone.localdate()
    context = {
        "entry": entry,
        "amount": amount_words(entry.won),
        "sides": [(line, expected_of(line)) for line in one.sides],
        "cautions": changing.cautions_of(one, today) if entry.taken_back is None else [],
        "telling": telling,
        "taking": taking,
        "key": new_key(),
    }
    return form_page(request, "budgets/change.html", context, telling, taking)


def expected_of(line: LineItem) -> Expected:
    """With every change that is recorded by now."""
    program = line.program
    today = timezone.localdate()
    return expected_on(program.book_id, today, [program.department_id]).get(line.pk, UNKNOWN)


def amount_words(won: int) -> str:
    return f"{written(won, Unit.WON)}원"


# --- what is asked --------------------------------------------------------------------------------


def _readable(request):
    """Of the offices in which this person has any role; nobody else finds these pages."""
    if not request.rights.has_any:
        raise Http404
    return BudgetChange.objects.read_by(request.rights)


def _register(request) -> Register:
    asked, _ = _asked(request)
    return read_register(_readable(request), asked, request.rights, timezone.localdate())


def _asked(request) -> tuple[Asked, list[int]]:
    """And the years there are. What the address says and nobody knows is not found. What is owed to
    the council is asked of all offices and years, unless one is said."""
    if not request.rights.has_any or not set(request.GET) <= set(CONDITIONS):
        raise Http404
    said = {name: request.GET.get(name, "") for name in CONDITIONS}
    offices = list(offices_of(request.rights.reads).order_by("position", "code"))
    line = _line(said["line"], offices)
    owns = line.program.book if line else None
    kind, due = said["kind"], said["due"]
    if kind not in ("", *BudgetChange.Kind.values) or due not in ("", *DUES):
        raise Http404
    named = said["office"] or (owns and owns.office.code) or (ALL if due else "")
    chosen = offices if named == ALL else [one for one in offices if named in ("", one.code)][:1]
    if offices and not chosen:
        raise Http404
    years = _years(chosen)
    year = said["year"] or (owns and str(owns.fiscal_year)) or (ALL if due else "")
    if year not in ("", ALL, *map(str, years)):
        raise Http404
    now = timezone.localdate().year  # next year's book may be there already
    usual = now if now in years else next(iter(years), 0)
    number = 0 if year == ALL else int(year or usual)
    return Asked(tuple(chosen), number, kind, due, line), years


def _years(offices) -> list[int]:
    """Newest first."""
    years = Book.objects.filter(office__in=offices).order_by("-fiscal_year")
    return list(dict.fromkeys(years.values_list("fiscal_year", flat=True)))


def _line(said: str, offices) -> LineItem | None:
    if not said:
        return None
    own = LineItem.objects.filter(program__book__office__in=offices)
    return get_object_or_404(own.select_related("program__book__office"), pk=as_number(said))


def _unit(request, register: Register) -> Unit:
    """As asked; else 천원, where that leaves no won over."""
    said = request.GET.get("unit", "")
    if said:
        for unit in UNITS:
            if unit.label == said:
                return unit
        raise Http404
    amounts = [entry.change.won for entry in register.entries]
    whole = all(won % Unit.THOUSAND.value == 0 for won in amounts)
    return Unit.THOUSAND if amounts and whole else Unit.WON


def _switches(request, asked: Asked, years: list[int], unit: Unit):
    """Rows of links: what each is called, and which choices it has."""
    said = {name: request.GET.get(name, "") for name in CONDITIONS}
    offices = list(offices_of(request.rights.reads).order_by("position", "code"))
    office = asked.offices[0].code if len(asked.offices) == 1 else ALL
    rows = [
        (
            "실국",
            "office",
            office,
            [(one.code, str(one)) for one in offices] + [(ALL, "모든 실국")],
        ),
        (
            "회계연도",
            "year",
            str(asked.year or ALL),
            [(str(year), f"{year}년") for year in years] + [(ALL, "모든 해")],
        ),
        ("종류", "kind", asked.kind, [("", ALL), *((kind, kind) for kind in _KINDS)]),
        ("의회 보고", "due", asked.due, [("", ALL), *DUES.items()]),
    ]
    now = said | {"office": office, "year": str(asked.year or ALL)}
    drawn = [
        (
            label,
            [
                (words, _address(now | {name: value, "line": ""}), value == at)
                for value, words in of
            ],
        )
        for label, name, at, of in rows
        if len(of) > 2
    ]
    units = [(each.label, _address(now | {"unit": each.label}), each is unit) for each in UNITS]
    return [*drawn, ("단위", units)]


_KINDS = BudgetChange.Kind.values


def _address(said: dict[str, str]) -> str:
    return f"{reverse('changes')}?{urlencode({k: v for k, v in said.items() if v})}"
