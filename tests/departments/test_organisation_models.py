from datetime import date
from urllib.parse import unquote

import pytest
from django.db.models import ProtectedError
from django.urls import resolve, reverse

from departments.models import Department, Duty, Succession, Team, TeamSighting
from tests import cast

A_DATE = "2030-07-01-집행"
EVE, NEW_YEAR, EASTER = date(2029, 12, 31), date(2030, 1, 1), date(2030, 4, 21)


@pytest.fixture
def scene(db):
    return cast.scene()


def new_department(scene):
    return Department(code="새담당관", name="새담당관", kind="담당관", parent=scene.office)


def new_team(scene):
    return Team(department=scene.moon, name="달맞이팀", duty="달 살피기")


def new_sighting(scene):
    team, _ = Team.objects.get_or_create(department=scene.moon, name="해맞이팀")
    return TeamSighting(team=team, document=scene.document, place=20)


def new_duty(scene):
    return Duty(department=scene.moon, text="달 살피기", document=scene.document, place=10)


def new_succession(scene):
    return Succession(before=scene.moon, after=scene.star, kind="명칭 변경", evidence="추정")


NEW = {
    Department: new_department,
    Team: new_team,
    TeamSighting: new_sighting,
    Duty: new_duty,
    Succession: new_succession,
}


def there_already(scene):
    cast.division(scene.office, "초승담당관", valid_from=NEW_YEAR)
    cast.office("노을기획관", valid_from=NEW_YEAR)
    star = cast.changed(new_team(scene), {"name": "별맞이팀"})
    star.save()
    cast.changed(new_sighting(scene), {"team": star, "place": 21}).save()
    cast.changed(new_duty(scene), {"place": 11}).save()
    cast.changed(new_succession(scene), {"kind": "통합"}).save()
    cast.changed(new_succession(scene), {"after": None, "kind": "폐지"}).save()
    cast.changed(new_succession(scene), {"before": None, "kind": "나타남"}).save()


def breaks(scene):
    """What breaks each constraint, and no other."""
    backwards = {"valid_from": NEW_YEAR, "valid_to": EVE}
    exactly_never = {"valid_to": None, "valid_to_exact": True}
    an_office = {"kind": "실국", "parent": None}
    return {
        "departments_department_from_before_to": backwards,
        "departments_department_exact_days_are_known": exactly_never,
        "departments_department_code_trimmed": {"code": ""},
        "departments_department_name_trimmed": {"name": ""},
        "departments_department_kind_known": {"kind": "과"},
        "departments_department_division_has_office": {"parent": None},
        "departments_department_office_code_addresses": {**an_office, "code": "전체"},
        "departments_department_not_its_own_parent": {"pk": 10**9, "parent_id": 10**9},
        "departments_department_one_name_at_a_time": {
            "name": "초승담당관",
            "valid_from": NEW_YEAR,
        },
        "departments_department_one_name_since_ever": {"name": scene.moon.name},
        "departments_department_one_office_at_a_time": {
            **an_office,
            "name": "노을기획관",
            "valid_from": NEW_YEAR,
        },
        "departments_department_one_office_since_ever": {**an_office, "name": scene.office.name},
        "departments_team_from_before_to": backwards,
        "departments_team_exact_days_are_known": exactly_never,
        "departments_team_name_trimmed": {"name": ""},
        "departments_team_once": {"name": "별맞이팀"},
        "departments_teamsighting_once_a_line": {"place": 21},
        "departments_teamsighting_once_a_document": {"team": Team.objects.get(name="별맞이팀")},
        "departments_duty_text_trimmed": {"text": ""},
        "departments_duty_once_a_line": {"place": 11},
        "departments_succession_has_a_side": {"before": None, "after": None},
        "departments_succession_changes_something": {"after": scene.moon},
        "departments_succession_stated_has_place": {"evidence": "명시", "document": scene.document},
        "departments_succession_once": {"kind": "통합"},
        "departments_succession_one_end": {"after": None, "kind": "폐지"},
        "departments_succession_one_beginning": {"before": None, "kind": "나타남"},
        "departments_succession_kind_known": {"kind": "소문"},
        "departments_succession_evidence_known": {"evidence": "소문"},
        "departments_succession_recorded_says_why": {"evidence": "기록", "day": cast.JUNE_30},
    }


def test_every_rule_has_an_example_that_breaks_it(scene):
    there_already(scene)
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    there_already(scene)
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted(scene, model):
    there_already(scene)
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()


def test_an_office_stands_under_no_other(scene):
    scene.office.parent = cast.office("노을기획관")
    with cast.refused("departments_department_division_has_office"):
        scene.office.save()


@pytest.mark.parametrize(
    "code", ["전체", "홍보/기획", "/", "..", ".숨김", "표.xlsx", "표.csv", "표.json"]
)
def test_an_office_s_code_is_one_step_of_an_address(scene, code):
    with cast.refused("departments_department_office_code_addresses"):
        cast.office("노을기획관", code=code)


@pytest.mark.parametrize("code", ["전체기획관", "기획관 2.0", "표xlsx", "xlsx"])
def test_an_office_s_code_may_look_like_what_it_may_not_be(scene, code):
    address = reverse(
        "execution", args=[cast.office("노을기획관", code=code).code, A_DATE, ".xlsx"]
    )
    asked = resolve(unquote(address)).kwargs
    assert (asked["office"], asked["suffix"]) == (code, ".xlsx")


def test_an_exact_beginning_needs_its_day_as_an_exact_end_does(scene):
    scene.moon.valid_from_exact = True
    with cast.refused("departments_department_exact_days_are_known"):
        scene.moon.save()


def test_a_department_may_live_a_single_day(scene):
    scene.star.valid_from = scene.star.valid_to = NEW_YEAR
    scene.star.save()
    assert scene.star.exists_on(NEW_YEAR)


def test_a_succession_that_is_stated_names_document_and_line(scene):
    stated = new_succession(scene)
    stated.evidence, stated.document, stated.place = "명시", scene.document, 12
    stated.full_clean()
    stated.save()


def test_a_code_is_the_key_and_a_name_is_not(scene):
    other = cast.office("노을기획관")
    cast.division(other, scene.moon.name)
    namesake = cast.changed(new_department(scene), {"name": "헌담당관"})
    with cast.refused("code"):
        Department.objects.bulk_create([new_department(scene), namesake])


def test_a_name_may_come_again_on_another_day(scene):
    again = cast.division(scene.office, scene.moon.name, code="다시", valid_from=NEW_YEAR)
    office = cast.office(scene.office.name, code="다시 실국", valid_from=NEW_YEAR)
    for department in (again, office):
        department.full_clean()
    assert Department.objects.filter(name=scene.moon.name).count() == 2


@pytest.mark.parametrize("kind", Succession.Kind.values)
@pytest.mark.parametrize("evidence", ["산술", "추정"])
def test_a_succession_may_be_of_every_kind_and_evidence(scene, kind, evidence):
    link = cast.changed(new_succession(scene), {"kind": kind, "evidence": evidence})
    link.full_clean()
    link.save()


def test_a_department_ends_once_in_each_way_and_may_have_several_heirs(scene):
    crescent = cast.division(scene.office, "초승담당관")
    for after in (scene.star, crescent, None):
        cast.changed(new_succession(scene), {"after": after, "kind": "분리"}).save()
    assert scene.moon.successions.count() == 3


def test_a_team_is_found_by_its_natural_key(scene):
    team = new_team(scene)
    team.save()
    for other in ({"name": "별맞이팀"}, {"duty": "별 살피기"}, {"turn": 2}):
        cast.changed(new_team(scene), other).save()
    assert team.natural_key() == (scene.moon.code, "달맞이팀", "달 살피기", 1)
    assert Team.objects.get_by_natural_key(*team.natural_key()) == team


def test_a_sighting_is_found_by_the_line_it_stands_on(scene):
    sighting = new_sighting(scene)
    sighting.save()
    assert sighting.natural_key() == (scene.document.key, 20)
    assert TeamSighting.objects.get_by_natural_key(*sighting.natural_key()) == sighting


def test_a_team_that_a_report_lists_cannot_be_deleted(scene):
    sighting = new_sighting(scene)
    sighting.save()
    with pytest.raises(ProtectedError):
        sighting.team.delete()


def test_a_duty_is_found_by_its_natural_key(scene):
    duty = new_duty(scene)
    duty.save()
    cast.changed(new_duty(scene), {"place": 11}).save()
    assert duty.natural_key() == (scene.document.key, 10)
    assert Duty.objects.get_by_natural_key(*duty.natural_key()) == duty


def test_two_documents_may_have_a_duty_on_the_same_line(scene):
    new_duty(scene).save()
    later = cast.document(scene.office, "2031-07")
    cast.changed(new_duty(scene), {"document": later}).save()
    assert scene.moon.duties.count() == 2


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "days"),
    [
        (None, None, [EVE, NEW_YEAR, EASTER]),
        (NEW_YEAR, None, [NEW_YEAR, EASTER]),
        (None, NEW_YEAR, [EVE, NEW_YEAR]),
        (NEW_YEAR, NEW_YEAR, [NEW_YEAR]),
        (EVE, NEW_YEAR, [EVE, NEW_YEAR]),
        (EASTER, None, [EASTER]),
    ],
)
def test_a_department_exists_from_its_first_day_to_its_last(db, valid_from, valid_to, days):
    office = cast.office(valid_from=valid_from, valid_to=valid_to)
    asked = [EVE, NEW_YEAR, EASTER]
    found = [day for day in asked if office in Department.objects.existing_on(day)]
    assert found == [day for day in asked if office.exists_on(day)] == days


def test_the_office_of_a_division_is_its_parent_and_of_an_office_itself(scene):
    assert scene.moon.office == scene.office.office == scene.office


def test_a_succession_says_who_followed_whom_and_an_unknown_side_is_a_dash(scene):
    assert str(new_succession(scene)) == "달빛담당관 → 별빛담당관 (명칭 변경)"
    assert str(Succession(after=scene.star, kind="나타남")) == "- → 별빛담당관 (나타남)"


def test_a_succession_without_one_side_is_found_by_its_natural_key(scene):
    appeared = Succession.objects.create(after=scene.star, kind="나타남", evidence="추정")
    new_succession(scene).save()
    assert appeared.natural_key() == (None, scene.star.code, "나타남")
    assert Succession.objects.get_by_natural_key(*appeared.natural_key()) == appeared


def test_a_department_with_a_history_cannot_be_deleted(scene):
    gone = cast.division(scene.office, "지난담당관")
    Succession.objects.create(before=gone, kind="폐지", evidence="추정")
    with pytest.raises(ProtectedError):
        gone.delete()
