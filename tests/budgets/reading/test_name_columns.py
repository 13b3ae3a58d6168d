"""Tables whose rows are named in several columns, and columns by kinds of what is carried over."""

from tests.budgets.reading.paper import claims, figures, problems, report

FRONT = """
2030회계연도 결산 업무보고
2031. 6. 12.
해오름국
□ 2030회계연도 결산 현황
(단위 : 천원)
"""


def test_a_row_is_named_by_its_lowest_name_and_a_subtotal_by_whose_it_is():
    found = report(
        FRONT
        + """부서 | 사업명 | 예산현액 | 지출액 | 집행잔액
총계 | | 6,000 | 5,000 | 1,000
달빛과 | 소계 | 2,500 | 2,000 | 500
 | 달빛 축제 운영 | 1,500 | 1,300 | 200
 | 달빛 장터 운영 | 1,000 | 700 | 300
별빛과 | 소계 | 3,500 | 3,000 | 500
 | 별빛 축제 운영 | 2,000 | 1,900 | 100
 | 별빛 장터 운영 | 1,500 | 1,100 | 400
"""
    )
    assert figures(found) == [
        (9, "달빛과", "달빛 축제 운영", "달빛 축제 운영", 1500, 1300),
        (10, "달빛과", "달빛 장터 운영", "달빛 장터 운영", 1000, 700),
        (12, "별빛과", "별빛 축제 운영", "별빛 축제 운영", 2000, 1900),
        (13, "별빛과", "별빛 장터 운영", "별빛 장터 운영", 1500, 1100),
    ]
    assert problems(found) == []


def test_a_department_that_is_printed_in_every_row_has_its_subtotal():
    found = report(
        FRONT
        + """부서 | 세부사업 | 예산현액 | 지출액
합계 | | 6,000 | 5,000
달빛과 | 계 | 2,500 | 2,000
달빛과 | 달빛 축제 운영 | 1,500 | 1,300
달빛과 | 달빛 장터 운영 | 1,000 | 700
별빛과 | 계 | 3,500 | 3,000
별빛과 | 별빛 축제 운영 | 2,000 | 1,900
별빛과 | 별빛 장터 운영 | 1,500 | 1,100
"""
    )
    assert [row[1:3] for row in figures(found)] == [
        ("달빛과", "달빛 축제 운영"),
        ("달빛과", "달빛 장터 운영"),
        ("별빛과", "별빛 축제 운영"),
        ("별빛과", "별빛 장터 운영"),
    ]


def test_a_merged_cell_names_the_rows_that_it_stands_beside():
    found = report(
        FRONT
        + """단위사업 | 세부사업 | 예산현액 | 집행액
계 | | 3,000 | 2,000
달빛 | 축제 운영 | 1,000 | 500
 | 장터 운영 | 2,000 | 1,500
"""
    )
    assert figures(found) == [
        (8, "해오름국", "달빛", "축제 운영", 1000, 500),
        (9, "해오름국", "달빛", "장터 운영", 2000, 1500),
    ]
    assert problems(found) == []


def test_merged_cells_may_name_a_department_and_a_program():
    found = report(
        FRONT
        + """부서명 | 정책사업 | 세부사업 | 예산현액 | 집행액 | 집행률(%)
합계 | | | 6,000 | 4,000 | 66.7
달빛과 | 달빛 가꾸기 | 축제 운영 | 1,000 | 500 | 50.0
 | | 장터 운영 | 2,000 | 1,500 | 75.0
별빛과 | 별빛 가꾸기 | 축제 운영 | 1,400 | 900 | 64.3
 | 기본경비 | 기본경비 | 1,600 | 1,100 | 68.8
"""
    )
    assert [row[:4] for row in figures(found)] == [
        (8, "달빛과", "달빛 가꾸기", "축제 운영"),
        (9, "달빛과", "달빛 가꾸기", "장터 운영"),
        (10, "별빛과", "별빛 가꾸기", "축제 운영"),
        (11, "별빛과", "기본경비", "기본경비"),
    ]
    (sheet,) = found.sheets
    assert [row.kind for row in sheet.rows] == ["정책사업"] * 3 + ["행정운영경비"]
    assert problems(found) == []
    assert [name for name, _ in found.departments] == ["달빛과", "별빛과"]


def test_a_merged_cell_of_revenue_is_not_lost_by_joining():
    found = report(
        FRONT
        + """관 | 항 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액
합계 | | 900 | 950 | 940 | 10
세외수입 | 사용료수입 | 300 | 330 | 325 | 5
 | 재산임대수입 | 600 | 620 | 615 | 5
"""
    )
    (revenue,) = found.revenues
    assert tree(revenue) == [
        ("세외수입", None, 8, None),
        ("사용료수입", "세외수입", 8, 325),
        ("재산임대수입", "세외수입", 9, 615),
    ]


def tree(revenue):
    """(name, what it stands below, line, 천원 received)."""
    return [
        (
            row.name,
            (row.parent is not None and revenue.rows[row.parent].name) or None,
            row.place,
            row.amounts["received"].won // 1000 if row.amounts else None,
        )
        for row in revenue.rows
    ]


MERGED = """관 | 항 | 목 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액
세외수입 | 경상적세외수입 | 재산임대수입 | 100 | 90 | 90 | -
 | | 사용료수입 | 200 | 190 | 180 | 10
 | 임시적세외수입 | 기타수입 | 300 | 300 | 300 | -
보조금 | 국고보조금 | 국고보조금 | 300 | 300 | 300 | -
{total}
"""


def test_merged_categories_without_subtotals_are_a_tree_whose_total_is_worked_out():
    found = report(FRONT + MERGED.format(total="합계 | | | 900 | 880 | 870 | 10"))
    (revenue,) = found.revenues
    assert tree(revenue) == [
        ("세외수입", None, 7, None),
        ("경상적세외수입", "세외수입", 7, None),
        ("재산임대수입", "경상적세외수입", 7, 90),
        ("사용료수입", "경상적세외수입", 8, 180),
        ("임시적세외수입", "세외수입", 9, None),
        ("기타수입", "임시적세외수입", 9, 300),
        ("보조금", None, 10, None),
        ("국고보조금", "보조금", 10, 300),
    ]
    assert problems(found) == []
    sums = [(c.printed, [t.printed for t in c.terms]) for c in found.claims if c.formula == "합"]
    assert ("870", ["90", "180", "300", "300"]) in sums


def test_a_total_that_merged_categories_do_not_come_to_is_named():
    found = report(FRONT + MERGED.format(total="합계 | | | 900 | 880 | 860 | 10"))
    assert problems(found) == [(11, "합계: 아래 행을 더한 것과 다름")]


def test_two_rows_of_one_name_in_a_merged_category_are_refused_and_named():
    found = report(FRONT + MERGED.format(total=" | | 국고보조금 | 10 | 10 | 10 | -"))
    assert found.revenues == ()
    (problem,) = [words for place, words in problems(found) if place == 11]
    assert problem == "세입 표를 읽지 않음: 보조금 / 국고보조금이(가) 두 번 나옴"


def test_accounts_in_merged_cells_are_no_categories():
    found = report(
        FRONT
        + """회계 | 관 | 항 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액
일반회계 | 세외수입 | 사용료수입 | 300 | 330 | 325 | 5
 | | 재산임대수입 | 600 | 620 | 615 | 5
강변기금 | 세외수입 | 이자수입 | 50 | 50 | 50 | -
"""
    )
    assert [(each.account, tree(each)[-1]) for each in found.revenues] == [
        ("일반회계", ("재산임대수입", "세외수입", 8, 615)),
        ("강변기금", ("이자수입", "세외수입", 9, 50)),
    ]


def test_categories_of_revenue_in_three_columns_are_revenue():
    found = report(
        FRONT
        + """관 | 항 | 목 | 예산현액 | 징수결정액 | 실제수납액 | 미수납액
합계 | | | 900 | 950 | 940 | 10
세외수입 | | | 400 | 450 | 440 | 10
 | 경상적세외수입 | | 400 | 450 | 440 | 10
 | | 사용료수입 | 300 | 330 | 325 | 5
 | | 재산임대수입 | 100 | 120 | 115 | 5
보조금 | | | 500 | 500 | 500 | -
 | 국고보조금 | | 500 | 500 | 500 | -
"""
    )
    (revenue,) = found.revenues
    assert [(row.name, row.parent) for row in revenue.rows if row.amounts] == [
        ("사용료수입", 1),
        ("재산임대수입", 1),
        ("국고보조금", 4),
    ]
    assert found.statistics == ()


def test_what_is_carried_is_the_sum_of_its_kinds_and_their_totals_are_claimed():
    found = report(
        FRONT
        + """부서/사업명 | 예산현액 | 집행액 | 명시이월 | 사고이월 | 집행잔액
합계 | 6,000 | 4,000 | 600 | 400 | 1,000
달빛과 | 2,500 | 1,500 | 600 | 100 | 300
달빛 축제 운영 | 1,500 | 800 | 400 | 100 | 200
달빛 장터 운영 | 1,000 | 700 | 200 | - | 100
별빛과 | 3,500 | 2,500 | - | 300 | 700
별빛 축제 운영 | 2,000 | 1,400 | - | 300 | 300
별빛 장터 운영 | 1,500 | 1,100 | - | - | 400
"""
    )
    assert [row[-1] for row in figures(found)] == [500, 200, 300, "dash"]
    kinds = [c for c in found.claims if c.measure == "carried"]
    assert [(c.place, c.subject, c.printed, [t.printed for t in c.terms]) for c in kinds][:2] == [
        (7, "합계 명시이월", "600", ["600", "-"]),
        (7, "합계 사고이월", "400", ["100", "300"]),
    ]
    assert all(c.formula == "합" for c in kinds)
    assert claims(found, 10)[-1][1:3] == ("lapsed", "100")
