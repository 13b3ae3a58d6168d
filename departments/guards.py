"""What the database itself refuses about people: records, and what an office enters of its persons, are
written once and for all."""

from departments.triggers import Guard, written_once

WRITTEN = "권한과 계정의 기록은 고치거나 지울 수 없습니다."
ORGANISED = "조직의 기록은 고치거나 지울 수 없습니다."
SEEN = "공개한 기록은 고치거나 지울 수 없습니다."
OWN_WORDS = "자기가 적은 것은 스스로 공개할 수 없습니다."
MANNED = "낸 인력은 고치거나 지울 수 없습니다. 새 판을 냅니다."
SEALED_HEADS = "이미 낸 인력에는 줄을 더할 수 없습니다. 새 판을 냅니다."
FOREIGN_HEADS = "그 기준일에 있는 그 실국의 부서, 그 기준일의 인원만 적습니다."

_IS_ENTERED = "OLD.returned_id IS NOT NULL"
_REPLACES_ENTERED = """EXISTS (
    SELECT 1 FROM departments_headcount was WHERE was.id = NEW.id AND was.returned_id IS NOT NULL)"""
_RETURN_IS_OUT = """NEW.returned_id IS NOT NULL AND (EXISTS (
    SELECT 1 FROM departments_headcountpublication p WHERE p.returned_id = NEW.returned_id)
    OR EXISTS (
    SELECT 1 FROM departments_headcountreturn r JOIN departments_headcountreturn later
      ON later.office_id = r.office_id AND later.as_of = r.as_of
    WHERE r.id = NEW.returned_id AND later.version > r.version))"""
_IS_OF_OTHERS = """NEW.returned_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM departments_headcountreturn r
    JOIN departments_department d ON d.id = NEW.department_id
    WHERE r.id = NEW.returned_id AND r.as_of = NEW.as_of
      AND (d.id = r.office_id OR d.parent_id = r.office_id)
      AND (d.valid_from IS NULL OR d.valid_from <= r.as_of)
      AND (d.valid_to IS NULL OR d.valid_to >= r.as_of))"""
_CONFIRMS_ONESELF = """EXISTS (
    SELECT 1 FROM departments_headcountreturn r WHERE r.id = NEW.returned_id AND r.by_id = NEW.by_id)"""

_HEADS = "departments_headcount"
_HEADS_OUT = "departments_headcountpublication"

GUARDS = [
    *written_once("departments_accessrecord", WRITTEN),
    *written_once("departments_organisationrecord", ORGANISED),
    *written_once("departments_headcountreturn", MANNED),
    # What a document prints is read anew with it; what somebody entered stays.
    Guard("headcount_no_update", _HEADS, "UPDATE", MANNED, _IS_ENTERED),
    Guard("headcount_no_delete", _HEADS, "DELETE", MANNED, _IS_ENTERED),
    Guard("headcount_no_truncate", _HEADS, "TRUNCATE", MANNED, only="postgresql"),
    Guard("headcount_not_replaced", _HEADS, "INSERT", MANNED, _REPLACES_ENTERED, only="sqlite"),
    Guard("headcount_sealed", _HEADS, "INSERT", SEALED_HEADS, _RETURN_IS_OUT),
    Guard("headcount_own_return", _HEADS, "INSERT", FOREIGN_HEADS, _IS_OF_OTHERS),
    *written_once(_HEADS_OUT, SEEN),
    Guard(
        "headcountpublication_not_by_its_author", _HEADS_OUT, "INSERT", OWN_WORDS, _CONFIRMS_ONESELF
    ),
]
