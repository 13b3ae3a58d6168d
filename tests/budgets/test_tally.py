"""What a sheet of statistics says, and every problem at once by the field it is about."""

from decimal import Decimal

import pytest

from budgets.tally import FIELDS, LINES, Block, Column, Count, TypedRow, beyond, drawn, sent
from budgets.tally_read import counts_cases, mean, read
from budgets.tally_sheets import beginning_expense, blank, filled_from_ledger


def block(*rows, columns=(("접수", "건"),), totals=("",), label="항목", **more):
    typed = tuple(TypedRow(name, tuple(cells)) for name, *cells in rows)
    own = tuple(Column(*each) for each in columns)
    return Block(label, own, typed, tuple(totals), **more)


def words(*blocks, ledger=None):
    return [each.words for each in read(blocks, ledger).wrong]


def count(item, value, group="", unit="건", state="value"):
    number = None if value is None else Decimal(value)
    return Count(item, group, unit, state, number, f"{value}")


def expense(lines, fields, unit="천원"):
    columns = (("집행액", unit), ("집행건수", "건"))
    named = tuple((f"과목별 {group}", each) for group, each in columns)
    more = {"totals": ("", "")}
    return [
        block(*lines, columns=named, label=LINES, **more),
        block(*fields, columns=columns, label=FIELDS, **more),
    ]


def test_a_sheet_says_its_counts_and_their_sums():
    found = read([block(("교통", "1,200"), ("", ""), ("환경", "-"), totals=("1,200",))])
    assert found.wrong == ()
    assert [(c.item, c.state, c.value) for c in found.counts] == [
        ("교통", "value", 1200),
        ("환경", "dash", None),
    ]
    assert found.sums == {(0, 0): 1200}


def test_every_problem_is_told_at_once_with_its_row():
    own = block(
        ("교통", "1,20"), ("환경", ""), ("", "5"), ("환경", "3"), ("합계", "8"), totals=("9",)
    )
    found = read([own])
    fields = {each.field for each in found.wrong}
    assert {"b0-r0-c0", "b0-r1-c0", "b0-r2-name", "b0-r3-name", "b0-r4-name"} == fields
    assert any(each.words.startswith("환경 접수 (건): 빈칸입니다.") for each in found.wrong)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("12.5", "점", Decimal("12.5")), ("1.5", "천원", Decimal("1.5")), ("0", "건", 0)],
)
def test_a_cell_is_read_in_its_own_unit(text, unit, value):
    (only,) = read([block(("봄", text), columns=(("", unit),))]).counts
    assert only.value == value


@pytest.mark.parametrize("text", ["12.", "1.23456", "열", "-3", "1.2.3", "-0.5", "9" * 50 + ".5"])
def test_what_is_no_count_is_refused_with_its_row(text):
    (only,) = words(block(("봄", text)))
    assert only.startswith("봄 접수 (건)")


def test_a_typed_total_is_set_against_the_rows():
    (only,) = words(block(("봄", "30"), ("여름", "10"), totals=("41",)))
    assert only == "합계 접수 (건) 적은 합계 41, 줄을 더한 값 40: 1 다릅니다."


def test_the_columns_of_a_new_series_have_units_and_names_of_their_own():
    columns = (("", "건"), ("", "건"), ("비중", "%"), ("", ""))
    own = block(("봄", "1", "2", "3", ""), columns=columns, totals=("",) * 4, is_new=True)
    assert [each.split(":")[0] for each in words(own)] == ["2번째 열", "비중 (%)"]
    nameless = block(("봄", "1"), columns=(("", ""),), is_new=True)
    assert words(nameless) == ["1번째 열: 단위를 적어야 합니다."]
    assert words(blank()) == ["값을 하나라도 적어야 합니다."]


def test_the_next_date_has_the_rows_of_the_last_and_its_values_beside():
    told = [
        count("교통", 5, "접수"),
        count("환경", 3, "접수"),
        count("교통", 4, "처리"),
        count("환경", 2, "처리"),
    ]
    (own,) = drawn(told)
    assert [column.group for column in own.columns] == ["접수", "처리"]
    first, _, *empty = own.rows
    assert (first.name, first.cells, first.hints) == ("교통", ("", ""), ("5", "4"))
    assert [row.name for row in empty] == ["", "", ""]
    (again,) = drawn(told, again=True, more=0)
    assert again.rows[1].cells == ("3", "2")
    assert list(read([again]).counts) == told


def test_counts_in_several_units_stay_a_list_without_a_sum():
    told = [count("농부의 시장", 5, unit="개소"), count("농부의 시장", 47, unit="회")]
    (own,) = drawn(told, again=True)
    assert not own.is_sum
    found = read([own])
    assert (found.sums, [c.unit for c in found.counts]) == ({}, ["개소", "회"])


def test_a_whole_alone_has_one_row():
    (own,) = drawn([count("계", 50)])
    assert own.is_whole
    assert len(own.rows) == 1


# --- 업무추진비 -----------------------------------------------------------------------------------


def test_lines_and_fields_that_agree_in_money_and_cases_are_right():
    sheet = expense(
        [("기관", "60", "3"), ("시책", "40", "2")], [("회의", "100", "5"), ("위문", "0", "0")]
    )
    assert words(*sheet, ledger={"기관": 60_000, "시책": 40_000}) == []


def test_lines_and_fields_apart_are_told_by_how_much():
    sheet = expense([("기관", "60", "3")], [("회의", "57", "4")])
    assert words(*sheet) == [
        "집행액 과목의 합 60천원, 분야의 합 57천원: △3,000원 다릅니다.",
        "집행건수 과목의 합 3건, 분야의 합 4건: 1건 다릅니다.",
    ]


def test_money_without_a_case_and_a_case_without_money_are_told():
    sheet = expense([("기관", "60", "2")], [("회의", "60", "0"), ("위문", "0", "2")])
    assert words(*sheet) == [
        "회의: 금액이 있는데 건수가 없습니다.",
        "위문: 건수가 있는데 금액이 없습니다.",
    ]


def test_a_line_is_as_the_books_have_it_and_none_is_left_out():
    sheet = expense([("기관", "60", "3")], [("회의", "60", "3")])
    assert words(*sheet, ledger={"기관": 60_500, "시책": 10_000, "예비": 0}) == [
        "기관: 장부의 집행액은 60.5천원입니다.",
        "시책: 장부에 집행액 10천원이 있는 과목이 빠졌습니다.",
    ]


def test_a_sheet_of_expense_begins_with_the_lines_and_the_fields_of_the_last_date():
    printed = [count("회의", 60, "집행액", "천원"), count("위문", 40, "집행액", "천원")]
    printed += [count("회의", 3, "집행건수"), count("위문", 1, "집행건수")]
    line, field = beginning_expense(printed, ["기관", "시책"])
    assert (line.label, [row.name for row in line.rows][:2]) == (LINES, ["기관", "시책"])
    assert [column.group for column in line.columns] == ["과목별 집행액", "과목별 집행건수"]
    assert (field.label, field.rows[0].hints) == (FIELDS, ("60", "3"))
    filled, _ = filled_from_ledger([line, field], {"기관": 60_500})
    assert [row.cells[0] for row in filled.rows[:2]] == ["60.5", ""]


def test_a_mean_is_of_the_whole_and_no_case_has_none():
    own, _ = expense([("기관", "60", "7"), ("시책", "0", "0")], [])
    assert [mean(own, row) for row in own.rows] == ["8.6", "-"]
    assert mean(own, TypedRow("", ("60", ""))) == "-"
    assert not counts_cases(block(("봄", "3")))


def test_what_is_sent_is_the_sheet_that_was_drawn():
    posted = {"blocks": "1", "b0-label": "항목", "b0-columns": "1", "b0-rows": "2", "b0-sum": "on"}
    posted |= {"b0-c0-group": "접수", "b0-c0-unit": "건", "b0-r0-name": " 교통 ", "b0-r0-c0": "3"}
    (own,) = sent(posted)
    assert (own.columns, own.rows[0].name, own.is_sum) == ((Column("접수", "건"),), "교통", True)
    assert beyond(posted, [own]) == 0
    assert beyond(posted | {"b0-r2-c0": "4", "b0-r1-c1": "5", "b1-r0-name": "봄"}, [own]) == 3
    assert sent({"blocks": "열"}) == []
    assert len(sent({"blocks": "9999"})) == 40


def test_no_row_of_the_last_date_is_cut_off_however_many_there_are():
    (own,) = drawn([count(f"{at}번", 1) for at in range(350)])
    assert len(own.rows) == 350
    assert len(own.longer(5).rows) == 350


def test_lines_and_fields_of_one_name_stay_two_tables():
    counts = [count("기타", 5, "과목별 집행액", "천원"), count("기타", 5, "집행액", "천원")]
    assert [each.label for each in drawn(counts, again=True, more=0)] == [LINES, FIELDS]
