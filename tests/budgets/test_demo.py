"""Demo people: in the demonstration's own database, and nowhere else."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command

from budgets import demo
from departments.models import AccessRecord, Membership, Person
from tests import cast

pytestmark = pytest.mark.django_db
HOUSE = installed.BASE_DIR
OWN = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(HOUSE / "db.sqlite3")}


def make(password="p-1", at=cast.NOON):
    return demo.make_people(password=password, at=at)


def test_the_demonstration_is_recognised():
    demo.must_be_the_demonstration(is_demo=True, database=OWN, folder=HOUSE)


@pytest.mark.parametrize(
    ("is_demo", "changes"),
    [
        (False, {}),
        (True, {"NAME": "/var/lib/budget.sqlite3"}),
        (True, {"NAME": str(HOUSE / "other.sqlite3")}),
        (True, {"ENGINE": "django.db.backends.postgresql", "NAME": "budget"}),
        (True, {"ENGINE": "django.db.backends.postgresql"}),
    ],
)
def test_everything_else_is_refused_in_words(is_demo, changes):
    with pytest.raises(demo.NotADemonstration, match="시연의 데이터베이스"):
        demo.must_be_the_demonstration(is_demo=is_demo, database=OWN | changes, folder=HOUSE)


def test_the_command_refuses_this_very_database_and_makes_nobody():
    with pytest.raises(CommandError, match="시연의 데이터베이스"):
        call_command("demo_people")
    assert not Person.objects.exists()


def test_an_installation_comes_without_any_account():
    """As it is after `migrate` and `load_reports`, which is how the database of the tests is made."""
    assert not Person.objects.exists()
    assert not Membership.objects.exists()


def test_each_department_has_an_officer_and_each_office_who_reviews_and_runs_it():
    parts = make()
    roles = [part.role for part in parts]
    assert [roles.count(role) for role in ("담당자", "검토자", "총괄", "열람")] == [10, 3, 3, 1]
    told = {part.username: (part.role, part.words) for part in parts}
    assert told["hongbo"] == ("담당자", "홍보기획관 홍보담당관")
    assert told["minwon"] == ("담당자", "홍보기획관 민원담당관")
    assert told["nyumidieo"] == ("담당자", "홍보기획관 뉴미디어담당관")
    assert told["nyumidieo2"] == ("담당자", "시민소통기획관 뉴미디어담당관")
    assert told["hongbo-geomtoja"] == ("검토자", "홍보기획관")
    assert told["hongbo-chonggwal"] == ("총괄", "홍보기획관")
    assert all(name.isascii() for name in told)


def test_what_the_table_says_is_what_they_may_do(client):
    for part in make():
        person = Person.objects.get(username=part.username)
        held = set(person.memberships.values_list("department", "role"))
        assert held == {(each.pk, part.role) for each in part.departments}
    assert client.post("/login", {"username": "hongbo", "password": "p-1"}).status_code == 302
    assert not Person.objects.filter(is_staff=True).exists()
    assert not Person.objects.filter(is_superuser=True).exists()


def test_a_second_run_makes_nobody_new_and_takes_the_old_password_away():
    make("p-1")
    before = Person.objects.count()
    make("p-2", at=cast.NOON + timedelta(days=1))
    assert Person.objects.count() == before
    hongbo = Person.objects.get(username="hongbo")
    assert hongbo.check_password("p-2")
    assert not hongbo.check_password("p-1")


def test_every_password_is_another():
    assert len({demo.new_password() for _ in range(100)}) == 100


def test_all_of_it_is_recorded_as_a_demonstration():
    make()
    assert set(AccessRecord.objects.values_list("by", "reason")) == {(None, demo.REASON)}


@pytest.mark.parametrize("when", ["before", "after"])
def test_with_somebody_else_there_nobody_is_made_and_no_password_changed(when):
    if when == "after":
        make()
    Person.objects.create_superuser("keeper", "지킴이")
    before = set(Person.objects.values_list("username", "password"))
    with pytest.raises(demo.NotADemonstration, match="시연용이 아닌 계정\\(keeper\\)"):
        make("p-2")
    assert set(Person.objects.values_list("username", "password")) == before


def test_whom_a_demo_operator_adds_belongs_to_the_demonstration():
    make()
    from departments import access

    operator = Person.objects.get(username="hongbo-chonggwal")
    office = operator.memberships.get().department
    access.open_account(
        username="nara",
        name="나라",
        password="x",
        department=office,
        role="열람",
        by=operator,
        at=cast.NOON,
    )
    make("p-2")
    assert Person.objects.get(username="nara").check_password("x")


def test_the_command_prints_who_there_is(monkeypatch):
    monkeypatch.setattr(
        "budgets.management.commands.demo_people.must_be_the_demonstration", lambda **facts: None
    )
    said = StringIO()
    call_command("demo_people", stdout=said)
    first, *rows = said.getvalue().splitlines()
    password = first.split("모두 ")[1].split(" ")[0]
    assert Person.objects.get(username="hongbo").check_password(password)
    assert len(rows) == Person.objects.count() == 17
    assert "  hongbo                 담당자  홍보기획관 홍보담당관" in rows


def test_make_run_makes_them():
    assert "manage.py demo_people" in Path(HOUSE, "Makefile").read_text("utf-8")
