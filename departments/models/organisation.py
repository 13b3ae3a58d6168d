from django.db import models
from django.db.models import F, Q

from departments.fields import CleanField, trimmed
from departments.models.validity import Validity, ValidityQuerySet, validity_constraints


class ByCode(models.Manager):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class Department(Validity):
    """An office (실국) or a division (담당관) under one name.

    A new name, or the old name under another office, is another department: a `Succession`
    links the two. `code` is the key, the name is not.
    """

    class Kind(models.TextChoices):
        OFFICE = "실국", "실국"
        DIVISION = "담당관", "담당관"

    code = CleanField("부서 코드", max_length=120, unique=True)
    name = CleanField("이름", max_length=60)
    kind = CleanField("종류", max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="상위 부서",
        related_name="divisions",
    )
    position = models.PositiveSmallIntegerField("차례", default=0)

    objects = ByCode.from_queryset(ValidityQuerySet)()

    class Meta:
        verbose_name = "부서"
        verbose_name_plural = "부서"
        ordering = ["position", "code"]
        constraints = [
            *validity_constraints(),
            trimmed("code"),
            trimmed("name"),
            models.CheckConstraint(
                name="departments_department_kind_known",
                condition=Q(kind__in=["실국", "담당관"]),
                violation_error_message="부서의 종류는 실국 또는 담당관입니다.",
            ),
            models.CheckConstraint(
                name="departments_department_division_has_office",
                condition=(~Q(kind="실국") | Q(parent__isnull=True))
                & (~Q(kind="담당관") | Q(parent__isnull=False)),
                violation_error_message="담당관에는 상위 실국이 있고, 실국에는 상위 부서가 없습니다.",
            ),
            # An office's code is one step of an address: /execution/<code>/<date>.xlsx
            models.CheckConstraint(
                name="departments_department_office_code_addresses",
                condition=~Q(kind="실국")
                | ~(
                    Q(code="전체")
                    | Q(code__contains="/")
                    | Q(code__startswith=".")
                    | Q(code__endswith=".xlsx")
                    | Q(code__endswith=".csv")
                    | Q(code__endswith=".json")
                ),
                violation_error_message="실국의 코드는 주소에 쓰입니다. ‘전체’일 수 없고, 빗금(/)을 담거나 "
                "점(.)으로 시작하거나 .xlsx, .csv, .json으로 끝날 수 없습니다.",
            ),
            models.CheckConstraint(
                name="departments_department_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="부서는 자기 자신의 상위 부서일 수 없습니다.",
            ),
            models.UniqueConstraint(
                fields=["parent", "name", "valid_from"],
                name="departments_department_one_name_at_a_time",
                violation_error_message="같은 실국에 같은 이름의 부서가 이미 있습니다.",
            ),
            # NULL is unlike NULL to a database: what has no beginning or no office needs its own.
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(valid_from__isnull=True),
                name="departments_department_one_name_since_ever",
                violation_error_message="같은 실국에 같은 이름의 부서가 이미 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                condition=Q(parent__isnull=True),
                name="departments_department_one_office_at_a_time",
                violation_error_message="같은 이름의 실국이 이미 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent__isnull=True, valid_from__isnull=True),
                name="departments_department_one_office_since_ever",
                violation_error_message="같은 이름의 실국이 이미 있습니다.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)

    @property
    def office(self):
        return self.parent or self


class TeamManager(models.Manager.from_queryset(ValidityQuerySet)):
    def get_by_natural_key(self, department, name, duty, turn):
        return self.get(department__code=department, name=name, duty=duty, turn=turn)


class Team(Validity):
    """A team under one duty, for as long as reports that follow each other list it so."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="부서", related_name="teams"
    )
    name = CleanField("이름", max_length=60)
    duty = CleanField("업무", max_length=200, blank=True)
    turn = models.PositiveSmallIntegerField(
        "몇 번째", default=1, help_text="같은 업무를 그만두었다가 다시 맡으면 2"
    )
    position = models.PositiveSmallIntegerField("차례", default=0)

    objects = TeamManager()

    class Meta:
        verbose_name = "팀"
        verbose_name_plural = "팀"
        ordering = ["department", "position", "pk"]
        constraints = [
            *validity_constraints(),
            trimmed("name"),
            models.UniqueConstraint(
                fields=["department", "name", "duty", "turn"],
                name="departments_team_once",
                violation_error_message="같은 업무의 같은 팀이 이미 있습니다.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.department.code, self.name, self.duty, self.turn)

    natural_key.dependencies = ["departments.department"]


class TeamSightingManager(models.Manager):
    def get_by_natural_key(self, document, place):
        return self.get(document__key=document, place=place)


class TeamSighting(models.Model):
    """The line of a report that lists a team: what its validity is known from."""

    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, verbose_name="팀", related_name="sightings"
    )
    document = models.ForeignKey(
        "departments.Document", on_delete=models.PROTECT, verbose_name="출처 문서"
    )
    place = models.PositiveIntegerField("출처의 줄")

    objects = TeamSightingManager()

    class Meta:
        verbose_name = "팀이 적힌 곳"
        verbose_name_plural = "팀이 적힌 곳"
        ordering = ["document", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "place"],
                name="departments_teamsighting_once_a_line",
                violation_error_message="문서의 이 줄에는 이미 팀이 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["team", "document"],
                name="departments_teamsighting_once_a_document",
                violation_error_message="한 문서에서 같은 팀이 두 번 나옵니다.",
            ),
        ]

    def __str__(self):
        return f"{self.team} {self.document.key}:{self.place}"

    def natural_key(self):
        return (self.document.key, self.place)

    natural_key.dependencies = ["departments.document", "departments.team"]


class DutyManager(models.Manager):
    def get_by_natural_key(self, document, place):
        return self.get(document__key=document, place=place)


class Duty(models.Model):
    """What a department does itself and not through one of its teams, line by line as printed."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="부서", related_name="duties"
    )
    text = CleanField("업무", max_length=200)
    document = models.ForeignKey(
        "departments.Document", on_delete=models.PROTECT, verbose_name="출처 문서"
    )
    place = models.PositiveIntegerField("출처의 줄")

    objects = DutyManager()

    class Meta:
        verbose_name = "부서 업무"
        verbose_name_plural = "부서 업무"
        ordering = ["document", "place"]
        constraints = [
            trimmed("text"),
            models.UniqueConstraint(
                fields=["document", "place"],
                name="departments_duty_once_a_line",
                violation_error_message="문서의 이 줄에는 이미 부서 업무가 있습니다.",
            ),
        ]

    def __str__(self):
        return self.text

    def natural_key(self):
        return (self.document.key, self.place)

    natural_key.dependencies = ["departments.department", "departments.document"]


class SuccessionManager(models.Manager):
    def get_by_natural_key(self, before, after, kind):
        return self.get(before__code=before, after__code=after, kind=kind)


class Succession(models.Model):
    """Which department followed which, since when, and how we know."""

    class Kind(models.TextChoices):
        RENAMED = "명칭 변경", "명칭 변경"
        CONTINUED = "소속 변경", "소속 변경"
        SPLIT = "분리", "분리"
        MERGED = "통합", "통합"
        APPEARED = "나타남", "나타남 (이전 부서 미상)"
        ABOLISHED = "폐지", "폐지"
        GONE = "사라짐", "사라짐 (이후 부서 미상)"

    class Evidence(models.TextChoices):
        STATED = "명시", "문서에 적힘"
        PROVED = "산술", "금액으로 증명"
        INFERRED = "추정", "이름과 사업으로 추정"
        RECORDED = "기록", "실국이 기록함"

    before = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="이전 부서",
        related_name="successions",
    )
    after = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="이후 부서",
        related_name="origins",
    )
    kind = CleanField("종류", max_length=10, choices=Kind.choices)
    day = models.DateField("날짜", null=True, blank=True, help_text="모르면 비워 둡니다.")
    not_before = models.DateField("빨라도", null=True, blank=True)
    not_after = models.DateField("늦어도", null=True, blank=True)
    evidence = CleanField("근거", max_length=10, choices=Evidence.choices)
    note = CleanField("근거 내용", max_length=300, blank=True)
    document = models.ForeignKey(
        "departments.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="출처 문서",
    )
    place = models.PositiveIntegerField("출처의 줄", null=True, blank=True)

    objects = SuccessionManager()

    class Meta:
        verbose_name = "부서 계보"
        verbose_name_plural = "부서 계보"
        ordering = ["not_after", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="departments_succession_has_a_side",
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                violation_error_message="이전 부서와 이후 부서 가운데 하나는 있어야 합니다.",
            ),
            models.CheckConstraint(
                name="departments_succession_changes_something",
                condition=Q(before__isnull=True) | Q(after__isnull=True) | ~Q(before=F("after")),
                violation_error_message="이전 부서와 이후 부서가 같습니다.",
            ),
            models.CheckConstraint(
                name="departments_succession_stated_has_place",
                condition=~Q(evidence="명시") | Q(document__isnull=False, place__isnull=False),
                violation_error_message="문서에 적힌 계보는 문서와 줄을 밝혀야 합니다.",
            ),
            models.UniqueConstraint(
                fields=["before", "after", "kind"],
                name="departments_succession_once",
                violation_error_message="이미 있는 계보입니다.",
            ),
            models.UniqueConstraint(
                fields=["before", "kind"],
                condition=Q(after__isnull=True),
                name="departments_succession_one_end",
                violation_error_message="이미 있는 계보입니다.",
            ),
            models.UniqueConstraint(
                fields=["after", "kind"],
                condition=Q(before__isnull=True),
                name="departments_succession_one_beginning",
                violation_error_message="이미 있는 계보입니다.",
            ),
            models.CheckConstraint(
                name="departments_succession_kind_known",
                condition=Q(
                    kind__in=["명칭 변경", "소속 변경", "분리", "통합", "나타남", "폐지", "사라짐"]
                ),
                violation_error_message="알 수 없는 계보의 종류입니다.",
            ),
            models.CheckConstraint(
                name="departments_succession_evidence_known",
                condition=Q(evidence__in=["명시", "산술", "추정", "기록"]),
                violation_error_message="근거는 명시, 산술, 추정, 기록 가운데 하나입니다.",
            ),
            models.CheckConstraint(
                name="departments_succession_recorded_says_why",
                condition=~Q(evidence="기록") | ~Q(note="") & Q(day__isnull=False),
                violation_error_message="기록한 계보에는 날짜와 사유가 있어야 합니다.",
            ),
        ]

    def __str__(self):
        return f"{self.before or '-'} → {self.after or '-'} ({self.kind})"

    def natural_key(self):
        return (self.before and self.before.code, self.after and self.after.code, self.kind)

    natural_key.dependencies = ["departments.department"]
