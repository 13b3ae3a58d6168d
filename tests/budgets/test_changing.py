"""예산 변동: an amount of 나무 심기 goes to 꽃 심기. 다온 runs the office."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from budgets import changing
from budgets.facing import expected_budgets
from budgets.filing import NotYours, Refused
from budgets.models import BudgetChange
from tests import cast

MAY = date(2030, 5, 2)


@pytest.fixture
def scene(db):
    return cast.scene()


@pytest.fixture
def operator(scene):
    return cast.member("다온", scene.office, "총괄")


def record(scene, operator, **facts):
    known = {"kind": "전용", "taken_from": scene.trees, "given_to": scene.flowers, "won": 10}
    rest = {"decided_on": MAY, "reason": "집중호우", "by": operator, "at": cast.NOON, "key": None}
    return changing.record_change(**known | rest | facts)


def voted(scene, trees=100, flowers=50):
    day = cast.reporting_date(scene.book, date(2030, 1, 1), "예산")
    said = cast.statement(cast.filing(day, scene.moon))
    cast.figure(said, scene.trees, appropriated=trees)
    cast.figure(said, scene.flowers, appropriated=flowers)
    cast.publish(said)


def expected(scene):
    own = expected_budgets(scene.filing)
    return own[scene.trees.pk], own[scene.flowers.pk]


def test_a_transfer_moves_what_the_budget_is_expected_to_be(scene, operator):
    voted(scene)
    record(scene, operator)
    assert expected(scene) == (90, 60)


def test_a_change_after_the_day_is_not_expected_on_it(scene, operator):
    voted(scene)
    later = cast.JUNE_30 + timedelta(days=1)
    record(scene, operator, decided_on=later, at=cast.NOON + timedelta(days=2))
    assert expected(scene) == (100, 50)


def test_a_supplement_adds_and_its_turn_is_told(scene, operator):
    voted(scene)
    record(scene, operator, kind="추경", taken_from=None, turn=1)
    assert expected(scene) == (100, 60)


def test_what_was_taken_back_is_as_if_it_had_not_been(scene, operator):
    voted(scene)
    change = record(scene, operator)
    changing.take_back(change=change, reason="잘못 적음", by=operator, at=cast.NOON, key=None)
    assert expected(scene) == (100, 50)
    assert BudgetChange.objects.count() == 2


def test_a_supplement_is_taken_back_too(scene, operator):
    voted(scene)
    change = record(scene, operator, kind="예비비", taken_from=None)
    changing.take_back(change=change, reason="잘못 적음", by=operator, at=cast.NOON, key=None)
    assert expected(scene) == (100, 50)


def test_nothing_is_taken_back_twice(scene, operator):
    change = record(scene, operator)
    changing.take_back(change=change, reason="잘못 적음", by=operator, at=cast.NOON, key=None)
    with pytest.raises(Refused, match="이미"):
        changing.take_back(change=change, reason="또", by=operator, at=cast.NOON, key=None)


def test_the_same_request_records_once(scene, operator):
    key = uuid4()
    assert record(scene, operator, key=key) == record(scene, operator, key=key)


def test_only_who_runs_both_sides_records_a_change(scene):
    with pytest.raises(NotYours):
        record(scene, cast.member("나래", scene.office, "검토자"))


@pytest.mark.parametrize(
    "facts",
    [
        {"given_to": None},
        {"kind": "예비비"},
        {"won": 0},
        {"reason": " "},
        {"kind": "추경", "taken_from": None},
        {"turn": 1},
    ],
)
def test_a_change_that_is_none_is_refused_in_words(scene, operator, facts):
    with pytest.raises(ValidationError) as caught:
        record(scene, operator, **facts)
    assert all(cast.HANGUL.search(words) for words in caught.value.messages)


def test_a_change_of_tomorrow_is_not_recorded_today(scene, operator):
    with pytest.raises(Refused, match="오늘보다 뒤"):
        record(scene, operator, decided_on=date(2030, 7, 2))


def test_the_day_the_council_was_told_is_written_once(scene, operator):
    change = record(scene, operator)
    told = {"change": change, "by": operator, "at": cast.NOON}
    assert changing.tell_council(**told, told_on=cast.JUNE_30).told_on == cast.JUNE_30
    with pytest.raises(Refused, match="이미"):
        changing.tell_council(**told, told_on=MAY)


@pytest.mark.parametrize(
    ("facts", "told_on", "words"),
    [
        ({"kind": "추경", "taken_from": None, "turn": 1}, cast.JUNE_30, "전용과 이체"),
        ({}, date(2030, 5, 1), "앞섭니다"),
        ({}, date(2030, 7, 2), "오늘보다 뒤"),
    ],
)
def test_what_the_council_cannot_have_been_told_is_refused(scene, operator, facts, told_on, words):
    change = record(scene, operator, **facts)
    with pytest.raises(Refused, match=words):
        changing.tell_council(change=change, told_on=told_on, by=operator, at=cast.NOON)
