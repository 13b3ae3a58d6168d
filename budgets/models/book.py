from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from departments.fields import CleanField, trimmed


class ByCode(models.Manager):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class Account(models.Model):
    """A purse. Two accounts are never added: a transfer into a fund would count twice."""

    class Kind(models.TextChoices):
        GENERAL = "일반회계", "일반회계"
        SPECIAL = "특별회계", "특별회계"
        FUND = "기금", "기금"

    name = CleanField("이름", max_length=80, unique=True)
    kind = CleanField("종류", max_length=10, choices=Kind.choices)

    class ByName(models.Manager):
        def get_by_natural_key(self, name):
            return self.get(name=name)

    objects = ByName()

    class Meta:
        verbose_name = "회계"
        verbose_name_plural = "회계"
        ordering = ["pk"]
        constraints = [
            trimmed("name"),
            models.CheckConstraint(
                name="budgets_account_kind_known",
                condition=Q(kind__in=["일반회계", "특별회계", "기금"]),
                violation_error_message="회계의 종류는 일반회계, 특별회계, 기금 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.name,)


class Book(models.Model):
    """One office's structure for one fiscal year, as drawn or regrouped to a later organisation."""

    class Basis(models.TextChoices):
        DRAWN = "당초", "편성 당시 조직"
        REGROUPED = "재편", "뒤의 조직으로 다시 묶음"

    code = CleanField("편성체계 코드", max_length=80, unique=True)
    office = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="실국",
        related_name="books",
    )
    fiscal_year = models.PositiveSmallIntegerField(
        "회계연도", validators=[MinValueValidator(1948), MaxValueValidator(2999)]
    )
    basis = CleanField("편성 기준", max_length=4, choices=Basis.choices, default=Basis.DRAWN)
    organised_on = models.DateField(
        "조직 기준일", null=True, blank=True, help_text="재편이면, 어느 날의 조직으로 묶었는가"
    )

    objects = ByCode()

    class Meta:
        verbose_name = "편성체계"
        verbose_name_plural = "편성체계"
        ordering = ["office", "fiscal_year", "basis"]
        constraints = [
            trimmed("code"),
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "basis"],
                name="budgets_book_once",
                violation_error_message="이 실국의 이 회계연도 편성체계가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_book_year_is_a_year",
                condition=Q(fiscal_year__gte=1948, fiscal_year__lte=2999),
                violation_error_message="회계연도는 1948부터 2999까지입니다.",
            ),
            models.CheckConstraint(
                name="budgets_book_regrouped_to_a_day",
                condition=Q(basis="당초", organised_on__isnull=True)
                | Q(basis="재편", organised_on__isnull=False),
                violation_error_message="재편한 편성체계에는 조직 기준일이 있어야 합니다.",
            ),
        ]

    def __str__(self):
        year = f"{self.office} {self.fiscal_year}년"
        return f"{year} ({self.organised_on:%Y}년 조직)" if self.organised_on else year

    def natural_key(self):
        return (self.code,)


class Program(models.Model):
    """What stands between a department and its lines, in one Book and one Account."""

    class Kind(models.TextChoices):
        POLICY = "정책사업", "정책사업"
        OPERATING = "행정운영경비", "행정운영경비"
        FINANCING = "재무활동", "재무활동"

    code = CleanField("정책사업 코드", max_length=300, unique=True)
    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, verbose_name="편성체계", related_name="programs"
    )
    department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="부서",
        related_name="programs",
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, verbose_name="회계", related_name="programs"
    )
    name = CleanField("이름", max_length=120, help_text="인쇄된 그대로")
    reading = CleanField("바로 읽은 이름", max_length=120, blank=True, help_text="오독일 때만")
    kind = CleanField(
        "종류", max_length=10, choices=Kind.choices, null=True, blank=True, help_text="모르면 비움"
    )
    position = models.PositiveSmallIntegerField("차례", default=0)

    objects = ByCode()

    class Meta:
        verbose_name = "정책사업"
        verbose_name_plural = "정책사업"
        ordering = ["book", "position", "pk"]
        constraints = [
            trimmed("code"),
            trimmed("name"),
            models.UniqueConstraint(
                fields=["book", "account", "department", "name"],
                name="budgets_program_once",
                violation_error_message="같은 부서에 같은 이름의 정책사업이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_program_kind_known",
                condition=Q(kind__isnull=True)
                | Q(kind__in=["정책사업", "행정운영경비", "재무활동"]),
                violation_error_message="종류는 정책사업, 행정운영경비, 재무활동 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return self.reading or self.name

    def natural_key(self):
        return (self.code,)


class LineQuerySet(models.QuerySet):
    def current_on(self, day: date):
        """A line without days is there the whole year."""
        began = Q(begins_on__isnull=True) | Q(begins_on__lte=day)
        return self.filter(began, Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def going_on(self):
        """What nobody has ended."""
        return self.filter(ends_on__isnull=True)


class LineItem(models.Model):
    """세부사업, the leaf: the only level at which figures are stored.

    What was reported under a name keeps it: in the middle of a year a line ends on a day, and another
    begins on the next, joined to it by a `LineLink`. Both days are included.
    """

    code = CleanField("세부사업 코드", max_length=300, unique=True)
    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, verbose_name="정책사업", related_name="lines"
    )
    name = CleanField("이름", max_length=120, help_text="인쇄된 그대로")
    reading = CleanField("바로 읽은 이름", max_length=120, blank=True, help_text="오독일 때만")
    position = models.PositiveSmallIntegerField("차례", default=0)
    begins_on = models.DateField(
        "첫날", null=True, blank=True, help_text="회계연도 중에 생겼으면 그 첫날"
    )
    ends_on = models.DateField(
        "마지막 날", null=True, blank=True, help_text="회계연도 중에 끝났으면 그 마지막 날"
    )

    objects = ByCode.from_queryset(LineQuerySet)()

    class Meta:
        verbose_name = "세부사업"
        verbose_name_plural = "세부사업"
        ordering = ["program__book", "position", "pk"]
        constraints = [
            trimmed("code"),
            trimmed("name"),
            models.CheckConstraint(
                name="budgets_lineitem_begins_before_it_ends",
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(begins_on__lte=F("ends_on")),
                violation_error_message="세부사업의 첫날이 마지막 날보다 늦습니다.",
            ),
        ]

    def __str__(self):
        return self.reading or self.name

    def natural_key(self):
        return (self.code,)
