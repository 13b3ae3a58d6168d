"""예산 (전년 대비) of the five reports: two years of an office, as drawn and as regrouped."""

import pytest

from tests.formulas import assert_values_stored_are_true
from tests.reports.answers import assert_adds_up, facts, row, rows, said

pytestmark = pytest.mark.django_db

NOW, THEN = "now_appropriated", "then_appropriated"
PAGE = "/budget/시민소통기획관/2019"
FIRST = "/budget/시민소통기획관/2012"
QUERIES = 40


def test_the_whole_and_its_kinds_are_those_of_the_councils_table(tables):
    general = tables(PAGE)[0]
    keys = NOW, THEN, "change", "change_rate"
    assert facts(row(general, "합계", "total"), *keys) == [
        54_438_155_000,
        47_810_398_000,
        6_627_757_000,
        13.9,
    ]
    assert facts(row(general, "사업예산", "kind"), *keys) == [
        53_744_273_000,
        47_091_714_000,
        6_652_559_000,
        14.1,
    ]
    assert facts(row(general, "행정운영경비(기본경비)", "kind"), "change", "change_rate") == [
        -24_802_000,
        -3.5,
    ]
    assert facts(row(general, "시민봉사담당관", "department"), *keys) == [
        22_851_956_000,
        25_988_339_000,
        -3_136_383_000,
        -12.1,
    ]


def test_what_is_new_and_what_ended_is_said_and_has_no_rate_of_a_hundred(tables, get):
    general = tables(PAGE)[0]
    keys = "state", NOW, THEN, "change", "change_rate"
    assert facts(row(general, "서울시 해외 홍보마케팅"), *keys) == [
        "신규",
        3_500_000_000,
        "-",
        3_500_000_000,
        "-",
    ]
    assert facts(row(general, "공공소셜 활성화"), *keys) == [
        "종료",
        "-",
        109_600_000,
        -109_600_000,
        -100.0,
    ]
    assert (
        "세부사업 34개 가운데 신규 1개, 종료 1개, 증액 24개, 감액 6개, 동일 2개입니다."
        in get(PAGE).content.decode()
    )


def test_the_whole_is_said_in_a_sentence_of_the_chosen_unit(get):
    words = (
        "2019년 예산액은 544억원이고 2018년 예산액 (재편) 478억원보다 66억원 (13.9%) 늘었습니다."
    )
    assert words in said(get(PAGE, unit="억원").content.decode())


def test_the_year_before_as_it_was_drawn_stands_in_its_own_departments(tables):
    general = tables(PAGE, basis="drawn")[0]
    assert facts(row(general, "시민소통담당관", "department"), THEN) == [12_038_667_000]
    assert facts(row(general, "합계", "total"), THEN) == [47_810_398_000]
    moved = [each for each in rows(general) if each["name"] == "신속행정 협력체계 강화"]
    assert [facts(each, "state", NOW, THEN, "remark") for each in moved] == [
        ["이동", 30_900_000, "-", "신속행정담당관에서"],
        ["이동", "-", 20_900_000, "시민봉사담당관으로"],
    ]
    assert facts(row(general, "희망서울 재능나눔"), "state", THEN) == ["종료", 15_000_000]


def test_where_only_the_regrouped_one_is_printed_the_page_says_so(get, tables, client):
    page = get(FIRST).content.decode()
    assert "2011년 예산은 2012년 조직으로 다시 묶은 것만 인쇄되어 있어" in page
    assert facts(row(tables(FIRST)[0], "합계", "total"), NOW, THEN, "change_rate") == [
        31_518_898_000,
        32_145_160_000,
        -1.9,
    ]
    refused = client.get(FIRST, {"basis": "drawn"})
    assert refused.status_code == 400
    assert "2011년의 그런 예산 자료가 공개되어 있지 않습니다" in refused.content.decode()


def test_a_budget_of_zero_is_cut_and_not_ended(tables):
    found = [each for each in rows(tables(FIRST)[0]) if each["name"] == "인력운영비"]
    assert [facts(each, "state", NOW, "change_rate", "remark") for each in found] == [
        ["감액", 0, -100.0, "전액 감액"]
    ] * 2


def test_a_year_without_the_one_before_is_shown_and_compared_with_nothing(tables, get):
    (general,) = tables("/budget/시장비서실/2018")[:1]
    whole = row(general, "합계", "total")
    assert isinstance(whole[NOW], int)
    assert facts(whole, THEN, "change", "change_rate") == [None, None, None]
    assert {each["state"] for each in rows(general) if each["mark"] == "line"} == {"비교 불가"}
    assert "공개된 2017년 예산 자료가 없어 견줄 수 없습니다. 0원이라는 뜻이 아닙니다." in said(
        get("/budget/시장비서실/2018").content.decode()
    )


def test_an_account_without_a_column_of_it_is_named_and_not_a_table_of_nothing(get, tables):
    page = said(get("/budget/홍보기획관/2023").content.decode())
    assert "2023년 자료의 일반회계에는 예산액 열이 없습니다. 0원이라는 뜻이 아닙니다." in page
    titles = [table["title"] for table in tables("/budget/시민소통기획관/2022")]
    assert "일반회계" not in titles
    assert titles[0].startswith("대외협력기금")


@pytest.mark.parametrize("path", [PAGE, FIRST, "/budget/시민소통기획관/2018"])
@pytest.mark.parametrize("basis", ["", "drawn", "regrouped"])
def test_every_sum_is_that_of_its_lines(client, path, basis):
    answer = client.get(f"{path}.json", {"basis": basis} if basis else {})
    if answer.status_code == 400:  # there is no such basis of the year before
        return
    table = answer.json()["tables"][0]
    told = [each for each in rows(table) if each["mark"] != "kind"]
    kinds = [each for each in rows(table) if each["mark"] == "kind"]
    for key in (NOW, THEN, "change"):
        assert_adds_up(told, key)
        known = [each[key] for each in kinds if isinstance(each[key], int)]
        if isinstance(told[0][key], int):
            assert sum(known) == told[0][key]


def test_a_reader_chooses_a_department_a_kind_what_became_of_it_and_an_order(tables):
    general = tables(PAGE, department="뉴미디어담당관", kind="정책사업", sort="-change")[0]
    lines = [each for each in rows(general) if each["mark"] == "line"]
    assert [each["name"] for each in lines][:2] == [
        "어린이신문 '내친구서울' 발간",
        "소셜미디어를 통한 시민과의 소통 활성화",
    ]
    assert len(lines) == 9
    assert any("조건에 맞는 9개 행만의 합계입니다." in note for note in general["notes"])
    new = tables(PAGE, state="신규")[0]
    assert [each["name"] for each in rows(new) if each["mark"] == "line"] == [
        "서울시 해외 홍보마케팅"
    ]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"state": "변경"}, "변동"),
        ({"basis": "today"}, "지난 예산의 조직"),
        ({"department": "없는과"}, "부서"),
        ({"measure": "spent"}, "measure"),
    ],
)
def test_a_condition_that_cannot_be_taken_is_refused(client, choice, words):
    answer = client.get(PAGE, choice)
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/budget/시민소통기획관/2015", "/budget/전체/2019", "/budget/없는관/2019"]
)
def test_what_nobody_published_is_no_page(client, path):
    assert client.get(path).status_code == 404


def test_every_amount_of_the_page_leads_to_where_it_comes_from(get, client):
    page = get(PAGE, depth="부서").content.decode()
    assert "/sums/%EC%8B%9C" in page
    line = get(PAGE, department="도시브랜드담당관").content.decode()
    hrefs = [part.split('"')[0] for part in line.split('href="')[1:]]
    figures = [href for href in hrefs if href.startswith("/figures/")]
    assert len(figures) == 9  # of five lines on two dates, one of them "-" on one
    assert client.get(figures[0]).status_code == 200


def test_the_drawing_is_of_the_largest_changes_of_the_table(get):
    page = get(PAGE).content.decode()
    chart = page.split("<svg")[1].split("</svg>")[0]
    assert "120 다산콜재단 운영 △3,578." in chart
    assert "서울시 해외 홍보마케팅 3,500 신규." in chart
    page = get(PAGE, basis="drawn", depth="정책사업").content.decode()
    chart = page.split("<svg")[1].split("</svg>")[0]
    assert "시민소통담당관 기본경비(행정운영경비) △9." in chart


def test_the_page_costs_a_bounded_number_of_queries(get, django_assert_max_num_queries):
    get(PAGE)
    with django_assert_max_num_queries(QUERIES):
        get(PAGE)


@pytest.mark.parametrize("path", [f"{PAGE}.xlsx", f"{PAGE}.xlsx?basis=drawn", f"{FIRST}.xlsx"])
def test_the_sheet_says_what_the_page_does_when_it_is_worked_out_again(client, path):
    assert_values_stored_are_true(client.get(path).content)


def test_a_published_year_without_the_budget_of_an_account_is_not_called_unpublished(get):
    page = get("/budget/시민소통기획관/2023").content.decode()
    assert "공개되지 않은 부서" not in page
    assert "이 회계의 예산액이 없어 견줄 수 없습니다." in page
