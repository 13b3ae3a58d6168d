import re
from decimal import Decimal
from numbers import Integral

from django.core.exceptions import ValidationError
from django.db import models

_DIGITS = re.compile(r"-?[0-9]+")

BOUND = 2**53 - 1  # JSON and Excel keep every whole number up to here


class WonField(models.BigIntegerField):
    """Whole won. Django's own field would cut 1.5 to 1 without a word; this one refuses it."""

    def to_python(self, value):
        return _whole(value)

    def get_prep_value(self, value):
        return super().get_prep_value(_whole(value))


def _whole(value):
    """What is a whole number, and what is no number but an expression of the database."""
    if value is None or hasattr(value, "resolve_expression"):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    raise ValidationError(f"금액은 원 단위 정수여야 합니다: {value!r}")
