"""Five wrong passwords close a login name for fifteen minutes, whichever door they come to."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.db import connection, connections
from django.db.models import QuerySet

from departments import lock
from departments.models import AccessRecord, FailedLogin
from tests import cast

RIGHT, WRONG = "소나무 아래 12", "틀린 비밀번호"
PATIENCE = 60  # seconds, for a machine that is busy
SHUT = "비밀번호를 5번 틀려 15분 동안 잠겼습니다."


@pytest.fixture
def garam(db):
    person = cast.user("garam")
    person.set_password(RIGHT)
    person.save()
    return person


@pytest.fixture
def clock(monkeypatch):
    """The lock's own: noon, until a test moves it."""
    now = SimpleNamespace(at=cast.NOON)
    monkeypatch.setattr(lock.timezone, "now", lambda: now.at)
    return now


def by_our_login(client, password, username="garam", **headers):
    return client.post("/login", {"username": username, "password": password}, **headers)


def by_the_administration(client, password, username="garam", **headers):
    path = "/admin/login/?next=/admin/"
    return client.post(path, {"username": username, "password": password}, **headers)


DOORS = [by_our_login, by_the_administration]


def is_in(client):
    return "_auth_user_id" in client.session


def five_wrong(client, door=by_our_login, **facts):
    return [door(client, WRONG, **facts).content.decode() for _ in range(5)]


@pytest.mark.parametrize("door", DOORS)
def test_the_fifth_wrong_password_closes_the_name(client, garam, clock, door):
    pages = five_wrong(client, door)
    assert [SHUT in page for page in pages] == [False, False, False, False, True]


@pytest.mark.parametrize("second", DOORS)
@pytest.mark.parametrize("first", DOORS)
def test_the_right_password_is_refused_while_the_name_is_closed(
    client, garam, clock, first, second
):
    five_wrong(client, first)
    clock.at += timedelta(minutes=15) - timedelta(seconds=1)
    assert SHUT in second(client, RIGHT).content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("door", DOORS)
def test_after_fifteen_minutes_the_right_password_opens(client, garam, clock, door):
    five_wrong(client)
    clock.at += timedelta(minutes=15)
    assert door(client, RIGHT).status_code == 302
    assert is_in(client)
    assert not FailedLogin.objects.exists()


def test_after_fifteen_minutes_there_are_five_tries_again(client, garam, clock):
    five_wrong(client)
    clock.at += timedelta(minutes=15)
    assert [SHUT in page for page in five_wrong(client)] == [False] * 4 + [True]


def test_who_asks_while_it_is_closed_does_not_lengthen_it(client, garam, clock):
    five_wrong(client)
    clock.at += timedelta(minutes=14)
    by_our_login(client, WRONG)
    clock.at += timedelta(minutes=1)
    by_our_login(client, RIGHT)
    assert is_in(client)


def test_no_address_that_a_proxy_tells_opens_it(client, garam, clock):
    for number in range(5):
        address = f"10.0.0.{number}"
        by_our_login(client, WRONG, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=address)
    answer = by_our_login(client, RIGHT, REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert SHUT in answer.content.decode()


def test_tries_are_counted_in_the_database_and_not_in_a_session(garam, clock):
    from django.test import Client

    for _ in range(5):
        by_our_login(Client(), WRONG)
    assert FailedLogin.objects.get().count == 5
    newcomer = Client()
    by_our_login(newcomer, RIGHT)
    assert not is_in(newcomer)


def test_a_right_password_forgets_the_wrong_ones(client, garam, clock):
    for _ in range(3):
        for _ in range(4):
            by_our_login(client, WRONG)
        by_our_login(client, RIGHT)
        assert is_in(client)
        client.logout()


def test_wrong_passwords_with_a_quarter_of_an_hour_between_close_nothing(client, garam, clock):
    for _ in range(8):
        assert SHUT not in by_our_login(client, WRONG).content.decode()
        clock.at += timedelta(minutes=15)


def test_a_name_of_nobody_is_closed_as_well(client, db, clock):
    """Else the lock would tell which names there are."""
    assert [SHUT in page for page in five_wrong(client, username="nobody")] == [False] * 4 + [True]


def test_one_name_closes_no_other(client, garam, clock):
    five_wrong(client, username="nobody")
    by_our_login(client, RIGHT)
    assert is_in(client)


def test_a_name_in_wide_letters_is_the_same_name(client, garam, clock):
    five_wrong(client, username="ｇａｒａｍ")
    assert SHUT in by_our_login(client, RIGHT).content.decode()


def test_a_lock_is_recorded_once(client, garam, clock):
    five_wrong(client)
    by_our_login(client, WRONG)
    record = AccessRecord.objects.get()
    assert (record.act, record.subject, record.subject_name) == ("로그인 잠김", garam, "garam")
    assert record.after == "2030-07-01 03:15:00+0000까지"


@pytest.mark.parametrize("username", ["\u200b", "가" * 150, "' OR 1=1 --", "<script>"])
def test_odd_names_are_counted_as_any(client, db, clock, username):
    assert SHUT in five_wrong(client, username=username)[-1]
    assert AccessRecord.objects.filter(act="로그인 잠김").count() == 1


def test_the_try_is_counted_before_the_password_is_looked_at(garam, clock, monkeypatch):
    """Else many at once would each find the count as it was."""
    seen = []

    def look(self, request, **credentials):
        seen.append(FailedLogin.objects.get().count)

    monkeypatch.setattr(ModelBackend, "authenticate", look)
    for _ in range(7):
        authenticate(None, username="garam", password=WRONG)
    assert seen == [1, 2, 3, 4, 5]


def twelve_at_once(begin_try, name):
    """Twelve connections that commit, on a name of one test alone, which is forgotten after."""
    may_try, ready = [], threading.Barrier(12, timeout=PATIENCE)

    def ask():
        ready.wait()
        may_try.append(begin_try(name, cast.NOON))
        connections.close_all()

    try:
        threads = [threading.Thread(target=ask) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        FailedLogin.objects.filter(username=name).delete()
        connection.close()
    return may_try


def test_no_more_than_five_of_many_at_once_get_to_the_password(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        may_try = twelve_at_once(lock.begin_try, "at-once")
    assert sorted(may_try) == [False] * 7 + [True] * 5


def test_without_the_lock_all_of_them_get_to_it(django_db_setup, django_db_blocker, monkeypatch):
    """PostgreSQL locks the row, SQLite lets one transaction in at a time: without either, each reads
    the count before any of them has written it."""
    have_read, save = threading.Barrier(12, timeout=PATIENCE), FailedLogin.save

    def save_when_all_have_read(tries, **facts):
        have_read.wait()
        save(tries, **facts)

    without_transaction = lock.begin_try.__wrapped__
    with django_db_blocker.unblock():
        FailedLogin.objects.create(username="unguarded", last_at=cast.NOON)
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **facts: self)
        monkeypatch.setattr(FailedLogin, "save", save_when_all_have_read)
        may_try = twelve_at_once(without_transaction, "unguarded")
    assert may_try == [True] * 12
