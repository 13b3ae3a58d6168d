"""A real server whose worker is killed in the middle of a save: gunicorn, over HTTP, by kill -9."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connections
from django.test import Client

from budgets.models import Figure, Statement, Step
from tests.budgets import at_work

HOUSE = Path(__file__).resolve().parents[2]
TOKEN = "a" * 32  # in the cookie and in the form: that is what is compared
PATIENCE = 60  # seconds, for a machine that is busy


class Server:
    def __init__(self, database):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.hears, tells = os.pipe()
        fd = self.door.fileno()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "tests.budgets.mortal:application"),
                *("--bind", f"fd://{fd}", "--workers", "1", "--log-level", "critical"),
            ],
            cwd=HOUSE,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "seoulcomm.settings",
                "MORTAL_DATABASE": database,
                "MORTAL_TELLS": str(tells),
            },
            pass_fds=[fd, tells],
        )
        os.close(tells)

    def post(self, path, form, session, stops_at="", without=""):
        """The connection, of which the answer is still to come."""
        asked = http.client.HTTPConnection(*self.door.getsockname(), timeout=PATIENCE)
        cookies = f"sessionid={session}; csrftoken={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        if stops_at:
            headers["X-Stops-At"] = stops_at
        if without:
            headers["X-Without"] = without
        asked.request("POST", path, urlencode(form | {"csrfmiddlewaretoken": TOKEN}), headers)
        return asked

    def who_stopped(self) -> int:
        assert select.select([self.hears], [], [], PATIENCE)[0], "nobody came to that place"
        return int(os.read(self.hears, 20))

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.door.close()
        os.close(self.hears)


@contextmanager
def serving(database):
    server = Server(database)
    try:
        yield server
    finally:
        server.end()


@pytest.fixture(scope="module")
def made(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        return at_work.office_at_work([f"사업 {n}" for n in range(1, 301)])


@pytest.fixture
def office(made, django_db_blocker):
    with django_db_blocker.unblock():
        yield made


def filled(filing):
    texts = {"budget": "100,000", "committed": "50,000", "spent": "30,000"}
    lines = [line.pk for line in at_work.verbs.lines_of(filing)]
    form = at_work.form(filing)
    return form | {f"c-{line}-{column}": text for line in lines for column, text in texts.items()}


def stored(filing):
    own = Statement.objects.filter(filing=filing)
    steps = list(Step.objects.filter(filing=filing).order_by("pk").values_list("act", flat=True))
    return own.count(), Figure.objects.filter(statement__in=own).count(), steps


def came_in(office, filing):
    """The address of the grid, and the session of its writer."""
    client = Client()
    client.force_login(office.officer)
    session = client.cookies["sessionid"].value
    connections.close_all()
    return quote(f"/filings/{filing.pk}/"), session


def kill(server, path, form, session, **facts):
    """The worker, just before it writes down the step; what was said to it is cut."""
    cut = server.post(path, form, session, stops_at='INSERT INTO "budgets_step"', **facts)
    os.kill(server.who_stopped(), signal.SIGKILL)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        cut.getresponse()


def test_a_save_whose_worker_is_killed_is_sent_again_and_stored_once(own_database, office):
    filing = at_work.opened(office)
    form = filled(filing)
    path, session = came_in(office, filing)
    with serving(own_database) as server:
        kill(server, path, form, session)
        assert stored(filing) == (0, 0, ["열림"])
        for _ in ("the retry", "a retry of what was carried out"):
            assert server.post(path, form, session).getresponse().status == 302
            assert stored(filing) == (1, 300, ["열림", "저장"])


def test_without_its_guards_it_is_half_stored_and_the_retry_a_conflict(own_database, office):
    torn, whole = (at_work.opened(office, date(2030, month, 30)) for month in (10, 11))
    form = filled(whole)
    path, session = came_in(office, whole)
    with serving(own_database) as server:
        torn_path = quote(f"/filings/{torn.pk}/")
        kill(server, torn_path, filled(torn), session, without="transactions")
        assert stored(torn) == (1, 300, ["열림"])  # by nobody, as far as its history tells
        assert server.post(path, form, session).getresponse().status == 302
        answer = server.post(path, form, session, without="keys").getresponse()
        assert answer.status == 409
