"""Accounts, books, programs and lines; and what holds for every model of the house."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from budgets.loading import KNOWN
from budgets.models import Account, Book, LineItem, Program, Publication
from departments.models import Department
from tests import cast

MODELS = [m for app in ("departments", "budgets") for m in apps.get_app_config(app).get_models()]
# What reports fill, and what the database writes down when they are published. The rest people do.
LOADED = [m for m in MODELS if m._meta.label_lower in KNOWN or m is Publication]


@pytest.mark.parametrize("model", MODELS)
def test_every_model_and_every_field_has_a_korean_name(model):
    fields = [field for field in model._meta.local_fields if not field.primary_key]
    named = [model._meta.verbose_name, model._meta.verbose_name_plural]
    named += [str(field.verbose_name) for field in [*fields, *model._meta.many_to_many]]
    assert [name for name in named if not cast.HANGUL.search(name) and name != "SHA-256"] == []


@pytest.mark.parametrize("model", MODELS)
def test_every_model_says_in_which_order_it_is_listed(model):
    assert model._meta.ordering


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*MODELS))
def test_every_constraint_has_words_for_the_person_who_breaks_it(model, constraint):
    words = constraint.violation_error_message
    assert cast.HANGUL.search(words)
    assert words.endswith("다.")


@pytest.mark.parametrize("model", LOADED)
def test_every_loaded_row_can_be_named(db, model):
    named = [str(row) for row in model.objects.all()[:20]]
    assert named
    assert all(name.strip() and "None" not in name and "object (" not in name for name in named)


@pytest.mark.parametrize("model", [m for m in LOADED if hasattr(m, "natural_key")])
def test_every_loaded_row_is_found_by_its_natural_key(db, model):
    for row in model.objects.all()[:20]:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row


@pytest.fixture
def scene(db):
    return cast.scene()


def new_account(scene):
    return Account(name="새 회계", kind="특별회계")


def new_book(scene):
    return Book(code="새 편성체계", office=scene.office, fiscal_year=2031)


def new_program(scene):
    return Program(
        code="새 정책사업",
        name="들판 가꾸기",
        book=scene.book,
        department=scene.moon,
        account=scene.account,
        kind="정책사업",
    )


def new_line(scene):
    return LineItem(code="새 세부사업", name="씨 뿌리기", program=scene.program)


NEW = {Account: new_account, Book: new_book, Program: new_program, LineItem: new_line}


def breaks(scene):
    """What breaks each constraint, and no other."""
    return {
        "budgets_account_name_trimmed": {"name": ""},
        "budgets_account_kind_known": {"kind": "공기업"},
        "budgets_book_code_trimmed": {"code": ""},
        "budgets_book_once": {"fiscal_year": 2030},
        "budgets_book_year_is_a_year": {"fiscal_year": 1947},
        "budgets_book_regrouped_to_a_day": {"basis": "재편"},
        "budgets_program_code_trimmed": {"code": ""},
        "budgets_program_name_trimmed": {"name": ""},
        "budgets_program_once": {"name": scene.program.name},
        "budgets_program_kind_known": {"kind": "기타"},
        "budgets_lineitem_code_trimmed": {"code": ""},
        "budgets_lineitem_name_trimmed": {"name": ""},
        "budgets_lineitem_begins_before_it_ends": {
            "begins_on": date(2030, 7, 1),
            "ends_on": date(2030, 6, 30),
        },
    }


def test_every_rule_has_an_example_that_breaks_it(scene):
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted(scene, model):
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()


@pytest.mark.parametrize(
    ("model", "there", "key"),
    [
        (Account, "account", "name"),
        (Book, "book", "code"),
        (Program, "program", "code"),
        (LineItem, "trees", "code"),
    ],
)
def test_what_stands_for_a_row_in_the_fixtures_is_there_once(scene, model, there, key):
    taken = getattr(getattr(scene, there), key)
    again = cast.changed(NEW[model](scene), {key: taken})
    with pytest.raises(ValidationError) as caught:
        again.full_clean()
    assert list(caught.value.message_dict) == [key]
    with cast.refused(key):
        again.save()


def test_a_year_after_all_years_is_no_year(scene):
    with cast.refused("budgets_book_year_is_a_year"):
        cast.book(scene.office, 3000)


def test_a_regrouped_book_stands_beside_the_first_and_names_its_day(scene):
    regrouped = cast.book(scene.office, 2030, basis="재편", organised_on=date(2031, 1, 1))
    regrouped.full_clean()
    assert str(scene.book) == "해오름기획관 2030년"
    assert str(regrouped) == "해오름기획관 2030년 (2031년 조직)"


def test_a_book_that_is_half_filled_in_can_be_named():
    half = Book(fiscal_year=2030, basis="재편", office=Department(name="해오름기획관"))
    assert str(half) == "해오름기획관 2030년"


def test_a_book_as_drawn_has_no_day_of_another_organisation(scene):
    with cast.refused("budgets_book_regrouped_to_a_day"):
        cast.book(scene.office, 2031, basis="당초", organised_on=date(2031, 1, 1))


def test_a_program_of_unknown_kind_says_so(scene):
    unknown = cast.changed(new_program(scene), {"kind": None})
    unknown.full_clean()
    unknown.save()


def test_operating_costs_repeat_in_every_department_and_account(scene):
    fund = cast.account("시험기금", "기금")
    for department, account in [
        (scene.moon, scene.account),
        (scene.star, scene.account),
        (scene.moon, fund),
    ]:
        cast.program(scene.book, department, account, "기본경비", kind="행정운영경비")
    assert Program.objects.filter(book=scene.book, name="기본경비").count() == 3


@pytest.mark.parametrize("model", [Program, LineItem])
def test_a_misread_name_stays_as_printed_and_is_shown_as_read(scene, model):
    misread = cast.changed(NEW[model](scene), {"name": "시정어론조사", "reading": "시정여론조사"})
    misread.save()
    assert (misread.name, str(misread)) == ("시정어론조사", "시정여론조사")


@pytest.mark.parametrize("thing", ["account", "book", "program", "trees"])
def test_nothing_goes_while_something_hangs_on_it(scene, thing):
    with pytest.raises(ProtectedError):
        getattr(scene, thing).delete()
