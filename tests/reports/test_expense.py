"""업무추진비: by line and by field, and whether the two agree."""

from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Figure, Statistic, StatisticValue
from reports.expense import dates_with_expenses, per_case
from reports.table import Gap
from tests import cast
from tests.reports.answers import facts, row, said

pytestmark = pytest.mark.django_db
AUTUMN = cast.date(2030, 9, 30)
PAGE = "/expense/해오름기획관/2030-06-30-집행"


@pytest.fixture
def scene():
    found = cast.scene()
    cast.figure(found.statement, found.flowers, budget=300_000, spent=99_950)
    cast.publish(found.statement)
    return found


def fields(scene, won=(60, 40), cases=(3, 0), series="강가 가꾸기"):
    told = cast.statement(
        cast.filing(cast.reporting_date(scene.book, AUTUMN), scene.moon),
        document=scene.document,
    )
    cast.figure(told, scene.trees, "1", budget=100, spent=60)
    cast.publish(told)
    return counted(scene, cast.JUNE_30, won, cases, series)


def counted(scene, last, won=(60, 40), cases=(3, 0), series="강가 가꾸기"):
    own = Statistic.objects.create(
        document=scene.document,
        place=40,
        position=Statistic.objects.count() + 1,
        series=series,
        last=last,
        span="문서에 적힘",
    )
    for group, unit, values in (("집행액", "천원", won), ("집행건수", "건", cases)):
        for item, value in zip(("회의", "위문"), values, strict=True):
            StatisticValue.objects.create(
                **{"statistic": own, "position": own.values.count() + 1, "item": item},
                **{
                    "group": group,
                    "unit": unit,
                    "value": value,
                    "printed": f"{value}",
                    "place": 41,
                },
            )
    return own


@pytest.mark.parametrize(
    ("won", "cases", "mean"),
    [
        (17_291_000, 30, 576_367),
        (5, 2, 3),
        (0, 0, Gap.DASH),
        (Gap.UNKNOWN, 3, Gap.UNKNOWN),
        (10, Gap.UNKNOWN, Gap.UNKNOWN),
    ],
)
def test_a_mean_per_case_is_whole_won_and_no_case_has_none(won, cases, mean):
    assert per_case(won, cases) == mean


def test_lines_and_fields_stand_side_by_side_and_agree_in_words(scene, tables, get):
    fields(scene)
    by_line, by_field = tables(PAGE)
    assert facts(row(by_line, "합계", "total"), "budget", "spent") == [300_100, 100_000]
    assert facts(row(by_line, "꽃 심기"), "spent", "composition") == [99_950, 100.0]
    columns = ("field_spent", "composition", "cases", "cases_share", "per_case")
    assert facts(row(by_field, "회의"), *columns) == [60_000, 60.0, 3, 100.0, 20_000]
    assert facts(row(by_field, "위문"), *columns) == [40_000, 40.0, 0, 0.0, "-"]
    page = said(get(PAGE).content.decode())
    assert "과목의 집행액을 더한 100천원과 분야의 집행액을 더한 100천원이 같습니다." in page


def test_where_the_two_do_not_agree_the_page_says_by_how_much(scene, get):
    fields(scene, won=(60, 37))
    page = said(get(PAGE).content.decode())
    assert (
        "과목의 집행액을 더하면 100천원, 분야의 집행액을 더하면 97천원으로 △3천원 다릅니다." in page
    )


def test_what_is_no_program_s_has_no_page(scene, client):
    fields(scene, series="강가 방문객")
    assert client.get(PAGE).status_code == 404
    assert client.get("/expense/해오름기획관/2030-09-30-집행").status_code == 404


def test_amounts_lead_to_their_figures(scene, get):
    fields(scene)
    page = get(PAGE).content.decode()
    figure = Figure.objects.get(line=scene.flowers, statement=scene.statement)
    assert f"/figures/{figure.pk}/spent" in page
    assert "/documents/2030-07" in page
    for words, unit in (("300", "천원"), ("300,100", "원")):  # the whole to the sum of its lines
        page = get(PAGE, unit=unit).content.decode()
        href = unescape(page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1])
        assert f"{words}{unit}" in said(get(href).content.decode())
    assert f'href="{quote("/execution/해오름기획관/2030-06-30-집행")}">집행현황표</a>' in page


def test_the_mayor_s_office_spent_the_same_by_line_and_by_field(tables, get):
    page = "/expense/시장비서실/2018-06-30-집행"
    by_line, by_field = tables(page)
    assert facts(row(by_line, "합계", "total"), "appropriated", "spent", "rate") == [
        357_200_000,
        118_575_000,
        33.2,
    ]
    assert facts(row(by_field, "합계 (더한 값)", "total"), "field_spent", "cases", "per_case") == [
        118_575_000,
        243,
        487_963,
    ]
    assert "이 같습니다." in said(get(page).content.decode())


def test_where_no_table_divides_it_by_field_the_page_says_so(tables, get):
    scene = cast.scene()
    purse = cast.program(scene.book, scene.moon, scene.account, "업무추진비")
    for name, won in (("기관운영업무추진비", 250_000), ("시책추진업무추진비", 150_000)):
        cast.figure(scene.statement, cast.line(purse, name), budget=500_000, spent=won)
    cast.publish(scene.statement)
    (by_line,) = tables(PAGE)
    assert facts(row(by_line, "합계", "total"), "spent", "rate") == [400_000, 40.0]
    assert facts(row(by_line, "기관운영업무추진비"), "spent") == [250_000]
    page = said(get(PAGE).content.decode())
    assert "이 보고서에는 분야별 표가 없습니다." in page
    assert "이 보고서에는 분야별 표가 없어 무엇에 썼는지, 몇 건인지 알 수 없습니다." in page


def test_what_the_ledger_holds_within_other_programs_is_shown_as_printed(scene, tables, get):
    told = cast.statement(
        cast.filing(cast.reporting_date(scene.book, cast.date(2030, 9, 30)), scene.moon),
        document=scene.document,
    )
    cast.publish(told)
    own = Statistic.objects.create(
        document=scene.document,
        place=40,
        series="업무추진비",
        last=cast.JUNE_30,
        span="문서에 적힘",
    )
    amounts = {"과목별 예산액": (600, 400), "과목별 집행액": (250, 150)}
    for group, values in amounts.items():
        for item, value in zip(("기관운영", "시책추진"), values, strict=True):
            StatisticValue.objects.create(
                **{"statistic": own, "position": own.values.count() + 1, "item": item},
                **{"group": group, "unit": "천원", "value": value, "printed": f"{value}"},
                place=41,
            )
    (by_line,) = tables(PAGE)
    whole = facts(
        row(by_line, "합계 (더한 값)", "total"), "appropriated", "spent", "unspent", "rate"
    )
    assert whole == [1_000_000, 400_000, 600_000, 40.0]
    assert facts(row(by_line, "시책추진"), "appropriated", "spent", "rate") == [
        400_000,
        150_000,
        37.5,
    ]
    page = said(get(PAGE).content.decode())
    assert "이 보고서에는 분야별 표가 없습니다." in page
    assert "이 금액은 같은 날 집행현황표의 사업에 들어 있어" in page


def test_dates_with_expenses_are_found_by_as_many_queries_however_many_there_are(
    scene, django_assert_num_queries
):
    fields(scene)
    june, autumn = scene.date, scene.book.dates.get(day=AUTUMN)
    with CaptureQueriesContext(connection) as asked:
        assert dates_with_expenses([june]) == [june]
    counted(scene, AUTUMN)
    with django_assert_num_queries(len(asked)):
        assert dates_with_expenses([june, autumn]) == [june, autumn]
