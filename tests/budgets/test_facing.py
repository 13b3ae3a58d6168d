"""Which date stands before another, of what a department writes."""

from datetime import date

import pytest

from budgets.facing import asked_of, date_before, known_of
from budgets.rules import FALLS, problems
from budgets.structuring import lines as structure
from tests import cast
from tests.budgets import quarters as q
from tests.budgets.structuring.acts import act

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = date(2030, 12, 31), date(2031, 1, 20)


@pytest.fixture
def quarter():
    made = cast.quarter()
    q.publish_moon(made, q.opened(made), q.fine(made, spent=30))
    q.publish_moon(made, q.opened(made, DECEMBER), q.fine(made, spent=49))
    return made


def test_before_a_settlement_stands_the_execution_of_the_same_day(quarter):
    settled = q.opened(quarter, DECEMBER, stage="결산").filings.get()
    known = known_of(settled)
    trees = known[quarter.trees.pk]
    assert (trees.before_words, trees.before.spent) == ("2030. 12. 31.", 49_000)
    assert date_before(settled).stage == "집행"
    fallen = q.fine(quarter, spent=40)
    found = problems(fallen, known, asked_of(settled.reporting_date))
    assert FALLS in [each.rule for each in found]


def test_before_an_execution_stands_no_settlement_of_the_same_day(quarter):
    execution = quarter.book.dates.get(day=DECEMBER).filings.get()
    cast.publish(
        cast.statement(
            cast.filing(cast.reporting_date(quarter.book, DECEMBER, "결산"), quarter.moon)
        )
    )
    assert date_before(execution).day == q.SEPTEMBER


def falls(rows, filing):
    """What rule 9 finds, in words, by line."""
    found = problems(rows, known_of(filing), asked_of(filing.reporting_date))
    return {each.line: each.words for each in found if each.rule == FALLS}


def settled(quarter, day, spent):
    """The 결산 of a day, published."""
    asked = cast.reporting_date(quarter.book, day, "결산")
    made = cast.statement(cast.filing(asked, quarter.moon))
    cast.figure(made, quarter.trees, budget=100_000, committed=50_000, spent=spent)
    cast.publish(made)
    return made


def test_before_a_second_settlement_stands_the_first_and_not_the_execution_of_its_day(quarter):
    settled(quarter, DECEMBER, 48_000)
    second = q.opened(quarter, JANUARY, stage="결산").filings.get()
    assert known_of(second)[quarter.trees.pk].before.spent == 48_000
    assert date_before(second).stage == "결산"


def test_after_an_execution_stands_the_settlement_of_the_same_day(quarter):
    settled(quarter, DECEMBER, 40_000)
    settled(quarter, JANUARY, 10_000)
    execution = quarter.book.dates.get(day=DECEMBER, stage="집행").filings.get()
    assert falls(q.fine(quarter, spent=40), execution) == {}
    assert falls(q.fine(quarter, spent=41), execution) == {
        quarter.trees.pk: "집행액 41천원은 다음 기준일(2030. 12. 31.)의 40천원보다 많습니다."
    }


def test_of_the_dates_that_follow_the_next_that_is_published_counts(quarter):
    march = q.opened(quarter, date(2030, 3, 31)).filings.get()
    assert falls(q.fine(quarter, spent=30), march) == {}
    assert (
        "다음 기준일(2030. 9. 30.)의 30천원"
        in falls(q.fine(quarter, spent=31), march)[quarter.trees.pk]
    )
    q.hand_in(q.opened(quarter, cast.JUNE_30).filings.get(), q.fine(quarter, 1), quarter.officer)
    assert falls(q.fine(quarter, spent=30), march) == {}


@pytest.mark.parametrize(("state", "found"), [("dash", ["집행액"]), ("blank", [])])
def test_a_dash_on_the_next_date_counts_as_nothing_and_a_blank_as_unknown(state, found):
    quarter = cast.quarter()
    march = q.opened(quarter, date(2030, 3, 31)).filings.get()
    june = cast.statement(cast.filing(cast.reporting_date(quarter.book), quarter.moon))
    amounts = cast.amounts(budget=100_000, committed=50_000)
    june.figures.create(line=quarter.trees, **amounts, spent_state=state)
    cast.publish(june)
    told = falls(q.fine(quarter), march)
    assert [words.split()[0] for words in told.values()] == found
    assert all("(2030. 6. 30.)의 ‘-’보다 많습니다" in words for words in told.values())


def test_the_next_date_has_the_line_under_its_later_name():
    quarter = cast.quarter()
    march = q.publish_moon(quarter, q.opened(quarter, date(2030, 3, 31)))
    act(structure.rename_line, quarter, line=quarter.trees, name="숲", day=date(2030, 4, 1))
    june = q.opened(quarter, cast.JUNE_30)
    rows = q.fine(quarter, spent=40)
    heir = quarter.trees.went_on.get().after
    rows[0] = q.row(heir, 100_000, 50_000, 40_000)
    filing = june.filings.get()
    q.submit(filing, rows, quarter.officer)
    q.approve(quarter, filing)
    q.publish(quarter, june)
    assert list(falls(q.fine(quarter, spent=40), march)) == []
    assert list(falls(q.fine(quarter, spent=41), march)) == [quarter.trees.pk]
