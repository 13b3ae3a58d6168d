"""The 집행현황표 with another date beside it."""

import re
from datetime import date

import pytest

from reports.tallies import read_tallies
from tests import cast
from tests.reports.answers import facts, row, rows
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

APRIL_2023 = "/execution/홍보기획관/2023-04-01-집행"
JULY_2022 = "2022-07-01-집행"
QUERIES = 21  # six more than without


def test_the_other_date_stands_beside_with_what_is_different(tables):
    (general,) = tables(APRIL_2023, compare=JULY_2022)
    keys = (
        *("budget", "other_budget", "other_committed", "other_spent", "other_rate"),
        *("change", "points"),
    )
    assert facts(row(general, "합계", "total"), *keys) == [
        88_194_161_000,
        101_356_223_000,
        54_576_045_000,
        47_541_386_000,
        46.9,
        -13_162_062_000,
        -21.2,
    ]
    assert facts(row(general, "홍보담당관", "department"), "other_budget", "other_spent") == [
        48_205_262_000,
        21_124_069_000,
    ]
    assert facts(row(general, "시정여론조사 운영"), *keys[1:]) == [
        578_992_000,
        297_775_000,
        145_392_000,
        25.1,
        -110_000_000,
        -0.2,
    ]


def test_no_amount_of_a_line_that_only_the_other_date_has_leads_to_a_figure(client):
    page = client.get(APRIL_2023, {"compare": JULY_2022}).content.decode()
    assert "/figures/0/" not in page
    assert page.count('href="/figures/') > 50


def test_what_only_the_other_date_has_stands_in_the_table_with_dashes(tables):
    (general,) = tables(APRIL_2023, compare=JULY_2022)
    gone = row(general, "서울시 해외 홍보마케팅")
    assert facts(gone, "budget", "spent", "rate", "other_budget", "change") == [
        "-",
        "-",
        "-",
        2_750_000_000,
        -2_750_000_000,
    ]
    new = row(general, "해외 홍보 도시 마케팅")
    assert facts(new, "other_budget", "other_rate", "change") == ["-", "-", 3_320_500_000]
    assert row(general, "국제교류담당관", "department")["other_budget"] == 7_253_248_000
    assert not any(each["mark"] == "office" for each in rows(general))
    assert any("2022. 7. 1.에만 있는 세부사업이 14개" in note for note in general["notes"])


def test_sums_of_the_other_date_are_those_of_the_lines_on_the_page(tables):
    for path, other in (
        (APRIL_2023, JULY_2022),
        ("/execution/시민소통기획관/2019-01-01-예산", "2018-12-31-결산"),
        ("/execution/시민소통기획관/2018-12-31-결산", "2019-01-01-예산"),
    ):
        for table in tables(path, compare=other):
            (key,) = {"other_budget", "other_appropriated"} & set(table["columns"])
            sums = dict.fromkeys(("total", "kind", "department", "line"), 0)
            for each in rows(table):
                if each["mark"] in sums and isinstance(each[key], int):
                    sums[each["mark"]] += each[key]
            assert len(set(sums.values())) == 1, (path, sums)


def test_a_later_date_may_stand_beside_an_earlier_one(tables):
    general, fund = tables("/execution/시민소통기획관/2022-07-01-집행", compare="2023-04-01-집행")
    assert facts(row(general, "합계", "total"), "other_budget", "change") == [
        88_194_161_000,
        13_162_062_000,
    ]
    assert row(fund, "합계", "total")["other_appropriated"] is None
    assert any("이 회계의 표가 없습니다" in note for note in fund["notes"])


def test_what_this_date_does_not_report_is_left_out_and_said(tables):
    (general,) = tables(APRIL_2023, compare=JULY_2022)
    assert any("뺀 것: 대외협력기금(국제협력계정)" in note for note in general["notes"])


def test_filters_and_folding_hold_for_both_dates(tables):
    (general,) = tables(APRIL_2023, compare=JULY_2022, depth="부서", department="홍보담당관")
    assert [each["mark"] for each in rows(general)][-1] == "department"
    assert row(general, "합계", "total")["other_budget"] == 48_205_262_000


def test_what_moved_is_gathered_where_it_is_now(tables):
    (general,) = tables("/execution/시민소통기획관/2019-01-01-예산", compare="2018-12-31-결산")
    moved = row(general, "신속행정 현안조정 및 홍보")
    assert moved["other_appropriated"] == 63_500_000
    assert any("부서를 옮긴 사업" in note for note in general["notes"])


def test_the_page_offers_every_other_date_and_keeps_what_was_chosen(client):
    page = client.get(APRIL_2023, {"compare": JULY_2022, "unit": "백만원"}).content.decode()
    assert "2022. 7. 1. 기준 (시민소통기획관)" in page
    assert f'<input type="hidden" name="compare" value="{JULY_2022}">' in page
    assert page_rows(page)[0][2] == [
        *("88,194", "28,926", "22,633", "25.7%"),
        *("101,356", "54,576", "47,541", "46.9%", "△13,162", "△21.2%p"),
    ]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("2023-04-01-집행", "지금 보는 기준일입니다"),
        ("2023-05-01-집행", "공개된 자료가 없습니다"),
        ("어제", "공개된 자료가 없습니다"),
    ],
)
def test_a_date_that_cannot_stand_beside_is_refused(client, slug, words):
    response = client.get(APRIL_2023, {"compare": slug})
    assert response.status_code == 400
    assert words in response.content.decode()


def test_two_dates_ask_a_fixed_number_of_queries(client, forget, django_assert_num_queries):
    read_tallies()  # what is printed wrongly is known until something is published
    for other in (JULY_2022, "2012-01-01-예산"):
        forget()
        with django_assert_num_queries(QUERIES):
            client.get(APRIL_2023, {"compare": other})


def test_a_line_of_one_book_stands_beside_itself(tables):
    scene = cast.scene()
    cast.publish(scene.statement)
    september = cast.reporting_date(scene.book, date(2030, 9, 30))
    later = cast.statement(cast.filing(september, scene.moon))
    cast.figure(later, scene.trees, budget=100, spent=80)
    cast.publish(later)
    path = "/execution/해오름기획관/2030-09-30-집행"
    (table,) = tables(path, compare="2030-06-30-집행")
    assert facts(row(table, "나무 심기"), "spent", "other_spent", "points") == [80, 50, 30.0]


def test_a_line_that_ended_stands_in_its_program_under_its_new_name(tables):
    scene = cast.scene()
    bushes = cast.line(scene.program, "덤불 심기")
    for each in (scene.flowers, bushes):
        cast.figure(scene.statement, each, budget=40)
    cast.publish(scene.statement)
    book = cast.book(scene.office, 2031)
    shore = cast.program(book, scene.moon, scene.account, "물가 돌보기")
    later = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), scene.moon))
    for name in ("나무 심기", "꽃 심기"):
        cast.figure(later, cast.line(shore, name), budget=5, spent=1)
    cast.publish(later)
    (table,) = tables("/execution/해오름기획관/2031-06-30-집행", compare="2030-06-30-집행")
    told = [facts(x, "mark", "name", "budget", "other_budget") for x in rows(table)[3:]]
    assert told == [
        ["program", "물가 돌보기", 10, 180],
        ["line", "나무 심기", 5, 100],
        ["line", "꽃 심기", 5, 40],
        ["line", "덤불 심기", "-", 40],
    ]


def test_a_department_that_did_not_report_the_other_date_is_not_new(tables):
    scene = cast.scene()
    cast.publish(scene.statement)
    star = cast.program(scene.book, scene.star, scene.account, "별 보기")
    watch = cast.line(star, "관측")
    september = cast.reporting_date(scene.book, date(2030, 9, 30))
    for department, line in ((scene.moon, scene.trees), (scene.star, watch)):
        later = cast.statement(cast.filing(september, department))
        cast.figure(later, line, budget=100, spent=80)
        cast.publish(later)
    (table,) = tables("/execution/해오름기획관/2030-09-30-집행", compare="2030-06-30-집행")
    assert facts(row(table, "관측"), "other_budget", "change") == [None, None]
    assert row(table, "합계", "total")["other_budget"] == "알 수 없음"
    assert any("공개되지 않은 부서: 별빛담당관" in note for note in table["notes"])


def test_heads_say_of_what_they_are_and_lead_to_their_terms(get):
    page = get(APRIL_2023, compare=JULY_2022).content.decode()
    heads = re.findall(r"<th scope=.col.[^>]*>(.*?)</th>", page.split("</thead>")[0])
    assert heads[5:] == [
        '<a href="/terms#예산현액">2022. 7. 1. 예산현액</a>',
        '<a href="/terms#원인행위액">2022. 7. 1. 원인행위액</a>',
        '<a href="/terms#집행액">2022. 7. 1. 집행액</a>',
        '<a href="/terms#집행률">2022. 7. 1. 집행률</a>',
        '<a href="/terms#증감">예산현액 증감</a>',
        '<a href="/terms#집행률-차">집행률 증감</a>',
    ]
    budgets = get("/execution/시민소통기획관/2019-01-01-예산", compare="2018-12-31-결산")
    assert "예산액 증감</a>" in budgets.content.decode()


def test_obligations_that_neither_date_has_do_not_stand_beside(tables):
    (table,) = tables("/execution/시민소통기획관/2019-01-01-예산", compare="2018-12-31-결산")
    assert "other_committed" not in table["columns"]
    (table,) = tables("/execution/시민소통기획관/2018-12-31-결산", compare="2022-07-01-집행")
    assert row(table, "합계", "total")["other_committed"] == 54_576_045_000


def test_notes_speak_of_the_lines_that_the_filters_let_through(tables):
    def notes(**chosen):
        (table,) = tables(APRIL_2023, compare=JULY_2022, **chosen)
        gone = [row for row in rows(table) if row["mark"] == "line" and row["budget"] == "-"]
        told = [note for note in table["notes"] if "에만 있는 세부사업" in note]
        return len(gone), told

    lines, (note,) = notes()
    assert lines == 14
    assert "이 표에는 2022. 7. 1.에만 있는 세부사업이 14개" in note
    lines, (note,) = notes(q="해외 홍보마케팅")
    assert lines == 1
    assert "이 표에는 2022. 7. 1.에만 있는 세부사업이 1개" in note
    assert notes(q="여론조사") == (0, [])


def test_only_a_table_with_lines_that_moved_speaks_of_them(tables):
    def speaks(**chosen):
        address = "/execution/시민소통기획관/2019-01-01-예산"
        (table,) = tables(address, compare="2018-12-31-결산", **chosen)
        return any("부서를 옮긴 사업" in note for note in table["notes"])

    assert speaks(q="신속행정 현안조정")
    assert not speaks(q="시정여론조사")
