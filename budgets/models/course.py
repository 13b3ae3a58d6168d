"""What happens to a filing beside its figures: its steps, what was excepted, the files that came."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from budgets.models.book import LineItem
from budgets.models.filing import Filing, Statement
from departments.fields import CleanField, trimmed


class Step(models.Model):
    """One act on a filing: who, when, on which statement, in what words. Never changed.

    `key` comes with the request that asks for the act: sent again, it finds its step and does no more.
    """

    class Act(models.TextChoices):
        OPENED = "열림", "기준일을 엶"
        HANDED_IN = "저장", "저장"
        SUBMITTED = "제출", "제출"
        RETURNED = "반려", "반려"
        APPROVED = "확인", "확인"
        PUBLISHED = "공개", "공개"
        CORRECTED = "정정", "정정"
        EXTENDED = "연장", "기한 연장"

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, verbose_name="제출", related_name="steps"
    )
    act = CleanField("한 일", max_length=4, choices=Act.choices)
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="제출본",
        related_name="steps",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="누가",
        related_name="steps",
    )
    at = models.DateTimeField("때")
    words = CleanField("말", max_length=300, blank=True)
    until = models.DateTimeField("언제까지", null=True, blank=True)
    key = models.UUIDField("요청", null=True, blank=True)

    class Meta:
        verbose_name = "제출 기록"
        verbose_name_plural = "제출 기록"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "key"],
                name="budgets_step_once_a_request",
                violation_error_message="이미 처리한 요청입니다.",
            ),
            models.CheckConstraint(
                name="budgets_step_act_known",
                condition=Q(
                    act__in=["열림", "저장", "제출", "반려", "확인", "공개", "정정", "연장"]
                ),
                violation_error_message="알 수 없는 제출 기록입니다.",
            ),
            models.CheckConstraint(
                name="budgets_step_is_of_a_statement",
                condition=Q(act__in=["열림", "연장"]) | Q(statement__isnull=False),
                violation_error_message="이 기록에는 제출본이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_step_says_why",
                condition=~Q(act__in=["반려", "정정"]) | ~Q(words=""),
                violation_error_message="반려와 정정에는 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.filing} {self.act}"


class Waiver(models.Model):
    """A problem that was let stand in a statement: which rule, at which line, why, by which paper."""

    class Level(models.TextChoices):
        PROBLEM = "P", "예외"
        WARNING = "W", "확인함"

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, verbose_name="제출본", related_name="waivers"
    )
    rule = CleanField("규칙", max_length=40)
    line = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="세부사업",
        related_name="waivers",
    )
    level = CleanField("정도", max_length=1, choices=Level.choices)
    reason = CleanField("사유", max_length=300, blank=True)
    paper = CleanField("근거 문서", max_length=200, blank=True)

    class Meta:
        verbose_name = "예외"
        verbose_name_plural = "예외"
        ordering = ["statement", "pk"]
        constraints = [
            trimmed("rule"),
            models.UniqueConstraint(
                fields=["statement", "rule", "line"],
                name="budgets_waiver_once",
                violation_error_message="이 사업의 이 규칙에는 이미 예외가 있습니다.",
            ),
            # NULL is unlike NULL to a database: what is said of the whole statement needs its own.
            models.UniqueConstraint(
                fields=["statement", "rule"],
                condition=Q(line__isnull=True),
                name="budgets_waiver_once_for_all",
                violation_error_message="이 규칙에는 이미 예외가 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_waiver_level_known",
                condition=Q(level__in=["P", "W"]),
                violation_error_message="예외의 정도는 P 또는 W입니다.",
            ),
            models.CheckConstraint(
                name="budgets_waiver_problem_says_why",
                condition=~Q(level="P") | ~Q(reason=""),
                violation_error_message="예외에는 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.statement} {self.rule}"


class Upload(models.Model):
    """A file as it came, kept with its hash in the database itself, so that it cannot be half there."""

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, verbose_name="제출", related_name="uploads"
    )
    name = CleanField("파일 이름", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("내용")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="올린 사람",
        related_name="uploads",
    )
    at = models.DateTimeField("올린 때")

    class Meta:
        verbose_name = "올린 파일"
        verbose_name_plural = "올린 파일"
        ordering = ["-pk"]
        constraints = [
            trimmed("name"),
            models.UniqueConstraint(
                fields=["filing", "sha256"],
                name="budgets_upload_once",
                violation_error_message="이 제출에 이미 올린 파일입니다.",
            ),
        ]

    def __str__(self):
        return self.name
