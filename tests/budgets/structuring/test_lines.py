"""Lines of a Book: what was reported keeps its name and its place, what was not may be changed."""

from datetime import date
from uuid import uuid4

import pytest

from budgets.expected import expected_on
from budgets.facing import known_of, lines_of
from budgets.filing import NotYours, Refused
from budgets.models import BudgetChange, LineItem, LineLink, StructureRecord
from budgets.structuring import lines as verbs
from budgets.structuring.programs import end_program
from tests import cast
from tests.budgets import quarters
from tests.budgets.structuring.acts import JULY_1, JUNE_30, act, line_named, names_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def reported(quarter):
    """On 2030-06-30 나무 심기 had 100,000 and spent 30,000."""
    quarters.publish_moon(quarter, quarters.opened(quarter, day=JUNE_30))
    return quarter


def test_a_line_without_figures_is_renamed_where_it_stands(quarter):
    made = act(verbs.rename_line, quarter, line=quarter.trees, name=" 숲  가꾸기 ")
    assert names_in(quarter.book) == ["강가 가꾸기 › 숲 가꾸기", "강가 가꾸기 › 꽃 심기"]
    assert (made.before, made.after, made.day) == ("나무 심기", "숲 가꾸기", None)
    assert not LineLink.objects.exists()


def test_a_line_with_figures_ends_and_another_begins_the_next_day(reported):
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    old, new = line_named("나무 심기"), line_named("숲 가꾸기")
    assert (old.ends_on, new.begins_on, new.ends_on) == (JUNE_30, JULY_1, None)
    assert names_in(reported.book) == ["강가 가꾸기 › 숲 가꾸기", "강가 가꾸기 › 꽃 심기"]
    link = LineLink.objects.get()
    assert (link.before, link.after, link.how) == (old, new, "이름 바꿈")
    assert link.record.day == JULY_1


def test_the_next_date_asks_for_the_new_name_beside_what_the_old_one_had(reported):
    june = reported.book.dates.get().filings.get()
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    september = quarters.opened(reported).filings.get()
    assert [str(line) for line in lines_of(june)] == ["나무 심기", "꽃 심기"]
    assert [str(line) for line in lines_of(september)] == ["숲 가꾸기", "꽃 심기"]
    known = known_of(september)[line_named("숲 가꾸기").pk]
    assert (known.before.spent, known.before_words) == (30_000, "2030. 6. 30.")


def test_what_fell_under_a_new_name_is_still_a_fall(reported):
    """Rule 9 looks through the renaming: 30,000 was spent, and now 20,000."""
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    filing = quarters.opened(reported).filings.get()
    new = line_named("숲 가꾸기")
    rows = [
        quarters.row(new, 100_000, 50_000, 20_000),
        quarters.row(reported.flowers, 200_000, 100_000, 80_000),
    ]
    with pytest.raises(Refused, match="줄") as caught:
        quarters.submit(filing, rows, reported.officer)
    assert "falls" in {each.rule.code for each in caught.value.found}


def test_the_day_is_asked_for_where_there_are_figures(reported):
    with pytest.raises(Refused, match="첫날을 적어야"):
        act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기")
    with pytest.raises(Refused, match=r"2030\. 6\. 30\. 기준일에 이미 낸 금액"):
        act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JUNE_30)
    with pytest.raises(Refused, match="2030년 안의 날"):
        act(verbs.rename_line, reported, line=reported.trees, name="숲", day=date(2031, 1, 1))
    assert not StructureRecord.objects.exists()


def test_a_date_that_is_open_asks_for_the_new_lines_while_nothing_is_handed_in(reported):
    filing = quarters.opened(reported).filings.get()
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    assert [str(line) for line in lines_of(filing)] == ["숲 가꾸기", "꽃 심기"]


def test_a_date_with_figures_keeps_its_lines(reported):
    filing = quarters.opened(reported).filings.get()
    quarters.hand_in(filing, quarters.fine(reported), reported.officer)
    with pytest.raises(Refused, match=r"2030\. 9\. 30\. 기준일에 이미 낸 금액"):
        act(verbs.rename_line, reported, line=reported.flowers, name="꽃밭", day=JULY_1)
    with pytest.raises(Refused, match=r"2030\. 9\. 30\. 집행 기준일에 이미 낸 금액"):
        act(verbs.add_line, reported, program=reported.trees.program, name="잔디", day=JULY_1)
    later = date(2030, 10, 1)
    act(verbs.add_line, reported, program=reported.trees.program, name="잔디", day=later)
    assert [str(line) for line in lines_of(filing)] == ["나무 심기", "꽃 심기"]


def test_a_line_moves_to_another_department_which_is_asked_from_then_on(reported):
    star = cast.division(reported.office, "별빛담당관", position=2)
    sky = cast.program(reported.book, star, reported.trees.program.account, "하늘 보기")
    open_date = quarters.opened(reported)
    assert open_date.filings.count() == 1
    act(verbs.move_line, reported, line=reported.trees, program=sky, day=JULY_1)
    filing = open_date.filings.get(department=star)
    assert [str(line) for line in lines_of(filing)] == ["나무 심기"]
    moved = line_named("나무 심기", program=sky)
    assert known_of(filing)[moved.pk].before.spent == 30_000
    (step,) = filing.steps.all()
    assert (step.act, step.by) == ("열림", reported.operator)


def test_a_line_does_not_move_into_another_account(quarter):
    fund = cast.program(quarter.book, quarter.moon, cast.account("기금", "기금"), "기금 사업")
    with pytest.raises(Refused, match="다른 회계"):
        act(verbs.move_line, quarter, line=quarter.trees, program=fund)


def test_a_department_of_an_open_date_keeps_something_to_report(quarter):
    _, sky = quarters.star(quarter)
    quarters.opened(quarter)
    with pytest.raises(Refused, match="별빛담당관에서 낼 사업이 남지 않습니다"):
        act(verbs.move_line, quarter, line=sky, program=quarter.trees.program)
    with pytest.raises(Refused, match="별빛담당관에서 낼 사업이 남지 않습니다"):
        act(verbs.remove_line, quarter, line=sky)


def test_who_ends_a_line_with_amounts_says_that_he_knows(reported):
    with pytest.raises(Refused, match="뒤의 기준일과 결산에서"):
        act(verbs.end_line, reported, line=reported.trees, day=JUNE_30)
    act(verbs.end_line, reported, line=reported.trees, day=JUNE_30, leaves_amounts=True)
    assert names_in(reported.book) == ["강가 가꾸기 › 꽃 심기"]
    assert [str(line) for line in lines_of(quarters.opened(reported).filings.get())] == ["꽃 심기"]


def test_a_line_does_not_end_before_a_day_of_which_it_has_figures(reported):
    for verb, own in (
        (verbs.end_line, {"line": reported.trees}),
        (end_program, {"program": reported.trees.program}),
    ):
        with pytest.raises(Refused, match=r"나무 심기: 2030\. 6\. 30\. 기준일에 이미 낸 금액"):
            act(verb, reported, **own, day=date(2030, 6, 29), leaves_amounts=True)
    assert names_in(reported.book) == ["강가 가꾸기 › 나무 심기", "강가 가꾸기 › 꽃 심기"]


def test_what_was_ended_by_mistake_goes_on_again(quarter):
    act(verbs.end_line, quarter, line=quarter.trees, day=JUNE_30)
    act(verbs.resume_line, quarter, line=quarter.trees)
    assert names_in(quarter.book) == ["강가 가꾸기 › 나무 심기", "강가 가꾸기 › 꽃 심기"]
    with pytest.raises(Refused, match="끝나지 않은"):
        act(verbs.resume_line, quarter, line=quarter.trees)


def test_a_line_with_figures_is_never_deleted(reported):
    with pytest.raises(Refused, match="지울 수 없습니다"):
        act(verbs.remove_line, reported, line=reported.trees)
    with cast.refused("금액이 있는 것은 지울 수 없습니다."):
        cast.execute("DELETE FROM budgets_lineitem WHERE id = %s", reported.trees.pk)


def test_who_removes_the_new_name_has_the_old_one_back(reported):
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    made = act(verbs.remove_line, reported, line=line_named("숲 가꾸기"))
    assert names_in(reported.book) == ["강가 가꾸기 › 나무 심기", "강가 가꾸기 › 꽃 심기"]
    assert made.after == "달빛담당관 › 강가 가꾸기 › 나무 심기 다시 이어짐"
    assert not LineLink.objects.exists()


def test_an_ended_line_is_not_acted_on(reported):
    act(verbs.rename_line, reported, line=reported.trees, name="숲 가꾸기", day=JULY_1)
    for verb, facts in (
        (verbs.rename_line, {"name": "숲", "day": date(2030, 8, 1)}),
        (verbs.end_line, {"day": JULY_1}),
        (verbs.remove_line, {}),
    ):
        with pytest.raises(Refused, match="이미 끝난"):
            act(verb, reported, line=reported.trees, **facts)
    with pytest.raises(Refused, match="이어받은 사업이 있습니다"):
        act(verbs.resume_line, reported, line=reported.trees)


def test_two_lines_of_one_name_do_not_stand_under_one_program(quarter):
    with pytest.raises(Refused, match="같은 이름"):
        act(verbs.add_line, quarter, program=quarter.trees.program, name="꽃 심기")
    with pytest.raises(Refused, match="같은 이름"):
        act(verbs.rename_line, quarter, line=quarter.trees, name="꽃  심기")


def test_a_line_is_placed_behind_another(quarter):
    act(verbs.add_line, quarter, program=quarter.trees.program, name="잔디", after=quarter.trees)
    assert [name.split(" › ")[1] for name in names_in(quarter.book)] == [
        "나무 심기",
        "잔디",
        "꽃 심기",
    ]
    act(verbs.place_line, quarter, line=line_named("잔디"), after=None)
    assert [name.split(" › ")[1] for name in names_in(quarter.book)] == [
        "잔디",
        "나무 심기",
        "꽃 심기",
    ]


def test_what_is_published_keeps_its_order(reported):
    with pytest.raises(Refused, match="차례는 다음 해"):
        act(verbs.place_line, reported, line=reported.flowers, after=None)


def test_the_same_request_sent_twice_has_one_effect(quarter):
    key = uuid4()
    facts = {"program": quarter.trees.program, "name": "잔디", "key": key}
    first = act(verbs.add_line, quarter, **facts)
    assert act(verbs.add_line, quarter, **facts) == first
    assert LineItem.objects.filter(name="잔디").count() == 1


def test_nobody_acts_without_a_reason_or_without_running_the_office(quarter):
    for nothing in (" ", "\u200b"):
        with pytest.raises(Refused, match="사유"):
            act(verbs.rename_line, quarter, line=quarter.trees, name="숲", reason=nothing)
    for person in (quarter.officer, quarter.reviewer):
        with pytest.raises(NotYours):
            act(verbs.rename_line, quarter, line=quarter.trees, name="숲", by=person)
    assert names_in(quarter.book)[0] == "강가 가꾸기 › 나무 심기"


def test_what_is_expected_of_a_line_goes_on_through_its_names(quarter):
    """100 were voted for 나무 심기, and each of its three names was given 10."""
    book = quarter.book
    said = cast.statement(
        cast.filing(cast.reporting_date(book, date(2030, 1, 1), "예산"), quarter.moon)
    )
    for line in (quarter.trees, quarter.flowers):
        cast.figure(said, line, appropriated=100)
    cast.publish(said)
    name, line = "나무 심기", quarter.trees
    for month, called in ((3, "숲 가꾸기"), (5, "숲길 가꾸기"), (7, "")):
        facts = {"reason": "나무를 더 심음", "by": quarter.operator, "at": cast.NOON}
        sides = {"taken_from": quarter.flowers, "given_to": line}
        BudgetChange.objects.create(
            kind="변경사용", won=10, decided_on=date(2030, month, 1), **sides, **facts
        )
        if called:
            day = date(2030, month + 1, 1)
            act(verbs.rename_line, quarter, line=line, name=called, day=day)
            name, line = called, line_named(called)
    found = expected_on(book.pk, quarters.SEPTEMBER, [quarter.moon.pk])
    assert (name, found[line.pk].won, found[quarter.flowers.pk].won) == ("숲길 가꾸기", 130, 70)
    assert len(found[line.pk].moves) == 3
