"""업무와 예산 as an office enters it: its vision, goals, strategies and tasks of one year, handed in whole and
never changed. A later version takes its place, and the earlier stays to be read.

Readers get it (rule 13) once somebody else, who reviews for the office or runs it, has confirmed it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from budgets.amounts import Unit
from departments.fields import CleanField
from departments.models.organisation import Department


class TaskReturnQuerySet(models.QuerySet):
    def published(self):
        return self.filter(publication__isnull=False)

    def in_force(self):
        """Of each office and year the newest that was published."""
        own = {name: OuterRef(name) for name in ("office", "fiscal_year")}
        later = TaskReturn.objects.published().filter(**own, version__gt=OuterRef("version"))
        return self.published().exclude(Exists(later))


class TaskReturn(models.Model):
    office = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="실국", related_name="task_returns"
    )
    fiscal_year = models.PositiveSmallIntegerField("회계연도")
    version = models.PositiveSmallIntegerField("판")
    day = models.DateField("기준일")
    unit = CleanField("단위", max_length=4, choices=[(u.label, u.label) for u in Unit])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="task_returns",
    )
    at = models.DateTimeField("적은 때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = TaskReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "적은 업무와 예산"
        verbose_name_plural = "적은 업무와 예산"
        ordering = ["office", "fiscal_year", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "version"],
                name="budgets_taskreturn_version_once",
                violation_error_message="같은 판의 업무와 예산이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_taskreturn_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="판은 1부터 셉니다.",
            ),
            models.CheckConstraint(
                name="budgets_taskreturn_year_known",
                condition=Q(fiscal_year__gte=1948, fiscal_year__lte=2999),
                violation_error_message="회계연도는 1948년부터 2999년까지입니다.",
            ),
            models.CheckConstraint(
                name="budgets_taskreturn_unit_known",
                condition=Q(unit__in=[unit.label for unit in Unit]),
                violation_error_message="단위는 원, 천원, 백만원, 억원 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.office} {self.fiscal_year}년 업무와 예산 제{self.version}판"


class TaskPublication(models.Model):
    """That it was confirmed, and readers may see it. Written once."""

    returned = models.OneToOneField(
        TaskReturn,
        on_delete=models.PROTECT,
        verbose_name="적은 업무와 예산",
        related_name="publication",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="확인하고 공개한 사람",
        related_name="task_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "적은 업무와 예산의 공개"
        verbose_name_plural = "적은 업무와 예산의 공개"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.returned} 공개"
