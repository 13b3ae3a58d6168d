"""시정·권고사항: what an audit found, what it asks for, and how far the department has come.

From a document come a title, figures and short labels with their lines, and a status; what it prints
as prose stays there. What was asked and done in words, the department writes itself. Nothing is ever
changed: a step is added, and what was entered wrongly is answered by a further step.

Who reads what (rule 13). What a document prints is public with the document: when a statement that
came from it is published, as its claims are. What somebody enters is a draft until the office's
총괄, who is not the one who wrote it, publishes it by a row of its own; a published step of a finding
that is not published stays with it. The people of the office read both before.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budgets.models.book import LineItem
from budgets.models.told import told_documents
from departments.fields import CleanField, trimmed
from departments.models.organisation import Department


class Side(models.TextChoices):
    ASKED = "요구", "요구한 것"
    DONE = "조치", "조치한 것"


class Status(models.TextChoices):
    DONE = "완료", "완료"
    UNDER_WAY = "추진 중", "추진 중"
    CONSIDERED = "검토 중", "검토 중"
    NOT_BEGUN = "미추진", "미추진"


class FindingQuerySet(models.QuerySet):
    def published(self):
        return self.filter(Q(document__in=told_documents()) | Q(publication__isnull=False))

    def read_by(self, rights):
        """Of the office, by whoever has a role in it or in a division of it."""
        return self.filter(Q(office__in=rights.reads) | Q(departments__in=rights.reads)).distinct()

    def written_by(self, rights):
        """Those to which a person may add a step: of his departments; of his office, where none is
        named."""
        own = Q(departments__in=rights.writes)
        return self.filter(own | Q(departments=None, office__in=rights.writes)).distinct()


class FindingManager(models.Manager.from_queryset(FindingQuerySet)):
    def get_by_natural_key(self, document, position):
        return self.get(document__key=document, position=position)


def _read_or_entered(name: str, **nothing) -> models.CheckConstraint:
    """Either with a document and its line, or with whoever wrote it and when."""
    read = Q(document__isnull=False, place__isnull=False, by__isnull=True, at__isnull=True)
    entered = Q(document__isnull=True, place__isnull=True, by__isnull=False, at__isnull=False)
    return models.CheckConstraint(
        name=name,
        condition=read & Q(**nothing) | entered,
        violation_error_message="문서의 줄이거나, 적은 사람과 때가 있어야 합니다. 문서의 문장은 옮기지 않습니다.",
    )


class Finding(models.Model):
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="findings",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
    until = models.PositiveIntegerField("출처의 마지막 줄", null=True, blank=True)
    position = models.PositiveSmallIntegerField("문서 안의 차례", null=True, blank=True)
    office = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="실국", related_name="+"
    )
    fiscal_year = models.PositiveSmallIntegerField("회계연도", null=True, blank=True)
    source = CleanField("지적한 곳", max_length=40, blank=True, help_text="예: 결산검사")
    number = CleanField("연번", max_length=20, blank=True)
    title = CleanField("제목", max_length=200)
    whose = CleanField(
        "소관", max_length=120, blank=True, help_text="문서에 적힌 그대로, 부서를 찾지 못해도"
    )
    departments = models.ManyToManyField(
        Department, blank=True, verbose_name="소관 부서", related_name="findings"
    )
    raised_on = models.DateField("지적한 날", null=True, blank=True)
    asked = CleanField("요구한 것", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="적은 사람",
        related_name="findings",
    )
    at = models.DateTimeField("적은 때", null=True, blank=True)
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = FindingManager()

    class Meta:
        verbose_name = "시정·권고사항"
        verbose_name_plural = "시정·권고사항"
        ordering = ["-fiscal_year", "document", "position", "pk"]
        constraints = [
            trimmed("title"),
            models.UniqueConstraint(
                fields=["document", "position"],
                name="budgets_finding_once",
                violation_error_message="같은 문서의 같은 차례에 시정·권고사항이 이미 있습니다.",
            ),
            _read_or_entered("budgets_finding_has_a_source", asked=""),
            models.CheckConstraint(
                name="budgets_finding_read_in_order",
                condition=Q(document__isnull=True, position__isnull=True, until__isnull=True)
                | Q(position__isnull=False, until__isnull=False, until__gte=F("place")),
                violation_error_message="문서의 것에는 차례와 줄의 범위가 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_finding_entered_with_its_day",
                condition=Q(document__isnull=False) | Q(raised_on__isnull=False),
                violation_error_message="지적한 날을 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_finding_year_known",
                condition=Q(fiscal_year__isnull=True)
                | Q(fiscal_year__gte=1948, fiscal_year__lte=2999),
                violation_error_message="회계연도는 1948년부터 2999년까지입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}" if self.number else self.title

    def natural_key(self):
        return (self.document.key, self.position)


# How what is asked or done stands there; nothing where only its noun does.
_MANNERS = [
    *(
        "권고",
        "요구",
        "촉구",
        "주문",
        "지시",
        "통보",
        "요망",
        "건의",
        "당부",
        "요청",
        "필요",
        "바람",
    ),
    *("할 것", "함", "추진 중", "계획"),
]


class FindingFact(models.Model):
    """A figure or a short label that a document names where it speaks of a finding."""

    class Kind(models.TextChoices):
        AMOUNT = "금액", "금액"
        COUNT = "수", "건수·비율"
        TIME = "시기", "시기"
        LAW = "근거", "근거 규정"
        NAME = "이름", "따옴표 안의 이름"
        ACT = "일", "할 일·한 일"

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, verbose_name="시정·권고사항", related_name="facts"
    )
    side = CleanField("어느 쪽", max_length=2, choices=Side.choices)
    kind = CleanField("종류", max_length=2, choices=Kind.choices)
    words = CleanField("적힌 말", max_length=80)
    value = models.DecimalField("값", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = CleanField("단위", max_length=10, blank=True)
    manner = CleanField("어떻게", max_length=4, blank=True)
    first = models.DateField("첫날", null=True, blank=True)
    last = models.DateField("마지막 날", null=True, blank=True)
    place = models.PositiveIntegerField("출처의 줄")
    position = models.PositiveSmallIntegerField("차례")

    class Meta:
        verbose_name = "시정·권고사항의 사실"
        verbose_name_plural = "시정·권고사항의 사실"
        ordering = ["finding", "position"]
        constraints = [
            trimmed("words"),
            models.UniqueConstraint(
                fields=["finding", "position"],
                name="budgets_findingfact_once",
                violation_error_message="같은 차례의 사실이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingfact_side_known",
                condition=Q(side__in=["요구", "조치"]),
                violation_error_message="요구한 것이거나 조치한 것입니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingfact_says_what_its_kind_says",
                condition=Q(kind__in=["금액", "수"], value__isnull=False)
                | Q(kind="시기", first__isnull=False, last__isnull=False)
                | Q(kind__in=["근거", "이름", "일"]),
                violation_error_message="금액과 수에는 값이, 시기에는 날이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingfact_manner_of_an_act",
                condition=Q(manner="") | Q(kind="일", manner__in=_MANNERS),
                violation_error_message="할 일·한 일에만, 정해진 말로 어떻게인지를 적습니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingfact_span_in_order",
                condition=Q(first__isnull=True, last__isnull=True) | Q(first__lte=F("last")),
                violation_error_message="첫날이 마지막 날보다 뒤입니다.",
            ),
        ]

    def __str__(self):
        return self.words


class FindingLine(models.Model):
    """A line of the budget that a finding concerns, and what says so."""

    class How(models.TextChoices):
        NAME = "이름", "세부사업의 이름이 적혀 있음"
        WORDS = "낱말", "제목의 낱말이 세부사업의 이름과 같음"
        AMOUNT = "금액", "적힌 금액이 세부사업의 금액과 같음"
        PICKED = "고름", "적은 사람이 고름"

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, verbose_name="시정·권고사항", related_name="lines"
    )
    line = models.ForeignKey(
        LineItem, on_delete=models.PROTECT, verbose_name="세부사업", related_name="findings"
    )
    how = CleanField("찾은 방법", max_length=2, choices=How.choices)
    words = CleanField("적힌 말", max_length=80, blank=True)

    class Meta:
        verbose_name = "시정·권고사항의 세부사업"
        verbose_name_plural = "시정·권고사항의 세부사업"
        ordering = ["finding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "line"],
                name="budgets_findingline_once",
                violation_error_message="이미 이어진 세부사업입니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingline_how_known",
                condition=Q(how__in=["이름", "낱말", "금액", "고름"]),
                violation_error_message="세부사업을 찾은 방법을 알 수 없습니다.",
            ),
        ]

    def __str__(self):
        return str(self.line)


class StepQuerySet(models.QuerySet):
    def published(self):
        """With their finding, and each by itself."""
        own = Q(document__in=told_documents()) | Q(publication__isnull=False)
        return self.filter(own, finding__in=Finding.objects.published())


class FindingStep(models.Model):
    """What was asked, said once more in the office's words, or how far it has come by then."""

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, verbose_name="시정·권고사항", related_name="steps"
    )
    side = CleanField("어느 쪽", max_length=2, choices=Side.choices)
    status = CleanField("상태", max_length=4, blank=True, choices=Status.choices)
    printed = CleanField("적힌 상태", max_length=80, blank=True)
    first = models.DateField("첫날", null=True, blank=True)
    last = models.DateField("마지막 날", null=True, blank=True)
    words = CleanField("내용", max_length=500, blank=True)
    paper = CleanField("근거 문서", max_length=200, blank=True)
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
        related_name="+",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="적은 사람",
        related_name="finding_steps",
    )
    at = models.DateTimeField("적은 때", null=True, blank=True)
    key = models.UUIDField("요청", null=True, blank=True, unique=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "시정·권고사항의 단계"
        verbose_name_plural = "시정·권고사항의 단계"
        ordering = ["finding", "pk"]
        constraints = [
            _read_or_entered("budgets_findingstep_has_a_source", words=""),
            models.CheckConstraint(
                name="budgets_findingstep_status_known",
                condition=Q(side="조치", status__in=["", "완료", "추진 중", "검토 중", "미추진"])
                | Q(side="요구", status=""),
                violation_error_message="상태는 완료, 추진 중, 검토 중, 미추진 가운데 하나이고, 조치한 것에만 있습니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingstep_entered_in_words",
                condition=Q(document__isnull=False)
                | ~Q(words="") & (Q(side="요구") | ~Q(status="") & Q(first__isnull=False)),
                violation_error_message="내용을 적고, 조치에는 상태와 날도 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="budgets_findingstep_span_in_order",
                condition=Q(first__isnull=True, last__isnull=True)
                | Q(first__isnull=False, last__isnull=False, first__lte=F("last")),
                violation_error_message="첫날이 마지막 날보다 뒤입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.finding} {self.status or self.side}"


class FindingPublication(models.Model):
    """That readers may see a finding, or a step, that somebody entered. Written once."""

    finding = models.OneToOneField(
        Finding,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="시정·권고사항",
        related_name="publication",
    )
    step = models.OneToOneField(
        FindingStep,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="단계",
        related_name="publication",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="공개한 사람",
        related_name="finding_publications",
    )
    at = models.DateTimeField("공개한 때")

    class Meta:
        verbose_name = "시정·권고사항의 공개"
        verbose_name_plural = "시정·권고사항의 공개"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="budgets_findingpublication_of_one",
                condition=Q(finding__isnull=False, step__isnull=True)
                | Q(finding__isnull=True, step__isnull=False),
                violation_error_message="시정·권고사항이나 단계 하나를 공개합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.finding or self.step} 공개"
