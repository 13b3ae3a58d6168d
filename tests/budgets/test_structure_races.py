"""Two acts on the structure, or on the changes, at the same moment: 다온 and 하람 run the same office."""

from datetime import date
from itertools import count
from uuid import uuid4

import pytest
from django.db import DatabaseError

from budgets import changing
from budgets import filing as verbs
from budgets.filing import Refused
from budgets.models import Book, BudgetChange
from budgets.structuring import acts, books, lines
from budgets.structuring.books import Frame
from departments import organising
from departments.models import OrganisationRecord
from tests import cast
from tests.budgets import quarters as q
from tests.budgets.meeting import at_once, no_lock
from tests.budgets.structuring.acts import JUNE_30, act

YEARS, NUMBERS = count(2031), count(1)
DAYS = (date(2030, 10, day) for day in count(1))


@pytest.fixture(scope="module")
def office(own_database):
    made = cast.quarter()
    cast.member("하람", made.office, "총괄")
    return made


@pytest.fixture(autouse=True)
def unblocked(office, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def line(office):
    """Of this test alone; nothing was said of it yet."""
    return cast.line(office.trees.program, f"새 사업 {next(NUMBERS)}")


def by_both(office, verb, **facts):
    """The same act by the two operators, each by a request of his own."""
    return [
        lambda by=by: act(verb, office, by=by, **facts)
        for by in (office.operator, cast.user("하람"))
    ]


def by_a_double_click(office, verb, **facts):
    key = uuid4()
    return [lambda: act(verb, office, key=key, **facts)] * 2


# --- a change of the budget -----------------------------------------------------------------------


def records_twice(office, line, **facts):
    said = {"kind": "예비비", "taken_from": None, "given_to": line, "won": 10}
    said |= {"decided_on": JUNE_30}
    return at_once(*by_a_double_click(office, changing.record_change, **said), **facts)


def test_a_change_is_recorded_once_by_a_double_click(office, line):
    first, second = records_twice(office, line)
    assert first == second == BudgetChange.objects.get(given_to=line)


def test_without_the_key_the_second_click_is_refused(office, line, monkeypatch):
    monkeypatch.setattr(changing, "done_before", lambda key: None)
    first, second = records_twice(office, line)
    assert first == BudgetChange.objects.get(given_to=line)
    assert not isinstance(second, BudgetChange)


def test_without_the_lock_the_second_click_does_not_find_the_change(office, line, monkeypatch):
    with no_lock(monkeypatch):
        first, second = records_twice(office, line, unguarded=True)
    assert first == BudgetChange.objects.get(given_to=line)
    assert isinstance(second, DatabaseError)


def ends_while_it_is_given(office, line, **facts):
    """A change into a line that another operator ends at the same moment, before its day."""
    said = {"kind": "예비비", "taken_from": None, "given_to": line, "won": 10}
    given = {**said, "decided_on": JUNE_30, "by": cast.user("하람")}
    return at_once(
        lambda: act(lines.end_line, office, line=line, day=date(2030, 3, 31)),
        lambda: act(changing.record_change, office, **given),
        **facts,
    )[1]


def test_nothing_is_given_to_a_line_that_has_just_ended(office, line):
    refused = ends_while_it_is_given(office, line)
    assert "2030. 3. 31.에 끝난 세부사업입니다" in refused.messages[0]


def test_without_reading_the_line_anew_it_would_be(office, line, monkeypatch):
    monkeypatch.setattr(changing, "_fresh", lambda line: line)
    given = ends_while_it_is_given(office, line)
    assert (given.given_to, given.decided_on) == (line, JUNE_30)


# --- a Book ---------------------------------------------------------------------------------------


def frame_of(office):
    return Frame(office.office, next(YEARS))


def facts_of(office, verb, frame):
    if verb is books.open_book:
        return {"frame": frame}
    departments = books.offered(books.carried(office.book), frame)
    return {"frame": frame, "book": office.book, "departments": departments}


def one_book(frame):
    return Book.objects.get(office=frame.office, fiscal_year=frame.fiscal_year)


each_way = pytest.mark.parametrize("verb", [books.open_book, books.make_book])


@each_way
def test_a_book_is_made_once_by_a_double_click(office, verb):
    frame = frame_of(office)
    first, second = at_once(*by_a_double_click(office, verb, **facts_of(office, verb, frame)))
    assert first == second
    assert first.book == one_book(frame)


@each_way
def test_the_later_of_two_who_make_next_year_s_book_is_told_in_words(office, verb):
    frame = frame_of(office)
    first, second = at_once(*by_both(office, verb, **facts_of(office, verb, frame)))
    assert first.book == one_book(frame)
    assert second.messages == [
        f"해오름기획관의 {frame.fiscal_year}년 당초 편성체계가 이미 있습니다."
    ]


@each_way
def test_without_the_lock_the_later_is_told_in_no_words(office, verb, monkeypatch):
    frame = frame_of(office)
    both = by_both(office, verb, **facts_of(office, verb, frame))
    with no_lock(monkeypatch):
        first, second = at_once(*both, unguarded=True)
    assert first.book == one_book(frame)
    assert isinstance(second, DatabaseError)


@each_way
def test_without_the_key_a_double_click_on_a_new_book_is_refused(office, verb, monkeypatch):
    for module in (acts, books):
        monkeypatch.setattr(module, "done_before", lambda key, by: None)
    frame = frame_of(office)
    first, second = at_once(*by_a_double_click(office, verb, **facts_of(office, verb, frame)))
    assert first.book == one_book(frame)
    assert isinstance(second, Refused)


# --- a line ---------------------------------------------------------------------------------------


def ends(office, line):
    return by_both(office, lines.end_line, line=line, day=JUNE_30)


def renames(office, line):
    """Each has another name for it."""
    one, other = cast.user("다온"), cast.user("하람")
    return [
        lambda: act(lines.rename_line, office, line=line, name=f"{line} 가", by=one),
        lambda: act(lines.rename_line, office, line=line, name=f"{line} 나", by=other),
    ]


def test_the_later_of_two_who_end_a_line_is_told_that_it_ended(office, line):
    _, refused = at_once(*ends(office, line))
    assert refused.messages == ["이미 끝난 세부사업입니다."]
    line.refresh_from_db()
    assert line.ends_on == JUNE_30


def test_the_later_of_two_who_rename_a_line_is_told_its_name(office, line):
    made, refused = at_once(*renames(office, line))
    line.refresh_from_db()
    assert line.name == made.after
    (words,) = refused.messages
    assert words.startswith("그사이에 달라진 세부사업입니다")
    assert line.name in words


@pytest.mark.parametrize("acts_of", [ends, renames])
def test_without_the_lock_the_later_of_two_is_told_nothing(office, line, acts_of, monkeypatch):
    with no_lock(monkeypatch):
        first, second = at_once(*acts_of(office, line), unguarded=True)
    assert first.book == office.book
    assert not isinstance(second, Refused)


# --- a line, while amounts of it are handed in ----------------------------------------------------


def removes_while_it_is_handed_in(office, line, **facts):
    asked = q.opened(office, next(DAYS))
    filing = asked.filings.get(department=office.moon)
    own = {each.pk: each for each in verbs.lines_of(filing)}
    rows = [q.row(each, 100_000, 50_000, 10_000) for each in own.values()]
    return at_once(
        lambda: q.hand_in(filing, rows, office.officer),
        lambda: act(lines.remove_line, office, line=line),
        **facts,
    )


def test_a_line_is_not_removed_while_amounts_of_it_come_in(office, line):
    made, refused = removes_while_it_is_handed_in(office, line)
    assert made.figures.filter(line=line).exists()
    assert "금액이나 예산 변동이 있는 세부사업은 지울 수 없습니다" in refused.messages[0]


def test_without_the_lock_on_filings_it_is_refused_in_no_words(office, line, monkeypatch):
    """By the database alone, which keeps the figures whatever the program does."""
    monkeypatch.setattr(acts, "_hold_filings", lambda book: None)
    with no_lock(monkeypatch):
        made, second = removes_while_it_is_handed_in(office, line, unguarded=True)
    assert made.figures.filter(line=line).exists()
    assert isinstance(second, DatabaseError)


# --- a department ---------------------------------------------------------------------------------


def ends_department(office, **facts):
    division = cast.division(office.office, f"{next(NUMBERS)}담당관")
    both = by_both(office, organising.end_department, department=division, day=JUNE_30)
    return at_once(*both, **facts)


def test_the_later_of_two_who_end_a_department_is_told_that_it_ended(office):
    made, refused = ends_department(office)
    assert refused.messages == [f"{made.subject}: 이미 2030. 6. 30.에 끝난 부서입니다."]
    assert OrganisationRecord.objects.get(subject=made.subject) == made


def test_without_the_lock_of_its_office_the_later_is_told_nothing(office, monkeypatch):
    with no_lock(monkeypatch):
        made, second = ends_department(office, unguarded=True)
    assert made.day == JUNE_30
    assert not isinstance(second, organising.Refused)
