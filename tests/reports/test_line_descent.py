"""사업의 이어짐: which line of one book is which of the book before."""

import re
from datetime import date

import pytest

from budgets.models import LineItem
from budgets.structuring import lines
from tests import cast
from tests.reports.answers import facts, row, rows
from tests.reports.regrouping import OFFICE, regrouped
from tests.reports.test_stated_links import act, report

pytestmark = pytest.mark.django_db

SEOUL = "/lineage/홍보기획관/lines"
SCENE = f"/lineage/{OFFICE}/lines"
QUERIES = 14


# --- the five reports -----------------------------------------------------------------------------


def test_every_book_stands_beside_the_one_before_it(tables):
    titles = [each["title"] for each in tables(SEOUL)]
    assert titles == [
        "회계연도 안에서 바뀐 사업",
        "2022. 7. 1. → 2023. 4. 1. (일반회계)",
        "이어진 것으로 보이는 사업: 2022. 7. 1. → 2023. 4. 1. (일반회계)",
        "2022. 7. 1. → 2023. 4. 1. (대외협력기금(국제협력계정))",
        "2019년 예산 → 2022. 7. 1. (일반회계)",
        "2019년 예산 → 2022. 7. 1. (대외협력기금(국제협력계정))",
        "2018년 예산(재편) → 2019년 예산 (일반회계)",
        "2018년 결산 → 2018년 예산(재편) (일반회계)",
        "2012년 예산 → 2018년 결산 (일반회계)",
        "이어진 것으로 보이는 사업: 2012년 예산 → 2018년 결산 (일반회계)",
        "2011년 예산(재편) → 2012년 예산 (일반회계)",
    ]


def test_a_line_goes_on_under_another_name_elsewhere_or_not_at_all(tables):
    told = {each["title"]: each for each in tables(SEOUL)}
    later = told["2019년 예산 → 2022. 7. 1. (일반회계)"]
    name = "시정종합 월간지 '서울사랑' 발간 → 시정종합 월간지 「서울사랑」 제작 및 운영"
    assert facts(row(later, name), "what", "grounds", "known") == [
        "명칭 변경",
        "추정",
        "따옴표 안의 고유한 이름이 같음",
    ]
    early = told["2012년 예산 → 2018년 결산 (일반회계)"]
    told_of = facts(
        row(early, "시정종합 월간지 「서울사랑」 발간"), "whose", "what", "grounds", "known"
    )
    assert told_of == [
        "시민소통담당관 → 뉴미디어담당관",
        "이동",
        "명시",
        "2018. 11. 1. 이체 (2019-06 문서 982번째 줄)",
    ]
    assert row(early, "현장중심의 의견수렴 및 환류")["grounds"] == "추정"
    newest = told["2022. 7. 1. → 2023. 4. 1. (일반회계)"]
    assert facts(row(newest, "시민참여 활성화 추진"), "what", "then_won", "now_won") == [
        "신규",
        "-",
        302_400_000,
    ]
    assert newest["notes"] == ["세부사업 50개: 이어짐 28개, 명칭 변경 3개, 신규 5개, 종료 14개."]


def test_a_line_under_a_likely_name_goes_on_as_an_inference_that_says_by_what(tables):
    told = {each["title"]: each for each in tables(SEOUL, kind="명칭 변경")}
    newest = told["2022. 7. 1. → 2023. 4. 1. (일반회계)"]
    inferred = "추정", "둘 이상의 사업에서 같은 낱말이 똑같이 바뀜"
    assert [facts(each, "name", "grounds", "known") for each in rows(newest)] == [
        ["서울시 홈페이지 운영 → 서울시 누리집 운영", inferred[0], f"{inferred[1]}, 비슷한 금액"],
        [
            "홈페이지 관리체계 운영 → 누리집 관리체계 운영",
            inferred[0],
            f"{inferred[1]}, 금액은 두 배 넘게 다름",
        ],
        [
            "120다산콜재단 운영 → 120다산콜재단 출연금",
            "추정",
            "이 사업에만 있는 첫 낱말이 같음, 비슷한 금액",
        ],
    ]
    early = rows(told["2012년 예산 → 2018년 결산 (일반회계)"])
    assert [each["name"] for each in early].count("기본경비 → 기본경비(행정운영경비)") == 3


def test_what_cannot_be_settled_of_a_line_is_asked_and_both_stay_apart(tables):
    told = {each["title"]: each for each in tables(SEOUL)}
    asked = told["이어진 것으로 보이는 사업: 2022. 7. 1. → 2023. 4. 1. (일반회계)"]
    name = "서울시 해외 홍보마케팅 → 해외 홍보 도시 마케팅"
    assert facts(row(asked, name), "what", "grounds", "known", "then_won", "now_won") == [
        "이어진 것으로 보임",
        "물음",
        "같은 글자 ‘해외홍보’, 비슷한 금액, 다른 후보 1개",
        2_750_000_000,
        3_320_500_000,
    ]
    newest = told["2022. 7. 1. → 2023. 4. 1. (일반회계)"]
    assert facts(row(newest, "서울 상징물 연계 마케팅"), "what", "grounds", "known") == [
        "종료",
        "물음",
        "이어진 것으로 보이는 사업: 서울 상징물 활용 도시 홍보",
    ]
    assert {x["what"] for each in tables(SEOUL, kind="이어진 것으로 보임") for x in rows(each)} == {
        "이어진 것으로 보임"
    }


def test_a_line_that_a_table_prints_for_the_sake_of_the_other_year_is_new_or_ended(tables):
    told = {each["title"]: each for each in tables(SEOUL)}
    year = told["2018년 예산(재편) → 2019년 예산 (일반회계)"]
    assert row(year, "서울시 해외 홍보마케팅")["what"] == "신규"
    assert row(year, "공공소셜 활성화")["what"] == "종료"
    within = told["2018년 결산 → 2018년 예산(재편) (일반회계)"]
    assert "서울시 해외 홍보마케팅" not in [each["name"] for each in rows(within)]


def test_what_a_settlement_says_was_handed_over_is_told_with_its_day_and_place(tables):
    within = tables(SEOUL)[0]
    source = "2019-06 문서 982번째 줄"
    assert [facts(each, "name", "whose", "grounds", "span", "known") for each in rows(within)] == [
        [name, "시민소통담당관 → 뉴미디어담당관", "명시", "2018. 11. 1.", source]
        for name in ("시정종합 월간지 「서울사랑」 발간", "어린이신문 「내친구서울」 발간")
    ]


def test_equal_amounts_of_one_year_prove_a_line_and_others_are_inferred(tables):
    told = {each["title"]: each for each in tables(SEOUL)}[
        "2018년 결산 → 2018년 예산(재편) (일반회계)"
    ]
    assert facts(row(told, "신속행정 협력체계 강화"), "what", "grounds", "then_won", "now_won") == [
        "이동",
        "산술",
        20_900_000,
        20_900_000,
    ]
    assert row(told, "시정여론조사 운영")["grounds"] == "추정"
    assert row(told, "희망서울 재능나눔")["what"] == "종료"


def test_a_fund_that_no_other_year_reports_is_neither_new_nor_ended(tables):
    told = {each["title"]: each for each in tables(SEOUL)}
    fund = told["2022. 7. 1. → 2023. 4. 1. (대외협력기금(국제협력계정))"]
    assert {each["what"] for each in rows(fund)} == {"비교 불가"}


def test_lines_are_chosen_by_department_and_kind(tables, client):
    for each in tables(SEOUL, department="국제교류담당관", kind="신규"):
        assert {x["what"] for x in rows(each)} == {"신규"}
        assert {x["whose"] for x in rows(each)} == {"국제교류담당관"}
    assert tables(SEOUL, kind="명칭 변경")
    assert client.get(SEOUL, {"kind": "승진"}).status_code == 400
    assert client.get(SEOUL, {"department": "우주담당관"}).status_code == 400


def test_an_office_with_one_book_has_nothing_to_set_beside_it(get, tables):
    assert tables("/lineage/시장비서실/lines") == []
    assert "견줄 두 편성이 없습니다." in get("/lineage/시장비서실/lines").content.decode()
    line = LineItem.objects.get(name="시책추진업무추진비")
    page = get(f"/lines/{line.pk}").content.decode()
    (way,) = re.findall(r'href="([^"]+)">사업의 이어짐</a>', page)
    assert "견줄 두 편성이 없습니다." in get(way).content.decode()


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(SEOUL)


def test_every_amount_leads_to_its_figure(get):
    page = get(SEOUL).content.decode()
    href = page.split('">1,614,273</a>')[0].rsplit('href="', 1)[1]
    assert "1,614,273" in get(href).content.decode()


# --- an office that no report knows ---------------------------------------------------------------


def test_lines_of_one_year_are_told_by_their_departments_and_amounts(tables):
    regrouped()
    (told,) = tables(SCENE, unit="원")
    assert [facts(each, "name", "whose", "what", "grounds") for each in rows(told)] == [
        ["나무 심기", "바람담당관 → 달빛담당관", "이동", "산술"],
        ["풀 베기", "달빛담당관", "이어짐", "추정"],
        ["꽃 심기", "바람담당관 → 별빛담당관", "이동", "추정"],
    ]


def test_what_is_not_published_is_in_no_book(tables):
    regrouped(is_published=False)
    assert tables(SCENE) == []


def test_a_line_that_took_the_place_of_another_within_a_year_is_told_as_recorded(tables, get):
    quarter = cast.quarter()
    report(quarter, cast.JUNE_30, 30_000)
    act(lines.rename_line, quarter, line=quarter.trees, name="숲 가꾸기", day=date(2030, 7, 1))
    report(quarter, date(2030, 9, 30), 50_000)
    told = {each["key"]: each for each in tables(SCENE)}["within"]
    assert [facts(each, "name", "what", "grounds", "span") for each in rows(told)] == [
        ["나무 심기 → 숲 가꾸기", "명칭 변경", "기록", "2030. 7. 1."]
    ]
    assert "사업 정비" not in get(SCENE).content.decode()


def test_names_are_text(get):
    found = cast.two_dates()
    hostile = cast.line(found.program, "<b>별</b>")
    later = cast.book(found.office, 2031)
    program = cast.program(later, found.moon, found.account)
    day = cast.reporting_date(later, date(2031, 6, 30))
    statement = cast.statement(cast.filing(day, found.moon))
    cast.figure(statement, cast.line(program, hostile.name), budget=1)
    cast.publish(statement)
    assert "<b>별" not in get(SCENE).content.decode()
