"""What stands around every page, and at the foot of every sheet of its print."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from budgets.models import Statement
from reports.contrast import is_high
from reports.dates import written
from reports.table import Report

register = template.Library()


@dataclass(frozen=True, slots=True)
class Update:
    day: str
    document: str
    office: str


@register.simple_tag(takes_context=True)
def last_update(context) -> Update | None:
    """The newest that is published: the day, its document and the office that answers for it."""
    known = context.get("known")
    return known(_newest) if known else _newest()


def _newest() -> Update | None:
    """Of its row what is said, and no more: pages that know nothing ask for it each time."""
    published = Statement.objects.filter(published_in__isnull=False).order_by("-pk")
    whose = "filing__department"
    said = ("handed_in_at", "document__key", f"{whose}__parent__name", f"{whose}__name")
    if (last := published.values_list(*said).first()) is None:
        return None
    handed_in_at, document, office, department = last
    return Update(
        written(timezone.localtime(handed_in_at).date()), document or "", office or department
    )


# A menu is the same on every page but for the entry that is this page, and finding its addresses
# takes longer than drawing a table: these are made once in a process.


@register.simple_tag
def way(page: str, *of: str) -> str:
    """As `url`, for the few addresses that stand on every page."""
    return _way(page, get_script_prefix(), of)


@lru_cache(maxsize=1024)
def _way(page: str, prefix: str, of: tuple[str, ...]) -> str:
    return reverse(page, args=of)


@register.simple_tag(takes_context=True)
def main_menu(context) -> SafeString:
    match = getattr(context.get("request"), "resolver_match", None)
    return _menu(match.url_name if match else "", get_script_prefix())


@lru_cache(maxsize=256)
def _menu(page: str, prefix: str) -> SafeString:
    return render_to_string("_menu.html", {"page": page})


@register.simple_tag
def linked_files() -> SafeString:
    return _linked_files(get_script_prefix(), settings.STATIC_URL)


@lru_cache(maxsize=16)
def _linked_files(prefix: str, address: str) -> SafeString:
    return render_to_string("_linked_files.html")


@register.simple_tag(takes_context=True)
def high_contrast(context) -> bool:
    """Whether the reader chose it; the page of an error may be drawn without a request."""
    return is_high(context.get("request"))


@register.simple_tag
def printed_foot(report: Report | str) -> SafeString | str:
    """As an attribute of the document, where the sheet's margin finds it: whose figures, of what
    day, in which unit, from where. A page without a report has none of these to say."""
    if not isinstance(report, Report):
        return ""
    sources = ", ".join(report.sources) or "기재되지 않음"
    has_amounts = any(table.has_amounts for table in report.tables)
    unit = f", 단위: {report.unit.label}" if has_amounts else ""
    told = f"{report.title} ({report.when}{unit}) 출처: {sources}"
    return mark_safe(f' data-printed-foot="{escape(told)}"')


class KnownPart(template.Node):
    """What stands around a table says the same at the same address until the stamp is another."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context) -> str:
        if (known := context.get("known")) is None:
            return self.nodelist.render(context)
        key = (self, context["request"].get_full_path())
        return known.once(key, lambda: self.nodelist.render(context), _as_rows)


def _as_rows(drawn: str) -> int:
    """A row that is known takes about a kilobyte."""
    return 1 + len(drawn) // 1000


@register.tag
def knownpart(parser, token) -> KnownPart:
    """Drawn once for each address, wherever the page is told what is `known`: nothing about who reads
    may stand in it, and no `told`, which asks what stands before it."""
    nodelist = parser.parse(("endknownpart",))
    parser.delete_first_token()
    return KnownPart(nodelist)
