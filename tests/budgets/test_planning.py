"""업무와 예산 as an office enters it. 다온 runs the office, 나래 reviews for it, 가람 writes for a division."""

from datetime import date
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from budgets import planning
from budgets.amounts import Unit
from budgets.filing import NotYours, Refused
from budgets.models import LineItem, TaskPublication, TaskReturn
from budgets.task_sheet import Row
from tests import cast

PAST = 2020  # a year that is over by whatever clock
DAY = date(PAST, 6, 30)


@pytest.fixture
def scene(db):
    """With a book of the past year: 나무 심기 of 달빛담당관, which nobody has reported."""
    made = cast.scene()
    cast.line(cast.program(cast.book(made.office, PAST), made.moon, made.account))
    return made


def past(scene):
    return LineItem.objects.get(
        program__book__office=scene.office, program__book__fiscal_year=PAST, name="나무 심기"
    )


@pytest.fixture
def operator(scene):
    return cast.member("다온", scene.office, "총괄")


@pytest.fixture
def reviewer(scene):
    return cast.member("나래", scene.office, "검토자")


def rows(scene, said="100", title="나무를 심다"):
    won = int(said) * 1000
    return [
        Row("비전", "푸른 마을", None, None, "", "", None, None),
        Row("과제", "강가 가꾸기", None, scene.moon.pk, "", "", None, None),
        Row("세부과제", title, 1, None, "cost", said, won, past(scene).pk),
    ]


def handed_in(scene, by, own=None, follows=0, **facts):
    known = {"office": scene.office, "fiscal_year": PAST, "day": DAY, "unit": Unit.THOUSAND}
    told = {"rows": rows(scene) if own is None else own, "follows": follows, "by": by}
    return planning.hand_in_tasks(**known | told | {"at": cast.NOON, "key": None} | facts)


def confirm(returned, by):
    return planning.confirm_tasks(returned=returned, by=by, at=cast.NOON)


def test_a_version_holds_the_tree_with_its_amounts_and_lines(scene, operator):
    own = handed_in(scene, operator)
    assert (own.version, own.day, own.unit, own.by) == (1, DAY, "천원", operator)
    vision, task, part = own.rows.order_by("position")
    assert (vision.kind, vision.won, part.parent) == ("비전", None, task)
    assert (part.said, part.won, part.measure, part.line) == ("100", 100_000, "cost", past(scene))
    assert (task.department, task.line) == (scene.moon, None)
    assert planning.rows_in(own) == rows(scene)


def test_a_later_one_takes_its_place_and_the_earlier_stays(scene, operator):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="앞의 판과 같습니다"):
        handed_in(scene, operator, follows=1)
    with pytest.raises(Refused, match="다온 님이 제1판을 냈습니다"):
        handed_in(scene, operator, rows(scene, "90"))
    second = handed_in(scene, operator, rows(scene, "90"), follows=1)
    assert list(TaskReturn.objects.filter(office=scene.office)) == [first, second]
    assert planning.rows_in(first) == rows(scene)


def test_a_request_sent_twice_is_carried_out_once(scene, operator):
    key = uuid4()
    assert handed_in(scene, operator, key=key) == handed_in(scene, operator, key=key)


def test_what_no_form_would_take_no_other_way_brings(scene, operator):
    vision, task, part = rows(scene)
    for facts, words in (
        ({"own": [vision, vision]}, "비전은 하나만"),
        ({"own": [part._replace(above=None)]}, "바로 위 단계"),
        ({"own": [vision, task, part._replace(won=99_999)]}, "서로 맞지 않습니다"),
        ({"own": [vision, task, part._replace(above=0)]}, "서로 맞지 않습니다"),
        ({"own": []}, "하나 이상"),
        ({"day": date(2031, 1, 1)}, "오늘보다 뒤"),
        ({"day": date(PAST - 2, 12, 31)}, "회계연도의 기준일이 아닙니다"),
    ):
        with pytest.raises(Refused, match=words):
            handed_in(scene, operator, **facts)
    assert not TaskReturn.objects.filter(office=scene.office).exists()


def test_a_line_of_another_year_or_office_is_refused(scene, operator):
    *above, part = rows(scene)
    stranger = cast.office("노을기획관")
    program = cast.program(cast.book(stranger, PAST), stranger, scene.account)
    for line in (scene.trees, cast.line(program)):
        with pytest.raises(NotYours):
            handed_in(scene, operator, [*above, part._replace(line=line.pk)])


def test_the_tasks_are_the_office_s_and_no_division_enters_them(scene, reviewer):
    for person in (cast.member("가람", scene.moon, "담당자"), reviewer):
        with pytest.raises(NotYours):
            handed_in(scene, person)
    assert handed_in(scene, cast.member("마루", scene.office, "담당자")).version == 1


def test_somebody_else_confirms_the_newest_one(scene, operator, reviewer):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="스스로 공개"):
        confirm(first, operator)
    second = handed_in(scene, operator, rows(scene, "90"), follows=1)
    with pytest.raises(Refused, match="가장 새 판"):
        confirm(first, reviewer)
    with pytest.raises(NotYours):
        confirm(second, cast.member("라온", cast.office("노을기획관"), "총괄"))
    assert confirm(second, reviewer) == confirm(second, reviewer)
    assert list(TaskReturn.objects.in_force().filter(office=scene.office)) == [second]


def test_who_runs_the_office_finds_what_waits_on_the_desk(scene, operator, reviewer):
    own = handed_in(scene, operator)
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    assert page in come_as(operator).get(reverse("desk")).text
    confirm(own, reviewer)
    assert page not in come_as(operator).get(reverse("desk")).text


def test_lines_of_one_name_are_told_apart(scene):
    book = past(scene).program.book
    again = cast.program(book, scene.moon, scene.account, "들 가꾸기")
    fund = cast.program(book, scene.moon, cast.account("시험기금", "기금"), "들 가꾸기")
    cast.line(again)
    cast.line(fund)
    names = planning.known_to(scene.office, PAST).lines.values()
    assert len(set(names)) == len(names) == LineItem.objects.filter(program__book=book).count()
    assert "달빛담당관 나무 심기 (들 가꾸기) (시험기금)" in names


# --- the page -------------------------------------------------------------------------------------


def come_as(person):
    client = Client()
    client.force_login(person)
    return client


def form(scene, follows=0, **texts):
    known = {"act": "save", "key": str(uuid4()), "follows": follows}
    known |= {"unit": "천원", "day": DAY.isoformat()}
    named = {"kind-0": "과제", "title-0": "강가 가꾸기", "kind-1": "세부과제", "title-1": "나무"}
    amounts = {"won-1": "100", "measure-1": "cost", "line-1": "나무 심기", "department-1": ""}
    return known | named | amounts | {k.replace("_", "-"): v for k, v in texts.items()}


def test_from_the_form_to_what_everybody_reads_and_takes_out(scene, operator, reviewer):
    own = past(scene)
    filing = cast.filing(cast.reporting_date(own.program.book, DAY), scene.moon)
    written = cast.statement(filing)
    cast.figure(written, past(scene), budget=100_000, spent=40_000)
    cast.publish(written)
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    public = f"/tasks/해오름기획관/{PAST}"
    writing, reading_it = come_as(operator), come_as(reviewer)
    said = form(scene)
    assert [writing.post(page, said).status_code for _ in range(2)] == [302, 302]
    assert Client().get(public).status_code == 404
    assert public not in unquote(Client().get("/tasks").text)
    shown = writing.get(page).text
    assert 'value="나무"' in shown
    assert 'value="달빛담당관 나무 심기"' in shown
    assert "업무와 예산 내기" not in reading_it.get(page).text
    done = reading_it.post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    assert done.status_code == 302
    assert TaskPublication.objects.get().by == reviewer
    tables = {each["key"]: each for each in Client().get(f"{public}.json").json()["tables"]}
    table = tables["tasks"]
    found = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert [(x["mark"], x["name"], x["printed"], x["verdict"], x["place"]) for x in found] == [
        ("task", "강가 가꾸기", "", "", "제1판 1번째 줄"),
        ("task", "나무", "", "", "제1판 2번째 줄"),
        ("claim", "사업비", "100천원", "맞음", "제1판 2번째 줄"),
        ("line", "달빛담당관 나무 심기", "", "", ""),
    ]
    assert found[2]["budget"] == 100_000
    read = Client().get(public).text
    assert f"해오름기획관 {PAST}년 업무와 예산 제1판, {operator} 적음" in read
    assert Client().get(f"{public}.csv").status_code == 200
    assert Client().get(f"{public}.xlsx").status_code == 200
    for address in ("/tasks", f"/lines/{past(scene).pk}", "/search?q=강가 가꾸기", "/"):
        assert public in unquote(Client().get(address).text), address
    listed = writing.get(reverse("own_plans")).text
    assert page in listed
    assert "공개됨" in listed


def test_all_that_is_wrong_stands_on_the_form_with_what_was_typed(scene, operator):
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    wrong = form(scene, kind_0="세부과제", won_1="열", line_1="남의 사업", day="") | {
        "title-300": "숲"
    }
    answer = come_as(operator).post(page, wrong)
    assert answer.status_code == 422
    for words in (
        "바로 위 단계(과제)의 줄이 앞에 없습니다",
        "‘열’",
        "그해 편성체계에 없는 세부사업",
        "1줄을 읽지 않았습니다",
        'value="남의 사업"',
        'href="#kind-0"',
        "id_day_error",
    ):
        assert words in answer.text
    assert not TaskReturn.objects.filter(office=scene.office).exists()


def test_more_rows_save_nothing_and_keep_what_is_typed(scene, operator):
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    more = come_as(operator).post(page, form(scene) | {"act": "more"}).text
    assert 'name="title-5"' in more
    assert 'value="100"' in more
    assert not TaskReturn.objects.filter(office=scene.office).exists()


def test_who_entered_meanwhile_is_told_and_an_old_version_is_only_looked_at(scene, operator):
    handed_in(scene, operator)
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    writing = come_as(operator)
    late = writing.post(page, form(scene))
    assert late.status_code == 422
    assert "제1판을 냈습니다" in late.text
    assert 'name="follows" value="1"' in late.text
    handed_in(scene, operator, rows(scene, "90"), follows=1)
    before = writing.get(page, {"version": 1}).text
    assert "앞의 판입니다" in before
    assert 'data-label="금액">100<' in before


def test_what_is_not_one_s_own_is_not_there(scene, operator, reviewer):
    page = reverse("own_plan", args=[scene.office.pk, PAST])
    assert come_as(reviewer).post(page, form(scene)).status_code == 404
    assert come_as(operator).post(page, form(scene) | {"act": "unit-원"}).status_code == 404
    stranger = cast.member("라온", cast.office("노을기획관"), "총괄")
    assert come_as(stranger).get(page).status_code == 404
    for wrong in (
        reverse("own_plan", args=[scene.office.pk, 2999]),
        reverse("own_plan", args=[scene.moon.pk, PAST]),
        f"{page}?version=4",
    ):
        assert come_as(operator).get(wrong).status_code == 404


def test_a_sheet_that_follows_a_version_that_is_not_there_is_refused_in_words(scene, operator):
    with pytest.raises(Refused, match="아직 낸 판이 없습니다"):
        handed_in(scene, operator, follows=1)


def test_a_year_in_which_the_office_was_not_there_is_refused(scene, operator):
    scene.office.valid_from = date(PAST, 1, 1)
    scene.office.save()
    facts = {"fiscal_year": PAST - 2, "day": date(PAST - 2, 6, 30)}
    vision = [Row("비전", "푸른 마을", None, None, "", "", None, None)]
    with pytest.raises(Refused, match="2018년에 있지 않은 실국"):
        handed_in(scene, operator, vision, **facts)
    assert handed_in(scene, operator, vision).version == 1
