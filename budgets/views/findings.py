"""시정·권고사항 in the office: which there are, drafts included; one with its steps; a new one."""

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import redress
from budgets.models import Book, Finding, FindingStep, LineItem
from budgets.models.finding import Side, Status
from budgets.views.asking import as_refusal, carried_out, key_of_act, new_key, numbers_of
from budgets.views.fields import day_field
from departments.door import signed_in
from departments.models import Department
from departments.pages import form_page, sent

_WORDS = forms.Textarea(attrs={"rows": 3, "maxlength": 500})


class FindingForm(forms.Form):
    title = forms.CharField(label="제목", max_length=200)
    number = forms.CharField(label="연번", max_length=20, required=False)
    source = forms.CharField(
        label="지적한 곳", max_length=40, required=False, help_text="예: 결산검사, 행정사무감사"
    )
    raised_on = day_field("지적한 날")
    asked = forms.CharField(
        label="요구한 것",
        max_length=500,
        required=False,
        widget=_WORDS,
        help_text="부서의 말로 적습니다. 공무원이나 시민의 이름, 전화번호는 적지 않습니다.",
    )
    lines = forms.ModelMultipleChoiceField(
        label="관련된 세부사업",
        queryset=LineItem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = lines


class StepForm(forms.Form):
    side = forms.ChoiceField(
        label="무엇을 적는지", choices=Side.choices, widget=forms.RadioSelect, initial=Side.DONE
    )
    status = forms.ChoiceField(
        label="상태", choices=[("", "고르지 않음"), *Status.choices], required=False
    )
    day = day_field("그날", required=False)
    words = forms.CharField(
        label="내용",
        max_length=500,
        widget=_WORDS,
        help_text="부서의 말로 적습니다. 공무원이나 시민의 이름, 전화번호는 적지 않습니다.",
    )
    paper = forms.CharField(label="근거 문서", max_length=200, required=False)


@require_safe
@signed_in
def own_findings(request):
    """Of the offices and departments in which this person has any role."""
    if not request.rights.has_any:
        raise Http404
    steps = FindingStep.objects.filter(side=Side.DONE).exclude(status="").order_by("first", "pk")
    own = (
        Finding.objects.read_by(request.rights)
        .select_related("office", "document", "publication")
        .prefetch_related("departments", Prefetch("steps", steps, to_attr="done"))
    )
    rows = [(one, one.done[-1] if one.done else None) for one in own]
    public = set(
        Finding.objects.published()
        .filter(pk__in=[one.pk for one in own])
        .values_list("pk", flat=True)
    )
    context = {
        "rows": [(one, last, one.pk in public) for one, last in rows],
        "may_write": bool(request.rights.writes),
    }
    return render(request, "budgets/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_finding(request, pk):
    """One. Two forms, each says which act it is: a step, a publication."""
    own = Finding.objects.read_by(request.rights).select_related(
        "office", "document", "publication"
    )
    finding = get_object_or_404(own, pk=pk)
    writes = Finding.objects.written_by(request.rights).filter(pk=pk).exists()
    runs = finding.office_id in request.rights.operates
    form = StepForm()
    if request.method == "POST":
        act, key = request.POST.get("act", ""), key_of_act(request)
        if (act, True) not in (("step", writes), ("publish", runs)):
            raise Http404
        facts = {"by": request.user, "at": timezone.now()}
        if act == "step":
            form = StepForm(request.POST)
            verb, done = redress.add_step, "적었습니다. 총괄이 공개하면 누구나 읽습니다."
            is_done = form.is_valid() and carried_out(
                request,
                form,
                as_refusal(verb),
                finding=finding,
                key=key,
                **form.cleaned_data,
                **facts,
            )
        else:
            verb, named = _to_publish(request, finding)
            done = "공개했습니다."
            is_done = carried_out(request, None, verb, **named, **facts)
        if is_done:
            messages.success(request, done)
            return redirect("own_finding", finding.pk)
    is_public = Finding.objects.published().filter(pk=pk).exists()
    context = {
        "finding": finding,
        "is_public": is_public,
        "steps": finding.steps.select_related("by", "document", "publication__by"),
        "lines": finding.lines.select_related("line__program__department", "line__program__book"),
        "facts": finding.facts.all(),
        "form": form if writes else None,
        "runs": runs,
        "refusals": getattr(request, "refusals", []),
        "key": new_key(),
    }
    return form_page(request, "budgets/finding.html", context, form)


def _to_publish(request, finding: Finding):
    """A step by its number, or the finding itself."""
    number = numbers_of(request, "of")
    if not number:
        return redress.publish_finding, {"finding": finding}
    return redress.publish_step, {"step": get_object_or_404(finding.steps, pk=number[0])}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def finding_new(request):
    """Of a department and year that the address names; the newest, where it names none."""
    own = Department.objects.filter(pk__in=request.rights.writes).order_by("position", "code")
    departments = {str(each.pk): each for each in own.select_related("parent")}
    if not departments or not set(request.GET) <= {"department", "year"}:
        raise Http404
    department = departments.get(request.GET.get("department", next(iter(departments))))
    years = _years(departments.values())
    year = request.GET.get("year", "") or str(years[0])
    if department is None or year not in map(str, years):
        raise Http404
    lines = (
        LineItem.objects.filter(
            program__department=department, program__book__fiscal_year=int(year)
        )
        .select_related("program__book")
        .order_by("program__book", "program__position", "position", "pk")
    )
    form = FindingForm(sent(request), lines=lines)
    if request.method == "POST" and form.is_valid():
        done: list[Finding] = []
        facts = {"department": department, "fiscal_year": int(year), "key": key_of_act(request)}
        carried_out(
            request,
            form,
            as_refusal(lambda **said: done.append(redress.raise_finding(**said))),
            **form.cleaned_data | {"lines": list(form.cleaned_data["lines"])},
            **facts,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "적었습니다. 총괄이 공개하면 누구나 읽습니다.")
            return redirect("own_finding", done[0].pk)
    context = {
        "form": form,
        "departments": departments.values(),
        "department": department,
        "years": years,
        "year": int(year),
        "back": reverse("own_findings"),
        "key": request.POST.get("key") or new_key(),
    }
    return form_page(request, "budgets/finding_new.html", context, form)


def _years(departments) -> list[int]:
    """Newest first: those of the office's books, and this one."""
    offices = {each.parent_id or each.pk for each in departments}
    known = Book.objects.filter(office__in=offices).values_list("fiscal_year", flat=True)
    return sorted({*known, timezone.localdate().year}, reverse=True)
