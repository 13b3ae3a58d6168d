"""Who comes in: what a page asks of a person before it shows anything."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject

from departments.forms import LoginForm
from departments.rights import rights_of

# What stands open where reading is closed: the door itself. Static files are served before.
OPEN = frozenset({"login", "logout", "session", "contrast"})
KEPT = "kept-"  # before the names of fields that wait for a login
NOT_STORED = "no-store, private"


def signed_in(view):
    """For pages of the office. What was typed before the session ended is kept through the login."""

    @wraps(view)
    def respond(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        request.rights = rights_of(request.user)
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = NOT_STORED
        return response

    respond.is_private = True
    return respond


def ask_to_sign_in(request):
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), login_url="login")
    kept = [(KEPT + name, value) for name, value in typed(request)]
    context = {"form": LoginForm(request), "next": request.get_full_path(), "kept": kept}
    response = render(request, "departments/login.html", context, status=403)
    response.headers["Cache-Control"] = NOT_STORED
    return response


def typed(request) -> list[tuple[str, str]]:
    """What was posted and may be posted again. A password goes into no page."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


def post_refused(request, reason=""):
    """CSRF_FAILURE_VIEW. Who logs in again in another tab leaves the first one with a token that is
    no longer his: what he typed there is offered back to him, if this site's own page sent it."""
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if _is_open(request.path_info):
        own = False  # nothing is typed at the door that should be kept
    if own and not request.user.is_authenticated:
        return ask_to_sign_in(request)
    if own:
        context = {"action": request.get_full_path(), "kept": typed(request)}
        response = render(request, "departments/resume.html", context, status=403)
    else:
        response = render(request, "departments/post_refused.html", status=403)
    response.headers["Cache-Control"] = NOT_STORED
    return response


def closed_reading(get_response):
    """Where PUBLIC_READING is off, every page asks for a role, not only those of the office."""

    def respond(request):
        if not (settings.PUBLIC_READING or _is_open(request.path_info)):
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not (rights_of(request.user).has_any or request.user.is_staff):
                return render(request, "departments/no_role.html", status=403)
        response = get_response(request)
        # A page drawn for somebody names him, and may show him what others do not see.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not settings.PUBLIC_READING:
            response.headers["Cache-Control"] = NOT_STORED
        return response

    return respond


def menu(request):
    """What the head of each page needs to know of whoever is logged in."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"is_closed": not settings.PUBLIC_READING}
    # Asked only where a page draws it: the administration's pages do not.
    rights = SimpleLazyObject(lambda: getattr(request, "rights", None) or rights_of(person))
    return {"rights": rights, "idle_seconds": settings.SESSION_COOKIE_AGE}


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN
    except Resolver404:
        return False
