"""Whether the council was told in time, as far as days and months say."""

from datetime import date

import pytest

from reports.owed import Said, owed

AS_OF = date(2031, 6, 30)


def day(year, month, number):
    one = date(year, month, number)
    return Said(one, one, "")


def month(year, number, last):
    return Said(date(year, number, 1), date(year, number, last), "")


FEBRUARY = month(2031, 2, 28)
DUE = date(2031, 4, 30)


@pytest.mark.parametrize(
    ("told", "state", "days"),
    [
        ([day(2031, 4, 30)], "in time", 0),
        ([day(2031, 5, 1)], "late", 1),
        ([month(2031, 4, 30)], "in time", 0),
        ([month(2031, 5, 31)], "late", 1),  # even its first day is
        ([month(2031, 10, 31), month(2031, 11, 30)], "late", 154),  # said twice: by the earlier
        ([month(2031, 11, 30), day(2031, 4, 1)], "in time", 0),
    ],
)
def test_late_is_what_is_late_on_every_reading(told, state, days):
    found = owed("전용", [FEBRUARY], told, AS_OF)
    assert (found.state, found.days, found.due) == (state, days, (DUE, DUE))


def test_between_two_possible_due_days_nobody_can_tell():
    half_a_year = Said(date(2031, 1, 1), date(2031, 6, 30), "")
    found = owed("전용", [half_a_year], [day(2031, 6, 1)], AS_OF)
    assert (found.state, found.due) == ("unclear", (DUE, date(2031, 7, 31)))
    assert owed("전용", [half_a_year], [day(2031, 8, 1)], AS_OF).state == "late"
    assert owed("전용", [half_a_year], [day(2031, 4, 30)], AS_OF).state == "in time"


@pytest.mark.parametrize(
    ("as_of", "state", "days"),
    [(date(2031, 4, 30), "open", 0), (date(2031, 5, 1), "overdue", 1)],
)
def test_what_an_officer_entered_and_did_not_report_is_overdue_after_its_day(as_of, state, days):
    found = owed("이체", [day(2031, 3, 31)], [], as_of, is_entered=True)
    assert (found.state, found.days) == (state, days)


def test_that_a_document_names_no_report_does_not_say_that_there_was_none():
    found = owed("이체", [day(2031, 3, 31)], [], AS_OF)
    assert (found.state, found.words) == ("unstated", "기한 지남, 보고일이 출처에 없음")


def test_what_was_decided_on_no_known_day_is_due_on_none():
    assert owed("전용", [], [day(2031, 5, 1)], AS_OF).due is None
    assert owed("전용", [], [], AS_OF).state == "undated"


@pytest.mark.parametrize("kind", ["이용", "변경사용", "다음연도 이월", "추경"])
def test_what_the_council_decides_or_need_not_hear_of_is_not_due(kind):
    assert owed(kind, [FEBRUARY], [], AS_OF, is_entered=True).state == ""


def test_words_say_at_least_how_late():
    assert owed("전용", [FEBRUARY], [month(2031, 5, 31)], AS_OF).words == "늦게 보고 (1일 이상)"
    late = owed("전용", [FEBRUARY], [], date(2031, 5, 3), is_entered=True)
    assert late.words == "기한 지남, 미보고 (3일)"
