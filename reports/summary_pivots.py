"""The pivots of the analysts' workbook: rows by date, of one account.

Amounts stand once, by program; departments, kinds and the whole are formulas over them, and a rate
is one sum through another. Where a formula would not say what the cell says, the cell is a value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from reports.excel_forms import quoted
from reports.rounding import ROUNDED, parts_add_up
from reports.sheets import Book, Sheet
from reports.summary import TOTAL, Entry, Summary, shown
from reports.summary_asked import COLUMNS
from reports.summary_sheet import (
    HEAD_ROW,
    NOT_THERE,
    Cells,
    about,
    headed,
    is_rate_of,
    is_sum_of,
    rate_formula,
    width,
    write_heads,
)
from reports.table import Cell, Gap

_COLUMNS_A_PAGE = 9
_FIRST = HEAD_ROW + 2  # of the rows: a head names the measure, one below it the date
_BASES = ("budget", "appropriated")

Column = tuple[str, int]  # a measure on a date


@dataclass(frozen=True, slots=True)
class Pivot:
    """Rows under their labels, columns by measure and date; None where a date has no such row."""

    labels: tuple[str, ...]
    rows: list[tuple[str, ...]]
    columns: list[Column]
    cells: dict[Column, list[Cell | None]]

    def col(self, column: Column) -> int:
        return len(self.labels) + self.columns.index(column)

    def at(self, row: int, column: Column) -> tuple[int, int]:
        return _FIRST + row, self.col(column)


def pivot_of(entries: Sequence[Entry], labels: tuple[str, ...], summary: Summary) -> Pivot:
    """A measure that a date does not have takes no column."""
    measures = summary.chosen.measures
    records = [
        (entry.row, (measure, entry.date), shown(entry.cells, measure))
        for entry in entries
        for measure in measures
    ]
    frame = pd.DataFrame(records, columns=["row", "column", "cell"], dtype=object)
    table = frame.pivot(index="row", columns="column", values="cell")
    rows = list(dict.fromkeys(entry.row for entry in entries))
    told = {
        column: [None if isinstance(cell, float) else cell for cell in table[column].reindex(rows)]
        for column in table.columns
    }
    kept = [(measure, each.pk) for measure in measures for each in reversed(summary.dates)]
    columns = [
        column for column in kept if any(c not in (None, Gap.ABSENT) for c in told.get(column, ()))
    ]
    return Pivot(labels, rows, columns, told)


@dataclass(frozen=True, slots=True)
class Laid:
    """A pivot in its sheet, for formulas of others."""

    pivot: Pivot
    sheet: Sheet

    def reference(self, row: int, column: Column) -> str:
        at = xl_rowcol_to_cell(*self.pivot.at(row, column))
        return f"{quoted(self.sheet.get_name())}!{at}"

    def _range(self, col: int) -> str:
        last = _FIRST + len(self.pivot.rows) - 1
        return f"{quoted(self.sheet.get_name())}!{xl_range_abs(_FIRST + 1, col, last, col)}"

    def sum_where(self, named: dict[str, tuple[int, int]], column: Column) -> str:
        """Of its rows that bear these names, each under its label; the names stand in cells.

        Not SUMIFS, to which a name like ">5" or "가*" is a condition.
        """
        pivot = self.pivot
        same = [
            f"--({self._range(pivot.labels.index(label))}={xl_rowcol_to_cell(*at, col_abs=True)})"
            for label, at in named.items()
        ]
        return f"=SUMPRODUCT({','.join([*same, self._range(pivot.col(column))])})"

    def parts(self, named: dict[str, str], column: Column) -> list[Cell | None]:
        """What that formula adds up: to a sheet, letters large and small are the same."""
        at = [(self.pivot.labels.index(label), name.casefold()) for label, name in named.items()]
        cells = self.pivot.cells.get(column, [])
        return [
            cell
            for row, cell in zip(self.pivot.rows[1:], cells[1:], strict=False)
            if all(row[col].casefold() == name for col, name in at)
        ]


def lay_pivot(book: Book, title: str, pivot: Pivot, summary: Summary, account: int) -> Laid:
    """Its sheet, in the order in which they are asked for; formulas may then name it."""
    name = summary.names.accounts[account]
    what = f"{name} / (단위: {summary.chosen.unit.label}, 집행률은 %)"
    heading = f"{title} 예산과 집행"
    return Laid(
        pivot,
        headed(book, f"{title} {name}", heading, about(summary, what), _notes(pivot, summary)),
    )


def write_pivot(book: Book, laid: Laid, summary: Summary, made_of: Laid | None) -> None:
    """`made_of`: the pivot whose rows these are sums of; none: these are the amounts themselves."""
    pivot, sheet = laid.pivot, laid.sheet
    _write_heads(book, laid, summary)
    cells = Cells(book, sheet, summary.chosen.unit)
    for row, names in enumerate(pivot.rows):
        is_sum = names[0] == TOTAL
        for col, words in enumerate(names):
            cells.words(_FIRST + row, col, words, is_sum=is_sum)
        for column in pivot.columns:
            cell = pivot.cells[column][row]
            write = cells.rate if column[0] == "rate" else cells.amount
            formula = _formula(pivot, row, column, made_of) if isinstance(cell, int) else ""
            write(*pivot.at(row, column), cell, formula, is_sum=is_sum)
    _lay_out(laid)


def _lay_out(laid: Laid) -> None:
    pivot, sheet, fixed = laid.pivot, laid.sheet, len(laid.pivot.labels)
    for col in range(fixed):
        sheet.set_column(col, col, width(names[col] for names in pivot.rows))
    sheet.set_column(fixed, fixed + len(pivot.columns) - 1, 15)
    sheet.freeze_panes(_FIRST, fixed)
    pages = max(1, -(-len(pivot.columns) // _COLUMNS_A_PAGE))
    sheet.print_across(HEAD_ROW, sheet.get_name(), heads=2, pages=pages)
    if pages > 1:
        sheet.repeat_columns(0, fixed - 1)


def _notes(pivot: Pivot, summary: Summary) -> list[str]:
    notes = ["합계는 세부사업 금액을 더한 값입니다.", f"‘{NOT_THERE}’은 그 기준일에 없던 줄입니다."]
    amounts = [cells for (measure, _), cells in pivot.cells.items() if measure != "rate"]
    if not all(parts_add_up(cells[0], cells[1:], summary.chosen.unit) for cells in amounts):
        notes.append(ROUNDED)
    return [*notes, *summary.remarks]


def _write_heads(book: Book, laid: Laid, summary: Summary) -> None:
    """The measure over each column, not merged: a merged head would run over its page."""
    labels, columns, sheet = laid.pivot.labels, laid.pivot.columns, laid.sheet
    measures = [COLUMNS[measure] for measure, _ in columns]
    days = [summary.when(date).words for _, date in columns]
    write_heads(book, sheet, HEAD_ROW, [*labels, *measures])
    write_heads(book, sheet, HEAD_ROW + 1, [*[""] * len(labels), *days])
    sheet.set_row(HEAD_ROW + 1, 42)


def _formula(pivot: Pivot, row: int, column: Column, made_of: Laid | None) -> str:
    cell = pivot.cells[column][row]
    if column[0] == "rate":
        return _rate_formula(pivot, row, column)
    if pivot.rows[row][0] == TOTAL:
        parts = pivot.cells[column][1:]
        last, col = _FIRST + len(pivot.rows) - 1, pivot.col(column)
        return f"=SUM({xl_range(_FIRST + 1, col, last, col)})" if is_sum_of(cell, parts) else ""
    if made_of is None:
        return ""
    names = dict(zip(pivot.labels, pivot.rows[row], strict=True))
    if not is_sum_of(cell, made_of.parts(names, column)):
        return ""
    at = {label: (_FIRST + row, col) for col, label in enumerate(pivot.labels)}
    return made_of.sum_where(at, column)


def _rate_formula(pivot: Pivot, row: int, column: Column) -> str:
    """Over 예산현액, or over 예산액 where a date has no other; over neither where they were not asked for."""
    rate, date = pivot.cells[column][row], column[1]
    part = ("spent", date)
    for base in _BASES:
        whole = (base, date)
        if not {part, whole} <= set(pivot.columns):
            continue
        if is_rate_of(rate, pivot.cells[part][row], pivot.cells[whole][row]):
            return rate_formula(pivot.at(row, part), pivot.at(row, whole))
    return ""
