"""Pages with forms: what was refused is answered alike, whichever form it stands in."""

from django.forms import BaseForm
from django.shortcuts import render

REFUSED = 422


def sent(request):
    """What a form is bound to: a POST, though nothing may be in it."""
    return request.POST if request.method == "POST" else None


def form_page(
    request, template: str, context: dict, *forms: BaseForm | None, is_refused: bool = False
):
    """Whoever sent a form that has something wrong, or that a verb refused, gets it back as 422."""
    has_errors = any(form is not None and form.is_bound and form.errors for form in forms)
    is_refused = is_refused or has_errors or bool(getattr(request, "refusals", ()))
    return render(request, template, context, status=REFUSED if is_refused else 200)
