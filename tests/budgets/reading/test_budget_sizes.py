"""총 예산규모 in prose, and sentences that speak of all accounts together."""

import pytest

from tests.budgets.reading.paper import report

FRONT = """
2031년도 주요업무 추진계획
2031. 1. 21.
해오름국
○ 2031년 예산규모 : 총 {said}백만원
(단위 : 백만원)
부서명 | 2031년 예산 | 2030년 예산 | 증감
계 | 980 | 930 | 50
달빛과 | 650 | 620 | 30
별빛과 | 330 | 310 | 20
"""


def said(found, place):
    return [
        (c.measure, c.printed, c.formula, [t.printed for t in c.terms])
        for c in found.claims
        if c.place == place
    ]


@pytest.mark.parametrize("printed", ["980", "890"])
def test_the_size_of_a_budget_is_set_against_the_total_of_its_table(printed):
    found = report(FRONT.format(said=printed))
    assert said(found, 4) == [("appropriated", f"{printed}백만원", "같음", ["980"])]


ACCOUNTS = """
업무보고
2031. 9. 2.
달빛국
Ⅱ. 예산집행 현황 (2031. 8. 31. 현재)
○ 총 예산현액 {budget}천원 중 4,400천원 집행 (집행률 66.7%)
1. 일반회계
(단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합계 | 6,000 | 4,000 | 66.7
달빛 축제 운영 | 4,000 | 3,000 | 75.0
달빛 장터 운영 | 2,000 | 1,000 | 50.0
2. 교통사업특별회계
(단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합계 | 600 | 400 | 66.7
주차장 운영 | 400 | 300 | 75.0
단속 운영 | 200 | 100 | 50.0
○ 예산규모 : 총 6,600천원
"""


def test_a_sentence_may_speak_of_all_accounts_together():
    found = report(ACCOUNTS.format(budget="6,600"))
    (budget,) = [c for c in found.claims if c.place == 5 and c.measure == "budget"]
    assert budget.subject == "총계 (모든 회계)"
    assert {account for account, _ in budget.scope.lines} == {"일반회계", "교통사업특별회계"}
    assert said(found, 18) == [("budget", "6,600천원", "합", ["6,000", "600"])]


def test_what_fits_neither_is_of_the_general_account_and_wrong():
    found = report(ACCOUNTS.format(budget="6,900"))
    (budget,) = [c for c in found.claims if c.place == 5 and c.measure == "budget"]
    assert (budget.scope.account, budget.scope.lines) == ("일반회계", ())


def test_of_several_totals_none_is_taken_for_the_one_that_is_meant():
    text = ACCOUNTS.format(budget="6,600").replace("총 6,600천원", "총 7,600천원")
    assert [formula for *_, formula, _ in said(report(text), 18) if formula] == []


EXECUTED = """
2031년도 주요업무 추진계획
2031. 1. 21.
해오름국
Ⅱ 예산
○ 세출예산 : 총 {said}백만원
(2031. 8. 31. 기준, 단위 : 백만원)
부서명 | 예산현액 | 집행액 | 집행률
합계 | 61,245 | 30,000 | 49.0
달빛과 | 40,000 | 20,000 | 50.0
별빛과 | 21,245 | 10,000 | 47.1
Ⅲ 지난해
(2030. 8. 31. 기준, 단위 : 백만원)
부서명 | 예산현액 | 집행액 | 집행률
합계 | 52,000 | 26,000 | 50.0
달빛과 | 32,000 | 16,000 | 50.0
별빛과 | 20,000 | 10,000 | 50.0
"""


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("61,245", [("budget", "61,245백만원", "같음", ["61,245"])]),
        ("67,245", [("budget", "67,245백만원", "같음", ["61,245"])]),  # one digit
        ("59,870", [("appropriated", "59,870백만원", "", [])]),  # as voted, perhaps
    ],
)
def test_of_several_totals_the_one_right_below_is_meant_where_one_digit_is_wrong(printed, found):
    assert said(report(EXECUTED.format(said=printed)), 5) == found
