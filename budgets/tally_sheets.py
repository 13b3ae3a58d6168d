"""Sheets to begin with: a series that nobody has counted, and 업무추진비 by line and by field. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgets.amounts import Unit, exact_in_unit
from budgets.tally import (
    BY_LINE,
    FIELDS,
    ITEMS,
    LINES,
    MONEY,
    Block,
    Column,
    Count,
    TypedRow,
    drawn,
    written,
)
from departments.text import squeezed

SPENT, CASES = "집행액", "집행건수"


def blank(columns: int = 3, rows: int = 8) -> Block:
    """Its columns, too, are typed."""
    empty = tuple(Column("", "") for _ in range(columns))
    return Block(ITEMS, empty, (), ("",) * columns, is_new=True).longer(rows)


def beginning_expense(counts: Iterable[Count], lines: Sequence[str]) -> list[Block]:
    """By field as the last date has it, and before it by line: the program's, where the last date,
    which a document may have printed, does not count by line."""
    blocks = drawn(counts)
    if any(block.label == LINES for block in blocks):
        return blocks
    fields = [block for block in blocks if any(column.unit in MONEY for column in block.columns)]
    field = fields[0] if fields else _pair(FIELDS, "", Unit.WON.label, []).longer(5)
    money = next(column.unit for column in field.columns if column.unit in MONEY)
    line = _pair(LINES, BY_LINE, money, lines)
    return [line.longer(1), replace(field, label=FIELDS)]


def _pair(label: str, before: str, money: str, names: Sequence[str]) -> Block:
    columns = Column(f"{before}{SPENT}", money), Column(f"{before}{CASES}", "건")
    return Block(label, columns, tuple(TypedRow(n, ("", "")) for n in names), ("", ""))


def filled_from_ledger(blocks: Sequence[Block], ledger: Mapping[str, int]) -> list[Block]:
    """What the books say in every empty cell of a line, in the sheet's unit."""
    known = {squeezed(name): won for name, won in ledger.items()}
    unit = _unit_of(blocks)
    if unit is None:
        return list(blocks)
    return [_filled(block, known, unit) if block.label == LINES else block for block in blocks]


def _filled(block: Block, known: Mapping[str, int], unit: Unit) -> Block:
    rows = []
    for row in block.rows:
        won = known.get(squeezed(row.name))
        first, *others = row.cells
        if won is not None and not first.strip():
            first = written(exact_in_unit(won, unit))
        rows.append(replace(row, cells=(first, *others)))
    return replace(block, rows=tuple(rows))


def _unit_of(blocks: Sequence[Block]) -> Unit | None:
    for block in blocks:
        if block.label == LINES and block.columns and block.columns[0].unit in MONEY:
            return MONEY[block.columns[0].unit]
    return None
