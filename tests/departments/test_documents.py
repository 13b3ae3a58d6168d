import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from departments.models import Document
from tests import cast


@pytest.fixture
def office(db):
    return cast.office()


def new_document(office):
    return Document(
        key="2031-07", office=office, title="업무 보고", sha256=cast.sha256_of("2031-07"), lines=10
    )


BREAKS = {
    "departments_document_key_trimmed": {"key": ""},
    "departments_document_sha256_is_one": {"sha256": "0" * 63},
}


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() == cast.names_of_constraints(Document)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(Document))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(office, model, constraint):
    broken = cast.changed(new_document(office), BREAKS[constraint.name])
    cast.assert_refused_twice(broken, constraint)


def test_a_document_needs_no_date_because_some_print_none(office):
    undated = new_document(office)
    undated.full_clean()
    undated.save()
    assert undated.reported_on is None
    assert undated.printed_on == ""


@pytest.mark.parametrize("same", ["key", "sha256"])
def test_a_document_is_known_by_its_key_and_by_its_text(office, same):
    first = cast.document(office)
    again = cast.changed(new_document(office), {same: getattr(first, same)})
    with pytest.raises(ValidationError) as caught:
        again.full_clean()
    assert list(caught.value.message_dict) == [same]
    with cast.refused(same):
        again.save()


@pytest.mark.parametrize("sha256", ["나" * 64, "g" * 64, "A" * 64, "０" * 64, "0" * 63 + " "])
def test_a_form_takes_64_digits_of_16_and_nothing_else(office, sha256):
    with pytest.raises(ValidationError) as caught:
        cast.changed(new_document(office), {"sha256": sha256}).full_clean()
    assert caught.value.message_dict["sha256"] == ["SHA-256은 64자리 16진수입니다."]


def test_a_document_that_is_a_source_cannot_be_deleted(db):
    scene = cast.scene()
    cast.statement(scene.filing, version=2, document=scene.document)
    with pytest.raises(ProtectedError):
        scene.document.delete()
