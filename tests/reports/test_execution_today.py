"""The lines of one date under the departments that do their work today."""

import pytest

from tests import cast
from tests.reports.answers import assert_adds_up, facts, row, rows
from tests.reports.regrouping import OFFICE, regrouped

pytestmark = pytest.mark.django_db

SETTLED = "/execution/시민소통기획관/2018-12-31-결산"
SCENE = f"/execution/{OFFICE}/2030-12-31-결산/today"
QUERIES = 14


def test_each_line_stands_under_the_department_that_does_it_today(tables):
    (told,) = tables(f"{SETTLED}/today")
    departments = [each for each in rows(told) if each["mark"] == "department"]
    assert [facts(each, "name", "appropriated") for each in departments] == [
        ["홍보담당관", 12_354_593_000],
        ["뉴미디어담당관", 5_653_898_000],
        ["서울브랜드담당관", 3_793_409_000],
        ["민원담당관", 25_988_339_000],
        ["오늘의 부서를 알 수 없음", 20_159_000],
    ]
    assert row(told, "신속행정 협력체계 강화")["whose"] == "신속행정담당관"


def test_nothing_is_added_or_lost(tables):
    for path in (SETTLED, "/execution/시민소통기획관/2022-07-01-집행"):
        printed = {each["key"]: rows(each)[0] for each in tables(path)}
        for told in tables(f"{path}/today"):
            whole = printed[told["key"]]
            for key in ("budget", "spent", "rate"):
                assert rows(told)[0][key] == whole[key], key
            assert_adds_up(rows(told), "spent")


def test_every_amount_leads_to_where_it_comes_from(get):
    page = get(f"{SETTLED}/today").content.decode()
    for words in ("25,988,339", "20,159", "47,810,398"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert words in get(href).content.decode()


def test_the_page_leads_back_to_what_was_printed(get):
    page = get(f"{SETTLED}/today").content.decode()
    assert ">그때의 조직</a>" in page
    assert 'aria-current="page">오늘의 조직</a>' in page


def test_what_was_split_in_any_office_is_placed_line_by_line(tables):
    regrouped()
    (told,) = tables(SCENE, unit="원")
    assert [facts(each, "level", "name", "whose", "appropriated") for each in rows(told)] == [
        [0, "합계", "", 470],
        [1, "달빛담당관", "", 400],
        [2, "나무 심기", "바람담당관", 100],
        [2, "풀 베기", "달빛담당관", 300],
        [1, "별빛담당관", "", 70],
        [2, "꽃 심기", "바람담당관", 70],
    ]


def test_what_is_not_published_places_nothing(tables):
    regrouped(is_published=False)
    (told,) = tables(SCENE, unit="원")
    names = [each["name"] for each in rows(told) if each["mark"] == "department"]
    assert names == ["달빛담당관", "오늘의 부서를 알 수 없음"]


def test_all_offices_together_stand_under_the_offices_of_today_and_their_departments(tables, get):
    everyone = "/execution/전체/2022-07-01-집행/today"
    told, fund = tables(everyone)
    above = [each for each in rows(told) if each["mark"] in ("office", "department")]
    assert [facts(each, "level", "name", "spent") for each in above] == [
        [1, "홍보기획관", 42_056_627_000],
        [2, "홍보담당관", 21_124_069_000],
        [2, "뉴미디어담당관", 3_256_343_000],
        [2, "서울브랜드담당관", 1_787_116_000],
        [2, "민원담당관", 15_889_099_000],
        [1, "오늘의 부서를 알 수 없음", 5_484_759_000],
    ]
    assert_adds_up(rows(told), "spent")
    assert facts(rows(fund)[0], "spent") == [808_029_000]
    page = get(everyone).content.decode()
    assert '<h1>전체 오늘의 조직으로 본 집행현황 <span class="when pair">2022. 7. 1. 기준' in page
    for words in ("42,056,627", "47,541,386", "5,484,759"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert words in get(href).content.decode()


def test_an_office_that_holds_programs_itself_has_them_right_under_it(tables):
    (told,) = tables("/execution/전체/2018-06-30-집행/today")
    assert [facts(each, "level", "name") for each in rows(told)] == [
        [0, "합계"],
        [1, "시장비서실"],
        [2, "기관운영업무추진비"],
        [2, "시책추진업무추진비"],
    ]


def test_a_date_that_is_not_there_has_no_such_page(client):
    cast.two_dates()
    assert client.get(f"/execution/{OFFICE}/2030-06-30-집행/today").status_code == 200
    assert client.get(f"/execution/{OFFICE}/2030-07-31-집행/today").status_code == 404
    assert client.get("/execution/전체/2030-07-31-집행/today").status_code == 404
    assert client.get(SETTLED + "/today", {"department": "홍보담당관"}).status_code == 400


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(f"{SETTLED}/today")
