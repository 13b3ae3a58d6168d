"""Numbers that print how they were multiplied."""

import pytest

from tests.budgets.reading.prose.spoken import told, verdicts

RIGHT = [
    ("서울사랑 72만부(월6만부×12회)", ["72만부"]),
    ("서울사랑 72만부(월6만부×12회), 내친구 288만부(월32만부×9회) 발행", ["72만부", "288만부"]),
    ("산출기초 : 50,000원 × 12월 × 3명 = 1,800천원", ["1,800천원"]),
    ("특례보증 : 500억원 (2,000개 업체 × 25백만원)", ["500억원"]),
    ("판로지원 : 300개 업체 × 3백만원 = 900백만원", ["900백만원"]),
    ("급식비 1,800천원(50천원×12개월×3명)", ["1,800천원"]),
    ("- 월간지 발간 : 60만부 배부\n  - 발행부수 : 월 5만부 / 연12회 발행", ["60만부"]),
    ("- 신문 발간 : 297만부 배부\n  - 회당 33만부 / 연9회 발행(방학 제외)", ["297만부"]),
    ("발행부수 : 월 31,500부 발행(연 378,000부)", ["378,000부"]),
]


@pytest.mark.parametrize(("text", "printed"), RIGHT)
def test_a_product_that_is_right_agrees(text, printed):
    assert verdicts(text) == [(each, "agrees") for each in printed]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("서울사랑 71만부(월6만부×12회)", "71만부"),
        ("판로지원 : 300개 업체 × 3백만원 = 950백만원", "950백만원"),
        ("산출기초 : 50,000원 × 12월 × 3명 = 1,880천원", "1,880천원"),
        ("- 월간지 발간 : 62만부 배부\n  - 발행부수 : 월 5만부 / 연12회 발행", "62만부"),
        ("발행부수 : 월 31,500부 발행(연 387,000부)", "387,000부"),
    ],
)
def test_a_product_that_is_wrong_is_found(text, printed):
    assert verdicts(text) == [(printed, "differs")]


@pytest.mark.parametrize(
    "text",
    [
        "발행부수 : 주 60부(연 3900권 발행)",  # other things, and how many weeks?
        "시보 : 주 60부(연 3,180부)",
        "신문 : 월 33만부(연 297만부)",  # nine issues, not twelve
        "격월 5,000부 발행(연 30,000부)",
        "상담 월 100건(연 1,300건)",
    ],
)
def test_how_often_a_year_may_be_open(text):
    assert {verdict for _, verdict in verdicts(text)} <= {"undecidable"}


@pytest.mark.parametrize(
    "text",
    [
        "면적 300㎡(10m×30m)",
        "약 30만부(월 3만부×9회)",
        "사업비 25백만원(5백만원×2회)",  # what else it is made of, nobody says
        "사업비 100백만원(국비 80%×50백만원)",
        "뉴스레터 총 24회(월2회) 발송",
        "- 발간 : 60만부 배부, 점자 1만부\n  - 월 5만부 / 연12회 발행",
        "2교대×3조 24명",
    ],
)
def test_what_is_no_whole_product_is_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []


def test_what_is_multiplied_is_exact():
    assert told("72만부(월6만부×12회)") == [("count", "72만부", "곱", ("6만부", "12회"))]
