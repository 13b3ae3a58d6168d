"""A sheet of the analysts' workbook: what stands on its top, and a cell of it."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from budgets.amounts import Unit
from reports.excel_forms import AMOUNT, RATE
from reports.sheets import HEAD, LINE, MUTED, SUM, Book, Sheet, in_unit, width_of
from reports.summary import Summary
from reports.table import Cell, Gap, tenths

HEAD_ROW = 4  # counted from zero: title, what, notes and a blank stand above
NOT_THERE = "·"


def headed(book: Book, title: str, heading: str, what: str, notes: Iterable[str]) -> Sheet:
    sheet = book.add_sheet(title)
    sheet.write_string(0, 0, heading, book.look(bold=True, font_size=14))
    sheet.write_string(1, 0, what, book.look())
    sheet.write_string(2, 0, " ".join(f"※ {note}" for note in notes), book.look(**MUTED))
    sheet.hide_gridlines(2)
    return sheet


def about(summary: Summary, what: str) -> str:
    """What a sheet says of itself below its title, printed by itself: whose, what, from where."""
    return f"{', '.join(summary.chosen.offices)} / {what} / 출처: ‘출처’ 시트"


def write_heads(book: Book, sheet: Sheet, row: int, texts: Iterable[str], first: int = 0) -> None:
    for col, text in enumerate(texts, first):
        sheet.write_string(row, col, text, book.look(**HEAD, valign="vcenter"))


class Cells:
    """Writes amounts and rates in one unit: typed numbers, formulas with their values, words of gaps."""

    def __init__(self, book: Book, sheet: Sheet, unit: Unit):
        self.book, self.sheet, self.unit = book, sheet, unit

    def words(self, row: int, col: int, text: str, *, is_sum: bool, **shape: Any) -> None:
        self.sheet.write_string(row, col, text, self.book.look(**_row(is_sum), **shape))

    def count(self, row: int, col: int, number: int, *, is_sum: bool, **shape: Any) -> None:
        self.sheet.write_number(row, col, number, self.book.look(**_row(is_sum), **shape))

    def amount(
        self, row: int, col: int, cell: Cell | None, formula: str = "", *, is_sum: bool
    ) -> None:
        value = in_unit(cell, self.unit) if isinstance(cell, int) else None
        self._write(row, col, cell, value, formula, AMOUNT, is_sum=is_sum)

    def rate(
        self, row: int, col: int, cell: Cell | None, formula: str = "", *, is_sum: bool
    ) -> None:
        value = cell / 1000 if isinstance(cell, int) else None
        self._write(row, col, cell, value, formula, RATE, is_sum=is_sum)

    def _write(self, row, col, cell, value, formula, form, *, is_sum: bool) -> None:
        shape = _row(is_sum) | {"num_format": form, "align": "right"}
        if value is None:
            text = NOT_THERE if cell is None else cell.value if isinstance(cell, Gap) else cell
            shape |= MUTED if text not in ("-", "") else {}
            self.sheet.write_string(row, col, text, self.book.look(**shape))
        elif formula:
            self.sheet.write_formula(row, col, formula, self.book.look(**shape), value)
        else:
            self.sheet.write_number(row, col, value, self.book.look(**shape))


def _row(is_sum: bool) -> dict[str, Any]:
    return SUM if is_sum else LINE


def rate_formula(at: tuple[int, int], of: tuple[int, int]) -> str:
    """A part through a whole, each a cell; as a rate is rounded everywhere here."""
    part, whole = xl_rowcol_to_cell(*at), xl_rowcol_to_cell(*of)
    return f'=IF(N({whole})>0,ROUND({part}/{whole},3),"-")'


def is_rate_of(rate: Cell, part: Cell | None, whole: Cell | None) -> bool:
    """Whether a formula over these two cells says what the cell says."""
    return isinstance(part, int) and isinstance(whole, int) and tenths(part, whole) == rate


def is_sum_of(whole: Cell, parts: Iterable[Cell | None]) -> bool:
    """A sum of a sheet takes a word for nothing; so may we where nothing else is missing."""
    known = [part for part in parts if isinstance(part, int)]
    return bool(known) and sum(known) == whole


def width(texts: Iterable[str], least: int = 10, most: int = 48) -> int:
    return min(most, max([least, *(width_of(text) + 2 for text in texts)]))
