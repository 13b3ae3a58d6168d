"""A handed-in file as sheets of raw cells, whatever its kind: .xlsx, .xls, .ods or .csv. Pure.

Sizes are looked at before anything is parsed, and what could deceive (hidden sheets, merged cells
are told apart by `handed`) is told with the values.
"""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum
from python_calamine import load_workbook as load

from budgets.reading import compound, delimited, ods, xlsx
from budgets.reading.limits import LONGEST
from budgets.reading.marks import Marks
from budgets.reading.misfit import Misfit, Unreadable, cell_name, refuse
from budgets.reading.package import XLSX, Package
from budgets.reading.wrapped import COMPOUND, ZIP, kind_of

TEXT, NUMBER, LOGICAL, DATE, ERROR, UNCALCULATED = "t", "n", "b", "d", "e", "u"
Range = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(frozen=True, slots=True)
class Cell:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: list[list[Cell | None]]
    merged: list[Range] = field(default_factory=list)
    is_text: bool = False  # a .csv: a comma too many shifts what stands behind it


def read(content: bytes) -> list[Sheet]:
    """Or `Unreadable`, with every reason that was found at once."""
    match kind_of(content):
        case kind if kind == ZIP:
            package = Package(content)
            kind = package.kind
            package.must_be_harmless()
            marks = (xlsx if kind == XLSX else ods).marks_of(package)
            found = _workbook(content, marks)
        case kind if kind == COMPOUND:
            found = _workbook(content, compound.marks_of(content))
        case _:
            rows = [[_text(each) for each in row] for row in delimited.rows_of(content)]
            found = [Sheet("", rows, is_text=True)]
    wrong = [misfit for sheet in found for misfit in _strange(sheet)]
    if wrong:
        raise Unreadable(*wrong)
    return found


def _workbook(content: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    try:
        book = load(io.BytesIO(content))
        hidden = [
            Misfit(
                sheet.name,
                "",
                "숨긴 시트가 있습니다.",
                "숨기기를 취소하거나 시트를 지우고 다시 올리십시오.",
            )
            for sheet in book.sheets_metadata
            if sheet.visible != SheetVisibleEnum.Visible
        ]
        if hidden:
            raise Unreadable(*hidden)
        return [
            _sheet(book.get_sheet_by_index(at), marks.get(sheet.name, Marks()))
            for at, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise refuse("암호가 걸린 파일입니다.", "암호를 푼 파일을 올리십시오.") from None
    except (CalamineError, ValueError, OSError, KeyError, IndexError):
        raise refuse("손상된 파일입니다.", "엑셀에서 열어 다시 저장하십시오.") from None


def _sheet(sheet, marks: Marks) -> Sheet:
    rows = [
        [_cell(each) for each in row[: marks.last_column + 1]]
        for row in sheet.to_python(skip_empty_area=False, nrows=marks.last_row + 1)
    ]
    width = max((len(row) for row in rows), default=0)
    for (row, column), (kind, text) in marks.cells.items():
        width = max(width, column + 1)
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = Cell(kind, text)
    merged = marks.merged or [
        (*first, *last) for first, last in sheet.merged_cell_ranges or () if first != last
    ]
    return Sheet(sheet.name, [row + [None] * (width - len(row)) for row in rows], merged)


def _cell(value: object) -> Cell | None:
    match value:
        case None | "":
            return None
        case bool():
            return Cell(LOGICAL, str(value).upper())
        case int():
            return Cell(NUMBER, str(value))
        case float():
            return Cell(NUMBER, _number(value))
        case date() | datetime() | time() | timedelta():
            return Cell(DATE, value.isoformat() if hasattr(value, "isoformat") else str(value))
        case _:
            return _text(str(value))


def _number(value: float) -> str:
    """As Excel shows and keeps it: fifteen digits. A sum of thousandths is not 0.30000000000000004."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return f"{Decimal(f'{value:.15g}'):f}" if abs(value) < 1e21 else repr(value)


def _text(value: str) -> Cell | None:
    return Cell(TEXT, value) if value.strip() else None


def _strange(sheet: Sheet) -> list[Misfit]:
    """Letters that nobody sees, and cells that hold a book."""
    found = []
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is None or cell.kind != TEXT:
                continue
            place = cell_name(row, column)
            if hidden := [c for c in cell.text if _is_control(c)]:
                words = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden[:5]))
                found.append(
                    Misfit(
                        sheet.name,
                        place,
                        f"제어 문자({words})가 있습니다.",
                        "지우고 다시 입력하십시오.",
                    )
                )
            if len(cell.text) > LONGEST:
                words = f"한 칸에 글자가 {len(cell.text):,}자입니다."
                found.append(Misfit(sheet.name, place, words, f"한 칸은 {LONGEST:,}자까지입니다."))
    return found


def _is_control(letter: str) -> bool:
    return letter not in "\t\r\n" and (ord(letter) < 32 or 127 <= ord(letter) < 160)
