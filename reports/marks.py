"""Where a document printed something else than stands in a cell of the 집행현황표: the cell says so, and
leads to how it was worked out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from budgets.models import Claim, ReportingDate
from reports.choices import Choices
from reports.claim_words import printed_words, row_href
from reports.claims import Checked
from reports.places import line_words
from reports.table import LEAF, Mark, Report, Row, Table
from reports.tallies import read_tallies

# (account, what a row is about, column): what was printed there instead.
Marks = Mapping[tuple[str, str, str], Mark]
_TOTAL = "total"


def read_marks(now: tuple, *dates: ReportingDate) -> Marks:
    """`now`: the stamp under which the page is drawn."""
    own = {date.pk for date in dates}
    differing = (each for found in read_tallies(now).differing.values() for each in found)
    return marks_of(each for each in differing if each.claim.reporting_date_id in own)


def marks_of(
    differing: Iterable[Checked], column_of: Callable[[Claim], str] = attrgetter("measure")
) -> Marks:
    """`column_of`: where a table does not call its columns by what is measured."""
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for checked in differing:
        claim = checked.claim
        if claim.account and (row := _row_of(checked)):
            found[claim.account.name, row, column_of(claim)].append(claim)
    return {cell: mark_of(claims) for cell, claims in found.items()}


def mark_of(claims: Sequence[Claim]) -> Mark:
    first = claims[0]
    words = " / ".join(dict.fromkeys(printed_words(claim) for claim in claims))
    where = ", ".join(line_words(claim.place) for claim in claims)
    return Mark(f"인쇄 {words}", row_href(first), f"{first.document.key} 문서 {where}")


def _row_of(checked: Checked) -> str:
    """By what a row leads to; a sentence on several lines stands on no row."""
    claim = checked.claim
    if len(checked.lines) == 1:
        return f"/lines/{next(iter(checked.lines))}"
    if claim.program_id:
        return f"/programs/{claim.program_id}"
    if claim.lines.all():
        return ""
    if claim.department_id:
        return f"/departments/{claim.department_id}"
    return f"kind:{claim.kind}" if claim.kind else _TOTAL


def marked(report: Report, marks: Marks, choices: Choices, *, is_chosen: bool = False) -> Report:
    """A sum of chosen lines is not the one that was printed. `is_chosen`: by what `choices` has not."""
    if not marks:
        return report
    has_wholes = not (choices.conditions or is_chosen)
    return replace(report, tables=tuple(_marked(each, marks, has_wholes) for each in report.tables))


def _marked(table: Table, marks: Marks, has_wholes: bool) -> Table:
    own = {(row, key): mark for (account, row, key), mark in marks.items() if account == table.key}
    if not own:
        return table
    keys = {column.key: at for at, column in enumerate(table.columns)}
    asked = {row for row, _ in own}
    found = {}
    for at, row in enumerate(table.rows):
        name = _name(row)
        if name in asked and (has_wholes or row.mark == LEAF):
            for (about, key), mark in own.items():
                if about == name and key in keys:
                    found[at, keys[key]] = mark
    return replace(table, marks=found)


def _name(row: Row) -> str:
    if row.mark in (_TOTAL, "kind"):
        return _TOTAL if row.mark == _TOTAL else f"kind:{row.kind}"
    return row.href
