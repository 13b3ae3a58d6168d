"""Tables and charts of a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from budgets.amounts import Unit
from reports.draw import table_html
from reports.overview import Office
from reports.rounding import notes_of
from reports.rows import Rows
from reports.table import Table

register = template.Library()


@register.simple_tag(takes_context=True)
def draw_table(context, table: Table, unit: Unit, number: int) -> SafeString:
    """`number`: that of the heading above it, `table-1` and so on."""
    report = context["report"]
    said = f", 단위: {unit.label}" if table.has_amounts else ""
    caption = f"{report.title} {table.title} ({report.when}{said})"
    # `table_html` escapes what it is given; tests/reports/test_draw.py brings hostile names.
    return mark_safe(table_html(table, unit, caption=caption, labelled_by=f"table-{number}"))


@register.simple_tag
def draw_list(table: Table, unit: Unit, caption: str, name: str) -> SafeString:
    """A table beside the report's own, under the heading `name`: it says itself what it counts in."""
    if table.has_amounts:
        caption = f"{caption} (단위: {unit.label})"

    def draw() -> str:
        return table_html(table, unit, caption=caption, labelled_by=name)

    rows = table.rows
    return mark_safe(rows.drawn((unit, caption, name), draw) if isinstance(rows, Rows) else draw())


@register.simple_tag
def draw_part(table: Table, office: Office, account: str, place: str) -> SafeString:
    """A table of the first page, read aloud with whose it is."""
    unit = f" (단위: {Unit.THOUSAND.label})" if table.has_amounts else ""
    caption = f"{office.name} {f'{account} ' if account else ''}{table.title}{unit}"
    whose = f"office-{office.pk}-name {f'{place}-name ' if account else ''}{place}-{table.key}"
    return mark_safe(table_html(table, Unit.THOUSAND, caption=caption, labelled_by=whose))


@register.simple_tag
def notes(table: Table, unit: Unit) -> tuple[str, ...]:
    return notes_of(table, unit)


@register.filter
def draw(chart: str) -> SafeString:
    """An SVG of `reports.charts`, whose texts were escaped where they were drawn."""
    return mark_safe(chart)
