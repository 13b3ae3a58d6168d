"""Accounts, structures and dates are kept here; figures and what they come from are looked at.

Figures change by handing in a new statement and in no other way: see `budgets/models/filing.py`.
"""

from django.contrib import admin

from budgets.measures import MEASURES, REVENUE_MEASURES
from budgets.models import (
    Account,
    Book,
    ChangeDay,
    Claim,
    Figure,
    Filing,
    Finding,
    FindingFact,
    FindingLine,
    FindingStep,
    LineItem,
    Program,
    ReportingDate,
    Revenue,
    RevenueCollection,
    SettlementItem,
    Statement,
    Statistic,
    StatisticValue,
    Task,
)
from departments.admin import KeptAdmin, SeenAdmin, SeenMixin, said_column

ONLY_USED = admin.RelatedOnlyFieldListFilter
OFFICE = "reporting_date__book__office"


AMOUNTS = [said_column(measure, f"{label} (원)") for measure, label in MEASURES.items()]


def called_after(filing: str) -> tuple[str, str]:
    """What the name of a filing, and so of its statements, is made of."""
    return f"{filing}__{OFFICE}", f"{filing}__department"


@admin.register(Account)
class AccountAdmin(KeptAdmin):
    list_display = ["name", "kind"]
    search_fields = ["name"]
    keys = ("name",)


@admin.register(Book)
class BookAdmin(KeptAdmin):
    list_display = ["code", "office", "fiscal_year", "basis", "organised_on"]
    list_filter = [("office", ONLY_USED), "fiscal_year", "basis"]
    list_select_related = ("office",)
    search_fields = ["code", "office__name"]
    keys = ("code",)
    fixed_when_used = ("office", "fiscal_year", "basis", "organised_on")

    def is_used(self, obj):
        return obj.programs.exists() or obj.dates.exists()


@admin.register(Program)
class ProgramAdmin(KeptAdmin):
    list_display = ["name", "reading", "department", "book", "account", "kind", "position"]
    list_filter = [
        ("book__office", ONLY_USED),
        "book__fiscal_year",
        "book__basis",
        ("account", ONLY_USED),
        "kind",
    ]
    list_select_related = ("book__office", "department", "account")
    search_fields = ["name", "reading", "department__name"]
    autocomplete_fields = ["book"]
    keys = ("code",)
    fixed_when_used = ("book", "department", "account")

    def is_used(self, obj):
        return Figure.objects.filter(line__program=obj).exists()


@admin.register(LineItem)
class LineItemAdmin(KeptAdmin):
    list_display = ["name", "reading", "program", "department", "book", "account"]
    list_filter = [
        ("program__book__office", ONLY_USED),
        "program__book__fiscal_year",
        "program__book__basis",
        ("program__account", ONLY_USED),
        "program__kind",
    ]
    list_select_related = ("program__book__office", "program__department", "program__account")
    search_fields = ["name", "reading", "program__name", "program__department__name"]
    raw_id_fields = ["program"]  # whose list shows the department; 기본경비 is a program of each
    keys = ("code",)
    fixed_when_used = ("program", "begins_on", "ends_on")

    def is_used(self, obj):
        return obj.figures.exists()

    @admin.display(description="부서", ordering="program__department")
    def department(self, line):
        return line.program.department

    @admin.display(description="편성체계", ordering="program__book")
    def book(self, line):
        return line.program.book

    @admin.display(description="회계", ordering="program__account")
    def account(self, line):
        return line.program.account


@admin.register(ReportingDate)
class ReportingDateAdmin(KeptAdmin):
    list_display = ["day", "stage", "book"]
    list_filter = ["stage", ("book__office", ONLY_USED), "book__fiscal_year"]
    list_select_related = ("book__office",)
    search_fields = ["book__code"]
    autocomplete_fields = ["book"]
    date_hierarchy = "day"
    fixed_when_used = ("book", "day", "stage")

    def is_used(self, obj):
        return obj.filings.exists()


@admin.register(Filing)
class FilingAdmin(SeenAdmin):
    list_display = [
        "reporting_date",
        "department",
        "state",
        "standing_version",
        "published_version",
    ]
    list_filter = ["state", "reporting_date__stage", (OFFICE, ONLY_USED)]
    list_select_related = (OFFICE, "department", "standing", "published")
    search_fields = ["department__name", "reporting_date__book__code"]

    @admin.display(description="현재 제출본")
    def standing_version(self, filing):
        return f"제{filing.standing.version}판" if filing.standing else "없음"

    @admin.display(description="공개된 제출본")
    def published_version(self, filing):
        return f"제{filing.published.version}판" if filing.published else "없음"


class FigureInline(SeenMixin, admin.TabularInline):
    model = Figure
    fields = ["line", *AMOUNTS, "place"]
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related(*called_after("statement__filing"), "line")
        )


@admin.register(Statement)
class StatementAdmin(SeenAdmin):
    list_display = ["filing", "version", "method", "document", "handed_in_by", "handed_in_at"]
    list_filter = ["method", "handed_in_at", (f"filing__{OFFICE}", ONLY_USED)]
    list_select_related = (*called_after("filing"), "document", "handed_in_by")
    search_fields = ["filing__department__name", "filing__reporting_date__book__code", "reason"]
    inlines = [FigureInline]


@admin.register(Figure)
class FigureAdmin(SeenAdmin):
    list_display = ["line", "statement", *AMOUNTS, "place"]
    list_filter = [
        (f"statement__filing__{OFFICE}", ONLY_USED),
        "statement__filing__reporting_date__book__fiscal_year",
        "statement__filing__reporting_date__stage",
        ("line__program__account", ONLY_USED),
        "line__program__kind",
    ]
    list_select_related = (*called_after("statement__filing"), "line")
    search_fields = ["line__name", "line__reading", "line__program__name"]


@admin.register(Task)
class TaskAdmin(SeenAdmin):
    list_display = ["document", "position", "kind", "number", "title", "place", "begins", "until"]
    list_filter = [("document", ONLY_USED), "kind"]
    list_select_related = ("document",)
    search_fields = ["title"]


@admin.register(Claim)
class ClaimAdmin(SeenAdmin):
    list_display = [
        "document",
        "place",
        "position",
        "subject",
        "measure",
        "printed",
        "unit",
        "state",
    ]
    list_filter = [("document", ONLY_USED), "shape", "measure", "state"]
    list_select_related = ("document",)
    search_fields = ["subject", "printed"]


@admin.register(SettlementItem)
class SettlementItemAdmin(SeenAdmin):
    list_display = ["document", "place", "heading", "name", "kind", "count", "won", "is_none"]
    list_filter = [("document", ONLY_USED), "heading"]
    list_select_related = ("document",)
    search_fields = ["name", "reason"]


@admin.register(ChangeDay)
class ChangeDayAdmin(SeenAdmin):
    list_display = ["item", "act", "first", "last", "printed", "place"]
    list_filter = [("document", ONLY_USED), "act"]
    list_select_related = ("item__document",)
    search_fields = ["item__name", "printed"]


@admin.register(Revenue)
class RevenueAdmin(SeenAdmin):
    list_display = [
        "name",
        "kind",
        "parent",
        "office",
        "fiscal_year",
        *(said_column(measure, f"{label} (원)") for measure, label in REVENUE_MEASURES.items()),
        "document",
        "place",
    ]
    list_filter = [("office", ONLY_USED), "fiscal_year", "stage", ("account", ONLY_USED), "kind"]
    list_select_related = ("parent", "office", "document")
    search_fields = ["name", "parent__name"]


@admin.register(RevenueCollection)
class RevenueCollectionAdmin(SeenAdmin):
    list_display = [
        "day",
        "won",
        "is_all",
        "category",
        "office",
        "fiscal_year",
        "document",
        "place",
    ]
    list_filter = [("office", ONLY_USED), "fiscal_year"]
    list_select_related = ("category", "office", "document")
    search_fields = ["office__name", "category__name"]


class FindingFactInline(SeenMixin, admin.TabularInline):
    model = FindingFact
    fields = ["side", "kind", "words", "place"]
    readonly_fields = fields
    extra = 0
    can_delete = False


class FindingLineInline(SeenMixin, admin.TabularInline):
    model = FindingLine
    fields = ["line", "how", "words"]
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("line")


@admin.register(Finding)
class FindingAdmin(SeenAdmin):
    list_display = ["number", "title", "office", "fiscal_year", "source", "whose", "document"]
    list_filter = [("office", ONLY_USED), "fiscal_year", "source"]
    list_select_related = ("office", "document")
    search_fields = ["title", "whose", "departments__name"]
    inlines = [FindingFactInline, FindingLineInline]


@admin.register(FindingStep)
class FindingStepAdmin(SeenAdmin):
    list_display = ["finding", "side", "status", "printed", "first", "last", "document"]
    list_filter = ["side", "status", ("finding__office", ONLY_USED)]
    list_select_related = ("finding", "document")
    search_fields = ["finding__title", "words"]


@admin.register(Statistic)
class StatisticAdmin(SeenAdmin):
    list_display = ["series", "document", "place", "version", "first", "last", "department", "line"]
    list_filter = [("document", ONLY_USED), "span"]
    list_select_related = ("document", "department", "line")
    search_fields = ["series"]


@admin.register(StatisticValue)
class StatisticValueAdmin(SeenAdmin):
    list_display = ["statistic", "position", "group", "item", "printed", "unit", "share", "state"]
    list_filter = [("statistic__document", ONLY_USED), "state"]
    list_select_related = ("statistic__document",)
    search_fields = ["item", "group", "printed", "statistic__series"]
