"""The register to take away: as Excel with its sums, and as CSV. Amounts are whole won in both."""

import csv
import io
from collections.abc import Iterator

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from budgets.models import LineItem
from budgets.register import Entry, Register
from departments.spreadsheet import BOM, safe

_SIDE = ("실국", "부서", "회계", "정책사업", "세부사업", "사업코드")
HEADS = (
    "번호",
    "종류",
    "회차",
    "결정일",
    *(f"준 {head}" for head in _SIDE),
    *(f"받은 {head}" for head in _SIDE),
    "금액(원)",
    "사유",
    "근거 문서",
    "적은 사람",
    "적은 때",
    "의회 보고 기한",
    "의회 보고일",
    "보고 문서",
    "의회 보고",
    "상태",
    "거둔 사람",
    "거둔 때",
    "거둔 사유",
)
SUM_HEADS = ("회계", "종류", "건수", "받은 금액(원)", "준 금액(원)", "순증감(원)", "설명")
STANDS, TAKEN_BACK = "유효", "거둠"
_MINUTES = "%Y-%m-%d %H:%M"
_FONT = {"font_name": "맑은 고딕", "font_size": 10, "valign": "top"}
_EDGE = {"border": 1, "border_color": "#8A949E"}
_HEAD = _FONT | _EDGE | {"bold": True, "bg_color": "#E6E8EA", "align": "center", "text_wrap": True}
_WON = '#,##0;[Red]"△"#,##0;0'
_HEAD_ROW = 3
_WIDTHS = {"세부사업": 30, "정책사업": 26, "사업코드": 40, "사유": 40, "설명": 46}


def cells(entry: Entry, local) -> list[str | int]:
    """One change; `local` brings a moment to the office's own time. An empty cell has nothing to say."""
    change, told, back = entry.change, entry.told, entry.taken_back
    return [
        change.pk,
        change.kind,
        change.turn or "",
        f"{change.decided_on:%Y-%m-%d}",
        *_side(change.taken_from),
        *_side(change.given_to),
        entry.won,
        change.reason,
        change.paper,
        str(change.by),
        f"{local(change.at):{_MINUTES}}",
        f"{entry.due:%Y-%m-%d}" if entry.due else "",
        f"{told.told_on:%Y-%m-%d}" if told else "",
        told.paper if told else "",
        entry.standing if entry.due else "",
        TAKEN_BACK if back else STANDS,
        str(back.by) if back else "",
        f"{local(back.at):{_MINUTES}}" if back else "",
        back.reason if back else "",
    ]


def _side(line: LineItem | None) -> Iterator[str]:
    if line is None:
        return iter([""] * len(_SIDE))
    program = line.program
    named = (program.book.office, program.department, program.account, program, line, line.code)
    return map(str, named)


def register_csv(register: Register, local) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for entry in register.entries:
        row = cells(entry, local)
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return BOM + out.getvalue()


def register_xlsx(register: Register, local) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        rows = [cells(entry, local) for entry in register.entries]
        _sheet(book, "예산 변동", register, HEADS, rows)
        sheet = _sheet(
            book, "종류별 합계", register, SUM_HEADS, [_summed(s) for s in register.sums]
        )
        form = book.add_format(_FONT | _EDGE | {"num_format": _WON})
        for row, each in enumerate(register.sums, _HEAD_ROW + 1):
            parts = [xl_col_to_name(SUM_HEADS.index(f"{side} 금액(원)")) for side in ("받은", "준")]
            formula = f"={parts[0]}{row + 1}-{parts[1]}{row + 1}"
            sheet.write_formula(row, SUM_HEADS.index("순증감(원)"), formula, form, each.net)
    return out.getvalue()


def _summed(each) -> list[str | int]:
    words = each.words
    return [each.account, each.kind, each.count, each.received, each.given, each.net, words]


def _sheet(book: Workbook, name: str, register: Register, heads, rows):
    sheet = book.add_worksheet(name)
    plain = book.add_format(_FONT)
    title = book.add_format(_FONT | {"bold": True, "font_size": 14})
    chosen = f" / 조건: {', '.join(register.chosen)}" if register.chosen else ""
    sheet.write_string(0, 0, f"{register.title}: {name}", title)
    sheet.write_string(1, 0, f"(단위: 원) 거둔 변동은 합계에 들지 않습니다.{chosen}", plain)
    head = book.add_format(_HEAD)
    text = book.add_format(_FONT | _EDGE | {"num_format": "@", "text_wrap": True})
    amount = book.add_format(_FONT | _EDGE | {"num_format": _WON})
    for at, label in enumerate(heads):
        width = next((w for end, w in _WIDTHS.items() if label.endswith(end)), 14)
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, label, head)
    for row, told in enumerate(rows, _HEAD_ROW + 1):
        for at, cell in enumerate(told):
            if isinstance(cell, int):
                sheet.write_number(row, at, cell, amount)
            else:
                sheet.write_string(row, at, cell, text)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(1, len(rows)), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&C&P / &N")
    return sheet
