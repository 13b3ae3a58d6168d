"""The charts of the analysts' workbook, beside the small tables that they are drawn from.

The tables are taken from the pivot of departments by reference, so that whoever corrects a figure
there sees it in the chart.
"""

from collections.abc import Sequence

from reports.excel_forms import AMOUNT, RATE
from reports.sheets import LINE, Book, Sheet, in_unit
from reports.summary import Summary
from reports.summary_pivots import Column, Laid
from reports.summary_sheet import HEAD_ROW, about, headed, is_rate_of, rate_formula, write_heads
from reports.table import Cell

_COLOURS = ("#0B50D0", "#BD2C0F")
_SIZE = {"width": 980, "height": 320}
_DEEP = 17  # rows that a chart stands over
_RIGHT = 5  # the column in which charts begin
_BASES = ("budget", "appropriated")


def write_charts(book: Book, summary: Summary, account: int, departments: Laid) -> None:
    unit, name = summary.chosen.unit, summary.names.accounts[account]
    sheet = headed(
        book,
        f"차트 {name}",
        "차트와 그 자료",
        about(summary, f"{name} / (단위: {unit.label}, 집행률은 %)"),
        ["비어 있는 칸은 자료에 없는 금액이며 0이 아닙니다."],
    )
    chart = _Charts(book, sheet, summary, departments)
    shown = [each for each in summary.dates if chart.has(each.pk)]
    by_date = [(summary.label(each), 0, each.pk) for each in reversed(shown)]
    newest = shown[0].pk
    rows = departments.pivot.rows
    own = [(names[-1], row, newest) for row, names in enumerate(rows) if row]
    there = [each for each in own if chart.is_there(each[1], newest)]
    last = chart.table(HEAD_ROW, "기준일", by_date)
    start = max(last, HEAD_ROW + 2 * _DEEP) + 2
    end = chart.table(start, "부서", there)
    amounts = "예산현액(없으면 예산액)과 집행액"
    chart.amounts(HEAD_ROW, last, f"기준일별 {amounts}", HEAD_ROW)
    chart.rates(HEAD_ROW, last, "기준일별 집행률", HEAD_ROW + _DEEP)
    words = summary.when(newest).words
    chart.amounts(start, end, f"부서별 {amounts} ({words})", start)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 18)
    sheet.set_column(3, 3, 12)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.print_across(HEAD_ROW, sheet.get_name())


class _Charts:
    def __init__(self, book: Book, sheet: Sheet, summary: Summary, laid: Laid):
        self.book, self.sheet, self.laid = book, sheet, laid
        self.unit = summary.chosen.unit

    def has(self, date: int) -> bool:
        return any(day == date for _, day in self.laid.pivot.columns)

    def is_there(self, row: int, date: int) -> bool:
        pivot = self.laid.pivot
        return any(pivot.cells[c][row] is not None for c in pivot.columns if c[1] == date)

    # --- tables -----------------------------------------------------------------------------------

    def table(self, head: int, label: str, rows: Sequence[tuple[str, int, int]]) -> int:
        """Each row: what it is called, and which row and date of the pivot it is; the last row."""
        heads = (label, "예산현액(예산액)", "집행액", "집행률")
        write_heads(self.book, self.sheet, head, heads)
        look = self.book.look
        for at, (name, row, date) in enumerate(rows, head + 1):
            self.sheet.write_string(at, 0, name, look(**LINE))
            base = next((c for m in _BASES if (c := self._column(m, date))), None)
            spent, rate = (self._column(measure, date) for measure in ("spent", "rate"))
            for col, column in ((1, base), (2, spent)):
                self._amount(at, col, row, column)
            self._rate(at, row, rate, base, spent)
        return head + len(rows)

    def _column(self, measure: str, date: int) -> Column | None:
        return (measure, date) if (measure, date) in self.laid.pivot.columns else None

    def _cell(self, row: int, column: Column | None) -> Cell | None:
        return self.laid.pivot.cells[column][row] if column else None

    def _amount(self, at: int, col: int, row: int, column: Column | None) -> None:
        cell, look = self._cell(row, column), self.book.look(**LINE, num_format=AMOUNT)
        if isinstance(cell, int):
            formula = f"={self.laid.reference(row, column)}"
            self.sheet.write_formula(at, col, formula, look, in_unit(cell, self.unit))
        else:
            self.sheet.write_blank(at, col, None, look)

    def _rate(self, at: int, row: int, rate: Column | None, base, spent) -> None:
        cell, look = self._cell(row, rate), self.book.look(**LINE, num_format=RATE)
        if not isinstance(cell, int):
            self.sheet.write_blank(at, 3, None, look)
            return
        is_made = is_rate_of(cell, self._cell(row, spent), self._cell(row, base))
        formula = (
            rate_formula((at, 2), (at, 1)) if is_made else f"={self.laid.reference(row, rate)}"
        )
        self.sheet.write_formula(at, 3, formula, look, cell / 1000)

    # --- drawings ---------------------------------------------------------------------------------

    def amounts(self, head: int, last: int, title: str, at: int) -> None:
        axis = {"num_format": "#,##0", "name": self.unit.label}
        self._columns(head, last, title, at, (1, 2), axis, gap=60)

    def rates(self, head: int, last: int, title: str, at: int) -> None:
        """Columns, not a line: dates of other stages are no one line."""
        self._columns(head, last, title, at, (3,), {"num_format": "0%", "min": 0}, gap=120)

    def _columns(self, head, last, title: str, at: int, cols, axis: dict, *, gap: int) -> None:
        name, chart = self.sheet.get_name(), self.book.add_chart({"type": "column"})
        for col, colour in zip(cols, _COLOURS, strict=False):
            chart.add_series(
                {
                    "name": [name, head, col],
                    "categories": [name, head + 1, 0, last, 0],
                    "values": [name, head + 1, col, last, col],
                    "fill": {"color": colour},
                    "gap": gap,
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}})
        chart.set_y_axis(axis)
        chart.set_legend({"position": "bottom"})
        chart.set_size(_SIZE)
        self.sheet.insert_chart(at, _RIGHT, chart)
