"""결산: 집행잔액 is what was neither spent nor carried over, and is not told where nobody says what was."""

import io
from datetime import date

import openpyxl
import pytest

from reports.draw import MINUS
from tests import cast
from tests.reports.answers import facts, row, said
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

SETTLED_2018 = "/execution/시민소통기획관/2018-12-31-결산"
DECEMBER_31 = date(2030, 12, 31)


def settle(scene, department, **won):
    """A line of this department at the end of the year, published."""
    program = cast.program(scene.book, department, scene.account, f"{department.name}의 일")
    day, _ = type(scene.date).objects.get_or_create(book=scene.book, day=DECEMBER_31, stage="결산")
    statement = cast.statement(cast.filing(day, department))
    cast.figure(statement, cast.line(program, f"{department.name} 사업"), **won)
    cast.publish(statement)


def test_what_was_carried_over_is_not_called_left(tables):
    (table,) = tables(SETTLED_2018)
    assert table["columns"][5:] == [
        *("appropriated", "budget", "committed", "spent", "carried", "lapsed", "rate"),
    ]
    amounts = facts(row(table, "합계", "total"), "budget", "spent", "carried", "lapsed")
    assert amounts == [48_622_861_000, 47_025_374_000, 413_109_000, 1_184_378_000]
    line = row(table, "서울시 도시브랜드 마케팅")
    assert facts(line, "budget", "spent", "carried", "lapsed") == [
        *(1_650_000_000, 1_226_678_000, 413_109_000, 10_213_000),
    ]


def test_what_lapsed_of_a_sum_is_what_lapsed_of_its_lines(tables):
    (table,) = tables(SETTLED_2018)
    told = [dict(zip(table["columns"], each, strict=True)) for each in table["rows"]]
    sums = {
        mark: sum(each["lapsed"] for each in told if each["mark"] == mark)
        for mark in ("total", "kind", "department", "line")
    }
    assert set(sums.values()) == {1_184_378_000}


def test_the_sheet_works_out_what_lapsed_by_a_live_formula_with_its_value_beside(get):
    content = get(f"{SETTLED_2018}.xlsx").content
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(content), data_only=only).worksheets[0]
        for only in (False, True)
    )
    heads = [cell.value for cell in formulas[6]]
    assert heads[1:8] == [
        "예산액",
        "예산현액",
        "원인행위액",
        "집행액",
        "이월액",
        "집행잔액",
        "집행률",
    ]
    assert formulas["G7"].value == "=N(C7)-N(E7)-N(F7)"
    assert values["G7"].value == 1_184_378


def test_the_sentence_of_a_settlement_says_what_was_carried_over_and_what_lapsed(get):
    assert (
        "총 예산현액은 48,622,861천원이며, 이 중 집행액은 47,025,374천원, 이월액은 413,109천원, "
        "집행잔액은 1,184,378천원, 집행률은 96.7%입니다."
    ) in said(get(SETTLED_2018).content.decode())


def test_a_settlement_shows_no_unspent_amount_and_says_why(get):
    page = get(SETTLED_2018, columns="unspent").content.decode()
    assert "결산에서는 미집행액을 따로 보이지 않습니다." in said(page)
    assert page_rows(page)[0][2][-2:] == ["1,184,378", "96.7%"]
    assert '<option value="unspent"' not in page
    assert '<option value="-lapsed"' in page


def test_during_the_year_nothing_has_lapsed_yet(get, tables):
    address = "/execution/시민소통기획관/2022-07-01-집행"
    assert all("lapsed" not in table["columns"] for table in tables(address))
    page = get(address, columns="unspent").content.decode()
    assert page_rows(page)[0][2][-1] == "53,814,837"
    assert '<option value="-lapsed"' not in page


def test_lines_are_ordered_by_what_lapsed(tables):
    (table,) = tables(SETTLED_2018, sort="-lapsed", depth="부서")
    lapsed = [each[10] for each in table["rows"] if each[1] == "department"]
    assert lapsed == sorted(lapsed, reverse=True)


def test_a_department_that_carried_nothing_is_told_apart_from_a_report_that_does_not_say(tables):
    scene = cast.scene()
    settle(scene, scene.moon, budget=100, spent=60, carried=30)
    settle(scene, scene.star, budget=100, spent=60)
    (table,) = tables("/execution/해오름기획관/2030-12-31-결산")
    assert row(table, "달빛담당관 사업")["lapsed"] == 10
    assert facts(row(table, "별빛담당관 사업"), "carried", "lapsed") == [None, 40]
    assert row(table, "합계", "total")["lapsed"] == 50
    assert any("넘긴 금액이 없는 것으로 보아" in note for note in table["notes"])


@pytest.mark.parametrize("chosen", [{}, {"department": "별빛담당관"}])
def test_where_nobody_says_what_was_carried_over_nobody_knows_what_lapsed(get, tables, chosen):
    scene = cast.scene()
    settle(scene, scene.star, budget=100, spent=60)
    address = "/execution/해오름기획관/2030-12-31-결산"
    (table,) = tables(address, **chosen)
    assert {each["lapsed"] for each in map(dict, _named(table))} == {"알 수 없음"}
    assert any("이월액이 적히지 않은 자료여서" in note for note in table["notes"])
    assert "집행잔액은" not in get(address, **chosen).content.decode()


def test_a_filter_does_not_make_known_carrying_unknown(tables):
    scene = cast.scene()
    settle(scene, scene.moon, budget=100, spent=60, carried=30)
    settle(scene, scene.star, budget=100, spent=60)
    (table,) = tables("/execution/해오름기획관/2030-12-31-결산", department="별빛담당관")
    assert row(table, "합계", "total")["lapsed"] == 40


def test_of_two_offices_the_one_that_does_not_say_leaves_the_sum_unknown(tables):
    scene = cast.scene()
    settle(scene, scene.moon, budget=100, spent=60, carried=30)
    other = cast.office("별무리기획관")
    year = cast.book(other)
    pond = cast.program(year, cast.division(other, "물빛담당관"), scene.account, "연못")
    day = cast.reporting_date(year, DECEMBER_31, "결산")
    silent = cast.statement(cast.filing(day, pond.department))
    cast.figure(silent, cast.line(pond), budget=100, spent=60)
    cast.publish(silent)
    (table,) = tables("/execution/전체/2030-12-31-결산")
    assert row(table, "해오름기획관", "office")["lapsed"] == 10
    assert row(table, "별무리기획관", "office")["lapsed"] == "알 수 없음"
    assert row(table, "합계", "total")["lapsed"] == "알 수 없음"
    assert "이월액이 적히지 않아 집행잔액을 알 수 없는 실국: 별무리기획관" in table["notes"]


def test_more_spent_than_there_was_lapses_below_nothing(get):
    scene = cast.scene()
    settle(scene, scene.moon, budget=100, spent=90, carried=30)
    page = get("/execution/해오름기획관/2030-12-31-결산", unit="원").content.decode()
    assert page_rows(page)[0][2] == ["100", "없음", "90", "30", f"{MINUS}20", "90.0%"]


def test_settlements_beside_another_date_keep_what_lapsed(tables):
    (table,) = tables(SETTLED_2018, compare="2019-01-01-예산")
    assert row(table, "합계", "total")["lapsed"] == 1_184_378_000


def _named(table):
    return [zip(table["columns"], each, strict=True) for each in table["rows"]]
