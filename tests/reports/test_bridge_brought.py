"""전년도 이월 of a 다리: next year's opening is this year's closing."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from budgets.models import BudgetChange, SettlementItem
from tests import cast
from tests.reports.answers import facts, row

pytestmark = pytest.mark.django_db

PAGE = "/bridge/해오름기획관/2030-06-30-집행"
STEPS = ("appropriated", "brought", "unexplained", "budget")


def year(office, moon, purse, number, stage, day, lines):
    """A date of its own book: by line its amounts."""
    book = cast.book(office, number)
    river = cast.program(book, moon, purse)
    filing = cast.filing(cast.reporting_date(book, day, stage), moon)
    document = cast.document(office, f"{number}-99")
    written = cast.statement(filing, document=document, method="문서")
    made = {name: cast.line(river, name) for name in lines}
    for at, (name, won) in enumerate(lines.items(), 1):
        cast.figure(written, made[name], str(at), **won)
    return SimpleNamespace(lines=made, statement=written, document=document)


def scene(closing, opening=None):
    office = cast.office()
    moon, purse = cast.division(office), cast.account()
    then = year(office, moon, purse, 2029, "결산", date(2029, 12, 31), closing)
    cast.publish(then.statement)
    now = year(office, moon, purse, 2030, "집행", cast.JUNE_30, opening or OPENING)
    return then, now


OPENING = {
    "나무 심기": {"appropriated": 100, "budget": 130},
    "꽃 심기": {"appropriated": 40, "budget": 40},
    "바람 막기": {"appropriated": 10, "budget": 10},
}
CLOSED = {
    "나무 심기": {"budget": 90, "spent": 60, "carried": 30},
    "꽃 심기": {"budget": 50, "spent": 50, "carried": 0},
}


def test_a_line_brings_what_was_carried_over_of_it_and_a_new_one_nothing(tables):
    _, now = scene(CLOSED)
    cast.publish(now.statement)
    table, known = tables(PAGE, unit="원")
    assert facts(row(table, "나무 심기"), *STEPS) == [100, 30, 0, 130]
    assert facts(row(table, "꽃 심기"), *STEPS) == [40, 0, 0, 40]
    assert facts(row(table, "바람 막기"), *STEPS) == [10, 0, 0, 10]
    assert facts(row(table, "합계", "total"), *STEPS) == [150, 30, 0, 180]
    found = row(known, "전년도 이월")
    assert facts(found, "taken_from", "won", "how", "source") == [
        "달빛담당관 나무 심기",
        30,
        "다리에 넣음",
        "2029년 결산 이월액",
    ]


def test_what_was_carried_over_of_a_line_that_is_no_more_is_told_and_placed_nowhere(tables):
    """Whether the new line has it nobody says."""
    _, now = scene(CLOSED | {"둑 쌓기": {"budget": 7, "spent": 2, "carried": 5}})
    cast.publish(now.statement)
    table, known = tables(PAGE, unit="원")
    assert facts(row(table, "바람 막기"), "brought") == ["-"]
    lost = [each for each in known["rows"] if "둑 쌓기" in str(each)]
    assert len(lost) == 1
    assert "이어진 사업을 알 수 없어 다리에 넣지 않음" in lost[0]


def test_what_the_office_entered_itself_is_not_added_again(tables):
    _, now = scene(CLOSED)
    BudgetChange.objects.create(
        kind="이월",
        won=25,
        given_to=now.lines["나무 심기"],
        decided_on=date(2030, 1, 2),
        reason="집중호우",
        by=cast.user("다온"),
        at=cast.NOON - timedelta(days=1),
    )
    cast.publish(now.statement)
    table, known = tables(PAGE, unit="원")
    assert facts(row(table, "나무 심기"), *STEPS) == [100, 25, 5, 130]
    assert "변동 대장에 적은 이월이 있어 다리에 넣지 않음" in str(known["rows"])


def test_a_settlement_without_the_column_may_say_it_in_words(tables):
    then, now = scene(
        {
            "나무 심기": {"budget": 90, "spent": 60},
            "꽃 심기": {"budget": 50, "spent": 50},
        }
    )
    cast.publish(now.statement)
    assert facts(row(tables(PAGE, unit="원")[0], "나무 심기"), *STEPS) == [100, "-", 30, 130]
    own = {
        "document": then.document,
        "reporting_date": then.statement.filing.reporting_date,
        "heading": "이월",
    }
    head = SettlementItem.objects.create(place=1, position=1, won=30, count=1, **own)
    line = then.lines["나무 심기"]
    SettlementItem.objects.create(place=2, position=2, won=30, parent=head, line=line, **own)
    table = tables(PAGE, unit="원")[0]
    assert facts(row(table, "나무 심기"), *STEPS) == [100, 30, 0, 130]
    assert facts(row(table, "꽃 심기"), "brought") == [0]
