"""What is to be mended, answered or acknowledged of a file, as a sheet to work through beside it."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from budgets.reading.misfit import Misfit

_FONT = {"font_name": "맑은 고딕", "font_size": 10, "valign": "top", "text_wrap": True}
_EDGE = {"border": 1, "border_color": "#8A949E"}
_SAID = {"font_name": "맑은 고딕", "font_size": 10}
_COLUMNS = (
    *(("번호", 6), ("종류", 11), ("시트", 20), ("칸", 12)),
    *(("찾은 것", 60), ("기대하는 것", 60)),
)


def problems_xlsx(title: str, misfits: Sequence[Misfit], count: int) -> bytes:
    """`count`: how many there are, where not all of them are named."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet("찾은 것")
        sheet.write_string(0, 0, title, book.add_format({"font_name": "맑은 고딕", "bold": True}))
        if count > len(misfits):
            sheet.write_string(1, 0, more_words(count, len(misfits)), book.add_format(_SAID))
        head = book.add_format(_FONT | _EDGE | {"bold": True, "bg_color": "#E6E8EA"})
        plain = book.add_format(_FONT | _EDGE | {"num_format": "@"})
        for at, (label, width) in enumerate(_COLUMNS):
            sheet.set_column(at, at, width)
            sheet.write_string(2, at, label, head)
        for row, each in enumerate(misfits, 3):
            sheet.write_number(row, 0, row - 2, book.add_format(_FONT | _EDGE))
            told = (each.kind, each.sheet, each.cell, each.found, each.expected)
            for at, text in enumerate(told, 1):
                sheet.write_string(row, at, text, plain)
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, 2 + len(misfits), len(_COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    return out.getvalue()


def more_words(count: int, named: int) -> str:
    return (
        f"모두 {count:,}가지 가운데 처음 {named:,}가지입니다. "
        f"나머지 {count - named:,}가지는 이것을 고쳐 다시 올리면 보입니다."
    )
