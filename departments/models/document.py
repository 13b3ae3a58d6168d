from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from departments.fields import CleanField, trimmed


class DocumentManager(models.Manager):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class Document(models.Model):
    """A report that an office printed: where figures, headcounts and names come from.

    It stands in the leftmost app, because headcounts and successions name their source too.
    """

    key = CleanField("문서 기호", max_length=40, unique=True, help_text="예: 2022-07")
    office = models.ForeignKey(
        "departments.Department",
        on_delete=models.PROTECT,
        verbose_name="실국",
        related_name="documents",
    )
    title = CleanField("제목", max_length=200)
    printed_on = CleanField(
        "인쇄된 날짜", max_length=40, blank=True, help_text="문서에 적힌 그대로"
    )
    reported_on = models.DateField("보고일", null=True, blank=True)
    sha256 = CleanField(
        "SHA-256",
        max_length=64,
        unique=True,
        validators=[RegexValidator("^[0-9a-f]{64}$", "SHA-256은 64자리 16진수입니다.")],
    )
    lines = models.PositiveIntegerField("줄 수")

    objects = DocumentManager()

    class Meta:
        verbose_name = "출처 문서"
        verbose_name_plural = "출처 문서"
        ordering = ["key"]
        constraints = [
            trimmed("key"),
            models.CheckConstraint(
                name="departments_document_sha256_is_one",
                condition=Exact(Length("sha256"), 64),
                violation_error_message="SHA-256은 64자리 16진수입니다.",
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.title}"

    def natural_key(self):
        return (self.key,)
