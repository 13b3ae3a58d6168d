"""Rates and means beside what they were divided from, and the closing identity in one sentence."""

import pytest

from tests.budgets.reading.prose.spoken import told, verdicts

RIGHT = [
    ("추진율 : 56.3% (180㎞/320㎞)", "56.3%", "65.3%"),
    ("대관 : 가동률 82.5% (330일 / 400일)", "82.5%", "85.2%"),
    ("승소율 : 78.6% (승소 22건/종결 28건)", "78.6%", "87.6%"),
    ("일자리 창출 : 목표 25,000개 / 실적 26,250개 (달성률 105.0%)", "105.0%", "115.0%"),
    ("시설 보급 : 계획 20,000세대 대비 15,400세대 보급(77.0%)", "77.0%", "78.0%"),
    ("1인당 대출권수 : 1.81권 (1,345,000권 / 742,140명)", "1.81권", "1.91권"),
    ("안전교육 : 1,120회 45,200명 (회당 40.4명)", "40.4명", "44.0명"),
    ("가입자 : 182,400명 (전년 대비 14.0% 증가, '23년 160,000명)", "14.0% 증가", "16.0% 증가"),
    (
        "사망자 : '21년 120명 → '22년 108명 → '23년 90명 (전년 대비 16.7% 감소)",
        "16.7% 감소",
        "17.6% 감소",
    ),
    ("동아리 : 320개 팀 → 400개 팀(25.0% 증가)", "25.0% 증가", "35.0% 증가"),
]


@pytest.mark.parametrize(("text", "printed", "wrong"), RIGHT)
def test_a_right_one_agrees_and_a_wrong_one_is_found(text, printed, wrong):
    assert verdicts(text) == [(printed, "agrees")]
    said, told_wrong = (
        each.removesuffix(" 증가").removesuffix(" 감소") for each in (printed, wrong)
    )
    assert verdicts(text.replace(said, told_wrong)) == [(wrong, "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "만족도 92% (3회 / 500명)",
        "약 50% (10개 / 40개)",
        "비율 30% (1건/200건)",
        "계획 20회 대비 15명 참여(75.0%)",
        "회당 40명 (회의 3회)",
        "목표 80점 / 실적 85.2점 (전국 평균 82.3%)",
        "1,200회 45,200명 (월당 40.4명)",
    ],
)
def test_what_may_be_of_something_else_is_no_claim(text):
    assert [v for v in verdicts(text) if v[1] != "agrees"] == []


CLOSED = "예산현액은 100,000천원으로 이 중 80,000천원을 집행(집행률 80.0%)하고, 15,000천원을 이월하였으며, 집행잔액은 5,000천원입니다."


def test_a_sentence_that_closes_agrees():
    assert ("lapsed", "5,000천원", "차", ("100,000천원", "80,000천원", "15,000천원")) in told(
        CLOSED
    )
    assert {verdict for _, verdict in verdicts(CLOSED)} == {"agrees"}


@pytest.mark.parametrize(
    ("old", "new", "printed"),
    [("15,000천원을", "51,000천원을", "5,000천원"), ("80.0%", "88.0%", "88.0%")],
)
def test_a_sentence_that_does_not_close_is_found(old, new, printed):
    assert (printed, "differs") in verdicts(CLOSED.replace(old, new))


def test_what_was_carried_may_be_within_another_amount():
    text = "예산현액 4,000백만원 중 1,900백만원 집행, 이월액 500백만원 포함, 집행잔액 2,100백만원"
    assert [v for v in verdicts(text) if v[0] == "2,100백만원"] == []


def test_a_sentence_without_what_was_carried_may_leave_it_out():
    text = "예산현액은 100,000천원, 집행액은 80,000천원, 집행잔액은 5,000천원입니다."
    assert verdicts(text) == []
