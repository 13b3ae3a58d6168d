"""The analysts' workbook: its figures are those of the pages, typed, and its charts can be edited."""

import io
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest

from reports.choices import Misread
from reports.dates import published_dates
from reports.likeness import EVIDENCE
from reports.summary import Summary
from reports.summary_asked import read_chosen
from reports.summary_changes import ENDED, NEW, changes
from tests import cast

pytestmark = pytest.mark.django_db

GENERAL, FUND = "일반회계", "대외협력기금(국제협력계정)"
QUERIES = 10  # of the workbook
HOUSE = Path(__file__).parent.parent.parent


@pytest.fixture
def book(client):
    def book(**chosen):
        response = client.get("/summary.xlsx", chosen)
        assert response.status_code == 200
        return openpyxl.load_workbook(io.BytesIO(response.content), data_only=True)

    return book


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    from django.test import Client

    with django_db_blocker.unblock():
        content = Client().get("/summary.xlsx").content
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def pivot(sheet, names):
    """{names of the row: {(measure, date): cell}}"""
    heads = [(a.value, b.value) for a, b in zip(sheet[5], sheet[6], strict=True)][names:]
    return {
        tuple(cell.value or "" for cell in row[:names]): dict(
            zip(heads, [cell.value for cell in row[names:]], strict=True)
        )
        for row in sheet.iter_rows(min_row=7)
    }


def listed(sheet):
    heads = [cell.value for cell in sheet[5]]
    return [
        dict(zip(heads, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=6)
    ]


def test_start_up_does_without_pandas():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'seoulcomm.settings';"
        "os.environ['DEBUG'] = '1';"
        "import django; django.setup(); import seoulcomm.urls;"
        "from django.urls import resolve; resolve('/summary.xlsx');"
        "print([name for name in ('pandas', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_there_is_a_sheet_for_each_account_and_one_of_sources(whole):
    assert whole.sheetnames == [
        *(f"{title} {GENERAL}" for title in ("부서별", "종류별", "정책사업별")),
        *(f"{title} {GENERAL}" for title in ("정책사업 전년대비", "세부사업 전년대비", "차트")),
        *(f"{title} {FUND}" for title in ("부서별", "종류별", "정책사업별", "차트")),
        "긴 표",
        "출처",
    ]


def test_every_sheet_says_whose_it_is_and_the_last_how_many_rows_each_has(whole):
    *sheets, sources = whole.worksheets
    for sheet in sheets:
        assert sheet["A2"].value.startswith("홍보기획관, "), sheet.title
        assert sheet["A2"].value.endswith("출처: ‘출처’ 시트"), sheet.title
    told = {row[0].value: row[1].value for row in sources.iter_rows()}
    for sheet in sheets:
        if not sheet.title.startswith("차트"):
            rows = [row[0].value for row in sheet.iter_rows(min_row=6)]
            filled = [each for each in rows if each not in (None, "", "실국", "종류")]
            assert len(filled) == int(told[f"행 수: {sheet.title}"]), sheet.title


def test_the_pivots_say_what_the_pages_say(whole):
    july = "2022. 7. 1. 기준"
    departments = pivot(whole[f"부서별 {GENERAL}"], 2)
    total = departments["합계", ""]
    assert total["예산현액", july] == 101_356_223
    assert total["집행액", july] == 47_541_386
    assert total["집행률", july] == 0.469
    assert departments["시민소통기획관", "국제교류담당관"]["예산현액", "2023. 4. 1. 기준"] == "·"
    kinds = pivot(whole[f"종류별 {GENERAL}"], 1)
    assert kinds["재무활동",]["예산현액", july] == 1_790_000
    fund = pivot(whole[f"부서별 {FUND}"], 2)
    assert fund["합계", ""]["예산액", july] == 6_652_855
    assert ("예산현액", july) not in fund["합계", ""]  # the fund has none


def test_parts_add_up_to_the_total_in_every_column(whole):
    for sheet, names in (("부서별", 2), ("종류별", 1), ("정책사업별", 4)):
        rows = pivot(whole[f"{sheet} {GENERAL}"], names)
        total, *parts = rows.values()
        for head, cell in total.items():
            if head[0] != "집행률" and isinstance(cell, int):
                there = [part[head] for part in parts]
                assert sum(x for x in there if isinstance(x, int)) == cell, (sheet, head)


def test_a_missing_column_is_no_zero(whole):
    programs = pivot(whole[f"정책사업별 {FUND}"], 4)
    cells = [cell for row in programs.values() for cell in row.values()]
    assert 0 not in cells
    assert "-" in cells


def test_works_are_compared_with_the_year_before_by_their_lineage(whole):
    rows = listed(whole[f"세부사업 전년대비 {GENERAL}"])
    april = [row for row in rows if row["뒤 기준일"] == "2023. 4. 1. 기준"]
    total, *parts = april
    assert (total["앞"], total["뒤"], total["증감"]) == (101_356_223, 88_194_161, -13_162_062)
    assert total["증감률"] == -0.13
    poll = next(row for row in parts if row["세부사업"] == "시정여론조사 운영")
    assert (poll["부서"], poll["앞"], poll["뒤"]) == ("홍보담당관", 578_992, 468_992)
    assert (poll["증감"], poll["증감률"]) == (-110_000, -0.19)
    assert poll["이어진 근거"] == "같은 이름, 같은 부서 (이어받은 부서)"
    moved = next(row for row in rows if row["앞의 이름"] and "서울사랑" in row["세부사업"])
    assert moved["이어진 근거"]


def test_every_work_is_in_the_comparison_once_and_the_changes_add_up(whole):
    for title in ("정책사업", "세부사업"):
        spans = {}
        for row in listed(whole[f"{title} 전년대비 {GENERAL}"]):
            spans.setdefault((row["앞 기준일"], row["뒤 기준일"]), []).append(row)
        assert len(spans) == 5
        for total, *parts in spans.values():
            for column in ("앞", "뒤", "증감"):
                assert sum(_known(p[column]) for p in parts) == total[column]
            evidence = {part["이어진 근거"] for part in parts}
            assert evidence <= {
                "같은 이름, 같은 부서 (이어받은 부서)",
                "같은 이름, 다른 부서",
                "따옴표 안의 고유한 이름이 같음",
                *EVIDENCE.values(),
                NEW,
                ENDED,
            }
            assert all(p["증감률"] == "-" for p in parts if p["이어진 근거"] == NEW)


def _known(cell):
    """A dash adds nothing; any other word would make the sum unknown."""
    return 0 if cell in ("·", "-") else cell


def test_a_dash_on_one_side_is_nothing_there_and_no_rate(whole):
    rows = listed(whole[f"세부사업 전년대비 {GENERAL}"])
    abroad = next(
        row
        for row in rows
        if row["세부사업"] == "서울시 해외 홍보마케팅" and row["뒤 기준일"] == "2019년 예산"
    )
    assert (abroad["앞"], abroad["뒤"]) == ("-", 3_500_000)
    assert (abroad["증감"], abroad["증감률"]) == (3_500_000, "-")


def test_a_year_is_compared_with_the_one_that_was_regrouped_for_it(whole):
    spans = {
        (row["뒤 기준일"], row["앞 기준일"], row["해 차이"], row["견준 금액"])
        for row in listed(whole[f"정책사업 전년대비 {GENERAL}"])
    }
    assert ("2019년 예산", "2018년 예산 (뒤의 조직으로 재편)", 1, "예산액") in spans
    assert ("2022. 7. 1. 기준", "2019년 예산", 3, "예산액 → 예산현액") in spans


def test_the_long_table_is_the_tidy_rows_in_won(whole):
    rows = listed(whole["긴 표"])
    assert len(rows) == 515
    poll = [row for row in rows if row["세부사업"] == "시정어론조사 운영"]  # as printed
    assert {row["측정값"]: row["금액(원)"] for row in poll}["예산현액"] == 578_992_000
    assert poll[0]["기준일"].isoformat().startswith("2022-07-01")


def test_numbers_are_typed_with_a_triangle_and_sheets_are_ready_to_print(whole):
    for sheet in whole.worksheets[:-1]:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    sheet = whole[f"세부사업 전년대비 {GENERAL}"]
    change = next(cell for cell in sheet[6] if cell.value == -13_162_062)
    assert change.number_format == '#,##0;[Red]"△"#,##0;0'
    assert sheet.auto_filter.ref


def test_charts_stand_on_cells_of_their_sheet(whole):
    sheet = whole[f"차트 {GENERAL}"]
    assert len(sheet._charts) == 3
    for chart in sheet._charts:
        for series in chart.series:
            assert series.val.numRef.f.startswith(f"'{sheet.title}'!$")
    values = [row[2].value for row in sheet.iter_rows(min_row=6, max_row=13)]
    assert None in values  # a budget has nothing spent: not zero


def test_what_is_chosen_is_in_the_book_and_nothing_else(book):
    found = book(office="홍보기획관", year="2023", measure=["budget", "rate"], unit="백만원")
    sheet = found[f"부서별 {GENERAL}"]
    heads = [cell.value for cell in sheet[5]]
    assert heads == ["실국", "부서", "예산현액", "집행률"]
    assert sheet["C7"].value == pytest.approx(88_194.161)
    assert {row["측정값"] for row in listed(found["긴 표"])} == {"예산현액"}
    assert {row["실국"] for row in listed(found["긴 표"])} == {"홍보기획관"}


def test_a_name_that_begins_like_a_formula_is_text(book):
    scene = cast.scene()
    cast.figure(scene.statement, cast.line(scene.program, "=1+1"), budget=5, spent=1)
    cast.publish(scene.statement)
    sheet = book(office=scene.office.code)["긴 표"]
    cells = [cell for row in sheet.iter_rows(min_row=6) for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_a_draft_is_nowhere(book, client):
    scene = cast.scene()
    assert client.get("/summary.xlsx", {"office": scene.office.code}).status_code == 400
    assert "해오름기획관" not in client.get("/summary").content.decode()
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777)
    sheet = book(office=scene.office.code, unit="원")["부서별 시험회계"]
    assert pivot(sheet, 2)["합계", ""]["예산현액", "2030. 6. 30. 기준"] == 100


def test_what_cannot_be_taken_is_refused_at_once(client):
    asked = {"office": "없는관", "year": "1999", "unit": "달러", "sort": "x"}
    response = client.get("/summary.xlsx", asked)
    assert response.status_code == 400
    page = response.content.decode()
    for words in ("실국 ‘없는관’", "회계연도 ‘1999’", "단위 ‘달러’", "‘sort’"):
        assert words in page
    with pytest.raises(Misread, match="금액 ‘lapsed’"):
        read_chosen({"measure": ["lapsed"]}, published_dates())


def test_the_file_is_named_for_what_it_holds(client):
    asked = {"office": "시민소통기획관", "year": ["2018", "2019"]}
    header = client.get("/summary.xlsx", asked).headers["Content-Disposition"]
    assert quote("시민소통기획관_2018-2019_예산집행_요약.xlsx") in header


def test_queries_do_not_grow_with_what_is_chosen(client, django_assert_num_queries):
    for asked in ({}, {"year": "2023"}):
        with django_assert_num_queries(QUERIES):
            client.get("/summary.xlsx", asked)
    with django_assert_num_queries(2):
        client.get("/summary")


def test_the_same_day_of_the_year_is_nearest():
    scene = cast.scene()
    cast.publish(scene.statement)
    following = cast.book(scene.office, 2031)
    program = cast.program(following, scene.moon, scene.account)
    trees = cast.line(program)
    for month, day in ((3, 31), (6, 30)):
        late = cast.reporting_date(following, scene.date.day.replace(2031, month, day))
        written = cast.statement(cast.filing(late, scene.moon))
        cast.figure(written, trees, budget=month * 100, spent=1)
        cast.publish(written)
    march = cast.reporting_date(scene.book, scene.date.day.replace(2030, 3, 31))
    written = cast.statement(cast.filing(march, scene.moon))
    cast.figure(written, scene.trees, budget=7, spent=1)
    cast.publish(written)
    dates = published_dates(scene.office)
    summary = Summary(dates, read_chosen({}, dates))
    ((_, change),) = changes(summary, scene.account.pk, of_programs=False)
    assert (change.span.before_on, change.span.now_on) == ("2030. 6. 30. 기준", "2031. 6. 30. 기준")
    assert (change.before, change.now, change.change, change.rate) == (100, 600, 500, 5000)
