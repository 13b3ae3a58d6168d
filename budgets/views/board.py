"""The operator's reporting dates: which there are, a new one, and the board of one."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from budgets import filing as verbs
from budgets.board import board
from budgets.models import Book, Filing, ReportingDate
from budgets.open_dates import counted
from budgets.structuring.totals import unlike_as_drawn
from budgets.views.asking import carried_out, key_of, key_of_act, new_key, numbers_of
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.pages import form_page, sent

_MINUTES = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """As a browser's own field for a day and an hour writes it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTES)
    input_formats = (_MINUTES, "%Y-%m-%dT%H:%M:%S")


class DateForm(forms.Form):
    book = forms.ModelChoiceField(
        label="편성체계", queryset=Book.objects.none(), empty_label="고르십시오"
    )
    day = day_field("기준일")
    stage = forms.ChoiceField(
        label="단계", choices=ReportingDate.Stage.choices, initial=ReportingDate.Stage.EXECUTION
    )
    deadline = MomentField(label="제출 기한")
    asks_below = forms.IntegerField(
        label="부진사유를 묻는 집행률 (%)",
        required=False,
        min_value=0,
        max_value=100,
        help_text="이 집행률보다 낮은 사업에는 사유를 적게 합니다. 비우면 묻지 않습니다.",
    )

    def __init__(self, *args, books, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["book"].queryset = books


class ExtendForm(forms.Form):
    filing = forms.ModelChoiceField(
        label="부서", queryset=Filing.objects.none(), empty_label="고르십시오"
    )
    until = MomentField(label="언제까지")
    words = forms.CharField(label="사유", max_length=300)

    def __init__(self, *args, filings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["filing"].queryset = filings
        self.fields["filing"].label_from_instance = lambda one: str(one.department)


def _dates(request):
    """Those of the offices that this person runs; nobody else finds these pages."""
    if not request.rights.operates:
        raise Http404
    own = ReportingDate.objects.filter(book__office__in=request.rights.operates)
    return own.select_related("book__office")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def dates(request):
    own = _dates(request)
    books = Book.objects.filter(office__in=request.rights.operates).select_related("office")
    form = DateForm(sent(request), books=books.order_by("-fiscal_year", "office", "basis"))
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "by": request.user, "at": timezone.now()}
        if carried_out(request, form, verbs.open_date, **facts, key=key_of_act(request)):
            asked = own.get(**{name: facts[name] for name in ("book", "day", "stage")})
            messages.success(request, "기준일을 열었습니다. 부서마다 작성을 시작할 수 있습니다.")
            return redirect("date", asked.pk)
    states = {}
    filings = Filing.objects.filter(reporting_date__in=own).order_by()
    for pk, state in filings.values_list("reporting_date", "state"):
        states.setdefault(pk, []).append(state)
    context = {
        "dates": [(each, counted(states.get(each.pk, []))) for each in own],
        "form": form,
        "key": request.POST.get("key") or new_key(),
        "is_open": request.method == "POST",
    }
    return form_page(request, "budgets/dates.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def date(request, pk):
    """The board. Two forms, each says which act it is: extend, publish."""
    asked = get_object_or_404(_dates(request), pk=pk)
    now = timezone.now()
    own = asked.filings.operated_by(request.rights).select_related("department")
    extending = ExtendForm(filings=own)
    if request.method == "POST":
        act, key = request.POST.get("act", ""), key_of(request)
        facts = {"by": request.user, "at": now, "key": key}
        if act == "extend":
            extending = ExtendForm(request.POST, filings=own)
            if extending.is_valid() and carried_out(
                request, None, verbs.extend, **extending.cleaned_data, **facts
            ):
                messages.success(request, "기한을 연장했습니다.")
                return redirect("date", asked.pk)
        elif act == "publish":
            chosen = {name: numbers_of(request, name) for name in ("missing", "statements")}
            if carried_out(request, None, verbs.publish, reporting_date=asked, **chosen, **facts):
                messages.success(request, "공개했습니다. 이제 누구나 볼 수 있습니다.")
                return redirect("date", asked.pk)
        else:
            raise Http404
    standings = board(asked, now)
    approved = [each for each in standings if each.is_approved]
    shown = [
        each.filing.standing_id if each.is_approved else each.filing.published_id
        for each in standings
    ]
    unlike = unlike_as_drawn(asked, shown) if approved else []
    context = {
        "asked": asked,
        "standings": standings,
        "approved": approved,
        "unlike": unlike,
        "blocked": [each for each in standings if each.is_approved and each.open_problems],
        "missing": [each for each in standings if each.is_missing],
        "late": [each for each in standings if each.may_be_extended],
        "is_published": any(each.filing.published_id for each in standings),
        "extending": extending,
        "refusals": [each for each in getattr(request, "refusals", []) if each not in unlike],
        "key": new_key(),
        "other_key": new_key(),
    }
    return form_page(request, "budgets/date.html", context, extending)
