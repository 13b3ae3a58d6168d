from django.db import models
from django.db.models import F, Q

from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed


class TaskQuerySet(models.QuerySet):
    def published(self):
        """What anybody may read: of documents that hold published figures, as their printed values."""
        return self.filter(document__in=told_documents())


class TaskManager(models.Manager.from_queryset(TaskQuerySet)):
    def get_by_natural_key(self, document, position):
        return self.get(document__key=document, position=position)


class Task(models.Model):
    """A title of what an office wants or does, as one report prints it: 비전, 목표, 과제.

    `place` is where the title stands, `begins` and `until` are the first and last line of what is
    said of it. A section that could not be found, or whose end could not, has none: not a guess.
    """

    class Kind(models.TextChoices):
        VISION = "비전", "비전"
        GOAL = "목표", "목표"
        DIRECTION = "방향", "추진방향"
        STRATEGY = "전략", "전략"
        STRATEGIC_TASK = "전략과제", "전략과제"
        TASK = "과제", "과제"
        PART = "세부과제", "세부과제"

    WORK = (Kind.TASK, Kind.PART)  # of which a report tells what was done; the others it names

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        verbose_name="출처 문서",
        related_name="tasks",
    )
    position = models.PositiveSmallIntegerField("차례")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="위의 과제",
        related_name="parts",
    )
    kind = CleanField("종류", max_length=4, choices=Kind.choices)
    number = CleanField("번호", max_length=10, blank=True, help_text="문서에 적힌 그대로")
    title = CleanField("제목", max_length=200)
    place = models.PositiveIntegerField("제목이 적힌 줄")
    begins = models.PositiveIntegerField("본문의 첫 줄", null=True, blank=True)
    until = models.PositiveIntegerField("본문의 마지막 줄", null=True, blank=True)

    objects = TaskManager()

    class Meta:
        verbose_name = "과제"
        verbose_name_plural = "과제"
        ordering = ["document", "position"]
        constraints = [
            trimmed("title"),
            models.UniqueConstraint(
                fields=["document", "position"],
                name="budgets_task_once",
                violation_error_message="같은 문서의 같은 차례에 과제가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_task_kind_known",
                condition=Q(
                    kind__in=["비전", "목표", "방향", "전략", "전략과제", "과제", "세부과제"]
                ),
                violation_error_message="과제의 종류를 알 수 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_task_lines_follow",
                condition=Q(until__isnull=True) | Q(begins__isnull=False, until__gte=F("begins")),
                violation_error_message="본문의 마지막 줄은 첫 줄이 있을 때, 그 뒤에만 있습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def natural_key(self):
        return (*self.document.natural_key(), self.position)

    natural_key.dependencies = ["departments.document"]
