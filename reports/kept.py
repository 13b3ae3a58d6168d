"""Pages of published dates, kept as they were drawn for as long as nothing in them changed.

A statement never changes, and the database numbers every publication, so one number tells whether
anything that any page shows is another: beside it stands the newest entry of the administrators' log
(a renaming), and how many acts on a structure there were. That a page of another office is drawn anew too costs less than a page that is stale.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from reports.contrast import is_high
from reports.dates import stamp
from reports.known import MEMORY, Known

_GZIP = re.compile(
    r"(?:^|,)\s*gzip\s*(?:;\s*q\s*=\s*(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)", re.IGNORECASE
)
MOST_BYTES = 64 * 1024 * 1024


class Shelf:
    """The newest used pages, no more of them than fit."""

    def __init__(self, most: int = MOST_BYTES):
        self.most, self.held = most, 0
        self.pages: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()
        self.lock = Lock()

    def take(self, tag: str) -> tuple[bytes, dict[str, str]] | None:
        with self.lock:
            if (page := self.pages.get(tag)) is not None:
                self.pages.move_to_end(tag)
            return page

    def put(self, tag: str, body: bytes, headers: dict[str, str]) -> None:
        with self.lock:
            if tag in self.pages or len(body) > self.most:
                return
            self.pages[tag] = body, headers
            self.held += len(body)
            while self.held > self.most:
                _, (oldest, _) = self.pages.popitem(last=False)
                self.held -= len(oldest)


SHELF = Shelf()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views of (office, when, known). Readers who are known by a session get their page drawn
    anew, of the same names and dates; under DEBUG those are read anew, too.
    """

    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        now = stamp()
        known = Known(now) if settings.DEBUG else MEMORY.under(now)
        return _answered(request, now, lambda: view(request, known=known, **named))

    return answer


def kept_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views that judge all that documents print, and share nothing of it with other pages."""

    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        return _answered(request, stamp(), lambda: view(request, **named))

    return answer


def _answered(request: HttpRequest, now: tuple, draw: Callable[[], HttpResponse]) -> HttpResponse:
    if settings.DEBUG or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return draw()
    packs = bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))
    tag = _tag(request, packs, now)
    # A browser can have this tag only from the page itself; what else it may ask is answered
    # when it is known that there is a page.
    if tag in request.headers.get("If-None-Match", ""):
        return _told(HttpResponseNotModified(), tag)
    if (page := SHELF.take(tag)) is not None:
        body, headers = page
        return _told(HttpResponse(body, headers=headers), tag)
    response = draw()
    if response.status_code != 200:
        return response
    if packs:
        response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    SHELF.put(tag, response.content, dict(response.headers))
    return _told(response, tag)


def _tag(request: HttpRequest, packs: bool, stamp: tuple) -> str:
    asked = (request.method, request.get_full_path(), is_high(request), packs)
    told = (*asked, settings.VERSION, *stamp)
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def _told(response: HttpResponse, tag: str) -> HttpResponse:
    """A browser keeps the page, and asks each time whether it still stands."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
