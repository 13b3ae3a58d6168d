"""결산 집행내역: what a settlement report says was moved, carried over and left, as it is printed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from budgets.fields import BOUND, WonField
from budgets.models.book import LineItem
from budgets.models.filing import Filing, ReportingDate
from budgets.models.told import told_documents
from departments.fields import CleanField


class SettlementItemQuerySet(models.QuerySet):
    def get_by_natural_key(self, document, position):
        return self.get(document__key=document, position=position)

    def published(self):
        """What anybody may read: printed in a document that holds published figures, of a
        settlement that is published whole. What an office moved or left is a sum over all of its
        departments, and would give away what one of them has not published yet."""
        filings = Filing.objects.filter(reporting_date=OuterRef("reporting_date")).order_by()
        return self.filter(
            Exists(filings.filter(published__isnull=False)),
            ~Exists(filings.filter(published__isnull=True)),
            document__in=told_documents(),
        )


class Heading(models.TextChoices):
    """In the order of a settlement report."""

    REALLOCATION = "이용", "이용"
    TRANSFER = "전용", "전용"
    INNER = "변경사용", "변경사용"
    HANDED_OVER = "이체", "이체"
    RESERVE = "예비비", "예비비 사용"
    CARRIED = "이월", "다음연도 이월"
    LAPSED = "집행잔액", "집행잔액"


class CarryKind(models.TextChoices):
    PLANNED = "명시", "명시이월"
    ACCIDENTAL = "사고", "사고이월"
    CONTINUING = "계속비", "계속비이월"


_TWO_SIDED = Q(heading__in=["이용", "전용", "변경사용", "이체"])
_NO_SIDES = Q(
    taken_from__isnull=True,
    given_to__isnull=True,
    from_department__isnull=True,
    to_department__isnull=True,
    to_item="",
)


class SettlementItem(models.Model):
    """A heading of the settlement with its count and amount, or one of the items below it.

    A heading that says 해당사항 없음 is there and has no amount; one of which the report says nothing
    is not there. An item names what the report names of it: a side that is not named stays empty.
    """

    Heading, CarryKind = Heading, CarryKind
    TWO_SIDED = ("이용", "전용", "변경사용", "이체")

    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        verbose_name="출처 문서",
        related_name="settlement_items",
    )
    place = models.PositiveIntegerField("출처의 줄")
    position = models.PositiveSmallIntegerField("문서 안의 차례")
    reporting_date = models.ForeignKey(
        ReportingDate,
        on_delete=models.PROTECT,
        verbose_name="결산 기준일",
        related_name="settlement_items",
    )
    heading = CleanField("항목", max_length=4, choices=Heading.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="상위 항목",
        related_name="items",
    )
    name = CleanField("이름", max_length=120, blank=True)
    reason = CleanField("사유", max_length=100, blank=True)
    kind = CleanField("이월의 종류", max_length=3, blank=True, choices=CarryKind.choices)
    count = models.PositiveIntegerField("건수", null=True, blank=True)
    won = WonField("금액", null=True, blank=True)
    is_none = models.BooleanField("해당사항 없음", default=False)
    taken_from = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="준 사업",
        related_name="settled_away",
    )
    given_to = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="받은 사업",
        related_name="settled_to",
    )
    from_department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="준 부서",
        related_name="settled_away",
    )
    to_department = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="받은 부서",
        related_name="settled_to",
    )
    from_item = CleanField("목 (준 쪽)", max_length=40, blank=True)
    to_item = CleanField("목 (받은 쪽)", max_length=40, blank=True)
    line = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="사업",
        related_name="settlement_items",
        help_text="예비비, 이월, 집행잔액처럼 한쪽만 있는 것의 사업",
    )

    objects = SettlementItemQuerySet.as_manager()

    class Meta:
        verbose_name = "결산 집행내역"
        verbose_name_plural = "결산 집행내역"
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"],
                name="budgets_settlementitem_once",
                violation_error_message="문서의 같은 차례에 결산 집행내역이 이미 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["reporting_date", "heading"],
                condition=Q(parent__isnull=True),
                name="budgets_settlementitem_one_heading",
                violation_error_message="한 결산에 같은 항목은 하나입니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_heading_known",
                condition=Q(heading__in=Heading.values),
                violation_error_message="알 수 없는 결산 항목입니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_kind_of_a_carry",
                condition=Q(kind="") | Q(kind__in=CarryKind.values, heading="이월"),
                violation_error_message="명시, 사고, 계속비는 이월의 종류입니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_amount",
                condition=Q(won__isnull=True) | Q(won__gte=0, won__lte=BOUND),
                violation_error_message="결산 집행내역의 금액은 0보다 작을 수 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_none_has_nothing",
                condition=Q(is_none=False)
                | Q(parent__isnull=True, won__isnull=True, count__isnull=True),
                violation_error_message="해당사항 없음에는 건수와 금액이 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_heading_names_nothing",
                condition=Q(parent__isnull=False)
                | Q(_NO_SIDES, line__isnull=True, name="", reason="", kind="", from_item=""),
                violation_error_message="사업, 부서, 사유는 항목 아래의 내역에 적습니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_item_says_something",
                condition=Q(parent__isnull=True) | Q(won__isnull=False) | ~Q(name=""),
                violation_error_message="내역에는 금액이나 이름이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_sides",
                condition=Q(_TWO_SIDED, line__isnull=True) | (~_TWO_SIDED & _NO_SIDES),
                violation_error_message="준 쪽과 받은 쪽은 이용, 전용, 변경사용, 이체에만 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_settlementitem_between_two",
                condition=Q(taken_from__isnull=True)
                | Q(given_to__isnull=True)
                | ~Q(taken_from=F("given_to"))
                | ~Q(from_item=F("to_item")),
                violation_error_message="준 쪽과 받은 쪽이 같습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.document.key}:{self.place} {self.heading} {self.name}".rstrip()

    def natural_key(self):
        return (self.document.key, self.position)

    natural_key.dependencies = ["departments.document"]


class ChangeDayQuerySet(models.QuerySet):
    def published(self):
        own = SettlementItem.objects.published()
        return self.filter(item__in=own)


class ChangeDay(models.Model):
    """When a report says that a change was decided, or the council told: a day, or a month.

    A report may say it twice and differently. Each time is a row; none is preferred.
    """

    class Act(models.TextChoices):
        DECIDED = "결정", "결정"
        REORGANISED = "조직개편", "조직개편"
        TOLD = "의회 보고", "의회 보고"

    item = models.ForeignKey(
        SettlementItem, on_delete=models.PROTECT, verbose_name="내역", related_name="days"
    )
    act = CleanField("무엇을", max_length=5, choices=Act.choices)
    first = models.DateField("첫날")
    last = models.DateField("끝날")
    printed = CleanField("인쇄값", max_length=40)
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        verbose_name="출처 문서",
        related_name="change_days",
    )
    place = models.PositiveIntegerField("출처의 줄")

    objects = ChangeDayQuerySet.as_manager()

    class Meta:
        verbose_name = "변동의 날"
        verbose_name_plural = "변동의 날"
        ordering = ["item", "first", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "act", "first", "last", "document", "place"],
                name="budgets_changeday_once",
                violation_error_message="같은 줄의 같은 날이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_changeday_act_known",
                condition=Q(act__in=["결정", "조직개편", "의회 보고"]),
                violation_error_message="변동의 날은 결정, 조직개편, 의회 보고의 날입니다.",
            ),
            models.CheckConstraint(
                name="budgets_changeday_in_order",
                condition=Q(first__lte=F("last")),
                violation_error_message="끝날은 첫날보다 빠를 수 없습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.act} {self.printed}"
