from django.db import models
from django.db.models import Exists, OuterRef, Q

from departments.fields import CleanField, trimmed
from departments.models.cell import State, said
from departments.models.headcount_return import HeadcountReturn
from departments.models.organisation import Department

# Half a budget table adds up to nothing and is not stored; one cell of persons leaves the others.
UNREAD = "unread"
_STATES = [*State.choices, (UNREAD, "읽을 수 없음")]


class HeadcountQuerySet(models.QuerySet):
    def in_force(self):
        """What documents print; and what offices entered, once somebody else confirmed it and until a
        later version is confirmed, too. Of a day that a document counts, the document's word stands."""
        own = {name: OuterRef(f"returned__{name}") for name in ("office", "as_of")}
        later = HeadcountReturn.objects.published().filter(
            **own, version__gt=OuterRef("returned__version")
        )
        whose = Q(department=OuterRef("returned__office")) | Q(
            department__parent=OuterRef("returned__office")
        )
        printed = Headcount.objects.filter(whose, returned=None, as_of=OuterRef("as_of"))
        entered = Q(returned__publication__isnull=False) & ~Exists(later) & ~Exists(printed)
        return self.filter(Q(returned=None) | entered)


class Headcount(models.Model):
    """정원 and 현원 of one department in one group of ranks, as a document prints them or the office
    enters them: only the parts, totals are claims."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="부서", related_name="headcounts"
    )
    as_of = models.DateField("기준일")
    group = CleanField("직군·급", max_length=60)
    position = models.PositiveSmallIntegerField("차례", default=0)
    authorised = models.PositiveIntegerField("정원", null=True, blank=True)
    authorised_state = models.CharField("정원 표기", max_length=6, choices=_STATES)
    actual = models.PositiveIntegerField("현원", null=True, blank=True)
    actual_state = models.CharField("현원 표기", max_length=6, choices=_STATES)
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)
    places = models.JSONField(
        "다른 줄에서 온 인원", default=dict, blank=True, help_text='예: {"actual": 28}'
    )

    returned = models.ForeignKey(
        HeadcountReturn,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="적은 인력",
        related_name="rows",
    )

    objects = HeadcountQuerySet.as_manager()

    class Meta:
        verbose_name = "인력"
        verbose_name_plural = "인력"
        ordering = ["as_of", "department", "position"]
        constraints = [
            trimmed("group"),
            models.UniqueConstraint(
                fields=["department", "as_of", "group"],
                condition=Q(returned__isnull=True),
                name="departments_headcount_once",
                violation_error_message="같은 기준일에 같은 직군이 두 번 나옵니다.",
            ),
            models.UniqueConstraint(
                fields=["returned", "department", "group"],
                name="departments_headcount_once_a_return",
                violation_error_message="같은 부서에 같은 직군이 두 번 나옵니다.",
            ),
            models.CheckConstraint(
                name="departments_headcount_has_a_source",
                condition=Q(document__isnull=False, place__isnull=False, returned__isnull=True)
                | Q(document__isnull=True, place__isnull=True, returned__isnull=False),
                violation_error_message="인력에는 출처 문서와 줄, 또는 적은 판이 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="departments_headcount_authorised_said",
                condition=said("authorised", UNREAD),
                violation_error_message="정원은 읽은 값일 때만 수가 있습니다.",
            ),
            models.CheckConstraint(
                name="departments_headcount_actual_said",
                condition=said("actual", UNREAD),
                violation_error_message="현원은 읽은 값일 때만 수가 있습니다.",
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.as_of} {self.group}"

    def place_of(self, measure: str) -> int | None:
        """Of what a document prints."""
        return self.places.get(measure, self.place)
