"""Who comes in: what a page asks of a person before it shows anything."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import Resolver404, resolve

from departments.forms import LoginForm
from departments.rights import rights_of

# What stands open where reading is closed: the door itself. Static files are served before.
OPEN = frozenset({"login", "logout", "session"})
KEPT = "kept-"  # before the names of fields that wait for a login


def signed_in(view):
    """For pages of the office. What was typed before the session ended is kept through the login."""

    @wraps(view)
    def respond(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        request.rights = rights_of(request.user)
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    respond.is_private = True
    return respond


def ask_to_sign_in(request):
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), login_url="login")
    kept = [
        (KEPT + name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"form": LoginForm(request), "next": request.get_full_path(), "kept": kept}
    response = render(request, "departments/login.html", context, status=403)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def closed_reading(get_response):
    """Where PUBLIC_READING is off, every page asks for a role, not only those of the office."""

    def respond(request):
        if settings.PUBLIC_READING or _is_open(request.path_info):
            return get_response(request)
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if not (rights_of(request.user).has_any or request.user.is_staff):
            return render(request, "403.html", status=403)
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return respond


def menu(request):
    """What the head of each page needs to know of whoever is logged in."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    return {"rights": rights_of(person), "idle_seconds": settings.SESSION_COOKIE_AGE}


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN
    except Resolver404:
        return False
