"""What stands in a workbook beside the values, and where the values end.

The reader of values (python-calamine) gives an empty cell for #REF! and for a formula that was
never calculated, and 1 for TRUE in an .ods. Each would become a wrong figure without a word.
"""

from dataclasses import dataclass, field

from budgets.reading.limits import COLUMNS, ROWS
from budgets.reading.misfit import cell_name, refuse

ERROR, LOGICAL, UNCALCULATED = "e", "b", "u"


@dataclass(slots=True)
class Marks:
    """Of one sheet. `cells` by (row, column) from 0."""

    cells: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first and last cell
    last_row: int = -1
    last_column: int = -1

    def has_value(self, row: int, column: int) -> None:
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def mark(self, row: int, column: int, kind: str, text: str) -> None:
        self.has_value(row, column)
        if row < ROWS and column < COLUMNS:
            self.cells[row, column] = kind, text

    def must_be_small(self, sheet: str) -> None:
        if self.last_row >= ROWS:
            raise refuse(
                f"{self.last_row + 1:,}행까지 값이 있습니다.",
                f"한 시트는 {ROWS:,}행까지입니다.",
                sheet,
                cell_name(self.last_row, 0),
            )
        if self.last_column >= COLUMNS:
            raise refuse(
                f"{self.last_column + 1:,}열까지 값이 있습니다.",
                f"한 시트는 {COLUMNS}열까지입니다.",
                sheet,
                cell_name(0, self.last_column),
            )
