"""Accounts, roles and their record, as tables: what each refuses."""

import pytest

from departments.models import AccessRecord, FailedLogin, Membership, Person
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_person(scene):
    return Person(username="nara", name="나라", password="!")


def new_membership(scene):
    return Membership(person=cast.user(), department=scene.moon, role="담당자")


def new_record(scene):
    facts = {"act": "계정 개설", "subject_name": "가람 (가람)", "by_name": "프로그램"}
    return AccessRecord(at=cast.NOON, **facts)


def new_failure(scene):
    return FailedLogin(username="nara", last_at=cast.NOON)


NEW = {
    Person: new_person,
    Membership: new_membership,
    AccessRecord: new_record,
    FailedLogin: new_failure,
}


def breaks(scene):
    """What breaks each constraint, and no other."""
    return {
        "departments_person_username_trimmed": {"username": ""},
        "departments_person_name_trimmed": {"name": ""},
        "departments_membership_once": {"role": "열람"},
        "departments_membership_role_known": {"role": "손님"},
        "departments_accessrecord_subject_name_trimmed": {"subject_name": ""},
        "departments_accessrecord_by_name_trimmed": {"by_name": ""},
        "departments_accessrecord_act_known": {"act": "구경"},
    }


def test_every_rule_has_an_example_that_breaks_it(scene):
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    cast.member("가람", scene.moon, "열람")
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted_and_can_be_named(scene, model):
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()
    assert str(fine).strip()


def test_a_login_name_is_given_once(db):
    cast.user("가람")
    with cast.refused("username"):
        Person(username="가람", name="다른 가람").save()
