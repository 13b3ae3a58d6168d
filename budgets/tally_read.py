"""What a sheet of statistics says: its counts, its sums, and every problem by the field it is about.

Shares and means are never typed; a typed total is set against the sum of its rows and kept nowhere.
Pure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from budgets.amounts import Refused, exact_in_unit, parse_amount, parse_count
from budgets.tally import (
    FIELDS,
    ITEMS,
    LINES,
    MONEY,
    SUMS,
    Block,
    Column,
    Count,
    TypedRow,
    cell_field,
    column_field,
    name_field,
    total_field,
    written,
)
from departments.text import squeezed

_LONGEST = {"item": 100, "group": 100, "unit": 20}
_LARGEST = Decimal(10) ** 15
_FRACTION = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.[0-9]{1,4}")
_PARTS = Decimal("0.0001")  # as fine as a count is kept


@dataclass(frozen=True, slots=True)
class Wrong:
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    counts: tuple[Count, ...]
    sums: dict[tuple[int, int], Decimal]  # by block and column, where every cell could be read
    wrong: tuple[Wrong, ...]


def read(blocks: Sequence[Block], ledger: Mapping[str, int] | None = None) -> Read:
    """`ledger`: what each line has spent by the books, in won, where the sheet divides that up."""
    counts: list[Count] = []
    sums: dict[tuple[int, int], Decimal] = {}
    wrong: list[Wrong] = []
    for at, block in enumerate(blocks):
        wrong += _wrong_names(at, block)
        for c, column in enumerate(block.columns):
            found = _read_column(at, c, block, wrong)
            if found is None:
                continue
            counts += found
            is_read = all(count.state in ("value", "dash") for count in found)
            if is_read and block.is_sum and found:
                sums[at, c] = sum((x.value or Decimal(0) for x in found), Decimal(0))
                wrong += _wrong_total(at, c, block, column, sums[at, c])
        wrong += _wrong_columns(at, block, blocks[:at])
    wrong += _wrong_pairs(blocks) + _apart(blocks, sums)
    if ledger is not None:
        wrong += _against(blocks, ledger)
    if not counts and not wrong:
        wrong.append(Wrong("", "값을 하나라도 적어야 합니다."))
    return Read(tuple(c for c in counts if c.state in ("value", "dash")), sums, tuple(wrong))


def cell(text: str, unit: str) -> tuple[str, Decimal | None]:
    """Its state and value in its own unit; blank is a state of its own."""
    if unit in MONEY:
        amount = parse_amount(text, MONEY[unit])
        value = None if amount.won is None else exact_in_unit(amount.won, MONEY[unit])
        state = amount.state
    elif "." in text:
        value, state = _decimal(text), "value"
    else:
        heads = parse_count(text)
        value, state = None if heads.number is None else Decimal(heads.number), heads.state
    if value is not None and abs(value) >= _LARGEST:
        raise Refused(text, "수가 너무 큽니다.")
    if value is not None and value != value.quantize(_PARTS):
        raise Refused(text, "소수점 아래 네 자리까지 적습니다.")
    return state, value


def _decimal(text: str) -> Decimal:
    if not (found := _FRACTION.fullmatch(text.strip())):
        said = "소수점은 숫자 사이에 한 번, 그 아래는 네 자리까지 적습니다."
        raise Refused(text, said)
    return Decimal(found[0].replace(",", ""))


def _read_column(at: int, c: int, block: Block, wrong: list[Wrong]) -> list[Count] | None:
    """None where the column is not used at all."""
    column = block.columns[c]
    filled = any(row.cells[c].strip() for row in block.rows) or block.totals[c].strip()
    if block.is_new and not (filled or column.unit or column.group):
        return None
    if not column.unit:
        wrong.append(Wrong(column_field(at, c, "unit"), f"{c + 1}번째 열: 단위를 적어야 합니다."))
        return []
    found = []
    for r, row in enumerate(block.rows):
        field, text = cell_field(at, r, c), row.cells[c]
        if not row.name:
            continue
        try:
            state, value = cell(text, column.unit)
        except Refused as refused:
            wrong.append(Wrong(field, f"{row.name} {column.label} {refused}"))
            found.append(Count(row.name, column.group, column.unit, "unread", None, text))
            continue
        if state == "blank":
            if block.is_sum:
                said = f"{row.name} {column.label}: 빈칸입니다. 없으면 ‘-’를 적고, 이번에 없는 줄은 이름을 지웁니다."
                wrong.append(Wrong(field, said))
                found.append(Count(row.name, column.group, column.unit, "blank", None, ""))
            continue
        printed = "-" if value is None else written(value)
        found.append(Count(row.name, column.group, column.unit, state, value, printed))
    return found


def _wrong_names(at: int, block: Block) -> list[Wrong]:
    wrong, seen = [], set()
    for r, row in enumerate(block.rows):
        field, place = name_field(at, r), f"{r + 1}번째 줄"
        is_filled = any(text.strip() for text in row.cells)
        key = squeezed(row.name)
        if not row.name and is_filled:
            wrong.append(Wrong(field, f"{place}: 값이 있는데 {block.label} 이름이 없습니다."))
        if not row.name:
            continue
        if len(row.name) > _LONGEST["item"]:
            wrong.append(Wrong(field, f"{place}: 이름은 {_LONGEST['item']}자까지입니다."))
        if key in seen:
            wrong.append(Wrong(field, f"{row.name}: 같은 {block.label}이 두 번 있습니다."))
        seen.add(key)
        if key in SUMS and not block.is_whole:
            said = "합계는 줄이 아니라 맨 아래 ‘합계’ 칸에 적습니다."
            wrong.append(Wrong(field, f"{row.name}: {said}"))
        if not block.is_sum and not is_filled:
            wrong.append(Wrong(field, f"{row.name}: 값을 하나라도 적어야 합니다."))
    return wrong


def _wrong_columns(at: int, block: Block, before: Sequence[Block]) -> list[Wrong]:
    wrong: list[Wrong] = []
    seen = {squeezed(column.group) for each in before for column in each.columns if column.unit}
    known = set()
    for c, column in enumerate(block.columns):
        if not column.unit:
            continue
        field = column_field(at, c, "group")
        key = squeezed(column.group)
        for part in ("group", "unit"):
            if len(getattr(column, part)) > _LONGEST[part]:
                said = f"{c + 1}번째 열: {_LONGEST[part]}자까지입니다."
                wrong.append(Wrong(column_field(at, c, part), said))
        if block.is_new and "%" in column.unit.replace("％", "%"):
            said = "비율은 적지 않습니다. 적은 수에서 셈합니다."
            wrong.append(Wrong(column_field(at, c, "unit"), f"{column.label}: {said}"))
        is_twice = key in known if block.is_sum else (key, column.unit) in known
        if is_twice or key in seen:
            said = "열마다 이름이 달라야 합니다. 무엇을 센 열인지 적습니다(예: 접수, 처리)."
            wrong.append(Wrong(field, f"{c + 1}번째 열: {said}"))
        known |= {key, (key, column.unit)}
    return wrong


def _wrong_total(at: int, c: int, block: Block, column: Column, whole: Decimal) -> list[Wrong]:
    text, field = block.totals[c], total_field(at, c)
    if not text.strip():
        return []
    try:
        _, value = cell(text, column.unit)
    except Refused as refused:
        return [Wrong(field, f"합계 {column.label} {refused}")]
    if (value or Decimal(0)) == whole:
        return []
    apart = written((value or Decimal(0)) - whole)
    said = f"적은 합계 {text.strip()}, 줄을 더한 값 {written(whole)}: {apart} 다릅니다."
    return [Wrong(field, f"합계 {column.label} {said}")]


# --- what is counted in two ways ------------------------------------------------------------------


def _wrong_pairs(blocks: Sequence[Block]) -> list[Wrong]:
    """Money without a case, or a case without money."""
    wrong = []
    for at, block in enumerate(blocks):
        if block.label == ITEMS or not counts_cases(block):
            continue
        for r, row in enumerate(block.rows):
            try:
                (_, won), (_, cases) = (
                    cell(text, column.unit)
                    for text, column in zip(row.cells, block.columns, strict=True)
                )
            except Refused:
                continue
            if row.name and bool(won) != bool(cases) and all(t.strip() for t in row.cells):
                said = "금액이 있는데 건수가 없습니다." if won else "건수가 있는데 금액이 없습니다."
                wrong.append(Wrong(cell_field(at, r, 1), f"{row.name}: {said}"))
    return wrong


def _apart(blocks: Sequence[Block], sums: Mapping[tuple[int, int], Decimal]) -> list[Wrong]:
    """The same spending by line and by field comes to the same, in money and in cases."""
    by_label = {block.label: at for at, block in enumerate(blocks)}
    if not {LINES, FIELDS} <= by_label.keys():
        return []
    one, other = by_label[LINES], by_label[FIELDS]
    wrong = []
    for c, (a, b) in enumerate(zip(blocks[one].columns, blocks[other].columns, strict=False)):
        if (one, c) not in sums or (other, c) not in sums:
            continue
        lines, fields = (_in_won(sums[at, c], col) for at, col in ((one, a), (other, b)))
        if lines != fields:
            words = written(sums[one, c]), written(sums[other, c]), written(fields - lines)
            unit = "원" if a.unit in MONEY else a.unit
            said = f"과목의 합 {words[0]}{a.unit}, 분야의 합 {words[1]}{b.unit}: {words[2]}{unit} 다릅니다."
            wrong.append(Wrong(total_field(other, c), f"{b.group} {said}"))
    return wrong


def mean(block: Block, row: TypedRow) -> str:
    """Of one case, in the unit of the amount and to one decimal, half up; no case has none."""
    try:
        (_, amount), (_, cases) = (
            cell(text, column.unit) for text, column in zip(row.cells, block.columns, strict=True)
        )
    except Refused:
        return "-"
    if amount is None or not cases:
        return "-"
    return written((amount / cases).quantize(Decimal("0.1"), ROUND_HALF_UP))


def counts_cases(block: Block) -> bool:
    """How much, and how often."""
    units = [column.unit for column in block.columns]
    return len(units) == 2 and units[0] in MONEY and units[1] not in MONEY


def _in_won(value: Decimal, column: Column) -> Decimal:
    return value * MONEY[column.unit].value if column.unit in MONEY else value


def _against(blocks: Sequence[Block], ledger: Mapping[str, int]) -> list[Wrong]:
    """Each line as the books have it."""
    wrong, known = [], {squeezed(name): (name, won) for name, won in ledger.items()}
    seen = set()
    for at, block in enumerate(blocks):
        if block.label != LINES or not block.columns or block.columns[0].unit not in MONEY:
            continue
        unit = MONEY[block.columns[0].unit]
        for r, row in enumerate(block.rows):
            key = squeezed(row.name)
            seen.add(key)
            if key not in known:
                continue
            try:
                _, value = cell(row.cells[0], unit.label)
            except Refused:
                continue
            won = known[key][1]
            if (value or Decimal(0)) * unit.value != won and row.cells[0].strip():
                said = f"장부의 집행액은 {written(exact_in_unit(won, unit))}{unit.label}입니다."
                wrong.append(Wrong(cell_field(at, r, 0), f"{row.name}: {said}"))
        for key, (name, won) in known.items():
            if key not in seen and won:
                said = f"장부에 집행액 {written(exact_in_unit(won, unit))}{unit.label}이 있는 과목이 빠졌습니다."
                wrong.append(Wrong(total_field(at, 0), f"{name}: {said}"))
    return wrong
