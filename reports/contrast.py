"""고대비: a reader's own choice, kept in a cookie, so that it needs no script and no address.

It is a class of the document and not another stylesheet: the page is there at once in its colours.
"""

from django.http import HttpRequest

COOKIE = "contrast"
HIGH, PLAIN = "high", "plain"
YEAR = 365 * 24 * 60 * 60


def is_high(request: HttpRequest | None) -> bool:
    return request is not None and request.COOKIES.get(COOKIE) == HIGH
