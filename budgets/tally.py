"""What a person typed of a series of statistics: the texts as they are, and what they say. Pure.

A sheet has blocks, a block has rows of items and columns that count them: how much was spent and how
often. What the texts say is read in tally_read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.amounts import Unit
from budgets.reading.statistic_facts import WHOLE
from departments.text import clean

MONEY = {unit.label: unit for unit in Unit}
ITEMS, LINES, FIELDS = "항목", "과목", "분야"  # what the rows of a block are
EXPENSE = "업무추진비"
BY_LINE = "과목별 "  # how the groups of a block of lines begin
SUMS = frozenset({"계", "합계", "총계", "소계"})  # no item is called so
MOST_BLOCKS, MOST_COLUMNS, MOST_ROWS = 40, 24, 300
_TYPED = re.compile(r"b([0-9]{1,5})-(?:r([0-9]{1,5})-(?:name|c([0-9]{1,5}))|total-c([0-9]{1,5}))")


@dataclass(frozen=True, slots=True)
class Column:
    group: str
    unit: str

    @property
    def label(self) -> str:
        return f"{self.group or '수'} ({self.unit})" if self.unit else self.group


@dataclass(frozen=True, slots=True)
class TypedRow:
    name: str
    cells: tuple[str, ...]
    hints: tuple[str, ...] = ()  # what the last date said


@dataclass(frozen=True, slots=True)
class Block:
    label: str
    columns: tuple[Column, ...]
    rows: tuple[TypedRow, ...]
    totals: tuple[str, ...]
    is_sum: bool = True  # whether the rows are parts of one whole
    is_new: bool = False  # whether the columns, too, are typed

    @property
    def is_whole(self) -> bool:
        """Only the whole is counted."""
        return [row.name for row in self.rows if row.name] == [WHOLE]

    def longer(self, many: int) -> "Block":
        empty = TypedRow("", ("",) * len(self.columns))
        room = max(MOST_ROWS - len(self.rows), 0)
        return replace(self, rows=(*self.rows, *[empty] * min(many, room)))


@dataclass(frozen=True, slots=True)
class Count:
    item: str
    group: str
    unit: str
    state: str  # value or dash
    value: Decimal | None
    printed: str


# --- how the fields are called --------------------------------------------------------------------


def name_field(block: int, row: int) -> str:
    return f"b{block}-r{row}-name"


def cell_field(block: int, row: int, column: int) -> str:
    return f"b{block}-r{row}-c{column}"


def total_field(block: int, column: int) -> str:
    return f"b{block}-total-c{column}"


def column_field(block: int, column: int, part: str) -> str:
    return f"b{block}-c{column}-{part}"


def sent(posted: Mapping[str, str]) -> list[Block]:
    """The sheet of a form, as it was drawn: a newer date that came in between moves no cell."""
    return [_sent(posted, at) for at in range(_number(posted, "blocks", MOST_BLOCKS))]


def beyond(posted: Mapping[str, str], blocks: Sequence[Block]) -> int:
    """Fields with something in them that are not among those of the sheet."""
    named = ((_TYPED.fullmatch(name), text) for name, text in posted.items())
    return sum(bool(clean(text)) and not _is_in(found, blocks) for found, text in named if found)


def _is_in(found: re.Match, blocks: Sequence[Block]) -> bool:
    at, row, cell, total = (None if part is None else int(part) for part in found.groups())
    if at >= len(blocks):
        return False
    column = total if cell is None else cell
    has_row = row is None or row < len(blocks[at].rows)
    return has_row and (column is None or column < len(blocks[at].columns))


def _sent(posted: Mapping[str, str], at: int) -> Block:
    columns = range(_number(posted, f"b{at}-columns", MOST_COLUMNS))
    rows = range(_number(posted, f"b{at}-rows", MOST_ROWS))

    def said(field: str) -> str:
        return posted.get(field, "")

    return Block(
        label=said(f"b{at}-label") if said(f"b{at}-label") in (LINES, FIELDS) else ITEMS,
        columns=tuple(
            Column(
                clean(said(column_field(at, c, "group"))), clean(said(column_field(at, c, "unit")))
            )
            for c in columns
        ),
        rows=tuple(
            TypedRow(
                clean(said(name_field(at, r))),
                tuple(said(cell_field(at, r, c)) for c in columns),
                tuple(said(f"{cell_field(at, r, c)}-hint") for c in columns),
            )
            for r in rows
        ),
        totals=tuple(said(total_field(at, c)) for c in columns),
        is_sum=bool(said(f"b{at}-sum")),
        is_new=bool(said(f"b{at}-new")),
    )


def _number(posted: Mapping[str, str], field: str, most: int) -> int:
    said = posted.get(field, "")
    return min(int(said), most) if said.isascii() and said.isdecimal() and len(said) < 5 else 0


# --- a sheet to begin with ------------------------------------------------------------------------


def drawn(counts: Iterable[Count], *, again: bool = False, more: int = 3) -> list[Block]:
    """The rows and columns of the last date, with its values beside; `again`: with its values in the
    cells, for a new version of it. Ways of counting that have the same items stand side by side."""
    groups: dict[str, list[Count]] = {}
    for count in counts:
        groups.setdefault(count.group, []).append(count)
    blocks: list[Block] = []
    for own in groups.values():
        made = _block(own, again=again)
        before = blocks[-1] if blocks else None
        if before and _stand_together(before, made):
            blocks[-1] = _beside(before, made)
        else:
            blocks.append(made)
    blocks = [block if block.is_whole else block.longer(more) for block in blocks]
    return _with_fields(blocks)


def _with_fields(blocks: list[Block]) -> list[Block]:
    """What stands beside lines and counts money is the same spending by field."""
    if any(block.label == LINES for block in blocks):
        for at, block in enumerate(blocks):
            if block.label == ITEMS and any(column.unit in MONEY for column in block.columns):
                blocks[at] = replace(block, label=FIELDS)
                break
    return blocks


def _block(counts: Sequence[Count], *, again: bool) -> Block:
    names = list(dict.fromkeys(count.item for count in counts))
    units = list(dict.fromkeys(count.unit for count in counts))
    is_sum = len(units) == 1 and len(names) == len(counts)
    group = counts[0].group
    told = {(count.item, count.unit): told_of(count) for count in counts}
    rows = []
    for name in names:
        values = tuple(told.get((name, unit), "") for unit in units)
        rows.append(TypedRow(name, values if again else ("",) * len(units), values))
    label = LINES if group.startswith(BY_LINE) else ITEMS
    columns = tuple(Column(group, unit) for unit in units)
    return Block(label, columns, tuple(rows), ("",) * len(units), is_sum)


def _stand_together(one: Block, other: Block) -> bool:
    """Lines and fields stay apart even where they are called the same."""
    are_sums = one.is_sum and other.is_sum and one.label == other.label
    return are_sums and _names(one) == _names(other)


def _names(block: Block) -> list[str]:
    return [row.name for row in block.rows]


def _beside(one: Block, other: Block) -> Block:
    rows = tuple(
        TypedRow(a.name, a.cells + b.cells, a.hints + b.hints)
        for a, b in zip(one.rows, other.rows, strict=True)
    )
    columns = one.columns + other.columns
    return replace(one, columns=columns, rows=rows, totals=one.totals + other.totals)


def told_of(count: Count) -> str:
    if count.value is None:
        return "-" if count.state == "dash" else ""
    return written(count.value)


def written(value: Decimal) -> str:
    words = f"{abs(value):,f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return f"△{words}" if value < 0 else words
