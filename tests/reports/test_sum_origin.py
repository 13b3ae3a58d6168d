"""How a sum was made, in words: what adds nothing, and why it may be unknown."""

import pytest

from budgets.measures import MEASURES
from departments.cells import met
from reports.rollup import Leaf
from reports.sum_origin import Made
from reports.table import Gap


def line(**cells):
    """Of one line: amounts, or the states of cells; no other column is there."""
    states = [cells.get(m, "absent") for m in MEASURES]
    amounts = [state if isinstance(state, int) else 0 for state in states]
    mask = met("value" if isinstance(s, int) else s for s in states)
    return Leaf(1, 1, "", "", 0, [mask, *amounts])


def made(measure, *said):
    return Made(measure, [line(**{measure: cell}) for cell in said])


@pytest.mark.parametrize(
    ("said", "cell", "words"),
    [
        ((10, 20, 30), 60, ["세부사업 3개의 집행액을 더했습니다."]),
        ((10,), 10, ["세부사업 1개의 집행액이 그대로 합계입니다."]),
        (
            (10, "dash", "dash"),
            10,
            [
                "세부사업 3개의 집행액을 더했습니다.",
                "집행액이 ‘-’로 적힌 2개는 더할 것이 없는 것으로 셉니다.",
            ],
        ),
        (
            ("dash", "dash"),
            Gap.DASH,
            ["세부사업 2개의 집행액이 모두 ‘-’로 적혀 있어 더할 금액이 없습니다."],
        ),
        (("blank", "blank"), Gap.BLANK, ["세부사업 2개의 집행액이 모두 빈칸입니다."]),
        (("absent",), Gap.ABSENT, ["이 세부사업 1개의 자료에는 집행액 열이 없습니다."]),
        (
            (10, "blank", "dash"),
            Gap.UNKNOWN,
            [
                "집행액이 ‘-’로 적힌 1개는 더할 것이 없는 것으로 셉니다.",
                "집행액이 빈칸인 1개가 얼마인지 몰라 합계를 알 수 없습니다.",
                "금액이 적힌 1개만 더한 것은 합계가 아니어서 보이지 않습니다.",
            ],
        ),
        (
            (10, "absent", "absent"),
            Gap.UNKNOWN,
            [
                "집행액 열이 없는 2개가 얼마인지 몰라 합계를 알 수 없습니다.",
                "금액이 적힌 1개만 더한 것은 합계가 아니어서 보이지 않습니다.",
            ],
        ),
    ],
)
def test_a_sum_says_how_it_was_made(said, cell, words):
    own = made("spent", *said)
    assert own.cell == cell
    assert own.words == words


def test_only_the_carried_amount_may_stand_on_few_lines():
    assert made("carried", 413, "absent", "absent").words == [
        "세부사업 3개 가운데 이월액이 있는 1개를 더했습니다.",
        "이월액 열이 없는 2개는 이월하지 않은 것으로 셉니다.",
    ]
    assert made("carried", "dash", "absent").words[0] == "세부사업 2개에 더할 이월액이 없습니다."


def test_a_rate_is_that_of_the_sums_and_says_so():
    own = Made("rate", [line(budget=100, spent=100), line(budget=300, spent=0)])
    assert own.cell == 250  # a mean of rates would be 500
    assert own.amounts == ("spent", "budget")
    assert [own.of_line(each) for each in own.lines] == [1000, 0]
    assert own.words == [
        "합계의 집행액을 합계의 예산현액으로 나눈 비율입니다. 세부사업의 비율을 평균하지 않습니다.",
        "세부사업 2개의 집행액을 더했습니다.",
        "세부사업 2개의 예산현액을 더했습니다.",
    ]


def test_a_rate_falls_back_to_the_budget_as_voted_only_where_there_is_no_other():
    own = Made("rate", [line(appropriated=200, spent=50)])
    assert own.cell == 250
    assert own.amounts == ("spent", "appropriated")
    assert "예산현액이 없는 자료여서 예산액으로 나눕니다." in own.words


def test_a_rate_without_a_base_is_none_and_says_why():
    own = Made("rate", [line(budget=0, spent=0)])
    assert own.cell is Gap.DASH
    assert "예산현액이 0보다 크지 않아 비율이 없습니다." in own.words
