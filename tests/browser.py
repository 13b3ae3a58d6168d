"""Chromium for the tests that look at pages as a person does.

`site` is read and never written: it is the running application, with the project's fixtures in its database; `page` is a window
of 1440 pixels on it, `narrow_page` one of 390, and `open_page(width, **options)` makes any other
(`java_script_enabled=False`, say).

`working_site` is for those that write. Figures are never deleted, not by a test either: it runs over
a copy of the whole database, made for one test and thrown away as a whole. In such a test every
query, of the server and of the test itself, goes to the copy; `open_work(width, **options)` makes its
windows. Neither database is emptied, and no guard is taken away.

A page that asks another host for anything, breaks the content
security policy or raises in a script fails its test.
"""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from tests.copies import copied

# Playwright keeps an event loop running in this thread; Django would refuse its own database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = ["chromium", "chromium-browser", "google-chrome"]
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Server(ThreadedWSGIServer):
    daemon_threads = False  # closing waits for them, and so for their connections to the database


class ServerThread(LiveServerThread):
    server_class = Server


class Site:
    """The application on a free port of this machine, over the database as it was committed."""

    def __init__(self):
        self.thread = ServerThread("127.0.0.1", StaticFilesHandler)
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error
        self.host = f"127.0.0.1:{self.thread.port}"
        self.url = f"http://{self.host}"


@pytest.fixture(scope="session")
def _served(django_db_setup):
    site = Site()
    yield site
    site.thread.terminate()


@pytest.fixture
def site(request, _served, django_db_blocker):
    """The server runs for the whole session; the database is open to it only while it is asked."""
    assert "db" not in request.fixturenames, "`db` is a transaction, which `site` cannot see into"
    with django_db_blocker.unblock():
        yield _served


@pytest.fixture(scope="session")
def chromium(_served):  # which it must not outlive: the server waits for the last of its requests
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "No Chromium: `make browser` installs it, or says how."
    with sync_playwright() as playwright:
        # Without the sandbox, which root cannot have; the only pages shown are our own.
        browser = playwright.chromium.launch(
            executable_path=found, chromium_sandbox=False, args=QUIET
        )
        yield browser
        # Beside Playwright's loop Django keeps other connections than without it.
        connections.close_all()
        browser.close()


@pytest.fixture
def working_site(request, _served, django_db_blocker, tmp_path):
    assert not {"db", "site"} & set(request.fixturenames), "a working site is a database by itself"
    with django_db_blocker.unblock(), copied(tmp_path):
        site = Site()
        try:
            yield site
        finally:
            site.thread.terminate()


@pytest.fixture
def open_page(site, chromium):
    yield from _windows(site, chromium)


@pytest.fixture
def open_work(working_site, chromium):
    yield from _windows(working_site, chromium)


def _windows(site, chromium):
    contexts, hosts, complaints = [], set(), []

    def listen(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(width=1440, height=900, **options):
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            **options,
        )
        contexts.append(context)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert hosts <= {site.host}, f"asked of other hosts: {hosts - {site.host}}"
    assert not complaints


@pytest.fixture
def page(open_page):
    return open_page(1440)


@pytest.fixture
def narrow_page(open_page):
    return open_page(390, 844)


# Marks the rows in which nothing stands that two rows before them have not: elements of the same
# names and classes in the same places, numbers apart, since a bar's width and a level are numbers.
# Axe is asked about each kind of cell, not about each cell.
AGAIN = """() => {
    const seen = new Map();
    const made = it => it.localName + '.' + it.getAttribute('class')?.replace(/\\d+/g, '');
    for (const row of document.querySelectorAll('table tr')) {
        const table = row.closest('table');
        const kind = it => (it === table ? '' : kind(it.parentElement) + '>') + made(it);
        const kinds = new Set([row, ...row.querySelectorAll('*')].map(kind));
        const isAgain = [...kinds].every(each => seen.get(each) >= 2);
        row.toggleAttribute('data-again', isAgain);
        if (!isAgain) kinds.forEach(each => seen.set(each, (seen.get(each) ?? 0) + 1));
    }
}"""


def axe(page, more=(), only=None, status=200):
    """What axe has against the page, one line a rule, with its best practices; `more` names rules
    that it leaves out unless asked, `only` the ones that alone are asked. It would praise an error
    page, too: `status` is what is meant."""
    page.evaluate(AGAIN)
    answered = page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
    assert answered == status, f"{page.url} answered {answered}"
    # The rest it would only count: to name each cell that is well takes longer than to judge it.
    options = {"resultTypes": ["violations"]}
    if only:
        options |= {"runOnly": {"type": "rule", "values": only}}
    else:
        options |= {"rules": {rule: {"enabled": True} for rule in more}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    asked = [{"exclude": [["[data-again]"]]}, options]
    told = page.evaluate("([where, options]) => axe.run(where, options)", asked)
    return [
        f"{found['id']} ({found['impact']}): {[node['target'] for node in found['nodes']]}"
        for found in told["violations"]
    ]


def screenshot(page, name):
    """Written only where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def look(page, name, status=200):
    """On a narrow and on a wide screen: read by axe, and no wider than the screen."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page, status=status) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        screenshot(page, f"{name}-{width}")


def sheets(page):
    """What stands on each sheet of the printed page, line by line, without blank lines."""
    printed = page.pdf(prefer_css_page_size=True)
    read = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    told = subprocess.run(read, input=printed, capture_output=True, check=True).stdout.decode()
    *found, rest = told.split("\f")
    assert not rest
    return [
        [" ".join(line.split()) for line in sheet.splitlines() if line.strip()] for sheet in found
    ]


def go(locator, press=None):
    """Clicks, or presses a key, and waits for the page that comes of it. Playwright's click does not
    wait for it, so that what is read next may still be of the page before."""
    with locator.page.expect_navigation():
        locator.press(press) if press else locator.click()


def until(locator, reached):
    """Frame by frame, until an expression of the element `it` holds. Playwright's own waiting
    evaluates text in the page, which the page's policy forbids after the first frame."""
    frame = f"it => new Promise(done => requestAnimationFrame(() => done({reached})))"
    assert any(locator.evaluate(frame) for _ in range(600)), f"not within 600 frames: {reached}"
