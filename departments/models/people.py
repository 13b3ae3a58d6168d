from django.db import models

from departments.fields import CleanField, trimmed
from departments.models.cell import State, said
from departments.models.organisation import Department

# Half a budget table adds up to nothing and is not stored; one cell of persons leaves the others.
UNREAD = "unread"
_STATES = [*State.choices, (UNREAD, "읽을 수 없음")]


class Headcount(models.Model):
    """정원 and 현원 of one department in one group of ranks: only the parts, totals are claims."""

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
        "departments.Document", on_delete=models.PROTECT, verbose_name="출처 문서"
    )
    place = models.PositiveIntegerField("출처의 줄")
    places = models.JSONField(
        "다른 줄에서 온 인원", default=dict, blank=True, help_text='예: {"actual": 28}'
    )

    class Meta:
        verbose_name = "인력"
        verbose_name_plural = "인력"
        ordering = ["as_of", "department", "position"]
        constraints = [
            trimmed("group"),
            models.UniqueConstraint(
                fields=["department", "as_of", "group"],
                name="departments_headcount_once",
                violation_error_message="같은 기준일에 같은 직군이 두 번 나옵니다.",
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

    def place_of(self, measure: str) -> int:
        return self.places.get(measure, self.place)
