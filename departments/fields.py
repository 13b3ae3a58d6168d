from django.db import models

from departments.text import clean


class CleanField(models.CharField):
    """A line of text that is clean whichever way it comes: form, fixture, bulk or `update()`."""

    def to_python(self, value):
        value = super().to_python(value)
        return clean(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value


def trimmed(field: str, **extra) -> models.CheckConstraint:
    """The database's own word on it: not empty, no blanks around."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_trimmed",
        condition=models.Q(**{field: models.functions.Trim(field)}) & ~models.Q(**{field: ""}),
        violation_error_message="이름은 비어 있거나 앞뒤에 빈칸이 있을 수 없습니다.",
        **extra,
    )
