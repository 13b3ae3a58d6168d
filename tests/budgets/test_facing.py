"""Which date stands before another, of what a department writes."""

from datetime import date

import pytest

from budgets.facing import asked_of, date_before, known_of
from budgets.rules import FALLS, problems
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
DECEMBER = date(2030, 12, 31)


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
