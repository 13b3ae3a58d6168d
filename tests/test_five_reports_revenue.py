"""세입 of the one report that prints it, as loaded: against the report's own words and figures."""

import io
import json

import pytest
from django.core.management import call_command

from budgets.models import Claim, Revenue, RevenueCollection
from reports.claims import checked_claims

pytestmark = pytest.mark.django_db

# By name in 천원, as the table prints them.
PRINTED = ("appropriated", "budget", "assessed", "received", "uncollected")
CATEGORIES = {
    "경상적세외수입": (242_034, 242_034, 223_896, 223_830, 66),
    "임시적세외수입": (6_658_456, 6_658_456, 6_675_456, 6_675_430, 26),
    "국고보조금": (1_012_590, 1_012_590, 989_470, 989_470, 0),
}
SOURCES = {
    "서울사랑 광고수입": ("경상적세외수입", 19_101),
    "간행물 위탁판매 수입": ("경상적세외수입", 37_534),
    "시민청 운영(대관) 수입": ("경상적세외수입", 33_718),
    "전자민원 발급수입 등 수수료 수입": ("경상적세외수입", 51_560),
    "120 시·구 통합콜센터 자치구 운영부담금(자치단체간부담금)": ("임시적세외수입", 6_658_456),
    "그 외수입(잔액반납 등)": ("임시적세외수입", 16_974),
    "일반여권발급업무대행을 위한 외교부 국고보조금": ("국고보조금", 989_470),
}


def test_the_lowest_categories_hold_what_the_table_prints():
    rows = Revenue.objects.filter(kind="과목", received__isnull=False)
    assert {
        row.name: tuple(getattr(row, measure) // 1_000 for measure in PRINTED) for row in rows
    } == CATEGORIES
    (above,) = Revenue.objects.filter(kind="과목", received__isnull=True)
    assert above.name == "세외수입"
    assert {row.name for row in above.below.all()} == {"경상적세외수입", "임시적세외수입"}


def test_the_sources_of_the_prose_stand_under_their_categories():
    rows = Revenue.objects.filter(kind="출처").select_related("parent")
    assert {row.name: (row.parent.name, row.received // 1_000) for row in rows} == SOURCES
    assert [row.name for row in rows if row.is_open] == ["전자민원 발급수입 등 수수료 수입"]


def test_the_remainder_was_collected_in_the_next_april():
    (later,) = RevenueCollection.objects.all()
    assert (str(later.day), later.won, later.is_all) == ("2019-04-09", 92_000, True)


def test_all_that_the_report_says_twice_of_revenue_agrees_with_itself():
    claims = Claim.objects.filter(subject__startswith="세입 ")
    checked = checked_claims(claims)
    assert len(checked) == 25 + 6
    settled = {each.claim.place: each.verdict.verdict for each in checked if each.claim.formula}
    assert set(settled.values()) == {"agrees"}
    # What a single source brought is printed once, and nowhere else.
    sources = [each for each in checked if not each.claim.formula]
    assert [each.claim.place for each in sources] == [941, 941, 942, 943, 945, 946]
    assert {each.verdict.verdict for each in sources} == {"undecidable"}


def test_the_page_adds_up_shares_and_leads_to_the_lines(client):
    page = client.get("/revenue/시민소통기획관/2018").content.decode()
    assert "실제수납액은 7,888,730천원, 미수납액은 92천원, 징수율은 100.0%입니다." in page
    assert "미수납액은 2019. 4. 9. 현재 92천원이 전액 수납되었습니다." in page
    told = json.loads(client.get("/revenue/시민소통기획관/2018.json").content)
    categories, sources, later, lines, claims = told["tables"]
    assert categories["rows"][0][5:] == [
        7_913_080_000,
        7_913_080_000,
        7_888_822_000,
        7_888_730_000,
        92_000,
        100.0,
        99.7,
        "아래 과목을 더함",
    ]
    rest = next(row for row in sources["rows"] if row[1] == "rest")
    assert rest[2:7] == ["밝히지 않은 나머지", "", "", 81_917_000, 36.6]
    assert later["rows"][0][5:9] == ["2019. 4. 9.", 92_000, 92_000, 0]
    evidence = {row[2]: (row[6], row[-1]) for row in lines["rows"]}
    assert evidence["일반여권발급업무대행을 위한 외교부 국고보조금"] == (
        "일반여권 발급업무 대행",
        "이름에 함께 있는 말: 일반여권발급업무대행, 집행액과 수납액이 같음, 세출과 세입의 예산현액이 같음",
    )
    assert len(claims["rows"]) == 25


def test_the_command_prints_every_amount_once_and_what_nobody_named():
    out = io.StringIO()
    call_command("revenue", stdout=out)
    head, *rows = out.getvalue().splitlines()
    assert head == "document,place,office,year,path,row,measure,state,won"
    assert len(rows) == 3 * 5 + 7 + 1
    assert (
        "2019-06,931,시민소통기획관,2018,세외수입/경상적세외수입/밝히지 않은 나머지,"
        "나머지,received,computed,81917000" in rows
    )


def test_a_category_that_is_printed_as_another_sum_says_so_in_its_cell(client):
    own = Revenue.objects.get(name="세외수입")
    at = {"document": own.document, "place": own.place, "shape": "표", "unit": "천원"}
    term = {"label": "수수료", "printed": "5", "value": "5", "unit": "천원", "place": own.place}
    Claim.objects.create(
        **at,
        position=99,
        subject="세입 / 세외수입",
        measure="received",
        printed="1,234",
        value=1234,
        formula="합",
        terms=[term],
    )
    page = client.get("/revenue/시민소통기획관/2018").content.decode()
    assert page.count('class="mark"') == 1
    assert "인쇄 1,234천원</a></span></td>" in page
