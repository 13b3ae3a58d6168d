"""변동 대장: what the report of 2018 says, and what officers enter."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from budgets.models import BudgetChange, CouncilNotice, SettlementItem
from tests import cast
from tests.reports.answers import rows, said

pytestmark = pytest.mark.django_db

YEAR_2018 = "/register/시민소통기획관/2018"
SCENE = "/register/해오름기획관/2030"
QUERIES = 12
LATER = cast.NOON + timedelta(days=1)


def told(tables, address, **choices):
    return {table["title"]: rows(table) for table in tables(address, **choices)}


def facts(row, *keys):
    return tuple(row[key] for key in keys)


def test_the_changes_of_2018_stand_in_the_order_of_a_settlement_report(tables):
    found = told(tables, YEAR_2018)["문서에 적힌 변동"]
    assert [facts(row, "level", "name", "cases", "moved_won") for row in found] == [
        (0, "이용", "", "해당사항 없음"),
        (0, "전용", 1, 53_660_000),
        (1, "시민청 운영 및 확산", "", 53_660_000),
        (0, "변경사용", "", "해당사항 없음"),
        (0, "이체", 5, 1_281_089_000),
        (1, "시정종합 월간지 「서울사랑」 발간", "", 938_114_000),
        (1, "어린이신문 「내친구서울」 발간", "", 342_975_000),
        (0, "다음연도 이월", 1, 413_109_000),
        (1, "서울시 도시브랜드 마케팅 (사고이월)", "", 413_109_000),
    ]


def test_the_transfer_of_2018_was_decided_in_february_and_told_in_october_or_november(tables):
    found = told(tables, YEAR_2018)["문서에 적힌 변동"]
    within = found[2]
    assert within["from_side"] == within["to_side"] == "시민소통담당관 / 시민청 운영 및 확산"
    assert facts(within, "item_of", "decided_on", "due_on", "told_on", "due_state") == (
        "사무관리비 → 시설비",
        "2018. 2월",
        "2018. 4. 30.",
        "2018. 10월, 2018. 11월",
        "늦게 보고 (154일 이상)",
    )
    moved = found[5]
    assert facts(moved, "from_side", "to_side", "decided_on", "due_on", "told_on", "due_state") == (
        "시민소통담당관",
        "뉴미디어담당관 / 시정종합 월간지 「서울사랑」 발간",
        "2018. 11. 1. (조직개편)",
        "2019. 1. 31.",
        "-",
        "기한 지남, 보고일이 출처에 없음",
    )


def test_the_page_counts_what_is_late_and_says_what_the_report_says_twice(get):
    page = said(get(YEAR_2018).content.decode())
    assert "늦게 보고 <b>1건</b>" in page
    assert "기한 지남, 미보고 <b>0건</b>" in page
    assert "보고일이 출처에 없음 <b>2건</b>" in page
    assert "2022. 7. 18.까지 공개된 자료로 셌습니다." in page
    assert "2018. 10월 (2019-06 문서 910번째 줄), 2018. 11월 (2019-06 문서 910번째 줄)" in page
    assert (
        "이체: 5건 가운데 2건의 이름이 출처에 있습니다. 그 금액을 더하면 전체 금액과 같습니다."
        in page
    )


def test_each_side_leads_to_its_line_or_department(client, get):
    page = get(YEAR_2018).content.decode()
    for name in ("시정종합 월간지 「서울사랑」 발간", "뉴미디어담당관"):
        assert name in page
    assert page.count('<td class="from_side"><a href="/lines/') == 2
    assert page.count('<td class="from_side"><a href="/departments/') == 2
    assert page.count('<td class="to_side"><a href="/lines/') == 3


def test_a_year_without_a_settlement_says_that_nothing_is_known(get):
    page = get("/register/시민소통기획관/2022").content.decode()
    assert "변동이 없었다는 뜻이 아닙니다" in page


@pytest.mark.parametrize(
    "address", ["/register/시민소통기획관/2017", "/register/전체/2018", "/register/없는관/2018"]
)
def test_a_year_of_which_nothing_is_published_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_an_unknown_condition_is_refused(client):
    assert client.get(YEAR_2018, {"depth": "부서"}).status_code == 400


def test_the_page_costs_the_same_queries_however_many_changes(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(QUERIES):
        client.get(YEAR_2018)


# What officers enter.


@pytest.fixture
def scene(db):
    return cast.scene()


def change(scene, **facts):
    known = {"kind": "전용", "taken_from": scene.trees, "given_to": scene.flowers, "won": 10_000}
    rest = {
        "decided_on": date(2030, 2, 3),
        "reason": "집중호우",
        "by": cast.user(),
        "at": cast.NOON,
    }
    return BudgetChange.objects.create(**known | rest | facts)


def publish(scene):
    written = cast.statement(scene.filing, 2, handed_in_at=LATER)
    for line in (scene.trees, scene.flowers):
        cast.figure(written, line, budget=100, spent=50)
    cast.publish(written)


def test_an_entered_change_stands_in_the_register_with_its_number_once_its_amounts_do(
    scene, client, tables
):
    made = change(scene)
    assert client.get(SCENE).status_code == 404
    publish(scene)
    found = told(tables, SCENE)["담당자가 등록한 변동: 시험회계"]
    assert [facts(row, "name", "cases", "moved_won") for row in found] == [
        ("전용", 1, 10_000),
        ("꽃 심기", "", 10_000),
    ]
    assert facts(found[1], "from_side", "to_side", "why", "due_on", "due_state", "stated_in") == (
        "달빛담당관 / 나무 심기",
        "달빛담당관 / 꽃 심기",
        "집중호우",
        "2030. 4. 30.",
        "기한 지남, 미보고 (63일)",  # as of 2 July in Seoul, the day of the newest statement
        made.number,
    )


def test_what_is_not_published_is_nowhere_on_the_page(scene, get):
    publish(scene)
    change(scene, reason="감춘 까닭", at=LATER + timedelta(hours=1))
    assert "감춘 까닭" not in get(SCENE).content.decode()
    assert "감춘 까닭" not in get(f"{SCENE}.json").content.decode()


def test_a_change_that_was_reported_late_says_by_how_many_days(scene, tables):
    made = change(scene)
    CouncilNotice.objects.create(
        change=made, told_on=date(2030, 5, 2), by=cast.user(), at=cast.NOON
    )
    publish(scene)
    (row,) = [r for r in told(tables, SCENE)["담당자가 등록한 변동: 시험회계"] if r["level"] == 1]
    assert facts(row, "told_on", "due_state") == ("2030. 5. 2.", "늦게 보고 (2일)")


def test_the_reserve_goes_to_a_line_and_comes_from_none(scene, tables):
    written = cast.statement(scene.filing, 2, document=scene.document, method="문서")
    cast.figure(written, scene.trees, "12", budget=130)
    cast.publish(written)
    about = {"document": scene.document, "reporting_date": scene.date, "heading": "예비비"}
    head = SettlementItem.objects.create(**about, place=1, position=1, count=1, won=400)
    SettlementItem.objects.create(
        **about, place=2, position=2, parent=head, won=400, name="나무 심기", line=scene.trees
    )
    found = told(tables, SCENE)["문서에 적힌 변동"]
    assert [facts(row, "name", "stated_in") for row in found if row["level"] == 0] == [
        ("이용", "출처에 없음"),
        ("전용", "출처에 없음"),
        ("변경사용", "출처에 없음"),
        ("이체", "출처에 없음"),
        ("예비비", "2030-07 문서 1번째 줄"),
        ("다음연도 이월", "출처에 없음"),
    ]
    (spent,) = [row for row in found if row["level"] == 1]
    assert facts(spent, "moved_won", "from_side", "to_side", "due_state") == (
        400,
        "-",
        "달빛담당관 / 나무 심기",
        "-",
    )


# The command.


def printed(**options):
    out = io.StringIO()
    call_command("changes", stdout=out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_command_prints_every_change_once_and_adds_up_to_the_headings():
    found = [row for row in printed() if row["document"] == "2019-06"]
    sums = {}
    for row in found:
        won, count = sums.get(row["heading"], (0, 0))
        sums[row["heading"]] = won + int(row["won"] or 0), count + int(row["count"])
    assert sums == {
        "이용": (0, 0),
        "전용": (53_660_000, 1),
        "변경사용": (0, 0),
        "이체": (1_281_089_000, 5),
        "다음연도 이월": (413_109_000, 1),
    }
    (transfer,) = [row for row in found if row["heading"] == "전용"]
    keys = ("decided_first", "decided_last", "due", "told_first", "told_last", "state")
    assert [transfer[key] for key in keys] == [
        "2018-02-01",
        "2018-02-28",
        "2018-04-30",
        "2018-10-01",
        "2018-11-30",
        "late",
    ]


def test_the_command_prints_a_draft_only_when_asked(scene):
    change(scene, reason="감춤")
    publish(scene)
    change(scene, won=7, at=LATER + timedelta(hours=1))
    own = [row["won"] for row in printed() if row["office"] == "해오름기획관"]
    assert own == ["10000"]
    every = [row["won"] for row in printed(all=True) if row["office"] == "해오름기획관"]
    assert sorted(every) == ["10000", "7"]
