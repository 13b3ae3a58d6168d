"""What last year's 결산 carried over, and the 이월 of this year: 나무 심기 and 꽃 심기 of 2030 go on in 2031."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from budgets import filing as verbs
from budgets.changing import record_change, take_back
from budgets.facing import asked_of, known_of, known_on
from budgets.models import BudgetChange, Figure, Filing, LineItem, LineLink, StructureRecord
from budgets.rows import Waived
from budgets.rules import CARRIED_IN, problems
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
YEAR_END, NEW_YEAR, MARCH = date(2030, 12, 31), date(2031, 1, 10), date(2031, 3, 31)


@pytest.fixture
def quarter():
    return cast.quarter()


def settled(quarter, trees=None, flowers=None, day=YEAR_END, book=None):
    """The 결산, published; what is None has no column. Amounts in won, each on 100,000."""
    book = book or quarter.book
    said = cast.statement(cast.filing(cast.reporting_date(book, day, "결산"), quarter.moon))
    for line, carried in ((quarter.trees, trees), (quarter.flowers, flowers)):
        own = {} if carried is None else {"carried": carried}
        cast.figure(said, line, budget=100_000, spent=0, **own)
    cast.publish(said)
    return said


def link(before, after, how="가져옴"):
    told = {"act": "만듦", "subject": "이음", "reason": "새해", "by": cast.user(), "at": cast.NOON}
    record = StructureRecord.objects.create(book=after.program.book, **told)
    return LineLink.objects.create(before=before, after=after, how=how, record=record)


def year_after(quarter, year=2031, links=True, **facts):
    """The same office a year later, with the same two lines; nothing is recorded of them yet."""
    book = cast.book(quarter.office, year, **facts)
    program = cast.program(book, quarter.moon, quarter.trees.program.account)
    lines = [
        cast.line(program, old.name, position=at)
        for at, old in enumerate((quarter.trees, quarter.flowers), 1)
    ]
    if links:
        for old, new in zip((quarter.trees, quarter.flowers), lines, strict=True):
            link(old, new)
    return replace(quarter, book=book, trees=lines[0], flowers=lines[1])


def brought(quarter, line, won, on=NEW_YEAR):
    facts = {"decided_on": on, "reason": "명시이월", "by": quarter.operator, "at": cast.NOON}
    return BudgetChange.objects.create(kind="이월", given_to=line, won=won, **facts)


def said_of(after, day=MARCH, stage="집행"):
    """By line, what the rule says of the day."""
    found = Filing.objects.filter(
        reporting_date__book=after.book, reporting_date__day=day, department=after.moon
    )
    filing = found.first() or q.opened(after, day, stage=stage).filings.get(department=after.moon)
    lines = LineItem.objects.current_on(day).filter(program__book=after.book)
    rows = [q.row(line, 100_000, 0, 0) for line in lines]
    told = problems(rows, known_of(filing), asked_of(filing.reporting_date))
    return {each.line: each.words for each in told if each.rule == CARRIED_IN}


def test_what_was_carried_over_and_is_not_recorded_is_named_with_its_amount(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    assert said_of(after) == {
        after.trees.pk: "2030년 결산(2030. 12. 31.)의 이월액 30천원(나무 심기)인데 "
        "예산 변동에 적힌 이월이 없습니다."
    }


def test_what_is_recorded_otherwise_is_named_with_both_amounts(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    brought(after, after.trees, 20_000)
    brought(after, after.flowers, 5_000, on=YEAR_END)
    assert said_of(after) == {
        after.trees.pk: "2030년 결산(2030. 12. 31.)의 이월액 30천원(나무 심기)인데 "
        "예산 변동에 적힌 이월은 20천원입니다(1. 10. 이월 +20천원).",
        after.flowers.pk: "2030년 결산(2030. 12. 31.)의 이월액 0천원(꽃 심기)인데 "
        "예산 변동에 적힌 이월은 5천원입니다(12. 31. 이월 +5천원).",
    }


def test_nothing_is_said_of_what_is_equal(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    brought(after, after.trees, 10_000)
    brought(after, after.trees, 20_000)
    assert said_of(after) == {}


def test_what_was_taken_back_or_comes_after_the_day_is_not_recorded_on_it(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    gone = brought(after, after.trees, 30_000)
    brought(after, after.flowers, 7, on=date(2031, 4, 1))
    assert said_of(after) == {}
    take_back(change=gone, reason="잘못 적음", by=after.operator, at=cast.NOON, key=None)
    assert "적힌 이월이 없습니다" in said_of(after)[after.trees.pk]


def test_a_dash_carried_nothing_over(quarter):
    said = settled(quarter)
    dashed = cast.statement(said.filing, version=2, follows=said)
    for line in (quarter.trees, quarter.flowers):
        Figure.objects.create(statement=dashed, line=line, carried_state="dash")
    cast.publish(dashed)
    after = year_after(quarter)
    brought(after, after.trees, 10_000)
    assert said_of(after).keys() == {after.trees.pk}


def unpublished(quarter):
    day = cast.reporting_date(quarter.book, YEAR_END, "결산")
    said = cast.statement(cast.filing(day, quarter.moon))
    cast.figure(said, quarter.trees, budget=100_000, carried=30_000)
    return year_after(quarter)


def blank(quarter):
    day = cast.reporting_date(quarter.book, YEAR_END, "결산")
    said = cast.statement(cast.filing(day, quarter.moon))
    Figure.objects.create(statement=said, line=quarter.trees, carried_state="blank")
    cast.publish(said)
    return year_after(quarter)


def without_its_column(quarter):
    settled(quarter)
    return year_after(quarter)


def settled_later(quarter):
    settled(quarter, trees=30_000, day=date(2031, 4, 1))
    return year_after(quarter)


def without_links(quarter):
    settled(quarter, trees=30_000)
    return year_after(quarter, links=False)


def two_years_later(quarter):
    settled(quarter, trees=30_000)
    return year_after(quarter, year=2032)


def regrouped(quarter):
    settled(quarter, trees=30_000)
    after = year_after(quarter)
    brought(after, after.trees, 30_000)
    return year_after(after, basis="재편", organised_on=date(2032, 1, 1))


UNKNOWN = [
    unpublished,
    blank,
    without_its_column,
    settled_later,
    without_links,
    two_years_later,
    regrouped,
]


@pytest.mark.parametrize("year", UNKNOWN, ids=lambda each: each.__name__)
def test_where_it_is_not_known_nothing_is_expected(quarter, year):
    after = year(quarter)
    day = date(2032, 3, 31) if after.book.fiscal_year == 2032 else MARCH
    assert said_of(after, day) == {}


def test_the_settlement_of_the_year_itself_carries_nothing_into_it(quarter):
    settled(quarter, trees=30_000, flowers=0)
    execution = said_of(quarter, day=date(2031, 1, 20))
    assert execution == {}


def test_what_is_voted_holds_no_carrying_over(quarter):
    settled(quarter, trees=30_000)
    after = year_after(quarter)
    assert said_of(after, NEW_YEAR, stage="예산") == {}
    assert said_of(after).keys() == {after.trees.pk}


def test_the_last_settlement_of_the_year_is_what_counts(quarter):
    settled(quarter, trees=30_000, flowers=0)
    settled(quarter, trees=10_000, flowers=0, day=date(2031, 2, 10))
    after = year_after(quarter)
    brought(after, after.trees, 10_000)
    assert said_of(after) == {}
    assert "(2030. 12. 31.)의 이월액 30천원" in said_of(after, date(2031, 1, 31))[after.trees.pk]


# --- a line under other names ---------------------------------------------------------------------


def renamed(line, day, name):
    LineItem.objects.filter(pk=line.pk).update(ends_on=date.fromordinal(day.toordinal() - 1))
    heir = cast.line(line.program, name, begins_on=day)
    link(line, heir, how="이름 바꿈")
    return heir


def test_what_came_in_under_an_earlier_name_counts(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    brought(after, after.trees, 30_000)
    heir = renamed(after.trees, date(2031, 3, 1), "숲 가꾸기")
    assert said_of(after) == {}
    brought(after, heir, 5_000, on=date(2031, 3, 2))
    assert "이월은 35천원입니다" in said_of(after)[heir.pk]


def test_a_name_that_it_got_in_the_year_before_leads_on(quarter):
    """Before next year's Book was made, and after."""
    grove = renamed(quarter.trees, date(2030, 7, 1), "숲 가꾸기")
    after = year_after(replace(quarter, trees=grove))
    path = renamed(grove, date(2030, 12, 1), "숲길 가꾸기")
    settled(replace(quarter, trees=path), trees=30_000, flowers=0)
    assert "이월액 30천원(숲길 가꾸기)인데" in said_of(after)[after.trees.pk]


def test_through_a_year_that_was_regrouped_before(quarter):
    settled(quarter, trees=30_000, flowers=0)
    between = year_after(quarter, year=2030, basis="재편", organised_on=date(2031, 1, 1))
    after = year_after(between)
    assert said_of(after).keys() == {after.trees.pk}


def test_what_went_over_to_another_office_is_known_there(quarter):
    settled(quarter, trees=30_000, flowers=0)
    dusk = cast.division(cast.office("노을기획관"), "노을담당관")
    book = cast.book(dusk.parent, 2031)
    line = cast.line(cast.program(book, dusk, quarter.trees.program.account))
    link(quarter.trees, line)
    known = known_on(cast.reporting_date(book, MARCH), [dusk.pk])
    assert known[line.pk].opening.settled == 30_000


def test_those_that_became_one_are_added(quarter):
    settled(quarter, trees=30_000, flowers=20_000)
    after = year_after(quarter, links=False)
    for before in (quarter.trees, quarter.flowers):
        link(before, after.trees)
    brought(after, after.trees, 30_000)
    assert said_of(after) == {
        after.trees.pk: "2030년 결산(2030. 12. 31.)의 이월액 50천원(나무 심기 30천원, 꽃 심기 20천원)인데 "
        "예산 변동에 적힌 이월은 30천원입니다(1. 10. 이월 +30천원)."
    }


def test_of_one_that_went_on_as_two_nothing_is_expected(quarter):
    settled(quarter, trees=30_000, flowers=20_000)
    after = year_after(quarter)
    link(quarter.flowers, after.trees)  # 꽃 심기 leads to both
    assert said_of(after) == {}


# --- where it is asked ----------------------------------------------------------------------------


def test_it_stops_a_filing_until_the_change_is_recorded_or_an_exception_names_its_paper(quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    filing = q.opened(after, MARCH).filings.get()
    with pytest.raises(verbs.Problems, match="이월액 30천원"):
        q.submit(filing, q.fine(after), after.officer)
    answered = [Waived("carried-in", after.trees.pk, "사고이월 뒤에 확정")]
    with pytest.raises(verbs.Problems):
        q.submit(filing, q.fine(after, spent=31), after.officer, waived=answered)
    answered = [replace(answered[0], paper="재정-7")]
    q.submit(filing, q.fine(after, spent=32), after.officer, waived=answered)
    q.approve(after, filing)
    assert filing.state == "확인"


def test_it_is_asked_again_when_the_settlement_is_published_after_the_approval(quarter):
    after = year_after(quarter)
    asked = q.opened(after, MARCH)
    filing = asked.filings.get()
    q.submit(filing, q.fine(after), after.officer)
    q.approve(after, filing)
    settled(quarter, trees=30_000, flowers=0)
    with pytest.raises(verbs.Refused, match="답할 문제가 생긴 부서가 있습니다: 달빛담당관"):
        q.publish(after, asked)
    facts = {"decided_on": date(2030, 7, 1), "reason": "명시이월", "by": after.operator}
    sides = {"taken_from": None, "given_to": after.trees}
    record_change(kind="이월", won=30_000, **sides, **facts, at=cast.NOON, key=uuid4())
    q.publish(after, asked)
    filing.refresh_from_db()
    assert filing.state == "공개"


def test_the_officer_reads_it_beside_the_input(client, quarter):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    filing = q.opened(after, MARCH).filings.get()
    q.hand_in(filing, q.fine(after), after.officer)
    client.force_login(after.officer)
    told = client.get(f"/filings/{filing.pk}/").content.decode()
    assert "넘어온 이월" in told
    assert "2030년 결산(2030. 12. 31.)의 이월액 30천원(나무 심기)인데" in told


def test_it_costs_the_same_for_one_department_and_for_ten(quarter, django_assert_num_queries):
    settled(quarter, trees=30_000, flowers=0)
    after = year_after(quarter)
    departments = [after.moon.pk]
    for count in (1, 10):
        for at in range(len(departments), count):
            star, sky = q.star(after, f"{at}담당관")
            link(q.star(quarter, f"{at}국")[1], sky)
            departments.append(star.pk)
        asked = cast.reporting_date(after.book, date(2031, 3, count))
        with django_assert_num_queries(QUERIES):
            known = known_on(asked, departments)
        assert known[after.trees.pk].opening.settled == 30_000


QUERIES = 8  # three of them of the year before
