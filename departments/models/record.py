"""What was done to an organisation: departments made, renamed, ended, joined and split. Written once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.fields import CleanField, trimmed
from departments.models.organisation import Department


class OrganisationRecord(models.Model):
    """One act on an office's departments: who, when, what before and after, and why.

    Pages of readers are kept until there is another of these, so no act goes without one.
    """

    class Act(models.TextChoices):
        ADDED = "만듦", "부서를 만듦"
        RENAMED = "이름 바꿈", "이름을 바꿈"
        ENDED = "끝냄", "부서를 끝냄"
        REORGANISED = "조직 개편", "조직 개편"

    office = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="실국", related_name="records"
    )
    act = CleanField("한 일", max_length=10, choices=Act.choices)
    subject = CleanField("무엇을", max_length=300)
    before = CleanField("전", max_length=300, blank=True)
    after = CleanField("후", max_length=300, blank=True)
    day = models.DateField("언제부터")
    reason = CleanField("사유", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="누가",
        related_name="organisation_records",
    )
    at = models.DateTimeField("때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "조직 기록"
        verbose_name_plural = "조직 기록"
        ordering = ["-pk"]
        constraints = [
            trimmed("subject"),
            models.CheckConstraint(
                name="departments_organisationrecord_act_known",
                condition=Q(act__in=["만듦", "이름 바꿈", "끝냄", "조직 개편"]),
                violation_error_message="알 수 없는 조직 기록입니다.",
            ),
            models.CheckConstraint(
                name="departments_organisationrecord_says_why",
                condition=~Q(reason=""),
                violation_error_message="조직을 바꾸는 데에는 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.office} {self.subject} {self.act}"
