"""Tables are written as a reader understands them, indented. What is tested sees them flat."""

import random
import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.reading.outline import Outline, Reason, outline
from budgets.reading.sums import tolerated

FIGURES = re.compile(r"((?:\s+(?:△?[\d,]+|-))+)$")


def flat(text: str) -> tuple[list[str], list[tuple[int | None, ...]]]:
    lines = [line for line in text.splitlines() if line.strip()]
    names = [FIGURES.sub("", line).strip() for line in lines]
    rows = [tuple(map(figure, FIGURES.search(line)[1].split())) for line in lines]
    return names, rows


def figure(text: str) -> int | None:
    return None if text == "-" else int(text.replace(",", "").replace("△", "-"))


def read(text: str) -> Outline:
    names, rows = flat(text)
    return outline(rows, names)


def drawn(text: str) -> str:
    """The names of a table, indented as its sums say."""
    names, rows = flat(text)
    found = outline(rows)
    return "\n".join("  " * found.depth(i) + name for i, name in enumerate(names))


def names_of(text: str) -> str:
    return "\n".join(FIGURES.sub("", line) for line in dedent(text).strip().splitlines())


def reasons(found: Outline) -> dict[int, Reason]:
    return {u.row: u.reason for u in found.unsettled}


def total_of(found: Outline, rows: tuple[int, ...], column: int = 0) -> int:
    return sum(found.rows[i][column] or 0 for i in rows)


EXECUTION_2022 = """
    합 계(시민소통기획관)  101,356,223  54,576,045  47,541,386
      사업예산  98,763,874  52,235,491  45,200,832
      기본경비(행정운영경비)  802,349  550,554  550,554
      재무활동(기금전출금)  1,790,000  1,790,000  1,790,000
      시민소통담당관  48,205,262  21,391,600  21,124,069
        시민과 함께하는 참여와 소통 시정구현  46,912,821  20,551,237  20,283,706
          언론매체를 통한 시정정보제공  4,815,892  1,307,573  1,307,573
          미디어재단 TBS 출연금  32,000,000  14,624,683  14,624,683
          소통관리 및 시정정보 제공  4,976,081  1,046,410  989,219
          시민청 운영 및 확산  3,164,537  2,418,233  2,418,233
          마을미디어 활성화  750,000  564,000  564,000
          현장소통 프로그램 운영  65,168  17,101  17,101
          시정어론조사 운영  578,992  297,775  145,392
          서울시청 방송운영  101,000  45,945  45,945
          시정 영상물 제작·관리  378,920  158,597  147,847
          서울특별시보 발행  82,231  70,920  23,713
        시민 역량강화를 통한 소통활성화  794,872  505,310  505,310
          서울 시청자미디어센터 운영 지원  285,660  271,000  271,000
          서울 미디어 랩 구축 및 운영  509,212  234,310  234,310
        기본경비(행정운영경비)  497,569  335,053  335,053
      뉴미디어담당관  9,037,006  6,504,522  3,256,343
        뉴미디어 활용 시민과의 소통 활성화  8,978,186  6,473,492  3,225,313
          소셜미디어를 통한 시민과의 소통 활성화  438,160  291,972  197,485
          시민참여 프로그램을 통한 시정 공감대 확산  166,700  42,900  42,900
          뉴미디어 웹사이트 운영  2,461,883  2,008,549  816,124
          서울시 홈페이지 운영  1,565,228  1,539,490  652,085
          홈페이지 관리체계 운영  280,141  243,805  90,046
          시정종합 월간지 「서울사랑」 제작 및 운영  745,904  637,114  311,275
          어린이신문 「내친구서울」 제작 및 운영  415,450  414,800  158,147
          민간포털 협력 마케팅  722,000  269,540  269,540
          인터넷언론사 활용 시정안내  1,009,260  216,800  216,800
          뉴미디어 전략 마케팅  1,173,460  808,522  470,911
        기본경비(행정운영경비)  58,820  31,030  31,030
      도시브랜드담당관  5,598,137  2,946,791  1,787,116
        시민 자긍심 고취 및 도시 경쟁력 제고  5,560,950  2,918,900  1,759,225
          서울시 해외 홍보마케팅  2,750,000  1,127,000  472,500
          외국어 매체 활용 시정 홍보  1,943,200  1,598,600  1,120,100
          서울 상징물 연계 마케팅  867,750  193,300  166,625
        기본경비(행정운영경비)  37,187  27,891  27,891
      국제교류담당관  7,253,248  5,589,940  5,484,759
        국제교류협력 추진  5,360,284  3,722,717  3,617,536
          도시외교 역량강화  199,000  94,185  87,905
          서울시 외국인명예시민 선정  39,500  29,625  29,625
          서울세계도시문화축제  201,250  198,456  99,555
          시도지사협의회 국제화 참여 분담금  550,000  550,000  550,000
          도시교류협력행사  260,000  60,000  60,000
          국제기구 교류협력 및 활동 지원  663,017  442,187  442,187
          시티넷 사무국 운영 지원  834,395  500,000  500,000
          서울글로벌센터빌딩 운영 관리  2,563,122  1,833,264  1,833,264
          해외 네트워크 확대 사업  50,000  15,000  15,000
        기본경비(행정운영경비)  102,964  77,223  77,223
        대외협력기금(국제협력계정) 전출금  1,790,000  1,790,000  1,790,000
      시민봉사담당관  31,262,570  18,143,192  15,889,099
        시민중심의 민원행정서비스 제공  31,156,761  18,063,835  15,809,742
          일반여권발급업무대행  1,068,238  1,068,238  1,068,238
          민원서비스 품질관리 및 시상  198,696  80,999  46,079
          통합민원 처리 및 열린민원실 운영  22,008  15,756  15,756
          120다산콜재단 운영  27,764,431  15,001,001  13,817,423
          민원제안통합관리시스템 운영  2,103,388  1,897,841  862,246
        기본경비(행정운영경비)  105,809  79,357  79,357
"""

FUND_2022 = """
    국제교류협력 추진 (고유목적 사업비)  2,150,850  843,139  807,539
      서울시립대 도시행정 해외공무원 석사과정  836,463  352,519  352,519
      외국도시 공무원 초청 연수  264,467  124,680  89,080
      해외 도시철도관계자 초청교육사업  19,920  0  0
      개도국 소방안전 인프라 구축  95,000  0  0
      개도국 국제장애인 자립생활 지원  200,000  120,000  120,000
      SeMA 국제도시 미술관 협력 네트워크 구축  45,000  0  0
      유라시아 횡단 베를린 대장정  290,000  0  0
      외국지방정부 재해구호  400,000  245,940  245,940
    행정운영경비 (기본경비)  5,000  490  490
      기금관리비(위원회 운영 등)  5,000  490  490
    재무활동 (여유자금 예치)  4,497,005  -  -
"""

SETTLEMENT_2018 = """
    합 계  47,810,398  48,622,861  47,025,374
      사업예산  47,091,714  47,904,177  46,368,115
      기본경비(행정운영경비)  718,684  718,684  657,259
      시민소통담당관  12,038,667  12,662,379  11,985,831
        시민과 함께하는 참여와 소통 시정구현  11,524,995  12,148,707  11,523,757
          언론매체를 통한 시정정보제공  4,082,365  4,082,365  4,078,930
          소통관리 및 시정정보 제공  3,240,298  3,240,298  3,144,617
          희망서울 재능나눔  15,000  15,000  14,997
          시민청 운영 및 확산  3,259,011  3,882,723  3,394,694
          현장소통 프로그램 운영  63,320  63,320  63,311
          시정여론조사 운영  356,300  356,300  326,927
          현장중심의 의견수렴 및 환류  21,900  21,900  21,489
          서울시청 방송운영  49,100  49,100  48,773
          시정 영상물 제작·관리  377,470  377,470  370,822
          서울특별시보 발행  60,231  60,231  59,197
        기본경비(행정운영경비)  513,672  513,672  462,074
      뉴미디어담당관  5,653,898  5,842,649  5,623,262
        뉴미디어 활용 시민과의 소통 활성화  5,608,388  5,797,139  5,583,589
          소셜미디어를 통한 시민과의 소통 활성화  494,400  494,400  482,136
          시민참여 프로그램을 통한 시정 공감대 확산  117,000  117,000  105,781
          공공소셜 활성화  109,600  109,600  103,278
          뉴미디어 웹사이트 운영  1,502,199  1,690,950  1,604,462
          시정종합 월간지 「서울사랑」 발간  938,114  938,114  896,752
          어린이신문 「내친구서울」 발간  342,975  342,975  314,709
          민간포털 협력 마케팅  756,000  756,000  756,000
          인터넷언론사 등 활용 시정안내  431,900  431,900  431,574
          뉴미디어 전략 마케팅  916,200  916,200  888,898
        기본경비(행정운영경비)  45,510  45,510  39,674
      도시브랜드담당관  3,793,409  3,793,409  3,250,466
        시민 자긍심 고취 및 도시경쟁력 제고  3,764,500  3,764,500  3,221,558
          시민주도형 서울브랜드 확산  335,300  335,300  244,691
          서울시 도시브랜드 마케팅  1,650,000  1,650,000  1,226,678
          외국어 매체 활용 시정 홍보  1,779,200  1,779,200  1,750,188
        기본경비(행정운영경비)  28,909  28,909  28,908
      시민봉사담당관  25,967,439  25,967,439  25,850,966
        시민중심의 민원행정서비스 제공  25,857,005  25,857,005  25,744,523
          일반여권 발급업무 대행  1,012,590  1,012,590  989,470
          민원서비스 품질관리 및 시상  64,358  64,358  55,393
          통합민원 처리 및 열린민원실 운영  27,000  27,000  24,072
          120다산콜재단 운영  24,214,620  24,214,620  24,164,556
          민원제안통합관리시스템 운영  538,437  538,437  511,032
        기본경비(행정운영경비)  110,434  110,434  106,443
      신속행정담당관  356,985  356,985  314,849
        시민에게 감동을 주는 통합행정서비스 기반 구축  336,826  336,826  294,690
          신속행정 현안조정 및 홍보  63,500  63,500  57,195
          신속행정 협력체계 강화  20,900  20,900  16,412
          행정서비스 밀착지원 및 정보제공  252,426  252,426  221,082
        기본경비(행정운영경비)  20,159  20,159  20,159
"""

BUDGET_2012 = """
    시민소통기획관 총계  31,518,898  32,145,160
      시민소통기획관 사업예산 총계  30,857,412  31,416,660
      시민소통기획관 일반예산 총계  661,486  728,500
      시민소통담당관  4,336,616  4,603,453
        시민과 함께하는 참여와 소통시정 구현  3,825,986  4,078,613
          소통관리 및 시정정보제공  1,216,376  1,317,939
          언론매체를 통한 시정정보 제공  1,030,000  1,000,000
          서울시청 방송운영  98,080  134,080
          시정 영상물 제작·관리  95,900  111,000
          시정관련 사진촬영 및 활용  29,100  15,000
          희망서울 재능나눔  20,000  41,000
          시정종합 월간지 '서울사랑' 발간  678,416  709,380
          어린이신문 '내친구서울' 발간  361,975  445,975
          서울특별시보 발행  66,923  75,023
          자치구 소식지 통한 시정 정보 제공  229,216  229,216
        일반예산  510,630  524,840
          기본경비  510,630  483,530
          인력운영비  0  41,310
      시민고객담당관  23,824,967  24,099,965
        시민중심의 민원행정서비스 제공  23,706,781  23,993,432
          120다산콜센터 운영  19,646,639  19,646,387
          120다산콜센터 관리 및 고도화  2,830,714  3,227,517
          시민감동 민원서비스 횡단전개  21,500  19,097
          통합민원처리 및 다산플라자 운영  278,056  167,010
          민원서비스 MVP선발 제도운영  18,640  18,592
          민원접점 서비스 품질 점검 및 개선  31,038  25,100
          종합민원관리시스템 운영  198,272  207,808
          일반여권발급업무대행  681,922  681,921
        일반예산  118,186  106,533
          기본경비  98,432  106,190
          반환금및기타  19,754  343
      뉴미디어 담당관  3,357,315  3,441,742
        뉴미디어 활용 시민과의 소통 활성화  3,324,645  3,344,615
          뉴미디어 웹사이트 운영  908,767  833,923
          소셜미디어 및 시민참여 프로그램 운영  543,923  316,200
          민간포털 활용 협력마케팅  380,000  380,000
          현장중심의 의견수렴 및 환류  285,255  265,792
          모바일등 다양한 매체 활용 정보 제공  330,000  562,000
          전문매체 및 인터넷언론사 활용 시정안내  236,500  236,500
          뉴미디어용 콘텐츠 기획·제작 및 확산  305,000  415,000
          시정여론조사 내실화  335,200  335,200
        일반예산  32,670  97,127
          기본경비  32,670  32,670
          인력운영비  0  64,457
"""


@pytest.mark.parametrize(
    "text",
    [EXECUTION_2022, FUND_2022, SETTLEMENT_2018, BUDGET_2012],
    ids=["execution 2022", "fund 2022", "settlement 2018", "budget 2012"],
)
def test_a_printed_report_is_read_as_it_is_meant_with_nothing_left_open(text):
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_what_looks_like_a_child_by_its_name_is_a_sibling_by_its_sum():
    text = """
        뉴미디어담당관  300  200
          뉴미디어 활용  250  170
            뉴미디어 웹사이트 운영  100  70
            서울시 홈페이지 운영  90  60
            홈페이지 관리체계 운영  60  40
          기본경비  50  30
    """
    assert drawn(text) == names_of(text)
    assert read(text).children(1) == (2, 3, 4)


def test_a_department_may_have_a_second_policy_program():
    text = """
        시민소통담당관  1,000  610
          참여와 소통  600  400
            시정정보  400  300
            시민청  200  100
          시민 역량강화  300  140
            미디어센터  200  110
            미디어 랩  100  30
          기본경비  100  70
    """
    assert drawn(text) == names_of(text)
    assert read(text).parts(0) == (1, 4, 7)


def test_a_fund_transfer_stands_under_its_department_and_again_among_the_cross_totals():
    found = read(EXECUTION_2022)
    by_kind, by_department = found.children(0, 0), found.children(0, 1)
    assert total_of(found, by_kind) == total_of(found, by_department) == 101_356_223
    transfer = found.children(39)[-1]
    assert found.rows[3] == found.rows[transfer] == (1_790_000,) * 3
    assert found.summaries[3] == (transfer,)
    assert transfer in found.leaves
    assert 3 not in found.leaves


def test_a_cross_total_names_the_rows_it_adds_up():
    found = read(EXECUTION_2022)
    assert total_of(found, found.summaries[1]) == 98_763_874  # 사업예산: six programs
    assert len(found.summaries[1]) == 6
    assert total_of(found, found.summaries[2]) == 802_349  # 기본경비 of five departments
    assert len(found.summaries[2]) == 5


def test_figures_are_stored_once():
    found = read(EXECUTION_2022)
    assert [total_of(found, found.leaves, column) for column in range(3)] == list(found.rows[0])


def test_a_fund_without_a_total_has_three_top_level_rows():
    found = read(FUND_2022)
    assert found.children(None) == (0, 9, 11)
    assert found.children(9) == (10,)  # 5,000 and again 5,000
    assert found.rows[11] == (4_497_005, None, None)
    assert found.children(11) == ()


def test_a_printed_parent_may_be_off_by_rounding():
    found = read(SETTLEMENT_2018)
    off = {i: d for i in range(len(found.rows)) if any(d := found.deviation(i))}
    assert off == {16: (0, 0, -1), 17: (0, 0, -1), 29: (0, 0, 1), 43: (0, 0, 1)}
    assert found.unsettled == ()


def test_a_row_with_nothing_in_one_of_two_years_is_placed_by_the_other():
    text = """
        일반예산  510  525
          기본경비  510  484
          인력운영비  0  41
    """
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_three_children_may_be_off_by_two_and_not_by_three():
    off_by_two = read("""
        계  1,002  502
          가  500  200
          나  300  200
          다  200  100
    """)
    assert off_by_two.parents == (None, 0, 0, 0)
    assert off_by_two.deviation(0) == (2, 2)
    assert off_by_two.unsettled == ()
    off_by_three = read("""
        계  1,003  503
          가  500  200
          나  300  200
          다  200  100
    """)
    assert reasons(off_by_three)[0] in (Reason.DOES_NOT_ADD_UP, Reason.STANDS_ALONE)


def test_an_exact_sum_beats_a_tolerated_one():
    text = """
        계  1,001
          가  601
            a  400
            b  201
          나  400
            c  300
            d  100
    """
    assert drawn(text) == names_of(text)


def test_one_column_of_small_round_numbers_is_enough():
    text = """
        계  30
          가  10
          나  20
    """
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_equal_rows_are_siblings_where_the_sum_above_says_so():
    text = """
        계  50
          가  20
          나  20
          다  10
    """
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_a_single_child_repeats_its_parent():
    text = """
        계  6,490
          행정운영경비  5,490
            기금관리비  5,490
          재무활동  1,000
    """
    assert drawn(text) == names_of(text)


def test_two_equal_rows_with_no_sum_above_them_are_named():
    found = read("""
        가  10
          나  10
    """)
    assert reasons(found)[1] == Reason.EQUAL_ROWS
    assert found.unsettled[-1].candidates == (0, None)


def test_readings_that_explain_equally_well_are_all_named():
    found = read("""
        계  20
          가  10
          나  10
          다  10
          라  10
    """)  # two of the four are the parts of 20; the others repeat the row above them
    ambiguous = [u for u in found.unsettled if u.reason == Reason.AMBIGUOUS]
    assert {u.row: u.candidates for u in ambiguous} == {2: (0, 1), 3: (0, 2), 4: (0, 3)}


def test_small_figures_are_not_added_up_twice_where_once_is_enough():
    text = """
        계  60
          가  30
            a  10
            b  20
          나  30
            c  10
            d  20
    """  # and not 60 = 가 + a + b, and again 60 = 나 + c + d
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_totals_may_stand_below_their_parts():
    text = """
          a  100  50
          b  200  90
        가  300  140
          c  400  60
        나  400  60
    """
    found = read(text + "        계  700  200\n")
    assert found.totals == "below"
    assert found.parents == (2, 2, 5, 4, 5, None)
    assert found.deviation(5) == (0, 0)
    assert read(EXECUTION_2022).totals == "above"


def test_a_misprinted_line_leaves_the_table_standing():
    found = read("""
        계  1,000  701
          가  600  401
            참여  500  321
              a  300  200
              b  251  121
            기본경비  100  80
          나  400  300
            c  250  200
            d  150  100
    """)  # b was 200
    assert found.parents == (None, 0, 1, 2, 2, 1, 0, 6, 6)
    [broken] = found.unsettled
    assert (broken.row, broken.reason) == (2, "does_not_add_up")
    assert broken.deviation == (-51, 0)


def test_a_misprinted_program_is_named_together_with_its_department():
    names, rows = flat(EXECUTION_2022)
    assert names[16] == "시민 역량강화를 통한 소통활성화"
    rows[16] = (749_872, *rows[16][1:])  # for 794,872
    found = outline(rows, names)
    assert found.parents == read(EXECUTION_2022).parents
    broken = {u.row: u.deviation for u in found.unsettled}
    assert broken == {4: (45_000, 0, 0), 16: (-45_000, 0, 0)}


def test_an_office_total_that_is_a_little_off_keeps_its_departments():
    names, rows = flat(SETTLEMENT_2018)
    rows[0] = (47_810_398, 48_622_861, 47_925_374)  # for 47,025,374
    found = outline(rows, names)
    assert found.parents == read(SETTLEMENT_2018).parents
    [broken] = found.unsettled
    assert (broken.row, broken.reason) == (0, Reason.DOES_NOT_ADD_UP)
    assert broken.deviation == (0, 0, 900_000)


def test_an_office_total_that_is_far_off_has_no_departments():
    names, rows = flat(SETTLEMENT_2018)
    rows[0] = (67_810_398, 68_622_861, 67_025_374)
    found = outline(rows, names)
    assert found.children(0) == ()
    assert reasons(found)[0] == Reason.STANDS_ALONE
    assert found.parents[3] is None
    assert found.children(3) == (4, 15)  # the departments keep theirs


def test_a_zero_row_between_two_groups_is_placed_inside_and_named():
    found = read("""
        계  100  80
          가  60  50
            a  40  30
            b  20  20
            c  0  0
          나  40  30
            d  30  20
            e  10  10
    """)
    assert found.parents[4] == 1
    [doubt] = found.unsettled
    assert (doubt.row, doubt.reason, doubt.candidates) == (4, Reason.ZERO_ROW, (0, 1))


def test_a_zero_row_between_two_siblings_is_their_sibling():
    text = """
        계  60
          가  40
          나  -
          다  20
    """
    assert drawn(text) == names_of(text)
    assert read(text).unsettled == ()


def test_a_dash_in_a_total_says_nothing_about_its_column():
    text = """
        계  1,234  -
          가  1,000  70
          나  234  30
    """
    assert drawn(text) == names_of(text)
    assert read(text).deviation(0) == (0, None)


def test_increases_and_decreases_add_up_too():
    text = """
        계  1,300  △200
          가  800  150
          나  500  △350
            c  200  △400
            d  300  50
    """
    assert drawn(text) == names_of(text)


OFFICE = """
    계  100  60
      사업예산  70  40
      기본경비  30  20
      가  60  37
        가 사업  45  25
          a  25  15
          b  20  10
        기본경비  15  12
      나  40  23
        나 사업  25  15
          c  15  9
          d  10  6
        기본경비  15  8
"""


def test_an_office_total_is_added_up_twice():
    found = read(OFFICE)
    assert drawn(OFFICE) == names_of(OFFICE)
    assert found.children(0, 0) == (1, 2)
    assert found.children(0, 1) == (3, 8)
    assert found.parts(0) == (3, 8)
    assert found.summaries == {1: (4, 9), 2: (7, 12)}
    assert total_of(found, found.leaves) == 100


def test_a_cross_total_that_fits_two_sets_of_rows_is_named_with_the_rows_in_question():
    names, rows = flat(OFFICE)
    rows[7] = rows[12] = rows[9] = (
        15,
        8,
    )  # a program like the running costs: nothing tells them apart
    rows[10], rows[11] = (9, 5), (6, 3)
    rows[8], rows[3], rows[0] = (30, 16), (60, 33), (90, 49)
    rows[1], rows[2] = (60, 33), (30, 16)
    found = outline(rows, names)
    assert {found.rows[i] for i in found.summaries[2]} == {(15, 8)}
    assert reasons(found)[2] == Reason.SEVERAL_COVERS
    assert found.summaries[2] == (7, 12)  # names are tried first, and prove nothing
    assert 2 not in found.leaves


def test_a_cross_total_of_no_rows_is_named():
    names, rows = flat(EXECUTION_2022)
    rows[1] = tuple(v - 7_000 for v in rows[1])
    rows[2] = tuple(v + 7_000 for v in rows[2])
    found = outline(rows, names)
    assert reasons(found) == {1: Reason.NO_COVER, 2: Reason.NO_COVER, 3: Reason.NO_COVER}
    assert found.summaries[1] == ()


def test_rows_that_add_up_to_nothing_are_a_list_and_named():
    found = read("""
        가  70
        나  50
        다  30
    """)
    assert found.parents == (None, None, None)
    assert set(reasons(found).values()) == {Reason.STANDS_ALONE}


def test_no_rows_have_no_outline():
    assert outline([]).parents == ()


def test_rows_of_different_width_are_refused():
    with pytest.raises(ValueError, match="columns"):
        outline([(1, 2), (3,)])


def test_ways_through_the_tree():
    found = read(OFFICE)
    assert found.ancestors(5) == (4, 3, 0)
    assert found.depth(5) == 3
    assert found.descendants(8) == (9, 10, 11, 12)
    assert found.deviation(0) == found.deviation(0, 0) == (0, 0)
    assert found.deviation(5) == (None, None)


# -- tables nobody has printed


def large_table(departments: int = 30) -> tuple[list[tuple[int, ...]], list[int | None]]:
    dice = random.Random(1)
    body: list[tuple[int, ...]] = []
    parents: list[int | None] = []

    def write(row, parent):
        body.append(row)
        parents.append(parent)
        return len(body) - 1

    office = write((), None)
    for _ in range(departments):
        department = write((), office)
        for _ in range(4):
            program = write((), department)
            for _ in range(7):
                budget = dice.randrange(1, 10**6)
                spent = dice.randrange(budget)
                write((budget, spent, dice.randrange(spent + 1)), program)
        write((dice.randrange(1, 10**5), 7, 7), department)
    for i in reversed(range(len(body))):
        if not body[i]:
            below = [body[c] for c in range(len(body)) if parents[c] == i]
            body[i] = tuple(map(sum, zip(*below, strict=True)))
    return body, parents


def test_a_thousand_rows_are_read_whole():
    rows, parents = large_table()
    assert len(rows) == 1021
    found = outline(rows)
    assert list(found.parents) == parents
    assert found.unsettled == ()


@pytest.mark.parametrize(
    "rows",
    [
        [(0, 0, 0)] * 300,
        [(None,)] * 300,
        [(10,)] * 300,
        [(5, 5, 1)] * 300,
        [(2**k,) for k in range(300)],
        [(2**k,) for k in reversed(range(300))],
        [(10 if k % 2 else -10,) for k in range(300)],
        [(300 - k,) for k in range(300)],
    ],
    ids=["zero", "blank", "equal", "equal thrice", "doubling", "halving", "alternating", "falling"],
)
def test_a_table_made_to_be_difficult_comes_to_an_end_and_is_named(rows):
    found = outline(rows)
    assert len(found.parents) == 300
    assert len({u.row for u in found.unsettled}) > 150


amounts = st.tuples(*[st.integers(10**6, 10**9)] * 3)
trees = st.recursive(amounts, lambda below: st.lists(below, min_size=2, max_size=4), max_leaves=24)


def printed(tree) -> tuple[list[tuple[int, ...]], list[int | None]]:
    if isinstance(tree, tuple):
        return [tree], [None]
    rows: list[tuple[int, ...]] = [()]
    parents: list[int | None] = [None]
    for below in tree:
        their_rows, their_parents = printed(below)
        here = len(rows)
        rows += their_rows
        parents += [0 if p is None else p + here for p in their_parents]
    direct = [rows[i] for i, p in enumerate(parents) if p == 0]
    rows[0] = tuple(map(sum, zip(*direct, strict=True)))
    return rows, parents


def adds_up(found: Outline, i: int) -> bool:
    for section in {found.sections[c] for c in found.children(i)}:
        parts = len(found.children(i, section))
        if any(d is not None and not tolerated(d, parts) for d in found.deviation(i, section)):
            return False
    return True


@settings(max_examples=150, deadline=None, database=None)
@given(tree=trees, upside_down=st.booleans())
def test_a_tree_with_telling_figures_is_recovered_or_its_rows_are_named(tree, upside_down):
    rows, parents = printed(tree)
    if upside_down:
        last = len(rows) - 1
        rows, parents = rows[::-1], [None if p is None else last - p for p in parents[::-1]]
    found = outline(rows)
    wrong = {i for i, parent in enumerate(parents) if found.parents[i] != parent}
    assert wrong <= {u.row for u in found.unsettled}


small_rows = st.integers(1, 2).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.none() | st.integers(-3, 40)] * width), min_size=1, max_size=14
    )
)


@settings(max_examples=300, deadline=None, database=None)
@given(rows=small_rows)
def test_whatever_is_returned_adds_up_unless_it_is_named(rows):
    found = outline(rows)
    broken = {u.row for u in found.unsettled if u.reason == Reason.DOES_NOT_ADD_UP}
    assert all(adds_up(found, i) for i in range(len(rows)) if i not in broken)


@settings(max_examples=300, deadline=None, database=None)
@given(rows=small_rows)
def test_rows_stay_in_printed_order_and_every_row_has_one_place(rows):
    found = outline(rows)
    order = range(len(rows)) if found.totals == "above" else range(len(rows))[::-1]
    spine: list[int] = []
    for i in order:
        parent = found.parents[i]
        while spine and spine[-1] != parent:
            spine.pop()
        assert parent is None or spine[-1:] == [parent]
        spine.append(i)
    assert set(found.leaves).isdisjoint(found.summaries)
    assert all(not found.children(i) for i in found.leaves)


def forty_departments():
    """Each has a program and its 기본경비; the office prints both sums above them."""
    parts = [(7_001 * d * d + 13, 997 * d + 5) for d in range(1, 41)]
    programs, basics = (sum(column) for column in zip(*parts, strict=True))
    rows = [(programs + basics,), (programs,), (basics,)]
    names = ["합계", "사업예산", "기본경비"]
    for number, (program, basic) in enumerate(parts):
        rows += [(program + basic,), (program,), (basic,)]
        names += [f"{number}담당관", f"사업 {number}", "기본경비"]
    return rows, names


def test_names_settle_a_cross_total_of_many_departments_that_sums_have_proved():
    rows, names = forty_departments()
    found = outline(rows, names=names)
    assert found.summaries == {
        1: tuple(range(4, 123, 3)),
        2: tuple(range(5, 123, 3)),
    }
    assert found.unsettled == ()


def test_without_names_the_cross_total_of_many_departments_is_named_as_unsettled():
    rows, _ = forty_departments()
    assert {u.row for u in outline(rows).unsettled} == {1, 2}


def test_names_do_not_settle_what_the_sums_refuse():
    rows, names = forty_departments()
    rows[1], rows[2] = (rows[1][0] + 40,), (rows[2][0] - 40,)
    found = outline(rows, names=names)
    assert {1, 2} <= {u.row for u in found.unsettled}
