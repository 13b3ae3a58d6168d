"""The sheets of an .xlsx, as far as the reader of values does not tell: see `marks`."""

import posixpath

from budgets.reading.limits import SHEETS
from budgets.reading.marks import ERROR, UNCALCULATED, Marks
from budgets.reading.misfit import place_of, refuse
from budgets.reading.package import Package, local, walk

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def marks_of(package: Package) -> dict[str, Marks]:
    """By the name of the sheet."""
    sheets = _sheets(package)
    if len(sheets) > SHEETS:
        raise refuse(f"시트가 {len(sheets)}개입니다.", f"시트는 {SHEETS}개까지 받습니다.")
    found = {}
    for name, part in sheets:
        marks = found[name] = Marks()
        if part in package.parts:
            look = _Look(marks)
            walk(package.read(part), start=look.start, end=look.end, text=look.text, name=part)
        marks.must_be_small(name)
    return found


def _sheets(package: Package) -> list[tuple[str, str]]:
    """Each sheet's name and its part."""
    named: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def book(element, attributes):
        if local(element) == "sheet":
            key = attributes.get(_RELATION) or attributes.get(_STRICT, "")
            named.append((attributes.get("name", ""), key))

    def relations(element, attributes):
        if local(element) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    walk(package.read("xl/workbook.xml"), start=book)
    if "xl/_rels/workbook.xml.rels" in package.parts:
        walk(package.read("xl/_rels/workbook.xml.rels"), start=relations)
    return [(name, _part(targets.get(key, ""))) for name, key in named]


def _part(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join("xl", target))


class _Look:
    """Walks over the cells of a sheet, in the order in which they are written."""

    def __init__(self, marks: Marks):
        self.marks = marks
        self.row = self.column = -1
        self.kind = ""
        self.has_formula = False
        self.value: list[str] | None = None  # while inside of <v>
        self.said: str | None = None

    def start(self, element, attributes):
        match local(element):
            case "row":
                self.row = _number(attributes.get("r"), self.row + 2) - 1
                self.column = -1
            case "c":
                self.row, self.column = place_of(attributes.get("r", "")) or (
                    self.row,
                    self.column + 1,
                )
                self.kind = attributes.get("t", "n")
                self.has_formula, self.said = False, None
            case "f":
                self.has_formula = True
            case "v":
                self.value = []
            case "is":
                self.said = "…"
            case "mergeCell":
                first, _, last = attributes.get("ref", "").partition(":")
                if (a := place_of(first)) and (b := place_of(last)):
                    self.marks.merged.append((*a, *b))

    def text(self, letters):
        if self.value is not None:
            self.value.append(letters)

    def end(self, element):
        match local(element):
            case "v":
                self.said, self.value = "".join(self.value or ()), None
            case "c":
                self._cell()

    def _cell(self):
        if self.kind == "e":
            self.marks.mark(self.row, self.column, ERROR, self.said or "#오류")
        elif self.has_formula and not self.said and self.kind != "str":
            self.marks.mark(self.row, self.column, UNCALCULATED, "")
        elif self.said:
            self.marks.has_value(self.row, self.column)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
