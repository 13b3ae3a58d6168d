"""A form's table as a sheet to fill in outside: what stands in each cell and which are to be typed.
Pure. Written as a workbook in budgets.entry_xlsx."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Box:
    """`said`: a text, a number, or None where nothing stands. `formula`, with `said` for its value."""

    said: str | Decimal | None = None
    is_open: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet."""

    name: str
    title: str
    said: tuple[str, ...]  # below the title: the unit, how to fill it in
    heads: tuple[Box, ...]
    widths: tuple[int, ...]
    rows: list[list[Box]]

    @property
    def head_row(self) -> int:
        return 1 + len(self.said)


def number_of(text: str) -> str | Decimal | None:
    """What a form shows of a number, as a number; a dash and what cannot be read stay texts."""
    plain = text.replace(",", "").replace("△", "-")
    if plain.removeprefix("-").replace(".", "", 1).isdecimal() and plain.isascii():
        return Decimal(plain)
    return text or None
