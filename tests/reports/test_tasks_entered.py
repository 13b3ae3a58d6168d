"""What an office entered of its tasks, by the verdicts that documents are judged by."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from budgets.models import LineItem
from tests import cast

pytestmark = pytest.mark.django_db

PAGE = "/tasks/해오름기획관/2030"
MILLION = 1_000_000


@pytest.fixture
def scene():
    """On June 30th 나무 심기 has 2,179.6백만원 and 꽃 심기 30백만원."""
    made = cast.scene()
    written = cast.statement(made.filing, version=2)
    cast.figure(written, made.trees, budget=2_179_600_000, spent=50 * MILLION)
    cast.figure(written, made.flowers, budget=30 * MILLION, spent=10 * MILLION)
    cast.publish(written)
    return made


def rows_of(scene, *tasks, day=cast.JUNE_30):
    """Each task: its title, its amount as typed, and facts."""
    returned = cast.plan(scene, unit="백만원", day=day)
    for title, said, facts in tasks:
        won = int(Decimal(said or 0) * MILLION)
        stated = {"said": said, "won": won, "measure": "cost"} if said else {}
        cast.planned(returned, title, **stated | facts)
    cast.confirm_plan(returned)
    tables = Client().get(f"{PAGE}.json").json()["tables"]
    told = {each["key"]: each for each in tables}
    table = told["tasks"]
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]], told


def claims(rows):
    return [(x["printed"], x["computed"], x["verdict"]) for x in rows if x["mark"] == "claim"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("2180", "맞음"),
        ("2179.6", "맞음"),
        ("2179", "버림으로 다름"),
        ("2181", "다름"),
        ("2180.0", "다름"),
    ],
)
def test_an_amount_is_held_against_its_line_in_the_digits_that_were_typed(scene, said, verdict):
    rows, _ = rows_of(scene, ("나무", said, {"line": scene.trees}))
    [(printed, _, told)] = claims(rows)
    assert (printed, told) == (f"{said}백만원", verdict)


def test_an_amount_of_no_line_cannot_be_settled_and_names_the_line_of_which_its_title_speaks(scene):
    LineItem.objects.filter(pk=scene.flowers.pk).update(name="가로수 정비")
    rows, _ = rows_of(scene, ("마을 가로수 정비", "40", {}))
    [claim] = [each for each in rows if each["mark"] == "claim"]
    assert (claim["verdict"], claim["computed"]) == ("따질 수 없음", "-")
    assert claim["reason"] == (
        "어느 세부사업의 금액인지 적지 않음. 이름이 가까운 세부사업 ‘가로수 정비’ 30,000천원보다 "
        "10,000천원 많음: 다른 사업과 함께 말하는지 문서에 없음"
    )


def test_a_task_without_a_line_costs_what_the_lines_of_all_its_parts_do(scene):
    returned = cast.plan(scene, unit="백만원")
    whole = {"said": "2210", "won": 2210 * MILLION, "measure": "cost"}
    task = cast.planned(returned, "모두", **whole)
    part = {"kind": "세부과제", "parent": task}
    cast.planned(returned, "나무", line=scene.trees, **part)
    cast.planned(returned, "꽃", line=scene.flowers, **part)
    other = cast.planned(returned, "일부만", **whole)
    cast.planned(returned, "나무", line=scene.trees, kind="세부과제", parent=other)
    cast.planned(returned, "말", kind="세부과제", parent=other)
    cast.confirm_plan(returned)
    [table] = [x for x in Client().get(f"{PAGE}.json").json()["tables"] if x["key"] == "tasks"]
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert claims(rows) == [
        ("2210백만원", "2,210백만원", "맞음"),
        ("2210백만원", "-", "따질 수 없음"),
    ]
    named = [each["name"] for each in rows if each["mark"] == "line"]
    assert named == [
        "달빛담당관 나무 심기",
        "달빛담당관 꽃 심기",  # of the amount
        "달빛담당관 나무 심기",
        "달빛담당관 꽃 심기",  # of the parts
        "달빛담당관 나무 심기",
    ]


def test_what_is_spent_is_looked_up_on_its_day_alone(scene):
    spent = {"line": scene.trees, "measure": "spent"}
    rows, _ = rows_of(scene, ("나무", "50", spent))
    assert claims(rows) == [("50백만원", "50백만원", "맞음")]


def test_what_is_spent_on_another_day_cannot_be_settled(scene):
    spent = {"line": scene.trees, "measure": "spent"}
    rows, _ = rows_of(scene, ("나무", "40", spent), day=date(2030, 5, 31))
    [claim] = [each for each in rows if each["mark"] == "claim"]
    assert (claim["verdict"], claim["reason"]) == ("따질 수 없음", "견줄 공개된 금액이 없음")


def test_a_line_that_nobody_published_is_not_shown(scene):
    sky = cast.program(scene.book, scene.star, scene.account, "하늘 가꾸기")
    hidden = cast.line(sky, "별 헤기")
    rows, told = rows_of(scene, ("별", "10", {"line": hidden}))
    assert claims(rows) == [("10백만원", "-", "따질 수 없음")]
    assert "별 헤기" not in str(told)


def test_a_line_that_is_named_without_an_amount_stands_under_its_task(scene):
    rows, _ = rows_of(scene, ("나무", "", {"line": scene.trees, "department": scene.moon}))
    assert [(each["mark"], each["name"], each["verdict"]) for each in rows] == [
        ("task", "나무 (달빛담당관)", "금액을 적지 않음"),
        ("line", "달빛담당관 나무 심기", ""),
    ]


def test_what_is_left_out_of_the_year_is_told_as_of_a_document(scene):
    _, told = rows_of(scene, ("나무", "2180", {"line": scene.trees}))
    [unsaid] = [each for key, each in told.items() if key.endswith("/unsaid")]
    names = [row[unsaid["columns"].index("name")] for row in unsaid["rows"]]
    assert names == ["합계 (1개)", "꽃 심기"]


def test_an_older_version_gives_way_when_a_newer_one_is_published(scene):
    rows_of(scene, ("나무", "2180", {"line": scene.trees}))
    later = cast.plan(scene, version=2, unit="백만원")
    cast.planned(later, "숲")
    assert "나무" in Client().get(f"{PAGE}.csv").content.decode()
    cast.confirm_plan(later)
    now = Client().get(f"{PAGE}.csv").content.decode()
    assert "숲" in now
    assert ",나무," not in now
