"""The analysts' workbook calculates: what it adds up and divides are formulas, and they are true."""

import pytest

from reports.sheets import sheet_text
from tests import cast
from tests.formulas import assert_values_stored_are_true, workbooks

pytestmark = pytest.mark.django_db

GENERAL = "일반회계"
HOSTILE = "꽃\x01 심\x02기\x0b"


@pytest.fixture
def content(client):
    def content(**chosen):
        response = client.get("/summary.xlsx", chosen)
        assert response.status_code == 200
        return response.content

    return content


@pytest.fixture
def scene():
    """나무 심기 has 100 and spent 50; 꽃 심기 has 300 and spent 60."""
    scene = cast.scene()
    cast.figure(scene.statement, scene.flowers, budget=300, spent=60)
    cast.publish(scene.statement)
    return scene


def of_scene(content, scene, **chosen):
    return content(office=scene.office.code, unit="원", **chosen)


def column(sheet, letter, first, count):
    return [sheet[f"{letter}{first + at}"].value for at in range(count)]


@pytest.mark.parametrize("unit", ["천원", "억원"])
def test_every_formula_comes_to_the_value_that_stands_with_it(content, unit):
    assert assert_values_stored_are_true(content(unit=unit)) > 700


def test_a_pivot_adds_up_its_rows_and_divides_sums(content, scene):
    formulas, values = workbooks(of_scene(content, scene))
    programs = formulas["정책사업별 시험회계"]
    assert [cell.value for cell in programs[5]][:7] == [
        *("실국", "부서", "정책사업", "종류"),
        *("예산현액", "집행액", "집행률"),
    ]
    assert column(programs, "E", 7, 2) == ["=SUM(E8)", 400]
    assert column(programs, "G", 7, 2) == [
        '=IF(N(E7)>0,ROUND(F7/E7,3),"-")',
        '=IF(N(E8)>0,ROUND(F8/E8,3),"-")',
    ]
    assert column(values["정책사업별 시험회계"], "G", 7, 2) == [
        0.275,
        0.275,
    ]  # not (50 % + 20 %) / 2


def test_departments_and_kinds_are_added_up_from_the_programs(content, scene):
    formulas, values = workbooks(of_scene(content, scene))
    departments, kinds = formulas["부서별 시험회계"], formulas["종류별 시험회계"]
    made_of = "'정책사업별 시험회계'!"
    assert departments["C8"].value == (
        f"=SUMPRODUCT(--({made_of}$A$8=$A8),--({made_of}$B$8=$B8),{made_of}$E$8)"
    )
    assert kinds["B8"].value == f"=SUMPRODUCT(--({made_of}$D$8=$A8),{made_of}$E$8)"
    assert values["부서별 시험회계"]["C8"].value == values["종류별 시험회계"]["B8"].value == 400


def test_names_that_a_sheet_takes_for_the_same_are_values(content, scene):
    """Large and small letters are one to `=`; a formula would give each the amounts of both."""
    for named, budget in (("AI담당관", 7), ("ai담당관", 8)):
        department = cast.division(scene.office, named)
        line = cast.line(cast.program(scene.book, department, scene.account, f"{named} 운영"))
        written = cast.statement(cast.filing(scene.date, department))
        cast.figure(written, line, budget=budget, spent=1)
        cast.publish(written)
    book = of_scene(content, scene)
    sheet = workbooks(book)[0]["부서별 시험회계"]
    shown = {sheet[f"B{at}"].value: sheet[f"C{at}"].value for at in range(8, 11)}
    assert (shown["AI담당관"], shown["ai담당관"]) == (7, 8)
    assert str(shown["달빛담당관"]).startswith("=SUMPRODUCT(")
    assert_values_stored_are_true(book)


def test_a_name_that_looks_like_a_condition_is_a_name(content, scene):
    department = cast.division(scene.office, "*")
    line = cast.line(cast.program(scene.book, department, scene.account, ">5"))
    written = cast.statement(cast.filing(scene.date, department))
    cast.figure(written, line, budget=7, spent=1)
    cast.publish(written)
    book = of_scene(content, scene)
    _, values = workbooks(book)
    sheet = values["부서별 시험회계"]
    assert {sheet[f"B{at}"].value: sheet[f"C{at}"].value for at in (8, 9)} == {
        "달빛담당관": 400,
        "*": 7,
    }
    assert_values_stored_are_true(book)


def test_a_rate_without_what_it_divides_is_a_value(content, scene):
    sheet = workbooks(of_scene(content, scene, measure=["budget", "rate"]))[0]["부서별 시험회계"]
    assert column(sheet, "D", 7, 2) == [0.275, 0.275]


def test_a_sum_over_a_blank_is_no_formula(content, scene):
    blank = cast.line(scene.program, "풀 뽑기")
    written = cast.statement(scene.filing, version=2)
    cast.figure(written, scene.trees, budget=100, spent=50)
    written.figures.create(line=blank, budget_state="blank", **cast.amounts(spent=1))
    cast.publish(written)
    sheet = workbooks(of_scene(content, scene))[0]["부서별 시험회계"]
    assert column(sheet, "C", 7, 2) == ["알 수 없음", "알 수 없음"]
    assert column(sheet, "D", 7, 1) == ["=SUM(D8)"]


def test_changes_are_added_up_over_what_a_reader_leaves_in_sight(content, scene):
    later = cast.book(scene.office, 2031)
    program = cast.program(later, scene.moon, scene.account)
    written = cast.statement(
        cast.filing(cast.reporting_date(later, scene.date.day.replace(2031)), scene.moon)
    )
    cast.figure(written, cast.line(program), budget=150, spent=1)
    cast.publish(written)
    formulas, values = workbooks(of_scene(content, scene))
    sheet, stored = (book["세부사업 전년대비 시험회계"] for book in (formulas, values))
    assert [cell.value for cell in sheet[6]][9:13] == [
        "=SUBTOTAL(9,J7:J8)",
        "=SUBTOTAL(9,K7:K8)",
        "=N(K6)-N(J6)",
        '=IF(N(J6)>0,ROUND(L6/J6,3),"-")',
    ]
    told = [[cell.value for cell in row][9:13] for row in stored.iter_rows(min_row=6)]
    assert told == [[400, 150, -250, -0.625], [100, 150, 50, 0.5], [300, "·", -300, -1]]


def test_a_chart_is_drawn_from_cells_that_follow_the_pivot(content, scene):
    formulas, values = workbooks(of_scene(content, scene))
    cells = [cell.value for cell in formulas["차트 시험회계"][6]][1:4]
    assert cells == [
        "='부서별 시험회계'!C7",
        "='부서별 시험회계'!D7",
        '=IF(N(B6)>0,ROUND(C6/B6,3),"-")',
    ]
    assert [cell.value for cell in values["차트 시험회계"][6]][1:4] == [400, 110, 0.275]


def test_a_program_that_got_another_name_is_followed_by_its_lines(content, scene):
    later = cast.book(scene.office, 2031)
    program = cast.program(later, scene.moon, scene.account, "물가 돌보기")
    written = cast.statement(
        cast.filing(cast.reporting_date(later, scene.date.day.replace(2031)), scene.moon)
    )
    for name in ("나무 심기", "꽃 심기"):
        cast.figure(written, cast.line(program, name), budget=300, spent=1)
    cast.publish(written)
    sheet = workbooks(of_scene(content, scene))[1]["정책사업 전년대비 시험회계"]
    heads = [cell.value for cell in sheet[5]]
    (row,) = [
        dict(zip(heads, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=7)
    ]
    assert (row["정책사업"], row["앞의 이름"]) == ("물가 돌보기", "강가 가꾸기")
    assert (row["앞"], row["뒤"], row["증감률"]) == (400, 600, 0.5)
    assert row["이어진 근거"] == "세부사업의 과반이 이어짐"


def test_where_shown_parts_do_not_add_up_the_sheet_says_so(content, scene):
    note = "단수처리로 합계가 다를 수 있음"
    written = cast.statement(cast.filing(scene.date, scene.star))
    for named in ("하나", "둘"):
        program = cast.program(scene.book, scene.star, scene.account, named)
        cast.figure(written, cast.line(program, named), budget=1_500, spent=0)
    cast.publish(written)
    for unit, is_said in (("천원", True), ("원", False)):
        book = workbooks(content(office=scene.office.code, unit=unit))[1]
        assert (note in book["정책사업별 시험회계"]["A3"].value) is is_said, unit


# --- text -----------------------------------------------------------------------------------------


def test_what_no_sheet_can_hold_of_a_name_is_left_out(client, scene):
    """Forms and commands refuse such a name; whoever writes to the database itself may leave one."""
    cast.execute("UPDATE budgets_lineitem SET name = %s WHERE id = %s", HOSTILE, scene.flowers.pk)
    asked = {"office": scene.office.code}
    for path, sheet in (
        ("/summary.xlsx", "긴 표"),
        (f"/execution/{scene.office.code}/2030-06-30-집행.xlsx", "시험회계"),
    ):
        response = client.get(path, asked if "summary" in path else {})
        assert response.status_code == 200
        values = workbooks(response.content)[1][sheet]
        words = {cell.value for row in values.iter_rows() for cell in row}
        assert "꽃 심기" in words, path


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("가\ufffe나\ud800", "가나"),
        ("<r><t>가</t></r>", "<r><t>가</t></r> "),
        ("가" * 40_000, "가" * 32_767),
        ("보통  말", "보통  말"),
    ],
)
def test_text_that_would_break_a_sheet_is_made_one_that_does_not(text, held):
    assert sheet_text(text) == held
