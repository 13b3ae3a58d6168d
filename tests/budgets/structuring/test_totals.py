"""A year regrouped to a later organisation is published with the total of the year as drawn, or not."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from budgets import filing as verbs
from budgets.measures import Measures
from budgets.models import Figure
from budgets.rows import Row
from budgets.structuring.totals import unlike_as_drawn
from departments.models import Department
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
JANUARY, JUNE, DECEMBER = date(2030, 1, 1), date(2030, 6, 1), date(2030, 12, 31)


@pytest.fixture
def quarter():
    return cast.quarter()


def regrouped(quarter):
    """The second Book of 2030: 달빛담당관 has these two lines in it."""
    book = cast.book(quarter.office, basis="재편", organised_on=date(2031, 1, 1))
    account = quarter.trees.program.account
    program = cast.program(book, quarter.moon, account)
    trees, flowers = (cast.line(program, name) for name in ("나무 심기", "꽃 심기"))
    return replace(quarter, book=book, trees=trees, flowers=flowers)


def row(line, won, state="value"):
    states = dict.fromkeys(("budget", "committed", "spent", "carried"), "absent")
    return Row(line.pk, Measures(appropriated=won), states | {"appropriated": state})


def approved(quarter, trees, flowers, day=JANUARY, **facts):
    """달빛담당관 hands in what was voted, and it is approved."""
    asked = q.opened(quarter, day, stage="예산")
    filing = asked.filings.get(department=quarter.moon)
    rows = [row(quarter.trees, trees, **facts), row(quarter.flowers, flowers)]
    made = q.hand_in(filing, rows, quarter.officer)
    if facts:  # a dash or a blank is published as the document has it
        cast.publish(made)
        return asked
    q.act(verbs.submit, filing, quarter.officer)
    q.approve(quarter, filing)
    return asked


def voted(quarter, trees, flowers, day=JANUARY, **facts):
    asked = approved(quarter, trees, flowers, day, **facts)
    if not facts:
        q.publish(quarter, asked)
    return asked


def test_another_total_is_refused_with_both_and_nothing_is_published(quarter):
    voted(quarter, 100_000, 200_000)
    asked = approved(regrouped(quarter), 100_000, 199_000, DECEMBER)
    with pytest.raises(verbs.Refused) as refused:
        q.publish(quarter, asked)
    (words,) = refused.value.messages
    assert "시험회계: 당초 300천원(2030. 1. 1.), 재편 299천원." in words
    assert not Figure.objects.published().filter(statement__filing__reporting_date=asked).exists()


def test_the_board_says_so_before_anybody_publishes_and_has_no_button(client, quarter):
    voted(quarter, 100_000, 200_000)
    again = regrouped(quarter)
    asked = approved(again, 100_000, 199_000, DECEMBER)
    client.force_login(quarter.operator)
    page = f"/dates/{asked.pk}"
    told = client.get(page).content.decode()
    assert told.count("재편한 예산액의 합이 당초와 다릅니다") == 1
    assert 'type="submit">공개</button>' not in told
    said = {"act": "publish", "statements": asked.filings.get().standing_id, "key": str(uuid4())}
    refused = client.post(page, said).content.decode()
    assert refused.count("재편한 예산액의 합이 당초와 다릅니다") == 1
    filing = asked.filings.get()
    q.act(verbs.send_back, filing, quarter.reviewer, words="꽃 심기를 확인하십시오.")
    q.submit(filing, [row(again.trees, 1000), row(again.flowers, 299_000)], quarter.officer)
    q.approve(quarter, filing)
    told = client.get(page).content.decode()
    assert 'type="submit">공개</button>' in told
    assert "당초와 다릅니다" not in told


def test_the_same_total_is_published_however_it_is_distributed(quarter):
    voted(quarter, 100_000, 200_000)
    asked = approved(regrouped(quarter), 250_000, 50_000, DECEMBER)
    assert len(q.publish(quarter, asked)) == 1


def test_accounts_are_not_added(quarter):
    """What the fund has more, the general account has less: the sum is the same."""
    voted(quarter, 100_000, 200_000)
    again = regrouped(quarter)
    again.flowers.delete()
    fund = cast.program(again.book, quarter.moon, cast.account("강 기금", "기금"))
    again = replace(again, flowers=cast.line(fund, "물 채우기"))
    asked = approved(again, 100_000, 200_000, DECEMBER)
    with pytest.raises(verbs.Refused) as refused:
        q.publish(quarter, asked)
    fund, general = refused.value.messages
    assert "강 기금: 당초 0천원(2030. 1. 1.), 재편 200천원." in fund
    assert "시험회계: 당초 300천원(2030. 1. 1.), 재편 100천원." in general


def test_it_is_held_to_what_was_voted_last_until_its_day(quarter):
    voted(quarter, 100_000, 200_000)
    voted(quarter, 110_000, 200_000, JUNE)
    again = regrouped(quarter)
    with pytest.raises(verbs.Refused, match="당초 310천원.2030. 6. 1.., 재편 300천원"):
        q.publish(quarter, approved(again, 100_000, 200_000, DECEMBER))
    assert len(q.publish(quarter, approved(again, 100_000, 200_000, date(2030, 3, 31)))) == 1


def test_nothing_is_held_to_a_first_that_is_not_all_published(quarter):
    q.star(quarter)
    first = approved(quarter, 100_000, 200_000)
    star = Department.objects.get(name="별빛담당관")
    q.publish(quarter, first, missing=[star.pk])
    asked = approved(regrouped(quarter), 1000, 2000, DECEMBER)
    assert len(q.publish(quarter, asked)) == 1


def test_nor_a_second_of_which_a_department_is_missing(quarter):
    voted(quarter, 100_000, 200_000)
    again = regrouped(quarter)
    star, _ = q.star(again)
    asked = approved(again, 1000, 2000, DECEMBER)
    assert len(q.publish(quarter, asked, missing=[star.pk])) == 1


def test_of_a_blank_nobody_knows_the_total_and_a_dash_adds_nothing(quarter):
    blank = voted(quarter, None, 200_000, state="blank")
    asked = approved(regrouped(quarter), 100_000, 200_000, DECEMBER)
    shown = [asked.filings.get().standing_id]
    assert unlike_as_drawn(asked, shown) == []
    said = blank.filings.get().published
    dashed = cast.statement(said.filing, version=2, follows=said)
    cast.figure(dashed, quarter.flowers, appropriated=200_000)
    Figure.objects.create(statement=dashed, line=quarter.trees, appropriated_state="dash")
    cast.publish(dashed)
    assert "당초 200천원" in unlike_as_drawn(asked, shown)[0]


def test_both_are_corrected_the_first_before_the_second(quarter):
    first = voted(quarter, 100_000, 200_000)
    again = regrouped(quarter)
    second = approved(again, 100_000, 200_000, DECEMBER)
    q.publish(quarter, second)
    for own, asked in ((quarter, first), (again, second)):
        filing = asked.filings.get()
        rows = [row(own.trees, 90_000), row(own.flowers, 200_000)]
        q.hand_in(filing, rows, quarter.officer, reason="예산서를 잘못 옮김")
        q.approve(quarter, filing)
    with pytest.raises(verbs.Refused, match="당초를 먼저 정정"):
        q.publish(quarter, second)
    q.publish(quarter, first)
    assert len(q.publish(quarter, second)) == 1
