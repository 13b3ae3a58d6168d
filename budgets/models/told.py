"""Which documents a reader is told of (rule 13): said once, for all that documents print."""

from django.db.models import QuerySet

from budgets.models.filing import Statement


def told_documents() -> QuerySet:
    """The keys of those of which a statement was ever published, for `document__in`. What a document
    printed stays to be read when its figures are corrected."""
    stood_on = Statement.objects.filter(publication__isnull=False, document__isnull=False)
    return stood_on.order_by().values("document")
