"""What is counted: petitions by field, votes, visitors, what was spent on what.

A document prints a series, or somebody of the department enters it. What is entered is never changed:
of the same series and day the next version stands instead, and one without values takes back.

Who reads what (rule 13). What a document prints is public with the document. What somebody enters is a
draft until the office's 총괄, who is not the one who wrote it, publishes that version by a row of its
own; until a newer one is published it stays. The people of the office read all versions.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from budgets.models.book import LineItem
from budgets.models.filing import Figure
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed
from departments.models import Document


class StatisticQuerySet(models.QuerySet):
    def published(self):
        """What stands for everybody: of a document of which a statement is published, or the newest
        published version of what was entered, unless that took it back."""
        later = StatisticPublication.objects.filter(
            statistic__department=OuterRef("department"),
            statistic__series=OuterRef("series"),
            statistic__last=OuterRef("last"),
            statistic__version__gt=OuterRef("version"),
        )
        values = StatisticValue.objects.filter(statistic=OuterRef("pk"))
        stands = Exists(values.order_by()) & ~Exists(later.order_by())
        return self.ever_published().filter(Q(document__isnull=False) | stands)

    def ever_published(self):
        """With the versions that newer ones replaced. A line that nobody may see yet keeps what it
        pays for with it."""
        figures = Figure.objects.published().order_by().filter(line=OuterRef("line"))
        is_public = Q(document__in=told_documents()) | Q(publication__isnull=False)
        return self.filter(is_public, Q(line=None) | Exists(figures))

    def with_house(self):
        """`house`: the key of the office that counts."""
        own = Coalesce("document__office", "department__parent", "department")
        return self.annotate(house=own)

    def of_houses(self, offices):
        return self.with_house().filter(house__in=offices)

    def entered(self):
        return self.filter(document=None)


class StatisticManager(models.Manager.from_queryset(StatisticQuerySet)):
    def get_by_natural_key(self, document, place, position):
        return self.get(document__key=document, place=place, position=position)


class Statistic(models.Model):
    """A series as one document counts it, over the days of which it speaks."""

    class Span(models.TextChoices):
        STATED = "문서에 적힘", "문서에 적힘"
        PROVED = "일평균으로 증명", "일평균으로 증명"
        ENTERED = "부서가 적음", "부서가 적음"

    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="statistics",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
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
    version = models.PositiveSmallIntegerField("판", null=True, blank=True)
    reason = CleanField("고친 까닭", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="적은 사람",
        related_name="statistics",
    )
    at = models.DateTimeField("적은 때", null=True, blank=True)
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = StatisticManager()

    class Meta:
        verbose_name = "통계"
        verbose_name_plural = "통계"
        ordering = ["document", "place", "position", "pk"]
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
                | Q(span__in=["문서에 적힘", "일평균으로 증명", "부서가 적음"], last__isnull=False),
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
            models.CheckConstraint(
                name="budgets_statistic_has_a_source",
                condition=Q(document__isnull=False, place__isnull=False, version__isnull=True)
                & Q(by__isnull=True, at__isnull=True, reason="")
                & ~Q(span="부서가 적음")
                | Q(document__isnull=True, place__isnull=True, version__isnull=False)
                & Q(by__isnull=False, at__isnull=False, department__isnull=False)
                & Q(span="부서가 적음", daily__isnull=True),
                violation_error_message="문서의 줄이거나, 부서와 날과 적은 사람과 때가 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_statistic_new_version_says_why",
                condition=Q(version__isnull=True) | Q(version=1) | Q(version__gt=1) & ~Q(reason=""),
                violation_error_message="다시 적을 때에는 그 까닭을 적어야 합니다.",
            ),
            models.UniqueConstraint(
                fields=["department", "series", "last", "version"],
                name="budgets_statistic_version_once",
                violation_error_message="이 부서의 같은 통계, 같은 날에 그 판이 이미 있습니다.",
            ),
        ]

    def __str__(self):
        if self.document is None:
            return f"{self.series} {self.last} 제{self.version}판"
        return f"{self.document.key}:{self.place} {self.series}"

    @property
    def office(self):
        """That counts: of the document, or of the department that entered it."""
        if self.document is not None:
            return self.document.office
        return self.department.parent or self.department

    @property
    def is_entered(self) -> bool:
        return self.document_id is None

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
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)

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


class StatisticPublication(models.Model):
    """That readers may see a version that somebody entered. Written once."""

    statistic = models.OneToOneField(
        Statistic, on_delete=models.PROTECT, verbose_name="통계", related_name="publication"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="공개한 사람",
        related_name="statistic_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "통계의 공개"
        verbose_name_plural = "통계의 공개"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.statistic} 공개"
