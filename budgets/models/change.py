from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from budgets.fields import BOUND, WonField
from budgets.models.book import LineItem
from budgets.models.filing import Figure
from departments.fields import CleanField
from departments.models.organisation import Department


def offices_of(departments) -> QuerySet[Department]:
    """Those that are among them, or have one of them."""
    own = Department.objects.filter(kind=Department.Kind.OFFICE)
    return own.filter(Q(pk__in=departments) | Q(divisions__in=departments)).distinct()


class ChangeQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back, without those that take back."""
        return self.filter(takes_back=None, taken_back_by=None)

    def told(self):
        """Those that lead to published amounts: of every side a figure is published on the day that
        it was decided or later, from a statement handed in after the change was entered. An older
        statement does not hold it: to show it would give away what is only being corrected."""
        found = self
        for side in ("taken_from", "given_to"):
            figures = Figure.objects.published().filter(
                line=OuterRef(side),
                statement__filing__reporting_date__day__gte=OuterRef("decided_on"),
                statement__handed_in_at__gte=OuterRef("at"),
            )
            found = found.filter(Q(**{f"{side}__isnull": True}) | Exists(figures.order_by()))
        return found

    def published(self):
        """What anybody may read. One that was taken back stands until that is told as well."""
        back = BudgetChange.objects.exclude(takes_back=None).told().order_by()
        return self.told().filter(takes_back=None).exclude(pk__in=back.values("takes_back"))

    def of_offices(self, offices):
        """Either side is theirs."""
        book = "program__book__office__in"
        return self.filter(
            Q(**{f"taken_from__{book}": offices}) | Q(**{f"given_to__{book}": offices})
        )

    def read_by(self, rights):
        """Whoever has a role in an office, or in a division of it, reads the office's register."""
        return self.of_offices(offices_of(rights.reads))


class BudgetChange(models.Model):
    """An amount that moves into a line, out of one, or from one to another: 예산 변동.

    A move between two lines is one row, so that it cannot but sum to zero. Never changed: what was
    entered wrongly is taken back by a row of its own.
    """

    class Kind(models.TextChoices):
        SUPPLEMENT = "추경", "추가경정"
        BROUGHT = "이월", "전년도 이월"
        RESERVE = "예비비", "예비비 사용"
        REALLOCATION = "이용", "이용"
        TRANSFER = "전용", "전용"
        INNER = "변경사용", "변경사용"
        HANDED_OVER = "이체", "이체"

    TWO_SIDED = ("이용", "전용", "변경사용", "이체")
    TOLD = ("전용", "이체")  # to the council, by the end of the month after the quarter

    kind = CleanField("종류", max_length=4, choices=Kind.choices)
    taken_from = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="준 사업",
        related_name="given_away",
    )
    given_to = models.ForeignKey(
        LineItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="받은 사업",
        related_name="received",
    )
    won = WonField("금액")
    decided_on = models.DateField("결정일")
    turn = models.PositiveSmallIntegerField(
        "회차", null=True, blank=True, help_text="추경 1회, 2회…"
    )
    reason = CleanField("사유", max_length=300)
    paper = CleanField("근거 문서", max_length=200, blank=True)
    takes_back = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="거두는 변동",
        related_name="taken_back_by",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="budget_changes",
    )
    at = models.DateTimeField("적은 때")
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "예산 변동"
        verbose_name_plural = "예산 변동"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budgets_budgetchange_kind_known",
                condition=Q(
                    kind__in=["추경", "이월", "예비비", "이용", "전용", "변경사용", "이체"]
                ),
                violation_error_message="알 수 없는 변동의 종류입니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_moves_something",
                condition=Q(won__gt=0, won__lte=BOUND),
                violation_error_message="변동 금액은 0보다 커야 합니다. 줄어드는 쪽은 ‘준 사업’으로 적습니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_both_sides",
                condition=~Q(kind__in=["이용", "전용", "변경사용", "이체"])
                | Q(taken_from__isnull=False, given_to__isnull=False),
                violation_error_message="이용, 전용, 변경사용, 이체에는 준 사업과 받은 사업이 모두 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_one_side",
                condition=~Q(kind__in=["추경", "이월", "예비비"])
                | Q(taken_from__isnull=True, given_to__isnull=False)
                | Q(kind="추경", taken_from__isnull=False, given_to__isnull=True)
                | Q(takes_back__isnull=False, taken_from__isnull=False, given_to__isnull=True),
                violation_error_message="추경, 이월, 예비비는 한 사업의 금액입니다. 줄이는 것은 추경뿐입니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_between_two",
                condition=Q(taken_from__isnull=True)
                | Q(given_to__isnull=True)
                | ~Q(taken_from=F("given_to")),
                violation_error_message="준 사업과 받은 사업이 같습니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_turn_of_a_supplement",
                # A comparison with nothing is neither true nor false, which a CHECK lets pass.
                condition=Q(kind="추경", turn__isnull=False, turn__gte=1)
                | ~Q(kind="추경") & Q(turn__isnull=True),
                violation_error_message="추경에는 회차가 있어야 하고, 다른 변동에는 회차가 없습니다.",
            ),
            models.CheckConstraint(
                name="budgets_budgetchange_says_why",
                condition=~Q(reason=""),
                violation_error_message="변동에는 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.taken_from or '-'} → {self.given_to or '-'}"

    @property
    def number(self) -> str:
        """As people refer to it."""
        return f"제{self.pk}호"

    @property
    def sides(self) -> list[LineItem]:
        return [line for line in (self.taken_from, self.given_to) if line is not None]


class CouncilNotice(models.Model):
    """The day on which the council was told of a change. Written once."""

    change = models.OneToOneField(
        BudgetChange, on_delete=models.PROTECT, verbose_name="변동", related_name="notice"
    )
    told_on = models.DateField("의회에 보고한 날")
    paper = CleanField("보고 문서", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="적은 사람",
        related_name="council_notices",
    )
    at = models.DateTimeField("적은 때")

    class Meta:
        verbose_name = "의회 보고"
        verbose_name_plural = "의회 보고"
        ordering = ["told_on", "pk"]

    def __str__(self):
        return f"{self.change} {self.told_on}"
