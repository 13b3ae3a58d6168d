"""What a reader chooses with: the options of a list, and the links of a switch.

Drawn here and not by a loop in the template: a city has hundreds of departments to choose from, and
a loop costs more for them than the table does for their figures.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Value = str | tuple[str, str]  # what is said in the address, and where that is another, to readers


# `format_html` takes ten times as long as a line of these; tests/reports/test_controls.py brings
# hostile names to both.


@register.simple_tag
def options(values: Iterable[Value], chosen: str | None) -> SafeString:
    """Of a list of choices, after the one that the template gives for none."""
    return mark_safe("".join(_options(values, chosen)))


def _options(values: Iterable[Value], chosen: str | None) -> Iterator[str]:
    for each in values:
        value, label = (each, each) if isinstance(each, str) else each
        said = "" if value == label else f' value="{escape(value)}"'
        yield f"<option{said}{' selected' if value == chosen else ''}>{escape(label)}</option>"


@register.simple_tag(takes_context=True)
def switch(context, name: str, values: Iterable[Value], chosen: str | None) -> SafeString:
    """Links to this very address with another value of `name`."""
    return mark_safe("".join(_links(context["request"], name, values, chosen)))


@register.simple_tag(takes_context=True)
def switch_items(context, name: str, values: Iterable[Value], chosen: str | None) -> SafeString:
    """The same as items of a list."""
    links = _links(context["request"], name, values, chosen)
    return mark_safe("".join(f"<li>{link}</li>" for link in links))


def _links(
    request: HttpRequest, name: str, values: Iterable[Value], chosen: str | None
) -> Iterator[str]:
    said = [(key, value) for key, own in request.GET.lists() if key != name for value in own]
    kept = f"{urlencode(said)}&" if said else ""
    for each in values:
        value, label = (each, each) if isinstance(each, str) else each
        href = escape(f"?{kept}{urlencode({name: value})}")
        current = ' aria-current="true"' if value == chosen else ""
        yield f'<a href="{href}"{current}>{escape(label)}</a>'
