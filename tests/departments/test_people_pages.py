"""Accounts and roles, as the operator of an office sees them; and as nobody else does."""

import pytest

from departments.models import AccessRecord, Membership, Person
from tests import cast

pytestmark = pytest.mark.django_db
PASSWORD = "소나무 아래 12"


@pytest.fixture
def office():
    return cast.office()


@pytest.fixture
def moon(office):
    return cast.division(office)


@pytest.fixture
def operator(client, office):
    """Logged in."""
    person = cast.member("다온", office, "총괄")
    client.force_login(person)
    return person


@pytest.fixture
def garam(moon):
    return cast.member("가람", moon, "담당자")


@pytest.fixture
def stranger():
    return cast.member("나그네", cast.office("노을기획관"), "담당자")


def act(client, person, name, **facts):
    return client.post(f"/people/{person.pk}", {"act": name, **facts})


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_operator_sees_the_people_of_his_office_and_no_others(
    client, operator, garam, stranger
):
    page = page_of(client, "/people/")
    assert '<caption>계정 <span class="note">2명</span></caption>' in page
    assert "달빛담당관 담당자" in page
    assert "나그네" not in page


def test_the_list_asks_no_question_for_each_person(
    client, operator, moon, django_assert_max_num_queries
):
    for number in range(20):
        cast.member(f"사람{number}", moon, "열람")
    with django_assert_max_num_queries(13):  # session and its half hour, rights, people, records
        client.get("/people/")


def new(department, **facts):
    known = {"username": "nara", "name": "나라", "password": PASSWORD, "role": "담당자"}
    return known | {"department": department.pk, "reason": "새로 옴"} | facts


def test_an_account_is_opened_and_can_be_used(client, operator, moon):
    made = client.post("/people/new", new(moon))
    person = Person.objects.get(username="nara")
    assert made["Location"] == f"/people/{person.pk}"
    page = page_of(client, made["Location"])
    assert "달빛담당관 담당자" in page
    assert "새로 옴" in page
    client.post("/logout")
    assert client.post("/login", {"username": "nara", "password": PASSWORD}).status_code == 302


def test_a_retry_after_a_cut_connection_leads_to_the_account_that_was_opened(
    client, operator, moon
):
    first, second = (client.post("/people/new", new(moon)) for _ in range(2))
    assert second.status_code == 302
    assert second["Location"] == first["Location"]
    person = Person.objects.get(username="nara")
    assert [record.act for record in person.access_records.all()] == ["역할 부여", "계정 개설"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"username": "다온"}, "이미 쓰는 로그인 이름입니다."),
        ({"username": "두 낱말"}, "로그인 이름"),
        ({"password": "12345678"}, "비밀번호가"),
        ({"name": ""}, "필수 항목입니다."),
        ({"reason": ""}, "필수 항목입니다."),
        ({"role": "총괄"}, "총괄은 실국에만 둡니다."),
        ({"role": "왕"}, "올바르게 선택해 주세요."),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(client, operator, moon, facts, words):
    response = client.post("/people/new", new(moon, **facts))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Person.objects.filter(username="nara").exists()
    assert not AccessRecord.objects.exists()


def test_no_account_is_opened_in_another_office(client, operator, stranger):
    elsewhere = stranger.memberships.get().department
    assert client.post("/people/new", new(elsewhere)).status_code == 422
    assert not Person.objects.filter(username="nara").exists()
    assert "노을기획관" not in page_of(client, "/people/new")


def test_a_role_is_given_and_taken(client, operator, garam, office):
    act(client, garam, "give", department=office.pk, role="검토자", reason="겸직")
    given = Membership.objects.get(person=garam, role="검토자")
    page = page_of(client, f"/people/{garam.pk}")
    assert "역할을 부여했습니다." in page
    act(client, garam, "take", membership=given.pk, **{"take-reason": "겸직 끝"})
    assert "역할을 거두었습니다." in page_of(client, f"/people/{garam.pk}")
    assert not Membership.objects.filter(pk=given.pk).exists()
    assert [record.reason for record in garam.access_records.all()] == ["겸직 끝", "겸직"]


def test_a_role_that_is_held_already_is_refused_with_the_reason(client, operator, garam, moon):
    answer = act(client, garam, "give", department=moon.pk, role="담당자", reason="또")
    assert "이미 그 역할입니다." in answer.content.decode()


def test_a_role_is_not_taken_without_a_reason(client, operator, garam):
    held = garam.memberships.get()
    answer = act(client, garam, "take", membership=held.pk, **{"take-reason": ""})
    assert "사유: 필수 항목입니다." in answer.content.decode()
    assert Membership.objects.filter(pk=held.pk).exists()


def test_an_account_is_stopped_and_started_again(client, operator, garam):
    act(client, garam, "disable", **{"disable-reason": "휴직"})
    page = page_of(client, f"/people/{garam.pk}")
    assert "정지됨" in page
    assert "정지하고 접속 끊기" not in page
    act(client, garam, "enable", **{"enable-reason": "복직"})
    assert "정지됨" not in page_of(client, f"/people/{garam.pk}")
    assert [record.act for record in garam.access_records.all()] == ["정지 해제", "계정 정지"]


def test_the_operator_gives_a_new_password(client, operator, garam):
    typed = {"password-password": PASSWORD, "password-reason": "잊음"}
    act(client, garam, "password", **typed)
    assert Person.objects.get(pk=garam.pk).check_password(PASSWORD)
    assert "새 비밀번호를 정했습니다." in page_of(client, f"/people/{garam.pk}")


def test_the_operator_does_not_stop_himself(client, operator):
    answer = act(client, operator, "disable", **{"disable-reason": "실수"})
    assert "자기 계정은 스스로 정지할 수 없습니다." in answer.content.decode()


def test_an_account_without_a_role_is_found_by_who_opened_it(client, operator, moon):
    client.post("/people/new", new(moon))
    person = Person.objects.get(username="nara")
    act(client, person, "take", membership=person.memberships.get().pk, **{"take-reason": "전보"})
    assert "역할이 없습니다." in page_of(client, f"/people/{person.pk}")
    client.force_login(cast.member("라온", cast.office("노을기획관"), "총괄"))
    assert client.get(f"/people/{person.pk}").status_code == 404


# --- whose it is not ------------------------------------------------------------------------------

ACTS = {
    "give": {"role": "열람", "reason": "몰래"},
    "disable": {"disable-reason": "몰래"},
    "enable": {"enable-reason": "몰래"},
    "password": {"password-password": PASSWORD, "password-reason": "몰래"},
    "take": {"take-reason": "몰래"},
}
TAKING_OVER = ["disable", "enable", "password"]


def state_of(person):
    person.refresh_from_db()
    held = sorted(person.memberships.values_list("department", "role"))
    return person.password, person.is_active, person.sessions_ended, held


@pytest.mark.parametrize("name", ACTS)
def test_somebody_of_another_office_is_not_there(client, operator, office, stranger, name):
    before = state_of(stranger)
    facts = {"department": office.pk, "membership": stranger.memberships.get().pk}
    assert client.get(f"/people/{stranger.pk}").status_code == 404
    assert act(client, stranger, name, **facts, **ACTS[name]).status_code == 404
    assert state_of(stranger) == before


@pytest.mark.parametrize("name", TAKING_OVER)
def test_who_has_a_role_elsewhere_too_is_not_the_operators_to_stop(
    client, operator, moon, stranger, name
):
    Membership.objects.create(person=stranger, department=moon, role="열람")
    before = state_of(stranger)
    assert "여기서 다루지 않습니다" in page_of(client, f"/people/{stranger.pk}")
    assert act(client, stranger, name, **ACTS[name]).status_code == 404
    assert state_of(stranger) == before


@pytest.mark.parametrize("name", TAKING_OVER)
@pytest.mark.parametrize("kept_by", [{"is_staff": True}, {"is_superuser": True}])
def test_who_keeps_the_installation_is_not_the_operators_to_stop(
    client, operator, garam, name, kept_by
):
    Person.objects.filter(pk=garam.pk).update(**kept_by)
    before = state_of(garam)
    assert act(client, garam, name, **ACTS[name]).status_code == 404
    assert state_of(garam) == before


def test_a_role_in_another_office_is_not_the_operators_to_take(client, operator, moon, stranger):
    Membership.objects.create(person=stranger, department=moon, role="열람")
    elsewhere = stranger.memberships.get(role="담당자")
    answer = act(client, stranger, "take", membership=elsewhere.pk, **ACTS["take"])
    assert answer.status_code == 404
    assert Membership.objects.filter(pk=elsewhere.pk).exists()


def test_a_role_in_another_office_is_not_the_operators_to_give(client, operator, garam, stranger):
    elsewhere = stranger.memberships.get().department
    before = state_of(garam)
    answer = act(client, garam, "give", department=elsewhere.pk, **ACTS["give"])
    assert answer.status_code == 422
    assert "올바르게 선택해 주세요." in answer.content.decode()
    assert state_of(garam) == before


@pytest.mark.parametrize("membership", ["", "x", "-1", "0", "9" * 30, "9" * 5000, "1 OR 1=1", "٣"])
def test_a_role_that_is_not_there_is_not_found(client, operator, garam, membership):
    assert act(client, garam, "take", membership=membership, **ACTS["take"]).status_code == 404


@pytest.mark.parametrize("name", ["", "delete", "give\x00"])
def test_an_act_that_is_none_is_not_found(client, operator, garam, name):
    assert act(client, garam, name).status_code == 404


@pytest.mark.parametrize("path", ["/people/999999999999999999999", "/people/0"])
def test_nobody_is_at_such_a_number(client, operator, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("role", ["담당자", "검토자", "열람"])
def test_these_pages_are_the_operators_alone(client, office, garam, role):
    client.force_login(cast.member("나래", office, role))
    for path in ("/people/", "/people/new", f"/people/{garam.pk}"):
        assert client.get(path).status_code == 404
    assert act(client, garam, "disable", **ACTS["disable"]).status_code == 404
    assert client.post("/people/new", new(garam.memberships.get().department)).status_code == 404
    assert state_of(garam)[1]


def test_a_former_operator_finds_them_no_more(client, operator, garam):
    Membership.objects.filter(person=operator).delete()
    assert client.get("/people/").status_code == 404
    assert act(client, garam, "disable", **ACTS["disable"]).status_code == 404


def test_hostile_names_and_reasons_are_text(client, operator, garam):
    hostile = "<script>alert(1)</script>"
    Person.objects.filter(pk=garam.pk).update(name=hostile)
    garam.refresh_from_db()
    act(client, garam, "disable", **{"disable-reason": hostile})
    for path in ("/people/", f"/people/{garam.pk}"):
        assert "<script>alert" not in page_of(client, path)
