"""A Report as a workbook that an analyst would have built: sums and rates are live formulas."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from reports.excel_forms import AMOUNT, POINTS, RATE
from reports.rounding import notes_of
from reports.sheets import HEAD, LINE, MUTED, SUM, Book, Sheet, in_unit, told_sheet, width_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, tenths

_DATED = re.compile(r"\d{4}[.년]")
_TWO_LINES = 32  # points
_HEAD_ROW = 5  # title, office and date, source, filters, blank; counted from zero
_WIDEST = 60
_SUMS = ("total", "office", "department", "program", "category")


def report_xlsx(report: Report, generated_at: datetime) -> bytes:
    out = io.BytesIO()
    with Book(out, report.title, generated_at) as book:
        for table in report.tables:
            _Sheet(book, book.add_sheet(table.title), report, table)
        if report.corrections:
            title = report.corrections.title
            _Sheet(book, book.add_sheet(title), report, report.corrections)
        told_sheet(book, _told(report, generated_at))
    return out.getvalue()


def _look(book: Book, column: Column | None, row: Row):
    """Of each kind of cell, plain and bold."""
    shape = SUM if row.mark in ("total", "kind") else LINE | {"bold": row.mark != LEAF}
    if column is None:
        return book.look(**shape, indent=min(row.level, 15), num_format="@")
    form = {Kind.WON: AMOUNT, Kind.RATE: RATE, Kind.POINTS: POINTS, Kind.COUNT: "#,##0"}
    align = {} if column.kind is Kind.TEXT else {"align": "right"}
    return book.look(**shape, **align, num_format=form.get(column.kind, "@"))


class _Sheet:
    def __init__(self, book: Book, sheet: Sheet, report: Report, table: Table):
        self.book, self.sheet, self.report, self.table = book, sheet, report, table
        self.first = _HEAD_ROW + 1
        self.at = {column.key: 1 + i for i, column in enumerate(table.columns)}
        self.kind_at = len(table.columns) + 1
        self.code_at = self.kind_at + 1
        self.ends = _ends(table.rows)
        self.deepest = [
            end == at + 1 and table.rows[at].mark != "kind" for at, end in enumerate(self.ends)
        ]
        deepest = [row for row, at in zip(table.rows, self.deepest, strict=True) if at]
        self.has_kinds = len(deepest) > 1 and all(row.kind for row in deepest)  # besides the whole
        self.summed: dict[int, list[bool]] = {}  # by column
        self._head()
        for index, row in enumerate(table.rows):
            self._row(index, row)
        self._layout()

    def _head(self) -> None:
        report, table, look = self.report, self.table, self.book.look
        title = report.title
        if table.title and len(report.tables) > 1:
            title = f"{report.title}: {table.title}"
        chosen = " / ".join(f"{label}: {value}" for label, value in report.chosen)
        said = (*report.notes, *notes_of(table, report.unit))
        notes = " ".join(f"※ {note}" for note in said)
        unit = f" / (단위: {report.unit.label})" if table.has_amounts else ""
        for at, text in enumerate(
            (
                title,
                f"{report.office} / {report.when}{unit}",
                f"출처: {', '.join(report.sources)}" if report.sources else "출처: 기재되지 않음",
                " ".join(part for part in (chosen and f"조건: {chosen}", notes) if part),
            )
        ):
            self.sheet.write_string(
                at, 0, text, look(bold=at == 0, font_size=14 if at == 0 else 10)
            )
        heads = [table.name_label, *(c.label for c in table.columns), "종류", "코드"]
        if any(_DATED.match(column.label) for column in table.columns):
            self.sheet.set_row(
                _HEAD_ROW, _TWO_LINES
            )  # ‘2022. 7. 1. 집행률’ is wider than its amounts
        for at, label in enumerate(heads):
            self.sheet.write_string(_HEAD_ROW, at, label, look(**HEAD))

    def _row(self, index: int, row: Row) -> None:
        at, sheet = self.first + index, self.sheet
        sheet.write_string(at, 0, row.name, _look(self.book, None, row))
        for position, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True)):
            self._cell(at, 1 + position, column, cell, index, row)
        text = self.book.look(num_format="@", **MUTED)
        if self.deepest[index]:  # once each, so that the sums of kinds count nothing twice
            sheet.write_string(at, self.kind_at, row.kind, text)
        sheet.write_string(at, self.code_at, row.code, text)
        level = max(0, row.level - 1) if row.mark != "kind" else 0
        if level:
            sheet.set_row(at, None, None, {"level": min(level, 7)})

    def _cell(self, at: int, col: int, column: Column, cell: Cell, index: int, row: Row) -> None:
        shape = _look(self.book, column, row)
        if isinstance(cell, Gap):
            self.sheet.write_string(at, col, cell.value, shape)
        elif isinstance(cell, str):
            self.sheet.write_string(at, col, cell, shape)
        elif formula := self._formula(at, col, column, cell, index, row):
            self.sheet.write_formula(at, col, formula, shape, self._value(column, cell))
        else:
            self.sheet.write_number(at, col, self._value(column, cell), shape)

    def _value(self, column: Column, cell: int) -> float | int:
        if column.kind is Kind.WON:
            return in_unit(cell, self.report.unit)
        if column.kind is Kind.RATE:
            return cell / 1000
        return cell / 10 if column.kind is Kind.POINTS else cell

    def _formula(self, at: int, col: int, column: Column, cell: int, index: int, row: Row) -> str:
        if column.kind is Kind.RATE and column.of[0] in self.at:
            of = self._of(column, row)
            if not self._is_made_of(of, cell, row):
                return ""
            part = xl_rowcol_to_cell(at, self.at[column.of[0]])
            if of[1] in self.at:
                whole = xl_rowcol_to_cell(at, self.at[of[1]])
            elif of[1] == "":  # a share: of the first row
                whole = xl_rowcol_to_cell(self.first, self.at[column.of[0]], row_abs=True)
            else:
                return ""
            return f'=IF(N({whole})>0,ROUND({part}/{whole},3),"-")'
        if column.kind is not Kind.WON:
            return ""
        if self._is_rest(of := self._of(column, row), cell, row):
            parts = (xl_rowcol_to_cell(at, self.at[key]) for key in of)
            return f"={'-'.join(f'N({part})' for part in parts)}"
        return self._sum(col, index, row)

    def _of(self, column: Column, row: Row) -> tuple[str, ...]:
        """What a cell is made of; where the row has no such base, of the other."""
        ats = [self.at[key] - 1 for key in column.of if key in self.at]
        lacks = any(row.cells[at] is Gap.ABSENT for at in ats)
        return column.or_of if lacks and any(column.or_of) else column.of

    def _is_rest(self, of: tuple[str, ...], rest: int, row: Row) -> bool:
        """Whole less its parts, of which a dash adds nothing."""
        if not all(key in self.at for key in of):
            return False
        whole, *parts = (
            cell if isinstance(cell, int) else 0
            for cell in (row.cells[self.at[key] - 1] for key in of)
        )
        return rest == whole - sum(parts)

    def _is_made_of(self, of: tuple[str, str], rate: int, row: Row) -> bool:
        """Where a row's rate stands on another base than its column's, a formula would say another."""
        part, whole = (row.cells[self.at[key] - 1] if key in self.at else None for key in of)
        if of[1] == "":
            first = self.table.rows[0].cells[self.at[of[0]] - 1]
            return isinstance(part, int) and isinstance(first, int) and tenths(part, first) == rate
        return isinstance(part, int) and isinstance(whole, int) and tenths(part, whole) == rate

    def _sum(self, col: int, index: int, row: Row) -> str:
        """SUBTOTAL leaves out the sums within its range, and what a reader filters away."""
        if row.mark == "kind":
            return self._sum_of_kind(col, row.kind) if self.has_kinds else ""
        if row.mark not in _SUMS:
            return ""
        if not self._adds_up(col - 1)[index]:
            return ""
        begin = index + 1
        while begin < len(self.table.rows) and self.table.rows[begin].mark == "kind":
            begin += 1
        end = self.ends[index]
        if begin >= end:
            return ""
        name = xl_col_to_name(col)
        return f"=SUBTOTAL(9,{name}{self.first + begin + 1}:{name}{self.first + end})"

    def _adds_up(self, at: int) -> list[bool]:
        """By row, whether its cell is what stands deepest below it, as is every sum in between: one
        that is printed of the whole alone, or of more lines than are shown, is no formula."""
        if at not in self.summed:
            rows, ends = self.table.rows, self.ends
            cells = [row.cells[at] if isinstance(row.cells[at], int) else None for row in rows]
            below = zip(cells, self.deepest, strict=True)
            deep = list(
                accumulate((won or 0 if is_deep else 0 for won, is_deep in below), initial=0)
            )
            is_own = [
                self.deepest[i] or row.mark == "kind" or cells[i] in (None, deep[ends[i]] - deep[i])
                for i, row in enumerate(rows)
            ]
            broken = list(accumulate((not own for own in is_own), initial=0))
            self.summed[at] = [broken[ends[i]] == broken[i] for i in range(len(rows))]
        return self.summed[at]

    def _sum_of_kind(self, col: int, kind: str) -> str:
        """Only rows below those of the kinds: a range that holds the cell itself goes in circles."""
        rows = self.table.rows
        begin = self.first + max(at for at, row in enumerate(rows) if row.mark == "kind") + 1
        kinds, amounts = (
            xl_range_abs(begin, at, self.first + len(rows) - 1, at) for at in (self.kind_at, col)
        )
        return f'=SUMIF({kinds},"{kind}",{amounts})'

    def _layout(self) -> None:
        sheet, rows = self.sheet, self.table.rows
        longest = max((width_of(row.name) + 2 * row.level for row in rows), default=10)
        sheet.set_column(0, 0, min(_WIDEST, max(20, longest)))
        for col, column in enumerate(self.table.columns, 1):
            sheet.set_column(col, col, self._width(col - 1, column))
        sheet.set_column(self.kind_at, self.kind_at, 14)
        sheet.set_column(self.code_at, self.code_at, 40, None, {"hidden": True})
        sheet.freeze_panes(self.first, 1)
        sheet.outline_settings(True, False, True, False)  # sums stand above what they add
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(1, len(rows)), self.code_at)
        sheet.print_across(_HEAD_ROW, f"{self.report.office} {self.report.when}")

    def _width(self, at: int, column: Column) -> int:
        """Amounts have room for any amount; a column of words for its longest, within reason."""
        if column.kind is Kind.WON:
            return 16
        words = (width_of(cell) for row in self.table.rows if type(cell := row.cells[at]) is str)
        return min(_WIDEST, max(11, 2 + max(words, default=0)))


def _ends(rows: Sequence[Row]) -> list[int]:
    """For each row the first below it that does not stand under it."""
    ends = [len(rows)] * len(rows)
    open_rows: list[int] = []
    for at, row in enumerate(rows):
        while open_rows and rows[open_rows[-1]].level >= row.level:
            ends[open_rows.pop()] = at
        open_rows.append(at)
    return ends


def _told(report: Report, generated_at: datetime) -> list[tuple[str, str]]:
    return [
        ("제목", report.title),
        ("실국", report.office),
        ("기준", report.when),
        ("단위", report.unit.label),
        *(("출처 문서", source) for source in report.sources or ("기재되지 않음",)),
        *((f"조건: {label}", value) for label, value in report.chosen),
        *(("알림", note) for note in report.notes),
        *((f"행 수: {table.title}", f"{len(table.rows)}") for table in report.tables),
        ("만든 때", f"{generated_at:%Y-%m-%d %H:%M:%S %Z}"),
        ("보기", "‘-’ 자료에 ‘-’로 적힘, 빈칸 비어 있음, 없음 그런 열이 없음"),
    ]
