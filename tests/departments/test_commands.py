"""The account with which an installation begins."""

import io

import pytest
from django.core.management import CommandError, call_command

from departments.models import AccessRecord, Person
from departments.rights import rights_of
from tests import cast

pytestmark = pytest.mark.django_db
PASSWORD = "소나무 아래 12"


@pytest.fixture
def office():
    return cast.office()


@pytest.fixture
def typed(monkeypatch):
    def say(password):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    say(PASSWORD)
    return say


def opened(*asked):
    out = io.StringIO()
    call_command("open_account", *asked, stdout=out)
    return out.getvalue()


def test_the_first_operator_of_an_office_is_made_and_recorded(client, office, typed):
    assert "해오름기획관 총괄 다온 (daon)" in opened("daon", "다온", office.code)
    person = Person.objects.get(username="daon")
    assert office.pk in rights_of(person).operates
    assert not person.is_staff
    told = AccessRecord.objects.order_by("pk").values_list("act", "by_name", "reason")
    assert list(told) == [(act, "프로그램", "설치하면서 엶") for act in ("계정 개설", "역할 부여")]
    client.post("/login", {"username": "daon", "password": PASSWORD})
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "password", "words"),
    [
        (("daon", "다온", "구름기획관"), PASSWORD, "실국의 코드: .*해오름기획관"),
        (("daon", "다온", "해오름기획관"), "1234", "비밀번호"),
        (("da on", "다온", "해오름기획관"), PASSWORD, "사용자 이름"),
        (("daon", "다온", "해오름기획관/달빛담당관"), PASSWORD, "총괄은 실국에만"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_makes_nobody(office, typed, asked, password, words):
    cast.division(office)
    typed(password)
    with pytest.raises(CommandError, match=words):
        opened(*asked)
    assert not Person.objects.exists()


def recorded():
    told = AccessRecord.objects.order_by("pk")
    return list(told.values_list("act", "subject_name", "by_name", "after", "reason"))


def test_who_is_made_on_the_server_to_keep_the_data_is_recorded(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    asked = {"username": "keeper", "name": "지킴이", "interactive": False}
    call_command("createsuperuser", **asked, stdout=io.StringIO())
    told = ("지킴이 (keeper)", "프로그램", "keeper 지킴이 (자료 관리)", "서버 관리 명령")
    assert recorded() == [("계정 개설", *told)]
    assert Person.objects.get().is_superuser


def test_a_password_changed_on_the_server_is_recorded(monkeypatch):
    person = cast.user("가람")
    monkeypatch.setattr("getpass.getpass", lambda prompt=None: PASSWORD)
    call_command("changepassword", person.username, stdout=io.StringIO())
    told = [(act, by, reason) for act, _, by, _, reason in recorded()]
    assert told == [("비밀번호 변경", "프로그램", "서버 관리 명령")]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
