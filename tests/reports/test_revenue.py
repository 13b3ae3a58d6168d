"""세입 결산: the tree, the sources, what came in later, and the lines that go with them."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Claim, RevenueCollection
from reports.revenue_links import Spending, links
from reports.revenue_tree import Node, added
from reports.table import Gap
from tests import cast

OFFICE = "/revenue/해오름기획관/2030"


# --- adding up ------------------------------------------------------------------------------------


def test_a_dash_adds_nothing_and_a_blank_makes_the_sum_unknown():
    assert added([(1, Gap.DASH, 3), (2, 5, Gap.BLANK)]) == (3, 5, Gap.UNKNOWN)
    assert added([(Gap.ABSENT, Gap.DASH), (Gap.ABSENT, Gap.DASH)]) == (Gap.ABSENT, Gap.DASH)
    assert added([(Gap.ABSENT,), (5,)]) == (Gap.UNKNOWN,)


def test_what_no_source_explains_is_left():
    category = Node(1, "사용료", 10, (100, 100, 100, 90, 10))
    category.sources = [source("둔치", 40), source("나루", 30)]
    assert category.rest == 20
    category.own = (100, 100, 100, Gap.DASH, 10)
    assert category.rest is Gap.UNKNOWN


# --- lines ----------------------------------------------------------------------------------------


def source(name, received=10, key=1):
    return Node(key, name, 20, (Gap.ABSENT, Gap.ABSENT, Gap.ABSENT, received, Gap.ABSENT))


def line(name, pk=1, budget=100, spent=90):
    return Spending(pk, pk, name, "달빛담당관", budget, spent)


def found(name, *lines, received=10, budget=None):
    one = source(name, received)
    told = links([one], {} if budget is None else {one.key: budget}, lines)
    return [(link.spending.name, link.evidence) for link in told]


def test_a_source_goes_with_the_line_whose_name_it_holds():
    assert found("나루터 운영(대관) 수입", line("나루터 운영 및 확산"), line("꽃 심기")) == [
        ("나루터 운영 및 확산", "이름에 함께 있는 말: 나루터운영")
    ]


def test_the_same_amounts_are_said_as_evidence():
    one = line("하천 정비 대행", budget=120, spent=90)
    told = found("하천정비대행을 위한 국고보조금", one, received=90, budget=120)
    assert told == [
        (
            "하천 정비 대행",
            "이름에 함께 있는 말: 하천정비대행, 집행액과 수납액이 같음, 세출과 세입의 예산현액이 같음",
        )
    ]


def test_amounts_alone_and_short_or_common_words_tell_nothing():
    assert found("과태료", line("꽃 심기", spent=10), received=10) == []
    assert found("홍보 수입", line("홍보 강화")) == []
    same = [line(f"{place} 주민센터 운영", pk) for pk, place in enumerate("가나다", 1)]
    assert found("주민센터 임대료", *same) == []


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def scene(db):
    """A document of 해오름기획관 with published figures, and its revenue: 세외수입 (사용료, 과태료)."""
    scene = cast.scene()
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    written = cast.statement(cast.filing(day, scene.moon), document=scene.document)
    cast.figure(written, scene.trees, "12", budget=100, spent=80)
    cast.publish(written)
    return scene


@pytest.fixture
def told(scene):
    def row(named, parent=None, **won):
        amounts = cast.amounts(**{m: each * 1_000 for m, each in won.items()})
        return cast.revenue(scene.document, scene.account, named, parent=parent, **amounts)

    above = row("세외수입")
    fee = row("사용료", above, budget=100, assessed=90, received=80, uncollected=10)
    row("과태료", above, budget=50, assessed=50, received=60, uncollected=0)
    trees = {"kind": "출처", "parent": fee, "received": 30_000, "received_state": "value"}
    cast.revenue(scene.document, scene.account, "나무 심기 참가비", **trees)
    return scene


def test_categories_are_added_up_and_may_bring_in_more_than_budgeted(told, tables):
    categories, *_ = tables(OFFICE)
    assert categories["columns"][5:] == [
        "budget",
        "assessed",
        "received",
        "uncollected",
        "collection_rate",
        "received_of_budget",
        "place",
    ]
    assert [(row[0], row[2], *row[5:11]) for row in categories["rows"]] == [
        (0, "합계", 150_000, 140_000, 140_000, 10_000, 100.0, 93.3),
        (1, "세외수입", 150_000, 140_000, 140_000, 10_000, 100.0, 93.3),
        (2, "사용료", 100_000, 90_000, 80_000, 10_000, 88.9, 80.0),
        (2, "과태료", 50_000, 50_000, 60_000, 0, 120.0, 120.0),
    ]
    assert "미수납액이 징수결정액에서 실제수납액을 뺀 것과 다릅니다." in categories["notes"]


def test_what_was_written_off_stands_last_and_explains_what_is_open(scene, tables):
    won = {"assessed": 200, "received": 170, "uncollected": 20, "written_off": 10}
    cast.revenue(scene.document, scene.account, "사용료", **cast.amounts(**won))
    (categories,) = tables(OFFICE)
    assert categories["columns"][5:9] == ["assessed", "received", "uncollected", "written_off"]
    assert [row[5:9] for row in categories["rows"]] == [[200, 170, 20, 10]] * 2
    assert "미수납액은 징수결정액에서 실제수납액과 불납결손액을 뺀 것입니다." in categories["notes"]


def test_sources_have_their_share_and_the_rest_stands_below_them(told, tables):
    sources = tables(OFFICE)[1]
    assert [row[2:7] for row in sources["rows"]] == [
        ["세외수입 › 사용료", "", "", 80_000, 100.0],
        ["나무 심기 참가비", "", "", 30_000, 37.5],
        ["밝히지 않은 나머지", "", "", 50_000, 62.5],
    ]


def test_a_rate_that_is_rounded_to_a_hundred_is_said_to_be(scene, tables):
    amounts = cast.amounts(assessed=100_000, received=99_990, uncollected=10)
    cast.revenue(scene.document, scene.account, **amounts)
    (categories,) = tables(OFFICE)
    assert (
        "징수율 100.0%는 반올림한 값입니다. 거두지 못한 금액이 남아 있습니다."
        in categories["notes"]
    )


def test_what_came_in_later_is_taken_off_what_was_open(told, get, tables):
    fee = told.document.revenues.get(name="사용료")
    RevenueCollection.objects.create(
        document=told.document,
        office=told.office,
        account=told.account,
        place=40,
        fiscal_year=2030,
        category=fee,
        day=date(2031, 3, 31),
        won=4_000,
    )
    later = next(each for each in tables(OFFICE) if each["key"].startswith("later"))
    assert later["rows"] == [
        [
            0,
            "line",
            "사용료",
            "",
            "",
            "2031. 3. 31.",
            10_000,
            4_000,
            6_000,
            "2030-07 문서 40번째 줄",
        ]
    ]


def test_the_line_that_goes_with_a_source_leads_to_itself_and_its_amounts(told, get):
    page = get(OFFICE).content.decode()
    assert f'<a href="/lines/{told.trees.pk}">나무 심기</a>' in page
    figure = told.trees.figures.get(statement__filing__reporting_date__stage="결산")
    assert f'href="/figures/{figure.pk}/spent"' in page


def test_accounts_are_never_added(told, tables):
    purse = cast.account("교통기금", "기금")
    cast.revenue(told.document, purse, **cast.amounts(assessed=10, received=10, uncollected=0))
    titles = [table["title"] for table in tables(OFFICE)]
    assert titles[0] == "시험회계: 과목별 세입"
    assert "교통기금: 과목별 세입" in titles


def test_of_several_accounts_each_has_what_is_printed_of_its_own_sum(told, get):
    purse = cast.account("교통기금", "기금")
    own = {"assessed": 10_000, "received": 10_000, "uncollected": 0}
    fare = cast.revenue(told.document, purse, **cast.amounts(**own))
    above = told.document.revenues.get(name="세외수입")

    def claim(place, subject, printed, *of):
        Claim.objects.create(
            document=told.document,
            place=place,
            position=9,
            shape="표",
            subject=subject,
            measure="received",
            printed=printed,
            value=int(printed),
            unit="천원",
            formula="합",
            terms=[
                {"label": each, "printed": "1", "value": "1", "unit": "천원", "place": at}
                for each, at in of
            ],
        )

    claim(20, "세입 합계", "999", ("시험회계 실제수납액", 21), ("교통기금 실제수납액", 22))
    claim(21, "세입 시험회계", "141", ("세외수입 실제수납액", above.place))
    claim(22, "세입 합계", "12", ("사용료 실제수납액", fare.place))
    page = get(OFFICE).content.decode()
    ours, _, theirs = page.partition("교통기금: 과목별 세입")
    assert "인쇄 141천원</a>" in ours.partition("인쇄값과 셈한 값")[0]
    assert "인쇄 12천원</a>" in theirs.partition("</table>")[0]
    assert page.count('class="mark"') == 2


def test_of_two_documents_the_newer_is_shown_and_the_other_named(told, get, client):
    cast.revenue(cast.document(told.office, "2031-01"), told.account, "감춘 과목")
    assert "감춘 과목" not in get(OFFICE).content.decode()
    assert client.get(f"{OFFICE}?document=2031-01").status_code == 404
    newer = cast.document(told.office, "2031-02", reported_on=date(2031, 2, 1))
    filing = cast.filing(cast.reporting_date(told.book, date(2031, 1, 31)), told.moon)
    written = cast.statement(filing, document=newer)
    cast.figure(written, told.trees, "12", budget=100, spent=80)
    cast.publish(written)
    cast.revenue(newer, told.account, "수수료", **cast.amounts(received=5_000))
    page = get(OFFICE).content.decode()
    assert "수수료" in page
    assert "사용료" not in page
    assert "2030-07 문서에도 이 해의 세입이 있습니다." in page
    assert "사용료" in get(f"{OFFICE}?document=2030-07").content.decode()


def test_what_the_office_entered_later_is_shown_and_what_was_printed_named(told, get):
    for version, received, name in ((1, 60, "앞의 판"), (2, 70, "수수료"), (3, 80, "감춘 판")):
        own = cast.returned(told, version=version)
        cast.entered(own, name, **cast.amounts(assessed=100, received=received, uncollected=30))
        if version < 3:
            cast.confirm(own)
    page = get(OFFICE).content.decode()
    assert "수수료" in page
    assert "시험회계 세입 제2판, 다온 적음, 2030. 7. 1. 공개" in page
    assert "2030-07 문서에도 이 해의 세입이 있습니다." in page
    for hidden in ("앞의 판", "감춘 판", "사용료"):
        assert hidden not in page
    printed = get(f"{OFFICE}?document=2030-07").content.decode()
    assert "사용료" in printed
    assert "실국이 적은 제출본에도 이 해의 세입이 있습니다." in printed
    out = StringIO()
    call_command("revenue", stdout=out)
    entered = [row for row in out.getvalue().splitlines() if row.startswith(",")]
    assert [row.split(",")[1] for row in entered] == ["제2판 1"] * 3
    assert entered[1].endswith("수수료,과목,received,value,70")


def test_an_office_without_revenue_that_year_has_no_page(told, client):
    for path in ("/revenue/해오름기획관/2031", "/revenue/전체/2030", "/revenue/없는실국/2030"):
        assert client.get(path).status_code == 404


def test_a_condition_that_nobody_knows_is_refused(told, client):
    assert client.get(f"{OFFICE}?sort=name").status_code == 400


def test_the_page_asks_as_many_questions_however_many_rows_there_are(told, get):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            get(OFFICE)
        return len(queries)

    before = asked()
    for number in range(5):
        amounts = cast.amounts(assessed=10, received=10, uncollected=0)
        cast.revenue(told.document, told.account, f"수수료 {number}", **amounts)
    assert asked() == before == 14
