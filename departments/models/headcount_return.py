"""정원 and 현원 as an office enters them: all of its departments on one day, handed in whole and never
changed. A later version takes its place, and the earlier stays to be read.

Readers get them once somebody else, who reviews for the office or runs it, has confirmed them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models.organisation import Department


class HeadcountReturnQuerySet(models.QuerySet):
    def published(self):
        return self.filter(publication__isnull=False)


class HeadcountReturn(models.Model):
    office = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="실국", related_name="headcount_returns"
    )
    as_of = models.DateField("기준일")
    version = models.PositiveSmallIntegerField("판")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="headcount_returns",
    )
    at = models.DateTimeField("적은 때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = HeadcountReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "적은 인력"
        verbose_name_plural = "적은 인력"
        ordering = ["office", "as_of", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "as_of", "version"],
                name="departments_headcountreturn_version_once",
                violation_error_message="같은 판의 인력이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="departments_headcountreturn_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="판은 1부터 셉니다.",
            ),
        ]

    def __str__(self):
        return f"{self.office} {self.as_of:%Y. %-m. %-d.} 인력 제{self.version}판"


class HeadcountPublication(models.Model):
    """That it was confirmed, and readers may see it. Written once."""

    returned = models.OneToOneField(
        HeadcountReturn,
        on_delete=models.PROTECT,
        verbose_name="적은 인력",
        related_name="publication",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="확인하고 공개한 사람",
        related_name="headcount_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "적은 인력의 공개"
        verbose_name_plural = "적은 인력의 공개"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.returned} 공개"
