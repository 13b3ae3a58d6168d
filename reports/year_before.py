"""전년 대비 in a sentence, where its own report does not print last year: the ledger's date of a year before."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from budgets.models import Book, Claim, Filing, ReportingDate

_AGAINST = (Claim.Measure.CHANGE, Claim.Measure.CHANGE_RATE)


def set_years_before(claims: Sequence[Claim]) -> None:
    """Not kept: it depends on which reports the ledger knows."""
    open_ones = [
        claim
        for claim in claims
        if claim.measure in _AGAINST
        and claim.reporting_date
        and claim.base_date is None
        and not claim.formula
    ]
    if not open_ones:
        return
    filings = Filing.objects.filter(reporting_date=OuterRef("pk")).order_by()
    dates = ReportingDate.objects.filter(
        Exists(filings),
        ~Exists(filings.filter(published__isnull=True)),  # part of a whole is not what it grew from
        book__basis=Book.Basis.DRAWN,
    ).select_related("book__office")
    dates = list(dates)
    for claim in open_ones:
        found = [date for date in dates if _is_before(date, claim.reporting_date)]
        claim.base_date = found[0] if len(found) == 1 else None


def _is_before(date: ReportingDate, now: ReportingDate) -> bool:
    """Of the same office and stage, and of the same day of the year."""
    return (
        date.book.office_id == now.book.office_id
        and date.stage == now.stage
        and date.book.fiscal_year == now.book.fiscal_year - 1
        and (date.day.month, date.day.day) == (now.day.month, now.day.day)
    )
