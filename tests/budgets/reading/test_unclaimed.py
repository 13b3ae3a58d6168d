"""Amounts of the budget in sentences of a form that no reader knows."""

from decimal import Decimal

import pytest

from tests.budgets.reading.paper import report

FRONT = """
주요 업무 보고
2031. 2. 3.
해오름기획관
(2031. 1. 31. 현재)
구분 | 정원 | 현원
달빛담당관 | 3 | 2

나루 운영 확대

"""


def stray(sentence):
    return [
        (c.subject, c.measure, c.printed, c.value, c.unit, c.formula, c.scope.lines)
        for c in report(f"{FRONT}{sentence}\n").claims
        if c.shape == "문장" and c.measure not in ("actual", "authorised", "count")
    ]


@pytest.mark.parametrize(
    ("sentence", "measure", "printed", "value", "unit"),
    [
        ("- 나루 정비에 예산 3억원을 더 들여 서두름", "appropriated", "3억원", 3, "억원"),
        ("- 상반기에 모두 250백만원을 지출", "spent", "250백만원", 250, "백만원"),
        ("- 남은 40백만원은 다음 해로 이월할 것", "carried", "40백만원", 40, "백만원"),
        ("- 사업을 모두 집행하고 남은 40천원을 다음연도로 이월", "carried", "40천원", 40, "천원"),
        ("- 추경에서 1,200천원이 늘어남", "appropriated", "1,200천원", 1200, "천원"),
        ("ㅇ 나룻배 자재 지원 12농가 24백만원", "cost", "24백만원", 24, "백만원"),
        ("ㅇ 나루터 보수(국비 30백만원)", "cost", "30백만원", 30, "백만원"),
    ],
)
def test_an_amount_of_the_budget_is_a_claim_that_nothing_settles(
    sentence, measure, printed, value, unit
):
    subject = "나루 운영 확대"
    assert stray(sentence) == [(subject, measure, printed, Decimal(value), unit, "", ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "- 광고효과 23억원",
        "- 나루 이용 시민 3천명에게 물어봄",
        "- 예산 1억원 이상 사업의 점검",
        "- 지출 증빙 : 1인당 30,000원",
        "- 시민 제안 3,288건, 9,798억원",
    ],
)
def test_what_is_no_amount_of_a_budget_stays_out(sentence):
    assert stray(sentence) == []


def test_what_another_reader_has_read_is_not_claimed_twice():
    assert len(stray("- 사업비 : 76백만원(장소 빌림, 행사 운영)")) == 1
