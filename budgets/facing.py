"""What a department faces when it writes: its lines, the dates beside, what the changes come to."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from budgets.carried_in import CarriedIn, carried_in
from budgets.expected import UNKNOWN, Expected, expected_on
from budgets.models import Figure, Filing, LineItem, ReportingDate
from budgets.past import Named, past_and_heirs_of
from budgets.rows import Row
from budgets.rules import Asked, Known, Opening
from budgets.statements import row_of

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
    earlier, _ = _published_beside(filing.reporting_date, [filing.department_id])
    found = earlier.get(filing.department_id)
    return found and found.reporting_date


def known_of(filing: Filing) -> dict[int, Known]:
    """By line."""
    return known_on(filing.reporting_date, [filing.department_id])


def known_on(reporting_date: ReportingDate, departments: Collection[int]) -> dict[int, Known]:
    """By line, of several departments at once: what it costs does not grow with their number.

    What a line was before it got another name or place in this book is known of it, too, and what
    was published after this date of what it has become."""
    book = reporting_date.book_id
    past, heirs = past_and_heirs_of(book)
    lines = LineItem.objects.filter(program__book=book, program__department__in=departments)
    own = {line.pk: line for line in lines.select_related("program")}
    others = {
        each.department for pk in own for names in (past, heirs) for each in names.get(pk, ())
    }
    before, after = _published_beside(reporting_date, {*departments, *others})
    said = _said_in(found.published_id for found in (*before.values(), *after.values()))
    expected = expected_on(book, reporting_date.day, departments, past)
    came = carried_in(reporting_date.book, reporting_date.day, own, past)
    known = {}
    for pk, line in own.items():
        named = Named(pk, line.program.department_id)
        was, was_on = _told((named, *past.get(pk, ())), before, said)
        next_is, next_on = _told((named, *heirs.get(pk, ())), after, said)
        found = expected.get(pk, UNKNOWN)
        known[pk] = Known(
            str(line),
            was and was.measures,
            was_on,
            found.won,
            found.words,
            len(found.moves),
            _opening(came.get(pk), found),
            next_is,
            next_on,
            was.carried if was else (None, None, None),
        )
    return known


def _told(
    names: tuple[Named, ...], beside: Mapping[int, Filing], said: Mapping[tuple[int, int], Row]
) -> tuple[Row | None, str]:
    """What was published beside of the first of these names that was told, and on which day."""
    there = [(each.line, beside[each.department]) for each in names if each.department in beside]
    for line, filing in there:
        if (row := said.get((filing.published_id, line))) is not None:
            return row, _in_words(filing)
    own = beside.get(names[0].department)
    return None, "" if own is None else _in_words(own)


def _in_words(filing: Filing) -> str:
    return f"{filing.reporting_date.day:%Y. %-m. %-d.}"


def _opening(came: CarriedIn | None, found: Expected) -> Opening | None:
    if came is None:
        return None
    return Opening(came.won, came.words, sum(x.won for x in found.brought), found.brought_words)


def expected_budgets(filing: Filing) -> dict[int, int | None]:
    asked = filing.reporting_date
    found = expected_on(asked.book_id, asked.day, [filing.department_id])
    return {line: each.won for line, each in found.items()}


def _published_beside(
    reporting_date: ReportingDate, departments: Collection[int]
) -> tuple[dict[int, Filing], dict[int, Filing]]:
    """By department, its last published filing of the same book before that date, and its next after
    it."""
    stages = ReportingDate.Stage
    published = Filing.objects.filter(
        reporting_date__book=reporting_date.book_id,
        reporting_date__stage__in=[stages.EXECUTION, stages.SETTLEMENT],
        department__in=departments,
        published__isnull=False,
    ).select_related("reporting_date")
    in_time = sorted(published, key=lambda filing: filing.reporting_date.moment)
    now = reporting_date.moment
    before = {x.department_id: x for x in in_time if x.reporting_date.moment < now}
    after = {x.department_id: x for x in reversed(in_time) if x.reporting_date.moment > now}
    return before, after


def _said_in(statements: Iterable[int]) -> dict[tuple[int, int], Row]:
    """By statement and line."""
    figures = Figure.objects.filter(statement__in=list(statements)).order_by()
    return {(figure.statement_id, figure.line_id): row_of(figure) for figure in figures}
