"""Pages without conditions: an address that has one asks for a page that is not there."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from reports.choices import Misread
from reports.siblings import refuse


def plain(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        if request.GET:
            unknown = [f"‘{name}’은(는) 모르는 조건입니다." for name in request.GET]
            return refuse(request, Misread(unknown))
        return view(request, **named)

    return answer
