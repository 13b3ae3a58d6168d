from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from departments.fields import CleanField, trimmed
from departments.models.organisation import Department


class PersonManager(BaseUserManager):
    def create_user(self, username, name="", password=None, **facts):
        person = self.model(username=username, name=name or username, **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username, name="", password=None, **facts):
        return self.create_user(
            username, name, password, **facts | {"is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username):
        return self.get(username=username)


class Person(AbstractUser):
    """Whoever has an account. What he may do follows from his memberships, not from this row."""

    first_name = last_name = email = None
    name = CleanField("이름", max_length=60)
    sessions_ended = models.PositiveIntegerField(
        "끝낸 접속의 차수",
        default=0,
        editable=False,
        help_text="늘면 열려 있던 접속이 모두 끝납니다.",
    )

    REQUIRED_FIELDS = ("name",)
    EMAIL_FIELD = None
    objects = PersonManager()

    class Meta:
        verbose_name = "계정"
        verbose_name_plural = "계정"
        ordering = ["username"]
        constraints = [trimmed("username"), trimmed("name")]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def _get_session_auth_hash(self, secret=None):
        """What a session must still agree with: a new password ends it, and so does being disabled."""
        held = f"{self.password} {self.sessions_ended}"
        return salted_hmac(
            "departments.Person", held, secret=secret, algorithm="sha256"
        ).hexdigest()


class Membership(models.Model):
    """What a person may do for a department, and for those under it."""

    class Role(models.TextChoices):
        OFFICER = "담당자", "담당자"
        REVIEWER = "검토자", "검토자"
        OPERATOR = "총괄", "총괄"
        READER = "열람", "열람"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="계정",
        related_name="memberships",
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, verbose_name="부서", related_name="memberships"
    )
    role = CleanField("역할", max_length=4, choices=Role.choices)

    class Meta:
        verbose_name = "역할"
        verbose_name_plural = "역할"
        ordering = ["department", "role", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "department", "role"],
                name="departments_membership_once",
                violation_error_message="이 사람은 이 부서에서 이미 그 역할입니다.",
            ),
            models.CheckConstraint(
                name="departments_membership_role_known",
                condition=Q(role__in=["담당자", "검토자", "총괄", "열람"]),
                violation_error_message="역할은 담당자, 검토자, 총괄, 열람 가운데 하나입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.role} {self.person}"


class AccessRecord(models.Model):
    """What was done to an account or a right: by whom, what it was before and after, and why.

    The database refuses to change or remove one. Names stand in words, since a name may change.
    """

    class Act(models.TextChoices):
        OPENED = "계정 개설", "계정 개설"
        DISABLED = "계정 정지", "계정 정지"
        ENABLED = "정지 해제", "정지 해제"
        PASSWORD = "비밀번호 변경", "비밀번호 변경"
        GIVEN = "역할 부여", "역할 부여"
        TAKEN = "역할 회수", "역할 회수"
        LOCKED = "로그인 잠김", "로그인 잠김"

    at = models.DateTimeField("때")
    act = CleanField("한 일", max_length=10, choices=Act.choices)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="누구의",
        related_name="access_records",
    )
    subject_name = CleanField("누구의 (이름)", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="누가",
        related_name="access_acts",
        help_text="비어 있으면 서버 관리 명령이나 프로그램이 한 일",
    )
    by_name = CleanField("누가 (이름)", max_length=200)
    before = CleanField("전", max_length=200, blank=True)
    after = CleanField("후", max_length=200, blank=True)
    reason = CleanField("사유", max_length=300, blank=True)

    class Meta:
        verbose_name = "권한 기록"
        verbose_name_plural = "권한 기록"
        ordering = ["-pk"]
        constraints = [
            trimmed("subject_name"),
            trimmed("by_name"),
            models.CheckConstraint(
                name="departments_accessrecord_act_known",
                condition=Q(
                    act__in=[
                        "계정 개설",
                        "계정 정지",
                        "정지 해제",
                        "비밀번호 변경",
                        "역할 부여",
                        "역할 회수",
                        "로그인 잠김",
                    ]
                ),
                violation_error_message="알 수 없는 권한 기록입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.subject_name} {self.act}"


class FailedLogin(models.Model):
    """Tries with one login name since the last that succeeded. The name need not be anybody's."""

    username = models.CharField("로그인 이름", max_length=150, unique=True)
    count = models.PositiveIntegerField("횟수", default=0)
    last_at = models.DateTimeField("마지막 시도")
    locked_until = models.DateTimeField("잠금이 풀리는 때", null=True, blank=True)

    class Meta:
        verbose_name = "로그인 실패"
        verbose_name_plural = "로그인 실패"
        ordering = ["username"]

    def __str__(self):
        return self.username
