"""Two requests on one filing at the same moment, each in a connection of its own, which commits.

The first has begun and stops in the middle of its transaction until the second is there, too.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import QuerySet

from budgets import filing as verbs
from budgets.models import Filing, Step
from tests import cast
from tests.budgets import quarters as q

PATIENCE = 60  # seconds, for a machine that is busy
DAYS = (date(2030, 1, 1) + timedelta(days=n) for n in range(300))


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
    return sql.startswith(("INSERT", "UPDATE"))


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


@pytest.fixture(scope="module")
def office(own_database):
    made = cast.quarter()
    cast.member("마루", made.moon, "담당자")
    return made


@pytest.fixture(autouse=True)
def unblocked(office, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def filing(office):
    """Saved once."""
    filing = q.opened(office, next(DAYS)).filings.get(department=office.moon)
    q.hand_in(filing, q.fine(office), office.officer)
    return filing


def saves(office, filing, by, spent, key=None, **more):
    facts = {"filing": filing, "rows": q.fine(office, spent), "follows": filing.standing_id}
    facts |= {"by": cast.user(by), "at": cast.NOON, "key": key or uuid4()} | more
    return lambda: verbs.hand_in(**facts)


def approves(office, filing):
    facts = {"filing": filing, "statement": filing.standing_id, "by": office.reviewer}
    return lambda: verbs.approve(**facts, at=cast.NOON, key=uuid4())


def acts(filing):
    return list(Step.objects.filter(filing=filing).order_by("pk").values_list("act", flat=True))


@contextmanager
def no_lock(monkeypatch):
    """PostgreSQL locks the row; SQLite lets one transaction in at a time."""
    with monkeypatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
        patch.setattr(QuerySet, "select_for_update", lambda self, **facts: self)
        yield


# --- two people on one filing ---------------------------------------------------------------------


def two_people(office, filing, **facts):
    first, second = saves(office, filing, "가람", 40), saves(office, filing, "마루", 45)
    return at_once(first, second, **facts)


def test_the_later_of_two_gets_a_conflict_that_names_what_stands_now(office, filing):
    made, conflict = two_people(office, filing)
    filing.refresh_from_db()
    assert filing.standing == made
    assert isinstance(conflict, verbs.Conflict)
    assert conflict.filing.standing == made
    assert acts(filing) == ["열림", "저장", "저장"]
    assert saves(office, filing, "마루", 45)().version == 3  # and goes on from there


def test_without_the_lock_the_later_is_not_told(office, filing, monkeypatch):
    with no_lock(monkeypatch):
        made, second = two_people(office, filing, unguarded=True)
    assert made.version == 2
    assert not isinstance(second, verbs.Conflict)


def test_without_the_comparison_the_later_writes_over_the_first(office, filing, monkeypatch):
    monkeypatch.setattr(verbs, "_must_follow", lambda filing, follows: None)
    first, second = two_people(office, filing)
    assert (first.version, second.version) == (2, 3)


def test_what_is_overtaken_by_a_correction_is_not_approved(office):
    filing = q.publish_moon(office, q.opened(office, next(DAYS)))
    q.hand_in(filing, q.fine(office, 40), office.officer, reason="지출 누락")
    writes = saves(office, filing, "가람", 45, reason="다시 보니 누락")
    made, second = at_once(writes, approves(office, filing))
    assert isinstance(second, verbs.Conflict)
    filing.refresh_from_db()
    assert (filing.standing, filing.state) == (made, "정정")


# --- a double click -------------------------------------------------------------------------------


def clicks_twice(office, filing, **facts):
    key = uuid4()
    click = saves(office, filing, "가람", 40, key)
    return at_once(click, click, **facts)


def test_a_double_click_saves_once_and_both_are_told_so(office, filing):
    first, second = clicks_twice(office, filing)
    assert first == second
    assert first.version == 2
    assert acts(filing) == ["열림", "저장", "저장"]


def test_without_the_key_the_second_click_is_a_conflict_with_oneself(office, filing, monkeypatch):
    monkeypatch.setattr(verbs, "done_before", lambda filing, key: None)
    assert isinstance(clicks_twice(office, filing)[1], verbs.Conflict)


def test_without_the_lock_the_second_click_does_not_see_the_first(office, filing, monkeypatch):
    with no_lock(monkeypatch):
        first, second = clicks_twice(office, filing, unguarded=True)
    assert first.version == 2
    assert second != first


def publishes_twice(office, filing, **facts):
    q.act(verbs.submit, filing, office.officer)
    q.approve(office, filing)
    known = {"missing": [], "by": office.operator, "at": cast.NOON, "key": uuid4()}
    date = filing.reporting_date

    def click():
        return verbs.publish(reporting_date=date, **known)

    return at_once(click, click, **facts)


def test_a_date_is_published_once_by_a_double_click(office, filing):
    assert publishes_twice(office, filing) == ([filing], [])
    assert acts(filing) == ["열림", "저장", "제출", "확인", "공개"]


def test_without_the_lock_it_would_be_published_twice(office, filing, monkeypatch):
    with no_lock(monkeypatch):
        first, second = publishes_twice(office, filing, unguarded=True)
    assert first == [filing]
    assert second != []


def test_a_date_is_opened_once_by_a_double_click(office):
    facts = {"day": next(DAYS), "key": uuid4()}
    first, second = at_once(*[lambda: q.opened(office, **facts)] * 2)
    assert first == second
    assert acts(Filing.objects.get(reporting_date=first)) == ["열림"]
