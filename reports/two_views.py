"""Every table twice: as it was printed, and in 오늘의 조직. How an address says which, and how a reader who
chose one stays with it.

What stands under which department then is told in reports/todays.py and reports/called_today.py; where
there is nothing to tell twice, docs/decisions/0025 says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, unquote

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from budgets.amounts import Unit
from reports.asked import Reader, one_of, read_with_choices
from reports.choices import Choices
from reports.table import Report, Row, Table

NAME = "organisation"
PRINTED, TODAY = "printed", "today"
ORGANISATIONS = {PRINTED: "각 자료의 조직", TODAY: "오늘의 조직"}
read_organisation: Reader = one_of("조직", tuple(ORGANISATIONS))
# By the first part of their addresses.
_PAGES = {
    "bridge": {"bridge"},
    "budget": {"budget"},
    "compare": {"compare"},
    "execution": {"execution"},
    "expense": {"expense"},
    "findings": {"findings", "finding"},
    "lineage": {"lineage_people"},
    "ranking": {"ranking"},
    "register": {"register"},
    "revenue": {"revenue"},
    "settlement": {"settlement"},
    "statistics": {"statistics", "statistic"},
    "tasks": {"tasks", "entered_tasks", "all_tasks"},
    "trend": {"trend"},
}
_UNIT = "unit"


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of a page that has a unit and two views, and nothing else."""

    choices: Choices = field(default_factory=Choices)
    organisation: str = PRINTED

    @property
    def unit(self) -> Unit:
        return self.choices.unit

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return words_of(self.organisation)


def words_of(organisation: str) -> tuple[tuple[str, str], ...]:
    """As a report says what was chosen; what is printed is not chosen."""
    return (("조직", ORGANISATIONS[TODAY]),) if organisation == TODAY else ()


def read_view(said: Mapping[str, str]) -> View:
    choices, asked = read_with_choices(said, {NAME: read_organisation}, {_UNIT})
    return View(choices, **asked)


def is_today(request: HttpRequest) -> bool:
    return request.GET.get(NAME) == TODAY


def keeping_view(report: Report) -> Report:
    """With its links in the view of today's organisation, where a page has one."""
    return replace(report, tables=tuple(map(_kept, report.tables)))


def _kept(table: Table) -> Table:
    return replace(table, rows=tuple(map(_kept_row, table.rows)))


def _kept_row(row: Row) -> Row:
    return row._replace(href=in_todays_view(row.href), links=tuple(map(in_todays_view, row.links)))


def in_todays_view(href: str) -> str:
    """The same page; as it is where the page has no such view, or asks for a department of then."""
    path, _, query = href.partition("?")
    if not _has_two_views(path) or not _may_be_asked(path, query):
        return href
    return f"{href}{'&' if query else '?'}{NAME}={TODAY}"


def _has_two_views(path: str) -> bool:
    names = _PAGES.get(path[1:].partition("/")[0].partition(".")[0], ())
    if not names or not path.startswith("/"):
        return False
    try:
        found = resolve(unquote(path))
    except Resolver404:
        return False
    return found.url_name in names


def _may_be_asked(path: str, query: str) -> bool:
    said = {name for name, _ in parse_qsl(query)}
    if path.startswith("/execution/"):  # the table in today's organisation has no other condition
        return said <= {_UNIT}
    return not said & {NAME, "department"}
