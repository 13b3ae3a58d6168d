"""부진사업과 순위 over the five reports and a small scene: thresholds come from the address."""

import json
from datetime import date
from urllib.parse import unquote

import pytest

from budgets.models import Figure
from reports.choices import Misread
from reports.dates import published_dates, when_of
from reports.thresholds import read_thresholds
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db

APRIL_2023 = "/ranking/홍보기획관/2023-04-01-집행"
JULY_2022 = "/ranking/시민소통기획관/2022-07-01-집행"
QUERIES = 12


@pytest.fixture
def told(client):
    def told(address, **conditions):
        response = client.get(f"{address}.json", conditions)
        assert response.status_code == 200, response.content.decode()
        return {table["title"]: table for table in json.loads(response.content)["tables"]}

    return told


def rows(table):
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def names(table):
    return [row["name"] for row in rows(table) if row["mark"] == "line"]


def test_bands_count_every_line_once_and_add_up_to_the_whole(told):
    whole, *bands = rows(told(JULY_2022)["일반회계: 집행률 구간"])
    assert [(band["name"], band["lines"]) for band in bands] == [
        ("30% 미만", 11),
        ("30% 이상 60% 미만", 20),
        ("60% 이상 90% 미만", 10),
        ("90% 이상 100% 미만", 1),
        ("100% 이상", 3),
    ]
    assert whole["lines"] == 45
    for measure in ("budget", "committed", "spent"):
        assert sum(band[measure] for band in bands) == whole[measure]
    assert (whole["budget"], whole["rate"]) == (101_356_223_000, 46.9)


def test_the_bands_are_a_parameter(told):
    table = told(JULY_2022, bands="50,75.5")["일반회계: 집행률 구간"]
    assert [row["name"] for row in rows(table)] == [
        "합계",
        "50% 미만",
        "50% 이상 75.5% 미만",
        "75.5% 이상",
    ]


def test_a_line_without_a_rate_is_counted_apart_and_not_as_zero_percent(told):
    fund = "대외협력기금(국제협력계정): "
    tables = told(JULY_2022)
    assert rows(tables[f"{fund}집행률 구간"])[-1]["name"] == "집행률을 낼 수 없음"
    assert rows(tables[f"{fund}집행률 구간"])[-1]["lines"] == 1
    assert "여유자금 예치" not in names(tables[f"{fund}부진사업 (30% 미만)"])


def test_slow_lines_stand_lowest_first_below_the_threshold_of_the_address(told):
    table = told(JULY_2022)["일반회계: 부진사업 (30% 미만)"]
    assert names(table)[:3] == [
        "서울시 해외 홍보마케팅",
        "서울 상징물 연계 마케팅",
        "소통관리 및 시정정보 제공",
    ]
    rates = [row["rate"] for row in rows(table)[1:]]
    assert rates == sorted(rates)
    assert max(rates) < 30
    assert names(told(JULY_2022, below="18")["일반회계: 부진사업 (18% 미만)"]) == [
        "서울시 해외 홍보마케팅"
    ]


def test_the_largest_stand_first_and_the_list_says_how_many_it_leaves_out(told):
    tables = told(APRIL_2023, top="3")
    unspent = tables["일반회계: 미집행액이 큰 사업"]
    assert [(row["name"], row["unspent"]) for row in rows(unspent)] == [
        ("합계 (아래 3개)", 42_761_936_000),
        ("120다산콜재단 출연금", 18_087_709_000),
        ("미디어재단 TBS 출연금", 17_755_881_000),
        ("언론매체를 통한 시정정보제공", 6_918_346_000),
    ]
    assert unspent["notes"] == ["미집행액이 남은 사업 35개 가운데 3개입니다."]
    unpaid = rows(tables["일반회계: 원인행위 뒤 미지급액이 큰 사업"])[1]
    assert unpaid["name"] == "서울시 누리집 운영"
    assert unpaid["unpaid"] == unpaid["committed"] - unpaid["spent"] == 1_285_833_000


def test_what_a_report_does_not_have_is_said_and_not_ranked(told):
    tables = told("/ranking/시민소통기획관/2018-12-31-결산")
    table = tables["일반회계: 미원인행위액이 큰 사업"]
    assert table["rows"] == []
    assert table["notes"] == ["이 자료에는 견줄 금액이 없어 순위를 낼 수 없습니다."]


def test_after_the_year_what_was_carried_over_is_not_ranked_as_unspent(told):
    tables = told("/ranking/시민소통기획관/2018-12-31-결산", top="35", below="80")
    assert not any("미집행액" in title for title in tables)
    lapsed = {row["name"]: row for row in rows(tables["일반회계: 집행잔액이 큰 사업"])}
    whole = rows(tables["일반회계: 집행잔액이 큰 사업"])[0]
    assert (whole["carried"], whole["lapsed"]) == (413_109_000, 1_184_378_000)
    brand = lapsed["서울시 도시브랜드 마케팅"]
    assert (brand["budget"], brand["spent"]) == (1_650_000_000, 1_226_678_000)
    assert (brand["carried"], brand["lapsed"]) == (413_109_000, 10_213_000)
    slow = {row["name"]: row for row in rows(tables["일반회계: 부진사업 (80% 미만)"])}
    assert slow["서울시 도시브랜드 마케팅"]["lapsed"] == 10_213_000


def test_where_nobody_says_what_was_carried_over_what_lapsed_is_not_ranked(told):
    scene = cast.scene()
    settled = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    statement = cast.statement(cast.filing(settled, scene.moon))
    for line in (scene.trees, scene.flowers):
        cast.figure(statement, line, budget=100, spent=20)
    cast.publish(statement)
    tables = told("/ranking/해오름기획관/2030-12-31-결산")
    lapsed = tables["시험회계: 집행잔액이 큰 사업"]
    assert lapsed["rows"] == []
    assert any("이월액이 적히지 않은 자료여서" in note for note in lapsed["notes"])
    slow = rows(tables["시험회계: 부진사업 (30% 미만)"])
    assert [(row["name"], row["lapsed"]) for row in slow] == [
        ("합계 (아래 2개)", "알 수 없음"),
        ("나무 심기", "알 수 없음"),
        ("꽃 심기", "알 수 없음"),
    ]


def test_a_line_without_the_amount_is_left_out_and_counted(told):
    scene = cast.scene()
    cast.figure(scene.statement, scene.flowers, budget=30)
    cast.publish(scene.statement)
    tables = told(f"/ranking/{scene.office.code}/2030-06-30-집행", below="60")
    slow = tables["시험회계: 부진사업 (60% 미만)"]
    assert names(slow) == ["나무 심기"]
    assert slow["notes"][0] == "견줄 금액이 없는 세부사업 1개는 빠졌습니다."


def test_accounts_are_never_in_one_table(told):
    for address in (JULY_2022, JULY_2022.replace("시민소통기획관", "전체")):
        accounts = [title.split(":")[0] for title in told(address)]
        assert accounts == ["일반회계"] * 5 + ["대외협력기금(국제협력계정)"] * 5


def test_a_band_leads_to_its_lines_in_the_execution_table(client):
    page = client.get(JULY_2022, {"kind": "정책사업"}).content.decode()
    href = next(part for part in page.split('"') if "rate=30-60" in part).replace("&amp;", "&")
    assert unquote(href) == "/execution/시민소통기획관/2022-07-01-집행?rate=30-60&kind=정책사업"
    assert client.get(href).status_code == 200


def test_filters_and_unit_hold_here_too(told):
    table = told(JULY_2022, department="뉴미디어담당관", q="ㅅㅁㅊㅇ")["일반회계: 집행률 구간"]
    assert rows(table)[0]["lines"] == 1


def test_every_date_is_ranked_and_every_sibling_drawn(client, django_assert_num_queries):
    for each in published_dates():
        address = f"/ranking/{each.book.office.code}/{when_of(each).slug}"
        for suffix in (".xlsx", ".csv", ".json"):
            assert client.get(f"{address}{suffix}").status_code == 200
        with django_assert_num_queries(QUERIES):
            assert client.get(address).status_code == 200


def test_a_slow_line_says_what_its_department_said_of_it_once_it_is_published(client, told):
    quarter = cast.quarter()
    asked = q.opened(quarter)
    q.publish_moon(quarter, asked, q.fine(quarter, spent=20, note="비가 옴"))
    filing = asked.filings.get()
    q.hand_in(filing, q.fine(quarter, spent=20, note="아직 모름"), quarter.officer, reason="비고")
    address = "/ranking/해오름기획관/2030-09-30-집행"
    found = told(address, below=90)
    (slow,) = [table for title, table in found.items() if "부진사업 (" in title]
    assert {row["name"]: row["remark"] for row in rows(slow) if row["mark"] == "line"} == {
        "나무 심기": "비가 옴",
        "꽃 심기": "-",
    }
    assert all("remark" not in table["columns"] for table in found.values() if table is not slow)
    assert '<td class="remark">비가 옴</td>' in client.get(f"{address}?below=90").content.decode()
    trees = Figure.objects.published().get(line=quarter.trees)
    told_of = client.get(f"/figures/{trees.pk}/spent").content.decode()
    assert "<dt>부진사유·비고</dt><dd>비가 옴</dd>" in told_of


def test_a_department_without_a_published_line_is_not_offered(client):
    scene = cast.scene()
    cast.program(scene.book, scene.star, scene.account, "별 헤기")
    cast.publish(scene.statement)
    page = client.get("/ranking/해오름기획관/2030-06-30-집행").content.decode()
    assert "<option>달빛담당관" in page
    assert "별빛담당관" not in page


def test_a_draft_is_nowhere(client):
    scene = cast.scene()
    assert client.get(f"/ranking/{scene.office.code}/2030-06-30-집행").status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"below": "서른"}, "부진 기준 ‘서른’"),
        ({"below": "0"}, "부진 기준 ‘0’"),
        ({"top": "0"}, "순위 ‘0’"),
        ({"top": "501"}, "순위 ‘501’"),
        ({"top": "٣"}, "순위 ‘٣’"),
        ({"bands": "60,30"}, "구간 ‘60,30’"),
        ({"bands": "0,30"}, "구간 ‘0,30’"),
        ({"bands": "30,30"}, "구간 ‘30,30’"),
        ({"sort": "rate"}, "‘sort’은(는) 모르는 조건입니다."),
        ({"unit": "달러"}, "단위 ‘달러’"),
    ],
)
def test_a_threshold_that_cannot_be_taken_is_refused(said, words):
    with pytest.raises(Misread, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_thresholds(said)


def test_every_problem_is_told_at_once(client):
    response = client.get(JULY_2022, {"top": "many", "unit": "달러", "depth": "부서"})
    assert response.status_code == 400
    page = response.content.decode()
    assert page.count("<li>순위") == page.count("<li>단위") == page.count("<li>‘depth’") == 1
