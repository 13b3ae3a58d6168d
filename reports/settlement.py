"""결산: one year's accounts of an office closed, from 예산액 to 집행잔액, and what the office says of it.

The 집행현황표 with what was carried over by kind and both rates; the closing identity with every whole
that the office prints; the reasons of the remainder; and in the order of a settlement report what was
moved, carried and left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from budgets.models import Claim, Figure, ReportingDate, SettlementItem
from departments.models import Department
from reports.asked import known_department
from reports.asked_sums import AskedSums
from reports.called_today import Called
from reports.change_rows import COLUMNS as CHANGE_COLUMNS
from reports.change_rows import (
    document_href,
    headed_rows,
    named_notes,
    not_said,
    rows_of,
)
from reports.choices import Choices
from reports.claim_words import row_href
from reports.claims import Checked, checked_claims
from reports.closing import Inprint, closing_of, closing_table
from reports.dates import When
from reports.execution import Execution, chosen_of, tables_of
from reports.execution_told import report_of
from reports.file_names import file_name
from reports.in_todays import NOTE, addressed, as_printed, in_todays, led, parts_in
from reports.lapse_reasons import Explained, read_explained, reason_tables
from reports.leading import leading
from reports.leaves import UNITS
from reports.moves import RESERVE, Headed, newest_publication, stated_moves
from reports.origin import VERDICTS
from reports.places import place_words
from reports.settled import untold_programs
from reports.settlement_rows import KINDS, Carried, with_carried
from reports.sum_scope import asked, sum_path
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, ratio
from reports.two_views import ORGANISATIONS, TODAY

_REASONS = (
    Column("amount", "금액", Kind.WON),
    Column("share", "집행잔액 가운데", Kind.RATE),
    Column("work", "사업", Kind.TEXT),
    Column("stated_in", "근거", Kind.TEXT),
)

_UNSAID = "사유가 적히지 않은 금액"
_LAPSED = "집행잔액"
_WHOLES = ("budget", "appropriated", "spent", "carried", "lapsed")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the documents say of a settlement beside its figures."""

    items: tuple[SettlementItem, ...]  # of the remainder and of what was carried
    headed: tuple[Headed, ...]
    printed: tuple[tuple[str, Inprint], ...]  # by account
    kinds: Mapping[int, Mapping[str, int]]  # of what was carried, as handed in with the figures
    explained: Explained  # why money lapsed, as the departments say

    def under(self, called: Called) -> "Settled":
        """With both sides of each change under the names that a page calls them by."""
        return replace(self, headed=tuple(each.under(called) for each in self.headed))

    @property
    def carried(self) -> Carried:
        """As it was handed in with the line's figure, else as a report says it."""
        found: dict[int, Mapping[str, int]] = {}
        for item in self.items:
            if item.heading == "이월" and item.line_id and item.kind and item.won is not None:
                own = found.get(item.line_id, {})
                found[item.line_id] = own | {item.kind: own.get(item.kind, 0) + item.won}
        return Carried(found | self.kinds)

    def heading(self, name: str) -> SettlementItem | None:
        return next((x for x in self.items if x.heading == name and x.parent_id is None), None)


def read_settled(office: Department, dates: Sequence[ReportingDate]) -> Settled:
    own = SettlementItem.objects.published().filter(reporting_date__in=[d.pk for d in dates])
    rows = own.select_related("document", "line").order_by("document__key", "position")
    return Settled(
        tuple(rows),
        tuple(stated_moves(own, newest_publication(office))),
        tuple(map(_in_print, _wholes(dates))),
        _kinds(dates),
        read_explained(dates),
    )


def _kinds(dates: Sequence[ReportingDate]) -> dict[int, dict[str, int]]:
    columns = {f"carried_{key}": kind for kind, key in KINDS.items()}
    figures = Figure.objects.published().filter(
        ~Q(**{f"{column}__isnull": True for column in columns}),
        statement__published_in__reporting_date__in=[date.pk for date in dates],
    )
    return {
        row["line"]: {kind: row[column] for column, kind in columns.items() if row[column]}
        for row in figures.values("line", *columns)
    }


def _wholes(dates: Sequence[ReportingDate]) -> list[Checked]:
    """What documents print of all departments together."""
    return checked_claims(
        Claim.objects.published()
        .select_related("account")
        .filter(
            reporting_date__in=[date.pk for date in dates],
            base_date=None,
            account__isnull=False,
            department=None,
            program=None,
            line=None,
            lines=None,
            kind="",
            formula="",
            measure__in=_WHOLES,
        )
    )


def _in_print(checked: Checked) -> tuple[str, Inprint]:
    claim = checked.claim
    unit = Decimal(UNITS[claim.unit])
    won = None if claim.value is None else int(claim.value * unit)
    difference, reason = checked.verdict.difference, checked.verdict.reason
    off = Gap.DASH if difference is None else int(difference * unit)
    verdict = VERDICTS[checked.verdict.verdict] + (f" ({reason})" if reason else "")
    return claim.account.name, Inprint(
        claim.measure,
        won,
        off,
        _with_unit(claim),
        verdict,
        place_words(claim.document.key, claim.place),
        row_href(claim),
    )


def _with_unit(claim: Claim) -> str:
    return claim.printed if claim.printed.endswith(claim.unit) else f"{claim.printed}{claim.unit}"


def settlement(
    when: When,
    office: Department,
    found: Execution,
    choices: Choices,
    settled: Settled,
    sources: tuple[str, ...] = (),
    *,
    is_led: bool = False,
    todays: Mapping[int, str | None] | None = None,
) -> Report:
    """`is_led`: whether amounts lead to where they come from, as they do on the page. `todays`: the
    departments that do the work of each line today, where the lines are to stand under those."""
    if todays is None:
        report = _printed(when, office, found, choices, sources, is_led=is_led)
        wide = _wide(report, found, choices, settled)
        chosen = chosen_of(found, choices)
    else:
        view = in_todays(found, todays)
        known_department(choices.department, view.divisions)
        report = _today(when, office, found, view, choices, sources, is_led=is_led)
        wide = _wide(report, view, choices, settled)
        chosen = as_printed(chosen_of(view, choices))
    report = addressed(replace(report, tables=tuple(wide)))
    wide = report.tables
    return replace(
        report,
        title=f"{office.name} 결산",
        tables=(
            *wide,
            *_closings(when, office, found, choices, settled, is_led=is_led),
            *_reasons(settled),
            *reason_tables(found, chosen, settled.explained),
            _changes(settled),
        ),
        file=file_name(f"{office.name}_{when.slug}_결산", report.chosen),
        name=f"{when.words} 내역",
    )


def _printed(when, office, found: Execution, choices: Choices, sources, *, is_led: bool) -> Report:
    tables = [table for _, table in tables_of(found, choices, is_settled=True)]
    report = report_of(when, office.name, tables, choices, sources)
    if not is_led:
        return report
    return leading(report, found.figure_of, sum_path(office.code, when), choices)


def _today(
    when, office, found: Execution, view: Execution, choices: Choices, sources, *, is_led: bool
) -> Report:
    """Who says what was carried over is who reported it then."""
    then = untold_programs(found.leaves, found.names)
    untold = parts_in(view, then)
    tables = [table for _, table in tables_of(view, choices, is_settled=True, untold=untold)]
    report = report_of(when, office.name, tables, choices, sources)
    if is_led:
        sums = AskedSums(when, found, Choices(unit=choices.unit), is_everyone=False)
        tables = [led(table, view, sums, choices) for table in report.tables]
        report = replace(report, tables=tuple(tables))
    return replace(
        report,
        chosen=(("조직", ORGANISATIONS[TODAY]), *report.chosen),
        tables=tuple(replace(each, notes=(NOTE, *each.notes)) for each in report.tables),
    )


def _wide(report: Report, view: Execution, choices: Choices, settled: Settled) -> list[Table]:
    carried = settled.carried
    leaves = chosen_of(view, choices)  # a sum of what is chosen counts the kinds of just that
    return [
        with_carried(table, carried.sums(leaves, view.names, table.key), carried.kinds)
        for table in report.tables
    ]


def closings(when: When, office: Department, found: Execution, choices: Choices, *, is_led: bool):
    """Of each account as a whole, whatever is chosen of it."""
    whole = Choices(unit=choices.unit, depth="합계")
    path = sum_path(office.code, when)
    for _, table in tables_of(found, whole, is_settled=True):
        scope = asked(table.key, whole)
        keys = ("appropriated", "budget", "spent", "carried", "lapsed")
        yield closing_of(table, {key: f"{path}{key}?{scope}" for key in keys} if is_led else {})


def _closings(when, office, found, choices, settled: Settled, *, is_led: bool) -> Iterable[Table]:
    for each in closings(when, office, found, choices, is_led=is_led):
        own = [printed for account, printed in settled.printed if account == each.account]
        yield closing_table(each, own)


# --- the remainder --------------------------------------------------------------------------------


def _reasons(settled: Settled) -> Iterable[Table]:
    head = settled.heading(_LAPSED)
    if head is None or head.won is None:
        return
    below: dict[int, list[SettlementItem]] = {}
    for item in settled.items:
        if item.heading == _LAPSED and item.parent_id:
            below.setdefault(item.parent_id, []).append(item)
    rows = [_reason(head, head.won, 0, "heading")]
    rows += _reason_rows(head, below, head.won, 1)
    yield Table("reasons", "집행잔액의 사유", _REASONS, tuple(rows), (), "사유")


def _reason_rows(
    above: SettlementItem, below: Mapping[int, list[SettlementItem]], whole: int, level: int
) -> Iterable[Row]:
    own = below.get(above.pk, [])
    for item in own:
        mark = "heading" if item.pk in below else LEAF
        yield _reason(item, whole, level, mark)
        yield from _reason_rows(item, below, whole, level + 1)
    amounts = [item.won for item in own]
    if amounts and None not in amounts and above.won is not None:
        rest = above.won - sum(amounts)
        if rest > 0:
            cells: list[Cell] = [rest, ratio(rest, whole), Gap.BLANK, Gap.DASH]
            yield Row(level, LEAF, _UNSAID, "", "", "", cells)


def _reason(item: SettlementItem, whole: int, level: int, mark: str) -> Row:
    won: Cell = Gap.DASH if item.won is None else item.won
    line = item.line
    cells = (won, ratio(won, whole), str(line) if line else Gap.BLANK, _place(item))
    way = f"/lines/{line.pk}" if line else ""
    links = ("", "", way, document_href(item.document.key))
    return Row(level, mark, item.name or _LAPSED, "", "", "", cells, links)


def _place(item: SettlementItem) -> str:
    return place_words(item.document.key, item.place)


# --- what was moved, carried and left ---------------------------------------------------------------


def _changes(settled: Settled) -> Table:
    rows = [*headed_rows(settled.headed), *_lapsed(settled)]
    notes = tuple(named_notes(settled.headed))
    headings = ["이용", "전용", "변경사용", "이체", "이월", "집행잔액"]
    if settled.heading(RESERVE):
        headings.insert(4, RESERVE)
    title = "·".join(headings)
    return Table("changes", title, CHANGE_COLUMNS, tuple(rows), notes, "항목")


def _lapsed(settled: Settled) -> Iterable[Row]:
    head = settled.heading(_LAPSED)
    if head is None:
        yield not_said(_LAPSED)
        return
    facts = (head.count, head.won, head.is_none, head.document.key, head.place)
    yield from rows_of(Headed(_LAPSED, *facts, "", 0, ()))
