"""What is to be said of a file: where, what was found, what is expected, and what is to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What cannot be taken over; and a printed sum that is away from its lines by no more than rounding.
MEND, ROUNDED = "고칠 것", "단수 차이"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, and each of its amounts."""

    sheet: str
    cells: str  # "B3:D3"
    by_column: Mapping[str, str]

    def of(self, column: str) -> str:
        return self.by_column.get(column, self.cells)


@dataclass(frozen=True, slots=True)
class Misfit:
    sheet: str = ""
    cell: str = ""  # "C7", or a range; nothing where it is the file or the sheet
    found: str = ""
    expected: str = ""
    kind: str = MEND


class Unreadable(Exception):
    """Nothing of the file can be read, and why."""

    def __init__(self, *misfits: Misfit, count: int | None = None):
        super().__init__(*(misfit.found for misfit in misfits))
        self.misfits: Sequence[Misfit] = misfits
        self.count = len(misfits) if count is None else count  # also of those not named here


def refuse(found: str, expected: str, sheet: str = "", cell: str = "") -> Unreadable:
    return Unreadable(Misfit(sheet, cell, found, expected))


def cell_name(row: int, column: int) -> str:
    """(6, 2), counted from 0, is C7."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def place_of(cell: str) -> tuple[int, int] | None:
    """C7 is (6, 2), counted from 0."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    is_cell = 0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()
    if not is_cell or not 0 < len(digits) <= 7:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
