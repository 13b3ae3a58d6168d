"""Growth behind an amount: '(전년 대비 6.0% 증가)', against last year's amount where the report has it."""

import pytest

from tests.budgets.reading.paper import report

FRONT = """
주요업무 보고
2032. 6. 20.
강변기획관

{headline}

(단위 : 천원)
부서/사업명 | 2032년 예산 | 2031년 예산 | 증감 | 증감률
합 계 | 31,800 | 30,000 | 1,800 | 6.0
물빛담당관 | 20,000 | 18,000 | 2,000 | 11.1
나룻배 띄우기 | 12,000 | 12,000 | - | -
강둑 꽃길 가꾸기 | 8,000 | 6,000 | 2,000 | 33.3
노을담당관 | 11,800 | 12,000 | △200 | △1.7
노을 사진전 개최 | 11,800 | 12,000 | △200 | △1.7

Ⅱ. 주요업무

1. 강둑 꽃길 가꾸기
 - 사 업 비 : {cost}
"""


def grown(headline="2032년 예산 : 총 31,800천원", cost="8,000천원"):
    found = report(FRONT.format(headline=headline, cost=cost))
    return [
        (c.place, c.measure, c.printed, c.value, c.unit, c.formula, c.scope, c.terms)
        for c in found.claims
        if c.measure in ("change", "change_rate") and c.shape == "문장"
    ]


@pytest.mark.parametrize(
    ("behind", "printed", "value"),
    [
        ("(전년 대비 6.0% 증가)", "6.0% 증가", "6.0"),
        ("(전년대비 △1.9%)", "△1.9%", "-1.9"),
        ("(2031년 예산 대비 6.0% 증액)", "6.0% 증액", "6.0"),
        ("으로, 전년 대비 1.9% 감소", "1.9% 감소", "-1.9"),
    ],
)
def test_of_a_whole_budget_it_is_set_against_the_year_before(behind, printed, value):
    ((place, measure, said, number, unit, formula, scope, _),) = grown(
        f"2032년 예산 : 총 31,800천원{behind}"
    )
    assert (place, measure, said, str(number), unit, formula) == (
        5,
        "change_rate",
        printed,
        value,
        "%",
        "",
    )
    assert (scope.when.fiscal_year, scope.before.fiscal_year, scope.account) == (
        2032,
        2031,
        "일반회계",
    )


def test_the_amount_of_the_growth_is_a_claim_of_its_own():
    rate, change = grown("2032년 예산 : 총 31,800천원(전년 대비 1,800천원, 6.0% 증가)")
    assert rate[1:4] == ("change_rate", "6.0% 증가", 6)
    assert change[1:5] == ("change", "1,800천원", 1800, "천원")


def test_of_a_task_it_is_set_against_the_same_lines():
    ((_, _, printed, _, _, formula, _, terms),) = grown(cost="8,000천원(전년 대비 33.3% 증가)")
    assert (printed, formula) == ("33.3% 증가", "증감률")
    assert [(term.label, term.printed, term.place) for term in terms] == [
        ("이번 예산", "8,000천원", 19),
        ("2031년 예산", "6,000천원", 12),
    ]


EXECUTION = """
주요업무 보고
2032. 6. 20.
강변기획관

(2032. 5. 31. 기준, 단위 : 천원)
부서/사업명 | 예산현액 | 집행액
합 계 | 20,000 | 9,000
물빛담당관 | 20,000 | 9,000
강물 살리기 | 20,000 | 9,000
나룻배 띄우기 | 12,000 | 6,000
강둑 꽃길 가꾸기 | 8,000 | 3,000

○ 2032년 사업예산 총 20,000천원 (전년 대비 11.1% 증가)

(단위 : 천원)
사업명 | 2032년 예산 | 2031년 예산
계 | 20,000 | 18,000
물빛담당관 | 20,000 | 18,000
나룻배 띄우기 | 12,000 | 12,000
강둑 꽃길 가꾸기 | 8,000 | 6,000

Ⅱ. 주요업무

1. 강둑 꽃길 가꾸기
 - 사 업 비 : 8,000천원(전년 대비 33.3% 증가)
"""


def test_beside_a_table_of_execution_it_is_the_budget_that_grew():
    found = report(EXECUTION)
    said = [
        (c.place, c.printed, c.formula, [(t.printed, t.place) for t in c.terms])
        for c in found.claims
        if c.measure == "change_rate" and c.shape == "문장"
    ]
    assert said == [
        (13, "11.1% 증가", "증감률", [("20,000천원", 13), ("18,000", 17)]),
        (25, "33.3% 증가", "증감률", [("8,000천원", 25), ("6,000천원", 20)]),
    ]


def test_what_the_report_does_not_have_is_a_claim_that_nobody_can_settle():
    ((_, _, _, _, _, formula, scope, terms),) = grown(
        "2032년 예산 : 총 31,800천원('29년 대비 6.0% 증가)"
    )
    assert (formula, scope.when, terms) == ("", None, ())


@pytest.mark.parametrize(
    "behind", ["(전년 대비 6.0%p 증가)", "(전체의 6.0%)", ", 이용자는 전년 대비 6.0% 증가"]
)
def test_what_grew_otherwise_is_left_alone(behind):
    assert grown(f"2032년 예산 : 총 31,800천원{behind}") == []
