import re
from datetime import date

import pytest

from reports.charts.svg import Origin
from reports.dates import When
from reports.picture import drawn_rows, elapsed, lagging, picture, same_time_of_year
from reports.table import Column, Gap, Kind, Row, Table

COLUMNS = (
    Column("budget", "예산현액", Kind.WON),
    Column("committed", "원인행위액", Kind.WON),
    Column("spent", "집행액", Kind.WON),
    Column("rate", "집행률", Kind.RATE, ("spent", "budget")),
)
JUNE_30 = When(date(2030, 6, 30), "집행")


def row(level, mark, name, budget, committed, spent, rate):
    return Row(level, mark, name, f"코드/{name}", f"/{name}", "", (budget, committed, spent, rate))


TABLE = Table(
    "일반회계",
    "일반회계",
    COLUMNS,
    (
        row(0, "total", "합계", 1_000, 500, 300, 300),
        row(1, "kind", "사업예산", 1_000, 500, 300, 300),
        row(1, "department", "달빛담당관", 600, 300, 200, 333),
        row(2, "program", "강가 가꾸기", 600, 300, 200, 333),
        row(3, "line", "나무 심기", 500, 200, 100, 200),
        row(3, "line", "꽃 심기", 100, 100, 100, 1000),
        row(1, "department", "별빛담당관", 400, 200, 100, 250),
        row(2, "line", "기본경비", 400, 200, Gap.DASH, Gap.DASH),
    ),
)


@pytest.mark.parametrize(
    ("when", "gone"),
    [
        (JUNE_30, 496),  # 181 of 365 days
        (When(date(2030, 1, 1), "집행"), 3),
        (When(date(2030, 12, 31), "집행"), 1000),
        (When(date(2032, 6, 30), "집행"), 497),  # 182 of 366
        (When(date(2030, 12, 31), "결산"), None),
        (When(date(2030, 1, 1), "예산"), None),
    ],
)
def test_only_execution_has_a_pace(when, gone):
    assert elapsed(when) == gone


def test_the_pace_is_told_against_the_time_gone_by():
    assert picture(TABLE, JUNE_30, name="x").pace == "연중 경과 49.6%보다 19.6%p 뒤짐"


def test_lines_lag_by_the_won_that_an_even_pace_would_have_spent():
    assert [(lag.row.name, lag.behind, lag.rate) for lag in lagging(TABLE, JUNE_30.day)] == [
        ("나무 심기", 148, "20.0%")
    ]
    assert lagging(TABLE, date(2030, 2, 6)) == []


def test_tiles_are_departments_and_deeper_what_is_asked_for():
    def names(**how):
        return [
            name
            for name in ("달빛담당관", "별빛담당관", "나무 심기", "꽃 심기", "기본경비")
            if f">{name}</text>" in picture(TABLE, JUNE_30, name="x", **how).tiles
        ]

    assert names() == ["달빛담당관", "별빛담당관"]
    # a program alone in its department says nothing that its lines do not
    assert names(into="코드/달빛담당관") == ["나무 심기", "꽃 심기"]
    assert names(into="코드/별빛담당관") == ["기본경비"]
    assert names(into="어디에도 없음") == ["달빛담당관", "별빛담당관"]


def test_departments_have_bars_only_where_there_are_several():
    assert "별빛담당관" in picture(TABLE, JUNE_30, name="x").bars
    alone = Table("일반회계", "일반회계", COLUMNS, TABLE.rows[:6])
    assert picture(alone, JUNE_30, name="x").bars == ""


def test_a_settlement_lags_nowhere():
    settled = picture(TABLE, When(date(2030, 12, 31), "결산"), name="x")
    assert (settled.pace, settled.lagging) == ("", ())


def test_the_same_time_of_other_years_is_within_a_month_of_it_at_the_same_stage():
    others = [
        When(date(2029, 7, 10), "집행"),
        When(date(2028, 6, 20), "집행"),
        When(date(2030, 7, 1), "집행"),  # the same year
        When(date(2029, 6, 30), "결산"),
        When(date(2029, 9, 30), "집행"),
    ]
    assert same_time_of_year(JUNE_30, others) == others[:2]
    new_year = When(date(2030, 1, 2), "집행")
    assert same_time_of_year(new_year, [When(date(2028, 12, 30), "집행")]) == []


def test_every_drawing_says_which_table_it_is_drawn_from():
    drawn = picture(TABLE, JUNE_30, name="x", origin=Origin("부서별", "일반회계 부서별 현황"))
    for chart in (drawn.gauge, drawn.bars, drawn.tiles):
        assert chart.count("<svg") == 2  # for a wide screen and for a narrow one
        assert chart.count("‘일반회계 부서별 현황’ 표에서 그렸습니다.</desc>") == 2
        assert chart.count('-desc 부서별"') == 2


def test_the_two_drawings_of_a_chart_have_ids_of_their_own():
    drawn = picture(TABLE, JUNE_30, name="x")
    ids = re.findall(r' id="([^"]+)"', drawn.gauge + drawn.bars + drawn.tiles)
    assert len(ids) == len(set(ids)) == 12


def kept(into="", office="해오름기획관"):
    return [(row.level, row.name) for row in drawn_rows(TABLE.rows, into, office)]


def test_the_rows_of_the_drawings_are_the_whole_and_its_departments():
    assert kept() == [(0, "합계"), (1, "달빛담당관"), (1, "별빛담당관")]


def test_what_is_unfolded_stands_under_what_it_is_of_and_all_beside_it_stays():
    assert kept("코드/달빛담당관") == [
        (0, "합계"),
        (1, "달빛담당관"),
        (2, "나무 심기"),
        (2, "꽃 심기"),
        (1, "별빛담당관"),
    ]


def test_a_single_department_is_named_unless_it_is_the_office_itself():
    alone = TABLE.rows[:6]
    named = [row.name for row in drawn_rows(alone, "", "해오름기획관")]
    assert named == ["합계", "달빛담당관", "나무 심기", "꽃 심기"]
    same = [row.name for row in drawn_rows(alone, "", "달빛담당관")]
    assert same == ["합계", "나무 심기", "꽃 심기"]
