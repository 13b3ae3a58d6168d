"""Numbers that a list divides, in reports of other cities and other fields."""

import pytest

from tests.budgets.reading.prose.spoken import spoken, told, verdicts

RIGHT = [
    "출동 건수 : 총 12,450건 (화재 1,200건, 구조 3,250건, 구급 8,000건)",
    "저상버스 도입 300대(전기 180대, CNG 120대)",
    "독거노인 1,200명(남 400명, 여 800명)",
    "소방차량 : 85대 (펌프차 30, 물탱크차 20, 구급차 25, 기타 10)",
    "총사업비 3,000백만원(국비 1,500, 도비 450, 시비 1,050)",
    "총사업비 2조 3,000억원(국비 1조원, 시비 1조 3,000억원)",
    "도로 연장 12.5km(신설 8.0km, 확장 4.5km)",
    "점검결과 : 308건(적합 280건, 부적합 28건)",
    "적발 35건 : 과태료 20건, 시정명령 15건",
    "119안전센터 : 117개소(본서 25, 센터 92)",
    "어린이집 3,200개소 : 국공립 1,700, 민간 1,000, 가정 500",
    "증원 30명 (소방 20명·구급 10명)",
    "상담 5,345건 (전화 4,242건 / 방문 1,103건)",
    "근무인원 : 3개 팀 24명 (민원처리1팀 8명, 민원처리2팀 9명, 직소민원팀 7명)",
    "여론조사 34건 : 외주(18건), 자체(16건)",
    "분야별 명예시장 3명 선정(청년, 장애인, 어르신 각1명)",
]


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_add_up_agree(text):
    assert [verdict for _, verdict in verdicts(text)] == ["agrees"]


WRONG = [
    ("출동 건수 : 총 12,450건 (화재 1,200건, 구조 3,520건, 구급 8,000건)", "12,450건"),
    ("총 658,234명 (1차 379,721명, 결선 260,513명)", "658,234명"),
    ("독거노인 1,200명(남 400명, 여 880명)", "1,200명"),
    ("소방차량 : 85대 (펌프차 30, 물탱크차 20, 구급차 25, 기타 12)", "85대"),
    ("총사업비 3,000백만원(국비 1,500, 도비 540, 시비 1,050)", "3,000백만원"),
    ("어린이집 3,200개소 : 국공립 1,700, 민간 1,000, 가정 600", "3,200개소"),
    ("근무인원 24명 (민원처리1팀 8명, 민원처리2팀 9명, 직소민원팀 6명)", "24명"),
]


@pytest.mark.parametrize(("text", "printed"), WRONG)
def test_parts_that_do_not_add_up_are_found(text, printed):
    assert verdicts(text) == [(printed, "differs")]


SILENT = [
    "버스정류소 개선 120개소 (승차대 80개소, 의자 95개소)",  # two things done to the same
    "CCTV 설치 500대(방범 300대, 어린이보호 150대 등)",
    "대상지 : 12개소(종로 3, 중구 2, 용산 2 외 5)",
    "단지 40개소 (주요 : 동문 12개소, 서문 20개소)",
    "경로당 지원 : 250개소(냉방비 120, 난방비 250)",
    "복지관 이용자 3,400명 (전년 3,100명)",
    "민원 1,000건 (접수 1,000건, 처리 950건)",
    "단속 1,200건 (단속 700건, 적발 480건)",
    "소방공무원 7,400명(정원 3,500명, 현원 3,400명)",
    "예산 120억원(국비 50%, 시비 50%)",
    "참여 인원 : 100명 내외(시민 50명, 전문가 45명)",
    "약 1,000명(남 400명, 여 500명)",
    "승객 1일 평균 3,500천명(지하철 2,000천명, 버스 1,400천명)",
    "교육 참여 2,300명 (시민안전교육 15회, 소방훈련 8회)",
    "발간 59회(정기 56호·수시 4호)",
    "방문 159회 25,617건",
    "급식소 45개소 1,200식(초등 20개소 500식, 중등 25개소 690식, 고등 1식)",
    "총 74건('22년 34건, '23년 41건)",
    "사망 22명(보행자 12명, 65세 이상 9명)",
    "운전원 20,000명(정규직 18,000명, 여성 1,500명)",
    "대여소 300개소(신규 50개소 포함, 폐쇄 20개소)",
    "시설 현황 : 25개소(면적 1,200㎡, 수용 300명)",
    "상금 : 총 1,500만원(대상 500만원, 최우수 300만원×2팀, 우수 100만원×3팀)",
    "3개 권역 25개 자치구 : 동북권 8개, 서남권 7개, 기타 9개",
    "점자판 월 1,500부(점자책 1,000부, 테이프 501개)",
    "개선 45건(완료 30건, 보류 5건)",  # what is neither need not be said
    "참석 : 시장, 부시장 등 10명 (시민 5명, 위원 4명)에게 각 2매(앞 1매, 뒤 2매)",
    "시·자치구 현장점검 30명 중 (안전 10명, 위생 12명)",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_no_division_is_not_raised(text):
    assert [v for v in verdicts(text) if v[1] == "differs"] == []


def test_two_numbers_told_together_are_divided_together():
    text = "주차장 12개소 850면 (공영 8개소 600면, 민영 4개소 250면)"
    assert told(text) == [
        ("count", "12개소", "합", ("8개소", "4개소")),
        ("count", "850면", "합", ("600면", "250면")),
    ]


def test_a_claim_names_what_it_is_of_and_its_parts():
    (claim,) = spoken("\n\n- 접수현황 : 총 79명(청년 37명, 장애인 23명, 어르신 19명)")
    assert (claim.subject, claim.place, claim.shape) == ("접수현황", 2, "문장")
    assert [(term.label, term.unit) for term in claim.terms] == [
        ("청년", "명"),
        ("장애인", "명"),
        ("어르신", "명"),
    ]


def test_a_bare_part_counts_in_the_unit_of_the_whole():
    (claim,) = spoken("계약금액 : 1,030백만원 (재개발 934, 감리 96)")
    assert (claim.measure, [term.unit for term in claim.terms]) == ("cost", ["백만원"] * 2)


def test_rounded_parts_may_be_off_by_rounding():
    assert verdicts("구독자 25만명 (국내 12만명, 해외 14만명)") == [("25만명", "rounding")]


def test_a_cell_of_a_table_is_read_as_a_sentence_is():
    assert verdicts("교육\t1,110명(남 506, 여 603)\t완료") == [("1,110명", "differs")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("별도정원 17명 (소통 2, 뉴미 4, 브랜드 1, 국제 1, 봉사 2)", "17명"),
        ("근무인원 : 3개 팀 24명 (1조 8명, 2조 2명, 3조 7명)", "24명"),
        ("독거노인 1,200명(남 400명, 여 80명)", "1,200명"),
        ("총 100건(전화 30건, 방문 20건, 온라인 10건)", "100건"),
    ],
)
def test_parts_that_are_so_for_sure_may_be_far_off(text, printed):
    assert verdicts(text) == [(printed, "differs")]
