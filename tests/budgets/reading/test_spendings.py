from decimal import Decimal

import pytest

from budgets.reading.lines import read_lines
from budgets.reading.sentences import read_sentences
from budgets.reading.spendings import read_spendings
from tests.budgets.reading.paper import report


def spendings(text):
    lines = read_lines(text)
    return list(read_spendings(lines, read_sentences(lines)))


def spending(text):
    [found] = spendings(text)
    [stated] = found.stated
    return found.title, stated.printed, stated.value, stated.unit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 계약금액: 1,030백만원", ("계약금액", "1,030백만원", 1030, "백만원")),
        (": 포상금 총 27,000천원", ("포상금", "27,000천원", 27000, "천원")),
        ("- 임대료 등 지원(5개소, 13억원)", ("임대료 등 지원", "13억원", 13, "억원")),
        ("상패, 상품권(사례당 100천원)지급", ("상품권 (사례당)", "100천원", 100, "천원")),
        ("- 용역비 3천만원", ("용역비", "3천만원", 30_000_000, "원")),
    ],
)
def test_what_is_paid_for_one_kind_of_thing_is_said(text, told):
    assert spending(text) == told


def test_it_is_a_part_of_a_line_and_never_the_whole():
    [found] = spendings("포상금 5억원")
    assert found.is_part
    assert not found.is_total


def test_two_kinds_on_one_line_are_two_amounts():
    found = spendings("포상금 5백만원, 인건비 7백만원")
    assert [(each.title, each.stated[0].value) for each in found] == [("포상금", 5), ("인건비", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "부상 특별교부세 2억원, 포상금 1억원",  # comes in
        "광고수입 19,101천원",
        "광고비 절감 효과 23억원",
        "운영규모 : 655억원",  # of another's budget
        "포상금은 지급하지 않는다. 참석 5,000원",
        "포상금 | 3백만원".replace(" | ", "\t"),
        "사업비 : 5백만원(인건비 3백만원, 행사비 2백만원)",  # read as what it costs already
        "포상금 지급",
    ],
)
def test_what_is_no_spending_of_this_office_is_not_read(text):
    assert spendings(text) == []


def terms(text):
    [found] = spendings(text)
    [stated] = found.stated
    return stated.formula, [(each.label, each.value) for each in stated.terms]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("계약금액: 1,030백만원 (재개발 934, 감리 96)", [("재개발", 934), ("감리", 96)]),
        ("계약금액: 12백만원(나무 1,000만원 + 꽃 2백만원)", None),  # 만원 is no unit of reports
        ("계약금액 12백만원(나무 10,000천원 + 꽃 2백만원)", [("나무", 10), ("꽃", 2)]),
        ("계약금액 2,500백만원 (1,500 + 1,000)", [("", 1500), ("", 1000)]),
        ("계약금액 2백만원 (나무)", None),
        ("계약금액 2백만원 (나무 1, 꽃)", None),
    ],
)
def test_what_a_contract_is_made_of_adds_up_to_it(text, told):
    assert terms(text) == (("합", [(a, Decimal(b)) for a, b in told]) if told else ("", []))


def test_it_is_of_the_year_of_the_part_it_stands_in():
    text = "□ '18년 추진실적\n- 우수기관 선정\n: 포상금 총 27백만원\n□ '19년 추진계획\n- 포상금 3백만원"
    assert [each.year for each in spendings(text)] == [2018, 2019]


def test_a_cost_is_of_a_line_of_the_year_s_budget_where_a_later_date_has_but_a_few():
    found = report("""
업무보고
2031. 3. 15.
강변기획관

2031년 예산 현황 (단위 : 백만원)
부서 / 사업명 | 2030년 예산 | 2031년 예산 | 증감 | 증감률(%)
합계 | 2,900 | 3,044 | 144 | 5.0
물빛담당관 | 2,900 | 3,044 | 144 | 5.0
강물 살리기 | 2,900 | 3,044 | 144 | 5.0
나룻배 띄우기 | 2,000 | 2,100 | 100 | 5.0
강둑 꽃길 가꾸기 | 900 | 944 | 44 | 4.9

업무추진비 집행현황 (2031. 2. 28. 기준, 단위 : 천원)
구분 | 예산액 | 집행액 | 잔액 | 집행률
계 | 60,000 | 9,900 | 50,100 | 16.5
기관운영업무추진비 | 20,000 | 4,000 | 16,000 | 20.0
시책추진업무추진비 | 40,000 | 5,900 | 34,100 | 14.8

2. 주요 업무

2-1 나룻배 띄우기
 ○ 사업비 : 2,100백만원
""")
    (cost,) = [claim for claim in found.claims if claim.measure == "cost"]
    assert cost.subject == "물빛담당관 / 나룻배 띄우기"
    assert (cost.scope.when.stage, len(cost.scope.lines)) == ("예산", 1)
