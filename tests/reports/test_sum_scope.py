"""Which lines a sum's address lets through, and what of it is refused."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from reports.choices import Misread, read_choices
from reports.dates import When, dates_on
from reports.execution import read_execution
from reports.sum_scope import asked, read_scope

pytestmark = pytest.mark.django_db

GENERAL = "일반회계"
FUND = "대외협력기금(국제협력계정)"


@pytest.fixture
def july():
    return read_execution(
        [
            each
            for each in dates_on(When(date(2022, 7, 1), "집행"), None)
            if each.book.office.code == "시민소통기획관"
        ]
    )


def test_an_account_alone_lets_all_of_its_lines_through_in_the_councils_order(july):
    lines = read_scope({"account": GENERAL}, july).lines
    assert len(lines) == 45
    assert [line.name for line in lines[:2]] == [
        "언론매체를 통한 시정정보제공",
        "미디어재단 TBS 출연금",
    ]
    assert len(read_scope({"account": FUND}, july).lines) == 10


def test_conditions_are_taken_together(july):
    said = {"account": GENERAL, "department": "시민소통담당관", "kind": "정책사업", "rate": "-30"}
    whole = read_scope({"account": GENERAL}, july).lines
    some = read_scope(said, july).lines
    assert 0 < len(some) < len(whole)
    program = some[0].program
    of_program = read_scope({"account": GENERAL, "program": str(program)}, july).lines
    assert {line.program for line in of_program} == {program}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, f"회계(account)를 적어야 합니다: {GENERAL}, {FUND}."),
        ({"account": "특별회계"}, f"회계 ‘특별회계’: {GENERAL}, {FUND} 가운데 하나여야 합니다."),
        ({"account": GENERAL, "department": "없는담당관"}, "부서 ‘없는담당관’: 시민소통담당관, "),
        ({"account": GENERAL, "kind": "사업예산"}, "종류 ‘사업예산’: "),
        ({"account": GENERAL, "program": "0"}, "정책사업 ‘0’: 이 기준일의 정책사업이 아닙니다."),
        ({"account": GENERAL, "program": "하나"}, "정책사업 ‘하나’: "),
        ({"account": GENERAL, "rate": "3"}, "집행률 구간 ‘3’: "),
        ({"account": GENERAL, "q": "우주선"}, "조건에 맞는 세부사업이 없어 합계도 없습니다."),
        (
            {"account": GENERAL, "line": "1,둘"},
            "세부사업 ‘1, 둘’: 이 기준일의 세부사업이 아닙니다.",
        ),
        ({"account": GENERAL, "of": "kind"}, "‘of’은(는) 모르는 조건입니다."),
        ({"account": GENERAL, "depth": "부서"}, "‘depth’은(는) 모르는 조건입니다."),
        ({"account": GENERAL, "compare": "2023-04-01-집행"}, "‘compare’은(는) 모르는 조건입니다."),
    ],
)
def test_what_is_not_understood_or_not_there_is_refused(july, said, problem):
    with pytest.raises(Misread) as misread:
        read_scope(said, july)
    assert [problem in each for each in misread.value.problems] == [True]


def test_several_lines_are_asked_for_by_their_keys(july):
    first, _, third, *_ = read_scope({"account": GENERAL}, july).lines
    own = read_scope({"account": GENERAL, "line": f"{third.pk},{first.pk}"}, july)
    assert own.lines == [first, third]


def test_the_whole_of_a_share_keeps_the_conditions_that_its_address_names(july):
    said = {"account": GENERAL, "kind": "정책사업", "department": "시민소통담당관"}
    wholes = {
        of: read_scope({**said, "of": of}, july, "share").of_whole
        for of in ("", "kind", "department", "kind,department")
    }
    policy = read_scope({"account": GENERAL, "kind": "정책사업"}, july).lines
    assert {leaf.pk for leaf in wholes["kind"]} == {leaf.pk for leaf in policy}
    assert [len(lines) for lines in wholes.values()] == [45, len(policy), 13, 12]


def test_the_whole_of_a_share_has_no_condition_that_its_part_has_not(july):
    with pytest.raises(Misread, match="‘rate, program’: .* 가운데에서 적습니다: kind"):
        read_scope({"account": GENERAL, "kind": "정책사업", "of": "rate,program"}, july, "share")


def test_everything_that_is_wrong_is_told_at_once(july):
    said = {"kind": "x", "unit": "달러", "department": "가", "program": "나", "utm": "z"}
    with pytest.raises(Misread) as misread:
        read_scope(said, july)
    assert len(misread.value.problems) == 6  # an account is missing, too


def test_a_program_of_another_account_is_no_part_of_the_sum(july):
    program = read_scope({"account": FUND}, july).lines[0].program
    with pytest.raises(Misread, match="조건에 맞는 세부사업이 없어"):
        read_scope({"account": GENERAL, "program": str(program)}, july)


def test_what_is_written_is_read_again(july):
    said = {"department": "시민소통담당관", "kind": "정책사업", "q": "시&정=?", "unit": "억원"}
    choices = read_choices({**said, "rate": "12.5-", "depth": "부서", "sort": "-rate"})
    assert dict(parse_qsl(asked(FUND, choices))) == {**said, "account": FUND, "rate": "12.5-"}
    assert "kind" not in dict(parse_qsl(asked(FUND, choices, "kind")))
