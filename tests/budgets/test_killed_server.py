"""A real server whose worker is killed in the middle of a save: gunicorn, over HTTP, by kill -9."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
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

    def post(self, path, form, session, stops_at=""):
        """The connection, of which the answer is still to come."""
        asked = http.client.HTTPConnection(*self.door.getsockname(), timeout=PATIENCE)
        cookies = f"sessionid={session}; csrftoken={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        if stops_at:
            headers["X-Stops-At"] = stops_at
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


@pytest.fixture
def office(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        yield at_work.office_at_work([f"사업 {n}" for n in range(1, 301)])


def filled(filing):
    texts = {"budget": "100,000", "committed": "50,000", "spent": "30,000"}
    lines = [line.pk for line in at_work.verbs.lines_of(filing)]
    form = at_work.form(filing)
    return form | {f"c-{line}-{column}": text for line in lines for column, text in texts.items()}


def stored(filing):
    own = Statement.objects.filter(filing=filing)
    steps = list(Step.objects.filter(filing=filing).order_by("pk").values_list("act", flat=True))
    return own.count(), Figure.objects.filter(statement__in=own).count(), steps


def test_a_save_whose_worker_is_killed_is_sent_again_and_stored_once(own_database, office):
    filing = at_work.opened(office)
    client, form = Client(), filled(filing)
    client.force_login(office.officer)
    session, path = client.cookies["sessionid"].value, quote(f"/filings/{filing.pk}/")
    connections.close_all()
    with serving(own_database) as server:
        cut = server.post(path, form, session, stops_at='INSERT INTO "budgets_step"')
        os.kill(server.who_stopped(), signal.SIGKILL)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            cut.getresponse()
        assert stored(filing) == (0, 0, ["열림"])
        for _ in ("the retry", "a retry of what was carried out"):
            assert server.post(path, form, session).getresponse().status == 302
            assert stored(filing) == (1, 300, ["열림", "저장"])
