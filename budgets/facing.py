"""What a department faces when it writes: its lines, the date before, what the changes come to."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from budgets.carried_in import CarriedIn, carried_in
from budgets.expected import UNKNOWN, Expected, expected_on
from budgets.measures import MEASURES, Measures
from budgets.models import Figure, Filing, LineItem, ReportingDate
from budgets.past import Past, past_of
from budgets.rules import Asked, Known, Opening

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
    """The department's lines of that day in council order."""
    own = LineItem.objects.current_on(filing.reporting_date.day).filter(
        program__book=filing.reporting_date.book_id, program__department=filing.department_id
    )
    return own.select_related("program__account").order_by(
        "program__account", "program__position", "program", "position", "pk"
    )


def date_before(filing: Filing) -> ReportingDate | None:
    """The last date of the same book of which this department has published something."""
    earlier = _published_before(filing.reporting_date, [filing.department_id])
    found = earlier.get(filing.department_id)
    return found and found.reporting_date


def known_of(filing: Filing) -> dict[int, Known]:
    """By line."""
    return known_on(filing.reporting_date, [filing.department_id])


def known_on(reporting_date: ReportingDate, departments: Collection[int]) -> dict[int, Known]:
    """By line, of several departments at once: what it costs does not grow with their number.

    What a line was before it got another name or place in this book is known of it, too."""
    book = reporting_date.book_id
    past = past_of(book)
    lines = LineItem.objects.filter(program__book=book, program__department__in=departments)
    own = {line.pk: line for line in lines.select_related("program")}
    givers = {each.department for pk in own for each in past.get(pk, ())}
    before = _published_before(reporting_date, {*departments, *givers})
    earlier = _amounts_of(found.published_id for found in before.values())
    expected = expected_on(book, reporting_date.day, departments, past)
    came = carried_in(reporting_date.book, reporting_date.day, own, past)
    words = {pk: f"{found.reporting_date.day:%Y. %-m. %-d.}" for pk, found in before.items()}
    known = {}
    for pk, line in own.items():
        chain = (Past(pk, line.program.department_id), *past.get(pk, ()))
        told = next((each for each in chain if each.line in earlier), chain[0])
        found = expected.get(pk, UNKNOWN)
        known[pk] = Known(
            str(line),
            earlier.get(told.line),
            words.get(told.department, ""),
            found.won,
            found.words,
            len(found.moves),
            _opening(came.get(pk), found),
        )
    return known


def _opening(came: CarriedIn | None, found: Expected) -> Opening | None:
    if came is None:
        return None
    return Opening(came.won, came.words, sum(x.won for x in found.brought), found.brought_words)


def expected_budgets(filing: Filing) -> dict[int, int | None]:
    asked = filing.reporting_date
    found = expected_on(asked.book_id, asked.day, [filing.department_id])
    return {line: each.won for line, each in found.items()}


def _published_before(
    reporting_date: ReportingDate, departments: Collection[int]
) -> dict[int, Filing]:
    """By department, its last published filing of the same book before that date: before the 결산 of
    a day stands the 집행 of the same day."""
    stages = ReportingDate.Stage
    is_before = Q(reporting_date__day__lt=reporting_date.day)
    if reporting_date.stage == stages.SETTLEMENT:
        same_day = {"reporting_date__day": reporting_date.day}
        is_before |= Q(reporting_date__stage=stages.EXECUTION, **same_day)
    earlier = Filing.objects.filter(
        is_before,
        reporting_date__book=reporting_date.book_id,
        reporting_date__stage__in=[stages.EXECUTION, stages.SETTLEMENT],
        department__in=departments,
        published__isnull=False,
    )
    ordered = earlier.select_related("reporting_date").order_by(
        "reporting_date__day", "reporting_date"
    )
    return {filing.department_id: filing for filing in ordered}


def _amounts_of(statements: Iterable[int]) -> dict[int, Measures]:
    """By line."""
    figures = Figure.objects.filter(statement__in=list(statements))
    return {line: Measures(*amounts) for line, *amounts in figures.values_list("line", *MEASURES)}
