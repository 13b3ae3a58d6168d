"""통계: series over the documents, as pages, sheets and a command tell them."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Claim, Statistic, StatisticValue
from reports.search_told import told_entries
from reports.series import Counted, Group
from tests import cast
from tests.budgets.guarding import counts
from tests.reports.answers import facts, row, rows, said

pytestmark = pytest.mark.django_db


def count(item="봄", value="10", state="value", unit="명", share=""):
    number = Decimal(value) if state == "value" else None
    return Counted(item, unit, number, state, value, share, 30)


@pytest.fixture
def scene():
    found = cast.scene()
    told = cast.statement(
        cast.filing(cast.reporting_date(found.book, cast.date(2030, 9, 30)), found.moon),
        document=found.document,
    )
    cast.figure(told, found.trees, place="3", budget=100_000, spent=50_000)
    cast.publish(told)
    return found


def series(
    document, place=30, name="강가 방문객", values=(("봄", 30, ""), ("여름", 10, "")), **more
):
    own = Statistic.objects.create(document=document, place=place, series=name, **more)
    for at, (item, value, share) in enumerate(values, 1):
        StatisticValue.objects.create(
            **{"statistic": own, "position": at, "item": item, "unit": "명", "share": share},
            **{"value": value, "printed": f"{value}명", "place": place + 1},
        )
    return own


def half_year(**more):
    known = {"first": cast.date(2030, 1, 1), "last": cast.JUNE_30, "span": "문서에 적힘"}
    return known | more


@pytest.mark.parametrize(
    ("counts", "total", "shares"),
    [
        ([count("봄", "30"), count("여름", "10")], 40, [750, 250]),
        ([count("봄", "30"), count("여름", state="dash")], 30, [1000, "-"]),
        ([count("봄", "30"), count("여름", state="blank")], None, ["알 수 없음", ""]),
        ([count("봄", "0"), count("여름", "0")], 0, ["-", "-"]),
        ([count("봄", "5", unit="개소"), count("봄", "47", unit="회")], None, None),
    ],
)
def test_a_share_is_of_what_the_items_add_up_to(counts, total, shares):
    group = Group("", tuple(counts))
    assert group.total == total
    if shares is not None:
        told = [group.share(each) for each in group.counts]
        assert [each if isinstance(each, int) else each.value for each in told] == shares


def test_a_list_has_each_series_once_with_its_newest_total(scene, tables):
    early = series(scene.document, 30, **half_year())
    late = half_year(last=cast.date(2030, 9, 30))
    series(scene.document, 40, "「강가」 방문객", values=(("계", 90, ""),), **late)
    (found,) = [table for table in tables("/statistics") if table["title"] == "해오름기획관"]
    (only,) = rows(found)
    assert facts(only, "name", "tellings", "value", "unit", "newest") == [
        "「강가」 방문객",
        2,
        90,
        "명",
        "2030. 1. 1. ~ 2030. 9. 30.",
    ]
    assert early in Statistic.objects.published()


def test_a_printed_share_stands_beside_only_where_it_differs(scene, get):
    own = series(scene.document, values=(("봄", 30, "75%"), ("여름", 10, "26%")), **half_year())
    page = said(get(f"/statistics/{own.pk}").content.decode())
    assert "26% (다름)" in page
    assert "75% (다름)" not in page
    assert "인쇄된 비중 1개가 다시 셈한 비중과 다릅니다." in page


def test_a_share_that_differs_leads_to_where_it_is_checked(scene, get):
    own = series(scene.document, values=(("봄", 30, "75%"), ("여름", 10, "26%")), **half_year())
    Claim.objects.create(
        **{"document": scene.document, "place": 31, "position": 1, "shape": "표", "unit": "%"},
        **{"subject": "강가 방문객 여름 비중", "measure": "share", "printed": "26%", "value": 26},
    )
    page = get(f"/statistics/{own.pk}").content.decode()
    assert 'href="/documents/2030-07#c31-1">26% (다름)' in page


def test_a_mean_of_a_day_is_worked_out_and_the_printed_one_told_where_it_is_another(scene, tables):
    own = series(scene.document, daily=Decimal(3), daily_place=30, **half_year())
    (whole,) = rows(tables(f"/statistics/{own.pk}")[0])
    assert facts(whole, "value", "days", "daily") == [40, 181, 0]
    assert whole["printed_daily"].startswith("3 (달력의 날수로 나눈 값과 다름")
    agreeing = series(scene.document, 50, "숲 방문객", (("계", 181, ""),), **half_year())
    same = series(
        scene.document, 60, "들 방문객", (("계", 181, ""),), daily=1, daily_place=60, **half_year()
    )
    (whole,) = rows(tables(f"/statistics/{same.pk}")[0])
    assert facts(whole, "daily", "printed_daily") == [1, ""]
    assert "daily" not in tables(f"/statistics/{agreeing.pk}")[0]["columns"]


def test_the_line_that_pays_stands_beside_with_its_execution(scene, tables, get):
    own = series(
        scene.document, line=scene.trees, why_line="사업 이름에 같은 말이 있음", **half_year()
    )
    payer = tables(f"/statistics/{own.pk}")[-1]
    assert payer["title"] == "예산을 대는 사업: 나무 심기"
    (date,) = rows(payer)
    assert facts(date, "budget", "spent", "rate") == [100_000, 50_000, 50.0]
    page = get(f"/statistics/{own.pk}").content.decode()
    assert "사업 이름에 같은 말이 있음" in page


def test_any_telling_of_a_series_leads_to_the_same_page(scene, get):
    one = series(scene.document, 30, **half_year())
    other = series(scene.document, 40, **half_year(last=cast.date(2030, 9, 30)))
    pages = [get(f"/statistics/{each.pk}.json").content for each in (one, other)]
    assert pages[0] == pages[1]


def test_what_nobody_published_has_no_page(client, scene):
    hidden = cast.document(scene.office, "2031-01")
    assert client.get(f"/statistics/{series(hidden).pk}").status_code == 404
    assert client.get("/statistics/0").status_code == 404
    assert client.get(f"/statistics/{series(scene.document).pk}?q=1").status_code == 400


def test_the_pages_ask_as_much_whatever_the_number_of_series(scene, get):
    def asked(path):
        with CaptureQueriesContext(connection) as queries:
            get(path)
        return len(queries)

    one = series(scene.document, 30, **half_year())
    before = asked("/statistics"), asked(f"/statistics/{one.pk}")
    for at in range(40, 80, 10):
        series(scene.document, at, **half_year())
        series(scene.document, at + 1, f"숲 {at}", **half_year())
    assert (asked("/statistics"), asked(f"/statistics/{one.pk}")) == before
    assert before[0] <= 12
    assert before[1] <= 16


def test_the_command_tells_every_count_with_its_share(scene):
    own = series(scene.document, **half_year())
    StatisticValue.objects.create(
        statistic=own, position=3, item="가을", unit="명", state="dash", printed="-", place=31
    )
    out = io.StringIO()
    call_command("statistics", "--document", "2030-07", stdout=out)
    found = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert found[0] == {
        "document": "2030-07",
        "place": "31",
        "office": "해오름기획관",
        "series": "강가 방문객",
        "first": "2030-01-01",
        "last": "2030-06-30",
        "item": "봄",
        "group": "",
        "unit": "명",
        "state": "value",
        "value": "30",
        "share": "75.0",
    }
    assert [facts(each, "item", "state", "value", "share") for each in found[1:]] == [
        ["여름", "value", "10", "25.0"],
        ["가을", "dash", "", ""],
    ]


def test_what_a_department_enters_stands_in_the_series_and_its_older_version_beneath(scene, tables):
    printed = series(scene.document, 30, **half_year())
    first = counts.entered(scene, last=cast.date(2030, 9, 30))
    counts.value(first, "봄", 60)
    counts.value(first, "여름", 20, 2)
    assert len(rows(tables(f"/statistics/{printed.pk}")[0])) == 1
    counts.published(first)
    second = counts.entered(scene, 2, last=cast.date(2030, 9, 30))
    counts.value(second, "봄", 70)
    counts.value(second, "여름", 10, 2)
    counts.published(second)
    for one in (printed, first, second):
        over_time, *_, record, replaced = tables(f"/statistics/{one.pk}")
        assert [facts(each, "value", "place") for each in rows(over_time)] == [
            [80, "달빛담당관에서 적음 (제2판)"],
            [40, "2030-07 문서 30번째 줄"],
        ]
        assert [facts(each, "version", "state", "by", "why") for each in rows(record)] == [
            [2, "지금 값", "가람", "고침"],
            [1, "새 판으로 바뀜", "가람", ""],
        ]
        assert facts(row(replaced, "봄"), "value", "share") == [60, 75.0]


def test_the_command_and_the_list_tell_no_draft_of_a_department(scene, tables):
    own = counts.entered(scene, series="숲 방문객")
    counts.value(own)

    def told():
        out = io.StringIO()
        call_command("statistics", stdout=out)
        found = list(csv.DictReader(io.StringIO(out.getvalue())))
        return [each for each in found if each["series"] == "숲 방문객"]

    def sought():
        entries = told_entries("숲 방문객", lambda code: code)
        return [(each.name, [dated.words for dated in each.dates]) for each in entries]

    listed = [each["name"] for table in tables("/statistics") for each in rows(table)]
    assert (told(), "숲 방문객" in listed, sought()) == ([], False, [])
    counts.published(own)
    (only,) = told()
    assert facts(only, "document", "place", "office", "item", "value") == [
        *("", "", "해오름기획관", "봄", "30"),
    ]
    assert sought() == [("숲 방문객", ["2030. 6. 30. 기준"])]


# --- as the five reports have it ------------------------------------------------------------------


def test_petitions_are_one_series_through_three_reports_and_two_names_of_the_office(tables):
    own = Statistic.objects.get(document__key="2019-06", series="응답소")
    over_time, shares, *items, payer = tables(f"/statistics/{own.pk}")
    assert [facts(each, "value", "days", "daily") for each in rows(over_time)] == [
        [639_974, 90, 7_111],
        [1_050_866, 181, 5_806],
        [1_863_979, 365, 5_107],
    ]
    assert facts(row(shares, "교통"), "then_share", "now_share", "share_change") == [
        67.1,
        69.7,
        2.6,
    ]
    assert facts(row(items[1], "복지/문화/경제"), "value", "share", "printed_share") == [
        39_403,
        3.7,
        "3.8% (다름)",
    ]
    assert payer["title"] == "예산을 대는 사업: 민원제안통합관리시스템 운영"
    told = {each["name"]: each["rate"] for each in rows(payer)}
    assert told["2023. 4. 1. 기준"] == 32.2
    assert told["2018년 결산"] == 94.9


def test_votes_are_told_by_round_and_together(tables):
    own = Statistic.objects.get(document__key="2023-04", series__startswith="슬로건")
    *_, together = tables(f"/statistics/{own.pk}")
    assert facts(row(together, "Seoul, my soul"), "value", "share", "printed_share") == [
        312_936,
        47.5,
        "47.6% (다름)",
    ]
    assert row(together, "합계 (더한 값)", "total")["value"] == 658_234
