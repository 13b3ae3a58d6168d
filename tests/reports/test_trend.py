"""What an office came to over the years, and which marks are joined."""

import re
from datetime import date

import pytest

from departments.models import Succession
from tests import cast
from tests.reports.answers import facts, rows
from tests.reports.test_compare_leading import execution_of
from tests.reports.test_leading import led, said

pytestmark = pytest.mark.django_db

OFFICE = "/trend/홍보기획관"
QUERIES = 13  # of a page, whatever is chosen


def charts(page):
    """(title, lines, values) of every drawing."""
    return [
        (
            re.search(r"<title[^>]*>(.*?)</title>", drawing)[1],
            drawing.count('<path class="line'),
            re.findall(r'<text class="value"[^>]*>(.*?)</text>', drawing),
        )
        for drawing in re.findall(r"<svg.*?</svg>", page)
    ]


def test_an_office_is_followed_through_its_names(tables):
    general, fund = tables(OFFICE)
    told = [facts(each, "name", "stage", "called") for each in rows(general)]
    assert told == [
        ["2011년 예산 (뒤의 조직으로 재편)", "예산", "시민소통기획관"],
        ["2012년 예산", "예산", "시민소통기획관"],
        ["2013~2017년", "자료 없음", ""],
        ["2018년 예산 (뒤의 조직으로 재편)", "예산", "시민소통기획관"],
        ["2018년 결산", "결산", "시민소통기획관"],
        ["2019년 예산", "예산", "시민소통기획관"],
        ["2020~2021년", "자료 없음", ""],
        ["2022. 7. 1. 기준", "집행", "시민소통기획관"],
        ["2023. 4. 1. 기준", "집행", "홍보기획관"],
    ]
    assert facts(rows(general)[4], "budget", "spent", "rate") == [
        48_622_861_000,
        47_025_374_000,
        96.7,
    ]
    assert facts(rows(fund)[0], "appropriated", "rate") == [6_652_855_000, 12.1]
    assert tables("/trend/시민소통기획관")[0]["rows"] == general["rows"]


def test_years_without_a_report_are_gaps_and_not_zero(tables):
    gap = rows(tables(OFFICE)[0])[2]
    assert facts(gap, "appropriated", "spent", "rate") == [None, None, None]


def test_a_department_is_followed_through_its_names_and_its_parts_are_told(tables):
    (general,) = tables(OFFICE, department="홍보담당관")
    told = [facts(each, "called", "budget") for each in rows(general)[-2:]]
    assert told == [["시민소통담당관", 48_205_262_000], ["홍보담당관", 41_249_786_000]]
    assert any("신속행정담당관 → 시민소통담당관 (분리)" in note for note in general["notes"])
    assert tables(OFFICE, department="시민소통담당관")[0]["rows"] == general["rows"]


def test_a_program_is_followed_by_its_name_without_blanks(tables):
    (general,) = tables(OFFICE, program="시민과 함께하는 참여와 소통 시정구현")
    assert [facts(each, "called", "budget") for each in rows(general)[-2:]] == [
        ["시민과 함께하는 참여와 소통 시정구현 (시민소통담당관)", 46_912_821_000],
        ["시민과 함께하는 참여와 소통시정 구현 (홍보담당관)", 40_352_483_000],
    ]


def test_a_program_is_followed_through_its_names(scene, get, tables):
    year(scene, date(2031, 6, 30), named="물가 돌보기")
    year(scene, date(2033, 6, 30), named="물가 살리기")
    for name in ("강가 가꾸기", "물가 돌보기", "물가 살리기"):
        (table,) = tables(TREND, program=name)
        assert [facts(each, "name", "called", "budget") for each in rows(table)] == [
            ["2030. 6. 30. 기준", "강가 가꾸기 (달빛담당관)", 100],
            ["2031. 6. 30. 기준", "물가 돌보기 (달빛담당관)", 100],
            ["2032년", "", None],
            ["2033. 6. 30. 기준", "물가 살리기 (달빛담당관)", 100],
        ]
        assert (
            "이름이 바뀐 정책사업: 강가 가꾸기 → 물가 돌보기 (세부사업의 과반이 이어짐), "
            "물가 돌보기 → 물가 살리기 (세부사업의 과반이 이어짐)"
        ) in table["notes"]
    option = '<option value="물가 살리기">물가 살리기 (이전: 물가 돌보기, 강가 가꾸기)</option>'
    assert option in get(TREND).content.decode()
    chosen = option.replace('">', '" selected>')
    assert chosen in get(TREND, program="강가 가꾸기").content.decode()


def test_a_program_that_nobody_can_follow_is_not_joined(scene, tables):
    year(scene, date(2031, 6, 30), named="물가 돌보기", line="풀 심기")
    (table,) = tables(TREND, program="물가 돌보기")
    assert [each["name"] for each in rows(table)] == ["2031. 6. 30. 기준"]


def test_only_what_is_alike_is_joined(get):
    drawn = {title: rest for title, *rest in charts(get(OFFICE).content.decode())}
    assert drawn["일반회계 집행률"] == [0, ["25.7%", "46.9%", "96.7%"]]
    assert drawn["일반회계 예산액 (단위: 억원)"] == [2, ["321", "315", "478", "544", "478"]]


def test_a_chosen_measure_alone_is_drawn(get):
    drawn = charts(get(OFFICE, measure="spent").content.decode())
    assert [title for title, *_ in drawn] == [
        "일반회계 집행액 (단위: 억원)",
        "대외협력기금(국제협력계정) 집행액 (단위: 백만원)",
    ]


@pytest.mark.parametrize("suffix", ["", ".json", ".xlsx"])
def test_a_department_or_program_that_is_nowhere_is_refused(client, suffix):
    response = client.get(f"{OFFICE}{suffix}", {"department": "우주담당관"})
    assert response.status_code == 400
    (refused,) = re.findall("부서 ‘우주담당관’: (.*) 가운데 하나", response.content.decode())
    assert {"시민소통담당관", "홍보담당관", "국제교류담당관"} <= set(refused.split(", "))
    response = client.get(f"{OFFICE}{suffix}", {"program": "우주 가꾸기"})
    assert response.status_code == 400
    told = "정책사업 ‘우주 가꾸기’: 이 실국의 공개된 정책사업이 아닙니다."
    assert told in response.content.decode()
    elsewhere = {"department": "홍보담당관", "program": "국제교류협력 추진"}
    response = client.get(f"{OFFICE}{suffix}", elsewhere)
    assert response.status_code == 400
    assert "‘홍보담당관’의 공개된 정책사업이 아닙니다." in response.content.decode()


@pytest.mark.parametrize(
    ("choices", "least"),
    [
        ({}, 21),
        ({"department": "홍보담당관", "unit": "백만원"}, 15),
        ({"program": "국제교류협력 추진"}, 3),
    ],
)
def test_every_amount_and_rate_is_found_again_by_its_address(client, choices, least):
    known = {}
    found = led(client, OFFICE, choices)
    assert [said(href, execution_of(href, known)) for href, _ in found] == [x for _, x in found]
    assert len(found) >= least
    assert any("/rate?" in href for href, _ in found)


def test_conditions_that_cannot_be_taken_are_refused(client):
    response = client.get(OFFICE, {"measure": "키", "sort": "rate"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "그림 ‘키’" in page
    assert "‘sort’은(는) 모르는 조건입니다." in page


@pytest.mark.parametrize("path", ["/trend/없는기획관", "/trend/없는기획관.xlsx"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_siblings_are_at_the_same_address(get):
    assert "예산액(원)" in get(f"{OFFICE}.csv", department="홍보담당관").content.decode()
    assert get(f"{OFFICE}.xlsx", unit="억원").headers["Content-Type"].endswith("sheet")


def test_a_trend_asks_the_same_number_of_queries(get, django_assert_num_queries):
    for choices in ({}, {"department": "홍보담당관"}, {"measure": "rate"}):
        with django_assert_num_queries(QUERIES):
            get(OFFICE, **choices)
    with django_assert_num_queries(QUERIES):
        get("/trend/시장비서실")


# --- a small office -------------------------------------------------------------------------------


TREND = "/trend/해오름기획관"


@pytest.fixture
def scene():
    scene = cast.scene()
    cast.publish(scene.statement)
    return scene


def year(scene, day, department=None, named="강가 가꾸기", line="나무 심기", **won):
    """A date of another year on which one department says something."""
    book = cast.book(scene.office, day.year)
    program = cast.program(book, department or scene.moon, scene.account, named)
    written = cast.statement(cast.filing(cast.reporting_date(book, day), department or scene.moon))
    cast.figure(written, cast.line(program, line), **won or {"budget": 100, "spent": 60})
    cast.publish(written)
    return book


def lines_of(get, measure="spent", **choices):
    ((_, lines, values),) = charts(get(TREND, measure=measure, **choices).content.decode())
    return lines, values


@pytest.mark.parametrize(
    ("day", "lines"),
    [(date(2031, 7, 1), 1), (date(2031, 7, 31), 1), (date(2031, 8, 1), 0), (date(2031, 3, 31), 0)],
)
def test_dates_are_joined_within_a_month_of_the_year(scene, get, day, lines):
    year(scene, day)
    assert lines_of(get)[0] == lines


def test_no_chain_of_near_dates_joins_far_ones(scene, get):
    year(scene, date(2031, 7, 25))
    year(scene, date(2032, 8, 20))
    assert lines_of(get) == (1, ["50", "60", "60"])


def test_the_end_of_a_year_is_not_near_the_beginning_of_the_next(scene, get):
    year(scene, date(2031, 12, 31))
    year(scene, date(2032, 1, 1))
    assert lines_of(get)[0] == 0


def test_a_year_without_a_report_breaks_the_line(scene, get, tables):
    year(scene, date(2032, 6, 30))
    assert lines_of(get)[0] == 0
    assert [each["name"] for each in rows(tables(TREND)[0])][1] == "2031년"
    year(scene, date(2031, 6, 30))
    assert lines_of(get)[0] == 1


def test_a_date_with_departments_missing_is_told_and_not_drawn(scene, get, tables):
    later = year(scene, date(2031, 6, 30))
    assert lines_of(get)[0] == 1
    cast.program(later, scene.star, scene.account, "별 보기")
    assert lines_of(get) == (0, ["50"])
    assert any("공개하지 않은 부서가 있어" in note for note in tables(TREND)[0]["notes"])
    assert lines_of(get, department="달빛담당관")[0] == 1


def test_a_split_department_is_not_joined_to_its_parts(scene, get, tables):
    Succession.objects.create(before=scene.moon, after=scene.star, kind="분리", evidence="추정")
    year(scene, date(2031, 6, 30), scene.star)
    assert len(rows(tables(TREND, department="별빛담당관")[0])) == 1
    Succession.objects.create(
        before=scene.moon, after=scene.star, kind="명칭 변경", evidence="추정"
    )
    told = rows(tables(TREND, department="별빛담당관")[0])
    assert [each["called"] for each in told] == ["달빛담당관", "별빛담당관"]


def test_a_regrouped_budget_stands_for_a_year_only_where_there_is_no_other(scene, get):
    for basis, won in (({"basis": "재편", "organised_on": date(2031, 1, 1)}, 30), ({}, 20)):
        book = cast.book(scene.office, 2029, **basis)
        program = cast.program(book, scene.moon, scene.account)
        day = cast.reporting_date(book, date(2029, 1, 1), "예산")
        written = cast.statement(cast.filing(day, scene.moon))
        cast.figure(written, cast.line(program), appropriated=won)
        cast.publish(written)
        assert lines_of(get, "appropriated") == (0, [str(won)])


def test_unpublished_statements_are_not_drawn(scene, tables):
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777, spent=7)
    assert rows(tables(TREND)[0])[0]["budget"] == 100


def test_names_are_escaped_on_the_page_and_in_the_drawing(scene, get):
    scene.moon.name = "<b>달빛</b>"
    scene.moon.save()
    scene.account.name = "<i>회계</i>"
    scene.account.save()
    page = get(TREND).content.decode()
    assert "<b>달빛" not in page
    assert "<i>회계" not in page
