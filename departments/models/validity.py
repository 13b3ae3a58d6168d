from datetime import date

from django.db import models
from django.db.models import F, Q

STILL = Q(valid_to__isnull=True)
SINCE_EVER = Q(valid_from__isnull=True)


class ValidityQuerySet(models.QuerySet):
    def existing_on(self, day: date):
        """What no record contradicts on that day: an unknown end is an open end."""
        began = SINCE_EVER | Q(valid_from__lte=day)
        return self.filter(began, STILL | Q(valid_to__gte=day))


class Validity(models.Model):
    """From–to, both days included.

    Reports seldom say on which day a name changed. Then the day is the outermost one that the
    reports leave possible, and `…_exact` says so.
    """

    valid_from = models.DateField("시작일", null=True, blank=True)
    valid_from_exact = models.BooleanField("시작일이 확인됨", default=False)
    valid_to = models.DateField("종료일", null=True, blank=True)
    valid_to_exact = models.BooleanField("종료일이 확인됨", default=False)

    class Meta:
        abstract = True

    def exists_on(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or self.valid_to >= day)


def validity_constraints() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            name="%(app_label)s_%(class)s_from_before_to",
            condition=SINCE_EVER | STILL | Q(valid_from__lte=F("valid_to")),
            violation_error_message="시작일이 종료일보다 늦습니다.",
        ),
        models.CheckConstraint(
            name="%(app_label)s_%(class)s_exact_days_are_known",
            condition=(Q(valid_from_exact=False) | Q(valid_from__isnull=False))
            & (Q(valid_to_exact=False) | Q(valid_to__isnull=False)),
            violation_error_message="확인된 날짜라면 날짜가 있어야 합니다.",
        ),
    ]
