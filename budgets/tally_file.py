"""통계 as a file: each block of the sheet as a sheet to fill in, and sheets as the blocks again. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from budgets.entry_sheet import Box, Part, number_of
from budgets.reading import sheet as raw
from budgets.reading.headings import Heads, units_said
from budgets.reading.misfit import Misfit, cell_name
from budgets.reading.own_table import (
    Filling,
    OwnTable,
    known_columns,
    missing_columns,
    no_table,
    tables_in,
    text_in,
)
from budgets.reading.sheet import Sheet
from budgets.tally import (
    FIELDS,
    ITEMS,
    LINES,
    MONEY,
    MOST_ROWS,
    SUMS,
    Block,
    Column,
    TypedRow,
    cell_field,
    column_field,
    name_field,
    total_field,
)
from departments.text import clean, squeezed

_NAMES = {ITEMS: "항목|구분", LINES: "과목", FIELDS: "분야"}
_BEFORE = "지난 "
_LABEL = re.compile(r"(.*?)\s*[(（]([^()（）]+)[)）]")
_ROOM = 20


class FromFile(NamedTuple):
    blocks: list[Block] | None
    filling: Filling


def template(title: str, blocks: Sequence[Block]) -> list[Part]:
    many = len(blocks) > 1
    return [_part(title, f"{at} " if many else "", block) for at, block in enumerate(blocks, 1)]


def _part(title: str, number: str, block: Block) -> Part:
    shown = ["", *(column.label for column in block.columns)]
    heads = [Box(block.label), *(Box(text or None, is_open=not text) for text in shown[1:])]
    has_hints = any(any(row.hints) for row in block.rows)
    if has_hints:
        heads += [Box(f"{_BEFORE}{column.label}") for column in block.columns]
    how = "없는 값은 ‘-’, 0은 0으로 적습니다. 이번에 없는 줄은 지웁니다. 비율은 적지 않습니다."
    if block.is_new:
        how += " 노란 머리글에는 무엇을 센 것인지와 단위를 ‘접수 (건)’처럼 적습니다."
    part = Part(
        name=f"{number}{block.label}",
        title=title,
        said=(how,),
        heads=tuple(heads),
        widths=(34, *[18] * (len(heads) - 1)),
        rows=[],
    )
    own = [row for row in block.rows if row.name]
    if not block.is_whole:
        own += [TypedRow("", ("",) * len(block.columns))] * _ROOM
    for row in own:
        cells = [Box(row.name or None, is_open=not block.is_whole)]
        cells += [Box(number_of(text), is_open=True) for text in row.cells]
        if has_hints:
            hints = [*row.hints, *[""] * (len(block.columns) - len(row.hints))]
            cells += [Box(number_of(text)) for text in hints]
        part.rows.append(cells)
    if block.is_sum and not block.is_whole:
        first, last = part.head_row + 1, part.head_row + len(part.rows)
        sums = []
        for c in range(1, len(block.columns) + 1):
            formula = f"=SUM({xl_rowcol_to_cell(first, c)}:{xl_rowcol_to_cell(last, c)})"
            there = [row[c].said for row in part.rows if isinstance(row[c].said, Decimal)]
            sums.append(Box(sum(there, Decimal(0)), formula=formula))
        rest = [Box()] * (len(heads) - 1 - len(sums))
        part.rows.append([Box("합계"), *sums, *rest])
    return part


def read(sheets: Sequence[Sheet], blocks: Sequence[Block]) -> FromFile:
    """Into the blocks that the form has, in their order; of a series that is new, with its columns."""
    filling = Filling()
    names = {word for own in _NAMES.values() for word in own.split("|")}
    tables = tables_in(sheets, lambda heads: bool(heads & names) and len(heads) > 1)
    if len(tables) != len(blocks):
        asked = ", ".join(f"‘{block.label}’" for block in blocks)
        words = f"한 시트에 하나씩, 머리글이 {asked}으로 시작하는 표 {len(blocks)}개를 두십시오."
        if any(block.is_new for block in blocks):
            words += " 그 옆의 머리글에는 ‘접수 (건)’처럼 무엇을 센 것인지 적습니다."
        found = f"표가 {len(tables)}개입니다."
        filling.misfits.append(Misfit("", "", found, words) if tables else no_table(words))
        return FromFile(None, filling)
    read_names = {table.sheet.name for table in tables}
    for sheet in sheets:
        if sheet.name not in read_names and any(any(row) for row in sheet.rows):
            filling.notes.append(f"표가 없는 시트는 읽지 않았습니다: {sheet.name}")
    found = [
        _Reader(at, table, block, filling).block()
        for at, (table, block) in enumerate(zip(tables, blocks, strict=True))
    ]
    return FromFile(found, filling)


class _Reader:
    def __init__(self, at: int, table: OwnTable, block: Block, filling: Filling):
        self.at, self.table, self.own, self.filling = at, table, block, filling

    def block(self) -> Block:
        known, others = known_columns(self.table, {"name": _NAMES[self.own.label]}, self.filling)
        if "name" not in known:
            self.filling.misfits += missing_columns(self.table, [self.own.label])
            return self.own
        others = [(c, label) for c, label in others if not label.startswith(_BEFORE)]
        block, places = self._new(others) if self.own.is_new else self._known(others)
        self._units(block)
        return self._rows(block, known["name"], places)

    def _known(self, others: list[tuple[int, str]]) -> tuple[Block, list[int | None]]:
        by_label = {squeezed(label): (column, label) for column, label in others}
        found = [by_label.pop(squeezed(each.label), None) for each in self.own.columns]
        places = [place and place[0] for place in found]
        missing = [
            each.label
            for each, place in zip(self.own.columns, places, strict=True)
            if place is None
        ]
        self.filling.misfits += missing_columns(self.table, missing)
        for column, label in by_label.values():
            asked = ", ".join(f"‘{each.label}’" for each in self.own.columns)
            found = f"‘{label}’: 이 표에 없는 열입니다."
            words = f"{asked} 열만 남기십시오."
            self.filling.misfits.append(self.table.wrong(self.table.row, column, found, words))
        return self.own, places

    def _new(self, others: list[tuple[int, str]]) -> tuple[Block, list[int | None]]:
        columns = []
        for c, (place, label) in enumerate(others):
            found = _LABEL.fullmatch(label)
            group, unit = (found[1], found[2]) if found else (label, "")
            columns.append(Column("" if clean(group) == "수" else clean(group), clean(unit)))
            for part in ("group", "unit"):
                spot = self.table.spot(self.table.row, place)
                self.filling.spots[column_field(self.at, c, part)] = spot
        empty = ("",) * len(columns)
        made = replace(self.own, columns=tuple(columns), rows=(), totals=empty)
        return made, [place for place, _ in others]

    def _units(self, block: Block) -> None:
        """A unit that stands above the table is that of its amounts."""
        for said in units_said(self.table.sheet, Heads(self.table.row)):
            others = {c.unit for c in block.columns if c.unit in MONEY} - {said.value.label}
            if others:
                found = f"파일에는 단위가 {said.value.label}이라고 적혀 있습니다."
                words = f"이 통계의 단위는 {', '.join(sorted(others))}입니다."
                spot = Misfit(self.table.sheet.name, said.cell, found, words)
                self.filling.misfits.append(spot)

    def _rows(self, block: Block, name_at: int, places: Sequence[int | None]) -> Block:
        before = {squeezed(row.name): row.hints for row in self.own.rows if row.name}
        rows: list[TypedRow] = []
        totals = list(block.totals)
        for row, cells in self.table.rows():
            if not any(c is not None and c < len(cells) and cells[c] for c in (name_at, *places)):
                continue
            r = len(rows)
            name = clean(text_in(self.table, row, name_at, name_field(self.at, r), self.filling))
            if block.is_sum and not block.is_whole and squeezed(name) in SUMS:
                totals = [self._total(row, c, place) for c, place in enumerate(places)]
                continue
            if r == MOST_ROWS:
                found, words = f"{MOST_ROWS}줄보다 많습니다.", f"한 표는 {MOST_ROWS}줄까지입니다."
                self.filling.misfits.append(self.table.wrong(row, name_at, found, words))
                break
            texts = tuple(
                text_in(
                    *(self.table, row, place, cell_field(self.at, r, c), self.filling),
                    f"{name} {block.columns[c].label}",
                )
                for c, place in enumerate(places)
            )
            rows.append(TypedRow(name, texts, before.get(squeezed(name), ())))
        self._gone(before, rows)
        return replace(block, rows=tuple(rows), totals=tuple(totals))

    def _total(self, row: int, c: int, place: int | None) -> str:
        """A sum that no program has worked out says nothing; the rows are what is kept."""
        cells = self.table.sheet.rows[row]
        cell = cells[place] if place is not None and place < len(cells) else None
        if cell and cell.kind == raw.UNCALCULATED:
            said = f"계산되지 않은 합계는 견주지 않았습니다: {cell_name(row, place)}"
            self.filling.notes.append(said)
            return ""
        box = total_field(self.at, c)
        return text_in(self.table, row, place, box, self.filling, "합계")

    def _gone(self, before, rows: Sequence[TypedRow]) -> None:
        now = {squeezed(row.name) for row in rows}
        if gone := [row.name for row in self.own.rows if squeezed(row.name) in before.keys() - now]:
            self.filling.notes.append(f"파일에 없는 {self.own.label}: {', '.join(gone)}")
