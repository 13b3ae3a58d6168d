"""Two requests at the same moment, each in a connection of its own, which commits.

The first has begun and stops in the middle of its transaction until the second is there, too.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, connections
from django.db.models import QuerySet

PATIENCE = 60  # seconds, for a machine that is busy


@dataclass
class Meeting:
    """Where the two wait for each other. `unguarded`: nothing keeps the second from looking before
    the first is done, so it looks, and goes on with what it saw after the first has ended."""

    unguarded: bool = False
    first_is_in: threading.Event = field(default_factory=threading.Event)
    second_is_there: threading.Event = field(default_factory=threading.Event)
    first_is_done: threading.Event = field(default_factory=threading.Event)

    def first(self, execute, sql, params, many, context):
        if _writes(sql) and not self.first_is_in.is_set():
            self.first_is_in.set()
            assert self.second_is_there.wait(PATIENCE)
        return execute(sql, params, many, context)

    def second(self, execute, sql, params, many, context):
        if (_writes(sql) or not self.unguarded) and not self.second_is_there.is_set():
            self.second_is_there.set()
            if self.unguarded:
                assert self.first_is_done.wait(PATIENCE)
        return execute(sql, params, many, context)


def _writes(sql):
    return sql.startswith(("INSERT", "UPDATE", "DELETE"))


def at_once(first, second, *, unguarded=False):
    """What came of each: its answer, or what it raised."""
    meeting, came = Meeting(unguarded), {}

    def run(name, wrapper, verb):
        try:
            with connection.execute_wrapper(wrapper):
                came[name] = verb()
        except Exception as wrong:
            came[name] = wrong
        finally:
            connections.close_all()

    def run_first():
        run("first", meeting.first, first)
        meeting.first_is_done.set()

    def run_second():
        assert meeting.first_is_in.wait(PATIENCE)
        run("second", meeting.second, second)
        meeting.second_is_there.set()

    threads = [threading.Thread(target=each) for each in (run_first, run_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came["first"], came["second"]


@contextmanager
def no_lock(monkeypatch):
    """PostgreSQL locks the row; SQLite lets one transaction in at a time."""
    with monkeypatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
        patch.setattr(QuerySet, "select_for_update", lambda self, **facts: self)
        yield
