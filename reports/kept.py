"""Pages of published dates, kept as they were drawn for as long as nothing in them changed.

A statement never changes and pointers only go forward, so one row tells whether a page is stale:
the sum of the published pointers of its dates, the newest statement published at all (the foot of
every page names it), and the newest entry of the administrators' log (a renaming).
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from reports.dates import EVERYONE, When

MOST_BYTES = 64 * 1024 * 1024
_STAMP = """
    SELECT (SELECT MAX(published_id) FROM budgets_filing),
           (SELECT MAX(id) FROM django_admin_log),
           COUNT(filing.id), SUM(filing.published_id)
      FROM budgets_filing filing
      JOIN budgets_reportingdate date ON date.id = filing.reporting_date_id
      JOIN budgets_book book ON book.id = date.book_id
      JOIN departments_department office ON office.id = book.office_id
     WHERE filing.published_id IS NOT NULL
       AND date.day = %s AND date.stage = %s AND book.basis = %s
"""


def stamp_of(office: str, when: When) -> tuple:
    """One query: what a page of this date rests on."""
    sql, values = _STAMP, [when.day.isoformat(), when.stage, when.basis]
    if office != EVERYONE:
        sql, values = f"{sql} AND office.code = %s", [*values, office]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


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
    """For views of (office, when). Readers who are known by a session get their page drawn anew."""

    @wraps(view)
    def answer(request: HttpRequest, *, office: str, when: When, **rest) -> HttpResponse:
        if settings.DEBUG or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, office=office, when=when, **rest)
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        tag = _tag(request, packs, stamp_of(office, when))
        if unchanged := get_conditional_response(request, etag=tag):
            return _told(unchanged, tag)
        if (page := SHELF.take(tag)) is not None:
            body, headers = page
            return _told(HttpResponse(body, headers=headers), tag)
        response = view(request, office=office, when=when, **rest)
        if response.status_code != 200:
            return response
        if packs:
            response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
        SHELF.put(tag, response.content, dict(response.headers))
        return _told(response, tag)

    return answer


def _tag(request: HttpRequest, packs: bool, stamp: tuple) -> str:
    told = (request.method, request.get_full_path(), packs, settings.VERSION, *stamp)
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def _told(response: HttpResponse, tag: str) -> HttpResponse:
    """A browser keeps the page, and asks each time whether it still stands."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
