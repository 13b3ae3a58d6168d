"""A sheet of statistics as the page draws it: every field with its label, its text and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

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
from budgets.typed_rows import otherwise
from departments.text import squeezed


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    text: str
    wrong: tuple[str, ...] = ()
    hint: str = ""
    sum: str = ""  # of the cells above it
    row: str = ""  # before the label, for those who hear the page
    was: str | None = None  # by the version before, where that says something else


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


def drawn_sheet(
    blocks: Sequence[Block], read: Read | None, before: Sequence[Block] = ()
) -> list[DrawnBlock]:
    """`read`: where it has been read, with its sums and problems. `before`: what stands, where it is to
    be told what of it would change."""
    said: dict[str, list[str]] = {}
    for wrong in read.wrong if read else ():
        said.setdefault(wrong.field, []).append(wrong.words)
    sums = read.sums if read else {}
    changes = [_otherwise(*pair) for pair in zip_longest(blocks, before[: len(blocks)])]
    return [_block(at, block, said, sums, changes[at]) for at, block in enumerate(blocks)]


def _otherwise(block: Block, before: Block | None) -> list[dict[str, str]]:
    if before is None:
        return [{}] * len(block.rows)
    return otherwise(_called(block), _called(before), lambda text: text.strip().replace(",", ""))


def _called(block: Block) -> list[tuple[str, dict[str, str]]]:
    labels = [column.label for column in block.columns]
    return [(squeezed(row.name), dict(zip(labels, row.cells, strict=True))) for row in block.rows]


def _block(at: int, block: Block, said, sums, changes: Sequence[dict[str, str]]) -> DrawnBlock:
    def field(name: str, label: str, text: str, hint="", total="", row="", was=None) -> Field:
        return Field(name, label, text, tuple(said.get(name, ())), hint, total, row, was)

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
                    was=changes[r].get(block.columns[c].label),
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
