"""Rows of a handed-in sheet that add others up: compared with the lines, never stored. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.reading.misfit import ROUNDED, Misfit
from budgets.reading.own_lines import Sum
from budgets.rows import CARRIED, Row
from budgets.rules import told

_ROUNDED_WORDS = "저장하면 이 차이를 확인한 것으로 합니다. 합계는 저장하지 않습니다."


@dataclass(frozen=True, slots=True)
class Added:
    """What a row says that it adds up to: by column, the cell and the won."""

    sum: Sum
    printed: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A row that sums hold, and its columns that could not be read: of those no sum is known."""

    line: int | None  # None: nobody's line, so that it may belong to any sum
    row: Row | None
    unread: frozenset[str]


def differences(
    rows: Sequence[Added | Part],
    columns: Iterable[str],
    units: Mapping[str, Unit],
    words: Mapping[str, str],
    own: frozenset[int],
) -> Iterator[Misfit]:
    """The cell, what it says, and what the lines come to. `own`: all lines there should be."""
    for at, row in enumerate(rows):
        if isinstance(row, Added):
            groups = _groups(rows, at, row.sum, own)
            for column in columns:
                if column in row.printed:
                    yield from _compared(row, column, groups, units[column], words[column])


def _compared(
    added: Added, column: str, groups: list[list[Part]], unit: Unit, label: str
) -> Iterator[Misfit]:
    """A printed sum of n parts may differ by (n + 1) / 2 of the unit it is printed in: that is
    shown. What is further away is to be mended (docs/decisions/0021)."""
    cell, won = added.printed[column]
    known = [group for group in groups if not any(column in part.unread for part in group)]
    sums = [(sum(_won(part.row, column) or 0 for part in group), len(group)) for group in known]
    near = [whole for whole, count in sums if 2 * abs(won - whole) <= (count + 1) * unit.value]
    if near:
        whole = min(near, key=lambda whole: abs(won - whole))
        if whole != won:
            found = (
                f"‘{added.sum.label}’의 {label} {told(won)}, 세부사업의 합 {told(whole)}: {ROUNDED}"
            )
            yield Misfit(cell=cell, found=found, expected=_ROUNDED_WORDS, kind=ROUNDED)
        return
    if len(known) < len(groups) or not sums:
        return  # it may be the sum of what could not be read
    whole = show(sums[0][0], unit, digits=0)
    yield Misfit(
        cell=cell,
        found=f"‘{added.sum.label}’의 {label}: {show(won, unit)}{unit.label}",
        expected=f"세부사업을 더하면 {whole}{unit.label}입니다. 어느 쪽이 틀렸는지 확인하십시오.",
    )


def _groups(
    rows: Sequence[Added | Part], at: int, total: Sum, own: frozenset[int]
) -> list[list[Part]]:
    """Whose sum it may be. One that does not say whose stands below its lines, or above them."""
    parts = [row for row in rows if isinstance(row, Part)]
    if not total.is_partial:
        # A stranger may be a line that is missing, misspelt; and whatever there is, the total adds.
        is_whole = total.lines <= {part.line for part in parts} and total.lines != own
        strangers = [] if is_whole else [part for part in parts if part.line is None]
        return [[part for part in parts if part.line in total.lines] + strangers]
    above, below = _until_sum(rows[:at][::-1]), _until_sum(rows[at + 1 :])
    return [group for group in (above, below) if group] + [parts]


def _until_sum(rows: Iterable[Added | Part]) -> list[Part]:
    found: list[Part] = []
    for row in rows:
        if isinstance(row, Added):
            break
        found.append(row)
    return found


def _won(row: Row, column: str) -> int | None:
    if column in CARRIED:
        return row.carried[CARRIED.index(column)]
    return getattr(row.measures, column) if column in MEASURES else None
