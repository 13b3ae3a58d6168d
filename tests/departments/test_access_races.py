"""An account is opened by two clicks at the same moment, or by two operators who want one name."""

from itertools import count

import pytest
from django.db import IntegrityError

from departments import access
from departments.models import AccessRecord, Person
from tests import cast
from tests.budgets.meeting import at_once

NUMBERS = count(1)


@pytest.fixture(scope="module")
def office(own_database):
    made = cast.office()
    cast.member("다온", made, "총괄")
    cast.member("하람", made, "총괄")
    return made


@pytest.fixture(autouse=True)
def unblocked(office, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def opens(office, username, by):
    said = {"name": "가람", "password": "소나무 아래 12", "role": "담당자", "reason": "발령"}
    facts = {"department": office, "by": cast.user(by), "at": cast.NOON}
    return lambda: access.open_account(username=username, **said, **facts)


def opened_and_refused(*verbs):
    """Which of two at the same moment is the earlier, nobody says."""
    return sorted(at_once(*verbs), key=lambda answer: not isinstance(answer, Person))


def test_a_double_click_opens_one_account_and_both_are_led_to_it(office):
    username = f"garam{next(NUMBERS)}"
    click = opens(office, username, "다온")
    first, second = at_once(click, click)
    assert first == second == Person.objects.get(username=username)
    assert AccessRecord.objects.filter(subject=first).count() == 2


def test_the_later_of_two_operators_is_told_in_words_that_the_name_is_taken(office):
    username = f"garam{next(NUMBERS)}"
    first, second = opened_and_refused(*(opens(office, username, by) for by in ("다온", "하람")))
    assert first == Person.objects.get(username=username)
    assert second.messages == ["이미 쓰는 로그인 이름입니다."]


def test_without_the_look_at_what_is_there_the_second_click_is_refused(office, monkeypatch):
    monkeypatch.setattr(access, "_is_as_opened", lambda *asked: False)
    username = f"garam{next(NUMBERS)}"
    click = opens(office, username, "다온")
    first, second = opened_and_refused(click, click)
    assert first == Person.objects.get(username=username)
    assert isinstance(second, access.Taken)


def test_without_the_words_the_later_is_told_in_those_of_the_database(office, monkeypatch):
    monkeypatch.setattr(access, "IntegrityError", ZeroDivisionError)
    username = f"garam{next(NUMBERS)}"
    first, second = opened_and_refused(*(opens(office, username, by) for by in ("다온", "하람")))
    assert first == Person.objects.get(username=username)
    assert isinstance(second, IntegrityError)
