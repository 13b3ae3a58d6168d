"""Rule 12: text is clean whichever way it comes into the database."""

import json
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from departments.models import Department
from tests import cast

CODE = "해오름기획관"
CLEAN = "해오름 담당관"
PRINTED = {
    "decomposed": unicodedata.normalize("NFD", CLEAN),
    "no-break space": "해오름\u00a0담당관",
    "ideographic space": "해오름\u3000담당관",
    "zero width": "해오름\u200b 담당관\ufeff",
    "control characters": "해오름\x00 담당관\x1b",
    "private use": "\uf06e해오름 담당관",
    "blanks around": "\n 해오름 담당관\t",
}


def name_in_the_database():
    return Department.objects.values_list("name", flat=True).get(code=CODE)


def by_save(printed, folder):
    cast.office(CODE, name=printed)


def by_bulk_create(printed, folder):
    Department.objects.bulk_create([Department(code=CODE, name=printed, kind="실국")])


def by_update(printed, folder):
    cast.office(CODE)
    Department.objects.filter(code=CODE).update(name=printed)


def by_bulk_update(printed, folder):
    office = cast.office(CODE)
    office.name = printed
    Department.objects.bulk_update([office], ["name"])


def by_fixture(printed, folder):
    fields = {"code": CODE, "name": printed, "kind": "실국"}
    fixture = folder / "office.json"
    fixture.write_text(json.dumps([{"model": "departments.department", "fields": fields}]))
    call_command("loaddata", str(fixture), verbosity=0)


WAYS = [by_save, by_bulk_create, by_update, by_bulk_update, by_fixture]


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("way", WAYS)
def test_text_is_clean_whichever_way_it_comes(db, tmp_path, way, printed):
    way(printed, tmp_path)
    assert name_in_the_database() == CLEAN


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED.keys())
def test_a_search_finds_a_name_however_it_is_typed(db, printed):
    cast.office(CODE, name=CLEAN)
    assert Department.objects.get(name=printed).code == CODE


def test_a_name_of_nothing_visible_is_an_empty_name(db):
    with pytest.raises(ValidationError) as caught:
        Department(code=CODE, name="\u3000\u200b", kind="실국").full_clean()
    assert caught.value.message_dict == {"name": ["이 필드는 빈 칸으로 둘 수 없습니다."]}


def test_a_name_is_measured_after_cleaning(db):
    long = Department._meta.get_field("name").max_length
    Department(code=CODE, name=unicodedata.normalize("NFD", "각" * long), kind="실국").full_clean()
    with pytest.raises(ValidationError):
        Department(code=CODE, name="각" * (long + 1), kind="실국").full_clean()


@pytest.mark.parametrize("text", ["", " ", " 앞", "뒤 "])
def test_the_database_itself_refuses_text_that_is_empty_or_untrimmed(db, text):
    cast.office(CODE)
    with cast.refused("departments_department_name_trimmed"):
        cast.execute("UPDATE departments_department SET name = %s WHERE code = %s", text, CODE)
    assert name_in_the_database() == CODE
