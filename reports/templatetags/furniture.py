"""What stands at the foot of every page."""

from django import template

from budgets.models import Statement

register = template.Library()


@register.simple_tag
def last_update() -> Statement | None:
    """The newest that is published, for the day, its document and the office that answers for it."""
    published = Statement.objects.filter(published_in__isnull=False)
    of_whom = published.select_related("document", "filing__department__parent")
    return of_whom.order_by("-pk").first()
