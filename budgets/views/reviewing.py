"""What waits for the reviewer, and one statement as he reads it before he approves or returns it."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets import filing as verbs
from budgets.amounts import Unit
from budgets.models import Filing, Statement, Waiver
from budgets.reviewing import read_review
from budgets.turn import REVIEWED_IN, SENT_BACK_FROM
from budgets.views.asking import as_number, carried_out, key_of, new_key
from budgets.views.units import asked_unit
from departments.door import signed_in
from departments.pages import form_page


class WordsForm(forms.Form):
    words = forms.CharField(
        label="돌려보내는 까닭", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


@require_safe
@signed_in
def reviews(request):
    """Those handed in or corrected, the longest waiting first, and those that may still go back."""
    if not request.rights.reviews:
        raise Http404
    waivers = {
        name: Count("standing__waivers", filter=Q(standing__waivers__level=level))
        for name, level in (("excepted", Waiver.Level.PROBLEM), ("seen", Waiver.Level.WARNING))
    }
    own = Filing.objects.reviewed_by(request.rights).select_related(
        "department", "reporting_date__book__office", "standing__handed_in_by"
    )
    told = own.filter(state__in=SENT_BACK_FROM).annotate(**waivers)
    told = list(told.order_by("standing__handed_in_at"))
    context = {
        "waiting": [one for one in told if one.state in REVIEWED_IN],
        "approved": [one for one in told if one.state not in REVIEWED_IN],
    }
    return render(request, "budgets/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def review(request, pk):
    """Whoever may read drafts sees what stands; only the reviewer acts on it."""
    may = "reviewed_by" if request.method == "POST" else "read_by"
    own = getattr(Filing.objects, may)(request.rights).select_related(
        "department", "reporting_date__book__office", "standing__handed_in_by", "published"
    )
    filing = get_object_or_404(own.filter(standing__isnull=False), pk=pk)
    form, status = WordsForm(), 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act not in ("approve", "return"):
            raise Http404
        if act == "return":
            form = WordsForm(request.POST)
        facts = {
            "filing": filing,
            "statement": _statement(request, filing),
            "by": request.user,
            "at": timezone.now(),
            "key": key_of(request),
        }
        try:
            if done := _act(request, act, form, facts):
                messages.success(request, done)
                return redirect("review", filing.pk)
        except verbs.Conflict:
            filing, status = own.get(pk=pk), 409
    told = read_review(filing, request.user, lambda rows: asked_unit(request, rows))
    context = {
        "filing": filing,
        "told": told,
        "form": form,
        "units": [unit.label for unit in Unit],
        "key": new_key(),
        "other_key": new_key(),
        "is_waiting": filing.state in REVIEWED_IN,
        "may_go_back": filing.state in SENT_BACK_FROM,
        "is_reviewer": filing.department_id in request.rights.reviews,
        "later": facts["statement"] if status == 409 else None,
        "refusals": getattr(request, "refusals", []),
    }
    if status == 409:
        return render(request, "budgets/review.html", context, status=status)
    return form_page(request, "budgets/review.html", context, form)


def _statement(request, filing: Filing) -> Statement:
    """The one that the page showed, of this filing and no other."""
    number = as_number(request.POST.get("statement", ""))
    return get_object_or_404(filing.statements, pk=number)


def _act(request, act: str, form: WordsForm, facts: dict) -> str:
    """What was done, in words."""
    if act == "approve":
        done = carried_out(request, None, verbs.approve, **facts)
        return "이 제출본을 확인했습니다. 총괄이 공개합니다." if done else ""
    if not form.is_valid():
        return ""
    done = carried_out(request, None, verbs.send_back, **facts, **form.cleaned_data)
    return "제출본을 돌려보냈습니다." if done else ""
