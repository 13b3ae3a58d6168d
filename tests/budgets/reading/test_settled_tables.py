"""Changes that a settlement prints as a table: each with both sides, its day and reason."""

from datetime import date

import pytest

from tests.budgets.reading.test_settlement import FIRST, headings, read, unsettled, worked_out

BOAT = "물빛담당관/강물 살리기/나룻배 띄우기"
FLOWERS = "물빛담당관/강물 살리기/강둑 꽃길 가꾸기"
PHOTOS = "노을담당관/노을 알리기/노을 사진전 개최"


def sides(item):
    return (
        item.money.won // 1000,
        item.taken_from and item.taken_from[1],
        item.from_item,
        item.given_to and item.given_to[1],
        item.to_item,
    )


def days(item):
    return [(day.act, day.first) for day in item.days]


def test_both_sides_in_two_rows_are_one_change():
    found = read("""
【예산 전용】 ..... 2건 900천원
(단위 : 천원)
연번 | 부서 | 세부사업 | 과목 | 감액 | 증액 | 사유 | 결정일
1 | 물빛담당관 | 나룻배 띄우기 | 사무관리비 | 600 | | 안전점검 용역비 부족 | 2031. 5. 10.
 | | 나룻배 띄우기 | 시설비 | | 600 | |
2 | 노을담당관 | 노을 사진전 개최 | 시설비 | 300 | - | 전시장 이전 | '31. 6. 2.
 | | | 재료비 | - | 300 | |
합계 | | | | 900 | 900 | |
""")
    head = headings(found)["전용"]
    first, second = head.items
    assert sides(first) == (600, BOAT, "사무관리비", BOAT, "시설비")
    assert sides(second) == (300, PHOTOS, "시설비", PHOTOS, "재료비")
    assert (first.reason, days(first)) == (
        "안전점검 용역비 부족",
        [("결정", date(2031, 5, 10))],
    )
    assert (second.reason, days(second)) == ("전시장 이전", [("결정", date(2031, 6, 2))])
    assert (2, "moved", "900천원", "합", ["600", "300"]) in worked_out(found)
    assert (9, "moved", "900", "합", ["600", "300"]) in worked_out(found)
    assert unsettled(found) == []


def test_both_sides_in_two_columns_are_one_change():
    found = read("""
□ 예산 이용 : 1건 500천원
구분 | 감액 | | | 증액 | | | 사유 | 의회 의결일
 | 부서 | 사업명 | 금액(천원) | 부서 | 사업명 | 금액(천원) | |
1 | 물빛담당관 | 강둑 꽃길 가꾸기 | 500 | 노을담당관 | 노을 사진전 개최 | 500 | 관람객 증가 | 2031. 9. 3.

□ 예산 변경사용 : 1건 200천원
세부사업 | 변경 전 | 변경 후 | 금액(천원) | 변경일자 | 의회 보고일
나룻배 띄우기 | 201-01 사무관리비 | 206-01 재료비 | 200 | 3. 15. | 2031. 4. 20.
""")
    heads = headings(found)
    (moved,) = heads["이용"].items
    assert sides(moved) == (500, FLOWERS, "", PHOTOS, "")
    assert (moved.from_department, moved.to_department) == ("물빛담당관", "노을담당관")
    assert (moved.reason, days(moved)) == ("관람객 증가", [("결정", date(2031, 9, 3))])
    (inner,) = heads["변경사용"].items
    assert sides(inner) == (200, BOAT, "사무관리비", BOAT, "재료비")
    # A day without a year is of the year that is settled.
    assert days(inner) == [("결정", date(2031, 3, 15)), ("의회 보고", date(2031, 4, 20))]
    assert unsettled(found) == []


@pytest.mark.parametrize(
    "table",
    [
        "전용 전 | 전용 후 | 전용액(천원)\n나룻배 띄우기(시설비) | 강둑 꽃길 가꾸기(재료비) | 500",
        "당초사업 | 당초과목 | 당초예산(천원) | 변경사업 | 변경과목 | 금액(천원)\n"
        "나룻배 띄우기 | 시설비 | 3,000 | 강둑 꽃길 가꾸기 | 재료비 | 500",
    ],
)
def test_sides_may_be_called_before_and_after(table):
    (item,) = headings(read(f"\n【예산 전용】 1건 500천원\n{table}\n"))["전용"].items
    assert sides(item) == (500, BOAT, "시설비", FLOWERS, "재료비")


def test_what_one_gives_several_may_take():
    found = read("""
【예산 전용】 1건 900천원 (단위: 천원)

(단위 : 천원)
사업명 | 통계목 | 증감 | 사유 | 일자
나룻배 띄우기 | 사무관리비 | △900 | 공사비 부족 | '31. 5. 10.
나룻배 띄우기 | 시설비 | 700 | |
강둑 꽃길 가꾸기 | 재료비 | 200 | |
""")
    (whole,) = headings(found)["전용"].items
    assert whole.money.won == 900_000
    assert [sides(item) for item in whole.items] == [
        (700, BOAT, "사무관리비", BOAT, "시설비"),
        (200, BOAT, "사무관리비", FLOWERS, "재료비"),
    ]
    assert {item.reason for item in whole.items} == {"공사비 부족"}
    assert (2, "count", "1건", "합", ["1건"]) in worked_out(found)
    assert unsettled(found) == []


def test_rows_that_come_to_the_whole_are_all_of_its_cases():
    found = read("""
【예비비 사용】 3건 400천원
부서명 | 사업명 | 사용액(천원) | 승인일
물빛담당관 | 나룻배 띄우기 | 300 | 2031. 9. 3.
물빛담당관 | 강둑 꽃길 가꾸기 | 100 | 2031. 9. 3.
""")
    assert (2, "count", "3건", "합", ["1건", "1건"]) in worked_out(found)


def test_a_table_of_all_kinds_says_in_its_own_column_of_which_each_is():
    found = read("""
□ 예산 변동 내역 (단위: 천원)

구분 | 감액부서 | 감액사업 | 증액부서 | 증액사업 | 금액 | 사유 | 일자
이용 | 물빛담당관 | 나룻배 띄우기 | 노을담당관 | 노을 사진전 개최 | 100 | 전시 확대 | 2031. 9. 3.
이체 | 노을담당관 | 노을 음악회 개최 | 물빛담당관 | 노을 음악회 개최 | 400 | 조직개편 | 2031. 7. 1.
〃 | 노을담당관 | 노을 사진전 개최 | 물빛담당관 | 노을 사진전 개최 | 600 | 조직개편 | 2031. 7. 1.
계 | | | | | 1,100 | |
""")
    heads = headings(found)
    assert [sides(item) for item in heads["이용"].items] == [(100, BOAT, "", PHOTOS, "")]
    both = heads["이체"].items
    assert [(i.money.won // 1000, i.name) for i in both] == [
        (400, "노을 음악회 개최"),
        (600, "노을 사진전 개최"),
    ]
    assert {(i.from_department, i.to_department, i.reason) for i in both} == {
        ("노을담당관", "물빛담당관", "조직개편")
    }
    assert heads["이체"].money is None  # a total over several kinds is of none of them
    assert unsettled(found) == []


def test_the_reserve_and_what_is_carried_and_left_may_be_tables_too():
    found = read("""
【예비비 사용】 1건 400천원
부서명 | 사업명 | 과목 | 사용액(천원) | 사용목적 | 승인일
물빛담당관 | 나룻배 띄우기 | 시설비 | 400 | 태풍 피해 복구 | 2031. 9. 3.

【다음연도 이월】 2건 900천원
(단위: 천원)
이월구분 | 부서명 | 사업명 | 과목 | 이월액 | 이월사유
명시이월 | 물빛담당관 | 강둑 꽃길 가꾸기 | 시설비 | 700 | 공사기간 부족
사고이월 | 노을담당관 | 노을 사진전 개최 | 사무관리비 | 200 | 대금 가압류

【집행잔액】 10,000천원
사유 | 금액(천원)
낙찰차액 | 6,000
집행사유 미발생 | 4,000
""")
    heads = headings(found)
    (reserve,) = heads["예비비"].items
    assert (reserve.money.won, reserve.line[1], reserve.from_item) == (400_000, BOAT, "시설비")
    assert days(reserve) == [("결정", date(2031, 9, 3))]
    assert [(i.kind, i.line[1], i.from_item, i.reason) for i in heads["이월"].items] == [
        ("명시", FLOWERS, "시설비", "공사기간 부족"),
        ("사고", PHOTOS, "사무관리비", "대금 가압류"),
    ]
    left = heads["집행잔액"].items
    assert [(i.name, i.money.won) for i in left] == [
        ("낙찰차액", 6_000_000),
        ("집행사유 미발생", 4_000_000),
    ]
    sums = [(printed, terms) for _, _, printed, how, terms in worked_out(found) if how == "합"]
    assert ("10,000천원", ["6,000", "4,000"]) in sums


def test_what_is_given_and_taken_should_be_one_amount():
    found = read("""
【예산 전용】 1건 600천원
세부사업 | 과목 | 감액(천원) | 증액(천원) | 사유 | 일자
나룻배 띄우기 | 사무관리비 | 600 | | 용역비 부족 | '31. 5. 10.
나룻배 띄우기 | 시설비 | | 660 | |
노을 사진전 개최 | 시설비 | 300 | | 전시장 이전 | '31. 6. 2.
노을 사진전 개최 | 재료비 | | 300 | |
""")
    assert [sides(item)[0] for item in headings(found)["전용"].items] == [600, 300]
    assert (5, "moved", "660", "같음", ["600"]) in worked_out(found)


def test_what_a_table_does_not_say_is_named_at_its_row():
    found = read("""
【예산 전용】 2건 900천원
세부사업 | 과목 | 감액(천원) | 증액(천원) | 사유 | 일자
모르는 사업 | 사무관리비 | 600 | | 용역비 부족 |
 | 시설비 | | 600 | |
노을 사진전 개최 | 시설비 | 300 | | 전시장 이전 | '31. 6. 2.
""")
    assert unsettled(found) == [
        (FIRST + 4, "전용 ‘모르는 사업’ 600천원: 준 사업, 받은 사업, 결정한 날을 찾지 못함"),
        (FIRST + 6, "전용 ‘노을 사진전 개최’ 300천원: 받은 사업, 양쪽의 목을 찾지 못함"),
    ]


def test_a_sentence_beside_a_table_adds_nothing_but_what_the_table_leaves_out():
    found = read("""
【예산 전용】 1건 600천원
- 전용규모는 총 1건, 600천원으로,
- 안전점검 용역비 부족으로 인해 나룻배 띄우기의 사무관리비를 시설비로 전용('31. 5. 10. 결정)
과목 | 감액(천원) | 증액(천원)
사무관리비 | 600 | -
시설비 | - | 600
""")
    (item,) = headings(found)["전용"].items
    assert sides(item) == (600, BOAT, "사무관리비", BOAT, "시설비")
    assert item.reason == "안전점검 용역비 부족"


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ("사업 | 금액\n나룻배 띄우기 | 10\n", 3, "전용: 표로 적힌 내역은 읽지 않음 (단위를 찾지 못함)"),
        ("사업 | 금액(천원) | 색깔\n나룻배 띄우기 | 10 | 빨강\n", 3, "전용: 표의 ‘색깔’ 열은 읽지 않음"),
        ("사업 | 금액(천원)\n나룻배 띄우기 | 1,0\n", 4, "전용: ‘1,0’을(를) 읽지 못함"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_a_table_is_named(rows, place, words):
    assert (FIRST + place, words) in unsettled(read(f"\n【예산 전용】 1건 10천원\n{rows}"))


def test_an_amount_that_is_left_may_be_headed_without_a_bracket():
    found = read("""
Ⅳ. 2031 회계연도 결산

가. 집행잔액 : 10,000천원
 - 낙찰차액 6,500천원
 - 예산절감 3,500천원
""")
    head = headings(found)["집행잔액"]
    assert [(i.name, i.money.won) for i in head.items] == [
        ("낙찰차액", 6_500_000),
        ("예산절감", 3_500_000),
    ]


def test_a_heading_says_its_amount_by_the_total_of_its_table():
    found = read("""
Ⅳ. 2031 회계연도 결산

□ 집행잔액 내역

(단위: 천원)
사유 | 금액
낙찰차액 | 6,500
예산절감 | 3,500
계 | 10,000
""")
    head = headings(found)["집행잔액"]
    assert (head.money.won, [i.name for i in head.items]) == (
        10_000_000,
        ["낙찰차액", "예산절감"],
    )
    assert unsettled(found) == []


def test_what_is_carried_over_goes_to_the_ledger_at_its_place():
    """The table of the settlement has no column for it, and the identity would not close."""
    found = read("""
【다음연도 이월】 2건 900천원
부서명 | 사업명 | 이월액(천원)
물빛담당관 | 강둑 꽃길 가꾸기 | 700
물빛담당관 | 강둑 꽃길 가꾸기 | 200
""")
    carried = [
        (row.name, row.amounts["carried"].won, row.places["carried"])
        for row in found.sheets[0].rows
        if "carried" in row.amounts
    ]
    assert carried == [("강둑 꽃길 가꾸기", 900_000, FIRST + 4)]


@pytest.mark.parametrize(
    "body",
    [
        "□ 이용 현황\n(단위: 명)\n구분 | 계 | 어른\n이용자 | 300 | 200\n",
        "□ 이용 현황\n - 이용료 300천원\n",
    ],
)
def test_the_use_of_a_house_is_no_change_of_its_budget(body):
    assert headings(read(f"\nⅣ. 2031 회계연도 결산\n\n{body}")) == {}


def several(rows, heading="전용"):
    return read(f"""
【예산 {heading}】 ..... 1건 900천원
(단위 : 천원)
연번 | 부서 | 세부사업 | 과목 | 감액 | 증액 | 사유 | 결정일
{rows}
""")


def parts(found, heading="전용"):
    (case,) = headings(found)[heading].items
    return [sides(item) for item in case.items]


def test_several_givers_and_takers_are_paired_where_the_amounts_leave_no_other_way():
    found = several("""\
1 | 물빛담당관 | 나룻배 띄우기 | 사무관리비 | 600 | | 보수 | 2031. 5. 10.
 | 노을담당관 | 노을 사진전 개최 | 시설비 | 300 | | |
 | 물빛담당관 | 강둑 꽃길 가꾸기 | 재료비 | | 300 | |
 | 물빛담당관 | 나룻배 띄우기 | 시설비 | | 600 | |""")
    assert parts(found) == [
        (600, BOAT, "사무관리비", BOAT, "시설비"),
        (300, PHOTOS, "시설비", FLOWERS, "재료비"),
    ]
    assert unsettled(found) == []


def test_several_givers_and_takers_of_one_line_are_of_that_line_on_both_sides():
    found = several("""\
1 | 물빛담당관 | 나룻배 띄우기 | 사무관리비 | 500 | | 보수 | 2031. 5. 10.
 | 물빛담당관 | 나룻배 띄우기 | 공공운영비 | 400 | | |
 | 물빛담당관 | 나룻배 띄우기 | 시설비 | | 700 | |
 | 물빛담당관 | 나룻배 띄우기 | 재료비 | | 200 | |""")
    assert [each[:4] for each in parts(found)] == [
        (500, BOAT, "사무관리비", BOAT),
        (400, BOAT, "공공운영비", BOAT),
    ]
    told = [words for _, words in unsettled(found)]
    assert "전용: 준 목과 받은 목이 여럿이라 목의 짝을 알 수 없음" in told


def test_several_givers_and_takers_whom_no_amount_pairs_keep_their_problem():
    found = several("""\
1 | 물빛담당관 | 나룻배 띄우기 | 사무관리비 | 500 | | 보수 | 2031. 5. 10.
 | 노을담당관 | 노을 사진전 개최 | 시설비 | 400 | | |
 | 물빛담당관 | 강둑 꽃길 가꾸기 | 재료비 | | 700 | |
 | 물빛담당관 | 나룻배 띄우기 | 시설비 | | 200 | |""")
    assert [(won, taken, given) for won, taken, _, given, _ in parts(found)] == [
        (500, BOAT, None),
        (400, PHOTOS, None),
    ]
    told = [words for _, words in unsettled(found)]
    assert "전용: 준 쪽과 받은 쪽이 여럿이라 짝을 알 수 없음" in told


def test_a_row_without_an_amount_is_no_case():
    found = read("""
【예산 전용】 ..... 2건 900천원
(단위 : 천원)
사업명 | 감액 과목 | 증액 과목 | 전용금액 | 사유
나룻배 띄우기 | 사무관리비 | 시설비 | 600 | 안전점검
강둑 꽃길 | | | |
강둑 꽃길 가꾸기 | 시설비 | 재료비 | 300 | 전시
""")
    assert (2, "count", "2건", "합", ["1건", "1건"]) in worked_out(found)
