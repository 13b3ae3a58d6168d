from django.db import models
from django.db.models import Exists, OuterRef, Q

from budgets.amounts import Unit
from budgets.fields import BOUND, WonField
from budgets.measures import REVENUE_MEASURES
from budgets.models.book import Account
from budgets.models.filing import ReportingDate
from budgets.models.revenue_return import RevenueReturn
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed
from departments.models.cell import State, said


class PrintedQuerySet(models.QuerySet):
    def published(self):
        """What anybody may read: printed in a document that holds published figures (rule 13)."""
        return self.filter(document__in=told_documents())


class RevenueQuerySet(PrintedQuerySet):
    def published(self):
        """What a document prints, with it; what the office entered, once somebody else confirmed it
        and until a later version of it is confirmed, too."""
        own = {name: OuterRef(f"returned__{name}") for name in ("office", "account", "fiscal_year")}
        later = RevenueReturn.objects.published().filter(
            **own, version__gt=OuterRef("returned__version")
        )
        entered = Q(returned__publication__isnull=False) & ~Exists(later)
        return self.filter(Q(document__in=told_documents()) | entered)


class RevenueManager(models.Manager):
    def get_by_natural_key(self, document, position):
        return self.get(document__key=document, position=position)


def _amount_constraints(measure: str) -> list[models.CheckConstraint]:
    label = REVENUE_MEASURES[measure]
    return [
        models.CheckConstraint(
            name=f"budgets_revenue_{measure}_said",
            condition=said(measure),
            violation_error_message=f"{label}은(는) 값이거나, ‘-’이거나, 빈칸이거나, 열이 없어야 합니다.",
        ),
        models.CheckConstraint(
            name=f"budgets_revenue_{measure}_bounded",
            condition=Q(**{f"{measure}__isnull": True})
            | Q(**{f"{measure}__gte": -BOUND, f"{measure}__lte": BOUND}),
            violation_error_message=f"{label}이(가) 다룰 수 있는 범위를 벗어났습니다.",
        ),
    ]


def _state(label: str) -> models.CharField:
    return models.CharField(
        f"{label} 표기", max_length=6, choices=State.choices, default=State.ABSENT
    )


_BUT_RECEIVED = [measure for measure in REVENUE_MEASURES if measure != "received"]


class Revenue(models.Model):
    """A row of an office's revenue as a document prints it or the office enters it, in won: a
    category, or a source that the prose names under one.

    Only the lowest categories hold amounts: those above are their sums, and what is printed of them
    is claimed. A source has what was received alone. The database refuses to change either.
    """

    class Kind(models.TextChoices):
        CATEGORY = "과목", "과목"
        SOURCE = "출처", "세입원"

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="revenues",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
    returned = models.ForeignKey(
        RevenueReturn,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="세입 제출본",
        related_name="rows",
    )
    position = models.PositiveSmallIntegerField("문서나 제출본 안의 차례")
    office = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="실국",
        related_name="revenues",
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, verbose_name="회계")
    fiscal_year = models.PositiveSmallIntegerField("회계연도")
    day = models.DateField("기준일")
    stage = CleanField("단계", max_length=4, choices=ReportingDate.Stage.choices)
    kind = CleanField("종류", max_length=4, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="위 과목",
        related_name="below",
    )
    name = CleanField("이름", max_length=120)
    unit = CleanField(
        "단위", max_length=4, choices=[(u.label, u.label) for u in Unit], help_text="반올림된 단위"
    )
    appropriated = WonField(REVENUE_MEASURES["appropriated"], null=True, blank=True)
    appropriated_state = _state(REVENUE_MEASURES["appropriated"])
    budget = WonField(REVENUE_MEASURES["budget"], null=True, blank=True)
    budget_state = _state(REVENUE_MEASURES["budget"])
    assessed = WonField(REVENUE_MEASURES["assessed"], null=True, blank=True)
    assessed_state = _state(REVENUE_MEASURES["assessed"])
    received = WonField(REVENUE_MEASURES["received"], null=True, blank=True)
    received_state = _state(REVENUE_MEASURES["received"])
    uncollected = WonField(REVENUE_MEASURES["uncollected"], null=True, blank=True)
    uncollected_state = _state(REVENUE_MEASURES["uncollected"])
    written_off = WonField(REVENUE_MEASURES["written_off"], null=True, blank=True)
    written_off_state = _state(REVENUE_MEASURES["written_off"])
    is_open = models.BooleanField(
        "뒤에 ‘등’", default=False, help_text="문서가 세입원을 다 밝히지 않았다는 뜻입니다."
    )

    objects = RevenueManager.from_queryset(RevenueQuerySet)()

    class Meta:
        verbose_name = "세입"
        verbose_name_plural = "세입"
        ordering = ["document", "position"]
        constraints = [
            trimmed("name"),
            models.UniqueConstraint(
                fields=["document", "position"],
                name="budgets_revenue_once",
                violation_error_message="이 문서의 같은 차례에 세입이 이미 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["returned", "position"],
                name="budgets_revenue_once_a_return",
                violation_error_message="이 제출본의 같은 차례에 세입이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_has_a_source",
                condition=Q(document__isnull=False, place__isnull=False, returned__isnull=True)
                | Q(document__isnull=True, place__isnull=True, returned__isnull=False),
                violation_error_message="세입에는 출처 문서와 줄, 또는 제출본이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_kind_known",
                condition=Q(kind__in=["과목", "출처"]),
                violation_error_message="세입은 과목이거나 세입원입니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_stage_known",
                condition=Q(stage__in=["예산", "집행", "결산"]),
                violation_error_message="단계는 예산, 집행, 결산 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_unit_known",
                condition=Q(unit__in=[unit.label for unit in Unit]),
                violation_error_message="단위는 원, 천원, 백만원, 억원 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_source_of_a_category",
                condition=Q(kind="과목", is_open=False) | Q(kind="출처", parent__isnull=False),
                violation_error_message="세입원은 과목 아래에 있고, 과목에는 ‘등’이 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenue_source_is_received",
                condition=~Q(kind="출처")
                | Q(received_state="value", **{f"{m}_state": "absent" for m in _BUT_RECEIVED}),
                violation_error_message="세입원에는 실제수납액만 있습니다.",
            ),
            *(each for measure in REVENUE_MEASURES for each in _amount_constraints(measure)),
        ]

    def __str__(self):
        return f"{self.fiscal_year} {self.name}"

    def natural_key(self):
        return (self.document and self.document.key, self.position)

    natural_key.dependencies = ["departments.document"]


class RevenueCollection(models.Model):
    """What came in, after the books were closed, of what was uncollected then."""

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        verbose_name="출처 문서",
        related_name="revenue_collections",
    )
    place = models.PositiveIntegerField("출처의 줄")
    office = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="실국",
        related_name="revenue_collections",
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, verbose_name="회계")
    fiscal_year = models.PositiveSmallIntegerField("회계연도")
    category = models.ForeignKey(
        Revenue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="과목",
        related_name="collections",
        help_text="비면 모든 과목의 미수납액입니다.",
    )
    day = models.DateField("기준일")
    won = WonField("수납한 금액")
    is_all = models.BooleanField("전액", default=False)

    objects = models.Manager.from_queryset(PrintedQuerySet)()

    class Meta:
        verbose_name = "뒤의 수납"
        verbose_name_plural = "뒤의 수납"
        ordering = ["document", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "place"],
                name="budgets_revenuecollection_once",
                violation_error_message="이 문서의 같은 줄에 뒤의 수납이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_revenuecollection_bounded",
                condition=Q(won__gte=0, won__lte=BOUND),
                violation_error_message="수납한 금액이 다룰 수 있는 범위를 벗어났습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.fiscal_year} {self.day:%Y. %-m. %-d.} {self.won:,}원"
