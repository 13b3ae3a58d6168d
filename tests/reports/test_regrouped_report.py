"""One year's budget in two organisations, and every move between them."""

import pytest

from tests.reports.answers import facts, row, rows
from tests.reports.regrouping import AFTER, BEFORE, OFFICE, regrouped

pytestmark = pytest.mark.django_db

SEOUL = "/lineage/시민소통기획관/regrouped"
SCENE = f"/lineage/{OFFICE}/regrouped"
QUERIES = 11
PARTS = ("drawn", "gone_out", "come_in", "unexplained", "regrouped")


# --- the five reports -----------------------------------------------------------------------------


def test_2018_comes_to_the_same_in_the_organisation_of_2019_and_its_moves_to_zero(tables):
    departments, moves, changed = tables(SEOUL)
    assert [
        facts(each, "name", "drawn", "gone_out", "come_in", "regrouped")
        for each in rows(departments)
    ] == [
        ["합계", 47_810_398_000, -672_020_000, 672_020_000, 47_810_398_000],
        ["시민소통담당관", 12_038_667_000, 0, 526_314_000, 12_564_981_000],
        ["뉴미디어담당관", 5_653_898_000, -315_035_000, 124_806_000, 5_463_669_000],
        ["도시브랜드담당관", 3_793_409_000, 0, 0, 3_793_409_000],
        ["시민봉사담당관", 25_967_439_000, 0, 20_900_000, 25_988_339_000],
        ["신속행정담당관", 356_985_000, -356_985_000, 0, "-"],
    ]
    assert [facts(each, "name", "come_in") for each in rows(moves) if each["level"] == 0] == [
        ["뉴미디어담당관 → 시민소통담당관", 315_035_000],
        ["신속행정담당관 → 시민소통담당관", 211_279_000],
        ["신속행정담당관 → 뉴미디어담당관", 124_806_000],
        ["신속행정담당관 → 시민봉사담당관", 20_900_000],
        ["시민소통담당관 안에서", 185_000_000],
    ]
    for each in rows(moves):
        assert each["gone_out"] + each["come_in"] == each["balance"] == 0
    assert rows(changed)[0]["change"] == 0


def test_every_department_has_what_it_had_less_what_left_and_more_what_came(tables):
    for each in rows(tables(SEOUL)[0]):
        after = each["regrouped"] if isinstance(each["regrouped"], int) else 0
        assert each["drawn"] + each["gone_out"] + each["come_in"] == after, each["name"]


def test_lines_whose_amount_changed_are_named_with_where_it_went(tables):
    changed = tables(SEOUL)[2]
    told = {each["name"]: facts(each, "whose", "change", "known") for each in rows(changed)[1:]}
    assert told["행정서비스 밀착지원 및 정보제공"] == [
        "신속행정담당관 → 시민소통담당관",
        -124_806_000,
        "→ 뉴미디어담당관 뉴미디어 웹사이트 운영 124,806",
    ]
    assert told["현장소통 프로그램 운영"][1:] == [
        26_835_000,
        "← 뉴미디어담당관 시정종합 월간지 「서울사랑」 발간 11,835, 희망서울 재능나눔 15,000",
    ]
    assert "출처 미기재" not in str(changed)


def test_an_amount_leads_to_where_it_comes_from(get):
    page = get(SEOUL).content.decode()
    for words in ("47,810,398", "356,985"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert words in get(href).content.decode()


def test_an_office_that_was_never_regrouped_says_so(get, tables):
    assert (
        "두 조직으로 나누어 공개된 해가 없습니다."
        in get("/lineage/시장비서실/regrouped").content.decode()
    )
    assert tables("/lineage/시장비서실/regrouped") == []


def test_a_year_that_is_not_there_and_an_unknown_office_are_refused(client):
    assert client.get(SEOUL, {"year": "2019"}).status_code == 400
    assert client.get(SEOUL, {"year": "2018"}).status_code == 200
    assert client.get("/lineage/우주기획관/regrouped").status_code == 404
    assert client.get("/lineage/전체/regrouped").status_code == 404


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(SEOUL)


# --- an office that no report knows ---------------------------------------------------------------


def test_a_line_goes_with_its_amount_and_the_rest_is_found_by_its_amount(tables):
    regrouped()
    departments, moves, changed = tables(SCENE, unit="원")
    assert [facts(each, "name", "drawn", "regrouped") for each in rows(departments)] == [
        ["합계", 470, 470],
        ["달빛담당관", 300, 420],
        ["별빛담당관", "-", 50],
        ["바람담당관", 170, "-"],
    ]
    told = [facts(each, "name", "taker", "come_in", "known") for each in rows(moves)]
    assert told == [
        ["바람담당관 → 달빛담당관", "", 120, ""],
        ["나무 심기", "나무 심기", 100, "사업째 옮김: 100 = 100"],
        ["꽃 심기", "풀 베기", 20, "같은 금액: 20 = 20"],
        ["바람담당관 → 별빛담당관", "", 50, ""],
        ["꽃 심기", "꽃 심기", 50, "사업째 옮김: 70 가운데"],
    ]
    assert facts(row(changed, "풀 베기"), "change", "known") == [20, "← 바람담당관 꽃 심기 20"]


def test_what_no_amount_explains_is_a_column_of_its_own(tables):
    regrouped(after={**AFTER, "별빛담당관": {"꽃 심기": 55}})
    departments, _, changed = tables(SCENE, unit="원")
    told = {each["name"]: facts(each, *PARTS) for each in rows(departments)}
    assert told == {
        "합계": [470, -155, 155, 5, 475],
        "달빛담당관": [300, 0, 100, 20, 420],
        "별빛담당관": ["-", 0, 55, 0, 55],
        "바람담당관": [170, -155, 0, -15, "-"],
    }
    assert row(changed, "꽃 심기")["known"] == "출처 미기재"
    assert any("5원 다릅니다" in note for note in departments["notes"])


def test_what_is_not_published_regroups_nothing(tables):
    regrouped(is_published=False)
    assert tables(SCENE) == []


def test_accounts_are_regrouped_each_by_itself(tables):
    regrouped(in_fund=["꽃 심기"])
    found = {each["title"]: each for each in tables(SCENE, unit="원")}
    assert list(found) == [
        "시험회계: 부서별 재편",
        "시험회계: 옮긴 금액",
        "시험회계: 금액이 달라진 사업",
        "나무기금: 부서별 재편",
        "나무기금: 옮긴 금액",
        "나무기금: 금액이 달라진 사업",
    ]
    # The 20 that one account has less and the other has more are not the same money.
    assert row(found["시험회계: 금액이 달라진 사업"], "풀 베기")["known"] == "출처 미기재"
    assert row(found["나무기금: 금액이 달라진 사업"], "꽃 심기")["known"] == "출처 미기재"


def test_names_of_departments_and_lines_are_text(get):
    hostile = "<b>꽃</b>"
    regrouped(
        before={**BEFORE, "바람담당관": {hostile: 70}},
        after={"달빛담당관": {"풀 베기": 300}, "별빛담당관": {hostile: 70}},
    )
    assert hostile not in get(SCENE).content.decode()
