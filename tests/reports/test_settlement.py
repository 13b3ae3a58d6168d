"""결산 of 2018 over the reports as loaded, and of small scenes."""

import re
from datetime import date
from html import unescape

import pytest

from budgets.models import Figure, SettlementItem
from reports.tallies import read_tallies
from tests import cast
from tests.reports.answers import assert_adds_up, row, rows, said

pytestmark = pytest.mark.django_db

CLOSED_2018 = "/settlement/시민소통기획관/2018-12-31-결산"
SCENE = "/settlement/해오름기획관/2030-12-31-결산"
QUERIES = 25  # one of them the stamp under which wrong values are known


def told(tables, address, **choices):
    return {table["title"]: table for table in tables(address, **choices)}


def facts(found, *keys):
    return tuple(found[key] for key in keys)


def test_from_the_budget_to_the_remainder_by_department_program_and_line(tables):
    table = told(tables, CLOSED_2018)["일반회계"]
    keys = ("appropriated", "budget", "spent", "carried", "unavoidable", "lapsed")
    assert facts(row(table, "합계", "total"), *keys) == (
        47_810_398_000,
        48_622_861_000,
        47_025_374_000,
        413_109_000,
        413_109_000,
        1_184_378_000,
    )
    found = [each for each in rows(table) if each["mark"] != "kind"]
    for key in ("budget", "spent", "lapsed"):
        assert_adds_up(found, key)
    brand = row(table, "서울시 도시브랜드 마케팅")
    assert facts(brand, *keys[1:]) == (
        1_650_000_000,
        1_226_678_000,
        413_109_000,
        413_109_000,
        10_213_000,
    )
    assert facts(row(table, "도시브랜드담당관", "department"), "unavoidable") == (413_109_000,)
    assert facts(row(table, "뉴미디어담당관", "department"), "carried", "unavoidable") == (
        None,
        None,
    )


def test_what_is_chosen_counts_the_kinds_of_just_that(tables):
    table = told(tables, CLOSED_2018, department="뉴미디어담당관")["일반회계"]
    whole = row(table, "합계", "total")
    assert facts(whole, "budget", "carried", "unavoidable") == (5_842_649_000, None, None)
    table = told(tables, CLOSED_2018, department="도시브랜드담당관")["일반회계"]
    assert facts(row(table, "합계", "total"), "unavoidable") == (413_109_000,)


def test_two_rates_have_two_names_and_two_columns(tables):
    table = told(tables, CLOSED_2018)["일반회계"]
    assert {"집행률(%)", "집행률 (이월 포함)(%)"} <= set(table["labels"])
    brand = row(table, "서울시 도시브랜드 마케팅")
    assert facts(brand, "rate", "rate_with_carried") == (74.3, 99.4)
    whole = row(table, "합계", "total")
    assert facts(whole, "rate", "rate_with_carried") == (96.7, 97.6)
    assert facts(row(table, "공공소셜 활성화"), "rate", "rate_with_carried") == (94.2, 94.2)


def test_the_identity_is_proved_in_figures_that_lead_to_their_origin(get, client):
    page = unescape(said(get(CLOSED_2018).content.decode()))
    (sentence,) = re.findall(r'<p class="spoken identity">(.*?)</p>', page, re.S)
    words = " ".join(re.sub(r"<[^>]+>", "", sentence).split())
    assert words == (
        "일반회계 예산현액 48,622,861 − 집행액 47,025,374 − 이월액 413,109 "
        "= 집행잔액 1,184,378천원 (등식이 맞습니다)"
    )
    assert 48_622_861 - 47_025_374 - 413_109 == 1_184_378
    ways = re.findall(r'href="([^"]+)"', sentence)
    assert len(ways) == 4
    assert {client.get(way).status_code for way in ways} == {200}


def test_what_the_office_prints_stands_below_each_amount_with_its_verdict(tables):
    table = told(tables, CLOSED_2018)["일반회계: 결산의 등식과 인쇄값"]
    spent = [each for each in rows(table) if each["name"].startswith("인쇄값 47,025,373")]
    assert [facts(each, "in_print", "off", "stated_in") for each in spent] == [
        (47_025_373_000, -1_000, "2019-06 문서 953번째 줄")
    ]
    assert spent[0]["verdict_of"].startswith("단수처리로 다름")
    (headline,) = [each for each in rows(table) if each["name"] == "인쇄값 486억원"]
    assert facts(headline, "off", "verdict_of") == (0, "맞음")
    steps = [(each["name"], each["worked_out"]) for each in rows(table) if each["level"] == 0]
    assert steps == [
        ("예산현액", 48_622_861_000),
        ("− 집행액", 47_025_374_000),
        ("− 이월액", 413_109_000),
        ("= 집행잔액", 1_184_378_000),
    ]


def test_the_reasons_of_the_remainder_are_a_tree_with_their_share(tables):
    table = told(tables, CLOSED_2018)["집행잔액의 사유"]
    assert [facts(each, "level", "name", "amount", "share") for each in rows(table)] == [
        (0, "집행잔액", 1_184_378_000, 100.0),
        (1, "계획변경 등 집행사유 미발생", 30_420_000, 2.6),
        (
            2,
            "외교부의 여권발급업무대행 국고보조금 확정배정액 변경에 따라 집행사유 미발생",
            23_120_000,
            2.0,
        ),
        (2, "민원응대서비스 품질점검 계획 변경에 따른 집행사유 미발생", 5_000_000, 0.4),
        (2, "민원인의 신청에 의해 지급되는 보상금 등 집행사유 미발생", 2_300_000, 0.2),
        (1, "낙찰차액 등", 1_153_958_000, 97.4),
    ]
    assert rows(table)[2]["work"] == "일반여권 발급업무 대행"


def test_the_six_headings_stand_in_the_order_of_a_settlement_report(tables):
    table = told(tables, CLOSED_2018)["이용·전용·변경사용·이체·이월·집행잔액"]
    assert [facts(r, "name", "cases", "moved_won") for r in rows(table) if r["level"] == 0] == [
        ("이용", "", "해당사항 없음"),
        ("전용", 1, 53_660_000),
        ("변경사용", "", "해당사항 없음"),
        ("이체", 5, 1_281_089_000),
        ("다음연도 이월", 1, 413_109_000),
        ("집행잔액", 1, 1_184_378_000),
    ]


def test_every_printed_value_leads_to_its_document(get, client):
    page = unescape(get(CLOSED_2018).content.decode())
    ways = set(re.findall(r'class="stated_in"><a href="([^"]+)"', page))
    assert "/documents/2019-06" in ways
    assert "/documents/2019-06#c953-2" in ways  # 47,025,373천원 of the sentence
    assert client.get("/documents/2019-06").status_code == 200


def test_what_is_chosen_narrows_the_table_and_not_the_proof(tables, get):
    table = told(tables, CLOSED_2018, department="도시브랜드담당관")["일반회계"]
    assert row(table, "합계", "total")["carried"] == 413_109_000
    assert row(table, "합계", "total")["budget"] == 3_793_409_000
    page = said(get(CLOSED_2018, department="도시브랜드담당관", depth="부서").content.decode())
    assert "48,622,861" in page
    assert "공공소셜" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/settlement/시민소통기획관/2018-06-30-집행",
        "/settlement/시장비서실/2018-06-30-집행",
        "/settlement/전체/2018-12-31-결산",
        "/settlement/홍보기획관/2018-12-31-결산",
    ],
)
def test_what_is_no_settlement_of_an_office_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "condition", [{"compare": "2018-06-30-집행"}, {"sort": "budget"}, {"unit": "달러"}]
)
def test_a_condition_that_the_page_does_not_have_is_refused(client, condition):
    assert client.get(CLOSED_2018, condition).status_code == 400


def test_the_page_asks_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    read_tallies()
    with django_assert_max_num_queries(QUERIES):
        client.get(CLOSED_2018)


# Small scenes.


@pytest.fixture
def scene(db):
    return cast.scene()


def close(scene, kinds=None, **won):
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    paper = {"document": scene.document, "method": "문서", "unit": "천원"}
    written = cast.statement(cast.filing(day, scene.moon), **paper)
    for line, place, budget, spent in (
        (scene.trees, "1", 100_000, 60_000),
        (scene.flowers, "2", 60_000, 50_000),
    ):
        amounts = cast.amounts(budget=budget, spent=spent, **won)
        Figure.objects.create(statement=written, line=line, place=place, **amounts | (kinds or {}))
    cast.publish(written)
    return day


def item(scene, day, heading, position, **facts):
    known = {"document": scene.document, "place": position, "reporting_date": day}
    return SettlementItem.objects.create(heading=heading, position=position, **known | facts)


def test_where_nobody_says_what_was_carried_over_nothing_is_proved(scene, tables, get):
    close(scene)
    whole = row(told(tables, SCENE)["시험회계"], "합계", "total")
    assert facts(whole, "lapsed", "rate", "rate_with_carried") == ("알 수 없음", 68.8, "알 수 없음")
    page = get(SCENE).content.decode()
    assert "알 수 없는 금액이 있어 등식을 확인할 수 없습니다" in page
    assert "등식이 맞습니다" not in page


def test_a_report_that_says_nothing_of_a_heading_does_not_say_that_there_was_none(scene, tables):
    day = close(scene, carried=0)
    item(scene, day, "이용", 1, is_none=True)
    table = told(tables, SCENE)["이용·전용·변경사용·이체·이월·집행잔액"]
    assert {each["name"]: (each["cases"], each["moved_won"]) for each in rows(table)[:2]} == {
        "이용": ("", "해당사항 없음"),
        "전용": (None, None),
    }
    assert [facts(each, "name", "stated_in") for each in rows(table)] == [
        ("이용", "2030-07 문서 1번째 줄"),
        ("전용", "출처에 없음"),
        ("변경사용", "출처에 없음"),
        ("이체", "출처에 없음"),
        ("다음연도 이월", "출처에 없음"),
        ("집행잔액", "출처에 없음"),
    ]


def test_of_an_amount_that_is_said_of_no_kind_the_kinds_are_unknown(scene, tables):
    day = close(scene, carried=10_000)
    head = item(scene, day, "이월", 1, won=10_000)
    item(scene, day, "이월", 2, parent=head, kind="명시", line=scene.trees, won=10_000)
    table = told(tables, SCENE)["시험회계"]
    assert facts(row(table, "나무 심기"), "planned") == (10_000,)
    assert facts(row(table, "꽃 심기"), "carried", "planned") == (10_000, "알 수 없음")
    assert facts(row(table, "나무 심기"), "rate_with_carried") == (70.0,)


def test_the_kinds_that_an_officer_handed_in_stand_before_those_of_a_report(scene, tables):
    kinds = {"carried_planned": 7_000, "carried_unavoidable": 3_000, "carried_continuing": 0}
    day = close(scene, carried=10_000, kinds=kinds)
    head = item(scene, day, "이월", 1, won=10_000)
    item(scene, day, "이월", 2, parent=head, kind="명시", line=scene.trees, won=10_000)
    table = told(tables, SCENE)["시험회계"]
    assert facts(row(table, "나무 심기"), "planned", "unavoidable") == (7_000, 3_000)
    assert facts(row(table, "합계", "total"), "carried", "planned") == (20_000, 14_000)
    assert "continuing" not in table["columns"]


def test_reasons_that_do_not_add_up_leave_a_rest_without_a_reason(scene, tables):
    day = close(scene, carried=0)
    head = item(scene, day, "집행잔액", 1, won=40_000)
    item(scene, day, "집행잔액", 2, parent=head, name="낙찰차액", won=30_000)
    table = told(tables, SCENE)["집행잔액의 사유"]
    assert [facts(each, "name", "amount", "share") for each in rows(table)] == [
        ("집행잔액", 40_000, 100.0),
        ("낙찰차액", 30_000, 75.0),
        ("사유가 적히지 않은 금액", 10_000, 25.0),
    ]


def test_in_a_settlement_that_is_not_published_whole_nothing_is_told(scene, client, tables):
    day = close(scene, carried=0)
    head = item(scene, day, "전용", 1, won=40_000)
    item(scene, day, "전용", 2, parent=head, name="감춘 전용", won=40_000)
    assert "감춘 전용" in client.get(SCENE).content.decode()
    cast.filing(day, scene.star)
    page = client.get(SCENE).content.decode()
    assert "감춘 전용" not in page
    assert "미제출: 별빛담당관" in said(page)
