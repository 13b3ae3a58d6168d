"""Sheets to fill in, as a workbook: what is not to be typed is locked, without a password."""

import io
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook

from budgets.entry_sheet import Box, Part
from budgets.template_xlsx import FONT, HEAD, OPEN, SHUT

_WHOLE = {"num_format": "#,##0", "align": "right"}
_PARTED = _WHOLE | {"num_format": "#,##0.####"}  # of a whole number Excel would draw the point, too
_TEXT = {"num_format": "@"}


def entry_xlsx(parts: Sequence[Part]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        for part in parts:
            _Sheet(book, part).write()
    return out.getvalue()


class _Sheet:
    def __init__(self, book: Workbook, part: Part):
        self.book, self.part = book, part
        self.sheet = book.add_worksheet(part.name)
        self.formats: dict[tuple, object] = {}

    def write(self) -> None:
        part, sheet = self.part, self.sheet
        title = self._format(FONT | {"bold": True, "font_size": 14})
        sheet.write_string(0, 0, part.title, title)
        for at, words in enumerate(part.said, 1):
            sheet.write_string(at, 0, words, self._format(FONT))
        for column, (box, width) in enumerate(zip(part.heads, part.widths, strict=True)):
            sheet.set_column(column, column, width)
            self._box(part.head_row, column, box, OPEN | HEAD_OPEN if box.is_open else HEAD)
        for at, row in enumerate(part.rows, part.head_row + 1):
            for column, box in enumerate(row):
                self._box(at, column, box, OPEN if box.is_open else SHUT)
        self._layout()

    def _box(self, at: int, column: int, box: Box, shape: dict) -> None:
        match box.said:
            case _ if box.formula:
                form = self._format(shape | _PARTED)  # what is typed above it may have parts
                value = "" if box.said is None else float(box.said)
                self.sheet.write_formula(at, column, box.formula, form, value)
            case Decimal():
                number = _WHOLE if box.said == int(box.said) else _PARTED
                self.sheet.write_number(at, column, float(box.said), self._format(shape | number))
            case None:
                # Open cells are for numbers or names: a text format would make texts of numbers.
                self.sheet.write_blank(at, column, None, self._format(shape))
            case _:
                self.sheet.write_string(at, column, box.said, self._format(shape | _TEXT))

    def _layout(self) -> None:
        sheet, part = self.sheet, self.part
        sheet.set_row(part.head_row, 32)
        sheet.freeze_panes(part.head_row + 1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(part.head_row)
        sheet.set_footer("&C&P / &N")

    def _format(self, shape: dict):
        key = tuple(sorted(shape.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(shape)
        return self.formats[key]


HEAD_OPEN = {"bold": True, "align": "center", "text_wrap": True, "num_format": "@"}
