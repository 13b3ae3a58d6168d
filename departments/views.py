"""The door (log in, log out, one's own password) and, for the operator, the accounts."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments import access
from departments.door import KEPT, signed_in
from departments.forms import (
    AccountForm,
    LoginForm,
    NewPasswordForm,
    OwnPasswordForm,
    ReasonForm,
    RoleForm,
)
from departments.models import AccessRecord, Department, Membership, Person
from departments.pages import form_page, sent

SHOWN = 100  # records on a page


class SignIn(LoginView):
    """Django's, with what was typed before the session ended carried along."""

    http_method_names = ("get", "head", "post")  # Django would take a PUT for a POST
    template_name = "departments/login.html"
    authentication_form = LoginForm

    def kept(self):
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            if name.startswith(KEPT)
            for value in values
        ]

    def get_default_redirect_url(self):
        return reverse("home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"kept": self.kept()}

    def form_valid(self, form):
        login(self.request, form.get_user())
        kept = [(name.removeprefix(KEPT), value) for name, value in self.kept()]
        if not kept:
            return redirect(self.get_success_url())
        # Not posted by itself: another person may have logged in, and should see that first.
        context = {"action": self.get_success_url(), "kept": kept}
        return render(self.request, "departments/resume.html", context)


sign_in = SignIn.as_view()


@require_POST
def sign_out(request):
    logout(request)
    return redirect("home")


@require_POST
@never_cache
def stay(request):
    """Asked by the page while somebody works at it: the session begins its half hour anew."""
    return HttpResponse(status=204 if request.user.is_authenticated else 403)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request):
    form = OwnPasswordForm(request.user, sent(request))
    if request.method == "POST" and form.is_valid():
        access.set_password(
            person=request.user,
            password=form.cleaned_data["new_password1"],
            by=request.user,
            at=timezone.now(),
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, "비밀번호를 바꾸었습니다. 다른 곳에 열려 있던 접속은 끝났습니다.")
        return redirect("password")
    return form_page(request, "departments/password.html", {"form": form}, form)


# --- accounts, for the operator -------------------------------------------------------------------


def _operated(request):
    """The departments whose people this person manages; nobody else finds these pages."""
    if not request.rights.operates:
        raise Http404
    return Department.objects.filter(pk__in=request.rights.operates).select_related("parent")


def _people(request):
    """Those with a role in the operator's office, and those whose account he opened and who have none."""
    departments = _operated(request)
    opened = Q(access_records__by=request.user, access_records__act=AccessRecord.Act.OPENED)
    of_the_office = Q(memberships__department__in=departments) | Q(memberships=None) & opened
    return Person.objects.filter(of_the_office).distinct()


def _is_managed(request, person) -> bool:
    """Whether the whole account is this operator's to stop: not one that another office relies on,
    nor one that keeps the installation."""
    if person.is_staff or person.is_superuser:
        return False
    return not person.memberships.exclude(department__in=request.rights.operates).exists()


@require_safe
@signed_in
def people(request):
    own = _people(request).prefetch_related("memberships__department__parent")
    records = AccessRecord.objects.filter(Q(subject__in=own) | Q(subject=None))[:SHOWN]
    return render(request, "departments/people.html", {"people": own, "records": records})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_new(request):
    form = AccountForm(sent(request), departments=_operated(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = access.open_account(**form.cleaned_data, by=request.user, at=timezone.now())
        except access.Taken as taken:
            form.add_error("username", taken.messages)
        except access.ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("person", made.pk)
    return form_page(request, "departments/person_new.html", {"form": form}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person(request, pk):
    """One account: its roles, and what may be done with it. Each form says which act it is."""
    departments = _operated(request)
    one = get_object_or_404(_people(request), pk=pk)
    forms = {
        "give": RoleForm(departments=departments),
        "disable": ReasonForm(prefix="disable"),
        "enable": ReasonForm(prefix="enable"),
        "password": NewPasswordForm(prefix="password"),
    }
    if request.method == "POST":
        act = request.POST.get("act", "")
        if (done := _act(request, act, one, departments, forms)) is not None:
            messages.success(request, done)
            return redirect("person", one.pk)
    held = one.memberships.select_related("department__parent")
    context = {
        "person": one,
        "held": [(each, each.department_id in request.rights.operates) for each in held],
        "forms": forms,
        "is_managed": _is_managed(request, one),
        "records": one.access_records.all()[:SHOWN],
    }
    return form_page(request, "departments/person.html", context, *forms.values())


def _act(request, act, one, departments, forms) -> str | None:
    """What was done, in words; None where the form of the act says what is wrong."""
    filled = {
        "give": lambda: RoleForm(request.POST, departments=departments),
        "take": lambda: ReasonForm(request.POST, prefix="take"),
        "disable": lambda: ReasonForm(request.POST, prefix="disable"),
        "enable": lambda: ReasonForm(request.POST, prefix="enable"),
        "password": lambda: NewPasswordForm(request.POST, prefix="password"),
    }
    if act not in filled or (act not in ("give", "take") and not _is_managed(request, one)):
        raise Http404
    form = forms[act] = filled[act]()
    if not form.is_valid():
        return None
    said = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
    try:
        match act:
            case "give":
                access.give(person=one, **said)
                return "역할을 부여했습니다."
            case "take":
                mine = Membership.objects.filter(department__in=departments, person=one)
                chosen = request.POST.get("membership", "")
                if not chosen.isdecimal() or len(chosen) > 18:
                    raise Http404
                access.take(membership=get_object_or_404(mine, pk=chosen), **said)
                return "역할을 거두었습니다."
            case "disable":
                access.disable(person=one, **said)
                return "계정을 정지했습니다. 열려 있던 접속은 끝났습니다."
            case "enable":
                access.enable(person=one, **said)
                return "계정을 다시 쓰게 했습니다."
            case "password":
                access.set_password(person=one, **said)
                return "새 비밀번호를 정했습니다. 열려 있던 접속은 끝났습니다."
    except access.ValidationError as refused:
        form.add_error(None, refused.messages)
    return None
