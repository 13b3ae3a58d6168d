"""The amounts of dates as readers see them, bare: what they are about is told by reports/layout.py.

Written out in SQL: for an office the making of a query takes longer than its answer, and this one is
asked for every page.
"""

from collections.abc import Sequence

from django.db import connection

from budgets.measures import MEASURES
from budgets.models import Figure, ReportingDate

# figure, line, mask of what was met (departments/cells.py), then an amount a measure
Amounts = tuple[int, ...]
FIGURE, LINE, MET, FIRST = range(4)

_AMOUNTS = ", ".join(f"COALESCE(figure.{measure}, 0)" for measure in MEASURES)
_FIGURES = f"""
    SELECT figure.id, figure.line_id, figure.states, {_AMOUNTS}
      FROM budgets_filing filing
      JOIN budgets_figure figure ON figure.statement_id = filing.published_id
     WHERE filing.reporting_date_id IN ({{dates}})
"""


def published_figures(dates: Sequence[ReportingDate]) -> dict[int, Amounts]:
    """By line: on one day and stage an office has one date, and a line one statement in force."""
    marks = ", ".join(["%s"] * len(dates))
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES.format(dates=marks), [date.pk for date in dates])
        return {row[LINE]: row for row in cursor.fetchall()}


def notes_on(dates: Sequence[ReportingDate]) -> dict[int, str]:
    """By figure, what its department says of it: why a program is slow."""
    own = Figure.objects.filter(statement__published_in__reporting_date__in=dates)
    return dict(own.exclude(note="").order_by().values_list("pk", "note"))
