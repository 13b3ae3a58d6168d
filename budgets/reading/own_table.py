"""The table of a file that fills a form: which row names its columns, and every cell as a text. Pure.

What the texts say is for the form to read, by its own rules. Nothing is passed over in silence: what
cannot become a text of the form is a `Misfit` with its cell, and columns that are not read are told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budgets.reading.headings import label_of
from budgets.reading.misfit import Misfit, cell_name
from budgets.reading.sheet import Cell, Sheet
from budgets.reading.sheet_said import merged_within, unlike_amount
from departments.text import squeezed

_WITHIN = 50  # rows, before the heads must have come
_REMARKS = ("※", "*", "＊", "주)", "주:", "자료:", "출처")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text of the form came from."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}".strip()


@dataclass(slots=True)
class Filling:
    """What came of a file: the cell of each box, what cannot be taken over, and what is only told."""

    spots: dict[str, Spot] = field(default_factory=dict)
    misfits: list[Misfit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OwnTable:
    sheet: Sheet
    row: int  # of the heads
    labels: tuple[tuple[int, str], ...]  # the column of each, as written

    @property
    def last(self) -> int:
        return max(column for column, _ in self.labels)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell | None]]]:
        """Those below the heads that hold anything but a remark."""
        for at in range(self.row + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[at]
            there = [cell for cell in cells if cell]
            if there and not (len(there) == 1 and there[0].text.startswith(_REMARKS)):
                yield at, cells

    def spot(self, at: int, column: int) -> Spot:
        return Spot(self.sheet.name, cell_name(at, column))

    def wrong(self, at: int, column: int, found: str, expected: str) -> Misfit:
        return Misfit(self.sheet.name, cell_name(at, column), found, expected)


def tables_in(sheets: Sequence[Sheet], is_head: Callable[[set[str]], bool]) -> list[OwnTable]:
    """The first row of each sheet whose labels, without blanks, are heads."""
    found = []
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:_WITHIN]):
            labels = tuple((c, label_of(cell)) for c, cell in enumerate(cells) if cell)
            if is_head({squeezed(label) for _, label in labels}):
                found.append(OwnTable(sheet, at, labels))
                break
    return found


def known_columns(
    table: OwnTable, words: Mapping[str, str], filling: Filling
) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """The column of each key that a head names, and the heads that name none. What stands in the
    table without being a cell of its own, or below no head at all, is a misfit."""
    keys = {squeezed(word): key for key, own in words.items() for word in own.split("|")}
    found: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for column, label in table.labels:
        word = squeezed(label)
        if word in seen:
            first = cell_name(table.row, seen[word])
            said = f"‘{label}’: {first}와 같은 열이 또 있습니다."
            filling.misfits.append(table.wrong(table.row, column, said, "한 열만 남기십시오."))
            continue
        seen[word] = column
        if (key := keys.get(word)) and key not in found:
            found[key] = column
        else:
            others.append((column, label))
    filling.misfits += merged_within(table.sheet, table.row, table.last)
    filling.misfits += _headless(table)
    return found, others


def _headless(table: OwnTable) -> list[Misfit]:
    headed = {column for column, _ in table.labels}
    for at, cells in table.rows():
        for column, cell in enumerate(cells):
            if cell and column not in headed:
                found = "머리글이 없는 열에 값이 있습니다."
                expected = f"{table.row + 1}행에 머리글을 적거나 값을 지우십시오."
                if table.sheet.is_text:
                    expected += ' 쉼표가 든 금액은 "1,000"처럼 따옴표로 쌉니다.'
                return [table.wrong(at, column, found, expected)]
    return []


def text_in(
    table: OwnTable, at: int, column: int | None, box: str, filling: Filling, label: str = ""
) -> str:
    """As somebody would have typed it into that box."""
    cells = table.sheet.rows[at]
    cell = cells[column] if column is not None and column < len(cells) else None
    if column is not None:
        filling.spots[box] = table.spot(at, column)
    if unlike := unlike_amount(cell):
        said = f"{label}: {unlike.found}" if label else unlike.found
        filling.misfits.append(table.wrong(at, column, said, unlike.expected))
        return ""
    return label_of(cell)


def missing_columns(table: OwnTable, labels: Sequence[str]) -> list[Misfit]:
    row = table.row + 1
    return [
        Misfit(
            table.sheet.name,
            "",
            f"‘{label}’ 열이 없습니다.",
            f"{row}행의 머리글에 {label} 열을 더하십시오.",
        )
        for label in labels
    ]


def no_table(expected: str) -> Misfit:
    return Misfit("", "", "머리글 줄을 찾지 못했습니다.", expected)


def only_one(tables: Sequence[OwnTable], filling: Filling) -> OwnTable | None:
    """A form of one table takes one: of two nobody could say which is meant."""
    if len(tables) > 1:
        found = f"표가 있는 시트가 {len(tables)}개입니다: " + ", ".join(
            table.sheet.name for table in tables
        )
        filling.misfits.append(Misfit("", "", found, "올릴 시트 하나만 남기십시오."))
        return None
    return tables[0] if tables else None
