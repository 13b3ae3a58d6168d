"""What a downloaded sheet holds, read back by another library: values, formulas, text and layout."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from budgets.amounts import Unit
from reports.excel import report_xlsx
from reports.table import Column, Gap, Kind, Report, Row, Table

BUDGET = Column("budget", "예산현액", Kind.WON)
SPENT = Column("spent", "집행액", Kind.WON)
RATE = Column("rate", "집행률", Kind.RATE, ("spent", "budget"))
REST = Column("unspent", "미집행액", Kind.WON, ("budget", "spent"))
SHARE = Column("share", "구성비", Kind.RATE, ("budget", ""))
COLUMNS = (BUDGET, SPENT, RATE, REST, SHARE)
NOON = datetime(2030, 7, 1, 12, 0, tzinfo=UTC)


def row(level, mark, name, budget, spent, rate, share, kind="", code=""):
    rest = budget - spent if isinstance(budget, int) and isinstance(spent, int) else Gap.DASH
    return Row(level, mark, name, code, "", kind, (budget, spent, rate, rest, share))


ROWS = (
    row(0, "total", "합계", 100_000, 40_000, 400, 1000),
    row(1, "kind", "사업예산", 90_000, 39_000, 433, 900, "정책사업"),
    row(1, "kind", "기본경비", 10_000, 1_000, 100, 100, "행정운영경비"),
    row(1, "department", "달빛담당관", 100_000, 40_000, 400, 1000, code="001"),
    row(2, "program", "강가 가꾸기", 90_000, 39_000, 433, 900, "정책사업", "080"),
    row(3, "line", "나무 심기", 90_500, 39_000, 431, 905, "정책사업", "08A"),
    row(3, "line", "=HYPERLINK(1)", -500, Gap.DASH, Gap.DASH, -5, "정책사업", "0101"),
    row(2, "line", "기본경비", 10_000, 1_000, 100, 100, "행정운영경비", "+1"),
)


def workbook(rows=ROWS, unit=Unit.THOUSAND, *, values=False, title="일반회계"):
    table = Table(title, title, COLUMNS, rows, ("단수처리로 합계가 다를 수 있음",), "부서 / 사업명")
    report = Report(
        "해오름기획관 집행현황",
        "해오름기획관",
        "2030. 6. 30. 기준",
        unit,
        (table,),
        ("2030-07 주요 업무 보고",),
        (("부서", "달빛담당관"),),
    )
    content = io.BytesIO(report_xlsx(report, NOON))
    return openpyxl.load_workbook(content, data_only=values)


def column(sheet, letter, first=7, count=8):
    return [sheet[f"{letter}{first + i}"].value for i in range(count)]


@pytest.fixture(scope="module")
def sheet():
    return workbook()["일반회계"]


@pytest.fixture(scope="module")
def shown():
    return workbook(values=True)["일반회계"]


def test_on_top_stand_title_office_date_unit_source_and_conditions(sheet):
    assert sheet["A1"].value == "해오름기획관 집행현황"
    assert sheet["A2"].value == "해오름기획관 / 2030. 6. 30. 기준 / (단위: 천원)"
    assert sheet["A3"].value == "출처: 2030-07 주요 업무 보고"
    assert "부서: 달빛담당관" in sheet["A4"].value
    assert "단수처리" in sheet["A4"].value


def test_sums_are_formulas_over_what_stands_under_them(sheet):
    assert column(sheet, "B") == [
        "=SUBTOTAL(9,B10:B14)",
        '=SUMIF($G$10:$G$14,"정책사업",$B$10:$B$14)',
        '=SUMIF($G$10:$G$14,"행정운영경비",$B$10:$B$14)',
        "=SUBTOTAL(9,B11:B14)",
        "=SUBTOTAL(9,B12:B13)",
        90.5,
        -0.5,
        10,
    ]


def test_rates_and_rests_are_formulas_of_their_own_row(sheet):
    assert sheet["D7"].value == '=IF(N(B7)>0,ROUND(C7/B7,3),"-")'
    assert sheet["D12"].value == '=IF(N(B12)>0,ROUND(C12/B12,3),"-")'
    assert sheet["E7"].value == "=N(B7)-N(C7)"
    assert sheet["F10"].value == '=IF(N(B$7)>0,ROUND(B10/B$7,3),"-")'


def test_every_formula_holds_its_value_for_viewers_that_do_not_calculate(shown):
    assert column(shown, "B") == [100, 90, 10, 100, 90, 90.5, -0.5, 10]
    assert column(shown, "D") == [0.4, 0.433, 0.1, 0.4, 0.433, 0.431, "-", 0.1]


def test_a_kind_stands_beside_each_deepest_row_once(sheet):
    assert [word or "" for word in column(sheet, "G")] == [
        *[""] * 5,
        "정책사업",
        "정책사업",
        "행정운영경비",
    ]


def test_names_and_codes_are_text_and_never_formulas(sheet):
    assert (sheet["A13"].value, sheet["A13"].data_type) == ("=HYPERLINK(1)", "s")
    assert [(c.value, c.data_type) for (c,) in sheet["H11:H14"]] == [
        ("080", "s"),
        ("08A", "s"),
        ("0101", "s"),
        ("+1", "s"),
    ]


def test_minus_is_a_triangle_and_a_dash_is_text(sheet):
    assert "△" in sheet["B13"].number_format
    assert (sheet["C13"].value, sheet["C13"].data_type) == ("-", "s")


def test_rows_are_grouped_by_level_under_sums_that_stand_above(sheet):
    levels = [sheet.row_dimensions[7 + i].outlineLevel for i in range(len(ROWS))]
    assert levels == [0, 0, 0, 0, 1, 2, 2, 1]
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_the_sheet_prints_across_with_its_head_on_each_page(sheet):
    assert sheet.freeze_panes == "B7"
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0


def test_folded_departments_are_summed_but_kinds_then_are_values():
    sheet = workbook(ROWS[:4])["일반회계"]
    assert column(sheet, "B", count=4) == ["=SUBTOTAL(9,B10:B10)", 90, 10, 100]


def test_a_sheet_tells_where_it_comes_from(sheet):
    source = workbook()["출처"]
    told = dict(source.iter_rows(max_col=2, values_only=True))
    assert told["출처 문서"] == "2030-07 주요 업무 보고"
    assert told["조건: 부서"] == "달빛담당관"
    assert told["행 수: 일반회계"] == str(len(ROWS))
    assert told["만든 때"].startswith("2030-07-01 12:00:00")


def test_a_title_that_no_sheet_may_have_is_made_one():
    names = workbook(
        title="기금[가:나]/다*라?\\ 아주 긴 이름의 기금 계정 하나 둘 셋 넷 다섯"
    ).sheetnames
    assert len(names[0]) <= 31
    assert not set("[]:*?/\\") & set(names[0])


def test_where_nothing_stands_below_the_kinds_they_are_values():
    sheet = workbook(ROWS[:3])["일반회계"]
    assert column(sheet, "B", count=3) == [100, 90, 10]


def test_a_rate_that_stands_on_another_base_is_a_value():
    """As beside a budget, where the other date's rate is of its 예산현액."""
    other = row(3, "line", "나무 심기", 90_500, 39_000, 500, 905, "정책사업", "08A")
    sheet = workbook((*ROWS[:5], other, *ROWS[6:]))["일반회계"]
    assert column(sheet, "D", first=11, count=2) == ['=IF(N(B11)>0,ROUND(C11/B11,3),"-")', 0.5]


def test_a_row_without_its_base_is_divided_by_the_other():
    appropriated = Column("appropriated", "예산액", Kind.WON)
    columns = (
        appropriated,
        BUDGET,
        SPENT,
        Column("rate", "집행률", Kind.RATE, ("spent", "budget"), or_of=("spent", "appropriated")),
        Column("unspent", "미집행", Kind.WON, ("budget", "spent"), or_of=("appropriated", "spent")),
    )
    rows = (
        Row(0, "line", "나무 심기", "", "", "", (Gap.ABSENT, 100_000, 40_000, 400, 60_000)),
        Row(0, "line", "기금", "", "", "", (50_000, Gap.ABSENT, 40_000, 800, 10_000)),
    )
    table = Table("t", "둘", columns, rows)
    report = Report("집행", "해오름기획관", "2030", Unit.THOUSAND, (table,))
    sheet = openpyxl.load_workbook(io.BytesIO(report_xlsx(report, NOON)))["둘"]
    assert [sheet["E7"].value, sheet["E8"].value] == [
        '=IF(N(C7)>0,ROUND(D7/C7,3),"-")',
        '=IF(N(B8)>0,ROUND(D8/B8,3),"-")',
    ]
    assert [sheet["F7"].value, sheet["F8"].value] == ["=N(C7)-N(D7)", "=N(B8)-N(D8)"]


def test_a_column_of_words_is_as_wide_as_its_longest():
    place = "2022-07 주요 업무 보고, 176번째 줄"
    table = Table(
        "값", "값", (Column("place", "출처와 자리", Kind.TEXT),), (said(place), said("-")), ()
    )
    report = Report("출처", "해오름기획관", "2030. 6. 30.", Unit.WON, (table,), ())
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report, NOON)))
    assert 34 <= book.worksheets[0].column_dimensions["B"].width <= 40


def said(words):
    return Row(0, "line", "나무 심기", "", "", "", (words,))


def test_a_whole_that_its_lines_do_not_say_is_a_value():
    """Printed of the whole alone: a formula over nothing would say zero."""
    known = row(0, "total", "합계", 100_000, 40_000, 400, 1000)
    below = row(1, "line", "나무 심기", Gap.ABSENT, 40_000, Gap.DASH, Gap.DASH)
    sheet = workbook((known, below))["일반회계"]
    assert sheet["B7"].value == 100
    assert sheet["C7"].value == "=SUBTOTAL(9,C8:C8)"


def test_a_sum_of_more_than_is_shown_is_a_value_and_so_is_what_stands_on_it():
    rows = (
        row(0, "total", "합계", 100_000, 40_000, 400, 1000),
        row(1, "department", "달빛담당관", 60_000, 10_000, 167, 600),
        row(2, "line", "나무 심기", 20_000, 10_000, 500, 200),
        row(1, "department", "별빛담당관", 40_000, 30_000, 750, 400),
        row(2, "line", "꽃 심기", 40_000, 30_000, 750, 400),
    )
    sheet = workbook(rows)["일반회계"]
    assert column(sheet, "B", count=5) == [100, 60, 20, "=SUBTOTAL(9,B11:B11)", 40]
    assert sheet["C7"].value == "=SUBTOTAL(9,C8:C11)"
