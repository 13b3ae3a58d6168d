"""What the formulas of our sheets come to, worked out from the cells that they name.

A small spreadsheet: it knows the formulas that we write and refuses any other. Cached values are
not looked at, so that they can be held against what comes out.
"""

import io
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl

_CELL = r"(?:'(?:[^']|'')+'!)?\$?[A-Z]+\$?\d+"
_RANGE = rf"{_CELL}(?::\$?[A-Z]+\$?\d+)?"  # or a single cell
_SUM = re.compile(rf"=SUM\(({_RANGE})\)")
_SUBTOTAL = re.compile(rf"=SUBTOTAL\(9,({_RANGE})\)")
_SUMIF = re.compile(rf'=SUMIF\(({_RANGE}),"([^"]*)",({_RANGE})\)')
_SUMPRODUCT = re.compile(rf"=SUMPRODUCT\(((?:--\({_RANGE}={_CELL}\),)+)({_RANGE})\)")
_SAME = re.compile(rf"--\(({_RANGE})=({_CELL})\),")
_RATE = re.compile(rf'=IF\(N\(({_CELL})\)>0,ROUND\(({_CELL})/({_CELL}),3\),"-"\)')
_REST = re.compile(rf"=(N\({_CELL}\)(?:-N\({_CELL}\))+)")
_LINK = re.compile(rf"=({_CELL})")


def workbooks(content):
    """The formulas, and the values that are stored with them."""
    return (
        openpyxl.load_workbook(io.BytesIO(content)),
        openpyxl.load_workbook(io.BytesIO(content), data_only=True),
    )


def formulas_of(book):
    return [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def assert_values_stored_are_true(content):
    """Every formula comes to the value stored with it; how many there are."""
    formulas, values = workbooks(content)
    told, found = Sheets(formulas), formulas_of(formulas)
    for cell in found:
        stored = values[cell.parent.title][cell.coordinate].value
        where = (cell.parent.title, cell.coordinate, cell.value)
        assert alike(told.value(cell), stored), (*where, told.value(cell), stored)
    return len(found)


def alike(one, other):
    if isinstance(one, Decimal) and isinstance(other, int | float):
        return abs(one - Decimal(repr(other))) < Decimal("1e-6")
    return one == other


class Sheets:
    def __init__(self, book):
        self.book, self.known = book, {}

    def value(self, cell):
        key = cell.parent.title, cell.coordinate
        if key not in self.known:
            self.known[key] = self._worked_out(cell)
        return self.known[key]

    def _worked_out(self, cell):
        if cell.data_type == "n" and cell.value is not None:
            return Decimal(repr(cell.value))
        if cell.data_type != "f":
            return cell.value
        for form, work in (
            (_SUM, self._sum),
            (_SUBTOTAL, self._subtotal),
            (_SUMIF, self._sum_if),
            (_SUMPRODUCT, self._sum_product),
            (_RATE, self._rate),
            (_REST, self._rest),
            (_LINK, self._one),
        ):
            if met := form.fullmatch(cell.value):
                return work(cell.parent, *met.groups())
        raise AssertionError(f"no formula of ours: {cell.value}")

    def _cells(self, sheet, named):
        """In the sheet of the formula, where it names no other."""
        *other, at = named.rsplit("!", 1)
        if other:
            sheet = self.book[other[0].strip("'").replace("''", "'")]
        found = sheet[at.replace("$", "")]
        return [cell for row in found for cell in row] if isinstance(found, tuple) else [found]

    def _one(self, sheet, named):
        (cell,) = self._cells(sheet, named)
        return self.value(cell)

    def _number(self, sheet, named):
        """N(): a word counts nothing."""
        value = self._one(sheet, named)
        return value if isinstance(value, Decimal) else Decimal(0)

    def _sum(self, sheet, named):
        return self._added(self._cells(sheet, named))

    def _added(self, cells):
        return sum(
            (value for cell in cells if isinstance(value := self.value(cell), Decimal)), Decimal(0)
        )

    def _subtotal(self, sheet, named):
        """Leaves out what is a subtotal itself."""
        cells = self._cells(sheet, named)
        return self._added([c for c in cells if not str(c.value).startswith("=SUBTOTAL")])

    def _sum_if(self, sheet, kinds, kind, amounts):
        pairs = zip(self._cells(sheet, kinds), self._cells(sheet, amounts), strict=True)
        return self._added([amount for one, amount in pairs if self.value(one) == kind])

    def _sum_product(self, sheet, conditions, amounts):
        kept = self._cells(sheet, amounts)
        for names, wanted in _SAME.findall(conditions):
            named = self._cells(sheet, names)
            name = self._folded(self._one(sheet, wanted))
            pairs = zip(named, self._cells(sheet, amounts), strict=True)
            met = {c.coordinate for one, c in pairs if self._folded(self.value(one)) == name}
            kept = [cell for cell in kept if cell.coordinate in met]
        return self._added(kept)

    def _folded(self, text):
        return text.casefold() if isinstance(text, str) else text

    def _rate(self, sheet, base, part, whole):
        if self._number(sheet, base) <= 0:
            return "-"
        rate = self._one(sheet, part) / self._one(sheet, whole)
        return rate.quantize(Decimal("0.001"), ROUND_HALF_UP)

    def _rest(self, sheet, told):
        whole, *parts = (self._number(sheet, named) for named in re.findall(_CELL, told))
        return whole - sum(parts)
