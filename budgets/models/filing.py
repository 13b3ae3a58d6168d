from datetime import date
from functools import reduce
from operator import add

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from budgets.amounts import Unit
from budgets.fields import BOUND, WonField
from budgets.measures import MEASURES
from budgets.models.book import Book, LineItem
from departments.fields import CleanField
from departments.models.cell import State, met_by, said
from departments.rights import Rights


class ReportingDateManager(models.Manager):
    def get_by_natural_key(self, book, day, stage):
        return self.get(book__code=book, day=day, stage=stage)


class ReportingDate(models.Model):
    """The day that figures speak of, and at which stage of the budget's life."""

    class Stage(models.TextChoices):
        BUDGET = "예산", "예산"
        EXECUTION = "집행", "집행"
        SETTLEMENT = "결산", "결산"

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, verbose_name="편성체계", related_name="dates"
    )
    day = models.DateField("기준일")
    stage = CleanField("단계", max_length=4, choices=Stage.choices)
    deadline = models.DateTimeField(
        "제출 기한", null=True, blank=True, help_text="문서에서 옮긴 기준일에는 없습니다."
    )
    asks_below = models.PositiveSmallIntegerField(
        "부진사유를 묻는 집행률",
        null=True,
        blank=True,
        help_text="이 집행률(%)보다 낮은 사업에는 사유를 적게 합니다. 비우면 묻지 않습니다.",
    )

    objects = ReportingDateManager()

    class Meta:
        verbose_name = "기준일"
        verbose_name_plural = "기준일"
        ordering = ["-day", "book", "stage"]
        indexes = [models.Index(fields=["-day", "stage"], name="budgets_reportingdate_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "day", "stage"],
                name="budgets_reportingdate_once",
                violation_error_message="이 편성체계에 같은 기준일이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_reportingdate_stage_known",
                condition=Q(stage__in=["예산", "집행", "결산"]),
                violation_error_message="단계는 예산, 집행, 결산 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_reportingdate_asks_below_a_rate",
                condition=Q(asks_below__isnull=True) | Q(asks_below__lte=100),
                violation_error_message="부진사유를 묻는 집행률은 0부터 100까지입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.book} {self.day:%Y. %-m. %-d.} {self.stage}"

    @property
    def moment(self) -> tuple[date, bool]:
        """In the order of time: before the 결산 of a day stands the 집행 of the same day."""
        return self.day, self.stage == self.Stage.SETTLEMENT

    def natural_key(self):
        return (self.book.code, self.day.isoformat(), self.stage)

    natural_key.dependencies = ["budgets.book"]


class FilingManager(models.Manager):
    def get_by_natural_key(self, book, day, stage, department):
        return self.get(
            reporting_date__book__code=book,
            reporting_date__day=day,
            reporting_date__stage=stage,
            department__code=department,
        )


class FilingQuerySet(models.QuerySet):
    """What a person may come to. What is not his is not there, whichever way he asks."""

    def written_by(self, rights: Rights):
        return self.filter(department__in=rights.writes)

    def reviewed_by(self, rights: Rights):
        return self.filter(department__in=rights.reviews)

    def operated_by(self, rights: Rights):
        return self.filter(department__in=rights.operates)

    def read_by(self, rights: Rights):
        return self.filter(department__in=rights.reads)


class Filing(models.Model):
    """One department's part of one reporting date: where it stands, and which statement counts."""

    class State(models.TextChoices):
        DRAFT = "작성중", "작성중"
        SUBMITTED = "제출", "제출"
        RETURNED = "반려", "반려"
        APPROVED = "확인", "확인"
        PUBLISHED = "공개", "공개"
        CORRECTING = "정정", "정정"

    reporting_date = models.ForeignKey(
        ReportingDate, on_delete=models.PROTECT, verbose_name="기준일", related_name="filings"
    )
    department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="부서",
        related_name="filings",
    )
    state = CleanField("상태", max_length=4, choices=State.choices, default=State.DRAFT)
    standing = models.ForeignKey(
        "Statement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="현재 제출본",
        related_name="standing_in",
    )
    published = models.ForeignKey(
        "Statement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="공개된 제출본",
        related_name="published_in",
    )

    open_until = models.DateTimeField(
        "따로 열어 둔 때",
        null=True,
        blank=True,
        help_text="기한이 지나도 이때까지는 낼 수 있습니다.",
    )

    objects = FilingManager.from_queryset(FilingQuerySet)()

    class Meta:
        verbose_name = "제출"
        verbose_name_plural = "제출"
        ordering = ["reporting_date", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_date", "department"],
                name="budgets_filing_once",
                violation_error_message="이 부서는 이 기준일의 제출이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_filing_state_known",
                condition=Q(state__in=["작성중", "제출", "반려", "확인", "공개", "정정"]),
                violation_error_message="알 수 없는 제출 상태입니다.",
            ),
            models.CheckConstraint(
                name="budgets_filing_handed_in_has_statement",
                condition=Q(state__in=["작성중", "반려"]) | Q(standing__isnull=False),
                violation_error_message="제출된 부서에는 제출본이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_filing_public_has_statement",
                condition=~Q(state__in=["공개", "정정"]) | Q(published__isnull=False),
                violation_error_message="공개된 부서에는 공개된 제출본이 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.reporting_date} {self.department}"

    def natural_key(self):
        return (*self.reporting_date.natural_key(), self.department.code)

    natural_key.dependencies = ["budgets.reportingdate", "departments.department"]


class StatementManager(models.Manager):
    def get_by_natural_key(self, book, day, stage, department, version):
        return self.get(
            filing__reporting_date__book__code=book,
            filing__reporting_date__day=day,
            filing__reporting_date__stage=stage,
            filing__department__code=department,
            version=version,
        )


class Statement(models.Model):
    """What was handed in once: all the department's lines. The database refuses to change it."""

    class Method(models.TextChoices):
        DOCUMENT = "문서", "문서에서 옮김"
        GRID = "입력", "화면에서 입력"
        FILE = "파일", "파일로 올림"

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, verbose_name="제출", related_name="statements"
    )
    version = models.PositiveSmallIntegerField("판")
    method = CleanField("방법", max_length=4, choices=Method.choices)
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="statements",
    )
    unit = CleanField(
        "단위", max_length=4, choices=[(u.label, u.label) for u in Unit], help_text="반올림된 단위"
    )
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="제출한 사람",
        related_name="statements",
    )
    handed_in_at = models.DateTimeField("제출한 때")
    reason = CleanField("사유", max_length=300, blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="고쳐 쓴 판",
        related_name="followed_by",
        help_text="이 판을 쓰기 시작할 때 서 있던 판",
    )
    upload = models.ForeignKey(
        "Upload",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="올린 파일",
        related_name="statements",
    )

    objects = StatementManager()

    class Meta:
        verbose_name = "제출본"
        verbose_name_plural = "제출본"
        ordering = ["filing", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "version"],
                name="budgets_statement_version_once",
                violation_error_message="같은 판이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_statement_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="판은 1부터 셉니다.",
            ),
            models.CheckConstraint(
                name="budgets_statement_unit_known",
                condition=Q(unit__in=[unit.label for unit in Unit]),
                violation_error_message="단위는 원, 천원, 백만원, 억원 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_statement_file_is_kept",
                condition=Q(method="파일", upload__isnull=False)
                | ~Q(method="파일") & Q(upload__isnull=True),
                violation_error_message="파일로 올린 제출본에는 그 파일이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_statement_has_a_source",
                condition=Q(method="문서", document__isnull=False)
                | Q(method__in=["입력", "파일"], handed_in_by__isnull=False),
                violation_error_message="제출본에는 출처 문서 또는 제출한 사람이 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.filing} 제{self.version}판"

    def natural_key(self):
        return (*self.filing.natural_key(), self.version)

    natural_key.dependencies = ["budgets.filing"]


class Publication(models.Model):
    """That a statement was published once: what readers have seen stays readable after a correction.

    Written by the database itself whenever a filing's pointer comes to a statement.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, verbose_name="제출본", related_name="publication"
    )

    class Meta:
        verbose_name = "공개 기록"
        verbose_name_plural = "공개 기록"
        ordering = ["pk"]

    def __str__(self):
        return str(self.statement)


class FigureQuerySet(models.QuerySet):
    def published(self):
        """What anybody may read, and what counts."""
        return self.filter(statement__published_in__isnull=False)

    def once_published(self):
        """What anybody may read, though a correction may have taken its place."""
        return self.filter(statement__publication__isnull=False)

    def standing(self):
        """What counts inside the office, drafts too."""
        return self.filter(statement__standing_in__isnull=False)

    def on(self, reporting_date: "ReportingDate"):
        return self.filter(statement__filing__reporting_date=reporting_date)

    def of(self, department):
        return self.filter(statement__filing__department=department)

    def in_force(self, day: date):
        """The published figures that speak of that very day."""
        return self.published().filter(statement__filing__reporting_date__day=day)


CARRIED = {
    "carried_planned": "명시이월",
    "carried_unavoidable": "사고이월",
    "carried_continuing": "계속비이월",
}


def sum_of(amounts) -> models.Expression:
    return reduce(add, (Coalesce(F(amount), 0) for amount in amounts))


def _amount_constraints(measure: str) -> list[models.CheckConstraint]:
    label = MEASURES[measure]
    return [
        models.CheckConstraint(
            name=f"budgets_figure_{measure}_said",
            condition=said(measure),
            violation_error_message=f"{label}은(는) 값이거나, ‘-’이거나, 빈칸이거나, 열이 없어야 합니다.",
        ),
        models.CheckConstraint(
            name=f"budgets_figure_{measure}_bounded",
            condition=Q(**{f"{measure}__isnull": True})
            | Q(**{f"{measure}__gte": -BOUND, f"{measure}__lte": BOUND}),
            violation_error_message=f"{label}이(가) 다룰 수 있는 범위를 벗어났습니다.",
        ),
    ]


def _state(label: str) -> models.CharField:
    return models.CharField(
        f"{label} 표기", max_length=6, choices=State.choices, default=State.ABSENT
    )


class Figure(models.Model):
    """One line's amounts in one statement, in won, with the place that each came from."""

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, verbose_name="제출본", related_name="figures"
    )
    line = models.ForeignKey(
        LineItem, on_delete=models.PROTECT, verbose_name="세부사업", related_name="figures"
    )
    appropriated = WonField(MEASURES["appropriated"], null=True, blank=True)
    appropriated_state = _state(MEASURES["appropriated"])
    budget = WonField(MEASURES["budget"], null=True, blank=True)
    budget_state = _state(MEASURES["budget"])
    committed = WonField(MEASURES["committed"], null=True, blank=True)
    committed_state = _state(MEASURES["committed"])
    spent = WonField(MEASURES["spent"], null=True, blank=True)
    spent_state = _state(MEASURES["spent"])
    carried = WonField(MEASURES["carried"], null=True, blank=True)
    carried_state = _state(MEASURES["carried"])
    states = models.GeneratedField(
        verbose_name="표기 (합친 값)",
        expression=met_by(MEASURES),
        output_field=models.IntegerField(),
        db_persist=True,  # read for every line of a page; five words for each would cost as much as the sums
    )
    carried_planned = WonField("명시이월", null=True, blank=True)
    carried_unavoidable = WonField("사고이월", null=True, blank=True)
    carried_continuing = WonField("계속비이월", null=True, blank=True)
    note = CleanField("부진사유·비고", max_length=300, blank=True)
    place = CleanField("출처의 줄·칸", max_length=40, blank=True)
    places = models.JSONField(
        "다른 곳에서 온 금액", default=dict, blank=True, help_text='예: {"carried": "987"}'
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "금액 행"
        verbose_name_plural = "금액 행"
        ordering = ["statement", "line__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "line"],
                name="budgets_figure_once",
                violation_error_message="한 제출본에 같은 세부사업이 두 번 나옵니다.",
            ),
            *(c for measure in MEASURES for c in _amount_constraints(measure)),
            models.CheckConstraint(
                name="budgets_figure_carried_by_kind",
                condition=Q(**dict.fromkeys((f"{kind}__isnull" for kind in CARRIED), True))
                | Q(carried__isnull=False, carried=sum_of(CARRIED)),
                violation_error_message="이월액은 명시이월, 사고이월, 계속비이월의 합이어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.line} ({self.statement})"

    def place_of(self, measure: str) -> str:
        return self.places.get(measure, self.place)
