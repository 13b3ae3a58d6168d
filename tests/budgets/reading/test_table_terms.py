"""Tables of departments or accounts alone: no figures, but what they print follows from itself."""

from tests.budgets.reading.paper import figures, problems, report

FRONT = """
2031년도 주요업무 추진계획
2031. 1. 21.
해오름국
"""
DEPARTMENTS = """
○ 부서별 예산현황
(단위 : 백만원)
부서명 | 2031년 예산(A) | 2030년 최종예산(B) | 증감(A-B) | 증감률(%)
계 | 980 | 930 | 50 | 5.4
달빛과 | 450 | 430 | 20 | 4.7
별빛과 | 330 | 310 | 25 | 6.5
햇빛과 | 200 | 190 | 10 | 5.3
"""


def formed(found):
    return {
        (c.place, c.measure, c.printed): (c.formula, [t.printed for t in c.terms])
        for c in found.claims
    }


def test_sums_and_changes_of_a_table_without_lines_are_claimed_of_its_own_cells():
    said = formed(report(FRONT + DEPARTMENTS))
    assert said[8, "appropriated", "980"] == ("합", ["450", "330", "200"])
    assert said[8, "change_rate", "5.4"] == ("증감률", ["980", "930"])
    assert said[10, "change", "25"] == ("차", ["330", "310"])


def test_a_fund_beside_accounts_is_an_account():
    found = report(
        FRONT
        + """
(단위 : 백만원)
회계별 | 2031년 예산 | 2030년 예산 | 증감
계 | 900 | 800 | 100
일반회계 | 700 | 600 | 100
물길특별회계 | 150 | 150 | -
나루육성기금 | 50 | 50 | -
"""
    )
    assert formed(found)[7, "appropriated", "900"] == ("합", ["700", "150", "50"])
    assert not [words for _, words in problems(found) if "어느 회계" in words]


def test_a_table_without_an_account_shares_that_of_the_one_with_the_same_rows():
    found = report(
        FRONT
        + """
3. 2031년 예산 (물길 특별회계)
(단위 : 백만원)
구분 | 2031년 예산 | 2030년 예산
총계 | 900 | 800
수익적 지출 | 600 | 550
자본적 지출 | 300 | 250

4. 예산집행 현황 (2031. 1. 10. 기준, 단위 : 백만원)
구분 | 예산현액 | 집행액
총계 | 900 | 90
수익적 지출 | 600 | 60
자본적 지출 | 300 | 30
"""
    )
    assert {sheet.account for sheet in found.sheets} == {"물길 특별회계"}
    assert figures(found, 10**6)[-1][2:4] == ("예산집행 현황", "자본적 지출")


ACCOUNTS = """
□ 2030회계연도 결산 총괄
(단위 : 천원)
회계구분 | 예산액 | 전년도이월액 | 예산현액 | 지출액
합계 | 900 | 100 | 1,000 | 700
일반회계 | 600 | 50 | 650 | 500
교육비특별회계 | 300 | 50 | 350 | 200

□ 부서별 결산
(단위 : 천원)
부서/사업명 | 예산현액 | 지출액
총계 | 1,000 | 700
달빛과 | 700 | 500
축제 운영 | 420 | 310
장터 운영 | 280 | 190
별빛과 | 300 | 200
빛길 운영 | 90 | 80
빛터 운영 | 210 | 120
"""


def test_a_table_that_adds_up_all_accounts_is_of_none_of_them_alone():
    found = report(FRONT + ACCOUNTS)
    assert [sheet.account for sheet in found.sheets] == ["일반회계·교육비특별회계"]
    assert problems(found) == [(7, "‘전년도이월액’ 열은 저장하지 않음")]
    assert formed(found)[8, "budget", "1,000"] == ("합", ["650", "350"])


def test_a_table_with_the_total_of_the_general_account_is_of_that_one():
    found = report(
        FRONT
        + ACCOUNTS.replace("일반회계 | 600 | 50 | 650 | 500", "일반회계 | 900 | 100 | 1,000 | 700")
    )
    assert [sheet.account for sheet in found.sheets] == ["일반회계"]


def test_counts_and_shares_beside_the_ledger_are_added_up_too():
    found = report(
        FRONT
        + """
○ 업무추진비 집행현황 (2030. 12. 31. 기준, 단위 : 천원)
구분 | 예산액 | 국비 | 집행액 | 건수
계 | 420 | 100 | 330 | 215
기관운영 | 180 | 100 | 150 | 92
시책추진 | 240 | - | 180 | 122
"""
    )
    said = formed(found)
    assert said[7, "count", "215"] == ("합", ["92", "122"])
    assert said[7, "cost", "100"] == ("합", ["100", "-"])
