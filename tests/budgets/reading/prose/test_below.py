"""Numbers that the lines below them divide."""

import pytest

from tests.budgets.reading.prose.spoken import spoken, verdicts

MEMBERS = """
- 안전점검 실시 : 34건
  - 외주(18건) : 교량 등 대상
  - 자체(16건) : 육교 등 대상
- 다음 사업
"""
LISTED = """
○ 홍보물 비치 : 830개소
 - 버스정류장(394), 지원시설(수련관 등 76), 은행 지점(360)
"""
KINDS = """
- 제5기 시민기자 위촉('24.1.19) : 100명
 - 분야별 : 사진 45, 영상 24, 웹툰 28, 방송 3
 - 유형별 : 재위촉 66, 신규위촉 34(공모 수상자)
"""
IN_STEP = """
- ▶ 공약 구성 : 12분야, 66개 핵심공약, 242개 세부사업(7.10기준)
- (대상별) 자영업자 등 6대상, 18개 핵심공약, 57개 세부사업
- (영역별) 미래도시 등 6영역, 48개 핵심공약, 185개 세부사업
- ▶ 반기별 점검
"""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (MEMBERS, ["34건"]),
        (LISTED, ["830개소"]),
        (KINDS, ["100명", "100명"]),
        (IN_STEP, ["12분야", "66개", "242개"]),
    ],
    ids=["members", "listed", "kinds", "in step"],
)
def test_what_the_lines_below_divide_agrees(text, printed):
    assert verdicts(text) == [(each, "agrees") for each in printed]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "printed"),
    [
        (MEMBERS, "16건", "19건", "34건"),
        (LISTED, "360", "306", "830개소"),
        (KINDS, "웹툰 28", "웹툰 82", "100명"),
        (KINDS, "재위촉 66", "재위촉 60", "100명"),
        (IN_STEP, "185개", "158개", "242개"),
        (IN_STEP, "6영역", "7영역", "12분야"),
    ],
)
def test_an_error_among_them_is_found_at_the_number_above(text, right, wrong, printed):
    differs = [each for each in verdicts(text.replace(right, wrong)) if each[1] == "differs"]
    assert differs == [(printed, "differs")]


def test_each_term_stands_on_its_own_line():
    (claim,) = spoken(MEMBERS)
    assert (claim.place, [term.place for term in claim.terms]) == (1, [2, 3])
    assert [term.label for term in claim.terms] == ["외주", "자체"]


SILENT = [
    "- 점검 : 34건\n  - 외주(18건) : 교량\n  - 자체(16건) : 육교\n  - 합동점검 5건 추가 실시",
    "- 점검 : 34건\n  - 교량 20건, 육교 10건 등",
    "- 점검 : 34건\n- 상담 20건, 방문 10건",  # beside it, not below
    "- 점검 : 34건\n\n\n  - 교량 20건, 육교 10건",
    "- 점검 : 34건 목표\n  - 교량 20건, 육교 10건",
    "- 점검 : 40건 내외\n  - 교량 20건, 육교 18건",
    "- 회의 12회\n  - 안전 5명, 구급 6명",
    "- 시설 : 12개소, 66개 침상\n  - (동부) 6개소, 18명\n  - (서부) 6개소, 48명",
    "- 시설 : 100개소\n  - 정류장(50), 은행(40)\n  - 수련관(10)",
    "- 시설 : 100개소\n  - 정류장(50), 은행(40)\n  - 그 밖에 수련관 10개소",
    "- 공약 : 66개 과제, 242개 사업\n  - (하나) 18개 과제, 57개 사업\n  - (둘) 40개 과제, 185개 사업\n  - (셋) 8개 과제",
    "- 인구 : 938만명\n  - 내국인 : 700만명\n  - 65세 이상 : 165만명",
    "- 상담 : 300건\n  - 접수 : 280건\n  - 처리 : 15건",
    "- 교육 34회\n  - 대상 : 시민 및 학생\n  - 강사 : 30회",
]


@pytest.mark.parametrize("text", SILENT)
def test_lines_that_need_not_be_all_of_it_are_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []


def test_a_number_that_its_cost_stands_behind_is_divided_all_the_same():
    text = """
- 예술인 창작지원 : 3개 분야 {} 1,850백만원
  - 문학 32건, 연극 28건, 무용 20건
"""
    assert verdicts(text.format("80건")) == [("80건", "agrees")]
    assert verdicts(text.format("90건")) == [("90건", "differs")]
