"""Where a printed value stands on its document's page."""

from django import template

from budgets.models import Claim
from reports.claim_words import row_href

register = template.Library()


@register.simple_tag
def row_of(claim: Claim) -> str:
    return row_href(claim)
