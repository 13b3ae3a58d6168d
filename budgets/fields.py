from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

BOUND = 2**53 - 1  # JSON and Excel keep every whole number up to here


class WonField(models.BigIntegerField):
    """Whole won. Django's own field would cut 1.5 to 1 without a word; this one refuses it."""

    def to_python(self, value):
        self._refuse_inexact(value)
        return super().to_python(value)

    def get_prep_value(self, value):
        self._refuse_inexact(value)
        return super().get_prep_value(value)

    @staticmethod
    def _refuse_inexact(value):
        if isinstance(value, bool | float) or (isinstance(value, Decimal) and value % 1):
            raise ValidationError(f"금액은 원 단위 정수여야 합니다: {value!r}")
