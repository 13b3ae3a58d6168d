"""집행잔액의 사유 as the departments gave them, on the page of a settlement."""

from datetime import date

import pytest

from budgets.models import Explanation, ExplanationPublication, Figure, LapseReason
from tests import cast
from tests.reports.answers import assert_adds_up, row, rows
from tests.reports.regrouping import followed

pytestmark = pytest.mark.django_db

SCENE = "/settlement/해오름기획관/2030-12-31-결산"
BY_REASON = "시험회계: 부서가 적은 집행잔액의 사유"
BY_WORK = "시험회계: 사업별 집행잔액의 사유"


@pytest.fixture
def scene():
    return cast.scene()


@pytest.fixture
def closed(scene):
    """달빛담당관 has 100,000 and 20,000 left, 별빛담당관 30,000."""
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    sky = cast.line(cast.program(scene.book, scene.star, scene.account, "하늘 보기"), "별 헤기")
    moon = hand_in(day, scene.moon, {scene.trees: (300_000, 200_000), scene.flowers: (20_000, 0)})
    hand_in(day, scene.star, {sky: (30_000, 0)})
    return moon


def hand_in(day, department, lines, filing=None, version=1):
    written = cast.statement(filing or cast.filing(day, department), version)
    for line, (budget, spent) in lines.items():
        cast.figure(written, line, budget=budget, spent=spent, carried=0)
    cast.publish(written)
    return written


def explain(statement, version=1, *, is_published=True, **won):
    own = Explanation.objects.create(
        filing=statement.filing,
        statement=statement,
        version=version,
        unit="원",
        by=cast.user(),
        at=cast.NOON,
    )
    for told, amount in won.items():
        name, _, reason = told.partition("_")
        figure = Figure.objects.filter(statement=statement, line__name__startswith=name).first()
        of = {"line": figure.line} if figure else {"program": scene_program(statement)}
        LapseReason.objects.create(explanation=own, reason=reason, won=amount, **of)
    if is_published:
        ExplanationPublication.objects.create(explanation=own, by=cast.user("다온"), at=cast.NOON)
    return own


def scene_program(statement):
    return statement.figures.first().line.program


def told(tables, **choices):
    return {table["title"]: table for table in tables(SCENE, **choices)}


def facts(found, *keys):
    return tuple(found[key] for key in keys)


def test_what_the_departments_explain_is_added_up_by_reason_and_the_rest_has_none(closed, tables):
    explain(closed, 나무_낙찰차액=60_000, 꽃_낙찰차액=15_000, 강가_예산절감=30_000)
    table = told(tables)[BY_REASON]
    assert [facts(each, "name", "amount", "share", "works") for each in rows(table)] == [
        ("집행잔액", 150_000, 100.0, 3),
        ("낙찰차액", 75_000, 50.0, 2),
        ("예산절감", 30_000, 20.0, 1),
        ("사유 미기재", 45_000, 30.0, "-"),
    ]
    assert "별빛담당관" in " ".join(table["notes"])


def test_by_department_program_and_line_every_column_adds_up(closed, tables):
    explain(closed, 나무_낙찰차액=60_000, 꽃_낙찰차액=15_000, 강가_예산절감=30_000)
    table = told(tables)[BY_WORK]
    assert [each.partition("(")[0] for each in table["labels"][-3:]] == [
        "예산절감",
        "사유 미기재",
        "근거",
    ]
    found = rows(table)
    keys = ("name", "lapsed", "reason_1", "reason_2", "unsaid")
    assert [facts(each, *keys) for each in found] == [
        ("합계", 150_000, 75_000, 30_000, 45_000),
        ("달빛담당관", 120_000, 75_000, 30_000, 15_000),
        ("강가 가꾸기", 120_000, 75_000, 30_000, 15_000),
        ("나무 심기", 100_000, 60_000, "-", 40_000),
        ("꽃 심기", 20_000, 15_000, "-", 5_000),
        ("세부사업으로 나누지 않은 사유", "-", "-", 30_000, -30_000),
        ("별빛담당관", 30_000, "-", "-", 30_000),
        ("하늘 보기", 30_000, "-", "-", 30_000),
        ("별 헤기", 30_000, "-", "-", 30_000),
    ]
    for key in keys[1:]:
        assert_adds_up(found, key)
    places = [facts(each, "name", "stated_in") for each in found if each["stated_in"]]
    assert places == [
        ("달빛담당관", "사유서 제1판, 2030. 7. 1. 공개, 가람 적음"),
        ("별빛담당관", "사유서 없음"),
    ]


def test_every_cell_says_its_reason_where_the_head_of_the_table_is_not_shown(closed, client):
    explain(closed, 나무_낙찰차액=60_000)
    assert '<td data-label="낙찰차액" class="n reason_1">60</td>' in client.get(SCENE).text


def test_the_newest_published_one_stands_and_a_draft_is_not_told(closed, tables, client):
    assert BY_REASON not in told(tables)
    explain(closed, 나무_낙찰차액=60_000)
    explain(closed, 2, 나무_낙찰차액=70_000)
    explain(closed, 3, 나무_감춘=90_000, is_published=False)
    assert row(told(tables)[BY_REASON], "낙찰차액")["amount"] == 70_000
    assert "감춘" not in client.get(SCENE).text


def test_reasons_given_before_a_correction_say_so_and_what_is_too_much(scene, closed, tables):
    explain(closed, 나무_낙찰차액=60_000, 꽃_낙찰차액=20_000)
    lines = {scene.trees: (300_000, 290_000), scene.flowers: (20_000, 20_000)}
    hand_in(None, scene.moon, lines, closed.filing, 2)
    table = told(tables)
    assert facts(rows(table[BY_REASON])[-1], "name", "amount") == (
        "집행잔액보다 더 적은 금액",
        -40_000,
    )
    place = row(table[BY_WORK], "달빛담당관", "department")["stated_in"]
    assert place.endswith("정정하기 전의 금액에 적음")


def test_what_is_chosen_narrows_the_reasons_and_parts_no_program_s_own(closed, tables):
    explain(closed, 나무_낙찰차액=60_000, 꽃_낙찰차액=15_000, 강가_예산절감=30_000)
    own = told(tables, department="별빛담당관")[BY_REASON]
    assert [facts(each, "name", "amount") for each in rows(own)] == [
        ("집행잔액", 30_000),
        ("사유 미기재", 30_000),
    ]
    one = told(tables, q="나무")[BY_REASON]
    assert [facts(each, "name", "amount") for each in rows(one)] == [
        ("집행잔액", 100_000),
        ("낙찰차액", 60_000),
        ("사유 미기재", 40_000),
    ]
    assert "정책사업 전체에 적은 사유" in " ".join(one["notes"])


def test_a_department_of_today_has_the_reasons_of_those_who_gave_them(scene, closed, tables):
    explain(closed, 나무_낙찰차액=60_000, 강가_예산절감=30_000)
    followed(scene.moon, named="하늘담당관")
    for asked in ({}, {"department": "하늘담당관"}):
        table = told(tables, organisation="today", **asked)[BY_WORK]
        moon = row(table, "달빛담당관", "department")
        assert facts(moon, "reason_1", "reason_2", "unsaid") == (60_000, 30_000, 30_000)
        assert ("별빛담당관" in [each["name"] for each in rows(table)]) is not bool(asked)
