"""A page of acts: each has its own small form, and the form that is posted says which act it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from budgets.models import Book, LineItem, Program
from budgets.views.asking import KEY, carried_out, key_of_act, new_key
from budgets.views.structure_forms import ReasonForm
from departments.models import Department
from departments.pages import form_page


@dataclass(frozen=True)
class Offer:
    """One act that a page offers: its form, the verb behind it, and what is said when it was done."""

    name: str
    title: str
    button: str
    verb: Callable
    done: str
    form: type[ReasonForm] = ReasonForm
    choices: dict = field(default_factory=dict)  # what the form may choose from
    note: str = ""


@dataclass(frozen=True)
class Drawn:
    offer: Offer
    form: ReasonForm
    key: str
    is_open: bool = False


def carry_out(request, offers: Sequence[Offer], **subject) -> tuple[list[Drawn], bool]:
    """The forms as they are drawn next, and whether an act was done."""
    posted = request.POST.get("act") if request.method == "POST" else None
    if request.method == "POST" and posted not in {offer.name for offer in offers}:
        raise Http404
    drawn = []
    for offer in offers:
        if offer.name != posted:
            drawn.append(Drawn(offer, offer.form(prefix=offer.name, **offer.choices), new_key()))
            continue
        key = key_of_act(request)
        form = offer.form(request.POST, prefix=offer.name, **offer.choices)
        facts = {"by": request.user, "at": timezone.now(), "key": key, **subject}
        if form.is_valid() and carried_out(request, form, offer.verb, **form.cleaned_data, **facts):
            messages.success(request, offer.done)
            return [], True
        drawn.append(Drawn(offer, form, request.POST[KEY], is_open=True))
    return drawn, False


def acts_page(request, template: str, context: dict):
    """With the forms of its acts, of which one may have been refused."""
    return form_page(request, template, context, *(each.form for each in context["acts"]))


# --- what the person runs, and nothing else -------------------------------------------------------


def books_of(request):
    """Of the offices that this person runs; nobody else finds these pages."""
    if not request.rights.operates:
        raise Http404
    return Book.objects.filter(office__in=request.rights.operates).select_related("office")


def programs_of(request):
    own = Program.objects.filter(book__in=books_of(request))
    return own.select_related("book__office", "department", "account")


def lines_of(request):
    own = LineItem.objects.filter(program__in=programs_of(request))
    return own.select_related("program__book__office", "program__department", "program__account")


def offices_of(request):
    return Department.objects.filter(
        pk__in=request.rights.operates, kind=Department.Kind.OFFICE
    ).order_by("position", "code")


def departments_of(book: Book):
    """The office itself and its divisions, those of the year first asked for."""
    return (
        Department.objects.filter(Q(pk=book.office_id) | Q(parent=book.office_id))
        .filter(Q(valid_to=None) | Q(valid_to__year__gte=book.fiscal_year))
        .select_related("parent")
        .order_by("kind", "position", "code")
    )
