"""What a reader chooses with: the options of a list, and the links of a switch.

Drawn here and not by a loop in the template: a city has hundreds of departments to choose from, and
a loop costs more for them than the table does for their figures.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import escape
from urllib.parse import quote_plus, urlencode

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from reports.two_views import NAME, ORGANISATIONS, PRINTED, TODAY, in_todays_view, is_today

register = template.Library()

_CURRENT = ' aria-current="page"'

Value = str | tuple[str, str]  # what is said in the address, and where that is another, to readers


# `format_html` takes ten times as long as a line of these; tests/reports/test_controls.py brings
# hostile names to both.


@register.simple_tag
def options(values: Iterable[Value], chosen: str | None) -> SafeString:
    """Of a list of choices, after the one that the template gives for none."""
    return mark_safe(_options(tuple(values), chosen))


@lru_cache(maxsize=256)  # most pages offer the same
def _options(values: tuple[Value, ...], chosen: str | None) -> str:
    return "".join(_each_option(values, chosen))


def _each_option(values: Iterable[Value], chosen: str | None) -> Iterator[str]:
    for each in values:
        value, label = (each, each) if isinstance(each, str) else each
        said = "" if value == label else f' value="{escape(value)}"'
        yield f"<option{said}{' selected' if value == chosen else ''}>{escape(label)}</option>"


@register.simple_tag(takes_context=True)
def date_links(context, dates: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Items of a list: what a date is called, its address, and whether it is the one that is shown."""
    return mark_safe(
        "".join(
            f'<li><a href="{escape(_in_view(context, href))}"{_CURRENT if is_current else ""}>{escape(label)}</a></li>'
            for label, href, is_current in dates
        )
    )


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
    request: HttpRequest,
    name: str,
    values: Iterable[Value],
    chosen: str | None,
    dropped: Collection[str] = (),
) -> tuple[str, ...]:
    """`dropped`: conditions that do not go with another value."""
    left = {name, *dropped}
    said = [(key, value) for key, own in request.GET.lists() if key not in left for value in own]
    return _drawn_links(f"{urlencode(said)}&" if said else "", name, tuple(values), chosen)


@lru_cache(maxsize=256)
def _drawn_links(
    kept: str, name: str, values: tuple[Value, ...], chosen: str | None
) -> tuple[str, ...]:
    return tuple(_each_link(kept, name, values, chosen))


def _each_link(kept: str, name: str, values: Iterable[Value], chosen: str | None) -> Iterator[str]:
    for each in values:
        value, label = (each, each) if isinstance(each, str) else each
        href = escape(f"?{kept}{name}={quote_plus(value)}")
        current = ' aria-current="true"' if value == chosen else ""
        yield f'<a href="{href}"{current}>{escape(label)}</a>'


# --- the two views --------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def organisation_switch(context, drops: str = "department") -> SafeString:
    """As printed, or in today's organisation. `drops`: conditions that say somebody of one of the two,
    who is none of the other."""
    request = context["request"]
    chosen = request.GET.get(NAME) or PRINTED
    links = _links(request, NAME, ORGANISATIONS.items(), chosen, drops.split())
    return mark_safe(
        '<div class="switch" role="group" aria-label="조직"><span class="label">조직</span>'
        f"{''.join(links)}</div>"
    )


@register.simple_tag(takes_context=True)
def organisation_kept(context) -> SafeString:
    """Of a form: what it asks for is asked for in the same view."""
    said = f'<input type="hidden" name="{NAME}" value="{TODAY}">'
    return mark_safe(said if is_today(context["request"]) else "")


@register.simple_tag(takes_context=True)
def same_view(context, href: str) -> str:
    """Another page, or this one without its conditions, in the same view where it has it."""
    return _in_view(context, href)


def _in_view(context, href: str) -> str:
    request = context.get("request")
    return in_todays_view(href) if request and is_today(request) else href
