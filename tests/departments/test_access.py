"""Accounts and rights: each verb does its one thing and leaves a record that nobody changes."""

import pytest
from django.core.exceptions import ValidationError

from departments import access
from departments.models import AccessRecord, Membership, Person
from departments.rights import NONE, Rights, rights_of
from tests import cast

pytestmark = pytest.mark.django_db
WORDS = "인사 발령"


@pytest.fixture
def office():
    return cast.office()


@pytest.fixture
def moon(office):
    return cast.division(office)


@pytest.fixture
def operator(office):
    return cast.member("다온", office, "총괄")


def open_account(operator, department, **facts):
    known = {"username": "garam", "name": "가람", "password": "소나무 아래 12", "role": "담당자"}
    return access.open_account(
        department=department, by=operator, at=cast.NOON, **known | {"reason": WORDS} | facts
    )


def records():
    """Oldest first: what, whose, before, after, who, why."""
    told = ("act", "subject_name", "before", "after", "by_name", "reason")
    return list(AccessRecord.objects.order_by("pk").values_list(*told))


def test_an_account_is_opened_with_its_first_role(operator, moon):
    person = open_account(operator, moon)
    assert person.check_password("소나무 아래 12")
    assert rights_of(person) == Rights(writes=frozenset({moon.pk}), reads=frozenset({moon.pk}))
    whose, who = "가람 (garam)", "다온 (다온)"
    assert records() == [
        ("계정 개설", whose, "", "garam 가람", who, WORDS),
        ("역할 부여", whose, "", f"{moon.code} 담당자", who, WORDS),
    ]
    assert set(AccessRecord.objects.values_list("at", "by", "subject")) == {
        (cast.NOON, operator.pk, person.pk)
    }


def test_an_account_whose_role_is_refused_is_not_opened(operator, moon):
    with pytest.raises(access.Refused, match="총괄은 실국에만 둡니다"):
        open_account(operator, moon, role="총괄")
    assert records() == []
    assert not Person.objects.filter(username="garam").exists()


@pytest.mark.parametrize(
    "facts",
    [{"name": "나람"}, {"password": "대나무 숲 34"}, {"role": "열람"}, {"reason": "다른 발령"}],
)
def test_a_login_name_is_opened_once(operator, moon, facts):
    open_account(operator, moon)
    with pytest.raises(access.Taken, match="이미 쓰는 로그인 이름입니다"):
        open_account(operator, moon, **facts)
    assert len(records()) == 2


def test_the_same_said_twice_opens_one_account(operator, moon):
    first = open_account(operator, moon)
    assert open_account(operator, moon) == first
    assert len(records()) == 2
    assert first.memberships.count() == 1


def test_another_operator_who_says_the_same_is_told_that_the_name_is_taken(operator, moon, office):
    open_account(operator, moon)
    with pytest.raises(access.Taken):
        open_account(cast.member("하람", office, "총괄"), moon)


def test_nobody_learns_by_opening_it_again_what_the_password_is_by_now(operator, moon):
    person = open_account(operator, moon)
    access.set_password(person=person, password="대나무 숲 34", by=person, at=cast.NOON)
    for guess in ("대나무 숲 34", "소나무 아래 12"):
        with pytest.raises(access.Taken):
            open_account(operator, moon, password=guess)


def test_an_act_that_is_said_twice_is_done_once(operator, office, moon):
    person = open_account(operator, moon)
    said = {"by": operator, "at": cast.NOON, "reason": WORDS}
    given = [access.give(person=person, department=office, role="검토자", **said) for _ in range(2)]
    assert given[0] == given[1]
    for verb in (access.disable, access.enable):
        verb(person=person, **said)
        verb(person=person, **said)
    person.refresh_from_db()
    assert (person.is_active, person.sessions_ended) == (True, 1)
    acts = [record[0] for record in records()[2:]]
    assert acts == ["역할 부여", "계정 정지", "정지 해제"]


def test_what_the_server_does_is_recorded_as_done_by_the_program(moon):
    open_account(None, moon)
    assert {record[4] for record in records()} == {"프로그램"}


def test_a_disabled_account_has_no_rights_and_is_recorded(operator, moon):
    person = open_account(operator, moon)
    access.disable(person=person, by=operator, at=cast.NOON, reason="휴직")
    assert rights_of(person) == NONE
    assert records()[-1] == ("계정 정지", "가람 (garam)", "사용", "정지", "다온 (다온)", "휴직")


def test_an_enabled_account_has_its_rights_again_and_is_recorded(operator, moon):
    person = open_account(operator, moon)
    access.disable(person=person, by=operator, at=cast.NOON, reason="휴직")
    access.enable(person=person, by=operator, at=cast.NOON, reason="복직")
    assert rights_of(person).writes == {moon.pk}
    assert records()[-1] == ("정지 해제", "가람 (garam)", "정지", "사용", "다온 (다온)", "복직")


def test_a_new_password_is_recorded_and_stands_in_no_record(operator, moon):
    person = open_account(operator, moon)
    access.set_password(person=person, password="대나무 숲 34", by=person, at=cast.NOON)
    assert Person.objects.get(pk=person.pk).check_password("대나무 숲 34")
    assert records()[-1] == ("비밀번호 변경", "가람 (garam)", "", "", "가람 (garam)", "")
    assert "나무" not in repr(records())


def test_a_role_is_given_and_the_record_has_what_was_before_and_after(operator, office, moon):
    person = open_account(operator, moon)
    access.give(
        person=person, department=office, role="검토자", by=operator, at=cast.NOON, reason=WORDS
    )
    assert rights_of(person).reviews == {office.pk, moon.pk}
    assert records()[-1][:4] == (
        "역할 부여",
        "가람 (garam)",
        f"{moon.code} 담당자",
        f"{office.code} 검토자, {moon.code} 담당자",
    )


def test_a_role_is_given_once(operator, moon):
    person = open_account(operator, moon)
    with pytest.raises(ValidationError, match="이미 그 역할입니다"):
        access.give(person=person, department=moon, role="담당자", by=operator, at=cast.NOON)
    said = {"at": cast.NOON, "reason": WORDS}  # the words that another gave
    with pytest.raises(ValidationError, match="이미 그 역할입니다"):
        access.give(person=person, department=moon, role="담당자", by=None, **said)
    assert len(records()) == 2


def test_a_role_is_taken_and_the_record_has_what_was_before_and_after(operator, moon):
    person = open_account(operator, moon)
    held = person.memberships.get()
    access.take(membership=held, by=operator, at=cast.NOON, reason=WORDS)
    assert rights_of(person) == NONE
    assert records()[-1][:4] == ("역할 회수", "가람 (garam)", f"{moon.code} 담당자", "")


def test_an_operator_does_not_take_his_own_office_from_himself(operator):
    with pytest.raises(access.Refused, match="스스로 거둘 수 없습니다"):
        access.take(membership=operator.memberships.get(), by=operator, at=cast.NOON, reason=WORDS)
    assert Membership.objects.filter(person=operator).exists()


def test_an_operator_does_not_disable_himself(operator):
    with pytest.raises(access.Refused, match="스스로 정지할 수 없습니다"):
        access.disable(person=operator, by=operator, at=cast.NOON, reason=WORDS)
    operator.refresh_from_db()
    assert operator.is_active


def test_what_is_so_already_is_refused_and_not_recorded(operator, moon):
    person = open_account(operator, moon)
    with pytest.raises(access.Refused, match="정지된 계정이 아닙니다"):
        access.enable(person=person, by=operator, at=cast.NOON, reason=WORDS)
    access.disable(person=person, by=operator, at=cast.NOON, reason=WORDS)
    with pytest.raises(access.Refused, match="이미 정지된 계정입니다"):
        access.disable(person=person, by=operator, at=cast.NOON, reason="휴직")
    assert len(records()) == 3


@pytest.mark.parametrize("act", ["disable", "enable", "take"])
def test_a_reason_is_asked_for(operator, moon, act):
    person = open_account(operator, moon)
    what = {"person": person}
    if act == "take":
        what = {"membership": person.memberships.get()}
    if act == "enable":
        access.disable(person=person, by=operator, at=cast.NOON, reason=WORDS)
    before = records()
    with pytest.raises(access.Refused, match="사유를 적어야 합니다"):
        getattr(access, act)(**what, by=operator, at=cast.NOON, reason=" ")
    assert records() == before


def test_many_roles_are_recorded_as_far_as_they_fit(operator, office):
    person = cast.user()
    for number in range(30):
        division = cast.division(office, f"제{number}담당관")
        access.give(person=person, department=division, role="열람", by=operator, at=cast.NOON)
    after = AccessRecord.objects.first().after
    assert len(after) <= 200
    assert after.endswith("(모두 30개)")


# --- rights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "right"),
    [("담당자", "writes"), ("검토자", "reviews"), ("총괄", "operates"), ("열람", None)],
)
def test_a_role_of_an_office_reaches_its_departments_and_no_other_right(office, moon, role, right):
    cast.division(cast.office("노을기획관"))
    rights = rights_of(cast.member("가람", office, role))
    own = {office.pk, moon.pk}
    assert rights.reads == own
    for each in ("writes", "reviews", "operates"):
        assert getattr(rights, each) == (own if each == right else set())


def test_a_role_of_a_department_does_not_reach_its_sisters_nor_its_office(office, moon):
    cast.division(office, "별빛담당관")
    assert rights_of(cast.member("가람", moon, "담당자")).reads == {moon.pk}


def test_nobody_and_a_superuser_have_no_rights(django_user_model):
    from django.contrib.auth.models import AnonymousUser

    keeper = django_user_model.objects.create_superuser("keeper", "지킴이")
    assert rights_of(AnonymousUser()) == rights_of(keeper) == rights_of(None) == NONE
