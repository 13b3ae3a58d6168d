"""What figures come from, in a line of words each."""

from collections.abc import Sequence

from django.db.models import QuerySet

from budgets.models import ReportingDate, Statement


def sources_of(dates: Sequence[ReportingDate]) -> tuple[str, ...]:
    return sources_in(
        Statement.objects.filter(published_in__reporting_date__in=[d.pk for d in dates])
    )


def sources_in(statements: QuerySet[Statement]) -> tuple[str, ...]:
    """The documents, and for what nobody printed how it was handed in."""
    rows = statements.order_by("document__key", "method").values_list(
        "document__key", "document__title", "document__printed_on", "method"
    )
    return tuple(dict.fromkeys(_words(*row) for row in rows.distinct()))


def _words(key: str | None, title: str | None, printed_on: str | None, method: str) -> str:
    if key is None:
        return str(Statement.Method(method).label)
    return document_words(key, title, printed_on)


def document_words(key: str, title: str | None, printed_on: str | None) -> str:
    return f"{key} {title or '제목 없음'}{f' ({printed_on})' if printed_on else ''}"
