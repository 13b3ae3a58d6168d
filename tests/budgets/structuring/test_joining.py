"""Links of lines that are said afterwards: what became what, how it is known, and that it was not so.

해오름기획관 had 나무 심기 and 꽃 심기 in 2030, and has 숲 가꾸기 and 별 보기 in 2031.
"""

from dataclasses import fields
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from budgets.filing import NotYours, Refused
from budgets.models import LineLink, LineLinkWithdrawal, StructureRecord
from budgets.structuring.books import Frame, make_book
from budgets.structuring.joining import Grounds, join_lines, part_lines
from budgets.structuring.lines import remove_line
from departments.models import Succession
from tests import cast
from tests.budgets.structuring.acts import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def years():
    quarter = cast.quarter()
    later = cast.book(quarter.office, 2031)
    account = quarter.trees.program.account
    program = cast.program(later, quarter.moon, account, "숲 가꾸기")
    return SimpleNamespace(
        **{field.name: getattr(quarter, field.name) for field in fields(quarter)},
        later=later,
        program=program,
        woods=cast.line(program, "숲 가꾸기"),
        stars=cast.line(program, "별 보기"),
    )


def join(years, before, after, how, **facts):
    known = {"grounds": Grounds()} | facts
    return act(join_lines, years, before=before, after=after, how=how, **known)


def standing():
    return sorted(
        (str(each.before), str(each.after), each.how, each.evidence)
        for each in LineLink.objects.standing().select_related("before", "after")
    )


def reported(line, won, day, stage="예산"):
    """What was published of one line alone."""
    asked = cast.reporting_date(line.program.book, day, stage)
    statement = cast.statement(cast.filing(asked, line.program.department))
    cast.figure(statement, line, appropriated=won)
    cast.publish(statement)
    return statement


# --- what is written ------------------------------------------------------------------------------


def test_a_line_that_was_renamed_is_joined_with_its_day_and_who_said_so(years):
    made = join(years, [years.trees], [years.woods], "이름 바꿈", day=date(2031, 1, 1))
    assert standing() == [("나무 심기", "숲 가꾸기", "이름 바꿈", "기록")]
    assert (made.act, made.book, made.day) == ("이음", years.later, date(2031, 1, 1))
    assert (made.before, made.after) == (
        "달빛담당관 › 강가 가꾸기 › 나무 심기",
        "달빛담당관 › 숲 가꾸기 › 숲 가꾸기",
    )


def test_several_become_one_and_one_becomes_several(years):
    join(years, [years.trees, years.flowers], [years.woods], "통합")
    assert [each[:3] for each in standing()] == [
        ("꽃 심기", "숲 가꾸기", "통합"),
        ("나무 심기", "숲 가꾸기", "통합"),
    ]
    act(part_lines, years, link=LineLink.objects.first())
    join(years, [years.trees], [years.woods, years.stars], "분리")
    assert [each[:3] for each in standing()] == [
        ("나무 심기", "별 보기", "분리"),
        ("나무 심기", "숲 가꾸기", "분리"),
    ]


def test_what_a_document_says_is_written_with_its_line(years):
    document = cast.document(years.office, lines=40)
    grounds = Grounds("명시", document, 12)
    made = join(years, [years.trees], [years.woods], "이름 바꿈", grounds=grounds)
    link = LineLink.objects.get()
    assert (link.evidence, link.document, link.place) == ("명시", document, 12)
    assert made.subject == "이름 바꿈 (명시, 2030-07 문서 12번째 줄)"


def test_amounts_of_one_year_in_two_organisations_prove_and_the_sums_are_written(years):
    regrouped = cast.book(years.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(regrouped, years.moon, years.trees.program.account, "숲")
    forest = cast.line(program, "숲")
    drawn = reported(years.trees, 60, date(2030, 12, 31), "결산")
    cast.publish(added(drawn, {years.trees: 60, years.flowers: 40}))
    reported(forest, 100, date(2030, 1, 1))
    grounds = Grounds("산술")
    made = join(years, [years.trees, years.flowers], [forest], "통합", grounds=grounds)
    assert made.subject == "통합 (산술, 예산액 100원 = 100원)"
    assert {each[3] for each in standing()} == {"산술"}


def added(statement, amounts):
    later = cast.statement(statement.filing, version=2, follows=statement)
    for line, won in amounts.items():
        cast.figure(later, line, appropriated=won)
    return later


def test_a_link_that_came_with_the_book_is_taken_back_by_what_is_said_instead(years):
    frame = Frame(years.office, 2032)
    departments = {years.program.pk: years.moon}
    act(make_book, years, book=years.later, frame=frame, departments=departments)
    heir, gone = (LineLink.objects.get(before=x).after for x in (years.woods, years.stars))
    with pytest.raises(Refused, match="‘별 보기’ → ‘별 보기’: 이미 이어져 있습니다"):
        join(years, [years.woods, years.stars], [heir], "통합")
    act(remove_line, years, line=gone)
    join(years, [years.woods, years.stars], [heir], "통합")
    assert standing() == [
        ("별 보기", "숲 가꾸기", "통합", "기록"),
        ("숲 가꾸기", "숲 가꾸기", "통합", "기록"),
    ]


def test_the_same_request_writes_once(years):
    key = uuid4()
    made = [join(years, [years.trees], [years.woods], "이름 바꿈", key=key) for _ in range(2)]
    assert made[0] == made[1]
    assert LineLink.objects.count() == 1


# --- what is taken back ---------------------------------------------------------------------------


def test_what_was_said_at_once_is_taken_back_at_once_and_stays_written(years):
    join(years, [years.trees, years.flowers], [years.woods], "통합")
    made = act(part_lines, years, link=LineLink.objects.first(), reason="다른 사업임")
    assert standing() == []
    assert LineLink.objects.count() == LineLinkWithdrawal.objects.count() == 2
    assert (made.act, made.subject, made.before, made.after, made.reason) == (
        "이음 거둠",
        "통합",
        "나무 심기, 꽃 심기",
        "숲 가꾸기",
        "다른 사업임",
    )
    with pytest.raises(Refused, match="이미 거둔 이음입니다"):
        act(part_lines, years, link=LineLink.objects.first())


def test_what_was_taken_back_may_be_said_again_otherwise(years):
    join(years, [years.trees], [years.woods], "이름 바꿈")
    act(part_lines, years, link=LineLink.objects.get())
    grounds = Grounds("명시", cast.document(years.office, lines=40), 12)
    join(years, [years.trees], [years.woods], "이름 바꿈", grounds=grounds)
    assert standing() == [("나무 심기", "숲 가꾸기", "이름 바꿈", "명시")]


def test_a_link_within_a_book_is_not_taken_back_here(years):
    record = StructureRecord.objects.create(
        book=years.book,
        act="이름 바꿈",
        subject="나무",
        by=years.operator,
        at=cast.NOON,
        reason="까닭",
    )
    link = LineLink.objects.create(
        before=years.trees, after=years.flowers, how="이름 바꿈", record=record
    )
    with pytest.raises(Refused, match="한 편성체계 안의 이음은"):
        act(part_lines, years, link=link)


def test_a_line_that_was_ever_said_to_go_on_is_not_removed(years):
    join(years, [years.trees], [years.woods], "이름 바꿈")
    act(part_lines, years, link=LineLink.objects.get())
    with pytest.raises(Refused, match="이어진 것으로 적은 적이 있어 지울 수 없습니다"):
        act(remove_line, years, line=years.trees)
    assert LineLinkWithdrawal.objects.count() == 1


# --- what is refused ------------------------------------------------------------------------------


def refusals(years, before, after, how, **facts):
    with pytest.raises(Refused) as caught:
        join(years, before, after, how, **facts)
    assert not LineLink.objects.filter(record__act="이음").exists()
    return caught.value.messages


@pytest.mark.parametrize(
    ("how", "before", "after", "words"),
    [
        ("통합", ["trees"], ["woods"], ["통합: 앞 사업을 둘 이상 고르십시오."]),
        ("분리", ["trees"], ["woods"], ["분리: 뒤 사업을 둘 이상 고르십시오."]),
        (
            "이름 바꿈",
            ["trees", "flowers"],
            ["woods", "stars"],
            ["이름 바꿈: 앞 사업을 하나만 고르십시오.", "이름 바꿈: 뒤 사업을 하나만 고르십시오."],
        ),
        ("닮음", ["trees"], ["woods"], ["알 수 없는 이음입니다."]),
        (
            "이름 바꿈",
            ["woods"],
            ["trees"],
            ["‘숲 가꾸기’ → ‘나무 심기’: 앞 사업은 앞선 편성체계의 것이어야 합니다."],
        ),
    ],
)
def test_sides_that_do_not_fit_are_refused(years, how, before, after, words):
    sides = [[getattr(years, name) for name in side] for side in (before, after)]
    assert refusals(years, *sides, how) == words


def test_all_that_is_wrong_is_said_at_once_with_whose_it_is(years):
    fund = cast.program(years.later, years.moon, cast.account("나무기금", kind="기금"))
    same = cast.line(fund, "나무 심기")
    grounds = Grounds("명시", cast.document(years.office, lines=40), 41)
    said = {"grounds": grounds, "day": date(2033, 1, 1)}
    assert refusals(years, [years.trees], [same], "이름 바꿈", **said) == [
        "‘나무 심기’ → ‘나무 심기’: 회계가 다릅니다. 회계 사이의 금액은 서로 더하지 않습니다.",
        "‘나무 심기’ → ‘나무 심기’: 이름이 같습니다. 자리가 바뀌었으면 ‘옮김’으로 적습니다.",
        "날짜는 2030년과 2031년 사이여야 합니다.",
        "명시: 2030-07 문서는 40줄입니다. 그 안의 줄을 적으십시오.",
    ]


def test_what_stands_where_it_stood_did_not_move(years):
    river = cast.program(years.later, years.moon, years.trees.program.account, "강가 가꾸기")
    same = cast.line(river, "나무 가꾸기")
    (said,) = refusals(years, [years.trees], [same], "옮김")
    assert "부서와 정책사업이 같습니다" in said


@pytest.mark.parametrize(
    ("grounds", "words"),
    [
        (Grounds("명시"), "명시: 출처 문서와 줄을 적어야 합니다."),
        (Grounds("기록", None, 3), "문서와 줄은 근거가 명시일 때만 적습니다."),
        (Grounds("소문"), "근거는 명시, 산술, 기록 가운데 하나입니다."),
    ],
)
def test_evidence_that_is_none_is_refused(years, grounds, words):
    assert refusals(years, [years.trees], [years.woods], "이름 바꿈", grounds=grounds) == [words]


def test_amounts_of_two_years_prove_nothing_nor_do_others_or_none(years):
    (said,) = refusals(years, [years.trees], [years.woods], "이름 바꿈", grounds=Grounds("산술"))
    assert "다른 해의 금액은 같아도 증명이 되지 않습니다" in said
    regrouped = cast.book(years.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(regrouped, years.moon, years.trees.program.account, "숲")
    forest = cast.line(program, "숲")
    (said,) = refusals(years, [years.trees], [forest], "이름 바꿈", grounds=Grounds("산술"))
    assert said == "산술: 공개된 금액이 없는 사업이 있어 합을 댈 수 없습니다."
    reported(years.trees, 1_060, date(2030, 12, 31), "결산")
    reported(forest, 1_000, date(2030, 1, 1))
    (said,) = refusals(years, [years.trees], [forest], "이름 바꿈", grounds=Grounds("산술"))
    assert said == "산술: 예산액의 합이 다릅니다. 앞 1,060원, 뒤 1,000원."


def test_nothing_on_both_sides_proves_nothing(years):
    regrouped = cast.book(years.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(regrouped, years.moon, years.trees.program.account, "숲")
    forest = cast.line(program, "숲")
    reported(years.trees, 0, date(2030, 12, 31), "결산")
    reported(forest, 0, date(2030, 1, 1))
    (said,) = refusals(years, [years.trees], [forest], "이름 바꿈", grounds=Grounds("산술"))
    assert said == "산술: 예산액이 모두 0원이어서 증명이 되지 않습니다."


def test_a_line_goes_on_into_a_book_once(years):
    join(years, [years.trees], [years.woods], "이름 바꿈")
    with pytest.raises(Refused) as caught:
        join(years, [years.trees, years.flowers], [years.woods], "통합")
    assert caught.value.messages == [
        "‘나무 심기’ → ‘숲 가꾸기’: 이미 이어져 있습니다. 먼저 그 이음을 거두십시오."
    ]


def test_a_reason_is_asked_for(years):
    assert refusals(years, [years.trees], [years.woods], "이름 바꿈", reason=" ") == [
        "사유를 적어야 합니다."
    ]


# --- whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "reviewer"])
def test_only_who_runs_the_office_says_so(years, who):
    with pytest.raises(NotYours):
        join(years, [years.trees], [years.woods], "이름 바꿈", by=getattr(years, who))


def test_of_another_office_only_what_is_published_of_one_that_this_one_followed(years):
    other = cast.office("노을기획관")
    west = cast.division(other, "저녁담당관")
    account = years.trees.program.account
    dusk = cast.line(cast.program(cast.book(other), west, account), "노을 보기")
    with pytest.raises(NotYours):
        join(years, [dusk], [years.stars], "이름 바꿈")
    Succession.objects.create(
        before=other,
        after=years.office,
        kind="명칭 변경",
        evidence="기록",
        day=date(2031, 1, 1),
        note="개편",
    )
    with pytest.raises(NotYours):
        join(years, [dusk], [years.stars], "이름 바꿈")
    reported(dusk, 10, date(2030, 12, 31), "결산")
    join(years, [dusk], [years.stars], "이름 바꿈")
    assert standing() == [("노을 보기", "별 보기", "이름 바꿈", "기록")]
