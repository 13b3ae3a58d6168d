"""The lines of one date under the departments that do their work today."""

import pytest

from tests import cast
from tests.reports.answers import assert_adds_up, facts, row, rows
from tests.reports.regrouping import OFFICE, regrouped

pytestmark = pytest.mark.django_db

SETTLED = "/execution/시민소통기획관/2018-12-31-결산"
SCENE = f"/execution/{OFFICE}/2030-12-31-결산/today"
QUERIES = 13


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


def test_a_date_that_is_not_there_and_all_offices_together_have_no_such_page(client):
    cast.two_dates()
    assert client.get(f"/execution/{OFFICE}/2030-06-30-집행/today").status_code == 200
    assert client.get(f"/execution/{OFFICE}/2030-07-31-집행/today").status_code == 404
    assert client.get("/execution/전체/2030-06-30-집행/today").status_code == 404
    assert client.get(SETTLED + "/today", {"department": "홍보담당관"}).status_code == 400


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(f"{SETTLED}/today")
