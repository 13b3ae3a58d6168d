"""세입 as an office enters it: handed in whole, one account of one year at a time, and never changed. A
later one takes its place, and the earlier stays to be read.

Revenue belongs to the office and has no departments' parts that would be published together. So
whoever writes for the office, or runs it, enters it; and readers get it (rule 13) once somebody
else, who reviews for the office or runs it, has confirmed it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from budgets.amounts import Unit
from budgets.models.book import Account
from budgets.models.filing import ReportingDate
from departments.fields import CleanField
from departments.models.organisation import Department


class ReturnQuerySet(models.QuerySet):
    def published(self):
        return self.filter(publication__isnull=False)


class RevenueReturn(models.Model):
    office = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="실국", related_name="revenue_returns"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, verbose_name="회계")
    fiscal_year = models.PositiveSmallIntegerField("회계연도")
    version = models.PositiveSmallIntegerField("판")
    day = models.DateField("기준일")
    stage = CleanField("단계", max_length=4, choices=ReportingDate.Stage.choices)
    unit = CleanField("단위", max_length=4, choices=[(u.label, u.label) for u in Unit])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="revenue_returns",
    )
    at = models.DateTimeField("적은 때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "세입 제출본"
        verbose_name_plural = "세입 제출본"
        ordering = ["office", "account", "fiscal_year", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "account", "fiscal_year", "version"],
                name="budgets_revenuereturn_version_once",
                violation_error_message="같은 판의 세입 제출본이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenuereturn_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="판은 1부터 셉니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenuereturn_year_known",
                condition=Q(fiscal_year__gte=1948, fiscal_year__lte=2999),
                violation_error_message="회계연도는 1948년부터 2999년까지입니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenuereturn_stage_known",
                condition=Q(stage__in=["집행", "결산"]),
                violation_error_message="세입은 집행이나 결산의 기준일에 적습니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenuereturn_unit_known",
                condition=Q(unit__in=[unit.label for unit in Unit]),
                violation_error_message="단위는 원, 천원, 백만원, 억원 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.office} {self.fiscal_year}년 {self.account} 세입 제{self.version}판"


class RevenuePublication(models.Model):
    """That a return was confirmed, and readers may see it. Written once."""

    returned = models.OneToOneField(
        RevenueReturn,
        on_delete=models.PROTECT,
        verbose_name="세입 제출본",
        related_name="publication",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="확인하고 공개한 사람",
        related_name="revenue_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "세입 제출본의 공개"
        verbose_name_plural = "세입 제출본의 공개"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.returned} 공개"
