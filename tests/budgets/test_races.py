"""Two requests on one filing at the same moment: what comes of each, and what if nothing kept them apart."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from budgets import filing as verbs
from budgets.models import Book, Filing, Step
from tests import cast
from tests.budgets import quarters as q
from tests.budgets.meeting import at_once, no_lock

DAYS = (date(2030, 1, 1) + timedelta(days=n) for n in range(300))
YEARS = count(2031)


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


@pytest.fixture
def corrected(office):
    """Published, and a correction of it waits for its reviewer."""
    filing = q.publish_moon(office, q.opened(office, next(DAYS)))
    q.hand_in(filing, q.fine(office, 40), office.officer, reason="지출 누락")
    return filing


def is_overtaken(office, filing, **facts):
    """A further correction comes while the reviewer approves what he saw."""
    writes = saves(office, filing, "가람", 45, reason="다시 보니 누락")
    made, second = at_once(writes, approves(office, filing), **facts)
    filing.refresh_from_db()
    assert filing.standing == made
    return second


def test_what_is_overtaken_by_a_correction_is_not_approved(office, corrected):
    assert isinstance(is_overtaken(office, corrected), verbs.Conflict)
    assert corrected.state == "정정"


def test_without_the_comparison_what_nobody_saw_is_approved(office, corrected, monkeypatch):
    monkeypatch.setattr(verbs, "_must_stand", lambda filing, statement: None)
    assert is_overtaken(office, corrected) is None
    assert corrected.state == "확인"


def test_without_the_lock_the_reviewer_is_not_told_of_it(office, corrected, monkeypatch):
    with no_lock(monkeypatch):
        second = is_overtaken(office, corrected, unguarded=True)
    assert not isinstance(second, verbs.Conflict)


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


def publishes_twice(office, filing, *, has_key=True, **facts):
    q.act(verbs.submit, filing, office.officer)
    q.approve(office, filing)
    known = {"missing": [], "by": office.operator, "at": cast.NOON, "key": None}
    known |= {"key": uuid4()} if has_key else {}
    date = filing.reporting_date

    def click():
        return verbs.publish(reporting_date=date, **known)

    return at_once(click, click, **facts)


def test_a_date_is_published_once_by_a_double_click(office, filing):
    assert publishes_twice(office, filing) == ([filing], [])
    assert acts(filing) == ["열림", "저장", "제출", "확인", "공개"]


def test_without_the_key_the_second_click_has_nothing_to_publish(office, filing):
    first, second = publishes_twice(office, filing, has_key=False)
    assert first == [filing]
    assert second.messages == ["확인된 제출본이 없습니다."]


def test_without_the_lock_it_would_be_published_twice(office, filing, monkeypatch):
    with no_lock(monkeypatch):
        first, second = publishes_twice(office, filing, unguarded=True)
    assert first == [filing]
    assert second != []


def publishes_two_dates(office, **facts):
    """Both approved while neither was published: the later says that less was spent. Of a year of
    its own, where nothing is published yet."""
    year = next(YEARS)
    book = cast.book(office.office, year)
    program = cast.program(book, office.moon, office.trees.program.account)
    trees, flowers = cast.line(program, "나무 심기"), cast.line(program, "꽃 심기", position=2)
    office = replace(office, book=book, trees=trees, flowers=flowers)
    dates = [q.opened(office, day) for day in (date(year, 6, 30), date(year, 9, 30))]
    for asked, spent in zip(dates, (45, 40), strict=True):
        filing = asked.filings.get(department=office.moon)
        q.submit(filing, q.fine(office, spent), office.officer)
        q.approve(office, filing)
    both = [partial(q.publish, office, asked) for asked in dates]
    return at_once(*both, **facts)


def test_of_two_dates_published_at_once_the_second_sees_the_first(office):
    first, second = publishes_two_dates(office)
    assert len(first) == 1
    assert "답할 문제가 생긴 부서가 있습니다: 달빛담당관" in second.messages[0]


def test_without_the_locks_it_does_not(office, monkeypatch):
    with no_lock(monkeypatch):
        first, second = publishes_two_dates(office, unguarded=True)
    assert len(first) == 1
    assert not isinstance(second, verbs.Refused)


def test_a_publication_holds_the_book_and_then_its_filings(office, filing, monkeypatch):
    """The order in which the acts on a structure hold them, too: else the two wait for each other."""
    q.act(verbs.submit, filing, office.officer)
    q.approve(office, filing)
    held, hold = [], QuerySet.select_for_update
    with monkeypatch.context() as patch:
        patch.setattr(
            QuerySet,
            "select_for_update",
            lambda self, **facts: held.append(self.model) or hold(self, **facts),
        )
        q.publish(office, filing.reporting_date)
    assert held == [Book, Filing]


def opens_twice(office, **facts):
    said = {"day": next(DAYS), "key": uuid4()}
    return at_once(*[lambda: q.opened(office, **said)] * 2, **facts)


def test_a_date_is_opened_once_by_a_double_click(office):
    first, second = opens_twice(office)
    assert first == second
    assert acts(Filing.objects.get(reporting_date=first)) == ["열림"]


def test_without_the_key_the_second_click_is_told_that_the_date_is_there(office, monkeypatch):
    monkeypatch.setattr(verbs, "opened_before", lambda book, key: None)
    first, second = opens_twice(office)
    assert acts(Filing.objects.get(reporting_date=first)) == ["열림"]
    assert second.messages == ["이 편성체계에 같은 기준일이 이미 있습니다."]


def test_without_the_lock_the_second_click_does_not_find_the_date(office, monkeypatch):
    with no_lock(monkeypatch):
        first, second = opens_twice(office, unguarded=True)
    assert acts(Filing.objects.get(reporting_date=first)) == ["열림"]
    assert isinstance(second, DatabaseError)  # in no words that the operator could read
