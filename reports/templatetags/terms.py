"""Terms in the prose of a page, leading to /terms.

Each where the page first says it: led at every mention, a reader would see nothing but links. What
was led already is kept beside the page's own values, where an included part finds it, too.
"""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.draw import term_link, with_terms

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context, anchor: str, words: str = "", *, always: bool = False) -> SafeString:
    """`words`: how the page says it; `always`: as in the head of a table, again in each."""
    words = words or anchor
    linked = _linked(context)
    if anchor in linked and not always:
        return escape(words)
    linked.add(anchor)
    return mark_safe(term_link(anchor, words))


@register.simple_tag(takes_context=True)
def told(context, words: str) -> SafeString:
    """A sentence that a report makes, with the amounts and rates that it names."""
    return mark_safe(with_terms(words, _linked(context)))


def _linked(context) -> set[str]:
    return context.dicts[0].setdefault("linked_terms", set())
