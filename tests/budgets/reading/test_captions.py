import pytest

from budgets.amounts import Unit
from budgets.reading.captions import is_caption, stated_unit, states_unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(2024. 3. 31. 기준, 단위 : 천원)", Unit.THOUSAND),
        ("(단위: 백만원)", Unit.MILLION),
        ("(단위 : 백만 원)", Unit.MILLION),
        ("단위:천원", Unit.THOUSAND),
        ("단위 천원", Unit.THOUSAND),
        ("[단위: 천원]", Unit.THOUSAND),
        ("【단위 : 억원】", Unit.HUNDRED_MILLION),
        ("(단위 : 원)", Unit.WON),
        ("(단위 : 명, 천원)", Unit.THOUSAND),
        ("(단위 : 천원, %)", Unit.THOUSAND),
        ("(천원)", Unit.THOUSAND),
        ("3 예산 집행현황('24.3.31 기준, 단위 : 천원)", Unit.THOUSAND),
    ],
)
def test_a_unit_of_money(text, unit):
    assert stated_unit(text) is unit


@pytest.mark.parametrize(
    "text", ["(단위 : 만원)", "(단위 : 십억원)", "(단위 : 명)", "(단위: 천원/백만원)"]
)
def test_a_unit_that_is_stated_but_is_not_one_of_ours_is_none(text):
    assert states_unit(text)
    assert stated_unit(text) is None


@pytest.mark.parametrize("text", ["단위사업 : 공원 조성", "추진단위 구성", "사업비 5천원", "원"])
def test_a_word_that_only_looks_like_it_states_no_unit(text):
    assert not states_unit(text)


def test_a_caption_is_a_line_that_says_nothing_else():
    assert is_caption("(2024. 3. 31. 현재)")
    assert is_caption("[단위: 천원]")
    assert not is_caption("3 예산 집행현황('24.3.31 기준, 단위 : 천원)")
