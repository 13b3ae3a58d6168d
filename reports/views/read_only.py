"""Pages that are only read: whoever sends them something is told so.

The guard against forged requests would come first and speak of a missing token (403), as if one
were all that is missing. Where nothing is taken there is nothing to forge.
"""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAFE = ("GET", "HEAD")


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        return view(request, **named) if request.method in SAFE else not_allowed(request, SAFE)

    return answer


def not_allowed(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = ", ".join(allowed)
    return response
