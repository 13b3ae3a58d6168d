"""What a department faces when it writes: its lines, the date before, what the changes come to."""

from django.db.models import QuerySet, Sum

from budgets.measures import MEASURES, Measures
from budgets.models import BudgetChange, Figure, Filing, LineItem, ReportingDate
from budgets.rules import Asked, Known

# What is handed in at each stage; what a stage does not ask for has no column, which is not a blank.
COLUMNS = {
    ReportingDate.Stage.BUDGET: ("appropriated",),
    ReportingDate.Stage.EXECUTION: ("budget", "committed", "spent"),
    ReportingDate.Stage.SETTLEMENT: ("budget", "committed", "spent", "carried"),
}


def asked_of(reporting_date: ReportingDate) -> Asked:
    columns = COLUMNS[ReportingDate.Stage(reporting_date.stage)]
    return Asked(reporting_date.stage, columns, reporting_date.asks_below)


def lines_of(filing: Filing) -> QuerySet[LineItem]:
    """The department's lines in council order."""
    own = LineItem.objects.filter(
        program__book=filing.reporting_date.book_id, program__department=filing.department_id
    )
    return own.select_related("program__account").order_by(
        "program__account", "program__position", "program", "position", "pk"
    )


def date_before(filing: Filing) -> ReportingDate | None:
    """The last date of the same book of which this department has published something."""
    earlier = ReportingDate.objects.filter(
        book=filing.reporting_date.book_id,
        day__lt=filing.reporting_date.day,
        stage__in=[ReportingDate.Stage.EXECUTION, ReportingDate.Stage.SETTLEMENT],
        filings__department=filing.department_id,
        filings__published__isnull=False,
    )
    return earlier.order_by("-day", "-pk").first()


def known_of(filing: Filing) -> dict[int, Known]:
    """By line."""
    before = date_before(filing)
    earlier = {} if before is None else _published(filing, before)
    words = "" if before is None else f"{before.day:%Y. %-m. %-d.}"
    expected = expected_budgets(filing)
    return {
        line.pk: Known(str(line), earlier.get(line.pk), words, expected.get(line.pk))
        for line in lines_of(filing)
    }


def expected_budgets(filing: Filing) -> dict[int, int]:
    """예산현액 of each line by its 예산액 and the changes until that day. A line whose 예산액 is not
    known has none: what one does not know, one does not expect."""
    voted = dict(
        Figure.objects.published()
        .filter(
            statement__filing__department=filing.department_id,
            statement__filing__reporting_date__book=filing.reporting_date.book_id,
            statement__filing__reporting_date__stage=ReportingDate.Stage.BUDGET,
            appropriated__isnull=False,
        )
        .order_by("statement__filing__reporting_date__day", "pk")
        .values_list("line", "appropriated")
    )
    known = BudgetChange.objects.standing().filter(decided_on__lte=filing.reporting_date.day)
    moved: dict[int, int] = {}
    for side, sign in (("given_to", 1), ("taken_from", -1)):
        sums = known.filter(**{f"{side}__in": voted}).order_by().values_list(side)
        for line, won in sums.annotate(won=Sum("won")):
            moved[line] = moved.get(line, 0) + sign * int(won)
    return {line: won + moved.get(line, 0) for line, won in voted.items()}


def _published(filing: Filing, date: ReportingDate) -> dict[int, Measures]:
    figures = Figure.objects.published().on(date).of(filing.department_id)
    rows = figures.values_list("line", *MEASURES)
    return {line: Measures(*amounts) for line, *amounts in rows}
