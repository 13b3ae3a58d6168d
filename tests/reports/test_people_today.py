"""정원과 현원 in 오늘의 조직: a department of today goes through all the days that count persons."""

from datetime import date

import pytest

from reports.people_today import added
from reports.table import Gap
from tests import cast
from tests.reports.answers import facts, row, rows
from tests.reports.regrouping import divided, followed
from tests.reports.test_people_report import heads

SEOUL = "/lineage/홍보기획관/people"
SCENE = "/lineage/해오름기획관/people"
TODAY = {"organisation": "today"}
DAYS = ("day_1", "day_2", "day_3", "day_4")
QUERIES = 14


def keyed(tables, path, **choices):
    return {table["key"]: table for table in tables(path, **choices)}


def per_head(found):
    return next(table for key, table in found.items() if key.startswith("trend-per-head-"))


def by_day(found):
    """How many persons, of the office and behind it of each department."""
    days = []
    for each in found:
        if each["mark"] == "total":
            days.append([])
        days[-1].append(each["actual"])
    return days


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ([3, 4], 7),
        ([3, Gap.DASH], 3),
        ([Gap.DASH, Gap.DASH], Gap.DASH),
        ([Gap.ABSENT, Gap.ABSENT], Gap.ABSENT),
        ([3, Gap.ABSENT], Gap.UNKNOWN),
        ([3, Gap.UNKNOWN], Gap.UNKNOWN),
    ],
)
def test_persons_of_two_departments_are_added_where_both_are_known(cells, whole):
    assert added(cells) == whole


@pytest.mark.django_db
def test_a_renamed_department_is_one_row_through_all_days(tables):
    told = per_head(keyed(tables, SEOUL, **TODAY))
    assert told["labels"][-4:] == [
        "2012. 1. 31.(원)",
        "2019. 5. 31.(원)",
        "2022. 7. 1.(원)",
        "2023. 4. 1.(원)",
    ]
    assert told["notes"][0] == (
        "예산을 그날의 현원으로 나눈 금액입니다. 예산액: 2012. 1. 31., 2019. 5. 31. "
        "예산현액: 2022. 7. 1., 2023. 4. 1. 기준이 다른 날은 바로 견줄 수 없습니다."
    )
    petitions = row(told, "민원담당관")
    assert petitions["was"] == "시민고객담당관 → 시민봉사담당관 → 민원담당관"
    assert facts(petitions, *DAYS) == [581_096_756, 617_620_432, 893_216_286, 872_641_029]
    assert facts(row(told, "서울브랜드담당관"), *DAYS) == [
        "-",
        635_714_357,
        349_883_563,
        403_970_688,
    ]
    assert row(told, "홍보기획관", "office")["day_1"] == 281_418_732
    # Who is no more stays under the name of then.
    assert facts(row(told, "국제교류담당관 (그때의 부서)"), *DAYS) == ["-", "-", 290_129_920, "-"]


@pytest.mark.django_db
def test_nobody_is_added_or_lost_and_no_amount(tables):
    printed, told = keyed(tables, SEOUL), keyed(tables, SEOUL, **TODAY)
    assert set(printed) <= set(told)
    for key, table in printed.items():
        for column in {"authorised", "actual", "vacant", "won", "per_head"} & set(table["columns"]):
            before, after = ([each[column] for each in rows(one)] for one in (table, told[key]))
            assert before == after, (key, column)
    actual = told["trend-actual"]
    whole, *parts = rows(actual)
    for day in DAYS:
        there = [each[day] for each in parts if isinstance(each[day], int)]
        assert sum(there) == whole[day]
    for whole, *parts in by_day(rows(told["heads"])):
        assert whole == sum(parts)


@pytest.mark.django_db
def test_merged_departments_are_counted_together_with_what_both_have(tables):
    found = cast.two_dates()
    followed(found.moon, found.star, named="하늘담당관", kind="통합")
    day = date(2030, 7, 1)
    for department, persons in ((found.moon, 3), (found.star, 4)):
        heads(department, 5, persons, day, document=found.document)
    told = keyed(tables, SCENE, unit="원", **TODAY)
    sky = row(told["heads"], "하늘담당관", "department")
    assert facts(sky, "was", "authorised", "actual", "vacant") == [
        "달빛담당관, 별빛담당관",
        10,
        7,
        3,
    ]
    money = next(table for key, table in told.items() if key.startswith("per-head-"))
    assert facts(row(money, "하늘담당관", "department"), "won", "per_head") == [140, 20]
    assert "trend-actual" not in told  # a single day is no trend


@pytest.mark.django_db
def test_a_divided_department_keeps_its_name_its_persons_and_its_budget(tables):
    found = cast.two_dates()
    divided(found.moon)
    heads(found.moon, 3, 2, document=found.document)
    moon = row(tables(SCENE, unit="원", **TODAY)[1], "달빛담당관 (그때의 부서)", "department")
    assert facts(moon, "actual", "won", "per_head") == [2, 140, 70]


@pytest.mark.django_db
def test_the_view_stands_in_the_address_the_files_and_the_drawing(get):
    page = get(SEOUL, **TODAY).content.decode()
    assert 'aria-current="true">오늘의 조직</a>' in page
    assert (
        "<h1>홍보기획관 정원과 현원"
        in get(SEOUL.replace("홍보", "시민소통"), **TODAY).content.decode()
    )
    drawn = page.split("<svg")[2].split("</svg>")[0]
    assert "민원담당관" in drawn
    assert "시민봉사담당관" not in drawn
    assert get(f"{SEOUL}.json", **TODAY).json()["chosen"] == {"조직": "오늘의 조직"}
    for words in ("31,262,570", "872,641"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert get(href)


@pytest.mark.django_db
def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(SEOUL, TODAY)
