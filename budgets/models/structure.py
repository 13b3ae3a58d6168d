"""What was done to a structure: the acts, and which line goes on as which. Written once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budgets.models.book import Book, LineItem
from departments.fields import CleanField, trimmed


class StructureRecord(models.Model):
    """One act on a Book: who, when, what before and after, and why.

    Pages of readers are kept until there is another of these (docs/decisions/0009), so no act on a
    structure goes without one. `key` comes with the request: sent again, it finds its record.
    """

    class Act(models.TextChoices):
        MADE = "만듦", "편성체계를 만듦"
        ADDED = "더함", "더함"
        RENAMED = "이름 바꿈", "이름을 바꿈"
        MOVED = "옮김", "옮김"
        PLACED = "차례", "차례를 바꿈"
        ENDED = "끝냄", "끝냄"
        RESUMED = "다시 이음", "끝낸 것을 다시 이음"
        REMOVED = "지움", "금액이 없어 지움"

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, verbose_name="편성체계", related_name="records"
    )
    act = CleanField("한 일", max_length=10, choices=Act.choices)
    subject = CleanField("무엇을", max_length=300)
    before = CleanField("전", max_length=300, blank=True)
    after = CleanField("후", max_length=300, blank=True)
    day = models.DateField("언제부터", null=True, blank=True)
    reason = CleanField("사유", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="누가",
        related_name="structure_records",
    )
    at = models.DateTimeField("때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "편성체계 기록"
        verbose_name_plural = "편성체계 기록"
        ordering = ["-pk"]
        constraints = [
            trimmed("subject"),
            models.CheckConstraint(
                name="budgets_structurerecord_act_known",
                condition=Q(
                    act__in=[
                        "만듦",
                        "더함",
                        "이름 바꿈",
                        "옮김",
                        "차례",
                        "끝냄",
                        "다시 이음",
                        "지움",
                    ]
                ),
                violation_error_message="알 수 없는 편성체계 기록입니다.",
            ),
            models.CheckConstraint(
                name="budgets_structurerecord_says_why",
                condition=~Q(reason=""),
                violation_error_message="편성체계를 바꾸는 데에는 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.book} {self.subject} {self.act}"


class LineLink(models.Model):
    """That one line is the other, as whoever keeps the structure has said."""

    class How(models.TextChoices):
        CARRIED = "가져옴", "다른 편성체계로 가져옴"
        RENAMED = "이름 바꿈", "이름을 바꿈"
        MOVED = "옮김", "다른 정책사업으로 옮김"
        TOGETHER = "함께", "정책사업과 함께 옮김"

    before = models.ForeignKey(
        LineItem, on_delete=models.PROTECT, verbose_name="앞 사업", related_name="went_on"
    )
    after = models.ForeignKey(
        LineItem, on_delete=models.CASCADE, verbose_name="뒤 사업", related_name="came_from"
    )
    how = CleanField("어떻게", max_length=10, choices=How.choices)
    record = models.ForeignKey(
        StructureRecord, on_delete=models.PROTECT, verbose_name="기록", related_name="links"
    )

    class Meta:
        verbose_name = "이어진 사업"
        verbose_name_plural = "이어진 사업"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["before", "after"],
                name="budgets_linelink_once",
                violation_error_message="이미 이어진 두 사업입니다.",
            ),
            models.CheckConstraint(
                name="budgets_linelink_between_two",
                condition=~Q(before=F("after")),
                violation_error_message="한 사업을 그 자신과 이을 수는 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_linelink_how_known",
                condition=Q(how__in=["가져옴", "이름 바꿈", "옮김", "함께"]),
                violation_error_message="알 수 없는 이음입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.before} → {self.after} ({self.how})"
