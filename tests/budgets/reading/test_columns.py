import pytest

from budgets.amounts import Unit
from budgets.reading.columns import Column, budget_head, column, strange_head
from budgets.reading.lines import read_lines
from tests.budgets.reading.paper import tabbed


def head(text):
    found = budget_head(read_lines(tabbed(text)), 0)
    return found and found.columns


def why(text):
    found = strange_head(read_lines(tabbed(text)), 0)
    return found and found.words


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("예산현액", "budget"),
        ("예 산 현 액", "budget"),
        ("예산현액(A)", "budget"),
        ("예산액", "appropriated"),
        ("최종예산액", "appropriated"),
        ("원인행위액(B)", "committed"),
        ("지출원인행위액", "committed"),
        ("집행액(B)", "spent"),
        ("지출액", "spent"),
        ("다음연도 이월액", "carried"),
        ("집행잔액(A-B)", "lapsed"),
        ("집행잔액(C=A-B)", "lapsed"),
        ("불용액", "lapsed"),
        ("집 행 률", "rate"),
        ("집행율", "rate"),
        ("집행률(B/A)", "rate"),
        ("집행률(B/A,%)", "rate"),
        ("집행률(%)", "rate"),
        ("증 감", "change"),
        ("전년대비 증감", "change"),
        ("증감율", "change_rate"),
        ("비 고", "note"),
        ("전년도 이월액", "beside"),
        ("1회 추경", "supplement"),
    ],
)
def test_a_column_is_known_by_its_word(text, role):
    assert column(text) == Column(role)


@pytest.mark.parametrize(
    "text",
    ["징수결정액", "집행계획", "미수납액 (이월액)", "집행액(국비)", "구성비", ""],
)
def test_a_column_of_another_word_is_unknown(text):
    assert column(text) is None


def test_a_column_may_print_its_own_unit_and_year():
    assert column("예산액(백만원)") == Column("appropriated", None, Unit.MILLION)
    assert column("2024년도 예산액(천원)") == Column("appropriated", 2024, Unit.THOUSAND)
    assert column("'24년 예산") == column("2024년 예산") == Column("appropriated", 2024)


@pytest.mark.parametrize(
    "first",
    [
        "부서/사업명",
        "부서 / 사업명",
        "부서 및 사업명",
        "부서(사업)명",
        "사업명",
        "구 분",
        "세부사업명",
        "과별",
    ],
)
def test_a_head_begins_with_what_its_rows_are(first):
    assert head(f"{first} | 예산현액 | 집행액") == ("예산현액", "집행액")


def test_a_head_without_tabs_is_taken_apart_at_its_words():
    text = "부서 / 사업명 예산 현액 원인행위액 집행액(B) 집행률 (%) 비고"
    assert head(text) == ("예산 현액", "원인행위액", "집행액(B)", "집행률 (%)", "비고")


def test_a_head_of_two_lines_says_in_the_lower_what_the_upper_gathers():
    text = "사업명 | 2023년 예산 | 2024년 예산 | 2023년 대비 |\n | | | 증 감 | 증감률(%)"
    assert head(text) == ("2023년 예산", "2024년 예산", "증 감", "증감률(%)")


@pytest.mark.parametrize(
    "text",
    [
        "부서/사업명 | 예산현액 | 원인\n행위액 | 집행액 | 집행률",
        "부서/사업명 | 예산현액 | 원인\n행위\n액 | 집행액 | 집행률",
    ],
)
def test_a_head_whose_cell_was_broken_over_lines_is_put_together(text):
    assert head(text) == ("예산현액", "원인행위액", "집행액", "집행률")


def test_a_head_broken_over_lines_without_tabs_is_put_together():
    text = "부서 / 사업명 예산현액 원인행위액\n집행액 집행률"
    assert head(text) == ("예산현액", "원인행위액", "집행액", "집행률")


@pytest.mark.parametrize(
    "text", ["예산현액 | 집행액", "사업명 | 추진기간 | 사업비", "구분 | 계 | 교통"]
)
def test_what_is_no_head_of_a_budget_table_is_neither_read_nor_named(text):
    assert head(text) is None
    assert why(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("구분 | 예산액 | 징수결정액 | 수납액", "알 수 없는 열 ‘징수결정액’, ‘수납액’"),
        ("부서/사업명 예산현액 집행계획\n신호등 설치 100 50", "알 수 없는 열 ‘집행계획’"),
        ("연번 | 사업명 | 예산액 | 집행액", "알 수 없는 첫 열 ‘연번’"),
        ("분야 | 예산액 | 집행액", "알 수 없는 첫 열 ‘분야’"),
        ("구분 | 예산액 | 집행액 | 예산액 | 집행액", "같은 뜻의 열이 둘"),
        ("구분 | 2023년 예산 | 2024년 예산 | 집행액", "어느 해의 금액인지 모를 열"),
        ("구분 | 본예산 | 추경 | 예산현액", "예산액 열이 없는 본예산·추경"),
        ("구분 | 2024년 예산 | 증감 | 증감률", "무엇에 견준 것인지 모를 증감"),
    ],
)
def test_a_budget_table_that_cannot_be_read_says_why(text, reason):
    assert head(text) is None
    assert why(text) == f"표를 읽지 않음: {reason}"


def test_a_sentence_that_begins_like_a_head_is_not_named():
    assert why("구분 없이 예산액 전체를 집행함\n다음 줄") is None
    assert why("사업명 : 예산액 100백만원\n- 3") is None
