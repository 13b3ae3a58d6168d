"""The choice of contrast."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from reports.contrast import COOKIE, HIGH, PLAIN, YEAR
from reports.views.read_only import not_allowed


@csrf_exempt  # a token would make every page another for every reader; colours are worth no forgery
def contrast(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen and leads back to the page it was chosen on."""
    if request.method != "POST":
        return not_allowed(request, ["POST"])
    chosen = request.POST.get("to", "")
    if chosen not in (HIGH, PLAIN):
        raise BadRequest(f"contrast: {chosen!r}")
    back = request.POST.get("back", "")
    own = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if own else "home")
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
