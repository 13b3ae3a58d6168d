"""예산 변동: an amount of 나무 심기 goes to 꽃 심기. 다온 runs the office."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from budgets import changing
from budgets.cautions import CAUTIONS
from budgets.changing import cautions_of
from budgets.facing import expected_budgets
from budgets.filing import NotYours, Refused
from budgets.models import Book, BudgetChange, CouncilNotice
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


def test_what_a_change_gave_was_there_before_it_gave_it(scene, operator):
    """Its page works the cautions out anew, when the amount is gone from its line."""
    voted(scene)
    made = record(scene, operator, won=60)
    assert expected(scene) == (40, 110)
    assert cautions_of(made, cast.JUNE_30) == []
    seen = {"seen": ["there-to-give"], "decided_on": date(2030, 5, 3)}
    over = record(scene, operator, won=50, **seen)
    (caution,) = cautions_of(over, cast.JUNE_30)
    assert "예산현액은 40원인데 50원" in caution.words


def test_nothing_moves_into_or_out_of_a_line_after_its_last_day(scene, operator):
    """No date asks for it any more: the amount would be in no 예산현액."""
    scene.flowers.ends_on = date(2030, 3, 31)
    scene.flowers.save()
    sides = ({}, {"taken_from": scene.flowers, "given_to": scene.trees})
    for side in sides:
        with pytest.raises(Refused, match="꽃 심기.*2030. 3. 31.에 끝난 세부사업"):
            record(scene, operator, **side)
    assert record(scene, operator, decided_on=scene.flowers.ends_on).pk


def test_nothing_moves_into_or_out_of_a_line_before_its_first_day(scene, operator):
    """Until then it would be in no 예산현액."""
    scene.flowers.begins_on = date(2030, 5, 3)
    scene.flowers.save()
    sides = ({}, {"taken_from": scene.flowers, "given_to": scene.trees})
    for side in sides:
        with pytest.raises(Refused, match="꽃 심기.*2030. 5. 3.부터 있는 세부사업"):
            record(scene, operator, **side)
    assert record(scene, operator, decided_on=scene.flowers.begins_on).pk


def test_what_is_carried_over_is_decided_in_the_year_before(scene, operator):
    facts = {"kind": "이월", "taken_from": None}
    assert record(scene, operator, **facts, decided_on=date(2029, 12, 31)).pk
    with pytest.raises(Refused, match="그 회계연도의 것이 아닙니다"):
        record(scene, operator, **facts, decided_on=date(2028, 12, 31))


def test_a_regrouped_year_moves_what_it_has_and_adds_nothing(scene, operator):
    """Both sides of it: the sum stays that of the year as drawn."""
    trees, flowers = (regrouped(scene, name) for name in ("나무 심기", "꽃 심기"))
    seen = {"seen": ["within-program"]}
    assert record(scene, operator, taken_from=trees, given_to=flowers, **seen).pk
    for kind, turn in (("추경", 1), ("이월", None), ("예비비", None)):
        facts = {"kind": kind, "turn": turn, "taken_from": None, "given_to": trees}
        with pytest.raises(Refused, match="당초 편성체계에 적습니다.*2031년 조직"):
            record(scene, operator, **facts)


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


# --- what the law would have, as far as the lines tell --------------------------------------------


def elsewhere(scene, department=None, account=None, named="숲 가꾸기", line="나무 베기"):
    place = cast.program(scene.book, department or scene.moon, account or scene.account, named)
    return cast.line(place, line)


def regrouped(scene, named="나무 심기"):
    """A line of the year as it stands in the organisation of the next."""
    facts = {"office": scene.office, "fiscal_year": 2030, "organised_on": date(2031, 1, 1)}
    known = {"code": "해오름기획관/2030/재편"}
    book, _ = Book.objects.get_or_create(basis="재편", **facts, defaults=known)
    return cast.line(cast.program(book, scene.moon, scene.account, f"{named} 사업"), named)


CAUTIONED = {
    "within-program": lambda scene: {"given_to": elsewhere(scene)},
    "between-programs": lambda scene: {"kind": "이용"},
    "between-departments": lambda scene: {"kind": "이체"},
    "not-into-entertainment": lambda scene: {
        "given_to": cast.line(scene.program, "시책 업무추진비")
    },
    "one-account": lambda scene: {
        "kind": "이체",
        "given_to": elsewhere(scene, scene.star, cast.account("강 기금", "기금")),
    },
    "there-to-give": lambda scene: voted(scene) or {"won": 101},
    "in-the-year": lambda scene: {"decided_on": date(2029, 12, 31)},
    "as-drawn": lambda scene: {
        "kind": "추경",
        "turn": 1,
        "taken_from": None,
        "given_to": regrouped(scene),
    },
}


def test_every_caution_is_tried():
    assert CAUTIONED.keys() == CAUTIONS.keys()


@pytest.mark.parametrize("code", CAUTIONED)
def test_what_the_law_would_not_have_is_recorded_once_it_was_seen(scene, operator, code):
    facts = CAUTIONED[code](scene)
    with pytest.raises(Refused) as caught:
        record(scene, operator, **facts)
    assert [words for words in caught.value.messages if CAUTIONS[code].words in words] != []
    assert BudgetChange.objects.count() == 0
    record(scene, operator, **facts, seen=[code])
    assert BudgetChange.objects.count() == 1


def test_what_the_law_would_have_needs_nothing_to_be_seen(scene, operator):
    voted(scene)
    there = elsewhere(scene, scene.star)
    for facts in (
        {"won": 100},
        {"kind": "변경사용", "taken_from": scene.flowers, "given_to": scene.trees},
        {"kind": "이용", "taken_from": scene.flowers, "given_to": there},
        {"kind": "이체", "taken_from": scene.flowers, "given_to": there},
    ):
        record(scene, operator, **facts)
    assert BudgetChange.objects.count() == 4


def test_two_years_are_told_apart_in_words_before_the_database_does(scene, operator):
    later = cast.program(cast.book(scene.office, 2031), scene.moon, scene.account)
    for kind in ("전용", "이체"):
        with pytest.raises(Refused, match="회계연도 안에서"):
            record(scene, operator, kind=kind, given_to=cast.line(later, kind))


def test_today_is_the_day_in_seoul(scene, operator):
    """At eight in the morning of July 1 it is still June 30 in Greenwich."""
    morning = datetime(2030, 6, 30, 23, tzinfo=UTC)
    made = record(scene, operator, decided_on=date(2030, 7, 1), at=morning)
    told = {"told_on": date(2030, 7, 1), "by": operator, "at": morning}
    assert changing.tell_council(change=made, **told).told_on == date(2030, 7, 1)


# --- one letter for a quarter's list --------------------------------------------------------------


def letter(changes, operator, **facts):
    known = {"told_on": cast.JUNE_30, "paper": "기획-12", "by": operator, "at": cast.NOON}
    return changing.tell_of_several(changes=changes, **known | facts)


def test_a_letter_tells_of_all_its_changes_or_of_none(scene, operator):
    changes = [record(scene, operator), record(scene, operator, kind="예비비", taken_from=None)]
    with pytest.raises(Refused, match=f"제{changes[1].pk}호: .*전용과 이체") as caught:
        letter(changes, operator)
    assert len(caught.value.messages) == 1
    assert CouncilNotice.objects.count() == 0
    changes[1] = record(scene, operator)
    assert [each.paper for each in letter(changes, operator)] == ["기획-12", "기획-12"]


def test_the_same_letter_sent_twice_is_one(scene, operator):
    changes = [record(scene, operator)]
    assert letter(changes, operator) == letter(changes, operator)
    with pytest.raises(Refused, match="이미"):
        letter(changes, operator, paper="기획-13")
    with pytest.raises(Refused, match="고르십시오"):
        letter([], operator)


def test_of_what_was_taken_back_the_council_is_not_told(scene, operator):
    change = record(scene, operator)
    back = changing.take_back(change=change, reason="잘못", by=operator, at=cast.NOON, key=None)
    for each in (change, back):
        with pytest.raises(Refused, match="거둔"):
            letter([each], operator)
