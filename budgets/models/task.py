from django.db import models
from django.db.models import F, Q

from budgets.fields import BOUND, WonField
from budgets.models.book import LineItem
from budgets.models.source import ClaimMeasure
from budgets.models.task_return import TaskReturn
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed


class TaskQuerySet(models.QuerySet):
    def published(self):
        """What documents print that anybody may read: of those that hold published figures."""
        return self.filter(document__in=told_documents())

    def entered(self):
        """What offices entered that anybody may read: of each year the newest published version."""
        return self.filter(returned__in=TaskReturn.objects.in_force())


class TaskManager(models.Manager.from_queryset(TaskQuerySet)):
    def get_by_natural_key(self, document, position):
        return self.get(document__key=document, position=position)


class Task(models.Model):
    """A title of what an office wants or does, as one report prints it or the office enters it: 비전,
    목표, 과제.

    Of a printed one `place` is where the title stands, `begins` and `until` are the first and last line
    of what is said of it. A section that could not be found, or whose end could not, has none: not a
    guess. One that was entered says itself what it costs, in the digits that were typed, and of which
    line.
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

    STATED = (  # of what an amount that is entered may be
        ClaimMeasure.COST,
        ClaimMeasure.APPROPRIATED,
        ClaimMeasure.BUDGET,
        ClaimMeasure.SPENT,
    )

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="tasks",
    )
    returned = models.ForeignKey(
        TaskReturn,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="적은 업무와 예산",
        related_name="rows",
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
    place = models.PositiveIntegerField("제목이 적힌 줄", null=True, blank=True)
    begins = models.PositiveIntegerField("본문의 첫 줄", null=True, blank=True)
    until = models.PositiveIntegerField("본문의 마지막 줄", null=True, blank=True)
    department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="맡은 부서",
        related_name="tasks",
    )
    measure = CleanField(
        "금액의 종류", max_length=20, blank=True, choices=[(m.value, m.label) for m in STATED]
    )
    said = CleanField("적은 금액", max_length=40, blank=True, help_text="적은 판의 단위로")
    won = WonField("금액", null=True, blank=True)
    line = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="세부사업",
        related_name="tasks",
    )

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
            models.UniqueConstraint(
                fields=["returned", "position"],
                name="budgets_task_once_a_return",
                violation_error_message="같은 판의 같은 차례에 과제가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_task_has_a_source",
                condition=Q(document__isnull=False, place__isnull=False, returned__isnull=True)
                | Q(document__isnull=True, place__isnull=True, returned__isnull=False),
                violation_error_message="과제에는 출처 문서와 줄, 또는 적은 판이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_task_amount_is_entered_whole",
                condition=Q(won__isnull=True, said="", measure="")
                | Q(
                    returned__isnull=False,
                    won__isnull=False,  # a NULL would pass the comparisons
                    won__gte=0,
                    won__lte=BOUND,
                    measure__in=["cost", "appropriated", "budget", "spent"],
                )
                & ~Q(said=""),
                violation_error_message="적은 금액에는 종류와 적은 그대로의 수가 있어야 합니다.",
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

    @property
    def is_entered(self) -> bool:
        return self.returned_id is not None

    def natural_key(self):
        return (self.document and self.document.key, self.position)

    natural_key.dependencies = ["departments.document"]
