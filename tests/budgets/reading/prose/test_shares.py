"""Shares beside what they are of, and what a sentence says of a table near it."""

import pytest

from tests.budgets.reading.prose.spoken import spoken, told, verdicts

VOTE = "결선 투표 260,513명 참여\n\n- 선호안 164,470표 (63.1%), 대안 96,043표 (36.9%)"


def test_shares_of_a_number_that_is_printed_nearby_agree():
    assert told(VOTE) == [
        ("share", "63.1%", "비중", ("164,470표", "260,513명")),
        ("share", "36.9%", "비중", ("96,043표", "260,513명")),
    ]
    assert {verdict for _, verdict in verdicts(VOTE)} == {"agrees"}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (VOTE.replace("63.1", "61.3"), "61.3%"),
        ("상담 5,345건 중 5,100건 처리(94.5%)", "94.5%"),
        ("화재 1,200건 중 실화 720건(60.0%), 전기 300건(25.0%), 기타 180건(16.0%)", "16.0%"),
    ],
)
def test_a_wrong_share_is_found(text, printed):
    assert [v for v in verdicts(text) if v[1] != "agrees"] == [(printed, "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "청년 300명(30%), 어르신 200명(25%)",  # of what?
        "서울 25개 자치구 중 12개소(48%) 시행",
        "예산현액 252백만원 중 221백만원 집행(80.0%)",  # what was executed is judged by figures
        "약 100건 중 50건(45%)",
        "소통 120명(12%) 및 참여 30건(3%)",
        "시민기자 3,242명(708건 생산, 전체 중 34%)",
    ],
)
def test_a_share_of_nobody_knows_what_is_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []


RANKS = """
□ 조사결과 : 1위 물빛 (2위와 표차 78,068)
구분 후보 총 계 결 선 1 차
총 계 658,234 260,513 397,721
1위 물빛 312,936(47.6%) 164,470(63.1%) 148,466(37.3%)
2위 달빛 234,868(35.6%) 96,043(36.9%) 138,825(34.9%)
"""


def test_the_distance_of_two_ranks_is_that_of_their_totals():
    assert told(RANKS) == [("count", "78,068", "차", ("312,936", "234,868"))]
    assert verdicts(RANKS) == [("78,068", "agrees")]
    assert verdicts(RANKS.replace("78,068", "78,608")) == [("78,608", "differs")]


def test_without_a_column_of_totals_no_column_is_chosen():
    assert spoken(RANKS.replace("총 계 결 선", "1 안 결 선")) == []


LISTED = """
- 상생 교류협력사업 추진 : 3개 분야 12개 사업

분야(사업수)\t주요 실적
먹거리 확보(5)\t농부의 시장(5개소, 47회)
농어촌 체험(4)\t청소년 역사체험(15개 시·도)
일자리 창출(3)\t영농교육(4과정 431명)
"""


def test_what_a_sentence_counts_stands_in_the_table_below():
    assert verdicts(LISTED) == [("3개", "agrees"), ("12개", "agrees")]
    wrong = LISTED.replace("12개 사업", "21개 사업").replace("3개 분야", "4개 분야")
    assert verdicts(wrong) == [("4개", "differs"), ("21개", "differs")]


def test_a_table_of_something_else_is_not_counted():
    assert spoken(LISTED.replace("분야(사업수)", "권역(행사수)")) == []
