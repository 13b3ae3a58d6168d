"""The sheets of an .ods, as far as the reader of values does not tell: see `marks`."""

from budgets.reading.limits import COLUMNS, ROWS, SHEETS
from budgets.reading.marks import ERROR, LOGICAL, UNCALCULATED, Marks
from budgets.reading.misfit import refuse
from budgets.reading.package import Package, local, walk


def marks_of(package: Package) -> dict[str, Marks]:
    if "content.xml" not in package.parts:
        raise refuse("손상된 파일입니다.", "다시 저장하십시오.")
    look = _Look()
    walk(package.read("content.xml"), start=look.start, end=look.end, text=look.text)
    if len(look.found) > SHEETS:
        raise refuse(f"시트가 {len(look.found)}개입니다.", f"시트는 {SHEETS}개까지 받습니다.")
    for name, marks in look.found.items():
        marks.must_be_small(name)
    return look.found


class _Look:
    """An .ods says once what stands in many cells: repeated rows and columns are counted out."""

    def __init__(self):
        self.found: dict[str, Marks] = {}
        self.marks = Marks()
        self.row = self.column = 0
        self.cell: dict | None = None
        self.letters: list[str] = []
        self.rows = 1
        self.of_row: list[tuple[int, int, tuple[str, str] | None]] = []

    def start(self, element, attributes):
        said = {local(name): value for name, value in attributes.items()}
        match local(element):
            case "table":
                name = said.get("name", "")
                self.marks = self.found[name] = Marks()
                self.row = 0
            case "table-row":
                self.column, self.of_row = 0, []
                self.rows = _times(said.get("number-rows-repeated"))
            case "table-cell" | "covered-table-cell":
                self.cell, self.letters = said, []

    def text(self, letters):
        if self.cell is not None:
            self.letters.append(letters)

    def end(self, element):
        match local(element):
            case "table-cell" | "covered-table-cell":
                self._cell()
            case "table-row":
                self._row()

    def _cell(self):
        said, shown = self.cell or {}, "".join(self.letters).strip()
        times = _times(said.get("number-columns-repeated"))
        mark = _mark(said, shown)
        if mark or shown or any(key.endswith("value") for key in said):
            self.of_row.append((self.column, times, mark))
        wide, high = (
            _times(said.get("number-columns-spanned")),
            _times(said.get("number-rows-spanned")),
        )
        if wide > 1 or high > 1:
            last = self.row + high - 1, self.column + wide - 1
            self.marks.merged.append((self.row, self.column, *last))
        self.column += times
        self.cell = None

    def _row(self):
        for column, times, mark in self.of_row:
            self.marks.has_value(self.row + self.rows - 1, column + times - 1)
            if mark:
                for row in range(self.row, min(self.row + self.rows, ROWS)):
                    for at in range(column, min(column + times, COLUMNS)):
                        self.marks.mark(row, at, *mark)
        self.row += self.rows


def _mark(said: dict, shown: str) -> tuple[str, str] | None:
    kind = said.get("value-type", "")
    if kind == "boolean" or (kind == "float" and shown.upper() in ("TRUE", "FALSE")):
        return LOGICAL, said.get("boolean-value", shown).upper()
    if shown.startswith(("#", "Err:")) and "formula" in said:
        return ERROR, shown
    if "formula" in said and not kind:
        return UNCALCULATED, ""
    return None


def _times(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 1
