from django.db import models
from django.db.models import Exists, OuterRef, Q

from budgets.models.book import Account, LineItem, Program
from budgets.models.filing import Figure, Filing, ReportingDate
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed


class ClaimMeasure(models.TextChoices):
    APPROPRIATED = "appropriated", "예산액"
    BUDGET = "budget", "예산현액"
    COMMITTED = "committed", "원인행위액"
    SPENT = "spent", "집행액"
    CARRIED = "carried", "이월액"
    BROUGHT = "brought", "전년도 이월액"
    SPENT_AND_CARRIED = "spent_and_carried", "집행액 (이월 포함)"
    LAPSED = "lapsed", "집행잔액"
    RATE = "rate", "집행률"
    RATE_WITH_CARRIED = "rate_with_carried", "집행률 (이월 포함)"
    LAPSED_RATE = "lapsed_rate", "집행잔액 비율"
    CHANGE = "change", "증감"
    CHANGE_RATE = "change_rate", "증감률"
    COST = "cost", "사업비"
    AUTHORISED = "authorised", "정원"
    ACTUAL = "actual", "현원"
    DIVISIONS = "divisions", "담당관 수"
    TEAMS = "teams", "팀 수"
    ASSESSED = "assessed", "징수결정액"
    RECEIVED = "received", "실제수납액"
    UNCOLLECTED = "uncollected", "미수납액"
    WRITTEN_OFF = "written_off", "불납결손액"
    MOVED = "moved", "변동액"
    COUNT = "count", "건수·인원"
    SHARE = "share", "비중"
    MEAN = "mean", "평균"
    DAYS = "days", "일수"
    WEEKDAY = "weekday", "요일"


class Formula(models.TextChoices):
    """How a printed value follows from others that the same document prints."""

    SUM = "합", "더한 값"
    REST = "차", "뺀 나머지"
    SHARE = "비중", "비중"
    GROWTH = "증감률", "증감률"
    MEAN = "평균", "나눈 값"
    PRODUCT = "곱", "곱한 값"
    SAME = "같음", "다른 곳의 같은 값"
    WEEKDAY = "요일", "달력의 요일"
    DAYS = "일수", "두 날 사이"


class ClaimQuerySet(models.QuerySet):
    def published(self):
        """What anybody may read: printed in a document that holds published figures, of departments
        and lines that are published on the dates it speaks of. A total of an office of which one
        department is not yet published would give away what that department has.
        """
        published = Figure.objects.published().order_by()
        no_line = Q(lines__in=LineItem.objects.exclude(pk__in=published.values("line")))
        return (
            self.filter(
                _is_told("reporting_date"),
                _is_told("base_date"),
                Q(line=None) | Exists(published.filter(line=OuterRef("line"))),
                Q(program=None) | Exists(published.filter(line__program=OuterRef("program"))),
                document__in=told_documents(),
            )
            # Asked by key: across the many lines of a sentence it would be found once a line.
            .exclude(pk__in=Claim.objects.filter(no_line).values("pk"))
        )


def _is_told(date: str) -> Q:
    """Whether all that the claim speaks of on this date is published."""
    filings = Filing.objects.filter(reporting_date=OuterRef(date)).order_by()
    own = filings.filter(department=OuterRef("department"))
    held, held_own = (each.filter(published__isnull=True) for each in (filings, own))
    return Q(**{date: None}) | Q(
        Exists(filings.filter(published__isnull=False)),
        ~Exists(held_own),
        Q(department__isnull=False) | ~Exists(held),
    )


class Claim(models.Model):
    """A total, rate or sentence that a document prints: checked, never trusted, never overwritten.

    What it is about is a set of leaf figures: those of `reporting_date` that every given scope
    (account, kind, department, program, line) lets through, or just the `lines` that a sentence
    was found to speak of. A change compares with the same scope at `base_date`. Where it has a
    `formula`, it is worked out from other values of the same document instead: its `terms`.
    """

    Measure = ClaimMeasure
    Formula = Formula

    class State(models.TextChoices):
        VALUE = "value", "값"
        DASH = "dash", "‘-’"
        BLANK = "blank", "빈칸"
        UNREAD = "unread", "읽을 수 없음"

    class Shape(models.TextChoices):
        TABLE = "표", "표의 칸"
        SENTENCE = "문장", "문장"

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        verbose_name="출처 문서",
        related_name="claims",
    )
    place = models.PositiveIntegerField("출처의 줄")
    position = models.PositiveSmallIntegerField("줄 안의 차례")
    shape = CleanField("꼴", max_length=4, choices=Shape.choices)
    subject = CleanField("대상", max_length=200)
    measure = CleanField("측정값", max_length=20, choices=Measure.choices)
    printed = CleanField("인쇄값", max_length=40)
    state = models.CharField("표기", max_length=6, choices=State.choices, default="value")
    value = models.DecimalField(
        "읽은 값", max_digits=20, decimal_places=4, null=True, blank=True, help_text="인쇄 단위로"
    )
    unit = CleanField("단위", max_length=10)
    reporting_date = models.ForeignKey(
        ReportingDate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="기준일",
        related_name="claims",
    )
    base_date = models.ForeignKey(
        ReportingDate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="비교 기준일",
        related_name="+",
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, verbose_name="회계"
    )
    kind = CleanField("종류", max_length=10, blank=True, choices=Program.Kind.choices)
    department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="부서",
        related_name="claims",
    )
    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, null=True, blank=True, verbose_name="정책사업"
    )
    line = models.ForeignKey(
        LineItem, on_delete=models.PROTECT, null=True, blank=True, verbose_name="세부사업"
    )
    lines = models.ManyToManyField(
        LineItem, blank=True, verbose_name="문장이 말하는 세부사업", related_name="spoken_of_in"
    )
    group = CleanField("직군·급", max_length=60, blank=True)
    as_of = models.DateField("인력 기준일", null=True, blank=True)
    formula = CleanField("셈", max_length=3, blank=True, choices=Formula.choices)
    terms = models.JSONField("셈에 드는 값", default=list, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "인쇄값"
        verbose_name_plural = "인쇄값"
        ordering = ["document", "place", "position"]
        constraints = [
            trimmed("subject"),
            models.UniqueConstraint(
                fields=["document", "place", "position"],
                name="budgets_claim_once",
                violation_error_message="같은 줄의 같은 차례에 인쇄값이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_claim_measure_known",
                condition=Q(measure__in=ClaimMeasure.values),
                violation_error_message="알 수 없는 측정값입니다.",
            ),
            models.CheckConstraint(
                name="budgets_claim_shape_known",
                condition=Q(shape__in=["표", "문장"]),
                violation_error_message="인쇄값은 표의 칸이거나 문장입니다.",
            ),
            models.CheckConstraint(
                name="budgets_claim_kind_known",
                condition=Q(kind__in=["", "정책사업", "행정운영경비", "재무활동"]),
                violation_error_message="종류는 정책사업, 행정운영경비, 재무활동 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_claim_formula_known",
                condition=Q(formula__in=["", *Formula.values]),
                violation_error_message="알 수 없는 셈입니다.",
            ),
            models.CheckConstraint(
                name="budgets_claim_read_or_said_why",
                condition=Q(state="value", value__isnull=False)
                | Q(state__in=["dash", "blank", "unread"], value__isnull=True),
                violation_error_message="읽은 값은 인쇄값이 수일 때만 있습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.document.key}:{self.place} {self.subject} {self.measure} {self.printed}"
