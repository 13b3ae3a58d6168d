"""Who: the offices, their divisions, and what became of them.

Departments, successions and teams are kept here. Documents, headcounts, where a team stands and a
department's own duties are only looked at: they say what a report printed, and come from reading it again.
"""

from collections import Counter
from collections.abc import Callable
from copy import copy

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError
from django.db.models.deletion import Collector

from departments.models import Department, Document, Duty, Headcount, Succession, Team, TeamSighting

IS_KEY = "문서가 이 이름으로 찾으므로 바꿀 수 없습니다."
IS_USED = "이것을 쓰는 자료가 있어 바꿀 수 없습니다."


class DepartmentChoice(forms.ModelChoiceField):
    """A division with its office: a name such as 뉴미디어담당관 stands in several."""

    def label_from_instance(self, department):
        return f"{department.parent} {department}" if department.parent else str(department)


def said_column(field: str, label: str) -> Callable:
    """A number, or what stands there in its place: dash, blank and no such column stay apart."""

    @admin.display(description=label, ordering=field)
    def column(obj):
        number = getattr(obj, field)
        if number is None:
            return getattr(obj, f"get_{field}_state_display")()
        return f"{number:,}".replace("-", "△")

    column.__name__ = field  # of which Django makes the class of the cell
    return column


class NamedAdmin(admin.ModelAdmin):
    """A row is often called after others: they are read along, in lists and in forms."""

    list_per_page = 50
    list_select_related: tuple[str, ...] = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # Without a name, select_related would follow every key.
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    # Django's own titles join a Korean particle to any name: "세부사업를 삭제할 수 없습니다".
    def changelist_view(self, request, extra_context=None):
        title = {"title": f"{self.opts.verbose_name_plural} 목록"}
        return super().changelist_view(request, title | (extra_context or {}))

    def delete_view(self, request, object_id, extra_context=None):
        title = {"title": f"{self.opts.verbose_name} 삭제"}
        return super().delete_view(request, object_id, title | (extra_context or {}))


class TriedForm(forms.ModelForm):
    """Saved once for trial, so that what only a trigger refuses is an error of the form."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors or not self.instance.pk:
            return
        try:
            with transaction.atomic():
                copy(self.instance).save()
                transaction.set_rollback(True)
        except IntegrityError as refused:
            # PostgreSQL says on further lines where in which function it was.
            self.add_error(None, str(refused).splitlines()[0])


class KeptAdmin(NamedAdmin):
    """Master data: may be changed, and deleted while nothing stands on it.

    What would give standing figures another meaning is fixed. Those fields are disabled and not
    read-only: Django skips the constraints of a field that is not in the form.
    """

    form = TriedForm

    keys: tuple[str, ...] = ()  # by these, fixtures of later documents find what is there already
    fixed_when_used: tuple[str, ...] = ()

    def is_used(self, obj) -> bool:
        raise NotImplementedError("an admin that fixes fields says when")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        fixed = dict.fromkeys(self.keys, IS_KEY) if obj else {}
        if obj and self.fixed_when_used and self.is_used(obj):
            fixed |= dict.fromkeys(self.fixed_when_used, IS_USED)
        for name in fixed.keys() & form.base_fields.keys():
            form.base_fields[name].disabled = True
            form.base_fields[name].help_text = fixed[name]
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            departments = Department.objects.select_related("parent")
            if db_field.name in ("parent", "office"):
                departments = departments.filter(kind=Department.Kind.OFFICE)
            kwargs |= {"form_class": DepartmentChoice, "queryset": departments}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_deleted_objects(self, objs, request):
        """What stands in the way, counted. Django would name each of hundreds, with queries for
        each, and speak of a permission that is lacking where nobody has it."""
        try:
            if objs:  # somebody else may have deleted them meanwhile
                Collector(using=objs[0]._state.db, origin=objs).collect(objs)
        except ProtectedError as refused:
            kinds = Counter(each._meta.verbose_name for each in refused.protected_objects)
            return [], {}, set(), [f"{kind} {number:,}건" for kind, number in kinds.items()]
        return super().get_deleted_objects(objs, request)


class SeenMixin:
    """Looked at and never changed: by nobody, in no way, so that a superuser gets 403 too."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SeenAdmin(SeenMixin, NamedAdmin):
    actions = None

    def changelist_view(self, request, extra_context=None):
        # Without actions Django would answer a POST as if it were a GET.
        if request.method == "POST":
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": f"{self.opts.verbose_name} 보기"}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))


@admin.register(Department)
class DepartmentAdmin(KeptAdmin):
    list_display = ["name", "parent", "kind", "valid_from", "valid_to", "position"]
    list_filter = ["kind", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("parent",)
    search_fields = ["name", "code"]
    keys = ("code",)
    fixed_when_used = ("kind", "parent")
    fieldsets = [
        (None, {"fields": ["code", "name", "kind", "parent", "position"]}),
        (
            "있던 기간",
            {"fields": [("valid_from", "valid_from_exact"), ("valid_to", "valid_to_exact")]},
        ),
    ]

    def is_used(self, obj):
        return obj.filings.exists()

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if obj and (parent := form.base_fields.get("parent")):
            # The constraint compares with the id, which no form has: it would come out as a 500.
            parent.queryset = parent.queryset.exclude(pk=obj.pk)
        return form


@admin.register(Succession)
class SuccessionAdmin(KeptAdmin):
    list_display = ["__str__", "day", "not_before", "not_after", "evidence", "note"]
    list_filter = ["kind", "evidence"]
    list_select_related = ("before", "after")
    search_fields = ["before__name", "after__name", "note"]
    autocomplete_fields = ["document"]
    fieldsets = [
        (None, {"fields": ["kind", "before", "after"]}),
        ("날짜", {"fields": ["day", ("not_before", "not_after")]}),
        ("근거", {"fields": ["evidence", "note", ("document", "place")]}),
    ]


@admin.register(Team)
class TeamAdmin(KeptAdmin):
    list_display = ["name", "department", "office", "duty", "valid_from", "valid_to"]
    list_filter = [("department__parent", admin.RelatedOnlyFieldListFilter), "sightings__document"]
    list_select_related = ("department__parent",)
    search_fields = ["name", "duty", "department__name"]
    fixed_when_used = ("department", "name", "duty", "turn")
    fieldsets = [
        (None, {"fields": ["department", "name", "duty", "turn", "position"]}),
        (
            "있던 기간",
            {"fields": [("valid_from", "valid_from_exact"), ("valid_to", "valid_to_exact")]},
        ),
    ]

    def is_used(self, obj):
        return obj.sightings.exists()

    @admin.display(description="실국", ordering="department__parent")
    def office(self, team):
        return team.department.office


@admin.register(TeamSighting)
class TeamSightingAdmin(SeenAdmin):
    list_display = ["team", "department", "document", "place"]
    list_filter = ["document"]
    list_select_related = ("team__department", "document")
    search_fields = ["team__name", "team__duty", "team__department__name"]

    @admin.display(description="부서", ordering="team__department")
    def department(self, sighting):
        return sighting.team.department


@admin.register(Document)
class DocumentAdmin(SeenAdmin):
    list_display = ["key", "office", "titled", "printed_on", "reported_on", "lines", "claims_read"]
    list_filter = [("office", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("office",)
    search_fields = ["key", "title", "office__name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(read=Count("claims"))

    @admin.display(description="제목", ordering="title")
    def titled(self, document):
        return document.title or "제목 없음"

    @admin.display(description="읽은 인쇄값", ordering="read")
    def claims_read(self, document):
        return document.read


@admin.register(Duty)
class DutyAdmin(SeenAdmin):
    list_display = ["text", "department", "document", "place"]
    list_filter = [("department", admin.RelatedOnlyFieldListFilter), "document"]
    list_select_related = ("department", "document")
    search_fields = ["text", "department__name"]


@admin.register(Headcount)
class HeadcountAdmin(SeenAdmin):
    list_display = [
        "department",
        "as_of",
        "group",
        said_column("authorised", "정원"),
        said_column("actual", "현원"),
        "document",
    ]
    list_filter = ["as_of", ("department__parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("department", "document")
    search_fields = ["department__name", "group"]
