import pytest

from tests.budgets.reading.paper import problems, report

TEXT = """
주요업무 보고

2024. 4. 15.(월)

한빛교통국

예 산
총 100억원 중 40억원 집행(40.0%)
(2024. 3. 31. 현재, 단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합 계 | 10,000,000 | 4,000,000 | 40.0%
신호등 설치 | 6,000,000 | 2,000,000 | 33.3%
보도 정비 | 4,000,000 | 2,000,000 | 50.0%
"""


def test_a_table_in_the_unit_that_its_headline_confirms_is_not_named():
    assert problems(report(TEXT)) == []


@pytest.mark.parametrize("unit", ["백만원", "원"])
def test_a_unit_that_the_headline_belies_is_named(unit):
    told = problems(report(TEXT.replace("단위 : 천원", f"단위 : {unit}")))
    assert [place for place, words in told if "자릿수가 다름" in words] == [8, 8]


def test_a_headline_that_is_only_wrong_is_no_matter_of_digits():
    assert problems(report(TEXT.replace("총 100억원", "총 90억원"))) == []
