"""A sheet of statistics as the page draws it: every field with its label, its text and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.tally import (
    Block,
    Column,
    TypedRow,
    cell_field,
    column_field,
    name_field,
    total_field,
    written,
)
from budgets.tally_read import Read, counts_cases, mean


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    text: str
    wrong: tuple[str, ...] = ()
    hint: str = ""
    sum: str = ""  # of the cells above it
    row: str = ""  # before the label, for those who hear the page


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    label: str
    group: Field
    unit: Field


@dataclass(frozen=True, slots=True)
class DrawnRow:
    number: int
    name: Field
    cells: tuple[Field, ...]
    mean: str = ""  # of one case


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    at: int
    block: Block
    columns: tuple[DrawnColumn, ...]
    rows: tuple[DrawnRow, ...]
    totals: tuple[Field, ...]

    @property
    def has_means(self) -> bool:
        return counts_cases(self.block)

    @property
    def mean(self) -> str:
        """Of the whole: its sum by all its cases."""
        return mean(self.block, TypedRow("", tuple(field.sum for field in self.totals)))

    @property
    def is_added(self) -> bool:
        return self.block.is_sum and not self.block.is_whole


def drawn_sheet(blocks: Sequence[Block], read: Read | None) -> list[DrawnBlock]:
    """`read`: where it has been read, with its sums and problems."""
    said: dict[str, list[str]] = {}
    for wrong in read.wrong if read else ():
        said.setdefault(wrong.field, []).append(wrong.words)
    sums = read.sums if read else {}
    return [_block(at, block, said, sums) for at, block in enumerate(blocks)]


def _block(at: int, block: Block, said, sums) -> DrawnBlock:
    def field(name: str, label: str, text: str, hint="", total="", row="") -> Field:
        return Field(name, label, text, tuple(said.get(name, ())), hint, total, row)

    labels = [_label(column, at) for at, column in enumerate(block.columns, 1)]
    columns = tuple(
        DrawnColumn(
            labels[c],
            field(column_field(at, c, "group"), f"{c + 1}번째 열이 세는 것", column.group),
            field(column_field(at, c, "unit"), f"{c + 1}번째 열의 단위", column.unit),
        )
        for c, column in enumerate(block.columns)
    )
    rows = tuple(
        DrawnRow(
            r + 1,
            field(name_field(at, r), f"{r + 1}번째 줄 {block.label}", row.name),
            tuple(
                field(
                    cell_field(at, r, c),
                    labels[c],
                    text,
                    row.hints[c] if c < len(row.hints) else "",
                    row=row.name or f"{r + 1}번째 줄",
                )
                for c, text in enumerate(row.cells)
            ),
            mean(block, row) if counts_cases(block) else "",
        )
        for r, row in enumerate(block.rows)
    )
    totals = tuple(
        field(
            total_field(at, c),
            labels[c],
            text,
            row="합계",
            total=written(sums[at, c]) if (at, c) in sums else "",
        )
        for c, text in enumerate(block.totals)
    )
    return DrawnBlock(at, block, columns, rows, totals)


def _label(column: Column, number: int) -> str:
    return column.label or f"{number}번째 열"
