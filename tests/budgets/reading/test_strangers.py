"""Rows of departments that are marked, misspelt or missing, in a bureau of three divisions."""

import pytest

from tests.budgets.reading.paper import figures, problems, report
from tests.budgets.reading.test_ledger import BUREAU, BUREAU_LEAVES, MILLION

ROW = "보행환경과 | 2,600"
OFFICE = "한빛교통국"


def bureau(row):
    assert BUREAU.count(ROW) == 1
    return BUREAU.replace(ROW, row)


@pytest.mark.parametrize(
    "name",
    [
        "보행환경과*",
        "보행환경과 1)",
        "보행환경과주1)",
        "보행환경과(*)",
        "※ 보행환경과",
        "보행환경과 ¹",
    ],
)
def test_a_footnote_mark_is_no_part_of_a_departments_name(name):
    found = report(bureau(f"{name} | 2,600"))
    assert figures(found, MILLION) == BUREAU_LEAVES
    assert problems(found) == []


def test_a_mark_belongs_to_the_name_of_a_program():
    found = report(BUREAU.replace("보도 정비 |", "보도 정비 1) |"))
    assert (47, "보행환경과", "걷기 좋은 거리", "보도 정비 1)") in {
        row[:4] for row in figures(found, MILLION)
    }


def test_a_misspelt_department_is_stored_as_printed_and_named():
    found = report(bureau("보헹환경과 | 2,600"))
    assert {row[1] for row in figures(found)} == {"교통정책과", "보헹환경과", "주차계획과"}
    words = "보헹환경과: 보고서의 다른 곳에 없는 부서 (가장 가까운 이름: 보행환경과)"
    assert problems(found) == [(45, words)]


def test_a_department_like_no_other_is_named_without_a_guess():
    found = report(bureau("물순환담당관 | 2,600"))
    assert problems(found) == [(45, "물순환담당관: 보고서의 다른 곳에 없는 부서")]


def test_a_department_that_is_told_of_elsewhere_is_no_stranger():
    found = report(bureau("신호담당관 | 2,600") + "※ '24. 1. 1. 신호 담당관 신설\n")
    assert problems(found) == []


def test_a_report_that_names_no_departments_has_no_strangers():
    start, end = BUREAU.index("구분 | 총계"), BUREAU.index("예 산")
    found = report(BUREAU[:start] + BUREAU[end:])
    assert len(figures(found)) == len(BUREAU_LEAVES)
    assert problems(found) == []


def test_lines_whose_departments_row_is_missing_are_named_once():
    row = next(line for line in BUREAU.split("\n") if line.startswith(ROW))
    found = report(BUREAU.replace(row, ""))
    lost = [row for row in figures(found, MILLION) if row[1] == OFFICE]
    assert [row[3] for row in lost] == ["보도 정비", "자전거도로 정비", "기본경비"]
    assert problems(found) == [(47, f"보도 정비: 부서 행이 없어 {OFFICE}의 것으로 둠")]


def test_what_the_office_itself_pays_into_a_fund_is_named_by_nobody():
    text = """
주요업무 보고
2024. 9. 3.
미래도시국
(2024. 8. 31. 현재, 단위 : 천원)
부서/사업명 | 예산현액 | 집행액
합계 | 2,113 | 1,031
공원과 | 1,300 | 700
공원 조성 | 813 | 211
숲길 조성 | 487 | 489
기후대응기금 전출금 | 813 | 331
"""
    found = report(text)
    assert figures(found)[-1][1] == "미래도시국"
    assert problems(found) == []
