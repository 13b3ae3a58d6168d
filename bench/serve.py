"""Requests a second of two gunicorn workers on this machine: first, repeated, 304, and an empty view.

A bounded number of requests over the loopback address, from threads that keep their connections.
"""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from bench.environment import LAST_DAY, OFFICE, environment

PORT = 8765
_CLIENTS = 8
_EACH = 250  # requests a client
_PAGE = quote(f"/execution/{OFFICE}/{LAST_DAY.isoformat()}-집행")
_START_SECONDS = 30
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def measure(database: str) -> dict[str, float]:
    """Requests a second, by kind."""
    server = _start(database)
    try:
        tag = _wait_for(_PAGE)
        return {
            "empty view": _rate("/empty"),
            "page drawn anew": _rate(_PAGE, {"Cookie": "sessionid=unknown"}, each=_EACH // 10),
            "page kept, packed": _rate(_PAGE, {"Accept-Encoding": "gzip"}),
            "304 by its tag": _rate(_PAGE, {"If-None-Match": tag}),
        }
    finally:
        server.terminate()
        server.wait()


def _start(database: str) -> subprocess.Popen:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "bench.wsgi:application"),
            *("--workers", "2", "--bind", f"127.0.0.1:{PORT}", "--keep-alive", "30"),
            *("--log-level", "error", "--worker-class", "gthread", "--threads", "1"),
        ],
        env=environment(database),
    )


def _wait_for(path: str) -> str:
    """Until the server answers; the tag of the page."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", path)
            answer = connection.getresponse()
            assert answer.status == 200, answer.status
            return answer.headers["ETag"]
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _rate(path: str, headers: Mapping[str, str] | None = None, each: int = _EACH) -> float:
    said = {"Host": "127.0.0.1", **(headers or {})}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    asked = ("\r\n".join(lines) + "\r\n\r\n").encode()

    def ask(_: int) -> None:
        with socket.create_connection(("127.0.0.1", PORT), timeout=60) as connection:
            for _ in range(each):
                connection.sendall(asked)
                _take(connection)

    with ThreadPoolExecutor(_CLIENTS) as clients:
        list(clients.map(ask, range(_CLIENTS)))  # warm: every worker has met the page
        start = time.perf_counter()
        list(clients.map(ask, range(_CLIENTS)))
        return _CLIENTS * each / (time.perf_counter() - start)


def _take(connection: socket.socket) -> None:
    """One answer, with no more work than has to be: what the client costs flatters every ratio."""
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(connection)
    head = got[:end]
    assert head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")), head[:80]
    length = int(found[1]) if (found := _LENGTH.search(head)) else 0
    left = length - (len(got) - end - 4)
    while left > 0:
        left -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    got = connection.recv(1 << 18)
    assert got, "the server closed the connection"
    return got
