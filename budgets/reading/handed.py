"""What a department hands in as a file: raw cells, matched to its lines. Pure.

Nothing is skipped in silence. What is read becomes a row; what cannot be becomes a `Misfit` with
its sheet and cell; what is left aside on purpose (columns that the date does not ask for, sheets
without a table) is told in `notes`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgets.amounts import Unit
from budgets.measures import MEASURES, Measures
from budgets.reading.frame import WORDS, Frame
from budgets.reading.handed_table import Table
from budgets.reading.headings import (
    AMOUNTS,
    Heads,
    heads_of,
)
from budgets.reading.misfit import Misfit, Place, cell_name
from budgets.reading.sheet import Sheet
from budgets.reading.sheet_said import merged_within, no_unit, other_days, unit_of
from budgets.rows import CARRIED, Row


@dataclass(frozen=True, slots=True)
class Handed:
    rows: list[Row]
    misfits: list[Misfit]
    notes: list[str]
    unit: Unit | None
    roundings: list[Misfit] = field(default_factory=list)  # of printed sums: shown, not refused
    places: dict[int, Place] = field(default_factory=dict)  # by line


def read(sheets: Sequence[Sheet], frame: Frame) -> Handed:
    tables = [(sheet, heads) for sheet in sheets if (heads := heads_of(sheet))]
    if not tables:
        asked = ", ".join(MEASURES[measure] for measure in frame.columns)
        words = f"한 줄에 세부사업(또는 사업코드), {asked}이 있는 머리글을 적으십시오."
        return Handed([], [Misfit("", "", "머리글 줄을 찾지 못했습니다.", words)], [], None)
    reader = Reader(frame)
    for sheet, heads in tables:
        reader.table(sheet, heads)
    read_names = {sheet.name for sheet, _ in tables}
    for sheet in sheets:
        if sheet.name not in read_names and any(any(row) for row in sheet.rows):
            reader.notes.append(f"표가 없는 시트는 읽지 않았습니다: {sheet.name}")
    return reader.finished()


class Reader:
    def __init__(self, frame: Frame):
        self.frame = frame
        self.rows: dict[int, Row] = {}
        self.where: dict[int, Place] = {}
        self.misfits: list[Misfit] = []
        self.roundings: list[Misfit] = []
        self.notes: list[str] = []
        self.units: list[Unit] = []
        self.left_aside = False  # a table of which the lines were not read
        self.asked = [
            key
            for key in AMOUNTS
            if key in frame.columns or (key in CARRIED and "carried" in frame.columns)
        ]

    def table(self, sheet: Sheet, heads: Heads) -> None:
        before = len(self.misfits)
        self.misfits += heads.repeated
        self.misfits += merged_within(sheet, heads.row, heads.last)
        self.misfits += other_days(sheet, heads, self.frame.day)
        self._columns(sheet, heads)
        unit = self._unit(sheet, heads)
        if len(self.misfits) > before or (unit is None and not heads.units):
            self.left_aside = True  # what stands below would be read by the wrong columns
            return
        self.units += [unit] if unit else []
        self.units += heads.units.values()
        Table(self, sheet, heads, unit).read()

    def wrong(self, sheet: Sheet, cell: str, found: str, expected: str) -> None:
        self.misfits.append(Misfit(sheet.name, cell, found, expected))

    def _columns(self, sheet: Sheet, heads: Heads) -> None:
        by_kind = all(part in heads.columns for part in CARRIED)
        missing = [
            MEASURES[measure]
            for measure in self.frame.columns
            if measure not in heads.columns and not (measure == "carried" and by_kind)
        ]
        row = cell_name(heads.row, 0).lstrip("A")
        for label in missing:
            self.wrong(
                sheet,
                "",
                f"‘{label}’ 열이 없습니다.",
                f"{row}행의 머리글에 {label} 열을 더하십시오.",
            )
        unasked = [WORDS[key] for key in heads.columns if key in AMOUNTS and key not in self.asked]
        unread = list(dict.fromkeys(unasked + heads.unread))
        if unread:
            self.notes.append(f"읽지 않은 열: {', '.join(unread)}")

    def _unit(self, sheet: Sheet, heads: Heads) -> Unit | None:
        amounts = [key for key in heads.columns if key in self.asked]
        chosen = self.frame.unit
        unit, misfits = unit_of(sheet, heads, chosen)
        self.misfits += misfits
        if misfits:
            return None
        for key, unlike in heads.units.items():
            if chosen and unlike != chosen:
                cell = cell_name(heads.row, heads.columns[key])
                self.wrong(
                    sheet,
                    cell,
                    f"이 열의 단위는 {unlike.label}이라고 적혀 있습니다.",
                    f"고른 단위는 {chosen.label}입니다. 어느 쪽이 맞는지 확인하십시오.",
                )
        if unit is None and any(key not in heads.units for key in amounts):
            self.misfits.append(no_unit(sheet))
        return unit

    def finished(self) -> Handed:
        if self.rows and all(_is_empty(row) for row in self.rows.values()):
            self.misfits.append(
                Misfit("", "", "금액이 하나도 없습니다.", "금액을 적어 올리십시오.")
            )
        if not self.left_aside:
            self._missing()
        unit = min(self.units, key=lambda unit: unit.value) if self.units else None
        rows = [self.rows[own.line] for own in self.frame.own.lines if own.line in self.rows]
        notes = list(dict.fromkeys(self.notes))
        return Handed(rows, self.misfits, notes, unit, self.roundings, self.where)

    def _missing(self) -> None:
        sheets = list(dict.fromkeys(place.sheet for place in self.where.values()))
        for own in self.frame.own.lines:
            if own.line not in self.where:
                words = f"‘{own.reading or own.name}’의 줄이 없습니다."
                self.misfits.append(
                    Misfit(", ".join(sheets), "", words, f"빠진 세부사업을 더하십시오: {own.code}")
                )


def _is_empty(row: Row) -> bool:
    return row.measures == Measures() and not any(s == "dash" for s in row.states.values())
