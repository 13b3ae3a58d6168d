"""Growth that prints what it grew from."""

import pytest

from tests.budgets.reading.prose.spoken import spoken, told, verdicts

RIGHT = [
    "시민 제안 전년 대비 24% 증가('17. 상반기 1,194건 → '18. 상반기 1,486건)",
    "총 상담실적 : 159회 25,617건 ('17년 10,326건 대비 148% 증가)",
    "출동 전년(1,000건) 대비 20% 증가한 1,200건",
    "이용객 1,000명 → 1,200명(20% 증가)",
    "사고 120건에서 90건으로 25% 감소",
    "CCTV 1,000대 → 1,250대(+25%)",
    "수급자 3.2만명 → 3.6만명(12.5% 증)",
    "예산 100억원 → 130억원(30%↑)",
    "접수건수 전년대비 △12.5%(800건→700건)",
    "이용요금 인상(1,250원 → 1,400원, 12% 인상)",
    "차량 100대 증차(500대 → 600대)",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_rate_that_follows_from_its_numbers_agrees(text):
    assert [verdict for _, verdict in verdicts(text)] == ["agrees"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("제안 전년 대비 42% 증가('17년 1,194건 → '18년 1,486건)", "42% 증가"),
        ("제안 전년 대비 24% 감소('17년 1,194건 → '18년 1,486건)", "24% 감소"),
        ("상담 25,617건 ('17년 10,326건 대비 184% 증가)", "184% 증가"),
        ("사고 120건에서 90건으로 33% 감소", "33% 감소"),
        ("이용객 1,000명 → 1,200명(2% 증가)", "2% 증가"),
    ],
)
def test_a_rate_that_does_not_follow_is_found(text, printed):
    assert verdicts(text) == [(printed, "differs")]


def test_a_decline_and_its_difference_are_two_claims():
    text = "- 전체 상담 인력의 5.4% 단계적 축소(524명 ←554명, △30명)"
    assert told(text) == [
        ("change_rate", "5.4% 단계적 축소", "증감률", ("524명", "554명")),
        ("count", "△30명", "차", ("524명", "554명")),
    ]
    assert [str(claim.value) for claim in spoken(text)] == ["-5.4", "-30"]
    assert {claim.subject for claim in spoken(text)} == {"전체 상담 인력"}


def test_a_difference_is_held_against_both_numbers():
    assert verdicts("출동 1,200건 → 1,000건(300건 감소)") == [("300건 감소", "differs")]
    assert verdicts("출동 1,200건 → 1,000건(200건 증가)") == [("200건 증가", "differs")]
    assert verdicts("차량 10대 증차(500대 → 600대)") == [("10대 증차", "differs")]


def test_a_difference_and_a_rate_may_stand_together():
    text = "화재 5,321건 → 5,012건(309건, 5.8% 감소)"
    assert verdicts(text) == [("5.8% 감소", "agrees"), ("309건", "agrees")]
    assert verdicts(text.replace("309", "390"))[1] == ("390건", "differs")


SILENT = [
    "온라인 생방송 확대(70회→약130회)",
    "SNS 친구수 확대 : '17년 78만 → '18년 93만",
    "전년('17년) 대비 민원량 34% 증가",
    "약 20% 증가(100건 → 115건)",
    "20% 이상 증가(100건 → 150건)",
    "만족도 5% 상승(참여 100명 → 120명)",
    "이용률 3%p 상승(80건 → 90건)",
    "교통사고 12% 감소(사망자 20명 → 18명)",
    "'21년 100건 → '22년 120건 → '23년 150건 (30% 증가)",
    "방문횟수 증대(주3회 → 주4회) 및 예산 20% 절감",
    "급식 단가 인상(5,000원 → 6,000원), 이용자 30% 증가",
    "청년 3% 할당(100명 중 5명)",
    "봉급인상(3.5%), 상담 100건 → 200건",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_rate_whose_numbers_are_not_beside_it_is_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []
