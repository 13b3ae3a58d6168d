"""Departments made, renamed, ended, joined and split: with both sides, a day and a reason."""

from datetime import date
from uuid import uuid4

import pytest

from departments import organising as verbs
from departments.access import Refused
from departments.models import Department, OrganisationRecord, Succession
from departments.rights import rights_of
from tests import cast

pytestmark = pytest.mark.django_db
JULY_1, JUNE_30 = date(2030, 7, 1), date(2030, 6, 30)


@pytest.fixture
def office():
    return cast.office()


@pytest.fixture
def operator(office):
    return cast.member("다온", office, "총괄")


@pytest.fixture
def moon(office):
    return cast.division(office, position=1)


@pytest.fixture
def star(office):
    return cast.division(office, "별빛담당관", position=2)


def act(verb, operator, **facts):
    known = {"at": cast.NOON, "reason": "조례 개정", "key": uuid4(), "day": JULY_1}
    return verb(**{"by": operator} | known | facts)


def test_a_department_is_made_from_a_day(office, operator, moon):
    act(verbs.add_department, operator, office=office, name=" 햇빛  담당관 ")
    made = office.divisions.get(name="햇빛 담당관")
    assert (made.valid_from, made.valid_from_exact, made.position) == (JULY_1, True, 2)
    with pytest.raises(Refused, match="같은 이름의 부서가 이미"):
        act(verbs.add_department, operator, office=office, name="달빛담당관")


def test_a_new_name_is_another_department_that_the_same_people_write_for(office, operator, moon):
    officer = cast.member("가람", moon, "담당자")
    made = act(verbs.rename_department, operator, department=moon, name="햇빛담당관")
    sun = office.divisions.get(name="햇빛담당관")
    moon.refresh_from_db()
    assert (moon.valid_to, sun.valid_from, sun.position) == (JUNE_30, JULY_1, 1)
    link = Succession.objects.get(before=moon)
    assert (link.after, link.kind, link.day) == (sun, "명칭 변경", JULY_1)
    assert (link.evidence, link.note) == ("기록", "조례 개정")
    assert rights_of(officer).writes == {moon.pk, sun.pk}
    assert (made.before, made.after) == ("달빛담당관", "햇빛담당관")


def test_a_department_does_not_end_before_what_it_handed_in():
    scene = cast.scene()
    person = cast.member("하늘", scene.office, "총괄")
    with pytest.raises(Refused, match="그 기준일에 그 실국에 있어야"):
        act(verbs.end_department, person, department=scene.moon, day=date(2030, 6, 29))
    act(verbs.end_department, person, department=scene.moon, day=JUNE_30)
    scene.moon.refresh_from_db()
    assert scene.moon.valid_to == JUNE_30
    with pytest.raises(Refused, match=r"이미 2030\. 6\. 30\.에 끝난"):
        act(verbs.end_department, person, department=scene.moon, day=JULY_1)


@pytest.mark.parametrize("verb", [verbs.end_department, verbs.rename_department])
def test_a_department_that_is_asked_for_figures_does_not_end_before_the_date(verb):
    scene = cast.scene()
    person = cast.member("하늘", scene.office, "총괄")
    cast.filing(scene.date, scene.star)
    facts = {"name": "햇빛담당관"} if verb is verbs.rename_department else {}
    with pytest.raises(Refused, match="기준일에 내는 부서는"):
        act(verb, person, department=scene.star, day=date(2030, 6, 29), **facts)
    scene.star.refresh_from_db()
    assert scene.star.valid_to is None
    assert not Succession.objects.filter(before=scene.star).exists()


@pytest.mark.parametrize("day", [date.min, date(1947, 12, 31), date(3000, 1, 1), date.max])
def test_a_day_that_no_year_of_a_book_has_is_refused_in_words(office, operator, moon, star, day):
    sides = {"kind": "소속 변경", "before": [moon], "after": [star], "office": office}
    for verb, facts in (
        (verbs.add_department, {"office": office, "name": "햇빛담당관"}),
        (verbs.rename_department, {"department": moon, "name": "햇빛담당관"}),
        (verbs.end_department, {"department": moon}),
        (verbs.reorganise, sides),
    ):
        with pytest.raises(Refused, match="1948년부터 2999년까지"):
            act(verb, operator, **facts, day=day)
    assert not OrganisationRecord.objects.exists()


def test_a_merger_has_each_of_both_sides(office, operator, moon, star):
    act(verbs.add_department, operator, office=office, name="하늘담당관")
    sky = office.divisions.get(name="하늘담당관")
    made = act(
        verbs.reorganise,
        operator,
        office=office,
        kind="통합",
        before=[moon, star],
        after=[sky],
        ends_before=True,
    )
    assert set(Succession.objects.filter(after=sky).values_list("before__name", "kind")) == {
        ("달빛담당관", "통합"),
        ("별빛담당관", "통합"),
    }
    ended = Department.objects.filter(pk__in=[moon.pk, star.pk]).values_list("valid_to", flat=True)
    assert list(ended) == [JUNE_30, JUNE_30]
    assert (made.before, made.after) == ("달빛담당관, 별빛담당관", "하늘담당관")


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("통합", 1, 1, "이전 부서를 둘 이상"),
        ("분리", 1, 1, "이후 부서를 둘 이상"),
        ("분리", 2, 2, "이전 부서를 하나만"),
        ("폐지", 1, 1, "이후 부서를 고르지 않습니다"),
        ("사라짐", 1, 0, "알 수 없는 개편"),
    ],
)
def test_each_kind_has_its_number_of_sides(
    office, operator, moon, star, kind, before, after, words
):
    both = [moon, star]
    with pytest.raises(Refused, match=words):
        act(
            verbs.reorganise,
            operator,
            office=office,
            kind=kind,
            before=both[:before],
            after=both[:after],
        )
    assert not Succession.objects.filter(before__in=both).exists()


def test_what_followed_is_there_on_the_day(office, operator, moon, star):
    late = cast.division(office, "늦은담당관", valid_from=date(2030, 8, 1))
    with pytest.raises(Refused, match="늦은담당관: 개편한 날에 없는"):
        act(
            verbs.reorganise,
            operator,
            office=office,
            kind="분리",
            before=[moon],
            after=[star, late],
        )


def test_an_abolished_department_ends(office, operator, moon):
    act(verbs.reorganise, operator, office=office, kind="폐지", before=[moon], after=[])
    moon.refresh_from_db()
    assert moon.valid_to == JUNE_30
    assert Succession.objects.get(before=moon).after is None


def test_a_request_sent_twice_has_one_effect(office, operator):
    facts = {"office": office, "name": "햇빛담당관", "key": uuid4()}
    first = act(verbs.add_department, operator, **facts)
    assert act(verbs.add_department, operator, **facts) == first
    assert office.divisions.count() == 1


def test_only_who_runs_the_office_acts_and_never_without_a_reason(office, operator, moon, star):
    elsewhere = cast.division(cast.office("구름기획관"), "안개담당관")
    stranger = cast.member("라온", elsewhere.parent, "총괄")
    with pytest.raises(verbs.NotYours):
        act(verbs.rename_department, stranger, department=moon, name="햇빛담당관")
    with pytest.raises(verbs.NotYours):
        act(
            verbs.reorganise,
            operator,
            office=office,
            kind="통합",
            before=[moon, elsewhere],
            after=[star],
        )
    for nothing in (" ", "\u200b"):
        said = {"name": "햇빛담당관", "reason": nothing}
        with pytest.raises(Refused, match="사유"):
            act(verbs.rename_department, operator, department=moon, **said)
    assert not OrganisationRecord.objects.exists()


def test_an_office_under_a_new_name_takes_its_departments_and_everybody_along(
    office, operator, moon, star
):
    officer = cast.member("가람", moon, "담당자")
    gone = cast.division(office, "옛담당관", valid_to=date(2029, 12, 31), valid_to_exact=True)
    made = act(verbs.rename_office, operator, office=office, name=" 노을  기획관 ")
    heir = Department.objects.get(code="노을 기획관")
    office.refresh_from_db()
    assert (office.valid_to, heir.valid_from, heir.kind) == (JUNE_30, JULY_1, "실국")
    assert [(one.name, one.code) for one in heir.divisions.order_by("position")] == [
        ("달빛담당관", "노을 기획관/달빛담당관"),
        ("별빛담당관", "노을 기획관/별빛담당관"),
    ]
    links = {(x.before.code, x.after.code, x.kind) for x in Succession.objects.filter(day=JULY_1)}
    assert links == {
        (office.code, "노을 기획관", "명칭 변경"),
        (moon.code, "노을 기획관/달빛담당관", "소속 변경"),
        (star.code, "노을 기획관/별빛담당관", "소속 변경"),
    }
    for own in (moon, star):
        own.refresh_from_db()
        assert own.valid_to == JUNE_30
    gone.refresh_from_db()
    assert gone.valid_to == date(2029, 12, 31)
    assert rights_of(officer).writes == {moon.pk, heir.divisions.get(name="달빛담당관").pk}
    assert heir.pk in rights_of(operator).operates
    assert (made.office, made.act, made.before, made.after) == (
        office,
        "이름 바꿈",
        office.name,
        "노을 기획관",
    )


def test_an_office_gets_no_name_that_is_its_own_or_another_s_and_no_department_is_left_behind(
    office, operator, moon
):
    cast.office("구름기획관")
    for name, words in (
        (office.name, "같은 이름입니다"),
        ("구름기획관", "같은 이름의 실국이 이미 있습니다"),
        ("구름/기획관", "주소에 쓰입니다"),
    ):
        with pytest.raises(Refused, match=words):
            act(verbs.rename_office, operator, office=office, name=name)
    with pytest.raises(Refused, match="부서의 이름은"):
        act(verbs.rename_office, operator, office=moon, name="노을담당관")
    cast.division(office, "새벽담당관", valid_from=date(2031, 1, 1))
    with pytest.raises(Refused, match="새벽담당관: 새 이름의 첫날이나 그 뒤에"):
        act(verbs.rename_office, operator, office=office, name="노을기획관")
    assert not Department.objects.filter(name="노을기획관").exists()


def test_an_office_that_reports_on_a_later_day_is_not_renamed_before_it(office, operator, moon):
    book = cast.book(office)
    cast.filing(cast.reporting_date(book, date(2030, 9, 30)), moon)
    with pytest.raises(Refused, match="기준일"):
        act(verbs.rename_office, operator, office=office, name="노을기획관")
    assert not Department.objects.filter(name="노을기획관").exists()


def test_only_who_runs_an_office_renames_it_and_once(office, operator, moon):
    officer = cast.member("가람", moon, "담당자")
    with pytest.raises(verbs.NotYours):
        act(verbs.rename_office, officer, office=office, name="노을기획관")
    key = uuid4()
    said = {"office": office, "name": "노을기획관", "key": key}
    first, again = (act(verbs.rename_office, operator, **said) for _ in range(2))
    assert first == again
    assert Department.objects.filter(name="노을기획관").count() == 1
