"""A Report as a workbook that an analyst would have built: sums and rates are live formulas.

XlsxWriter, not openpyxl: it stores the value beside each formula, so that viewers that do not
calculate show figures too (docs/decisions/0007).
"""

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reports.excel_forms import AMOUNT, POINTS, RATE
from reports.rounding import notes_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, tenths

_FONT = {"font_name": "맑은 고딕", "font_size": 10, "valign": "vcenter"}
_HEAD_ROW = 5  # title, office and date, source, filters, blank; counted from zero
_WIDEST = 60
_SUMS = ("total", "office", "department", "program")


def report_xlsx(report: Report, generated_at: datetime) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": report.title, "created": generated_at.replace(tzinfo=None)})
        formats = _Formats(book)
        for table in report.tables:
            _Sheet(book.add_worksheet(_sheet_name(table.title, book)), formats, report, table)
        _source_sheet(book.add_worksheet("출처"), formats, report, generated_at)
    return out.getvalue()


def _sheet_name(title: str, book: Workbook) -> str:
    """At most 31 letters, none of []:*?/\\, and no two alike."""
    name = "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip("'")[:28]
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    names = (name, *(f"{name} {n}" for n in range(2, 100)))
    return next(each for each in names if each.lower() not in taken)


class _Formats:
    """Each kind of cell once, plain and bold."""

    def __init__(self, book: Workbook):
        self.book = book
        self.made: dict[tuple, object] = {}

    def of(self, **properties):
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(_FONT | properties)
        return self.made[key]

    def cell(self, column: Column | None, row: Row):
        shape = {"bottom": 4, "bottom_color": "#B1B8BE"}
        if row.mark != LEAF:
            shape["bold"] = True
        if row.mark in ("total", "kind"):
            shape["bg_color"] = "#F4F5F6"
        if column is None:
            return self.of(**shape, indent=min(row.level, 15), num_format="@")
        form = {Kind.WON: AMOUNT, Kind.RATE: RATE, Kind.POINTS: POINTS, Kind.COUNT: "#,##0"}
        shape |= {"num_format": form.get(column.kind, "@")}
        if column.kind is not Kind.TEXT:
            shape["align"] = "right"
        return self.of(**shape)


class _Sheet:
    def __init__(self, sheet: Worksheet, formats: _Formats, report: Report, table: Table):
        self.sheet, self.formats, self.report, self.table = sheet, formats, report, table
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
        self._head()
        for index, row in enumerate(table.rows):
            self._row(index, row)
        self._layout()

    def _head(self) -> None:
        report, table, of = self.report, self.table, self.formats.of
        title = report.title
        if table.title and len(report.tables) > 1:
            title = f"{report.title}: {table.title}"
        chosen = " / ".join(f"{label}: {value}" for label, value in report.chosen)
        notes = " ".join(f"※ {note}" for note in notes_of(table, report.unit))
        for at, text in enumerate(
            (
                title,
                f"{report.office} / {report.when} / (단위: {report.unit.label})",
                f"출처: {', '.join(report.sources)}" if report.sources else "출처: 기재되지 않음",
                " ".join(part for part in (chosen and f"조건: {chosen}", notes) if part),
            )
        ):
            self.sheet.write_string(at, 0, text, of(bold=at == 0, font_size=14 if at == 0 else 10))
        heads = [table.name_label, *(c.label for c in table.columns), "종류", "코드"]
        shape = {"bold": True, "bg_color": "#E6E8EA", "align": "center", "border": 1}
        for at, label in enumerate(heads):
            head = of(**shape, border_color="#8A949E", text_wrap=True)
            self.sheet.write_string(_HEAD_ROW, at, label, head)

    def _row(self, index: int, row: Row) -> None:
        at, sheet = self.first + index, self.sheet
        sheet.write_string(at, 0, row.name, self.formats.cell(None, row))
        for position, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True)):
            self._cell(at, 1 + position, column, cell, index, row)
        text = self.formats.of(num_format="@", font_color="#58616A")
        if self.deepest[index]:  # once each, so that the sums of kinds count nothing twice
            sheet.write_string(at, self.kind_at, row.kind, text)
        sheet.write_string(at, self.code_at, row.code, text)
        level = max(0, row.level - 1) if row.mark != "kind" else 0
        if level:
            sheet.set_row(at, None, None, {"level": min(level, 7)})

    def _cell(self, at: int, col: int, column: Column, cell: Cell, index: int, row: Row) -> None:
        shape = self.formats.cell(column, row)
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
            unit = self.report.unit.value
            return cell / unit if cell % unit else cell // unit
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
        begin = index + 1
        while begin < len(self.table.rows) and self.table.rows[begin].mark == "kind":
            begin += 1
        end = self.ends[index]
        if begin >= end:
            return ""
        name = xl_col_to_name(col)
        return f"=SUBTOTAL(9,{name}{self.first + begin + 1}:{name}{self.first + end})"

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
        longest = max((_width(row.name) + 2 * row.level for row in rows), default=10)
        sheet.set_column(0, 0, min(_WIDEST, max(20, longest)))
        for col, column in enumerate(self.table.columns, 1):
            sheet.set_column(col, col, 16 if column.kind is Kind.WON else 11)
        sheet.set_column(self.kind_at, self.kind_at, 14)
        sheet.set_column(self.code_at, self.code_at, 40, None, {"hidden": True})
        sheet.freeze_panes(self.first, 1)
        sheet.outline_settings(True, False, True, False)  # sums stand above what they add
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(1, len(rows)), self.code_at)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_footer("&L&8" + self.report.office + " " + self.report.when + "&R&8&P / &N")


def _ends(rows: Sequence[Row]) -> list[int]:
    """For each row the first below it that does not stand under it."""
    ends = [len(rows)] * len(rows)
    open_rows: list[int] = []
    for at, row in enumerate(rows):
        while open_rows and rows[open_rows[-1]].level >= row.level:
            ends[open_rows.pop()] = at
        open_rows.append(at)
    return ends


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)


def _source_sheet(sheet: Worksheet, formats: _Formats, report: Report, generated_at) -> None:
    told = [
        ("제목", report.title),
        ("실국", report.office),
        ("기준", report.when),
        ("단위", report.unit.label),
        *(("출처 문서", source) for source in report.sources or ("기재되지 않음",)),
        *((f"조건: {label}", value) for label, value in report.chosen),
        *((f"행 수: {table.title}", f"{len(table.rows)}") for table in report.tables),
        ("만든 때", f"{generated_at:%Y-%m-%d %H:%M:%S %Z}"),
        ("보기", "‘-’ 자료에 ‘-’로 적힘, 빈칸 비어 있음, 없음 그런 열이 없음"),
    ]
    for at, (label, value) in enumerate(told):
        sheet.write_string(at, 0, label, formats.of(bold=True))
        sheet.write_string(at, 1, value, formats.of(num_format="@"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
