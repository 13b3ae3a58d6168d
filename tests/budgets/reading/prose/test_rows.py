"""Rates, means and points in a column beside what they were worked out from."""

import pytest

from tests.budgets.reading.paper import report, tabbed
from tests.budgets.reading.prose.spoken import verdicts

TABLES = [
    ("사업명 | 목표 | 실적 | 달성률(%)\n일자리 | 25,000 | 26,250 | {}", "105.0", "115.0"),
    (
        "구분 | 업체수(개사) | 지원액(백만원) | 업체당 평균(백만원)\n제조 | 200 | 60,000 | {}",
        "300",
        "310",
    ),
    ("구분 | 2022년 | 2023년 | 증감(%p)\n행정 | 81.2 | 84.5 | {}", "3.3", "2.3"),
    ("구분 | 2023년 | 2022년 | 증감(%p)\n행정 | 81.2 | 84.5 | {}", "△3.3", "3.3"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), TABLES)
def test_a_right_one_agrees_and_a_wrong_one_is_found(text, right, wrong):
    assert verdicts(tabbed(text.format(right))) == [(right, "agrees")]
    assert verdicts(tabbed(text.format(wrong))) == [(wrong, "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "사업명 | 목표 | 실적 | 달성률(%)\n일자리 | 25,000 | 26,250 | 100",
        "지표 | 목표 | 실적 | 달성률(%)\n사망자 | 100 | 80 | 125.0",
        "지표 | 목표 | 실적 | 달성률(%)\n사망자 | 100 | 120 | 83.3",
        "사업명 | 1분기 목표 | 목표 | 계획 | 실적 | 달성률(%)\n일자리 | 1 | 2 | 3 | 4 | 90.0",
        "구분 | 업체수 | 지원액(백만원) | 업체당 평균(천원)\n제조 | 200 | 60,000 | 300,000",
        "구분 | 2021년 | 2022년 | 2023년 | 증감(%p)\n행정 | 80.0 | 81.2 | 84.5 | 4.5",
    ],
)
def test_what_may_be_of_something_else_is_no_claim(text):
    assert [v for v in verdicts(tabbed(text)) if v[1] != "agrees"] == []


def test_amounts_that_a_caption_says_are_rounded_are_taken_as_rounded():
    table = "사업명 | 목표 | 실적 | 달성률(%)\n일자리 | 13 | 12 | 92.1"
    assert verdicts(tabbed(table)) == [("92.1", "differs")]
    assert verdicts(tabbed("(단위 : 백만원)\n" + table)) == [("92.1", "rounding")]


def test_a_cell_of_which_nothing_was_known_is_one_claim():
    found = report(
        """
업무보고
2031. 9. 2.
달빛국
□ 만족도 (단위 : %)
구분 | 2029년 | 2030년 | 증감(%p)
행정 | 81.2 | 84.5 | 3.3
교통 | 70.1 | 72.6 | 2.5
"""
    )
    told = [(c.printed, c.formula) for c in found.claims if c.place in (6, 7)]
    assert told == [("3.3", "차"), ("2.5", "차")]
