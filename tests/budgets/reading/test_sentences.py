from decimal import Decimal

import pytest

from budgets.reading.lines import read_lines
from budgets.reading.sentences import read_sentences, unread_costs


def sentences(text, headed=()):
    return read_sentences(read_lines(text), headed)


def sentence(text, headed=()):
    (found,) = sentences(text, headed)
    return found


def stated(text):
    return [(s.measure, s.value, s.unit) for s in sentence(text).stated]


EXECUTED = [("budget", 3240, "백만원"), ("spent", 3145, "백만원"), ("rate", Decimal("97.1"), "%")]


@pytest.mark.parametrize(
    "text",
    [
        "'24년 결산 : 예산현액 3,240백만원 중 3,145백만원 집행(집행률 97.1%)",
        "□ 예산현액 3,240백만원 중 3,145백만원 집행 (집행율: 97.1 %)",
        "예산 3,240백만원 중 3,145백만원 지출(97.1%)",
        "예산현액은 총 3,240백만원이 중 3,145백만원을 집행하여 집행률 97.1%",
        "예산현액 32억 40백만원 중 31억 45백만원 집행(집행률 97.1%)",
    ],
)
def test_an_execution_states_budget_spent_and_rate(text):
    assert stated(text) == EXECUTED


def test_an_execution_without_a_rate_states_two_amounts():
    assert stated("예산현액 3,240백만원 중 3,145백만원 집행") == EXECUTED[:2]


def test_an_amount_speaks_in_the_finest_word_it_prints():
    assert stated("총 1,014억원 중 476억원 집행(46.9%)")[0] == ("budget", 1014, "억원")
    assert stated("총 100억 중 40억 집행(40%)")[:2] == [
        ("budget", 100, "억원"),
        ("spent", 40, "억원"),
    ]
    assert stated("사업비 : 12천원") == [("cost", 12, "천원")]


def test_what_cannot_be_read_stays_as_printed_without_a_value():
    found = sentence("예산현액 3,24백만원 중 3,145백만원 집행(집행률 97,1%)").stated
    assert [(s.printed, s.value) for s in found] == [
        ("3,24백만원", None),
        ("3,145백만원", 3145),
        ("97,1%", None),
    ]


SPOKEN = "총 예산현액은 10,000천원이며, 이 중 지출액은 9,000천원이고 집행잔액은 700천원, 집행률은 90.0%입니다."
SETTLED = (
    "- 세출 예산현액은 총 10,000천원으로, 이 중 9,000천원, 예산현액 대비 90.0%를 집행하였고, "
    "700천원의 집행잔액이 발생하였습니다."
)


@pytest.mark.parametrize("text", [SPOKEN, SETTLED])
def test_the_spoken_settlement_states_four_things_of_the_whole_office(text):
    assert {s.measure: s.value for s in sentence(text).stated} == {
        "budget": 10_000,
        "spent": 9_000,
        "lapsed": 700,
        "rate": 90,
    }
    assert sentence(text).is_total


@pytest.mark.parametrize(
    "verbs",
    [
        ("9,000천원(90.0%)을 집행하고 300천원을 다음연도로 이월하여", "집행잔액은"),
        (
            "그 중 9,000천원(집행률 90.0%)을 지출하였고, 300천원을 사고이월하였으며,",
            "집행잔액은 총",
        ),
    ],
)
def test_a_settlement_that_says_what_was_carried_over_states_five_things(verbs):
    spent, left = verbs
    found = sentence(f"○ 세출 예산현액은 총 10,000천원으로, {spent} {left} 700천원입니다.")
    assert {s.measure: s.value for s in found.stated} == {
        "budget": 10_000,
        "spent": 9_000,
        "rate": 90,
        "carried": 300,
        "lapsed": 700,
    }
    assert found.is_total
    alone = sentence("예산현액 10,000천원 중 9,000천원을 집행하여, 집행잔액은 1,000천원")
    assert not alone.is_total


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("일반회계 : 총 10억원 중 4억원 집행(40.0%)", True),
        ("교통사업특별회계 : 10억원 중 4억원 집행(40.0%)", True),
        ("총 10억원 중 4억원 집행(40.0%)", False),
        ("'24년 예산 세출예산 10억원", True),
        ("'24년 예산 10억원", False),
    ],
)
def test_a_sentence_is_of_the_whole_office_if_it_says_of_what(text, is_total):
    assert sentence(text).is_total is is_total


def test_총_means_all_above_a_table_and_the_task_elsewhere():
    text = "총 10억원 중 4억원 집행(40.0%)"
    assert sentence(text, headed=[0]).is_total
    assert not sentence(text).is_total


def test_a_budget_of_a_year_in_the_section_of_a_task_is_its_cost():
    assert stated("○ '24년 예산 : 300백만원") == [("cost", 300, "백만원")]
    assert stated("'24년 세출예산 300백만원") == [("appropriated", 300, "백만원")]


@pytest.mark.parametrize(
    ("text", "year", "is_settlement", "account"),
    [
        ("'23년 결산 : 예산현액 3백만원 중 1백만원 집행(33.3%)", 2023, True, None),
        ("'24년 예산현액 3백만원 중 1백만원 집행(33.3%)", 2024, False, None),
        ("교통사업특별회계 : 총 3억원 중 1억원 집행(33.3%)", None, False, "교통사업특별회계"),
        ("예산현액 3백만원 중 1백만원 집행(33.3%)", None, False, None),
    ],
)
def test_a_sentence_may_name_its_year_stage_and_account(text, year, is_settlement, account):
    found = sentence(text)
    assert (found.year, found.is_settlement, found.account) == (year, is_settlement, account)


@pytest.mark.parametrize(
    "text",
    [
        "- 사 업 비 : 550백만원",
        "○ 예 산 액 : 550백만원",
        "총사업비 550백만원",
        "※ 예산 550백만원",
        "소요예산 : 550백만원",
    ],
)
def test_a_cost_is_one_amount(text):
    assert stated(text) == [("cost", 550, "백만원")]


def test_the_footnote_states_what_it_adds_and_their_sum_in_one_unit():
    assert stated("*예산현액 : 본예산(9,000천원)+이월액(1,000천원)") == [
        ("appropriated", 9_000, "천원"),
        ("brought", 1_000, "천원"),
        ("budget", 10_000, "천원"),
    ]
    assert stated("*예산현액 : 본예산(9백만원)+이월액(500천원)")[2] == (
        "budget",
        Decimal("9.5"),
        "백만원",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- ▶ 계획 변경에 따른 집행사유 미발생 : 23천원", "계획 변경에 따른 집행사유 미발생"),
        ("- 낙찰차액 등으로 인한 집행 잔액 23천원입니다.", "낙찰차액 등으로 인한 집행 잔액"),
    ],
)
def test_a_remainder_is_stated_with_its_reason(text, title):
    found = sentence(text)
    assert (found.title, stated(text)) == (title, [("lapsed", 23, "천원")])


def test_one_sentence_may_name_several_tasks_each_with_its_budget():
    text = (
        "- '24. 11. 1. 조직개편으로 '버스 정보 제공' 사업 예산(938천원)과"
        " '택시 쉼터 운영' 사업 예산(342천원)이 이체되었습니다."
    )
    assert [(s.year, s.title, s.stated[0].value) for s in sentences(text)] == [
        (2024, "버스 정보 제공", 938),
        (2024, "택시 쉼터 운영", 342),
    ]


def test_a_row_of_costs_states_each_of_them():
    found = sentences("민간위탁금('18년)\t2,211백만원\t814백만원")
    assert [s.stated[0].value for s in found] == [2211, 814]
    assert sentences("민간위탁금\t2,211\t814") == []
    assert sentences("수탁기관\t2,211백만원") == []


@pytest.mark.parametrize("text", ["사업비 : 2,750~2,800백만원", "- 예 산 액 : 약 27백여만원"])
def test_a_cost_that_is_no_single_amount_is_named(text):
    (problem,) = unread_costs(read_lines(f"\n{text}"))
    assert problem.place == 2
    assert problem.words.startswith("사업비를 읽지 못함: ")
    assert unread_costs(read_lines("사업비 : 2,750백만원\n사업비 산정\n사업비 : 추후 산정")) == []


def test_a_note_on_the_carried_amount_changes_what_was_said_of_spending():
    text = "예산현액 1,650백만원 중 1,640백만원 집행(집행률 99.4%)\n\n※ 사고이월액 413백만원 포함"
    assert [s.measure for s in sentence(text).stated] == [
        "budget",
        "spent_and_carried",
        "rate_with_carried",
        "carried",
    ]


def test_an_amount_carried_over_in_prose_names_its_line():
    found = sentence("- 교통과 신호등 설치 사업은 사고이월 하였습니다.(사무관리비 413천원)")
    assert (found.names_line, stated(found.text)) == (True, [("carried", 413, "천원")])


@pytest.mark.parametrize(
    "text", ["광고효과 23억원", "참여자 중 3명 집행", "5개소, 13억원 지원", "예산 절감"]
)
def test_other_amounts_state_nothing(text):
    assert sentences(text) == []


def test_a_row_of_a_table_is_no_sentence():
    assert sentences("사업비 : 550백만원\t예산현액 3백만원 중 1백만원 집행(33.3%)") == []
