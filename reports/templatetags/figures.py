"""How an amount or a rate stands in a cell of a page."""

from django import template
from django.utils.html import format_html

from budgets.amounts import Unit, show, show_rate
from reports.overview import Entry, Total

register = template.Library()

WORDS = {"unknown": "알 수 없음", "absent": "없음"}


@register.filter
def thousands(total: Total) -> str:
    return _worded(total.state) if total.state in WORDS else show(total.won, Unit.THOUSAND)


@register.filter
def execution_rate(entry: Entry) -> str:
    """A rate is as little known as what it is made of."""
    states = [total.state for total in (entry.spent, entry.base) if total.state in WORDS]
    if states:
        return _worded(states[0])
    if entry.rate is None or not entry.is_of_appropriated:
        return show_rate(entry.rate)
    return format_html(
        '<sup>1)<span class="unseen"> 예산액 대비 </span></sup>{}', show_rate(entry.rate)
    )


def _worded(state: str) -> str:
    return format_html('<span class="{}">{}</span>', state, WORDS[state])


@register.filter
def millions(won: int) -> str:
    return show(won, Unit.MILLION)
