"""What the changes make of a line's 예산현액: 나무 심기 and 꽃 심기, of the book of 2030."""

from dataclasses import replace
from datetime import date

import pytest

from budgets.expected import expected_on
from budgets.facing import asked_of, known_of
from budgets.models import BudgetChange
from budgets.rules import problems
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
JANUARY, MAY, AUGUST = date(2030, 1, 1), date(2030, 5, 2), date(2030, 8, 5)


@pytest.fixture
def quarter():
    return cast.quarter()


def changed(quarter, won, on, kind="변경사용", **sides):
    """꽃 심기 gives to 나무 심기, unless other sides are said."""
    known = {"taken_from": quarter.flowers, "given_to": quarter.trees} | sides
    facts = {"decided_on": on, "reason": "나무를 더 심음", "by": quarter.operator, "at": cast.NOON}
    turn = 1 if kind == "추경" else None
    return BudgetChange.objects.create(kind=kind, won=won, turn=turn, **known | facts)


def published(quarter, day, stage="집행", **won):
    """Both lines have the same amounts."""
    said = cast.statement(cast.filing(cast.reporting_date(quarter.book, day, stage), quarter.moon))
    for line in (quarter.trees, quarter.flowers):
        cast.figure(said, line, **won)
    cast.publish(said)


def expected(quarter, day=q.SEPTEMBER):
    found = expected_on(quarter.book.pk, day, [quarter.moon.pk])
    return [found[line.pk].won for line in (quarter.trees, quarter.flowers)]


def test_what_was_voted_is_the_base_and_every_change_counts(quarter):
    published(quarter, JANUARY, "예산", appropriated=100)
    changed(quarter, 10, MAY)
    changed(quarter, 20, AUGUST)
    assert (expected(quarter, cast.JUNE_30), expected(quarter)) == ([110, 90], [130, 70])


def test_without_it_the_last_published_date_is_the_base_and_what_came_after_counts(quarter):
    published(quarter, cast.JUNE_30, budget=100)
    changed(quarter, 10, MAY)
    changed(quarter, 20, AUGUST)
    assert expected(quarter) == [120, 80]


def test_a_change_on_the_very_day_of_that_date_is_in_it(quarter):
    published(quarter, cast.JUNE_30, budget=100)
    changed(quarter, 10, cast.JUNE_30)
    assert expected(quarter) == [100, 100]


def test_without_any_base_nothing_is_expected_of_changes(quarter):
    changed(quarter, 10, MAY)
    assert expected(quarter) == [None, None]


def test_the_date_itself_is_no_base_of_its_own(quarter):
    published(quarter, q.SEPTEMBER, budget=100)
    assert expected_on(quarter.book.pk, q.SEPTEMBER, [quarter.moon.pk]) == {}


def test_what_was_voted_goes_before_what_was_in_force(quarter):
    published(quarter, JANUARY, "예산", appropriated=100)
    published(quarter, cast.JUNE_30, budget=150)
    changed(quarter, 20, AUGUST)
    assert expected(quarter) == [120, 80]


def test_a_budget_that_was_voted_anew_holds_the_supplement_already(quarter):
    """본예산 100, 1회 추경 +10, and the budget of July says 110."""
    published(quarter, JANUARY, "예산", appropriated=100)
    changed(quarter, 10, MAY, "추경", taken_from=None)
    changed(quarter, 5, MAY)
    assert expected(quarter, cast.JUNE_30) == [115, 95]
    published(quarter, date(2030, 7, 1), "예산", appropriated=110)
    assert expected(quarter) == [115, 105]


def test_a_budget_that_is_voted_later_is_not_yet_there(quarter):
    published(quarter, date(2030, 7, 1), "예산", appropriated=110)
    assert expected_on(quarter.book.pk, cast.JUNE_30, [quarter.moon.pk]) == {}


def words_of(quarter, budget):
    """What the rule says of 나무 심기 on September 30."""
    asked = q.opened(quarter)
    filing = asked.filings.get(department=quarter.moon)
    row = q.row(quarter.trees, budget, 0, 0)
    found = problems([row], known_of(filing), asked_of(asked))
    return [each.words for each in found if each.rule.code == "budget-explained"]


def test_a_dash_where_an_amount_was_has_fallen(quarter):
    published(quarter, cast.JUNE_30, budget=100, committed=50, spent=30)
    asked = q.opened(quarter)
    filing = asked.filings.get(department=quarter.moon)
    row = q.row(quarter.trees, 100, 50, None)
    found = problems(
        [replace(row, states=row.states | {"spent": "dash"})], known_of(filing), asked_of(asked)
    )
    assert [(each.rule.code, each.words) for each in found] == [
        ("falls", "집행액 30원(2030. 6. 30.)에서 ‘-’로 줄었습니다.")
    ]


def test_a_budget_that_the_changes_do_not_explain_names_them(quarter):
    published(quarter, cast.JUNE_30, budget=100)
    changed(quarter, 20, AUGUST)
    assert words_of(quarter, 130) == [
        "2030. 6. 30. 예산현액 100원과 그 뒤의 변동(8. 5. 변경사용 +20원)으로 보아 120원입니다. "
        "10원의 근거가 없습니다."
    ]


def test_a_budget_that_the_changes_explain_is_no_problem(quarter):
    published(quarter, cast.JUNE_30, budget=100)
    changed(quarter, 20, AUGUST)
    assert words_of(quarter, 120) == []


def test_a_budget_that_moves_without_any_change_is_a_problem(quarter):
    published(quarter, JANUARY, "예산", appropriated=100)
    assert words_of(quarter, 90) == [
        "예산액 100원과 적힌 변동(없음)으로 보아 100원입니다. △10원의 근거가 없습니다."
    ]


def test_more_changes_than_a_sentence_bears_are_counted(quarter):
    published(quarter, JANUARY, "예산", appropriated=100)
    for won in (1, 2, 3, 4, 5):
        changed(quarter, won, MAY)
    (words,) = words_of(quarter, 100)
    assert "변경사용 +3원 외 2건)으로 보아 115원" in words


def test_a_line_that_began_in_the_year_begins_from_nothing(quarter):
    program = quarter.trees.program
    begun = cast.line(program, "숲 가꾸기", begins_on=date(2030, 7, 10))
    changed(quarter, 200, AUGUST, kind="추경", taken_from=None, given_to=begun)
    found = expected_on(quarter.book.pk, q.SEPTEMBER, [quarter.moon.pk])
    assert (found[begun.pk].won, found[begun.pk].base.words) == (200, "예산액 0천원")
