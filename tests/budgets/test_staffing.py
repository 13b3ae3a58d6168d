"""정원 and 현원 as an office enters them. 다온 runs the office, 나래 reviews for it, 가람 writes for a division."""

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from departments import staffing
from departments.access import Refused
from departments.models import Department, Headcount, HeadcountPublication, HeadcountReturn
from departments.organising import NotYours
from departments.staffing import Heads
from tests import cast

DAY = date(2020, 12, 31)  # over by whatever clock
PUBLIC = "/lineage/해오름기획관/people"


@pytest.fixture
def scene(db):
    return cast.scene()


@pytest.fixture
def operator(scene):
    return cast.member("다온", scene.office, "총괄")


@pytest.fixture
def reviewer(scene):
    return cast.member("나래", scene.office, "검토자")


def rows(scene, moon=9, star=3):
    return [
        Heads(scene.moon.pk, "일반직", ("value", 10), ("value", moon)),
        Heads(scene.star.pk, "일반직", ("dash", None), ("value", star)),
    ]


def handed_in(scene, by, own=None, follows=0, **facts):
    known = {"office": scene.office, "day": DAY, "rows": rows(scene) if own is None else own}
    said = {"follows": follows, "by": by, "at": cast.NOON, "key": None}
    return staffing.hand_in_heads(**known | said | facts)


def confirm(returned, by):
    return staffing.confirm_heads(returned=returned, by=by, at=cast.NOON)


def test_a_version_holds_the_persons_of_each_department_with_who_entered_them(scene, operator):
    own = handed_in(scene, operator)
    assert (own.version, own.as_of, own.by) == (1, DAY, operator)
    assert staffing.rows_in(own) == rows(scene)
    assert {each.as_of for each in own.rows.all()} == {DAY}


def test_a_later_one_takes_its_place_and_the_earlier_stays(scene, operator):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="앞의 판과 같습니다"):
        handed_in(scene, operator, follows=1)
    with pytest.raises(Refused, match="다온 님이 제1판을 냈습니다"):
        handed_in(scene, operator, rows(scene, 8))
    second = handed_in(scene, operator, rows(scene, 8), follows=1)
    assert list(HeadcountReturn.objects.filter(office=scene.office)) == [first, second]
    assert staffing.rows_in(first) == rows(scene)


def test_a_request_sent_twice_is_carried_out_once(scene, operator):
    key = uuid4()
    assert handed_in(scene, operator, key=key) == handed_in(scene, operator, key=key)


def test_what_lies_ahead_or_leaves_a_division_out_is_refused(scene, operator):
    moon, star = rows(scene)
    blank = Heads(scene.star.pk, "일반직", ("dash", None), ("blank", None))
    half = Heads(scene.star.pk, "일반직", ("absent", None), ("value", 3))
    none = [Heads(each.pk, "일반직", *[("absent", None)] * 2) for each in (scene.moon, scene.star)]
    for facts, words in (
        ({"day": date(2031, 1, 1)}, "오늘보다 뒤"),
        ({"day": date(1947, 1, 1)}, "1948년부터"),
        ({"own": [moon]}, "별빛담당관: 인원이 없습니다"),
        ({"own": [moon, blank]}, "빈칸이 있습니다"),
        ({"own": [moon, half]}, "한 열은 모든 줄에"),
        ({"own": none}, "정원이나 현원을 적습니다"),
        ({"own": [moon, moon, star]}, "같은 직군이 두 번"),
    ):
        with pytest.raises(Refused, match=words):
            handed_in(scene, operator, **facts)
    assert not HeadcountReturn.objects.exists()


def test_a_division_is_counted_on_the_days_on_which_it_exists(scene, operator):
    Department.objects.filter(pk=scene.star.pk).update(valid_to=DAY - timedelta(days=1))
    with pytest.raises(NotYours):
        handed_in(scene, operator)
    assert handed_in(scene, operator, rows(scene)[:1]).rows.count() == 1


def test_what_a_document_counts_is_not_entered_again(scene, operator):
    own = handed_in(scene, operator)
    Headcount.objects.create(
        department=scene.moon,
        as_of=DAY,
        group="일반직",
        authorised_state="absent",
        actual=7,
        actual_state="value",
        document=scene.document,
        place=20,
    )
    with pytest.raises(Refused, match="2030-07 문서에 적혀 있습니다"):
        handed_in(scene, operator, rows(scene, 8), follows=1)
    page = come_as(operator).get(reverse("own_head", args=[scene.office.pk, DAY])).text
    assert "독자에게는 문서의 인력이 보입니다" in page
    assert "인력 내기" not in page
    assert own.rows.count() == 2
    reviewer = cast.member("나래", scene.office, "검토자")
    with pytest.raises(Refused, match="2030-07 문서에 적혀 있습니다"):
        confirm(own, reviewer)
    assert not HeadcountPublication.objects.filter(returned=own).exists()
    address = reverse("own_head", args=[scene.office.pk, DAY])
    assert "제1판 공개" not in come_as(reviewer).get(address).text


def test_persons_are_the_office_s_and_no_division_enters_them(scene, reviewer):
    division = cast.member("가람", scene.moon, "담당자")
    for person in (division, reviewer):
        with pytest.raises(NotYours):
            handed_in(scene, person)
    stranger = cast.office("노을기획관")
    foreign = [*rows(scene), Heads(stranger.pk, "일반직", ("value", 1), ("value", 1))]
    writer = cast.member("마루", scene.office, "담당자")
    with pytest.raises(NotYours):
        handed_in(scene, writer, foreign)
    assert handed_in(scene, writer).version == 1


def test_somebody_else_confirms_the_newest_one(scene, operator, reviewer):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="스스로 공개"):
        confirm(first, operator)
    second = handed_in(scene, operator, rows(scene, 8), follows=1)
    with pytest.raises(Refused, match="가장 새 판"):
        confirm(first, reviewer)
    with pytest.raises(NotYours):
        confirm(second, cast.member("라온", cast.office("노을기획관"), "총괄"))
    assert confirm(second, reviewer) == confirm(second, reviewer)
    assert list(HeadcountReturn.objects.published()) == [second]


def test_who_runs_the_office_finds_what_waits_on_the_desk(scene, operator, reviewer):
    own = handed_in(scene, operator)
    page = reverse("own_head", args=[scene.office.pk, DAY])
    assert page in come_as(operator).get(reverse("desk")).text
    confirm(own, reviewer)
    assert page not in come_as(operator).get(reverse("desk")).text


# --- the page -------------------------------------------------------------------------------------


def come_as(person):
    client = Client()
    client.force_login(person)
    return client


def form(scene, *cells, follows=0, **texts):
    """Two rows: 정원 and 현원 of each."""
    known = {"act": "save", "key": str(uuid4()), "follows": follows}
    typed = cells or (("10", "9"), ("-", "3"))
    for at, (whose, (may, has)) in enumerate(zip((scene.moon, scene.star), typed, strict=True)):
        known |= {f"department-{at}": whose.pk, f"group-{at}": "일반직"}
        known |= {f"authorised-{at}": may, f"actual-{at}": has}
    return known | {k.replace("_", "-"): v for k, v in texts.items()}


def test_from_the_form_to_what_everybody_reads_and_takes_out(scene, operator, reviewer):
    page = reverse("own_head", args=[scene.office.pk, DAY])
    writing, reading_it = come_as(operator), come_as(reviewer)
    said = form(scene)
    before = Client().get(f"{PUBLIC}.json").json()["tables"]
    assert [writing.post(page, said).status_code for _ in range(2)] == [302, 302]
    assert Client().get(f"{PUBLIC}.json").json()["tables"] == before == []
    assert rows_of("headcount") == []
    assert [row["place"] for row in rows_of("headcount", "--all")] == ["제1판 1", "제1판 2"]
    shown = writing.get(page).text
    assert 'value="일반직"' in shown
    assert "인력 내기" not in reading_it.get(page).text
    done = reading_it.post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    assert done.status_code == 302
    assert HeadcountPublication.objects.get().by == reviewer
    told = Client().get(f"{PUBLIC}.json").json()
    table = told["tables"][0]
    found = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert [(x["name"], x["authorised"], x["actual"], x["vacant"]) for x in found] == [
        ("2020. 12. 31. 해오름기획관", 10, 12, -2),
        ("달빛담당관", 10, 9, 1),
        ("별빛담당관", "-", 3, "-"),
    ]
    assert f"해오름기획관 2020. 12. 31. 인력 제1판, {operator} 적음" in Client().get(PUBLIC).text
    own = Client().get(f"/departments/{scene.moon.pk}").text
    assert "실국이 적은 인력 제1판" in own
    assert [tuple(row.values()) for row in rows_of("headcount")] == [
        ("", "2020-12-31", "달빛담당관", "일반직", "10", "9", "제1판 1"),
        ("", "2020-12-31", "별빛담당관", "일반직", "-", "3", "제1판 2"),
    ]
    listed = writing.get(reverse("own_heads")).text
    assert page in listed
    assert "공개됨" in listed


def rows_of(command, *args):
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return [row for row in csv.DictReader(io.StringIO(out.getvalue())) if not row["document"]]


def test_all_that_is_wrong_stands_on_the_form_with_what_was_typed(scene, operator):
    page = reverse("own_head", args=[scene.office.pk, DAY])
    wrong = form(scene, ("열", "9"), ("", "")) | {"group-1": "", "group-300": "일반직"}
    total = {"department-2": "0", "group-2": "총계", "authorised-2": "", "actual-2": "8"}
    answer = come_as(operator).post(page, wrong | total)
    assert answer.status_code == 422
    for words in (
        "8명: 직군·급을 더하면 9명입니다.",
        "‘열’",
        "별빛담당관 인원이 없습니다",
        "1줄을 읽지 않았습니다",
        'value="열"',
        'href="#authorised-0"',
    ):
        assert words in answer.text
    assert not HeadcountReturn.objects.exists()


def test_a_new_day_offers_the_groups_of_the_last_and_more_rows_save_nothing(
    scene, operator, reviewer
):
    confirm(handed_in(scene, operator), reviewer)
    later = reverse("own_head", args=[scene.office.pk, DAY + timedelta(days=1)])
    offered = come_as(operator).get(later).text
    assert offered.count('value="일반직"') == 2
    assert 'value="9"' not in offered
    more = come_as(operator).post(later, form(scene) | {"act": "more"}).text
    assert 'name="group-5"' in more
    assert 'value="9"' in more
    assert HeadcountReturn.objects.count() == 1


def test_a_day_is_chosen_on_the_list_and_one_that_lies_ahead_is_refused(scene, operator):
    listed = reverse("own_heads")
    writing = come_as(operator)
    asked = {"office": scene.office.pk, "day": "2020-12-31"}
    assert writing.get(listed, asked).url == reverse("own_head", args=[scene.office.pk, DAY])
    assert "오늘까지의 날" in writing.get(listed, asked | {"day": "2999-01-01"}).text
    assert writing.get(listed, asked | {"office": scene.moon.pk}).status_code == 404


def test_who_entered_meanwhile_is_told_and_an_old_version_is_only_looked_at(scene, operator):
    handed_in(scene, operator)
    page = reverse("own_head", args=[scene.office.pk, DAY])
    writing = come_as(operator)
    late = writing.post(page, form(scene, ("10", "8"), ("-", "3")))
    assert late.status_code == 422
    assert "제1판을 냈습니다" in late.text
    assert 'name="follows" value="1"' in late.text
    boxes = [box for line in late.context["lines"] for box in line["boxes"]]
    assert [(box[2], box[-1]) for box in boxes if box[-1] is not None] == [("8", "9")]
    handed_in(scene, operator, rows(scene, 8), follows=1)
    before = writing.get(page, {"version": 1}).text
    assert "앞의 판입니다" in before
    assert 'data-label="현원">9<' in before


def test_on_a_day_without_departments_there_is_nothing_to_enter(scene, operator):
    own = Department.objects.filter(pk__in=[scene.office.pk, scene.moon.pk, scene.star.pk])
    own.update(valid_from=DAY + timedelta(days=1))
    page = reverse("own_head", args=[scene.office.pk, DAY])
    shown = come_as(operator).get(page)
    assert (shown.status_code, shown.context["may_write"]) == (200, False)
    assert "이날에는 없는 실국이라" in shown.text
    assert come_as(operator).post(page, form(scene)).status_code == 404


def test_what_is_not_one_s_own_is_not_there(scene, operator, reviewer):
    page = reverse("own_head", args=[scene.office.pk, DAY])
    assert come_as(reviewer).post(page, form(scene)).status_code == 404
    stranger = cast.member("라온", cast.office("노을기획관"), "총괄")
    assert come_as(stranger).get(page).status_code == 404
    for wrong in (
        reverse("own_head", args=[scene.moon.pk, DAY]),
        reverse("own_head", args=[scene.office.pk, "2999-01-01"]),
        reverse("own_head", args=[scene.office.pk, "20201231"]),
        reverse("own_head", args=[scene.office.pk, "어제"]),
        f"{page}?version=4",
    ):
        assert come_as(operator).get(wrong).status_code == 404


def test_a_sheet_that_follows_a_version_that_is_not_there_is_refused_in_words(scene, operator):
    with pytest.raises(Refused, match="아직 낸 판이 없습니다"):
        handed_in(scene, operator, follows=1)
