"""집행잔액의 사유 as a department gives them: how much of what lapsed is left over from bidding, how much
was never called for. What nobody explains stays without a reason.

An explanation is handed in whole and never changed: a later one of the same filing takes its place,
and the earlier stays to be read. It speaks of one statement, whose amounts it may not exceed. Readers
get it (rule 13) once the office's 총괄, who is not the one who wrote it, has published it, and
only beside published figures.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from budgets.amounts import Unit
from budgets.fields import BOUND, WonField
from budgets.models.book import LineItem, Program
from budgets.models.filing import Filing, Statement
from departments.fields import CleanField, trimmed


class ExplanationQuerySet(models.QuerySet):
    def published(self):
        return self.filter(publication__isnull=False, filing__published__isnull=False)


class Explanation(models.Model):
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, verbose_name="제출", related_name="explanations"
    )
    version = models.PositiveSmallIntegerField("판")
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        verbose_name="제출본",
        related_name="explanations",
        help_text="이 판의 집행잔액에 사유를 적었습니다.",
    )
    unit = CleanField("단위", max_length=4, choices=[(u.label, u.label) for u in Unit])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="explanations",
    )
    at = models.DateTimeField("적은 때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = "집행잔액 사유서"
        verbose_name_plural = "집행잔액 사유서"
        ordering = ["filing", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "version"],
                name="budgets_explanation_version_once",
                violation_error_message="같은 판의 사유서가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_explanation_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="판은 1부터 셉니다.",
            ),
            models.CheckConstraint(
                name="budgets_explanation_unit_known",
                condition=Q(unit__in=[unit.label for unit in Unit]),
                violation_error_message="단위는 원, 천원, 백만원, 억원 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.filing} 사유서 제{self.version}판"


class LapseReason(models.Model):
    """So much of what lapsed of a line, or of a whole program, and why."""

    explanation = models.ForeignKey(
        Explanation, on_delete=models.PROTECT, verbose_name="사유서", related_name="reasons"
    )
    line = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="세부사업",
        related_name="lapse_reasons",
    )
    program = models.ForeignKey(
        Program,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="정책사업",
        related_name="lapse_reasons",
        help_text="세부사업으로 나누지 않은 금액의 정책사업",
    )
    reason = CleanField("사유", max_length=40)
    won = WonField("금액")

    class Meta:
        verbose_name = "집행잔액의 사유"
        verbose_name_plural = "집행잔액의 사유"
        ordering = ["explanation", "pk"]
        constraints = [
            trimmed("reason"),
            models.UniqueConstraint(
                fields=["explanation", "line", "reason"],
                name="budgets_lapsereason_once_a_line",
                violation_error_message="한 세부사업에 같은 사유가 두 번 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["explanation", "program", "reason"],
                name="budgets_lapsereason_once_a_program",
                violation_error_message="한 정책사업에 같은 사유가 두 번 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_lapsereason_of_one",
                condition=Q(line__isnull=False, program__isnull=True)
                | Q(line__isnull=True, program__isnull=False),
                violation_error_message="사유는 세부사업이나 정책사업 하나의 것입니다.",
            ),
            models.CheckConstraint(
                name="budgets_lapsereason_of_something",
                condition=Q(won__gt=0, won__lte=BOUND),
                violation_error_message="사유의 금액은 0보다 커야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.line or self.program} {self.reason}"


class ExplanationPublication(models.Model):
    """That readers may see an explanation. Written once."""

    explanation = models.OneToOneField(
        Explanation, on_delete=models.PROTECT, verbose_name="사유서", related_name="publication"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="공개한 사람",
        related_name="explanation_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "집행잔액 사유서의 공개"
        verbose_name_plural = "집행잔액 사유서의 공개"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.explanation} 공개"
