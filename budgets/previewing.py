"""What a file would change, line by line and cell by cell, as the preview draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Filing
from budgets.models.filing import CARRIED as KINDS
from budgets.reading.misfit import Misfit
from budgets.rows import CARRIED, Row
from budgets.uploads import Preview

LABELS = MEASURES | KINDS | {"note": "부진사유·비고"}


@dataclass(frozen=True, slots=True)
class Cell:
    old: str
    new: str

    @property
    def changes(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    program: str
    place: str
    cells: list[Cell]

    @property
    def changes(self) -> bool:
        return any(cell.changes for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Shown:
    columns: list[str]
    changed: list[Line]
    same: list[Line]
    unit: Unit
    found: list[Misfit]  # what is still to be answered, and what confirming acknowledges


def shown_rows(filing: Filing, preview: Preview) -> Shown:
    handed, before = preview.handed, {row.line: row for row in preview.standing}
    unit = handed.unit or Unit.WON
    columns = _columns(preview)
    lines = [
        Line(
            str(preview.lines[row.line]),
            str(preview.lines[row.line].program),
            row.place,
            [
                Cell(_shown(before.get(row.line), column, unit), _shown(row, column, unit))
                for column in columns
            ],
        )
        for row in handed.rows
    ]
    return Shown(
        [LABELS[column] for column in columns],
        [line for line in lines if line.changes],
        [line for line in lines if not line.changes],
        unit,
        [*preview.found, *handed.roundings],
    )


def _columns(preview: Preview) -> Sequence[str]:
    rows = [*preview.handed.rows, *preview.standing]
    parts = [
        part for n, part in enumerate(CARRIED) if any(row.carried[n] is not None for row in rows)
    ]
    return [*preview.columns, *parts, "note"]


def _shown(row: Row | None, column: str, unit: Unit) -> str:
    """Exactly: what is rounded away on other pages is a change here, too."""
    if row is None:
        return ""
    if column == "note":
        return row.note
    if column in CARRIED:
        won = row.carried[CARRIED.index(column)]
        return "" if won is None else _exactly(won, unit)
    won = getattr(row.measures, column)
    if won is None:
        return "" if row.state(column) == "blank" else "-"
    return _exactly(won, unit)


def _exactly(won: int, unit: Unit) -> str:
    digits = next(n for n in range(9) if won * 10**n % unit.value == 0)
    return show(won, unit, digits=digits)
