"""What every page that writes has in common: the request's key, and what a verb refuses."""

from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from budgets import filing as verbs
from budgets.amounts import Unit
from budgets.typed import UNITS
from departments import access

KEY, CSRF = "key", "csrfmiddlewaretoken"


def new_key() -> str:
    """Drawn into a form once: sent twice, the form has one effect."""
    return str(uuid4())


def key_of(request) -> UUID:
    try:
        return UUID(request.POST.get(KEY, ""))
    except ValueError:
        raise BadRequest("no key") from None


def unit_sent(request) -> Unit:
    """Which every page that takes amounts sends along: read in another they would be others."""
    said = request.POST.get("unit", "")
    if (unit := next((each for each in UNITS if each.label == said), None)) is None:
        raise BadRequest("no unit")
    return unit


def key_of_act(request) -> UUID:
    """Of a form that may be gone back to, changed and sent again: with other words, on another page or
    by another person it is another request, which is not told that it was carried out."""
    said = sorted((name, values) for name, values in request.POST.lists() if name != CSRF)
    return uuid5(key_of(request), repr((request.user.pk, request.get_full_path(), said)))


def as_number(said: str, digits: int = 18) -> int:
    """Of an address or a hidden field; anything else was not asked by a page."""
    if not (said.isascii() and said.isdecimal() and len(said) <= digits):
        raise Http404
    return int(said)


def asked_version(request, versions, newest):
    """The version that the address names; the newest, where it names none."""
    if not (said := request.GET.get("version", "")):
        return newest
    return get_object_or_404(versions, version=as_number(said, digits=4))


def numbers_of(request, name: str) -> list[int]:
    """What a page's own boxes and hidden fields say; anything else was not asked by the page."""
    return [as_number(said) for said in request.POST.getlist(name)]


def number_of(request, name: str) -> int:
    """What the page says once, 0 where it says nothing."""
    said = numbers_of(request, name) or [0]
    if len(said) > 1:
        raise Http404
    return said[0]


def carried_out(request, form: forms.Form | None, verb, **facts) -> bool:
    """Whether the verb was carried out. Its refusal stands on the form, or in `request.refusals`."""
    try:
        verb(**facts)
    except access.NotYours:
        raise Http404 from None
    except access.Refused as refused:
        if form is None:
            request.refusals = refused.messages
        else:
            form.add_error(None, refused.messages)
        return False
    return True


def as_refusal(verb):
    """What the model's own rules refuse stands on the form like what the verb refuses."""

    def act(**facts):
        try:
            verb(**facts)
        except verbs.Refused:
            raise
        except ValidationError as wrong:
            raise verbs.Refused(wrong.messages) from None

    return act


def conflict_page(request, conflict: verbs.Conflict, typed=None, before=None):
    """Somebody was earlier: both versions, and nothing lost."""
    context = {"filing": conflict.filing, "typed": typed, "before": before}
    return render(request, "budgets/conflict.html", context, status=409)
