"""What a report counts: its tables and sentences, in layouts that no report here has, too."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.reading.count_loose import head_names
from tests.budgets.reading.paper import problems, report

FRONT = """
주요 업무 보고
2031. 2. 3.
해오름기획관
(2031. 1. 31. 현재)
구분 | 정원 | 현원
달빛담당관 | 3 | 2

주요기능

달빛담당관

강가 상담 팀

· 강가상담소 운영, 민원 접수
"""


def read(body):
    return report(FRONT + body)


def only(found):
    (series,) = found.statistics
    return series


def counts(series):
    return [(v.group, v.item, v.state, v.value, v.unit, v.share) for v in series.values]


def claims(found, *measures):
    return [
        (c.subject, c.printed, c.formula, [(t.label, t.value, t.unit) for t in c.terms])
        for c in found.claims
        if c.measure in measures
    ]


def test_a_table_is_named_by_the_line_above_it_and_its_printed_total_is_no_count():
    found = read("""
- <강가상담소> 운영 현황 : 1,810건 (일평균 10건)
<'30.6.30.기준> (단위: 건)
계 | 교통 | 물가
1,810 (100%) | 1,000 (55.2%) | 810 (44.8%)
""")
    series = only(found)
    assert (series.series, series.place) == ("강가상담소", 18)
    assert (series.first, series.last) == (date(2030, 1, 1), date(2030, 6, 30))
    assert (series.span, series.daily) == ("일평균으로 증명", Decimal(10))
    assert (series.department, series.why_department) == ("달빛담당관", "강가상담팀의 업무")
    assert counts(series) == [
        ("", "교통", "value", Decimal(1000), "건", "55.2%"),
        ("", "물가", "value", Decimal(810), "건", "44.8%"),
    ]
    terms = [("교통", Decimal(1000), "건"), ("물가", Decimal(810), "건")]
    assert claims(found, "count") == [
        ("강가상담소", "1,810건", "같음", [("계", Decimal(1810), "건")]),
        ("강가상담소 계", "1,810", "합", terms),
    ]
    assert claims(found, "mean") == [
        (
            "강가상담소 일평균",
            "10건",
            "평균",
            [("계", Decimal(1810), "건"), ("기간의 날수", Decimal(181), "일")],
        )
    ]


def test_a_mean_that_no_calendar_gives_leaves_the_first_day_unknown():
    found = read("""
- <강가상담소> 운영 현황 : 1,810건 (일평균 15건)
<'30.6.30.기준> (단위: 건)
계 | 교통 | 물가
1,810 | 1,000 | 810
""")
    series = only(found)
    assert (series.first, series.last, series.daily) == (None, date(2030, 6, 30), Decimal(15))
    days = ("1월 1일부터의 날수", Decimal(181), "일")
    terms = [("계", Decimal(1810), "건"), days]
    assert claims(found, "mean") == [("강가상담소 일평균", "15건", "평균", terms)]


def test_a_mean_below_that_of_all_days_may_be_of_days_before_where_no_first_is_told():
    table = """
계 | 교통 | 물가
1,810 | 1,000 | 810
"""
    sentence = "- <강가상담소> 운영 현황 : 1,810건 (일평균 8건)"
    untold = read(f"{sentence}\n<'30.6.30.기준> (단위: 건){table}")
    assert claims(untold, "mean") == [("강가상담소 일평균", "8건", "", [])]
    told = read(f"{sentence}\n<'30.1~6월> (단위: 건){table}")
    terms = [("계", Decimal(1810), "건"), ("기간의 날수", Decimal(181), "일")]
    assert claims(told, "mean") == [("강가상담소 일평균", "8건", "평균", terms)]


TABLE_OF_THE_RIVER = """
(단위: 건)
계 | 교통 | 물가
5,247 | 3,000 | 2,247
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "- <강가상담소> 민원 현황: 5,427건",  # two digits changed places
        "- <강가상담소> 민원 현황: 5,300건",
        "- <강가상담소> 민원 현황: 547건",  # one is lost
        "- 강가상담소 민원처리 현황 : 총 5,427건",
    ],
)
def test_a_sentence_that_names_the_total_of_its_table_is_held_against_it(sentence):
    said = claims(read(f"\n{sentence}{TABLE_OF_THE_RIVER}"), "count")
    assert ("강가상담소", "같음", [("계", Decimal(5247), "건")]) in [
        (subject, formula, terms) for subject, _, formula, terms in said
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "- <강가상담소> 민원 현황: 1,200건",  # too far off for a misprint
        "- <강가상담소> 민원 처리 완료: 5,427건",
        "- <강가상담소> 신규 민원: 5,427건",
        "- <강가상담소> 상담 인원: 5,427명",
        "- <강가상담소> 민원 현황: 약 5,427건",
    ],
)
def test_a_sentence_on_something_else_is_not_held_against_the_total(sentence):
    said = claims(read(f"\n{sentence}{TABLE_OF_THE_RIVER}"), "count")
    assert [formula for _, _, formula, _ in said] == ["합"]


@pytest.mark.parametrize(
    ("sentence", "formulas"),
    [
        ("- 강가상담소 민원 : 5,427건", ["같음", "같음", "합"]),
        ("- 강가상담소 민원 : 5,247건", ["같음", "같음", "합"]),
        ("- 강가상담소 민원 : '29년 5,427건", ["같음", "합"]),
        ("- 들판상담소 민원 : 5,427건", ["같음", "합"]),
        ("- 강가상담소 민원 : 2,000건", ["같음", "합"]),
    ],
)
@pytest.mark.parametrize("between", [1, 9])
def test_far_from_its_table_a_sentence_on_the_same_days_says_its_total_again(
    sentence, formulas, between
):
    others = "- 벼룩시장을 엶\n" * between
    body = f"\n- <강가상담소> 민원 현황: 5,247건\n<'30.6.30.기준>{TABLE_OF_THE_RIVER}"
    found = read(f"\n□ 개요\n{sentence}\n\n□ 그 밖의 일\n{others}{body}")
    assert [formula for _, _, formula, _ in claims(found, "count")] == formulas


def test_counts_and_shares_in_two_lines_parted_by_blanks_belong_together():
    found = read("""
  ㅇ 강가상담소 민원 : 총 1,810건('30.1~3월 / 일평균 20건)

합  계 교  통 물가/시장 등 기  타

1,810건 1,000건 700건 110건 (100%) (55.2%) (38.7%) (6.1%)
""")
    series = only(found)
    assert (series.first, series.last) == (date(2030, 1, 1), date(2030, 3, 31))
    assert counts(series) == [
        ("", "교통", "value", Decimal(1000), "건", "55.2%"),
        ("", "물가/시장 등", "value", Decimal(700), "건", "38.7%"),
        ("", "기타", "value", Decimal(110), "건", "6.1%"),
    ]


@pytest.mark.parametrize(
    ("head", "width", "names"),
    [
        ("합 계 교 통 물가/시장 등", 3, ("합계", "교통", "물가/시장 등")),
        ("구분 이 름 총 계 결 선 1 차", 3, ("총계", "결선", "1차")),
        ("구분 계 교통 물가", 3, ("계", "교통", "물가")),
        ("합 계 결 선 일 차 전", 3, None),  # 결선 일차전 or 결선일 차전
        ("구분 교통", 3, None),
    ],
)
def test_letters_of_a_head_come_together_only_where_that_leaves_no_choice(head, width, names):
    assert head_names(head, width) == names


def test_rounds_of_a_vote_are_groups_and_a_dash_stays_one():
    found = read("""
참고자료 이름 선호도 조사개요

□ 조사기간 : '30. 1. 2. ~ '30. 1. 31.
□ 참여인원 : 총 300명 (1차 180명, 결선 120명)
□ 조사결과 : 1위 나무 (2위와 표차 80)

구분 이 름 총 계 결 선 1 차
총    계 300 120 180

1위 나무 150(50.0%) 100(83.3%) 50(27.8%)

2위 꽃 70(23.3%) 20(16.7%) 50(27.8%)

3위 풀 80(26.7%) - 80(44.4%)
""")
    series = only(found)
    assert series.series == "이름 선호도"
    assert counts(series) == [
        ("결선", "나무", "value", Decimal(100), "명", "83.3%"),
        ("1차", "나무", "value", Decimal(50), "명", "27.8%"),
        ("결선", "꽃", "value", Decimal(20), "명", "16.7%"),
        ("1차", "꽃", "value", Decimal(50), "명", "27.8%"),
        ("결선", "풀", "dash", None, "명", ""),
        ("1차", "풀", "value", Decimal(80), "명", "44.4%"),
    ]
    told = {subject: formula for subject, _, formula, _ in claims(found, "count")}
    assert told["이름 선호도 총계 나무"] == "합"
    assert told["이름 선호도 2위와의 차"] == "차"
    # 2위 by its votes has 80, whatever its row is called.
    (lead,) = [terms for _, _, formula, terms in claims(found, "count") if formula == "차"]
    assert [value for _, value, _ in lead] == [Decimal(150), Decimal(80)]


def test_a_table_that_goes_down_has_its_shares_in_a_column():
    found = read("""
【 강가 민원 현황 】
(단위: 건)
구분 | 건수 | 비율(%)
계 | 30 | 100
나무 | 20 | 66.7
풀 | 10 | 33.3
""")
    series = only(found)
    assert counts(series) == [
        ("", "나무", "value", Decimal(20), "건", "66.7%"),
        ("", "풀", "value", Decimal(10), "건", "33.3%"),
    ]
    assert claims(found, "share")[2] == (
        "강가 풀 비중",
        "33.3%",
        "비중",
        [("풀", Decimal(10), "건"), ("계", Decimal(30), "건")],
    )


def test_years_side_by_side_are_groups_that_each_have_a_total():
    found = read("""
【 강가 방문객 】
(단위: 명)
구분 | 계 | 봄 | 여름
2029년 | 30 | 10 | 20
2030년 | 50 | 20 | 30
""")
    assert counts(only(found)) == [
        ("2029년", "봄", "value", Decimal(10), "명", ""),
        ("2029년", "여름", "value", Decimal(20), "명", ""),
        ("2030년", "봄", "value", Decimal(20), "명", ""),
        ("2030년", "여름", "value", Decimal(30), "명", ""),
    ]
    assert [formula for _, _, formula, _ in claims(found, "count")] == ["합", "합"]


def test_zero_a_dash_a_blank_and_a_misprint_are_four_things():
    found = read("""
【 강가 방문객 】
(단위: 명)
계 | 봄 | 여름 | 가을 | 겨울
10 | 0 | - |  | 1O
""")
    series = only(found)
    assert [(v.item, v.state, v.value) for v in series.values] == [
        ("봄", "value", Decimal(0)),
        ("여름", "dash", None),
        ("가을", "blank", None),
        ("겨울", "unread", None),
    ]
    assert (19, "통계표의 칸 ‘1O’을(를) 읽지 못함") in problems(found)
    assert claims(found, "count") == [("강가 계", "10", "", [])]


def test_what_was_spent_on_what_is_set_against_the_lines_of_the_ledger():
    found = read("""
3 예산 집행현황('30.6.30 기준, 단위 : 천원)

● 과목별 집행현황(강가 업무추진비)

구 분 | 예 산 액 | 집 행 액 | 잔 액
계 | 300 | 100 | 200
기관운영업무추진비 | 200 | 60 | 140
시책추진업무추진비 | 100 | 40 | 60

● 분야별 집행내역

구 분 | 예산액 | 집행 분야 |  |
 | | 계 | 회의 | 위문
2030년 | 300 | 100 | 100 | 0
 | 집행건수 | 4 | 4 | 0
""")
    series = only(found)
    assert (series.series, series.last) == ("강가 업무추진비", date(2030, 6, 30))
    assert counts(series) == [
        ("집행액", "회의", "value", Decimal(100), "천원", ""),
        ("집행액", "위문", "value", Decimal(0), "천원", ""),
        ("집행건수", "회의", "value", Decimal(4), "건", ""),
        ("집행건수", "위문", "value", Decimal(0), "건", ""),
    ]
    assert problems(found) == []
    own = [c for c in found.claims if c.subject.startswith("강가 업무추진비")]
    assert [(c.subject, c.measure, c.formula, c.scope.account) for c in own] == [
        ("강가 업무추진비 집행액 계", "spent", "합", None),
        ("강가 업무추진비 예산액", "appropriated", "", "일반회계"),
        ("강가 업무추진비 과목의 합", "spent", "", "일반회계"),
        ("강가 업무추진비 집행건수 계", "count", "합", None),
    ]


def test_numbers_over_lists_are_about_so_many_and_add_up_to_nothing():
    found = read("""
【 알림매체 현황 】
종 이 매 체 (4만여면) |  | 영 상 매 체 (3만여개) |
역 | 버스 | 화면 | 전광판
""")
    assert [(v.group, v.item, v.value, v.printed) for v in only(found).values] == [
        ("", "종이매체", Decimal(40000), "4만여면"),
        ("종이매체", "역", None, ""),
        ("종이매체", "버스", None, ""),
        ("", "영상매체", Decimal(30000), "3만여개"),
        ("영상매체", "화면", None, ""),
        ("영상매체", "전광판", None, ""),
    ]
    assert claims(found, "count") == []


def test_fields_with_their_numbers_and_lists_are_read_cell_by_cell():
    found = read("""
- 강가 교류협력사업 추진 : 2개 분야 3개 사업

분야(사업수) | 주요 추진 실적
먹거리(2) | 장터(5개소, 47회), 급식 지원(6개 구)
체험(1) | 캠프(4회 700명)
""")
    values = [(v.group, v.item, v.printed, v.unit) for v in only(found).values]
    assert values == [
        ("", "먹거리", "2", "사업"),
        ("먹거리", "장터", "5개소", "개소"),
        ("먹거리", "장터", "47회", "회"),
        ("먹거리", "급식 지원", "6개 구", "개구"),
        ("", "체험", "1", "사업"),
        ("체험", "캠프", "4회", "회"),
        ("체험", "캠프", "700명", "명"),
    ]
    assert [each for each in claims(found, "count") if each[1] == "3개 사업"] == [
        ("강가 교류협력사업", "3개 사업", "합", [("먹거리", 2, "사업"), ("체험", 1, "사업")])
    ]


@pytest.mark.parametrize(
    ("line", "value", "parts"),
    [
        ("- '30년 강가상담소 민원 : 총 3,650건 / 일평균 10건", 3650, []),
        ("- 「강가상담소」 운영 : 37명", 37, []),
        ("- 강가상담소 접수 : 79명(봄 37명, 여름 42명)", None, [("봄", 37), ("여름", 42)]),
    ],
)
def test_what_only_a_sentence_says_is_the_value_itself(line, value, parts):
    series = only(read(f"\n'30년 추진실적\n\n{line}\n"))
    told = parts or [("계", value)]
    assert series.series == "강가상담소"
    assert [(v.item, v.value) for v in series.values] == [(n, Decimal(c)) for n, c in told]
    assert (series.first, series.last) == (date(2030, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "line",
    [
        "- 강가상담소 확대 : 40건 목표",
        "- 사업비 : 40백만원",
        "- 강가상담소 운영은 매우 어려운 일입니다",
        "- 참여하는 시민이 늘어나도록 다양한 행사를 마련하여 널리 알림 : 40회",
    ],
)
def test_a_plan_an_amount_and_a_whole_sentence_are_no_counts(line):
    assert read(f"\n'30년 추진실적\n\n{line}\n").statistics == ()


def test_what_is_planned_is_not_counted_yet():
    assert read("\n'31년 추진계획\n\n- 강가상담소 민원 : 총 40건\n").statistics == ()


def test_a_table_of_counts_that_nobody_can_read_is_named():
    found = read("""
【 강가 방문객 】
구분 | 봄 |
계 | 10 | 20
""")
    assert found.statistics == ()
    assert problems(found) == [(17, "통계표를 읽지 않음: 머리와 칸을 짝지을 수 없음")]


def test_a_table_that_nothing_names_is_named_as_such():
    found = read(
        "- 추진\n" * 45
        + """
구분 | 봄 | 여름
나무 | 10 | 20
풀 | 10 | 20
"""
    )
    assert found.statistics == ()
    assert [words for _, words in problems(found)] == [
        "통계표를 읽지 않음: 무엇을 센 표인지 찾지 못함"
    ]


def test_tables_of_budget_and_persons_are_left_to_their_readers():
    found = read("""
(2030. 6. 30. 기준, 단위: 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
달빛담당관 | 100 | 50 | 50.0%
강가 가꾸기 | 100 | 50 | 50.0%
나무 심기 | 100 | 50 | 50.0%
""")
    assert found.statistics == ()
    assert len(found.sheets) == 1


def test_a_line_pays_for_what_its_name_holds():
    found = read("""
(2030. 6. 30. 기준, 단위: 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
달빛담당관 | 100 | 50 | 50.0%
강가 가꾸기 | 100 | 50 | 50.0%
강가상담소 운영 | 60 | 30 | 50.0%
나무 심기 | 40 | 20 | 50.0%

□ 추진실적

- <강가상담소> 운영 현황 : 1,810건
""")
    payer = only(found).payer
    assert (payer.path, payer.why) == (
        "달빛담당관/강가 가꾸기/강가상담소 운영",
        "사업 이름에 같은 말이 있음",
    )


def test_a_line_pays_to_which_the_amount_of_the_task_leads():
    found = read("""
(2030. 6. 30. 기준, 단위: 천원)
부서/사업명 | 예산현액 | 집행액 | 집행률
달빛담당관 | 10,000 | 5,000 | 50.0%
강가 가꾸기 | 10,000 | 5,000 | 50.0%
나무 심기 | 6,000 | 3,000 | 50.0%
풀 뽑기 | 4,000 | 2,000 | 50.0%

풀 뽑기 상담 운영

□ 사업개요

- 사 업 비 : 4백만원

□ 추진실적

- <강가상담소> 운영 현황 : 1,810건
""")
    payer = only(found).payer
    assert (payer.path, payer.why) == (
        "달빛담당관/강가 가꾸기/풀 뽑기",
        "같은 과제의 금액(4백만원)으로 이어짐",
    )


def test_a_subtotal_is_no_item_and_adds_up_what_stands_under_its_name():
    found = read("""
【 강가 민원 현황 】
(단위: 건)
구분 | 계 | 물 |  |  | 뭍 |  |
 |  | 소계 | 강 | 내 | 소계 | 숲 | 들
건수 | 100 | 30 | 10 | 20 | 70 | 30 | 40
""")
    assert [(v.item, v.value) for v in only(found).values] == [
        ("강", Decimal(10)),
        ("내", Decimal(20)),
        ("숲", Decimal(30)),
        ("들", Decimal(40)),
    ]
    told = {printed: [v for _, v, _ in terms] for _, printed, _, terms in claims(found, "count")}
    assert told == {"100": [10, 20, 30, 40], "30": [10, 20], "70": [30, 40]}


def test_rows_under_rows_are_not_said_to_add_up():
    found = read("""
【 강가 민원 현황 】
(단위: 건)
구분 | 건수
계 | 100
물 | 30
강 | 10
내 | 20
뭍 | 70
숲 | 30
들 | 40
""")
    assert claims(found, "count") == [("강가 계", "100", "", [])]


def test_shares_of_something_else_are_not_held_against_the_total():
    found = read("""
【 강가 민원 현황 】
(단위: 건, 전년 대비)
계 | 봄 | 여름
40 (100%) | 30 (120%) | 10 (80%)
""")
    assert [formula for _, _, formula, _ in claims(found, "share")] == ["", "", ""]


def test_a_total_that_is_misprinted_is_still_held_against_its_parts():
    found = read("""
【 강가 민원 현황 】
(단위: 건)
계 | 봄 | 여름
41 | 30 | 10
""")
    assert [(printed, formula) for _, printed, formula, _ in claims(found, "count")] == [
        ("41", "합")
    ]


def test_a_share_that_is_no_number_keeps_its_count_and_is_said_to_be_none():
    found = read("""
【 강가 민원 현황 】
(단위: 건)
계 | 봄 | 여름
40 | 30 (75,0%) | 10 (25.0%)
""")
    assert [(v.value, v.share) for v in only(found).values] == [
        (Decimal(30), "75,0%"),
        (Decimal(10), "25.0%"),
    ]
    (share,) = [c for c in found.claims if c.printed == "75,0%"]
    assert (share.state, share.value, share.formula) == ("unread", None, "비중")


def test_a_row_beside_its_total_counts_the_columns():
    series = only(
        read("""
- 시민제안 접수 현황 : 600건
(단위: 건)
분야 | 계 | 교통 | 문화
접수 | 600 | 400 | 200
비율 | 100% | 66.7% | 33.3%
""")
    )
    assert counts(series) == [
        ("", "교통", "value", Decimal(400), "건", "66.7%"),
        ("", "문화", "value", Decimal(200), "건", "33.3%"),
    ]


def test_a_total_of_years_is_worked_out_however_far_it_is_off():
    found = read("""
<최근 3년간 산불 발생 현황> (단위: 건)
구분 | 계 | 2028년 | 2029년 | 2030년
건수 | 16 | 21 | 22 | 18
""")
    (total,) = [c for c in found.claims if c.printed == "16"]
    assert (total.formula, [t.printed for t in total.terms]) == ("합", ["21", "22", "18"])


LESSONS = """
안전교육 이수 현황
<2030. 10. 31. 기준, 단위: 명>
대상 | 계획 | 이수 | 이수율
합계 | 20,700 | 19,750 | 95.4%
초등학교 | 12,400 | 11,800 | 95.2%
중학교 | 8,300 | 7,950 | 95.8%
"""


def test_a_rate_of_two_columns_beside_it_is_no_count():
    found = read(LESSONS)
    assert [v[:2] for v in counts(only(found))] == [
        ("계획", "초등학교"),
        ("이수", "초등학교"),
        ("계획", "중학교"),
        ("이수", "중학교"),
    ]
    assert claims(found, "share") == [
        (
            f"안전교육 이수 {name} 이수율",
            rate,
            "비중",
            [(f"이수 {name}", Decimal(part), "명"), (f"계획 {name}", Decimal(whole), "명")],
        )
        for name, rate, part, whole in (
            ("합계", "95.4%", 19750, 20700),
            ("초등학교", "95.2%", 11800, 12400),
            ("중학교", "95.8%", 7950, 8300),
        )
    ]
    assert problems(found) == []


def test_one_rate_that_does_not_follow_is_set_against_the_same_two():
    found = claims(read(LESSONS.replace("95.8%", "98.5%")), "share")
    assert [(printed, formula) for _, printed, formula, _ in found] == [
        ("95.4%", "비중"),
        ("95.2%", "비중"),
        ("98.5%", "비중"),
    ]


def test_a_rate_of_no_two_columns_cannot_be_settled_and_is_no_count():
    text = LESSONS.replace("95.4%", "60.1%").replace("95.2%", "70.3%").replace("95.8%", "44.0%")
    found = read(text)
    assert [c[2] for c in claims(found, "share")] == ["", "", ""]
    assert len(counts(only(found))) == 4


def test_a_row_may_be_the_rate_of_two_rows():
    found = read("""
안전교육 이수 현황
<2030. 10. 31. 기준, 단위: 명>
구분 | 초등학교 | 중학교 | 고등학교
계획 | 12,400 | 8,300 | 6,100
이수 | 11,800 | 7,950 | 5,705
이수율(%) | 95.2 | 95.8 | 93.5
""")
    assert [c[1:3] for c in claims(found, "share")] == [
        ("95.2", "비중"),
        ("95.8", "비중"),
        ("93.5", "비중"),
    ]


HALVES = """
체육시설 이용 현황
<2030년, 단위: 개소, 명>
시설 | 시설수 | 이용인원 | | 시설 | 시설수 | 이용인원
수영장 | 3 | 120,400 | | 체육관 | 6 | 210,300
축구장 | 4 | 96,330 | | 족구장 | 9 | 31,240
소계 | 7 | 216,730 | | 소계 | 15 | 241,540
"""


def test_two_tables_side_by_side_are_one_below_the_other_each_with_its_subtotal():
    found = read(HALVES)
    assert [(v[1], v[3]) for v in counts(only(found)) if v[0] == "이용인원"] == [
        ("수영장", Decimal(120400)),
        ("축구장", Decimal(96330)),
        ("체육관", Decimal(210300)),
        ("족구장", Decimal(31240)),
    ]
    assert [(c[1], [label for label, *_ in c[3]]) for c in claims(found, "count")] == [
        ("7", ["시설수 수영장", "시설수 축구장"]),
        ("216,730", ["이용인원 수영장", "이용인원 축구장"]),
        ("15", ["시설수 체육관", "시설수 족구장"]),
        ("241,540", ["이용인원 체육관", "이용인원 족구장"]),
    ]


def test_a_wrong_subtotal_is_of_the_rows_on_the_side_where_the_others_add_up():
    found = claims(read(HALVES.replace("216,730", "261,730")), "count")
    assert ("261,730", "합") in [(printed, formula) for _, printed, formula, _ in found]


def test_a_subtotal_that_no_side_adds_up_to_cannot_be_settled_and_is_not_lost():
    text = HALVES.replace("216,730", "99").replace("241,540", "98").replace("15 |", "97 |")
    found = claims(read(text.replace("| 7 |", "| 96 |").replace("소계 | 7", "소계 | 96")), "count")
    assert {formula for _, _, formula, _ in found} == {""}


def test_a_mean_of_two_columns_beside_it_is_no_count():
    found = read("""
가축 사육 현황 (2030. 9. 30. 기준)
축종 | 농가수(호) | 사육두수(두) | 호당 평균(두)
계 | 656 | 22,096 | 33.7
한우 | 612 | 18,972 | 31.0
젖소 | 44 | 3,124 | 71.0
""")
    assert [(c[1], c[2], [value for _, value, _ in c[3]]) for c in claims(found, "mean")] == [
        ("33.7", "평균", [22096, 656]),
        ("31.0", "평균", [18972, 612]),
        ("71.0", "평균", [3124, 44]),
    ]
    assert {v[0] for v in counts(only(found))} == {"농가수(호)", "사육두수(두)"}
