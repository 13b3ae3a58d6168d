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
        JOINED = "이음", "이어진 것으로 적음"
        PARTED = "이음 거둠", "이음을 거둠"

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
                        "이음",
                        "이음 거둠",
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


class LineLinkQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(withdrawal=None)


class LineLink(models.Model):
    """That one line is the other, or a part of it, as whoever keeps the structure has said.

    Written with the act that makes the line, or afterwards (docs/decisions/0027): then with its
    evidence. Of several that became one, and of one that became several, there is a link for each.
    """

    class How(models.TextChoices):
        CARRIED = "가져옴", "다른 편성체계로 가져옴"
        RENAMED = "이름 바꿈", "이름을 바꿈"
        MOVED = "옮김", "다른 정책사업으로 옮김"
        TOGETHER = "함께", "정책사업과 함께 옮김"
        MERGED = "통합", "여러 사업이 하나로 합쳐짐"
        SPLIT = "분리", "한 사업이 여럿으로 나뉨"

    class Evidence(models.TextChoices):
        STATED = "명시", "문서에 적힘"
        PROVED = "산술", "금액으로 증명"
        RECORDED = "기록", "실국이 기록함"

    PARTS = (How.MERGED, How.SPLIT)

    before = models.ForeignKey(
        LineItem, on_delete=models.PROTECT, verbose_name="앞 사업", related_name="went_on"
    )
    after = models.ForeignKey(
        LineItem, on_delete=models.CASCADE, verbose_name="뒤 사업", related_name="came_from"
    )
    how = CleanField("어떻게", max_length=10, choices=How.choices)
    evidence = CleanField(
        "근거", max_length=10, choices=Evidence.choices, default=Evidence.RECORDED
    )
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
    record = models.ForeignKey(
        StructureRecord, on_delete=models.PROTECT, verbose_name="기록", related_name="links"
    )

    objects = LineLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "이어진 사업"
        verbose_name_plural = "이어진 사업"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="budgets_linelink_between_two",
                condition=~Q(before=F("after")),
                violation_error_message="한 사업을 그 자신과 이을 수는 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_linelink_how_known",
                condition=Q(how__in=["가져옴", "이름 바꿈", "옮김", "함께", "통합", "분리"]),
                violation_error_message="알 수 없는 이음입니다.",
            ),
            models.CheckConstraint(
                name="budgets_linelink_evidence_known",
                condition=Q(evidence__in=["명시", "산술", "기록"]),
                violation_error_message="근거는 명시, 산술, 기록 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_linelink_stated_has_place",
                condition=Q(evidence="명시", document__isnull=False, place__isnull=False)
                | ~Q(evidence="명시") & Q(document__isnull=True, place__isnull=True),
                violation_error_message="문서에 적힌 이음에만, 그리고 그 모두에 문서와 줄이 있습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.before} → {self.after} ({self.how})"


class LineLinkWithdrawal(models.Model):
    """That a link was not so. Both stay written."""

    link = models.OneToOneField(
        LineLink, on_delete=models.CASCADE, verbose_name="이음", related_name="withdrawal"
    )
    record = models.ForeignKey(
        StructureRecord, on_delete=models.PROTECT, verbose_name="기록", related_name="withdrawals"
    )

    class Meta:
        verbose_name = "거둔 이음"
        verbose_name_plural = "거둔 이음"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.link} 거둠"
