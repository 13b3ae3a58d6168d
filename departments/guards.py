"""What the database itself refuses about people: their record is written once and for all."""

from departments.triggers import Guard, never_changes

WRITTEN = "권한과 계정의 기록은 고치거나 지울 수 없습니다."
ORGANISED = "조직의 기록은 고치거나 지울 수 없습니다."
_IS_THERE = "EXISTS (SELECT 1 FROM departments_accessrecord a WHERE a.id = NEW.id)"

GUARDS = [
    *never_changes("departments_accessrecord", WRITTEN),
    # REPLACE by a tool that does not switch on recursive triggers would walk past the others.
    Guard(
        "accessrecord_not_replaced",
        "departments_accessrecord",
        "INSERT",
        WRITTEN,
        _IS_THERE,
        only="sqlite",
    ),
    *never_changes("departments_organisationrecord", ORGANISED),
    Guard(
        "organisationrecord_not_replaced",
        "departments_organisationrecord",
        "INSERT",
        ORGANISED,
        "EXISTS (SELECT 1 FROM departments_organisationrecord r WHERE r.id = NEW.id)",
        only="sqlite",
    ),
]
