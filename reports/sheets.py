"""What every workbook is made with: how text, amounts and paper look in a sheet of ours.

XlsxWriter, not openpyxl: it stores the value beside each formula, so that viewers that do not
calculate show figures too (docs/decisions/0007).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from budgets.amounts import Unit
from departments.text import clean

_FONT = {"font_name": "맑은 고딕", "font_size": 10, "valign": "vcenter"}
HEAD = {"bold": True, "bg_color": "#E6E8EA", "align": "center", "border": 1}
HEAD |= {"border_color": "#8A949E", "text_wrap": True}
LINE = {"bottom": 4, "bottom_color": "#B1B8BE"}
SUM = LINE | {"bold": True, "bg_color": "#F4F5F6"}
MUTED = {"font_color": "#58616A"}
_LONGEST = 32_767  # letters of a cell; more would be no cell at all
_A4 = 9
_WIDE, _HIGH = 90, 16  # of a line of words: in narrow letters, and in points


def sheet_text(text: str) -> str:
    """What a sheet can hold of a text: without what no reader sees and no XML may have."""
    held = (text if text.isprintable() else clean(text))[:_LONGEST]
    # XlsxWriter would take it for the inside of a rich text, and write a file that none can open.
    return f"{held} " if held.startswith("<r>") and held.endswith("</r>") else held


class Sheet(Worksheet):
    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None):
        return super().write_string(row, col, sheet_text(string), cell_format)

    def print_across(self, head: int, footer: str, *, heads: int = 1, pages: int = 1) -> None:
        """On A4, landscape, the head again on each page; `pages`: how many stand side by side."""
        self.set_landscape()
        self.set_paper(_A4)
        self.fit_to_pages(pages, 0)
        self.repeat_rows(head, head + heads - 1)
        self.set_footer(f"&L&8{sheet_text(footer).replace('&', '&&')[:200]}&R&8&P / &N")


class Book(Workbook):
    """Each look once, whichever sheet asks for it."""

    worksheet_class = Sheet

    def __init__(self, out: BinaryIO, title: str, generated_at: datetime):
        text = {"strings_to_formulas": False, "strings_to_urls": False}
        super().__init__(out, {"in_memory": True} | text)
        made = {"created": generated_at.replace(tzinfo=None)}
        self.set_properties({"title": sheet_text(title), "author": "seoulcomm"} | made)
        self._looks: dict[tuple, Format] = {}

    def add_sheet(self, title: str) -> Sheet:
        """Its name at most 31 letters, none of []:*?/\\, and no two alike."""
        spoken = "".join(" " if letter in "[]:*?/\\" else letter for letter in sheet_text(title))
        name = spoken.strip(" '")[:28] or "표"
        taken = {sheet.get_name().lower() for sheet in self.worksheets()}
        names = (name, *(f"{name} {n}" for n in range(2, 100)))
        return self.add_worksheet(next(each for each in names if each.lower() not in taken))

    def look(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.add_format(_FONT | properties)
        return self._looks[key]


def in_unit(won: int, unit: Unit) -> float | int:
    return won / unit.value if won % unit.value else won // unit.value


def told_sheet(book: Book, told: Sequence[tuple[str, str]]) -> None:
    """출처: a label and a value a row."""
    sheet = book.add_sheet("출처")
    for at, (label, value) in enumerate(told):
        sheet.write_string(at, 0, label, book.look(bold=True, valign="top"))
        sheet.write_string(at, 1, value, book.look(num_format="@", text_wrap=True))
        sheet.set_row(at, _HIGH * -(-max(1, width_of(value)) // _WIDE))  # no viewer does it for us
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _WIDE + 4)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def width_of(text: str) -> int:
    """In the narrow letters of a column; ours are twice as wide."""
    return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)
