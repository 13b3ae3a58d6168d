"""The committed fixtures, as loaded into the database, against the five reports on paper.

The figures here were taken from the reports by hand; the fixtures were written by `read_report`.
Amounts are in 천원, as printed.
"""

import csv
import io
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command

from departments.models import Duty, Team

pytestmark = pytest.mark.django_db


def rows_of(command, *args):
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture
def figures():
    return rows_of("figures")


@pytest.fixture
def claims():
    return rows_of("claims")


def total(figures, measure, **where):
    own = [row for row in figures if all(row[k] == v for k, v in where.items())]
    return sum(int(row["won"] or 0) for row in own if row["measure"] == measure) / 1000


# Office totals as printed, and how far the lines' own sum is from them (rounding).
TOTALS = [
    ("2012-02", {"fiscal_year": "2012"}, "appropriated", 31_518_898, 0),
    ("2012-02", {"fiscal_year": "2011", "basis": "재편"}, "appropriated", 32_145_160, 0),
    ("2018-07", {"office": "시장비서실"}, "appropriated", 357_200, 0),
    ("2018-07", {"office": "시장비서실"}, "spent", 118_575, 0),
    ("2019-06", {"stage": "결산"}, "appropriated", 47_810_398, 0),
    ("2019-06", {"stage": "결산"}, "budget", 48_622_861, 0),
    ("2019-06", {"stage": "결산"}, "spent", 47_025_374, 0),
    ("2019-06", {"stage": "결산"}, "carried", 413_109, 0),
    ("2019-06", {"fiscal_year": "2018", "basis": "재편"}, "appropriated", 47_810_398, 0),
    ("2019-06", {"fiscal_year": "2019"}, "appropriated", 54_438_155, 0),
    ("2022-07", {"account": "일반회계"}, "budget", 101_356_223, 0),
    ("2022-07", {"account": "일반회계"}, "committed", 54_576_045, 0),
    ("2022-07", {"account": "일반회계"}, "spent", 47_541_386, 0),
    ("2022-07", {"account": "대외협력기금(국제협력계정)"}, "appropriated", 6_652_855, 0),
    ("2022-07", {"account": "대외협력기금(국제협력계정)"}, "spent", 808_029, 0),
    ("2023-04", {}, "budget", 88_194_161, 0),
    ("2023-04", {}, "committed", 28_925_816, -1),
    ("2023-04", {}, "spent", 22_632_679, 1),
]


@pytest.mark.parametrize(("document", "where", "measure", "printed", "rounding"), TOTALS)
def test_the_lines_add_up_to_the_printed_total(
    figures, document, where, measure, printed, rounding
):
    assert total(figures, measure, document=document, **where) == printed + rounding


DEPARTMENTS = [
    ("2022-07", "시민소통담당관", "budget", 48_205_262),
    ("2022-07", "국제교류담당관", "budget", 7_253_248),
    ("2022-07", "시민봉사담당관", "spent", 15_889_099),
    ("2023-04", "뉴미디어담당관", "budget", 10_811_049),
    ("2023-04", "민원담당관", "committed", 11_141_226),
]


@pytest.mark.parametrize(("document", "department", "measure", "printed"), DEPARTMENTS)
def test_a_department_adds_up_to_what_is_printed(figures, document, department, measure, printed):
    where = {"document": document, "department": department, "account": "일반회계"}
    assert total(figures, measure, **where) == printed


LINES = [
    # document, place, department, program, line, measure, amount
    ("2022-07", "176", "뉴미디어담당관", "뉴미디어 활용 시민과의 소통 활성화", "서울시 홈페이지 운영", "budget", 1_565_228),
    ("2022-07", "168", "시민소통담당관", "시민 역량강화를 통한 소통활성화", "서울 시청자미디어센터 운영 지원", "spent", 271_000),
    ("2022-07", "204", "국제교류담당관", "대외협력기금(국제협력계정) 전출금", "대외협력기금(국제협력계정) 전출금", "committed", 1_790_000),
    ("2022-07", "222", "국제교류담당관", "국제교류협력 추진 (고유목적 사업비)", "해외 도시철도관계자 초청교육사업", "spent", 0),
    ("2023-04", "143", "뉴미디어담당관", "뉴미디어 활용 시민과의 소통 활성화", "누리집 관리체계 운영", "budget", 1_320_739),
    ("2023-04", "159", "뉴미디어담당관", "시민참여 활성화", "시민참여 플랫폼 운영 관리", "spent", 67_232),
    ("2012-02", "75", "시민고객담당관", "일반예산", "반환금및기타", "appropriated", 343),
    ("2019-06", "987", "도시브랜드담당관", "시민 자긍심 고취 및 도시경쟁력 제고", "서울시 도시브랜드 마케팅", "carried", 413_109),
    ("2018-07", "37", "시장비서실", "시장 업무추진비", "시책추진업무추진비", "spent", 34_379),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "place", "department", "program", "line", "measure", "amount"), LINES
)
def test_a_figure_stands_on_the_line_it_was_printed_on(
    figures, document, place, department, program, line, measure, amount
):
    found = [
        row
        for row in figures
        if (row["document"], row["place"], row["measure"]) == (document, place, measure)
        and int(row["won"]) == amount * 1000
    ]
    assert [(r["department"], r["program"], r["line"]) for r in found] == [
        (department, program, line)
    ]


def test_every_row_at_leaf_level_is_in():
    counts = Counter((row["document"], row["measure"]) for row in rows_of("figures"))
    assert counts == {
        ("2012-02", "appropriated"): 32 + 32,
        ("2018-07", "appropriated"): 2,
        ("2018-07", "spent"): 2,
        ("2019-06", "appropriated"): 35 + 34 + 34,
        ("2019-06", "budget"): 35,
        ("2019-06", "spent"): 35,
        ("2019-06", "carried"): 1,
        ("2022-07", "appropriated"): 10,
        ("2022-07", "budget"): 45,
        ("2022-07", "committed"): 45 + 10,
        ("2022-07", "spent"): 45 + 10,
        ("2023-04", "budget"): 36,
        ("2023-04", "committed"): 36,
        ("2023-04", "spent"): 36,
    }


def test_a_dash_is_neither_zero_nor_an_absent_column(figures):
    dashes = [(r["document"], r["place"], r["measure"]) for r in figures if r["state"] == "dash"]
    assert dashes == [
        ("2019-06", "214", "appropriated"),
        ("2019-06", "201", "appropriated"),
        ("2022-07", "230", "committed"),
        ("2022-07", "230", "spent"),
    ]
    assert all(r["won"] == "" for r in figures if r["state"] == "dash")
    on_the_line = [r["measure"] for r in figures if r["place"] == "230"]
    assert on_the_line == ["appropriated", "committed", "spent"]


def test_kinds_follow_the_printed_summary_rows(figures):
    where = {"document": "2022-07", "account": "일반회계"}
    sums = {
        kind: total(figures, "budget", kind=kind, **where)
        for kind in ["정책사업", "행정운영경비", "재무활동"]
    }
    assert sums == {"정책사업": 98_763_874, "행정운영경비": 802_349, "재무활동": 1_790_000}


def test_the_report_of_the_secretariat_names_no_kind(figures):
    assert {row["kind"] for row in figures if row["office"] == "시장비서실"} == {""}


# What the reports themselves have wrong, as a reader with a pencil finds it.
WRONG = {
    ("2019-06", "139", "rate", "96.3"),  # 5,623,262 of 5,842,649 is 96.2
    ("2019-06", "174", "appropriated", "55438"),  # ten 억 too many
    ("2019-06", "338", "mean", "5706"),  # 209만 of 365 days is 5,726, of open days still more
    ("2019-06", "524", "spent", "1605"),
    ("2019-06", "782", "spent", "57"),
    ("2019-06", "782", "rate", "89"),
    ("2019-06", "959", "rate", "96.3"),
    ("2022-07", "146", "spent", "476"),  # 475.4
    ("2022-07", "810", "cost", "197"),  # 198,696, of the line that the title names
    ("2022-07", "852", "share", "3.8"),  # 39,403 of 1,050,866 is 3.7
    ("2022-07", "891", "share", "4.9"),  # 1,268 of 26,204 is 4.8
    ("2022-07", "891", "share", "31.2"),  # 8,195 of 26,204 is 31.3
    ("2023-04", "90", "rate", "22.2"),
    ("2023-04", "92", "rate", "21.2"),
    ("2023-04", "100", "rate", "47,8%"),
    ("2023-04", "130", "rate", "13.8"),
    ("2023-04", "278", "share", "47.6"),  # 312,936 of 658,234 is 47.5
    ("2023-04", "280", "share", "35.6"),  # 234,868 of 658,234 is 35.7
    ("2023-04", "282", "share", "10.8"),  # 70,395 of 658,234 is 10.7
    ("2023-04", "284", "share", "6.0"),  # 40,035 of 658,234 is 6.1
    ("2023-04", "261", "weekday", "화"),  # 2023-03-16 was a Thursday
}


def test_what_differs_is_what_a_reader_with_a_pencil_finds(claims):
    differs = {
        (row["document"], row["place"], row["measure"], row["printed"])
        for row in claims
        if row["verdict"] == "differs"
    }
    assert differs == WRONG


def test_rounding_in_tables_is_one_or_two_thousand_won(claims):
    small = {
        abs(int(row["difference"]))
        for row in claims
        if row["verdict"] == "rounding" and row["measure"] in ("spent", "committed", "lapsed")
    }
    assert small == {1, 2}


def test_what_no_amount_decides_is_a_part_of_a_line_or_what_no_table_prints(claims):
    undecided = Counter(
        (row["document"], row["measure"]) for row in claims if row["verdict"] == "undecidable"
    )
    assert undecided == {
        ("2012-02", "cost"): 17,
        ("2012-02", "count"): 1,  # 60부 a week, 3900권 a year
        # 민간위탁금 of two places that share a line, and prizes of two kinds
        ("2019-06", "cost"): 2 + 2,
        ("2019-06", "change_rate"): 1,  # of a line that is new
        ("2019-06", "lapsed"): 3,  # reasons of the remainder that no others add up to
        ("2019-06", "received"): 6,  # of sources that no table tells apart
        ("2022-07", "cost"): 6 + 2,  # rents that are paid for others, and what a prize is worth
        ("2022-07", "mean"): 2,  # of working days, as it seems
        ("2023-04", "cost"): 5,
        ("2023-04", "appropriated"): 1,  # 본예산 and 이월액, of which the table prints the sum
        ("2023-04", "brought"): 1,
    }


SENTENCES = [
    ("2019-06", "692", "spent_and_carried", "1640"),  # 1,226,678 + 413,109
    ("2019-06", "692", "rate_with_carried", "99.4"),
    ("2019-06", "154", "rate", "74.3"),  # the same program, what was paid
    ("2019-06", "407", "budget", "139"),  # three lines together
    ("2019-06", "960", "lapsed", "129834"),
    ("2019-06", "991", "lapsed_rate", "2.4"),
    ("2022-07", "738", "cost", "4061"),
    ("2023-04", "78", "budget", "88194161"),  # 본예산 + 이월액
    ("2019-06", "982", "cost", "938114"),  # what was moved on 2018-11-01
    ("2019-06", "982", "cost", "342975"),
    ("2019-06", "994", "lapsed", "23120"),  # 1,012,590 - 989,470
    ("2012-02", "75", "change_rate", "5659.2"),
    ("2022-07", "15", "teams", "24"),
]


@pytest.mark.parametrize(("document", "place", "measure", "printed"), SENTENCES)
def test_a_right_statement_is_not_raised(claims, document, place, measure, printed):
    verdicts = [
        row["verdict"]
        for row in claims
        if (row["document"], row["place"], row["measure"], row["printed"])
        == (document, place, measure, printed)
    ]
    assert verdicts in (["agrees"], ["rounding"])


def test_the_columns_are_those_that_others_rely_on():
    def header(command):
        out = io.StringIO()
        call_command(command, stdout=out)
        return out.getvalue().splitlines()[0]

    assert header("figures") == (
        "document,office,account,fiscal_year,basis,stage,as_of,department,kind,program,line,"
        "measure,state,won,place"
    )
    assert header("claims") == (
        "document,place,subject,measure,printed,computed,difference,verdict"
    )
    assert header("headcount") == "document,as_of,department,group,authorised,actual,place"


def test_an_office_without_departments_states_its_own_duties_and_no_other_does():
    duties = Duty.objects.values_list("document__key", "department__code", "place")
    assert list(duties) == [("2018-07", "시장비서실", place) for place in range(13, 20)]
    assert Duty.objects.first().text == "시정 성과 극대화를 위한 정책 지원"


# The reports that list teams, in order, and the day each speaks of. Of one office, under two names.
TEAM_DAYS = {
    "2019-06": date(2019, 5, 31),
    "2022-07": date(2022, 7, 1),
    "2023-04": date(2023, 4, 1),
}


@pytest.fixture
def teams():
    """Every team, with the keys of the documents that list it in order."""
    order = list(TEAM_DAYS)
    rows = Team.objects.select_related("department").prefetch_related("sightings__document")
    return [
        (team, sorted((s.document.key for s in team.sightings.all()), key=order.index))
        for team in rows
    ]


def test_every_team_of_every_report_is_in(teams):
    assert Counter(key for _, keys in teams for key in keys) == {
        "2019-06": 19,
        "2022-07": 24,
        "2023-04": 20,
    }


def test_no_team_has_two_duties_on_a_day(teams):
    """No report lists a name twice in one department."""
    named = {}
    for team, _ in teams:
        named.setdefault((team.department_id, team.name), []).append(team)
    for rows in named.values():
        rows.sort(key=lambda team: team.valid_from or date.min)
        for earlier, later in pairwise(rows):
            assert earlier.valid_to < later.valid_from, f"{later.department} {later}"


def test_a_team_holds_its_duty_on_every_day_on_which_a_report_says_so(teams):
    for team, keys in teams:
        assert keys
        assert all(team.exists_on(TEAM_DAYS[key]) for key in keys), f"{team.department} {team}"


def test_reports_that_follow_each_other_and_say_the_same_of_a_team_are_one_row(teams):
    order = list(TEAM_DAYS)
    once = Counter((team.department_id, team.name, team.duty) for team, _ in teams)
    assert set(once.values()) == {1}
    for team, keys in teams:
        first, last = order.index(keys[0]), order.index(keys[-1])
        assert keys == order[first : last + 1], f"{team.department} {team}"
    assert sum(len(keys) == 2 for _, keys in teams) == 5


def test_a_team_ends_only_where_the_next_report_lists_it_no_more(teams):
    order = list(TEAM_DAYS)
    for team, keys in teams:
        after = order[order.index(keys[-1]) + 1 :][:1]
        day = team.valid_to and team.valid_to + timedelta(days=1)
        assert [day] == ([TEAM_DAYS[key] for key in after] or [None]), f"{team.department} {team}"


def test_where_a_team_has_another_duty_nothing_lies_between(teams):
    changed = 0
    for team, keys in teams:
        for other, later in teams:
            same = (team.department_id, team.name) == (other.department_id, other.name)
            if same and list(TEAM_DAYS).index(later[0]) - list(TEAM_DAYS).index(keys[-1]) == 1:
                assert other.valid_from - team.valid_to == timedelta(days=1)
                changed += 1
    assert changed == 11


def test_a_team_is_no_older_and_no_younger_than_its_department(teams):
    for team, _ in teams:
        own = team.department
        assert (team.valid_from or date.min) >= (own.valid_from or date.min), f"{own} {team}"
        assert (team.valid_to or date.max) <= (own.valid_to or date.max), f"{own} {team}"


HEADS = [
    ("2012-02", "2012-01-31", "시민소통기획관", "총계", "", "112", "35"),
    ("2012-02", "2012-01-31", "시민소통담당관", "별정직 4급", "", "-", "36"),
    ("2012-02", "2012-01-31", "시민고객담당관", "일반직 3급", "", "blank", "37"),
    ("2018-07", "2018-07-10", "시장비서실", "총계", "19", "19", "27"),
    ("2018-07", "2018-07-10", "시장비서실", "일반직 7급", "1", "0", "27"),
    ("2019-06", "2019-05-31", "도시브랜드담당관", "임기제일반직", "4", "3", "31"),
    ("2022-07", "2022-07-01", "시민소통기획관", "총계", "163", "158", "27"),
    ("2022-07", "2022-07-01", "국제교류담당관", "별정직군", "1", "1", "31"),
    ("2023-04", "2023-04-01", "민원담당관", "임기제", "1", "-", "26"),
]


@pytest.mark.parametrize("row", HEADS)
def test_the_headcount_is_as_printed(row):
    assert row in [tuple(found.values()) for found in rows_of("headcount")]


def test_every_cell_of_the_headcount_tables_is_in():
    counts = Counter(row["document"] for row in rows_of("headcount"))
    assert counts == {
        "2012-02": 4 * 13,
        "2018-07": 11,
        "2019-06": 5 * 5,
        "2022-07": 6 * 7,
        "2023-04": 5 * 7,
    }
