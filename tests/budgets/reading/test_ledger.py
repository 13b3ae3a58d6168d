"""Budget tables of offices that nobody has seen, each as the text that a council would get."""

import pytest

from budgets.reading.report import read
from tests.budgets.reading.paper import claims, dates, figures, problems, report, tabbed

MILLION = 1_000_000

# --- a bureau of three divisions, in 백만원, with a headline and a summary by kind -----------------

BUREAU = """
제320회 임시회
도시교통위원회

주요업무 보고

2024. 4. 15.(월)

한빛교통국

조 직 1국 3과, 3팀
인 력 60명/57명 (정원/현원)
('24. 3. 31. 현재)

구분 | 총계 | | 일반직 | | 임기제 |
 | 정원 | 현원 | 정원 | 현원 | 정원 | 현원
계 | 60 | 57 | 50 | 48 | 10 | 9
교통정책과 | 30 | 29 | 25 | 25 | 5 | 4
보행환경과 | 20 | 18 | 15 | 13 | 5 | 5
주차계획과 | 10 | 10 | 10 | 10 | - | -

주요기능
교통정책과
교통기획팀
· 교통정책 총괄
보행환경과
보행팀
· 보행 환경
주차계획과
주차팀
· 주차 정책

예 산
일반회계 : 총 100억원 중 40억원 집행(40.0%)
(2024. 3. 31. 현재, 단위 : 백만원)
부서/사업명 | 예산현액(A) | 원인행위액 | 집행액(B) | 집 행 률(B/A) | 비 고
합 계 | 10,000 | 5,000 | 4,000 | 40.0% |
사업예산 | 9,700 | 4,850 | 3,880 | 40.0% |
기본경비 | 300 | 150 | 120 | 40.0% |
교통정책과 | 6,100 | 3,050 | 2,440 | 40.0% |
교통체계 개선 | 6,000 | 3,000 | 2,400 | 40.0% |
신호등 설치 | 4,000 | 2,000 | 1,600 | 40.0% | 국비
교통정보 운영 | 2,000 | 1,000 | 800 | 40.0% |
기본경비 | 100 | 50 | 40 | 40.0% |
※ 교통정보 운영은 계속비 포함
보행환경과 | 2,600 | 1,300 | 1,040 | 40.0% |
걷기 좋은 거리 | 2,500 | 1,250 | 1,000 | 40.0% |
보도 정비 | 1,500 | 750 | 600 | 40.0% |
자전거도로 정비 | 1,000 | 500 | 400 | 40.0% |
기본경비 | 100 | 50 | 40 | 40.0% |
주차계획과 | 1,300 | 650 | 520 | 40.0% |
주차장 확충 | 1,200 | 600 | 480 | 40.0% |
공영주차장 건설 | 700 | 350 | 280 | 40.0% |
주차장 개방 | 500 | 250 | 200 | 40.0% |
기본경비 | 100 | 50 | 40 | 40.0% |
"""
BUREAU_LEAVES = [
    (41, "교통정책과", "교통체계 개선", "신호등 설치", 4_000, 2_000, 1_600),
    (42, "교통정책과", "교통체계 개선", "교통정보 운영", 2_000, 1_000, 800),
    (43, "교통정책과", "기본경비", "기본경비", 100, 50, 40),
    (47, "보행환경과", "걷기 좋은 거리", "보도 정비", 1_500, 750, 600),
    (48, "보행환경과", "걷기 좋은 거리", "자전거도로 정비", 1_000, 500, 400),
    (49, "보행환경과", "기본경비", "기본경비", 100, 50, 40),
    (52, "주차계획과", "주차장 확충", "공영주차장 건설", 700, 350, 280),
    (53, "주차계획과", "주차장 확충", "주차장 개방", 500, 250, 200),
    (54, "주차계획과", "기본경비", "기본경비", 100, 50, 40),
]


def kinds(found):
    return [row.kind for sheet in found.sheets for row in sheet.rows]


def test_a_bureau_is_read_whole():
    found = report(BUREAU)
    assert (found.document.office, found.document.key) == ("한빛교통국", "2024-04")
    assert found.departments == (("교통정책과", 17), ("보행환경과", 18), ("주차계획과", 19))
    assert [(t.department, t.name, t.duty) for t in found.teams] == [
        ("교통정책과", "교통기획팀", "교통정책 총괄"),
        ("보행환경과", "보행팀", "보행 환경"),
        ("주차계획과", "주차팀", "주차 정책"),
    ]
    assert dates(found) == [(2024, "당초", "2024-03-31", "집행", "일반회계")]
    assert figures(found, MILLION) == BUREAU_LEAVES
    assert kinds(found) == ["정책사업", "정책사업", "행정운영경비"] * 3
    assert problems(found) == []


def test_what_a_bureau_prints_of_sums_is_claimed_of_what_they_add_up():
    found = report(BUREAU)
    scopes = {
        c.place: (c.scope.kind, c.scope.department, c.scope.program, c.scope.line)
        for c in found.claims
        if c.shape == "표" and c.unit != "명"
    }
    assert scopes[36] == (None, None, None, None)
    assert scopes[37] == ("정책사업", None, None, None)
    assert scopes[38] == ("행정운영경비", None, None, None)
    assert scopes[39] == (None, "교통정책과", None, None)
    assert scopes[40] == (None, "교통정책과", "교통체계 개선", None)
    assert scopes[41] == (None, "교통정책과", "교통체계 개선", "신호등 설치")
    assert claims(found, 41) == [(41, "rate", "40.0%", 40)]


WRONG = [
    ("합 계 | 10,000", "합 계 | 11,000", 36, "budget", 11_000),
    ("사업예산 | 9,700 | 4,850", "사업예산 | 9,700 | 4,580", 37, "committed", 4_580),
    ("교통정책과 | 6,100", "교통정책과 | 9,100", 39, "budget", 9_100),
    ("교통체계 개선 | 6,000 | 3,000", "교통체계 개선 | 6,000 | 300", 40, "committed", 300),
    ("걷기 좋은 거리 | 2,500 | 1,250 | 1,000 | 40.0%", "걷기 좋은 거리 | 2,500 | 1,250 | 1,000 | 44.0%", 46, "rate", 44),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "place", "measure", "value"), WRONG)
def test_a_misprint_moves_no_row_and_stands_as_a_claim(right, wrong, place, measure, value):
    assert right in BUREAU
    found = report(BUREAU.replace(right, wrong))
    assert figures(found, MILLION) == BUREAU_LEAVES
    assert (measure, value) in {(m, v) for _, m, _, v in claims(found, place)}


def test_a_wrong_headline_stands_as_a_claim_of_the_whole():
    found = report(BUREAU.replace("총 100억원 중 40억원", "총 110억원 중 40억원"))
    headline = [c for c in found.claims if c.place == 33]
    assert [(c.measure, c.value) for c in headline] == [
        ("budget", 110),
        ("spent", 40),
        ("rate", 40),
    ]
    assert {(c.scope.account, c.scope.department) for c in headline} == {("일반회계", None)}


def test_tabs_or_blanks_make_no_difference():
    head, _, table = BUREAU.partition("부서/사업명")
    table = "부서/사업명" + table.replace(" | 비 고", "").replace(" |\n", "\n").replace(
        " | 국비", ""
    )
    assert figures(report(head + table.replace(" | ", " ")), MILLION) == BUREAU_LEAVES


def test_a_table_between_pipes_is_read_as_one_between_tabs():
    above, head, below = BUREAU.removeprefix("\n").partition("부서/사업명")
    lines = (head + below).rstrip("\n").split("\n")
    piped = [f"| {line.removesuffix(' |')} |" if " | " in line else line for line in lines]
    piped = [line.replace(" | 비 고", "").replace(" | 국비", "") for line in piped]
    piped.insert(1, "|---|---:|---:|---:|---:|")
    found = read(tabbed(above) + "\n".join(piped))
    assert figures(found, MILLION) == [(place + 1, *rest) for place, *rest in BUREAU_LEAVES]
    assert problems(found) == []


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2024.3.31.기준", "2024-03-31"),
        ("'24. 2월말 기준", "2024-02-29"),
        ("2024년 1월 31일 현재", "2024-01-31"),
    ],
)
def test_the_day_is_the_one_that_the_caption_prints(printed, day):
    found = report(BUREAU.replace("(2024. 3. 31. 현재, ", f"({printed}, "))
    assert dates(found)[0][2] == day


# --- one division, a level of 단위사업 between, no department named -------------------------------

DIVISION = """
주요업무 보고

2024. 7.

푸른공원과

예산현황
['24. 6월말 기준, 단위: 원]
구 분 | 예산현액 | 지출액 | 집행율
합계 | 1,000,000 | 400,000 | 40.0
정책사업 | 960,000 | 380,000 | 39.6
공원 조성 | 700,000 | 280,000 | 40.0
동네공원 | 513,000 | 203,000 | 39.6
하늘공원 조성 | 301,000 | 122,000 | 40.5
바람공원 조성 | 212,000 | 81,000 | 38.2
공원 관리 | 187,000 | 77,000 | 41.2
수목 관리 | 148,000 | 61,000 | 41.2
놀이터 정비 | 39,000 | 16,000 | 41.0
가로수 가꾸기 | 260,000 | 100,000 | 38.5
가로수 심기 | 161,000 | 62,000 | 38.5
가지치기 | 99,000 | 38,000 | 38.4
행정운영경비 | 40,000 | 20,000 | 50.0
기본경비 | 23,000 | 11,000 | 47.8
인력운영비 | 17,000 | 9,000 | 52.9
"""


def test_a_division_with_a_level_between_keeps_program_and_line():
    found = report(DIVISION)
    assert figures(found) == [
        (14, "푸른공원과", "공원 조성", "하늘공원 조성", 301, 122),
        (15, "푸른공원과", "공원 조성", "바람공원 조성", 212, 81),
        (17, "푸른공원과", "공원 조성", "수목 관리", 148, 61),
        (18, "푸른공원과", "공원 조성", "놀이터 정비", 39, 16),
        (20, "푸른공원과", "가로수 가꾸기", "가로수 심기", 161, 62),
        (21, "푸른공원과", "가로수 가꾸기", "가지치기", 99, 38),
        (23, "푸른공원과", "행정운영경비", "기본경비", 23, 11),
        (24, "푸른공원과", "행정운영경비", "인력운영비", 17, 9),
    ]
    assert dates(found) == [(2024, "당초", "2024-06-30", "집행", "일반회계")]
    assert problems(found) == []


def test_the_level_between_is_claimed_of_the_lines_below_it():
    found = report(DIVISION)
    lines = {c.place: [path.split("/")[-1] for _, path in c.scope.lines] for c in found.claims}
    assert lines[13] == ["하늘공원 조성", "바람공원 조성"]
    assert lines[11] == [
        "하늘공원 조성",
        "바람공원 조성",
        "수목 관리",
        "놀이터 정비",
        "가로수 심기",
        "가지치기",
    ]
    assert [c.scope.program for c in found.claims if c.place == 12] == ["공원 조성"] * 3


# --- a settlement, whose title page says the year --------------------------------------------------

SETTLEMENT = """
2023회계연도 세입·세출 결산 업무보고
2024. 6. 10.
맑은환경본부

□ 세입결산
(단위: 천원)
구분 | 예산액 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액
합계 | 1,000 | 1,000 | 900 | 900 | -

□ 세출결산
(단위: 천원)
부서/사업명 | 예산액 | 예산현액 | 지출액 | 이월액 | 집행잔액 | 집행률(%)
총계 | 9,500 | 10,000 | 9,000 | 300 | 700 | 90.0
대기과 | 5,500 | 6,000 | 5,400 | 300 | 300 | 90.0
맑은 공기 | 5,000 | 5,500 | 5,000 | 300 | 200 | 90.9
미세먼지 저감 | 3,000 | 3,500 | 3,000 | 300 | 200 | 85.7
측정망 운영 | 2,000 | 2,000 | 2,000 | - | - | 100.0
기본경비 | 500 | 500 | 400 | 0 | 100 | 80.0
자원순환과 | 4,000 | 4,000 | 3,600 | - | 400 | 90.0
자원 재활용 | 3,800 | 3,800 | 3,500 | - | 300 | 92.1
선별장 운영 | 2,800 | 2,800 | 2,600 | - | 200 | 92.9
나눔장터 | 1,000 | 1,000 | 900 | - | 100 | 90.0
기본경비 | 200 | 200 | 100 | - | 100 | 50.0

미세먼지 저감
'23년 결산 : 예산현액 3,500천원 중 3,000천원 집행(집행률 85.7%)
측정망 운영
'23년 결산 : 예산현액 2,000천원 중 1,900천원 집행(집행률 95.0%)
"""


def test_a_settlement_is_read_beside_its_revenue():
    found = report(SETTLEMENT)
    assert dates(found) == [(2023, "당초", "2023-12-31", "결산", "일반회계")]
    assert figures(found)[:3] == [
        (16, "대기과", "맑은 공기", "미세먼지 저감", 3_000, 3_500, 3_000, 300),
        (17, "대기과", "맑은 공기", "측정망 운영", 2_000, 2_000, 2_000, "dash"),
        (18, "대기과", "기본경비", "기본경비", 500, 500, 400, 0),
    ]
    assert problems(found) == [(8, "합계: 더한 행을 찾지 못해 인쇄값으로만 둠")]


def test_sentences_of_a_settlement_speak_of_the_lines_they_stand_under():
    found = report(SETTLEMENT)
    said = {
        (c.place, c.measure): (c.value, [path.split("/")[-1] for _, path in c.scope.lines])
        for c in found.claims
        if c.shape == "문장"
    }
    assert said[26, "spent"] == (3_000, ["미세먼지 저감"])
    # One amount is wrong; the other and the title say of which line.
    assert said[28, "spent"] == (1_900, ["측정망 운영"])


# --- a budget against last year's ------------------------------------------------------------------

BUDGET = """
2024년도 주요업무계획
2024. 2. 1.(목)
기후환경관
예산현황
단위:백만원
부서 및 사업명 | 2024년 예산 | 2023년 예산 | 증 감 | 증감률
총 계 | 900 | 1,000 | ▲100 | ▲10.0%
기후과 | 530 | 540 | △10 | △1.9%
기후위기 대응 | 500 | 500 | - | -
탄소중립 이행 | 300 | 400 | (100) | △25.0%
기후 교육 | 200 | 100 | 100 | 100.0%
기본경비 | 30 | 40 | △ 10 | △25.0%
에너지과 | 370 | 460 | △90 | △19.6%
에너지 절약 | 340 | 430 | △90 | △20.9%
태양광 보급 | 340 | 400 | △60 | △15.0%
에너지 진단 | - | 30 | △30 | △100.0%
기본경비 | 30 | 30 | 0 | 0.0%
"""


def test_a_budget_is_of_two_years_the_earlier_regrouped():
    found = report(BUDGET)
    assert dates(found) == [
        (2023, "재편", "2023-01-01", "예산", "일반회계"),
        (2024, "당초", "2024-01-01", "예산", "일반회계"),
    ]
    by_year = [(place, name, *amounts) for place, _, _, name, *amounts in figures(found, MILLION)]
    assert by_year[:2] == [(10, "탄소중립 이행", 400), (11, "기후 교육", 100)]
    assert by_year[6:8] == [(10, "탄소중립 이행", 300), (11, "기후 교육", 200)]
    assert by_year[10] == (16, "에너지 진단", "dash")
    assert problems(found) == []


def test_every_way_to_print_a_minus_is_one():
    found = report(BUDGET)
    changes = [(c.printed, c.value) for c in found.claims if c.measure == "change"]
    assert changes[:6] == [
        ("▲100", -100),
        ("△10", -10),
        ("-", None),
        ("(100)", -100),
        ("100", 100),
        ("△ 10", -10),
    ]


# --- a special account with its supplement, and a fund ---------------------------------------------

ACCOUNTS = """
주요업무 보고
2024. 9. 3.
미래도시국
□ 교통사업특별회계 : 총 12억원 중 6억원 집행(50.0%)
(2024. 8. 31. 현재, 단위 : 천원)
구 분 | 2024년 본예산 | 추경 | 예산액 | 집 행 액 | 집 행 률 | 비 고
계 | 1,000,000 | 200,000 | 1,200,000 | 600,000 | 50.0% |
버스과 | 700,000 | 200,000 | 900,000 | 450,000 | 50.0% |
버스 지원 | 700,000 | 200,000 | 900,000 | 450,000 | 50.0% |
정류소 개선 | 400,000 | 100,000 | 500,000 | 250,000 | 50.0% | 국비
재정지원 | 300,000 | 100,000 | 400,000 | 200,000 | 50.0% |
택시과 | 300,000 | - | 300,000 | 150,000 | 50.0% |
택시 지원 | 300,000 | - | 300,000 | 150,000 | 50.0% |
택시 쉼터 | 180,000 | | 170,000 | 90,000 | 52.9% | 신규
택시 안심 | 120,000 | | 130,000 | 60,000 | 46.2% |

□ 기후대응기금
(2024. 8. 31. 현재, 단위 : 천원)
사업명 | 예산액 | 집행액 | 집행률
기금사업비 | 512,000 | 101,000 | 19.7%
나무 심기 | 301,000 | 61,000 | 20.3%
숲길 조성 | 211,000 | 40,000 | 19.0%
여유자금 예치 | 490,000 | - | -
"""


def test_each_account_has_its_own_figures():
    found = report(ACCOUNTS)
    assert [day[-1] for day in dates(found)] == ["교통사업특별회계", "기후대응기금"]
    assert figures(found) == [
        (10, "버스과", "버스 지원", "정류소 개선", 500_000, 250_000),
        (11, "버스과", "버스 지원", "재정지원", 400_000, 200_000),
        (14, "택시과", "택시 지원", "택시 쉼터", 170_000, 90_000),
        (15, "택시과", "택시 지원", "택시 안심", 130_000, 60_000),
        (21, "미래도시국", "기금사업비", "나무 심기", 301_000, 61_000),
        (22, "미래도시국", "기금사업비", "숲길 조성", 211_000, 40_000),
        (23, "미래도시국", "여유자금 예치", "여유자금 예치", 490_000, "dash"),
    ]


def test_a_headline_of_an_account_is_claimed_of_that_account():
    headline = [c for c in report(ACCOUNTS).claims if c.shape == "문장"]
    assert {c.scope.account for c in headline} == {"교통사업특별회계"}


def test_a_budget_and_its_supplement_are_named_and_must_add_up():
    words = [p for p in problems(report(ACCOUNTS)) if "추경" in p[1]]
    columns = "‘2024년 본예산’, ‘추경’"
    assert words == [
        (6, f"{columns} 열은 저장하지 않고 예산액과 대조만 함"),
        (14, f"택시 쉼터: {columns}을 더한 것이 예산액과 다름"),
        (15, f"택시 안심: {columns}을 더한 것이 예산액과 다름"),
    ]


FEEDER = """
주요업무 보고
2024. 9. 3.
미래도시국
(2024. 8. 31. 현재, 단위 : 천원)
부서/사업명 | 예산현액 | 집행액
공원과 | 1,300 | 700
공원 조성 | 800 | 200
기후대응기금 전출금 | 500 | 500
□ 기후대응기금
(2024. 8. 31. 현재, 단위 : 천원)
사업명 | 예산액 | 집행액
나무 심기 | 301 | 61
숲길 조성 | 211 | 40
"""


def test_a_funds_rows_are_those_of_the_department_that_pays_into_it():
    found = report(FEEDER)
    assert [row[1] for row in figures(found)] == ["공원과"] * 4
    assert kinds(found)[1] == "재무활동"


# --- one table of several accounts -----------------------------------------------------------------

MIXED = """
주요업무 보고
2024. 5. 3.
주택정책실
'24. 4월말 기준, 단위:천원
구분 | 예산현액 | 집행액 | 집행률
총계 | 3,000 | 1,200 | 40.0%
일반회계 | 2,000 | 800 | 40.0%
주택과 | 2,000 | 800 | 40.0%
주거 안정 | 2,000 | 800 | 40.0%
임대주택 공급 | 1,500 | 600 | 40.0%
주거 상담 | 500 | 200 | 40.0%
주택사업특별회계 | 1,000 | 400 | 40.0%
정비과 | 1,000 | 400 | 40.0%
정비 사업 | 1,000 | 400 | 40.0%
구역 지원 | 700 | 300 | 42.9%
조합 지원 | 300 | 100 | 33.3%
"""


def test_rows_of_accounts_part_a_table():
    found = report(MIXED)
    assert [(day[-1], len(s.rows)) for day, s in zip(dates(found), found.sheets, strict=True)] == [
        ("일반회계", 2),
        ("주택사업특별회계", 2),
    ]
    assert {row[1:3] for row in figures(found)} == {
        ("주택과", "주거 안정"),
        ("정비과", "정비 사업"),
    }


def test_a_total_across_accounts_speaks_of_no_account():
    scopes = {c.place: c.scope.account for c in report(MIXED).claims}
    assert (scopes[6], scopes[7], scopes[12]) == (None, "일반회계", "주택사업특별회계")


# --- the same amounts printed twice ----------------------------------------------------------------

CAPTION = "(2024. 4. 30. 현재, 단위 : 천원)"
DETAIL = f"""
□ 세부
{CAPTION}
부서/사업명 | 예산현액 | 집행액 | 집행률
주택과 | 2,060 | 824 | 40.0%
주거 안정 | 2,000 | 800 | 40.0%
임대주택 공급 | 1,500 | 600 | 40.0%
주거 상담 | 500 | 200 | 40.0%
기본경비 | 60 | 24 | 40.0%
정비과 | 1,040 | 416 | 40.0%
정비 사업 | 1,000 | 400 | 40.0%
구역 지원 | 700 | 280 | 40.0%
조합 지원 | 300 | 120 | 40.0%
기본경비 | 40 | 16 | 40.0%
"""
FRONT = "주요업무 보고\n2024. 5. 3.\n주택정책실\n"
BY_KIND = f"""
□ 총괄
{CAPTION}
구 분 | 예산현액 | 집행액 | 집행률
합 계 | 3,100 | 1,240 | 40.0%
사업예산 | 3,000 | 1,200 | 40.0%
기본경비 | 100 | 40 | 41.0%
"""
BY_DEPARTMENT = f"""
□ 부서별
{CAPTION}
부서 | 예산현액 | 집행액 | 집행률
합 계 | 3,100 | 1,240 | 40.0%
주택과 | 2,060 | 824 | 40.0%
정비과 | 1,400 | 416 | 40.0%
"""


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_tables_that_say_the_same_the_one_in_detail_gives_the_figures(order):
    tables = [BY_KIND, BY_DEPARTMENT, DETAIL]
    found = report(FRONT + "".join(tables[i] for i in order))
    assert sum(row[4] for row in figures(found)) == 3_100
    assert len(figures(found)) == 6
    assert [words for _, words in problems(found)] == ["합 계: 아래 행을 더한 것과 다름"]


def test_what_a_summary_prints_is_claimed_of_the_figures():
    found = report(FRONT + BY_KIND + BY_DEPARTMENT + DETAIL)
    said = {(c.place, c.measure): (c.value, c.scope.kind, c.scope.department) for c in found.claims}
    assert said[10, "rate"] == (41, "행정운영경비", None)
    assert said[17, "budget"] == (1_400, None, "정비과")


def test_sums_without_lines_are_claims_and_named():
    found = report(FRONT + BY_DEPARTMENT)
    assert found.sheets == ()
    assert (7, "세부사업이 없는 표라 금액을 저장하지 않고 인쇄값으로만 둠") in problems(found)
    assert (10, "budget", "1,400", 1_400) in claims(found, 10)


def test_a_row_that_the_figures_do_not_know_is_named():
    again = DETAIL.replace("□ 세부", "□ 주요사업").replace("주거 상담", "주거 안내")
    again = again.replace("기본경비 | 60 | 24 | 40.0%\n", "")
    found = report(FRONT + DETAIL + again)
    assert len(figures(found)) == 6
    assert (
        25,
        "주택과 / 주거 안정 / 주거 안내: 다른 표에 없는 행이라 금액을 저장하지 않음",
    ) in problems(found)


def one_division(number, name, rows):
    return f"{number} {name}\n{CAPTION}\n사업명 | 예산현액 | 집행액 | 집행률\n{rows}"


BY_TITLE = (
    FRONT
    + one_division("①", "주택과", "합계 | 2,060 | 824 | 40.0%\n주거 안정 | 2,000 | 800 | 40.0%\n임대주택 공급 | 1,500 | 600 | 40.0%\n주거 상담 | 500 | 200 | 40.0%\n기본경비 | 60 | 24 | 40.0%\n")
    + one_division("②", "정비과", "합계 | 1,040 | 416 | 40.0%\n정비 사업 | 1,000 | 400 | 40.0%\n구역 지원 | 700 | 280 | 40.0%\n조합 지원 | 300 | 120 | 40.0%\n기본경비 | 40 | 16 | 40.0%\n")
)  # fmt: skip


def test_tables_of_one_division_each_are_told_apart_by_their_titles():
    found = report(BY_TITLE)
    assert [row[1] for row in figures(found)] == ["주택과"] * 3 + ["정비과"] * 3
    assert [name for name, _ in found.departments] == ["주택과", "정비과"]
    totals = {c.place: c.scope.department for c in found.claims if c.measure == "budget"}
    assert (totals[7], totals[15]) == ("주택과", "정비과")


def test_execution_and_budget_of_one_year_are_two_dates_of_the_same_lines():
    budget = (
        "(단위 : 천원)\n부서/사업명 | 2023년 예산 | 2024년 예산 | 증감\n주택과 | 1,900 | 2,000 | 100\n"
        "주거 안정 | 1,900 | 2,000 | 100\n임대주택 공급 | 1,400 | 1,500 | 100\n주거 상담 | 500 | 500 | -\n"
    )
    found = report(FRONT + budget + DETAIL)
    assert [day[1:4] for day in dates(found)] == [
        ("재편", "2023-01-01", "예산"),
        ("당초", "2024-01-01", "예산"),
        ("당초", "2024-04-30", "집행"),
    ]


# --- what is not read is named ---------------------------------------------------------------------

ROWS = "주거 안정 | 2,200 | 800 | 36.4%\n임대주택 공급 | 1,700 | 600 | 35.3%\n주거 상담 | 500 | 200 | 40.0%\n"
HEAD = "부서/사업명 | 예산현액 | 집행액 | 집행률\n"
NAMED = [
    ("(2024. 4. 30. 현재)\n" + HEAD + ROWS, 5, "표의 단위를 찾지 못했습니다."),
    ("(단위 : 천원)\n" + HEAD + ROWS, 5, "표의 기준일을 찾지 못했습니다. 저장하지 않고 합계만 대조함"),
    (f"{CAPTION}\n" + HEAD.replace("집행률", "실적") + ROWS, 5, "표를 읽지 않음: 알 수 없는 열 ‘실적’"),
    (f"{CAPTION}\n" + HEAD, 5, "표의 머리 아래에서 행을 찾지 못했습니다."),
    (f"{CAPTION}\n" + HEAD + ROWS.replace("1,700", "1,7OO"), 7, "표를 읽지 않음: 임대주택 공급: ‘1,7OO’: 수와 단위가 아닌 글자가 있습니다."),
    (f"일반회계와 주택사업특별회계\n{CAPTION}\n" + HEAD + ROWS, 6, "표의 회계를 정할 수 없습니다: 일반회계, 주택사업특별회계."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), NAMED)
def test_a_table_that_is_not_understood_gives_no_figures_and_is_named(text, place, words):
    found = report(FRONT + text)
    assert found.sheets == ()
    assert problems(found) == [(place, words)]


def test_a_negative_amount_is_stored_as_printed_and_named():
    text = f"{CAPTION}\n" + HEAD.replace(" | 집행률", "")
    found = report(FRONT + text + "합계 | 500 | 170\n기관운영 | 200 | 270\n시책추진 | 300 | △100\n")
    assert [row[3:] for row in figures(found)] == [("기관운영", 200, 270), ("시책추진", 300, -100)]
    assert problems(found) == [(8, "시책추진: 음수 금액이 있음")]


def test_rows_without_a_level_keep_the_title_as_their_program():
    text = f"과목별 집행현황(업무추진비)\n{CAPTION}\n과 목 | 예산액 | 집행액\n계 | 300 | 100\n"
    found = report(FRONT + text + "기관운영 | 200 | 70\n시책추진 | 100 | 30\n")
    assert figures(found) == [
        (8, "주택정책실", "업무추진비", "기관운영", 200, 70),
        (9, "주택정책실", "업무추진비", "시책추진", 100, 30),
    ]
    assert kinds(found) == [None, None]


def test_kinds_may_stand_above_departments():
    text = f"""{CAPTION}
구분 | 예산현액 | 집행액
합계 | 3,100 | 1,240
사업예산 | 3,000 | 1,200
주택과 | 2,000 | 800
주거 안정 | 1,500 | 600
주거 상담 | 500 | 200
정비과 | 1,000 | 400
정비 사업 | 700 | 280
조합 지원 | 300 | 120
기본경비 | 100 | 40
주택과 | 60 | 24
정비과 | 40 | 16
"""
    found = report(FRONT + text)
    assert [(row[1], row[2], row[4]) for row in figures(found)] == [
        ("주택과", "주거 안정", 1_500),
        ("주택과", "주거 상담", 500),
        ("정비과", "정비 사업", 700),
        ("정비과", "조합 지원", 300),
        ("주택과", "기본경비", 60),
        ("정비과", "기본경비", 40),
    ]
    assert kinds(found) == ["정책사업"] * 4 + ["행정운영경비"] * 2
    (of_housing,) = {c.scope.lines for c in found.claims if c.place == 8}
    assert [path for _, path in of_housing] == [
        "주택과/주거 안정/주거 안정",
        "주택과/주거 상담/주거 상담",
    ]


def test_divisions_may_stand_under_a_bureau_within_the_office():
    text = f"""{CAPTION}
부서/사업명 | 예산현액 | 집행액
합계 | 3,000 | 1,200
주거안정기획관 | 3,000 | 1,200
주택과 | 2,000 | 800
주거 안정 | 1,500 | 600
주거 상담 | 500 | 200
정비과 | 1,000 | 400
정비 사업 | 700 | 280
조합 지원 | 300 | 120
"""
    assert [(row[1], row[2]) for row in figures(report(FRONT + text))] == [
        ("주택과", "주거 안정"),
        ("주택과", "주거 상담"),
        ("정비과", "정비 사업"),
        ("정비과", "조합 지원"),
    ]


def test_순증_is_no_rate_and_순감_no_number():
    text = (
        "(단위 : 천원)\n사업명 | 2024년 예산 | 2023년 예산 | 증감 | 증감률\n"
        "주거 안정 | 100 | - | 100 | 순증\n주거 상담 | - | 50 | △50 | 순감\n"
    )
    rates = [
        (c.printed, c.state) for c in report(FRONT + text).claims if c.measure == "change_rate"
    ]
    assert rates == [("순증", "dash"), ("순감", "unread")]


CHAPTER = """
업무보고
2031. 9. 2.
달빛국
Ⅱ. 예산집행 현황 (2031. 8. 31. 현재)
1. 일반회계
(단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합계 | 6,000 | 4,000 | 66.7
달빛 축제 운영 | 4,000 | 3,000 | 75.0
달빛 장터 운영 | 2,000 | 1,000 | 50.0

2. 교통사업특별회계
○ 한 줄
○ 두 줄
○ 세 줄
○ 네 줄
○ 다섯 줄
○ 여섯 줄
(단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합계 | 600 | 400 | 66.7
주차장 운영 | 400 | 300 | 75.0
단속 운영 | 200 | 100 | 50.0
"""


def test_a_heading_says_the_day_and_the_account_of_every_table_below_it():
    found = report(CHAPTER)
    assert dates(found) == [
        (2031, "당초", "2031-08-31", "집행", "일반회계"),
        (2031, "당초", "2031-08-31", "집행", "교통사업특별회계"),
    ]


def test_a_table_of_another_chapter_has_no_day_and_is_checked_by_its_own_cells():
    found = report(
        CHAPTER
        + """
Ⅲ. 그 밖의 사업
(단위 : 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
합계 | 61 | 40 | 66.7
나루 운영 | 40 | 30 | 75.0
포구 운영 | 20 | 10 | 50.0
"""
    )
    assert len(found.sheets) == 2
    assert (27, "표의 기준일을 찾지 못했습니다. 저장하지 않고 합계만 대조함") in problems(found)
    told = [(c.printed, c.formula, [t.printed for t in c.terms]) for c in found.claims]
    assert ("61", "합", ["40", "20"]) in told
    assert ("75.0", "비중", ["30", "40"]) in told


def test_what_was_spent_from_january_is_spent_as_of_the_end_of_its_last_month():
    period = CHAPTER.replace(" (2031. 8. 31. 현재)", "").replace(
        "1. 일반회계", "가. 집행현황 (2031. 1. ~ 8.)"
    )
    assert dates(report(period))[0] == (2031, "당초", "2031-08-31", "집행", "일반회계")
    later = period.replace("(2031. 1. ~ 8.)", "(2031. 3. ~ 8.)")
    assert dates(report(later)) == []


def test_expenses_across_the_programs_of_the_day_are_not_counted_twice():
    found = report(
        CHAPTER
        + """
3. 업무추진비 집행현황
(단위 : 천원)
구분 | 예산현액 | 집행액 | 집행률
계 | 100 | 65 | 65.0
기관운영 | 60 | 40 | 66.7
시책추진 | 40 | 25 | 62.5
"""
    )
    assert len(found.sheets) == 2
    words = "같은 날 같은 회계의 다른 표에 들어 있는 업무추진비라 장부에 두지 않고 통계로 둠"
    assert (27, words) in problems(found)
    assert ("100", "합") in [(c.printed, c.formula) for c in found.claims]
    (series,) = [each for each in found.statistics if each.series == "업무추진비"]
    assert [(v.group, v.item, v.printed, v.unit, v.place) for v in series.values] == [
        ("과목별 예산현액", "기관운영", "60", "천원", 29),
        ("과목별 예산현액", "시책추진", "40", "천원", 30),
        ("과목별 집행액", "기관운영", "40", "천원", 29),
        ("과목별 집행액", "시책추진", "25", "천원", 30),
    ]


# Two amounts of one division wrong: its rows give no figures, and nothing tells which they stand under.
HALF_READ = (
    BUREAU.replace("신호등 설치 | 4,000 | 2,000", "신호등 설치 | 7,000 | 2,900")
    .replace("교통정보 운영 | 2,000 | 1,000", "교통정보 운영 | 2,900 | 1,700")
    .replace("기본경비 | 100 | 50 | 40 | 40.0%", "기본경비 | 100 | 70 | 40 | 41.0%", 1)
)


def by_cells(found, place):
    """What is claimed on a line, and of which cells it is to follow; None of figures that are stored."""
    own = [c for c in found.claims if c.place == place]
    assert all(c.formula or c.scope.when is None for c in own)
    return [(c.measure, c.printed, c.formula, [t.printed for t in c.terms]) for c in own]


def test_a_whole_over_rows_without_figures_is_worked_out_of_the_rows_below_it():
    found = report(HALF_READ)
    assert (
        39,
        "교통정책과: 계층을 산술로 정하지 못함: 아래 행의 금액을 저장하지 않음",
    ) in problems(found)
    assert by_cells(found, 36) == [
        ("budget", "10,000", "합", ["6,100", "2,600", "1,300"]),
        ("committed", "5,000", "합", ["3,050", "1,300", "650"]),
        ("spent", "4,000", "합", ["2,440", "1,040", "520"]),
        ("rate", "40.0%", "비중", ["4,000", "10,000"]),
    ]
    assert by_cells(found, 37)[-1] == ("rate", "40.0%", "비중", ["3,880", "9,700"])


def test_a_rate_of_a_row_without_figures_is_that_of_its_own_cells():
    found = report(HALF_READ)
    assert by_cells(found, 43) == [("rate", "41.0%", "비중", ["40", "100"])]


def test_a_row_without_figures_is_called_by_its_own_name_as_nothing_tells_whose_it_is():
    own = [c for c in report(HALF_READ).claims if c.place == 41]
    assert [(c.subject, c.measure, c.formula) for c in own] == [("신호등 설치", "rate", "비중")]


def test_a_headline_over_rows_without_figures_says_the_printed_total_again():
    found = report(HALF_READ)
    assert by_cells(found, 33) == [
        ("budget", "100억원", "같음", ["10,000"]),
        ("spent", "40억원", "같음", ["4,000"]),
        ("rate", "40.0%", "같음", ["40.0%"]),
    ]


def test_a_headline_that_says_no_총_is_of_the_whole_where_an_amount_is_the_same():
    plain = BUREAU.replace(
        "일반회계 : 총 100억원 중 40억원", "○ 집행액 : 예산현액 100억원 중 {}억원"
    )
    for spent in ("40", "49"):
        own = [c for c in report(plain.format(spent)).claims if c.place == 33]
        assert [(c.measure, c.printed, c.subject) for c in own] == [
            ("budget", "100억원", "총계"),
            ("spent", f"{spent}억원", "총계"),
            ("rate", "40.0%", "총계"),
        ]
        assert {(c.scope.account, c.scope.lines) for c in own} == {("일반회계", ())}
    other = report(plain.format("40").replace("예산현액 100억원 중 40", "예산현액 90억원 중 45"))
    assert [c.scope.account for c in other.claims if c.place == 33] == [None] * 3


def test_a_whole_over_a_row_that_cannot_be_read_is_told_to_differ_by_nothing():
    found = report(BUREAU.replace("주차계획과 | 1,300 | 650 | 520 | 40.0% |", "주차계획과 | 1,300"))
    assert any("표의 행으로 읽지 못함" in words for _, words in problems(found))
    own = [c for c in found.claims if c.place == 36 and c.measure == "budget"]
    assert [(c.formula, c.scope.when) for c in own] == [("", None)]
