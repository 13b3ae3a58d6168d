"""What a table of counts says besides its counts: changes from year to year, units, whose it is."""

from decimal import Decimal

import pytest

from budgets.reading.count_cells import read_count
from budgets.reading.report import read as as_it_stands
from tests.budgets.reading.paper import tabbed
from tests.budgets.reading.test_statistics import FRONT, claims, counts, only, read


def test_a_change_is_claimed_of_the_two_years_and_is_no_count():
    found = read("""
< 교통사고 현황 >
(단위: 건, 명)
구분 | 2028년 | 2029년 | 2030년 | 전년 대비 | 증감률(%)
발생건수 | 3,210 | 3,050 | 2,880 | △170 | △5.6
사망자 | 120 | 108 | 90 | △18 | △16.7
""")
    assert only(found).series == "교통사고"
    assert {v.group for v in only(found).values} == {"2028년", "2029년", "2030년"}
    assert {(v.item, v.unit) for v in only(found).values} == {("발생건수", "건"), ("사망자", "명")}
    assert claims(found, "count")[1] == (
        "교통사고 사망자 전년 대비",
        "△18",
        "차",
        [("2030년 사망자", 90, "명"), ("2029년 사망자", 108, "명")],
    )
    assert [c[1:3] for c in claims(found, "change_rate")] == [
        ("△5.6", "증감률"),
        ("△16.7", "증감률"),
    ]


def test_a_wrong_change_is_still_claimed_of_the_same_years():
    found = read("""
□ 민원접수 현황 (단위: 건)
구분 | 2030년 | 2029년 | 증감 | 증감률
계 | 300 | 250 | 60 | 20.0%
누수 | 200 | 170 | 30 | 17.6%
요금 | 100 | 80 | 20 | 25.0%
""")
    moved = [c for c in claims(found, "count") if c[2] == "차"]
    assert [(c[1], [t[1] for t in c[3]]) for c in moved] == [
        ("60", [300, 250]),
        ("30", [200, 170]),
        ("20", [100, 80]),
    ]


def test_a_change_that_does_not_follow_from_the_years_is_of_others():
    found = read("""
- 방문 현황 (단위: 명)
구분 | 2029년 | 2030년 | 전년 동기 대비
달빛홀 | 500 | 300 | 12
별빛홀 | 400 | 200 | 15
""")
    assert {c[2] for c in claims(found, "count")} == {""}


def test_rows_named_by_their_year_keep_it_and_a_row_of_changes_is_none():
    found = read("""
□ 도서관 이용현황
(단위: 명, 권)
연도 | 이용자수 | 대출권수
2029 | 500 | 1,000
2030 | 600 | 1,100
전년 대비 증감률(%) | 20.0 | 10.0
""")
    assert [(v.group, v.item, v.value, v.unit) for v in only(found).values] == [
        ("2029", "이용자수", 500, "명"),
        ("2029", "대출권수", 1000, "권"),
        ("2030", "이용자수", 600, "명"),
        ("2030", "대출권수", 1100, "권"),
    ]
    assert [c[2] for c in claims(found, "change_rate")] == ["증감률", "증감률"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("41만 2천명", 412_000), ("1,482천명", 1_482_000), ("1억 2만명", 100_020_000), ("만명", None)],
)
def test_the_thousands_of_a_unit_are_of_the_last_number_alone(printed, value):
    count = read_count(printed)
    assert (count and count.value) == (None if value is None else Decimal(value))


def test_the_first_of_a_list_is_no_whole():
    found = read("""
❍ 화재 : 1,204건
 - 원인별 : 부주의 602건(50.0%), 전기 602건(50.0%)
❍ 인력 : 정원 74명 / 현원 71명
❍ 명시이월 : 2건 530,000천원
❍ 청년인턴 : 250명 × 10개월 × 2,100천원 = 5,250백만원
""")
    assert [each.series for each in found.statistics] == ["화재"]


def test_a_table_of_several_rows_is_not_named_by_a_sentence_on_one_of_them():
    found = read("""
3. 소방활동

❍ 구조 : 480건
(단위 : 건)
구분 | 1월 | 2월 | 3월
화재 | 230 | 215 | 221
구조 | 150 | 170 | 160
구급 | 200 | 250 | 220
""")
    table = next(each for each in found.statistics if len(each.values) > 1)
    assert table.series == "소방활동"
    assert counts(table)[0][:2] == ("1월", "화재")


def test_a_markdown_table_of_counts_has_its_rule_inside():
    found = as_it_stands(
        tabbed(FRONT.removeprefix("\n"))
        + """
### 관람객 현황
(단위: 명)
| 구분 | 계 | 1분기 | 2분기 |
|---|---|---|---|
| 공연 | 50 | 20 | 30 |
| 전시 | 80 | 30 | 40 |
"""
    )
    assert [(c[1], [t[1] for t in c[3]]) for c in claims(found, "count")] == [
        ("50", [20, 30]),
        ("80", [30, 40]),
    ]


def test_shares_are_of_the_row_that_they_fit():
    found = read("""
- 제안 현황 (단위: 건)
분야 | 계 | 교통 | 복지 | 환경
접수(건) | 200 | 100 | 60 | 40
선정(건) | 20 | 5 | 5 | 10
비율(%) | 100 | 50.0 | 30.0 | 22.0
""")
    shares = claims(found, "share")
    assert [(c[1], c[3][0][1]) for c in shares] == [
        ("50.0%", 100),
        ("30.0%", 60),
        ("22.0%", 40),
        ("100%", 200),
    ]


def test_a_change_in_words_or_points_is_no_misprint():
    found = read("""
□ 미세먼지 현황
구분 | 2028년 | 2029년 | 2030년 | 전년 대비
초미세먼지 | 20 | 18 | 19 | +1
재활용률 | 60.0 | 60.2 | 61.5 | 1.3%p
오존 | - | - | 30 | 신규
황사 | 5 | 6 | 8 | 2
""")
    said = {c[1]: (c[2], [t[1] for t in c[3]]) for c in claims(found, "count")}
    assert said["+1"] == ("차", [19, 18])
    assert said["1.3%p"] == ("차", [Decimal("61.5"), Decimal("60.2")])
    assert said["신규"] == ("", [])


def test_what_is_said_of_the_month_before_counts_nothing():
    found = read("""
□ 방문 현황 (단위: 명)
구분 | 계 | 1월 | 2월
방문 | 300 | 100 | 200
전월 대비 | - | - | 100
""")
    assert [(v.item, v.group) for v in only(found).values] == [("방문", "1월"), ("방문", "2월")]
