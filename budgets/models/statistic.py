"""What documents count: petitions by field, votes, visitors, what was spent on what, as printed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from budgets.models.book import LineItem
from budgets.models.filing import Figure
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed
from departments.models import Document


class StatisticQuerySet(models.QuerySet):
    def published(self):
        """Printed in a document of which a statement is published. A line that nobody may see yet
        keeps what it pays for with it."""
        figures = Figure.objects.published().order_by().filter(line=OuterRef("line"))
        return self.filter(Q(line=None) | Exists(figures), document__in=told_documents())


class StatisticManager(models.Manager.from_queryset(StatisticQuerySet)):
    def get_by_natural_key(self, document, place, position):
        return self.get(document__key=document, place=place, position=position)


class Statistic(models.Model):
    """A series as one document counts it, over the days of which it speaks."""

    class Span(models.TextChoices):
        STATED = "문서에 적힘", "문서에 적힘"
        PROVED = "일평균으로 증명", "일평균으로 증명"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, verbose_name="출처 문서", related_name="statistics"
    )
    place = models.PositiveIntegerField("출처의 줄")
    position = models.PositiveSmallIntegerField("줄 안의 차례", default=1)
    series = CleanField("통계", max_length=60)
    first = models.DateField("첫날", null=True, blank=True, help_text="모르면 비워 둡니다.")
    last = models.DateField("마지막 날", null=True, blank=True)
    span = CleanField("기간의 근거", max_length=10, blank=True, choices=Span.choices)
    daily = models.DecimalField(
        "인쇄된 일평균", max_digits=20, decimal_places=4, null=True, blank=True
    )
    daily_place = models.PositiveIntegerField("일평균의 줄", null=True, blank=True)
    department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="부서",
        related_name="statistics",
    )
    why_department = CleanField("부서의 근거", max_length=200, blank=True)
    line = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="예산을 대는 세부사업",
        related_name="statistics",
    )
    why_line = CleanField("세부사업의 근거", max_length=200, blank=True)

    objects = StatisticManager()

    class Meta:
        verbose_name = "통계"
        verbose_name_plural = "통계"
        ordering = ["document", "place", "position"]
        constraints = [
            trimmed("series"),
            models.UniqueConstraint(
                fields=["document", "place", "position"],
                name="budgets_statistic_once",
                violation_error_message="같은 줄의 같은 차례에 통계가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_statistic_days_in_order",
                condition=Q(first=None) | Q(last__isnull=False, first__lte=F("last")),
                violation_error_message="첫날은 마지막 날보다 늦을 수 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_statistic_span_known",
                condition=Q(span="", last=None)
                | Q(span__in=["문서에 적힘", "일평균으로 증명"], last__isnull=False),
                violation_error_message="기간이 있으면 그 근거가 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_statistic_daily_has_place",
                condition=Q(daily=None, daily_place=None)
                | Q(daily__isnull=False, daily_place__isnull=False),
                violation_error_message="인쇄된 일평균에는 출처의 줄이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_statistic_line_says_why",
                condition=Q(line=None, why_line="") | Q(line__isnull=False) & ~Q(why_line=""),
                violation_error_message="세부사업에 잇는 통계에는 그 근거가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.document.key}:{self.place} {self.series}"

    def natural_key(self):
        return (self.document.key, self.place, self.position)

    natural_key.dependencies = ["departments.document"]


class StatisticValueQuerySet(models.QuerySet):
    def published(self):
        return self.filter(statistic__in=Statistic.objects.published())


class StatisticValue(models.Model):
    """One count: of an item, in a group where the series counts in several ways."""

    class State(models.TextChoices):
        VALUE = "value", "값"
        DASH = "dash", "‘-’"
        BLANK = "blank", "빈칸"
        UNREAD = "unread", "읽을 수 없음"

    statistic = models.ForeignKey(
        Statistic, on_delete=models.PROTECT, verbose_name="통계", related_name="values"
    )
    position = models.PositiveSmallIntegerField("차례")
    item = CleanField("항목", max_length=100)
    group = CleanField("갈래", max_length=100, blank=True)
    unit = CleanField("단위", max_length=20, blank=True)
    state = models.CharField("표기", max_length=6, choices=State.choices, default="value")
    value = models.DecimalField("값", max_digits=20, decimal_places=4, null=True, blank=True)
    printed = CleanField("인쇄값", max_length=40, blank=True)
    share = CleanField("인쇄된 비중", max_length=10, blank=True)
    place = models.PositiveIntegerField("출처의 줄")

    objects = StatisticValueQuerySet.as_manager()

    class Meta:
        verbose_name = "통계값"
        verbose_name_plural = "통계값"
        ordering = ["statistic", "position"]
        constraints = [
            trimmed("item"),
            models.UniqueConstraint(
                fields=["statistic", "position"],
                name="budgets_statisticvalue_once",
                violation_error_message="통계의 같은 차례에 값이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_statisticvalue_read_or_said_why",
                condition=Q(state="value", value__isnull=False)
                | Q(state__in=["dash", "blank", "unread"], value__isnull=True),
                violation_error_message="읽은 값은 인쇄값이 수일 때만 있습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.statistic} {self.group} {self.item} {self.printed}"
